/* test_form_parse.c - what is typed becomes an answer, and an answer becomes words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bundle.h"
#include "sis/base/json.h"
#include "sis/form/live.h"
#include "text_name.h"

static const struct date today = {2026, 11, 22};

struct typed {
    const char *item;
    enum lang lang;
    const char *text;
    const char *gives; /* the value; ?unknown a non-answer; !TEXT a refusal */
};

static const struct typed cases[] = {
    /* one: codes, keys, labels, in the person's language */
    {"a.danger", LANG_SV, "yes", "yes"},
    {"a.danger", LANG_SV, "j", "yes"},
    {"a.danger", LANG_SV, "J", "yes"},
    {"a.danger", LANG_SV, " ja ", "yes"},
    {"a.danger", LANG_EN, "y", "yes"},
    {"a.danger", LANG_EN, "j", "!FORM_NO_OPTION_TYPED"},
    {"a.danger", LANG_SV, "n", "no"},
    {"a.danger", LANG_SV, "", ""},
    {"a.danger", LANG_SV, "v", "?unknown"},
    {"a.danger", LANG_SV, "d", "!FORM_NO_OPTION_TYPED"},
    {"a.danger", LANG_EN, "d", "?unknown"},
    {"a.danger", LANG_SV, "-", "?declined"},
    {"a.danger", LANG_SV, "Vet inte", "?unknown"},
    {"a.danger", LANG_SV, "inte frågat", "?not_asked"},
    {"a.danger", LANG_EN, "not applicable", "?not_applicable"},
    {"a.danger", LANG_SV, "kanske", "!FORM_NO_OPTION_TYPED"}, /* retired */
    {"a.danger", LANG_SV, "j, n", "!FORM_ONE_ONLY_TYPED"},
    {"a.danger", LANG_SV, "ja!", "!FORM_NO_OPTION_TYPED"},
    {"a.home.need", LANG_SV, "10", "10"},
    {"a.home.need", LANG_SV, "3", "10"}, /* its key */
    {"a.home.need", LANG_SV, "1", "1"},
    /* many: in the order of the form, each once */
    {"a.called", LANG_SV, "lead 112", "112 lead"},
    {"a.called", LANG_SV, "2,1,2", "112 lead"},
    {"a.called", LANG_SV, "chef, annat", "lead other"},
    {"a.called", LANG_EN, "manager; other", "lead other"},
    {"a.called", LANG_SV, "chef katt", "!FORM_NO_OPTION_TYPED"},
    {"a.called", LANG_SV, ",", ""},
    {"a.called", LANG_SV, "v", "?unknown"},
    /* number: no trailing junk */
    {"a.number", LANG_SV, "12", "12"},
    {"a.number", LANG_SV, "3,5", "3.5"},
    {"a.number", LANG_SV, "3.5", "3.5"},
    {"a.number", LANG_SV, "-2", "-2"},
    {"a.number", LANG_SV, "10 000", "10000"},
    {"a.number", LANG_SV, "99", "99"}, /* over its limit: kept, told */
    {"a.number", LANG_SV, "12 st", "!FORM_NO_NUMBER_TYPED"},
    {"a.number", LANG_SV, "1e3", "!FORM_NO_NUMBER_TYPED"},
    {"a.number", LANG_SV, "0x10", "!FORM_NO_NUMBER_TYPED"},
    {"a.number", LANG_SV, "nan", "!FORM_NO_NUMBER_TYPED"},
    {"a.number", LANG_SV, "inf", "!FORM_NO_NUMBER_TYPED"},
    {"a.number", LANG_SV, "1,2,3", "!FORM_NO_NUMBER_TYPED"},
    {"a.number", LANG_SV, "5,", "!FORM_NO_NUMBER_TYPED"},
    {"a.number", LANG_SV, ",5", "!FORM_NO_NUMBER_TYPED"},
    {"a.number", LANG_SV, "--5", "!FORM_NO_NUMBER_TYPED"},
    {"a.number", LANG_SV, "99999999999999999999999999999999999999999", "!FORM_NO_NUMBER_TYPED"},
    {"a.number", LANG_SV, "-", "?declined"},
    {"a.number", LANG_SV, "v", "?unknown"},
    {"a.number", LANG_SV, "vet inte", "?unknown"},
    {"a.twice", LANG_SV, "4", "!FORM_NOT_TYPED"},
    /* date: also in part */
    {"a.day", LANG_SV, "2026-05-03", "2026-05-03"},
    {"a.day", LANG_SV, "2024", "2024"},
    {"a.day", LANG_SV, "2024-05", "2024-05"},
    {"a.day", LANG_SV, "i går", "2026-11-21"},
    {"a.day", LANG_SV, "2026-02-31", "!FORM_NO_DATE_TYPED"},
    {"a.day", LANG_SV, "snart", "!FORM_NO_DATE_TYPED"},
    {"a.day", LANG_SV, "v", "?unknown"},
    /* datetime: kept in UTC; tests run in UTC */
    {"a.moment", LANG_SV, "02:10", "2026-11-22T02:10:00Z"},
    {"a.moment", LANG_SV, "2.10", "2026-11-22T02:10:00Z"},
    {"a.moment", LANG_SV, "0210", "2026-11-22T02:10:00Z"},
    {"a.moment", LANG_SV, "i går 23:40", "2026-11-21T23:40:00Z"},
    {"a.moment", LANG_SV, "2026-05-03 14:30", "2026-05-03T14:30:00Z"},
    {"a.moment", LANG_SV, "2026-05-03T14:30", "2026-05-03T14:30:00Z"},
    {"a.moment", LANG_SV, "2026-05-03T14:30:07Z", "2026-05-03T14:30:07Z"},
    {"a.moment", LANG_SV, "3 maj 14:30", "2026-05-03T14:30:00Z"},
    {"a.moment", LANG_SV, "24:00", "!FORM_NO_MOMENT_TYPED"},
    {"a.moment", LANG_SV, "12:60", "!FORM_NO_MOMENT_TYPED"},
    {"a.moment", LANG_SV, "2026-05 14:30", "!FORM_NO_MOMENT_TYPED"},
    {"a.moment", LANG_SV, "2026-05-03", "!FORM_NO_MOMENT_TYPED"},
    {"a.moment", LANG_SV, "x", "!FORM_NO_MOMENT_TYPED"},
    {"a.moment", LANG_SV, ":30", "!FORM_NO_MOMENT_TYPED"},
    {"a.moment", LANG_SV, "1:3", "!FORM_NO_MOMENT_TYPED"},
    /* identity: brought to one form */
    {"a.who", LANG_SV, "191212121212", "19121212-1212"},
    {"a.who", LANG_SV, "19121212-1213", "!FORM_NO_IDENTITY_TYPED"},
    {"a.who", LANG_SV, "-", "?declined"},
    /* words stay words */
    {"a.h.who", LANG_SV, "  v ", "v"},
    {"a.h.who", LANG_SV, "-", "-"},
    {"a.h.who", LANG_SV, "en\nrad\ttill", "en rad till"},
    {"step.note", LANG_SV, "  indrag\n\nstycke \n", "  indrag\n\nstycke"},
    {"step.note", LANG_SV, "a\xcc\x8a", "\xc3\xa5"},
    {"step.note", LANG_SV, " \n ", ""},
    /* what takes no typing */
    {"a.read", LANG_SV, "x", "!FORM_NOT_TYPED"},
    {"a.needs", LANG_SV, "x", "!FORM_NOT_TYPED"},
    {"a.plan", LANG_SV, "x", "!FORM_NOT_TYPED"},
    {"a.plan", LANG_SV, "inte aktuellt", "?not_applicable"},
};

