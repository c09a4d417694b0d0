/* test_base_conf.c - configuration files: what is read, and how each mistake is told. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "sis/base/conf.h"
#include "sis/base/utf8.h"
#include "text_name.h"

struct read {
    struct arena *arena;
    struct problems problems;
};

static int enter(void **state)
{
    struct read *read = mem_new(sizeof(*read));

    read->arena = arena_new();
    problems_init(&read->problems, read->arena);
    *state = read;
    return 0;
}

static int leave(void **state)
{
    struct read *read = *state;

    arena_free(read->arena);
    mem_free(read);
    return 0;
}

static const struct conf *parse(struct read *read, const char *bytes)
{
    return conf_parse(bytes, strlen(bytes), "a.cfg", read->arena, &read->problems);
}

static const struct conf *parse_good(struct read *read, const char *bytes)
{
    const struct conf *root = parse(read, bytes);

    assert_non_null(root);
    assert_int_equal(read->problems.n, 0);
    return root;
}

/* All problems, one a line, in English. */
static void tell(const struct read *read, struct str *out)
{
    size_t i;

    str_init(out, 0);
    for (i = 0; i < read->problems.n; i++) {
        err_text(&read->problems.item[i], LANG_EN, out);
        str_putc(out, '\n');
    }
}

static void a_tree_with_places(void **state)
{
    struct read *read = *state;
    const struct conf *root =
        parse_good(read, "# comment \"\nform : {\n  id = \"u1\"; // x\n  n = 7, real = 1.5\n"
                         "  on = TRUE;\n /* { */ list = ( { a = -1; },\n 2, \"t\", [ ] );\n"
                         "  empty = {};\n  hex = 0x10; wide = 5L;\n"
                         "  long = \"ett \"\n    \"tv\\u00e5\"\n   \"tv\xC3\xA5\";\n};\n");
    const struct conf *form = conf_find(root, "form"), *list = conf_find(form, "list");

    assert_int_equal(form->kind, CONF_GROUP);
    assert_int_equal(form->line, 2);
    assert_string_equal(form->file, "a.cfg");
    assert_string_equal(conf_find(form, "id")->text, "u1");
    assert_int_equal(conf_find(form, "n")->number, 7);
    assert_true(conf_find(form, "n")->real == 7.0);
    assert_true(conf_find(form, "real")->real == 1.5);
    assert_int_equal(conf_find(form, "real")->kind, CONF_FLOAT);
    assert_true(conf_find(form, "on")->flag);
    assert_int_equal(list->kind, CONF_LIST);
    assert_int_equal(list->n, 4);
    assert_null(list->item[0].name);
    assert_int_equal(conf_find(&list->item[0], "a")->number, -1);
    assert_int_equal(list->item[1].line, 7);
    assert_int_equal(list->item[3].kind, CONF_ARRAY);
    assert_int_equal(conf_find(form, "empty")->n, 0);
    assert_int_equal(conf_find(form, "hex")->number, 16);
    assert_int_equal(conf_find(form, "wide")->number, 5);
    assert_int_equal(conf_find(form, "long")->line, 10);
    assert_string_equal(conf_find(form, "long")->text, "ett tv\\u00e5två");
    assert_null(conf_find(form, "none"));
    assert_null(conf_find(list, "a"));
    assert_null(conf_find(NULL, "a"));
}

static void an_empty_file_is_an_empty_group(void **state)
{
    const struct conf *root = parse_good(*state, "");

    assert_int_equal(root->kind, CONF_GROUP);
    assert_int_equal(root->n, 0);
}

static void a_comment_may_end_the_file(void **state)
{
    assert_int_equal(parse_good(*state, "a = 1; # comment")->n, 1);
    assert_int_equal(parse_good(*state, "a = 1; // comment")->n, 1);
    assert_int_equal(parse_good(*state, "a = 1; /* comment */")->n, 1);
}

