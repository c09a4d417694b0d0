/* test_form_compare.c - what answers rest on may not go or change under an old version. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bundle.h"

struct change {
    const char *file, *from, *to; /* in the small method */
    const char *told;
};

static const struct change changes[] = {
    {"a.cfg", "minutes = 3", "minutes = 4", ""},
    {"a.cfg", "Fara?", "Är det fara?",
     "a.cfg:16: a.danger has changed, but the version is still 1. Give the form a new version."},
    {"a.cfg", "en = \"Now.\"", "en = \"At once.\"",
     "a.cfg:16: a.danger has changed, but the version is still 1. Give the form a new version."},
    {"a.cfg", "sv = \"Lugnt.\"", "sv = \"Lugn.\"",
     "a.cfg:1: a has changed, but the version is still 1. Give the form a new version."},
    {"a.cfg", "sv = \"Sedan\"", "sv = \"Efteråt\"",
     "a.cfg:1: a has changed, but the version is still 1. Give the form a new version."},
    {"a.cfg", "compute = \"${a.number} * 2\"", "compute = \"${a.number} * 3\"",
     "a.cfg:41: a.twice has changed, but the version is still 1. Give the form a new version."},
    {"a.cfg", "carry = true;",
     "carry = true; expect = \"1\"; expect_text = { sv = \"Ja?\"; en = \"Yes?\"; };",
     "a.cfg:45: a.day has changed, but the version is still 1. Give the form a new version."},
    {"a.cfg", "type = \"datetime\";", "type = \"datetime\"; tense = \"past\";",
     "a.cfg:50: a.moment has changed, but the version is still 1. Give the form a new version."},
    {"a.cfg", "max = 20.5", "max = 21",
     "a.cfg:34: a.number has changed, but the version is still 1. Give the form a new version."},
    {"a.cfg", "required = true;", "",
     "a.cfg:16: a.danger has changed, but the version is still 1. Give the form a new version."},
    {"a.cfg", "{ code = \"112\"; label = { sv = \"112\"; en = \"112\"; }; },\n", "\n",
     "a.cfg:23: The option 112 has disappeared from a.called. Keep it with retired = true."},
    {"a.cfg", "version = \"1\";\n", "version = \"2\";\n", ""},
    {"a.cfg", "{ code = \"112\"; label = { sv = \"112\"; en = \"112\"; }; }",
     "{ code = \"112\"; label = { sv = \"112\"; en = \"112\"; }; retired = true; }", ""},
    {"a.cfg", "{ code = \"112\"; label = { sv = \"112\"; en = \"112\"; }; }",
     "{ code = \"112\"; label = { sv = \"112\"; en = \"112\"; }; },"
     "{ code = \"nurse\"; label = { sv = \"syster\"; en = \"nurse\"; }; }",
     "a.cfg:23: a.called has changed, but the version is still 1. Give the form a new version."},
    {"a.cfg", "id = \"a.moment\"", "id = \"a.time\"",
     "a.cfg:1: The question a.moment has disappeared from a. Keep it with retired = true, answers "
     "rest on it.\n"
     "a.cfg:50: a.time has changed, but the version is still 1. Give the form a new version."},
    {"a.cfg", "type = \"datetime\"", "type = \"date\"",
     "a.cfg:50: The question a.moment has another type than datetime. Give it a new id."},
    {"a.cfg", "type = \"datetime\";", "type = \"datetime\"; retired = true;", ""},
    {"a.cfg", "{ id = \"a.home\";", "{ retired = true; id = \"a.home\";", ""},
    {"a.cfg", "signatures = 2;", "signatures = 2; retired = true;", ""},
    {"method.cfg", "en = \"yes\"", "en = \"yeah\"",
     "a.cfg:16: a.danger has changed, but the version is still 1. Give the form a new version.\n"
     "method.cfg:60: a.h.shift has changed, but the version is still 1. Give the form a new "
     "version."},
    {"method.cfg",
     "        { code = \"perhaps\"; label = { sv = \"kanske\"; en = \"perhaps\"; }; "
     "retired = true; }\n",
     "        { code = \"maybe\"; label = { sv = \"kanske\"; en = \"maybe\"; }; }\n",
     "method.cfg:26: The option perhaps has disappeared from yes_no. Keep it with retired = true."},
    {"method.cfg", "id = \"old_board\"", "id = \"new_board\"",
     "method.cfg:17: old_board has disappeared from receivers. Keep it and write in to when it "
     "ended."},
    {"method.cfg", "{ id = \"board\";",
     "{ id = \"police\"; title = { sv = \"polis\"; en = \"police\"; }; }, { id = \"board\";", ""},
    {"lists.cfg", "id = \"step.note\"", "id = \"step.notes\"",
     "lists.cfg:2: The question step.note has disappeared from step. Keep it with retired = true, "
     "answers rest on it.\n"
     "lists.cfg:16: step.notes has changed, but the version is still 1. Give the form a new "
     "version."},
};