static const char *written(struct arena *arena, const struct answer *answer)
{
    if (answer->nonanswer)
        return arena_printf(arena, "?%s", nonanswer_code(answer->nonanswer));
    if (answer->value.kind == VALUE_TEXT)
        return answer->value.text;
    if (answer->value.kind == VALUE_NUMBER) {
        char digits[40];
        real_text(answer->value.number, digits);
        return arena_strdup(arena, digits);
    }
    const char *codes = "";
    for (size_t i = 0; i < answer->value.n; i++)
        codes = arena_printf(arena, "%s%s%s", codes, i > 0 ? " " : "", answer->value.code[i]);
    return codes;
}

static void what_is_typed_becomes_an_answer(void **state)
{
    struct test_bundle t;
    size_t wrong = 0;
    (void)state;
    bundle_open(&t, BUNDLE_SMALL);
    bundle_load_clean(&t);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct typed *c = &cases[i];
        const struct item *item = method_item(t.method, c->item, NULL);
        struct answer answer = {.id = "untouched"};
        struct err err;
        const char *gives = NULL;
        if (item_parse(item, c->lang, c->text, today, t.arena, &answer, &err)) {
            assert_string_equal(answer.id, c->item);
            gives = written(t.arena, &answer);
        } else {
            assert_string_equal(answer.id, "untouched");
            assert_int_equal(err.code, ERR_INPUT);
            gives = arena_printf(t.arena, "!%s", text_name(err.text));
        }
        if (strcmp(gives, c->gives) != 0) {
            print_error("%s: %s\n  expected: %s\n  gives:    %s\n", c->item, c->text, c->gives,
                        gives);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
    bundle_close(&t);
}

static void a_refusal_says_what_to_write(void **state)
{
    struct test_bundle t;
    struct answer answer;
    struct err err;
    struct str out;
    (void)state;
    bundle_open(&t, BUNDLE_SMALL);
    bundle_load_clean(&t);
    str_init(&out, 0);
    assert_false(item_parse(method_item(t.method, "a.danger", NULL), LANG_SV, "x", today, t.arena,
                            &answer, &err));
    err_text(&err, LANG_SV, &out);
    assert_string_equal(out.p, "”x” finns inte bland svaren. Välj bland: j ja, n nej.");
    str_clear(&out);
    assert_false(item_parse(method_item(t.method, "a.day", NULL), LANG_EN, "soon", today, t.arena,
                            &answer, &err));
    err_text(&err, LANG_EN, &out);
    assert_string_equal(out.p, "“soon” is no date. Write for example 2026-05-03, 3 May, 2026-05 or "
                               "yesterday.");
    str_release(&out);
    bundle_close(&t);
}

/* --- words ------------------------------------------------------------------------------------ */

static void words(const struct test_bundle *t, const char *id, const struct answer *answer,
                  const char *sv, const char *en)
{
    const struct item *item = method_item(t->method, id, NULL);
    struct str out;
    str_init(&out, 0);
    item_answer_words(item, answer, LANG_SV, &out);
    assert_string_equal(out.p, sv);
    str_clear(&out);
    item_answer_words(item, answer, LANG_EN, &out);
    assert_string_equal(out.p, en);
    str_release(&out);
}

static void an_answer_becomes_words(void **state)
{
    static const char *const codes[] = {"112", "lead", "gone"};
    struct test_bundle t;
    struct answer answer = {.id = ""};
    (void)state;
    bundle_open(&t, BUNDLE_SMALL);
    bundle_load_clean(&t);
    words(&t, "a.danger", NULL, "", "");
    words(&t, "a.danger", &answer, "", "");
    answer.nonanswer = NONANSWER_UNKNOWN;
    words(&t, "a.number", &answer, "vet inte", "don’t know");
    answer.nonanswer = NONANSWER_NONE;
    answer.value = value_codes(codes, 3);
    words(&t, "a.called", &answer, "112, chef, gone", "112, manager, gone");
    answer.value = value_number(2.5);
    words(&t, "a.number", &answer, "2,5", "2.5");
    answer.value = value_text("tolv");
    words(&t, "a.number", &answer, "tolv", "tolv");
    answer.value = value_text("2026-05-03");
    words(&t, "a.day", &answer, "3 maj 2026", "3 May 2026");
    answer.value = value_text("31 feb");
    words(&t, "a.day", &answer, "31 feb", "31 feb");
    answer.value = value_text("2026-05-03T14:30:07Z");
    words(&t, "a.moment", &answer, "3 maj 2026 14:30", "3 May 2026 14:30");
    answer.value = value_text("19121212-1212");
    words(&t, "a.who", &answer, "19121212-1212", "19121212-1212");
    bundle_close(&t);
}

static void every_nonanswer_has_its_words(void **state)
{
    (void)state;
    for (int i = NONANSWER_UNKNOWN; i <= NONANSWER_NOT_APPLICABLE; i++)
        assert_int_not_equal(nonanswer_text((enum nonanswer)i), T_NONE);
    assert_int_equal(nonanswer_key(NONANSWER_UNKNOWN), T_KEY_UNKNOWN);
    assert_int_equal(nonanswer_key(NONANSWER_NOT_ASKED), T_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_typed_becomes_an_answer),
        cmocka_unit_test(a_refusal_says_what_to_write),
        cmocka_unit_test(an_answer_becomes_words),
        cmocka_unit_test(every_nonanswer_has_its_words),
    };
    return cmocka_run_group_tests_name("form parse", tests, NULL, NULL);
}