static void texts_become_nfc(void **state)
{
    const struct conf *root = parse_good(*state, "a = \"a\xCC\x8A\"; b = \"\\x41\\\"\\n\";");

    assert_string_equal(conf_find(root, "a")->text, "å");
    assert_string_equal(conf_find(root, "b")->text, "A\"\n");
}

/* Each mistake: the text and the line told, and whether it is the only one. */
static void mistakes_are_told_where_they_stand(void **state)
{
    static const struct {
        const char *bytes;
        enum text_id text;
        int line;
        const char *value;
    } cases[] = {
        {"a = \"x;\nb = \"y\";", T_CONF_QUOTE, 1, ""},
        {"a = 1;\n\nb = \"x", T_CONF_QUOTE, 3, ""},
        {"a = \"x\\", T_CONF_QUOTE, 1, ""},
        {"a = \"x\\\n", T_CONF_QUOTE, 1, ""},
        {"/* x\n\n", T_CONF_COMMENT, 1, ""},
        {"a = 1;\n\xC3\xA5r = 2;", T_CONF_LETTER, 2, "å"},
        {"a = \xE2\x80\x9Dx\xE2\x80\x9D;", T_CONF_LETTER, 1, "”"},
        {"_a = 1;", T_CONF_LETTER, 1, "_"},
        {"a = 1;\n  @include \"x.cfg\"\n", T_CONF_INCLUDE, 2, ""},
        {"a = \"\xFF\";\n", T_CONF_BYTES, 1, ""},
        {"# \xC3\n", T_CONF_BYTES, 1, ""},
        {"a = \"\\xff\";", T_CONF_BYTES, 1, ""},
        {"a = \"x\\x00y\";", T_CONF_NUL, 1, ""},
        {"a = 3000000000;", T_CONF_INTEGER, 1, "3000000000"},
        {"a = -2147483649;", T_CONF_INTEGER, 1, "-2147483649"},
        {"a = 0x80000000;", T_CONF_INTEGER, 1, "0x80000000"},
        {"a = 3000000000L;", T_CONF_INTEGER, 1, "3000000000L"},
        {"a = 99999999999999999999999;", T_CONF_INTEGER, 1, "99999999999999999999999"},
        {"a = 1e999;", T_CONF_REAL, 1, "a"},
        {"a = 2026-11-22;", T_CONF_WORD, 1, "2026-11-22"},
        {"a = 1.2.3;", T_CONF_WORD, 1, "1.2.3"},
        {"a = 12x;", T_CONF_WORD, 1, "12x"},
        {"a = -;", T_CONF_WORD, 1, "-"},
        {"a = --2147;", T_CONF_WORD, 1, "--2147"},
        {"a = -0x10;", T_CONF_WORD, 1, "-0x10"},
        {"a = yes;", T_CONF_WORD, 1, "yes"},
        {"a : {\n b = 1;\n", T_CONF_OPEN, 1, "{"},
        {"a = (\n 1, 2\n;", T_CONF_NO_COMMA, 3, ";"},
        {"a = 1;\n};", T_CONF_CLOSE, 2, "}"},
        {"a =", T_CONF_ENDS, 1, "="},
        {"a", T_CONF_NO_ASSIGN, 1, "a"},
        {"a b = 1;", T_CONF_NO_ASSIGN, 1, "a"},
        {"= 1;", T_CONF_NO_NAME, 1, "="},
        {"true = 1;", T_CONF_NO_NAME, 1, "true"},
        {"a = 1;;", T_CONF_NO_NAME, 1, ";"},
        {"a = ;", T_CONF_NO_VALUE, 1, ";"},
        {"a = ( 1,, 2 );", T_CONF_NO_VALUE, 1, ","},
        {"a = ( { x = 1; }\n { x = 2; } );", T_CONF_NO_COMMA, 2, "{"},
        {"a = ( 1, 2,\n );", T_CONF_LAST_COMMA, 2, ")"},
        {"a = [ 1, \"x\" ];", T_CONF_MIXED, 1, "\"x\""},
        {"a = [ ( 1 ) ];", T_CONF_MIXED, 1, "("},
        {"a = [ 1, 2L ];", T_CONF_SYNTAX, 1, ""},
        {"a = 1;\nb = 2;\na = 3;", T_CONF_TWICE, 3, "a"},
    };
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_LEN(cases); i++) {
        struct read *read = NULL;
        const struct err *err;

        enter((void **)&read);
        parse(read, cases[i].bytes);
        if (read->problems.n != 1)
            fail_msg("%zu problems in: %s", read->problems.n, cases[i].bytes);
        err = &read->problems.item[0];
        if (err->text != cases[i].text || err->line != cases[i].line ||
            strcmp(err->value[0], cases[i].value) != 0)
            fail_msg("%s: %s:%d %s", cases[i].bytes, text_name(err->text), err->line,
                     err->value[0]);
        assert_string_equal(err->file, "a.cfg");
        assert_int_equal(err->code, ERR_FORM);
        leave((void **)&read);
    }
}

