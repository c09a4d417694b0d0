/* test_domain_answers.c - setting, removing, copying and comparing answers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sis/domain/answers.h"

static int setup(void **state)
{
    *state = arena_new();
    return 0;
}

static int teardown(void **state)
{
    arena_free(*state);
    return 0;
}

static void set_text(struct answers *answers, const char *id, const char *text)
{
    answers_set(answers, &(struct answer){.id = id, .value = value_text(text)});
}

static void test_get_returns_what_was_set(void **state)
{
    struct answers a;
    const char *codes[] = {"home", "school"};
    answers_init(&a, *state);
    assert_null(answers_get(&a, "u1.01"));
    set_text(&a, "u1.01", "räv");
    answers_set(&a, &(struct answer){.id = "u1.02", .value = value_number(2.5)});
    answers_set(&a, &(struct answer){.id = "u1.03", .value = value_codes(codes, 2)});
    answers_set(
        &a, &(struct answer){
                .id = "u1.04", .nonanswer = NONANSWER_DECLINED, .source = "talk", .carried = true});
    assert_int_equal(a.n, 4);
    assert_string_equal(answers_get(&a, "u1.01")->value.text, "räv");
    assert_true(answers_get(&a, "u1.02")->value.kind == VALUE_NUMBER);
    assert_true(value_has_code(&answers_get(&a, "u1.03")->value, "school"));
    assert_false(value_has_code(&answers_get(&a, "u1.03")->value, "scho"));
    assert_int_equal(answers_get(&a, "u1.04")->nonanswer, NONANSWER_DECLINED);
    assert_string_equal(answers_get(&a, "u1.04")->source, "talk");
    assert_true(answers_get(&a, "u1.04")->carried);
}

static void test_nothing_is_borrowed(void **state)
{
    struct answers a;
    char id[] = "u1.01", text[] = "one", code[] = "home";
    const char *codes[] = {code};
    answers_init(&a, *state);
    set_text(&a, id, text);
    answers_set(&a, &(struct answer){.id = "u1.02", .value = value_codes(codes, 1)});
    memset(id, 'x', 5);
    memset(text, 'x', 3);
    memset(code, 'x', 4);
    codes[0] = NULL;
    assert_string_equal(answers_get(&a, "u1.01")->value.text, "one");
    assert_string_equal(answers_get(&a, "u1.02")->value.code[0], "home");
}

static void test_empty_removes(void **state)
{
    struct answers a;
    answers_init(&a, *state);
    set_text(&a, "a", "1");
    set_text(&a, "b", "2");
    set_text(&a, "c", "3");
    set_text(&a, "b", "");
    assert_int_equal(a.n, 2);
    assert_null(answers_get(&a, "b"));
    assert_string_equal(a.item[0].id, "a");
    assert_string_equal(a.item[1].id, "c");
    answers_set(&a, &(struct answer){.id = "a", .value = {.kind = VALUE_CODES}});
    answers_set(&a, &(struct answer){.id = "c", .value = value_number(NAN)});
    assert_int_equal(a.n, 0);
    answers_remove(&a, "a");
    assert_int_equal(a.n, 0);
}

static void test_a_reason_replaces_a_value(void **state)
{
    struct answers a;
    answers_init(&a, *state);
    set_text(&a, "a", "1");
    answers_set(&a, &(struct answer){.id = "a",
                                     .value = value_text("still here"),
                                     .nonanswer = NONANSWER_UNKNOWN});
    assert_int_equal(a.n, 1);
    assert_int_equal(a.item[0].value.kind, VALUE_EMPTY);
    set_text(&a, "a", "2");
    assert_int_equal(a.item[0].nonanswer, NONANSWER_NONE);
}

static void test_setting_from_itself(void **state)
{
    struct answers a;
    answers_init(&a, *state);
    set_text(&a, "a", "one");
    for (int i = 0; i < 40; i++) {
        char id[16];
        snprintf(id, sizeof(id), "i%d", i);
        struct answer again = *answers_get(&a, "a");
        again.id = id;
        answers_set(&a, &again);
    }
    answers_set(&a, answers_get(&a, "a"));
    assert_int_equal(a.n, 41);
    assert_string_equal(answers_get(&a, "i39")->value.text, "one");
    assert_string_equal(answers_get(&a, "a")->value.text, "one");
}

static void test_copy_outlives_its_origin(void **state)
{
    struct answers from, to;
    struct arena *short_lived = arena_new();
    const char *codes[] = {"x", "y"};
    answers_init(&from, short_lived);
    set_text(&from, "a", "text");
    answers_set(&from, &(struct answer){.id = "b", .value = value_codes(codes, 2), .source = "s"});
    answers_copy(&to, *state, &from);
    arena_free(short_lived);
    assert_string_equal(answers_get(&to, "a")->value.text, "text");
    assert_string_equal(answers_get(&to, "b")->value.code[1], "y");
    assert_string_equal(answers_get(&to, "b")->source, "s");
}

static void test_equality(void **state)
{
    const char *xy[] = {"x", "y"}, *yx[] = {"y", "x"};
    struct value v1 = value_codes(xy, 2), v2 = value_codes(yx, 2), v3 = value_codes(xy, 1);
    struct value number = value_number(0), minus = value_number(-0.0), text = value_text("0");
    (void)state;
    assert_true(value_equal(&v1, &v1));
    assert_false(value_equal(&v1, &v2));
    assert_false(value_equal(&v1, &v3));
    assert_true(value_equal(&number, &minus));
    assert_false(value_equal(&number, &text));
    assert_true(value_equal(NULL, &(struct value){.kind = VALUE_TEXT, .text = ""}));

    struct answer empty = {.id = "a"}, one = {.id = "a", .value = text};
    struct answer sourced = one;
    sourced.source = "talk";
    assert_true(answer_equal(NULL, &empty));
    assert_true(answer_equal(NULL, NULL));
    assert_false(answer_equal(NULL, &one));
    assert_false(answer_equal(&one, &sourced));
}

static void test_words_of_nonanswers(void **state)
{
    (void)state;
    const char *word[] = {"unknown", "declined", "not_asked", "not_applicable"};
    for (size_t i = 0; i < 4; i++) {
        enum nonanswer n = NONANSWER_NONE;
        assert_true(nonanswer_parse(word[i], &n));
        assert_int_equal(n, i + 1);
        assert_string_equal(nonanswer_code(n), word[i]);
    }
    enum nonanswer n = NONANSWER_UNKNOWN;
    assert_null(nonanswer_code(NONANSWER_NONE));
    assert_false(nonanswer_parse("", &n));
    assert_false(nonanswer_parse("Unknown", &n));
    assert_false(nonanswer_parse(NULL, &n));
    assert_int_equal(n, NONANSWER_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_get_returns_what_was_set, setup, teardown),
        cmocka_unit_test_setup_teardown(test_nothing_is_borrowed, setup, teardown),
        cmocka_unit_test_setup_teardown(test_empty_removes, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_reason_replaces_a_value, setup, teardown),
        cmocka_unit_test_setup_teardown(test_setting_from_itself, setup, teardown),
        cmocka_unit_test_setup_teardown(test_copy_outlives_its_origin, setup, teardown),
        cmocka_unit_test_setup_teardown(test_equality, setup, teardown),
        cmocka_unit_test(test_words_of_nonanswers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
