/* test_casework_settings.c - the numbers to ring: who may set them, and that they hold. */
#include "unit.h"

#include <string.h>

#include "casework/home_settings.h"
#include "casework/inside.h"
#include "casework_each.h"
#include "doc_text.h"
#include "sis/casework/access.h"
#include "sis/casework/settings.h"
#include "sis/pages/pages.h"

static const char *emergency_of(const struct work *work)
{
    return settings_number(work, entries_find(&work->method->contacts, "emergency"));
}

static void the_homes_number_goes_before_the_methods(void **state)
{
    struct work *kim = casework_login(&home, "kim");

    (void)state;
    assert_string_equal(emergency_of(eli), "112");
    casework_must(&home, settings_set_number(eli, "emergency", "070-174 06 10", &home.err));
    assert_string_equal(emergency_of(eli), "070-174 06 10");
    assert_string_equal(settings_home_name(eli), "Provhemmet " CASEWORK_MARKER);
    /* Others have it at their next use case, and after logging in. */
    casework_must(&home, work_refresh(kim, &home.err));
    assert_string_equal(emergency_of(kim), "070-174 06 10");
    casework_logout(&home, kim);
    kim = casework_login(&home, "kim");
    assert_string_equal(emergency_of(kim), "070-174 06 10");
    casework_must(&home, settings_set_number(eli, "emergency", "", &home.err));
    assert_string_equal(emergency_of(eli), "112");
}

static void only_a_lead_and_only_numbers(void **state)
{
    struct work *kim = casework_login(&home, "kim");
    struct work *lo = casework_login(&home, "lo");

    (void)state;
    casework_refused(&home, settings_set_number(kim, "emergency", "113", &home.err), ERR_DENIED);
    casework_refused(&home, settings_set_number(lo, "emergency", "113", &home.err), ERR_DENIED);
    casework_refused(&home, settings_set_number(eli, "nobody", "113", &home.err), ERR_MISSING);
    casework_refused(&home, settings_set_number(eli, "emergency", "ring", &home.err), ERR_INPUT);
    casework_refused(&home, settings_set_number(eli, "emergency", "1", &home.err), ERR_INPUT);
    casework_refused(&home,
                     settings_set_number(eli, "emergency",
                                         "112 112 112 112 112 112 112 112 112 112 112", &home.err),
                     ERR_INPUT);
    assert_string_equal(emergency_of(eli), "112");
}

static void they_follow_to_a_new_home_key(void **state)
{
    struct work *noor;

    (void)state;
    casework_must(&home, settings_set_number(eli, "emergency", "+46 70-174 06 11", &home.err));
    casework_must(&home, account_end(eli, "kim", &home.err));
    noor = casework_login(&home, "noor");
    assert_string_equal(emergency_of(noor), "+46 70-174 06 11");
}

/* Nobody is placed yet, and the nurse has no number: whoever may mend it is told, others are not. */
static void a_new_home_says_what_it_lacks(void **state)
{
    struct work *kim = casework_login(&home, "kim");
    struct doc *doc = page_today(eli, NULL, home.arena, &home.err);

    (void)state;
    doc_holds(doc, "Register the youths who are placed here");
    doc_holds(doc, "There is no number to ring for: nurse.");
    doc = page_today(kim, NULL, home.arena, &home.err);
    doc_holds(doc, "Register the youths who are placed here");
    doc_lacks(doc, "no number");
    casework_must(&home, settings_set_number(eli, "nurse", "070-174 06 10", &home.err));
    casework_youth(&home, eli, "24-001", "Granen");
    doc = page_today(eli, NULL, home.arena, &home.err);
    doc_lacks(doc, "no number");
    doc_lacks(doc, "placed here");
}

/* What a person types stands in a file that is read back: it may not end its own text. */
static void any_text_comes_back(void **state)
{
    static const char nasty[] = "Hem \"; contacts = ( ); \\ #";
    struct contact_number contact = {"duty_lead", "a\\\"b"};
    struct home_settings it = {.name = nasty, .contact = &contact, .n = 1};
    struct problems problems;
    const struct conf *root;
    struct str text;

    (void)state;
    str_init(&text, 0);
    home_settings_write(&it, &text);
    problems_init(&problems, home.arena);
    root = conf_parse(text.p, text.n, "settings", home.arena, &problems);
    assert_non_null(root);
    assert_int_equal(problems.n, 0);
    assert_string_equal(conf_text(root, "home", "", &problems), nasty);
    assert_string_equal(
        conf_text(&conf_list(root, "contacts", &problems)->item[0], "number", "", &problems),
        "a\\\"b");
    str_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_homes_number_goes_before_the_methods, casework_each,
                                        casework_each_end),
        cmocka_unit_test_setup_teardown(only_a_lead_and_only_numbers, casework_each,
                                        casework_each_end),
        cmocka_unit_test_setup_teardown(they_follow_to_a_new_home_key, casework_each,
                                        casework_each_end),
        cmocka_unit_test_setup_teardown(a_new_home_says_what_it_lacks, casework_each,
                                        casework_each_end),
        cmocka_unit_test_setup_teardown(any_text_comes_back, casework_each, casework_each_end),
    };

    return cmocka_run_group_tests_name("casework_settings", tests, casework_group,
                                       casework_group_end);
}