static void a_nul_is_no_end(void **state)
{
    struct read *read = *state;

    assert_null(conf_parse("a = 1;\0b", 8, "a.cfg", read->arena, &read->problems));
    assert_int_equal(read->problems.item[0].text, T_CONF_BYTES);
}

static void many_mistakes_are_told_at_once(void **state)
{
    struct read *read = *state;
    struct str told;

    parse(read, "a = 3000000000;\nb = 4000000000;\nc = \"\\x00\";\n");
    tell(read, &told);
    assert_string_equal(told.p,
                        "a.cfg:1: The number 3000000000 does not fit. Whole numbers go from "
                        "-2147483648 to 2147483647.\n"
                        "a.cfg:2: The number 4000000000 does not fit. Whole numbers go from "
                        "-2147483648 to 2147483647.\n"
                        "a.cfg:3: The text may not hold \\x00. Remove it.\n");
    str_release(&told);
}

static void a_setting_written_twice_names_the_first(void **state)
{
    struct read *read = *state;
    struct str told;

    assert_null(parse(read, "a = 1;\nb = { a = 2; };\na = 3;\nb = 1;"));
    tell(read, &told);
    assert_string_equal(told.p,
                        "a.cfg:3: The setting a already stands on line 1. Remove one of them.\n"
                        "a.cfg:4: The setting b already stands on line 2. Remove one of them.\n");
    str_release(&told);
}

static void mistakes_are_told_on_after_a_broken_order(void **state)
{
    struct read *read = *state;

    parse(read, "a = ( 1, );\nb = \"x;\nc = 3000000000;\nd = \"y;\nå = 1;");
    assert_int_equal(read->problems.n, 5);
    assert_int_equal(read->problems.item[4].line, 5);
}

static void add_nested(struct str *out, const char *open, const char *close, size_t n)
{
    size_t i;

    str_puts(out, "a = ");
    for (i = 0; i < n; i++)
        str_puts(out, open);
    for (i = 0; i < n; i++)
        str_puts(out, close);
}

static void depth_and_number_are_limited(void **state)
{
    struct read *read = *state;
    struct str deep, wide;
    size_t i;

    str_init(&deep, 0);
    str_init(&wide, 0);
    add_nested(&deep, "(", ")", 31);
    parse_good(read, deep.p);
    str_clear(&deep);
    add_nested(&deep, "(", ")", 32);
    assert_null(parse(read, deep.p));
    assert_int_equal(read->problems.item[0].text, T_CONF_DEEP);
    str_clear(&deep);
    add_nested(&deep, "(", ")", 100000);
    assert_null(parse(read, deep.p));
    for (i = 0; i < 100000; i++)
        str_printf(&wide, "a%zu = 1;", i);
    assert_null(parse(read, wide.p));
    assert_int_equal(read->problems.item[2].text, T_CONF_MANY);
    assert_int_equal(read->problems.n, 3);
    str_release(&deep);
    str_release(&wide);
}