static char *compare(const struct change *change, const char *also_from, const char *also_to)
{
    struct test_bundle old;
    struct test_bundle next;
    bundle_open(&old, BUNDLE_SMALL);
    bundle_load_clean(&old);
    bundle_open(&next, BUNDLE_SMALL);
    bundle_replace(&next, change->file, change->from, change->to);
    if (also_from)
        bundle_replace(&next, change->file, also_from, also_to);
    bundle_load_clean(&next);
    method_compare(old.method, next.method, &next.problems);
    char *told = bundle_problems(&next);
    bundle_close(&old);
    bundle_close(&next);
    return told;
}

static void changes_are_told_at_their_place(void **state)
{
    size_t wrong = 0;
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
        char *told = compare(&changes[i], NULL, NULL);
        if (strcmp(told, changes[i].told) != 0) {
            print_error("%s: %s -> %s\n  expected: %s\n  told:     %s\n", changes[i].file,
                        changes[i].from, changes[i].to, changes[i].told, told);
            wrong++;
        }
        mem_free(told);
    }
    assert_int_equal(wrong, 0);
}

static void a_new_version_may_change_texts(void **state)
{
    const struct change text = {"a.cfg", "Fara?", "Är det fara?", ""};
    const struct change added = {"a.cfg", "items = (\n        { id = \"a.danger\";",
                                 "items = (\n { id = \"a.new\"; type = \"line\"; label = { sv = "
                                 "\"x\"; en = \"x\"; }; }, { id = \"a.danger\";",
                                 ""};
    (void)state;
    char *told = compare(&text, "version = \"1\"", "version = \"2\"");
    assert_string_equal(told, "");
    mem_free(told);
    told = compare(&added, "version = \"1\"", "version = \"2\"");
    assert_string_equal(told, "");
    mem_free(told);
}

/* A version is no leave to lose what answers rest on. */
static void a_new_version_may_not_lose_anything(void **state)
{
    const struct change gone = {"a.cfg", "id = \"a.moment\"", "id = \"a.time\"", ""};
    (void)state;
    char *told = compare(&gone, "version = \"1\"", "version = \"2\"");
    assert_string_equal(told, "a.cfg:1: The question a.moment has disappeared from a. Keep it with "
                              "retired = true, answers rest on it.");
    mem_free(told);
}

static void a_form_may_not_go(void **state)
{
    struct test_bundle old;
    struct test_bundle next;
    (void)state;
    bundle_open(&old, BUNDLE_SMALL);
    bundle_load_clean(&old);
    bundle_open(&next, BUNDLE_SMALL);
    bundle_replace(&next, "lists.cfg", "id = \"step\"", "id = \"move\"");
    bundle_replace(&next, "a.cfg", "list = \"step\"", "list = \"move\"");
    bundle_replace(&next, "letters/out.cfg", "list = \"step\"", "list = \"move\"");
    bundle_load_clean(&next);
    method_compare(old.method, next.method, &next.problems);
    char *told = bundle_problems(&next);
    assert_non_null(strstr(told, "lists.cfg: The form step has disappeared."));
    mem_free(told);
    bundle_close(&old);
    bundle_close(&next);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_are_told_at_their_place),
        cmocka_unit_test(a_new_version_may_change_texts),
        cmocka_unit_test(a_new_version_may_not_lose_anything),
        cmocka_unit_test(a_form_may_not_go),
    };
    return cmocka_run_group_tests_name("form compare", tests, NULL, NULL);
}
