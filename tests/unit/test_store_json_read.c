/* test_store_json_read.c - answers through JSON and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "same_answers.h"
#include "sis/base/utf8.h"
#include "sis/store/json_read.h"

struct world {
    struct arena *arena;
    struct answers answers;
    struct err err;
};

static int setup(void **state)
{
    struct world *w = mem_new(sizeof(*w));
    w->arena = arena_new();
    answers_init(&w->answers, w->arena);
    *state = w;
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;
    arena_free(w->arena);
    mem_free(w);
    return 0;
}

static bool read_json(struct world *w, const char *json)
{
    answers_init(&w->answers, w->arena);
    err_clear(&w->err);
    return json_read_answers(json, strlen(json), &w->answers, &w->err);
}

static void test_every_form(void **state)
{
    struct world *w = *state;
    assert_true(read_json(w, " {\"u1.09\":\"yes\", \"n\":3, \"r\":-2.5e-3, \"c\":[\"a\",\"b\"],"
                             "\"x\":{\"value\":\"no\",\"source\":\"talk\",\"carried\":true},"
                             "\"why\":{\"nonanswer\":\"unknown\"},"
                             "\"many\":{\"carried\":false,\"value\":[\"q\"]},"
                             "\"none\":null,\"empty\":\"\",\"no_codes\":[],\"bare\":{},"
                             "\"last\":\"å\\u00e4\\n\\\"\"}\n"));
    const struct answers *a = &w->answers;
    assert_int_equal(a->n, 8);
    assert_string_equal(answers_get(a, "u1.09")->value.text, "yes");
    assert_true(answers_get(a, "n")->value.number >= 3 && answers_get(a, "n")->value.number <= 3);
    assert_int_equal(answers_get(a, "r")->value.kind, VALUE_NUMBER);
    assert_true(fabs(answers_get(a, "r")->value.number + 0.0025) < 1e-18);
    assert_int_equal(answers_get(a, "c")->value.n, 2);
    assert_string_equal(answers_get(a, "c")->value.code[1], "b");
    assert_string_equal(answers_get(a, "x")->value.text, "no");
    assert_string_equal(answers_get(a, "x")->source, "talk");
    assert_true(answers_get(a, "x")->carried);
    assert_int_equal(answers_get(a, "why")->nonanswer, NONANSWER_UNKNOWN);
    assert_int_equal(answers_get(a, "many")->value.kind, VALUE_CODES);
    assert_false(answers_get(a, "many")->carried);
    assert_string_equal(answers_get(a, "last")->value.text, "åä\n\"");
    assert_true(read_json(w, "{}"));
    assert_int_equal(w->answers.n, 0);
}

static void test_what_is_read_joins_what_is_there(void **state)
{
    struct world *w = *state;
    const char json[] = "{\"a\":\"2\",\"b\":null,\"a\":\"3\"}";
    answers_set(&w->answers, &(struct answer){.id = "a", .value = value_text("1")});
    answers_set(&w->answers, &(struct answer){.id = "b", .value = value_text("1")});
    answers_set(&w->answers, &(struct answer){.id = "c", .value = value_text("1")});
    assert_true(json_read_answers(json, sizeof(json) - 1, &w->answers, &w->err));
    assert_int_equal(w->answers.n, 2);
    assert_string_equal(answers_get(&w->answers, "a")->value.text, "3");
}

static void test_refused(void **state)
{
    struct world *w = *state;
    const struct {
        const char *json, *at;
    } bad[] = {
        {"", "{}"},
        {"x", "{}"},
        {"[]", "{}"},
        {"3", "{}"},
        {"null", "{}"},
        {"{", "{}"},
        {"{}}", "{}"},
        {"{\"a\":1", "{}"},
        {"{\"a\":true}", "a"},
        {"{\"a\":[1]}", "a"},
        {"{\"a\":[\"x\",[\"y\"]]}", "a"},
        {"{\"a\":[\"\"]}", "a"},
        {"{\"a\":[{\"b\":1}]}", "a"},
        {"{\"a\":{\"value\":{\"value\":1}}}", "a"},
        {"{\"a\":{\"value\":true}}", "a"},
        {"{\"a\":{\"nonanswer\":\"perhaps\"}}", "a"},
        {"{\"a\":{\"nonanswer\":1}}", "a"},
        {"{\"a\":{\"source\":[\"talk\"]}}", "a"},
        {"{\"a\":{\"carried\":1}}", "a"},
        {"{\"a\":1e999}", "a"},
        {"{\"a\":{\"value\":-1e999}}", "a"},
        {"{\"a\":{\"colour\":\"red\"}}", "a"},
        {"{\"\":1}", "{}"},
        {"{\"å\":1}", "{}"},
        {"{\"a b\":1}", "{}"},
        {"{\"a\\\"b\":1.5}", "{}"},
        {"{\"ok\":1,\"b\":{\"value\":[true]}}", "b"},
        {"{\"a\":\"x\\u0000y\"}", "{}"},
    };
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        if (read_json(w, bad[i].json))
            fail_msg("%s was taken", bad[i].json);
        assert_int_equal(w->err.code, ERR_CORRUPT);
        assert_string_equal(w->err.value[0], bad[i].at);
        assert_true(read_json(w, "{\"a\":1}"));
    }
}

/* A generator of its own, so that every run tries the same. */
static uint32_t random_number(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static const char *random_text(struct arena *arena, uint32_t *seed)
{
    static const int32_t some[] = {'a', ' ',  '"',      '\\',   '\n',   '\t',    1,
                                   127, 0xe5, 0x301,    0x2028, 0xfffd, 0x1f44d, '/',
                                   '<', '\'', 0x10ffff, '{',    '0',    0x85};
    char text[4 * 20 + 1];
    size_t n = 0, characters = 1 + random_number(seed) % 20;
    for (size_t i = 0; i < characters; i++)
        n += utf8_encode(some[random_number(seed) % ARRAY_LEN(some)], text + n);
    return arena_strndup(arena, text, n);
}

static double random_real(uint32_t *seed)
{
    uint64_t bits = (uint64_t)random_number(seed) << 40 ^ (uint64_t)random_number(seed) << 20 ^
                    random_number(seed);
    double number;
    if (random_number(seed) % 3 == 0)
        return (double)(random_number(seed) % 2000) - 1000;
    if (random_number(seed) % 3 == 0)
        return ((double)(random_number(seed) % 20000) - 10000) / 100;
    memcpy(&number, &bits, sizeof(number));
    return isfinite(number) ? number : 0.1;
}

static struct value random_value(struct arena *arena, uint32_t *seed)
{
    size_t n = 1 + random_number(seed) % 4;
    const char **code = arena_array(arena, n, sizeof(*code));
    switch (random_number(seed) % 3) {
    case 0: return value_number(random_real(seed));
    case 1: return value_text(random_text(arena, seed));
    default: break;
    }
    for (size_t i = 0; i < n; i++)
        code[i] = random_text(arena, seed);
    return value_codes(code, n);
}

static void test_round_trip(void **state)
{
    struct world *w = *state;
    uint32_t seed = 20261122;
    for (int round = 0; round < 500; round++) {
        struct answers from;
        struct json json;
        struct str out;
        size_t n = random_number(&seed) % 30;
        answers_init(&from, w->arena);
        for (size_t i = 0; i < n; i++) {
            struct answer answer = {.id = arena_printf(w->arena, "u%zu.%02zu", i % 7, i)};
            answer.carried = random_number(&seed) % 4 == 0;
            if (random_number(&seed) % 3 == 0)
                answer.source = random_text(w->arena, &seed);
            if (random_number(&seed) % 4 == 0)
                answer.nonanswer = (enum nonanswer)(1 + random_number(&seed) % 4);
            else
                answer.value = random_value(w->arena, &seed);
            answers_set(&from, &answer);
        }
        str_init(&out, 0);
        json_start(&json, &out, round % 2);
        answers_write_json(&from, &json);
        if (!read_json(w, out.p))
            fail_msg("%s (%s)", out.p, w->err.detail);
        if (!same_answers(&from, &w->answers))
            fail_msg("round %d differs: %s", round, out.p);
        str_release(&out);
    }
}

static void test_written_form(void **state)
{
    struct world *w = *state;
    const char *codes[] = {"a", "b"};
    struct json json;
    struct str out;
    answers_set(&w->answers, &(struct answer){.id = "u1.09", .value = value_text("yes")});
    answers_set(&w->answers, &(struct answer){.id = "n", .value = value_number(3)});
    answers_set(&w->answers, &(struct answer){.id = "c", .value = value_codes(codes, 2)});
    answers_set(&w->answers, &(struct answer){.id = "w", .nonanswer = NONANSWER_NOT_ASKED});
    answers_set(
        &w->answers,
        &(struct answer){.id = "x", .value = value_number(0.5), .source = "talk", .carried = true});
    str_init(&out, 0);
    json_start(&json, &out, false);
    answers_write_json(&w->answers, &json);
    assert_string_equal(out.p, "{\"u1.09\":\"yes\",\"n\":3,\"c\":[\"a\",\"b\"],"
                               "\"w\":{\"nonanswer\":\"not_asked\"},"
                               "\"x\":{\"value\":0.5,\"source\":\"talk\",\"carried\":true}}");
    str_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_every_form, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_is_read_joins_what_is_there, setup, teardown),
        cmocka_unit_test_setup_teardown(test_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(test_round_trip, setup, teardown),
        cmocka_unit_test_setup_teardown(test_written_form, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