static void problems_have_a_limit_and_an_order(void **state)
{
    struct read *read = *state;
    struct problems *problems = &read->problems;
    size_t i;

    problem_add(problems, "b.cfg", 1, T_CONF_BYTES, NULL, NULL);
    problem_add(problems, "a.cfg", 20, T_CONF_BYTES, "first", NULL);
    problem_add(problems, "a.cfg", 20, T_CONF_BYTES, "second", NULL);
    problem_add(problems, "a.cfg", 3, T_CONF_BYTES, NULL, NULL);
    problems_sort(problems);
    assert_int_equal(problems->item[0].line, 3);
    assert_string_equal(problems->item[1].value[0], "first");
    assert_string_equal(problems->item[2].value[0], "second");
    assert_string_equal(problems->item[3].file, "b.cfg");
    for (i = 0; i < PROBLEMS_MAX + 10; i++)
        problem_add(problems, "c.cfg", (int)i, T_CONF_BYTES, NULL, NULL);
    assert_int_equal(problems->n, PROBLEMS_MAX);
}

static void readers_check_kind_and_range(void **state)
{
    struct read *read = *state;
    struct problems *problems = &read->problems;
    const struct conf *root = parse_good(
        read, "t = \"x\"; n = 5; f = true; l = ( 1 ); a = [ 1 ];\nbad = 1.5;\nlow = -3;\n");
    struct str told;

    assert_string_equal(conf_text(root, "t", "?", problems), "x");
    assert_string_equal(conf_text(root, "none", "?", problems), "?");
    assert_null(conf_text(root, "none", NULL, problems));
    assert_int_equal(conf_number(root, "n", 9, 1, 5, problems), 5);
    assert_int_equal(conf_number(root, "none", 9, 1, 5, problems), 9);
    assert_true(conf_flag(root, "f", false, problems));
    assert_true(conf_flag(root, "none", true, problems));
    assert_int_equal(conf_list(root, "l", problems)->n, 1);
    assert_int_equal(conf_list(root, "a", problems)->n, 1);
    assert_null(conf_list(root, "none", problems));
    assert_int_equal(problems->n, 0);
    assert_string_equal(conf_text(root, "bad", "?", problems), "?");
    assert_int_equal(conf_number(root, "bad", 9, 1, 5, problems), 9);
    assert_false(conf_flag(root, "bad", false, problems));
    assert_null(conf_list(root, "bad", problems));
    assert_null(conf_label(root, "bad", problems).in[LANG_SV]);
    assert_int_equal(conf_number(root, "low", 9, 1, 5, problems), 9);
    assert_int_equal(conf_number(root, "low", 9, 0, LONG_MAX, problems), 9);
    assert_int_equal(conf_number(root, "low", 9, LONG_MIN, -4, problems), 9);
    tell(read, &told);
    assert_string_equal(told.p, "a.cfg:2: bad has to be a text in quotation marks.\n"
                                "a.cfg:2: bad has to be a whole number.\n"
                                "a.cfg:2: bad has to be true or false.\n"
                                "a.cfg:2: bad has to be a list: ( … ) or [ … ].\n"
                                "a.cfg:2: bad has to be a text in both languages: "
                                "{ sv = …; en = …; }.\n"
                                "a.cfg:3: low has to lie within 1–5.\n"
                                "a.cfg:3: low has to be at least 0.\n"
                                "a.cfg:3: low may be -4 at most.\n");
    str_release(&told);
}

static void labels_need_both_languages(void **state)
{
    struct read *read = *state;
    const struct conf *root = parse_good(read, "good = { sv = \"ja\"; en = \"yes\"; };\n"
                                               "one = { sv = \"ja\"; };\n"
                                               "empty = {\n sv = \"\"; en = \"x\"; };\n"
                                               "kind = { sv = 1; en = \"x\"; };\n"
                                               "more = { sv = \"a\"; en = \"b\"; de = \"c\"; };\n");
    struct label label = conf_label(root, "good", &read->problems);
    struct str told;

    assert_string_equal(label.in[LANG_SV], "ja");
    assert_string_equal(label.in[LANG_EN], "yes");
    assert_null(conf_label(root, "none", &read->problems).in[LANG_SV]);
    assert_int_equal(read->problems.n, 0);
    assert_null(conf_label(root, "one", &read->problems).in[LANG_SV]);
    assert_null(conf_label(root, "empty", &read->problems).in[LANG_EN]);
    assert_null(conf_label(root, "kind", &read->problems).in[LANG_EN]);
    assert_string_equal(conf_label(root, "more", &read->problems).in[LANG_EN], "b");
    tell(read, &told);
    assert_string_equal(told.p, "a.cfg:2: one has no text for en. Write it in both languages.\n"
                                "a.cfg:4: empty has no text for sv. Write it in both languages.\n"
                                "a.cfg:5: sv has to be a text in quotation marks.\n"
                                "a.cfg:6: There is no setting de here. Check the spelling.\n");
    str_release(&told);
}

static void unknown_settings_are_told(void **state)
{
    static const char *const known[] = {"idle", "room", "label", NULL};
    struct read *read = *state;
    const struct conf *root = parse_good(read, "idle = 1;\niddle = 2;\nroom = 3;\nlanguage = 4;\n"
                                               "lable = 5;\nid = 6;\nzz = 7;\n");
    struct str told;

    conf_only(root, known, &read->problems);
    conf_only(NULL, known, &read->problems);
    tell(read, &told);
    assert_string_equal(told.p, "a.cfg:2: There is no setting iddle here. Did you mean idle?\n"
                                "a.cfg:4: There is no setting language here. Check the spelling.\n"
                                "a.cfg:5: There is no setting lable here. Did you mean label?\n"
                                "a.cfg:6: There is no setting id here. Check the spelling.\n"
                                "a.cfg:7: There is no setting zz here. Check the spelling.\n");
    str_release(&told);
}

static void files_are_read(void **state)
{
    struct read *read = *state;
    const struct conf *root = conf_read("forms/method.cfg", read->arena, &read->problems);

    assert_non_null(conf_find(root, "method"));
    assert_string_equal(root->file, "forms/method.cfg");
    assert_int_equal(read->problems.n, 0);
    assert_null(conf_read("forms/none.cfg", read->arena, &read->problems));
    assert_null(conf_read("forms", read->arena, &read->problems));
    assert_int_equal(read->problems.item[0].text, T_ERR_FILE_OPEN);
    assert_int_equal(read->problems.n, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_tree_with_places, enter, leave),
        cmocka_unit_test_setup_teardown(an_empty_file_is_an_empty_group, enter, leave),
        cmocka_unit_test_setup_teardown(a_comment_may_end_the_file, enter, leave),
        cmocka_unit_test_setup_teardown(texts_become_nfc, enter, leave),
        cmocka_unit_test(mistakes_are_told_where_they_stand),
        cmocka_unit_test_setup_teardown(a_nul_is_no_end, enter, leave),
        cmocka_unit_test_setup_teardown(many_mistakes_are_told_at_once, enter, leave),
        cmocka_unit_test_setup_teardown(a_setting_written_twice_names_the_first, enter, leave),
        cmocka_unit_test_setup_teardown(mistakes_are_told_on_after_a_broken_order, enter, leave),
        cmocka_unit_test_setup_teardown(depth_and_number_are_limited, enter, leave),
        cmocka_unit_test_setup_teardown(problems_have_a_limit_and_an_order, enter, leave),
        cmocka_unit_test_setup_teardown(readers_check_kind_and_range, enter, leave),
        cmocka_unit_test_setup_teardown(labels_need_both_languages, enter, leave),
        cmocka_unit_test_setup_teardown(unknown_settings_are_told, enter, leave),
        cmocka_unit_test_setup_teardown(files_are_read, enter, leave),
    };

    if (!utf8_locale())
        return 1;
    return cmocka_run_group_tests_name("base conf", tests, NULL, NULL);
}
