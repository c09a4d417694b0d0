/* test_casework_codes.c - two recovery codes: a lead more, a lead less, a drill, new codes. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "casework/inside.h"
#include "casework_each.h"
#include "doc_text.h"
#include "sis/casework/access.h"
#include "sis/casework/codes.h"
#include "sis/casework/notes.h"
#include "sis/pages/pages.h"

#define DAY ((int64_t)86400)

static const char *const both[] = {"noor", "kim"};

static struct two_codes pair(int a, int b)
{
    return (struct two_codes){casework_code(a), casework_code(b)};
}

static struct home *open_home(void)
{
    struct home_options options = casework_options(&home);
    struct home *at = home_open(&options, &home.err);

    casework_must(&home, at != NULL);
    return at;
}

/* Makes a lead with these codes and logs them in; the caller ends both. */
static struct work *lead_by(const struct two_codes *codes, const char *login, struct home **at)
{
    char words[SETUP_PHRASE];
    struct work *work;

    *at = open_home();
    casework_must(&home, codes_make_lead(*at, codes, login, "Ny Chef", words, &home.err));
    work = session_login(*at, login, words, LANG_SV, &home.err);
    casework_must(&home, work != NULL);
    return work;
}

static void every_pair_makes_a_lead(void **state)
{
    static const char *const login[] = {"chef.1", "chef.2", "chef.3"};
    struct id case_id = casework_case(&home, eli, "24-001", both, 2);
    struct two_codes codes[] = {pair(0, 1), pair(2, 0), pair(1, 2)};

    (void)state;
    for (int i = 0; i < 3; i++) {
        struct home *at;
        struct work *work = lead_by(&codes[i], login[i], &at);
        struct case_file *file;

        assert_int_equal(work->role, ROLE_LEAD);
        assert_string_equal(work->name, "Ny Chef");
        /* Reads cases that there were, and gives access to others. */
        file = case_open(work, &case_id, &home.err);
        casework_must(&home, file != NULL);
        case_close(file);
        casework_must(&home, access_assign(work, &case_id, "sam", &home.err));
        casework_must(&home, access_remove(work, &case_id, "sam", &home.err));
        session_end(work);
        home_close(at);
    }
    /* Those who were there go on. */
    case_close(casework_open(&home, eli, &case_id));
}

static void what_is_no_pair_makes_none(void **state)
{
    char words[SETUP_PHRASE] = "before";
    struct home *at = open_home();
    uint64_t before = casework_log(&home);
    struct two_codes same = pair(1, 1);
    struct two_codes short_one = {casework_code(0), "7K3QP"};
    struct two_codes other = pair(0, 1);
    char wrong[64];

    (void)state;
    casework_refused(&home, codes_make_lead(at, &same, "chef", "Ny", words, &home.err), ERR_INPUT);
    casework_refused(&home, codes_make_lead(at, &short_one, "chef", "Ny", words, &home.err),
                     ERR_INPUT);
    casework_refused(&home, codes_make_lead(at, &other, "eli", "Ny", words, &home.err),
                     ERR_CONFLICT);
    casework_refused(&home, codes_make_lead(at, &other, "Å", "Ny", words, &home.err), ERR_INPUT);
    snprintf(wrong, sizeof wrong, "%s", casework_code(1));
    wrong[0] = wrong[0] == '7' ? '8' : '7';
    other.second = wrong;
    casework_refused(&home, codes_make_lead(at, &other, "chef", "Ny", words, &home.err), ERR_INPUT);
    assert_int_equal(casework_log(&home), before);
    home_close(at);
}

static void all_words_are_lost(void **state)
{
    struct id case_id = casework_case(&home, eli, "24-001", both, 2);
    struct two_codes codes = pair(0, 2);
    struct case_file *file;
    struct home *at;
    struct work *work;
    struct id id;

    (void)state;
    file = casework_open(&home, eli, &case_id);
    id = casework_record(&home, file, "t1", false,
                         casework_answers(&home, "t1.want", CASEWORK_MARKER, NULL));
    case_close(file);
    casework_logout(&home, eli);
    work = lead_by(&codes, "chef", &at);
    file = case_open(work, &case_id, &home.err);
    casework_must(&home, file != NULL);
    assert_string_equal(casework_text(case_answers(file, case_record(file, &id)), "t1.want"),
                        CASEWORK_MARKER);
    casework_must(&home, case_verify(work, file, case_record(file, &id), &home.err));
    case_close(file);
    casework_must(&home, account_end(work, "eli", &home.err));
    session_end(work);
    home_close(at);
}

static void a_lead_ends(void **state)
{
    struct id case_id = casework_case(&home, eli, "24-001", both, 2);
    struct work *alva = casework_login(&home, "alva");
    struct two_codes codes = pair(0, 1);
    struct two_codes same = pair(0, 0);

    (void)state;
    casework_refused(&home, codes_end_lead(eli, &same, "alva", &home.err), ERR_INPUT);
    casework_refused(&home, codes_end_lead(eli, &codes, "eli", &home.err), ERR_DENIED);
    case_close(casework_open(&home, alva, &case_id));
    casework_must(&home, codes_end_lead(eli, &codes, "alva", &home.err));
    assert_null(lead_list_find(eli->own->roster.leads, &alva->account));
    casework_refused(&home, case_open(alva, &case_id, &home.err) != NULL, ERR_DENIED);
    case_close(casework_open(&home, eli, &case_id));
}

static void only_a_lead_drills(void **state)
{
    struct two_codes codes = pair(1, 2);
    struct work *lo = casework_login(&home, "lo");

    (void)state;
    assert_int_equal(codes_drilled(eli), 0);
    casework_refused(&home, codes_drill(lo, &codes, &home.err), ERR_DENIED);
    casework_must(&home, codes_drill(eli, &codes, &home.err));
    casework_must(&home, work_refresh(eli, &home.err));
    assert_int_equal(codes_drilled(eli), home.now);
}

/* Calm as long as it is not long ago, and nobody else's matter. */
static void leads_see_when_codes_were_last_tried(void **state)
{
    struct two_codes codes = pair(1, 2);
    struct work *noor = casework_login(&home, "noor");

    (void)state;
    doc_holds(page_today(eli, NULL, home.arena, &home.err), "Nobody has tried the recovery codes");
    doc_lacks(page_today(noor, NULL, home.arena, &home.err), "recovery codes");
    casework_must(&home, codes_drill(eli, &codes, &home.err));
    casework_must(&home, work_refresh(eli, &home.err));
    home.now += 365 * DAY;
    doc_lacks(page_today(eli, NULL, home.arena, &home.err), "recovery codes");
    home.now += DAY;
    doc_holds(page_today(eli, NULL, home.arena, &home.err),
              "The recovery codes were last tried on 22 November 2026.");
    doc_lacks(page_today(noor, NULL, home.arena, &home.err), "recovery codes");
}

struct typed {
    char code[3][64];
    bool wrong_once;
    int asked;
};

static bool type_back(void *arg, const struct setup_result *result, int n, char *text, size_t size)
{
    struct typed *typed = arg;

    memcpy(typed->code, result->code, sizeof typed->code);
    typed->asked++;
    snprintf(text, size, "%s",
             typed->wrong_once && typed->asked == 1 ? result->code[2] : result->code[n]);
    return true;
}

static bool give_up(void *arg, const struct setup_result *result, int n, char *text, size_t size)
{
    (void)arg;
    (void)result;
    (void)n;
    (void)text;
    (void)size;
    return false;
}

static void new_codes(void **state)
{
    struct id case_id = casework_case(&home, eli, "24-001", both, 2);
    struct two_codes old = pair(0, 1);
    struct typed typed = {.wrong_once = true};
    struct typed again = {0};
    struct setup_result result;
    struct two_codes next;
    struct home *at;
    struct work *work;
    char words[SETUP_PHRASE];

    (void)state;
    casework_refused(&home, codes_renew(eli, &old, give_up, NULL, &result, &home.err),
                     ERR_CANCELLED);
    casework_must(&home, codes_renew(eli, &old, type_back, &typed, &result, &home.err));
    assert_int_equal(typed.asked, 4);
    assert_string_equal(result.code[0], typed.code[0]);
    setup_result_release(&result);
    /* The session goes on, and so does everybody who pinned the old root. */
    case_close(casework_open(&home, eli, &case_id));
    casework_logout(&home, eli);
    eli = casework_login(&home, "eli");
    work = casework_login(&home, "noor");
    case_close(casework_open(&home, work, &case_id));
    casework_must(&home, access_assign(eli, &case_id, "sam", &home.err));
    at = open_home();
    casework_refused(&home, codes_make_lead(at, &old, "chef", "Ny", words, &home.err), ERR_INPUT);
    home_close(at);
    next = (struct two_codes){typed.code[2], typed.code[1]};
    work = lead_by(&next, "chef", &at);
    case_close(case_open(work, &case_id, &home.err));
    session_end(work);
    home_close(at);
    /* And once more, from the new ones. */
    casework_must(&home, codes_renew(eli, &next, type_back, &again, &result, &home.err));
    setup_result_release(&result);
    casework_must(&home,
                  codes_drill(eli, &(struct two_codes){again.code[0], again.code[1]}, &home.err));
}

/* Whoever puts the old lead list and root back is seen by those who have pinned the new one. */
static void an_older_root_is_refused(void **state)
{
    struct two_codes old = pair(0, 1);
    struct typed typed = {0};
    struct setup_result result;
    struct home *at;

    (void)state;
    casework_must(&home, codes_renew(eli, &old, type_back, &typed, &result, &home.err));
    setup_result_release(&result);
    casework_logout(&home, eli);
    casework_alter(&home, "DELETE FROM statement WHERE kind = 1");
    casework_alter(&home, "DELETE FROM statement WHERE kind = 2 AND number > 1");
    casework_alter(&home, "DELETE FROM statement WHERE kind = 3 AND number > 1");
    at = open_home();
    casework_refused(&home, session_login(at, "eli", CASEWORK_PHRASE, LANG_SV, &home.err) != NULL,
                     ERR_CORRUPT);
    home_close(at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_pair_makes_a_lead, casework_each, casework_each_end),
        cmocka_unit_test_setup_teardown(what_is_no_pair_makes_none, casework_each,
                                        casework_each_end),
        cmocka_unit_test_setup_teardown(all_words_are_lost, casework_each, casework_each_end),
        cmocka_unit_test_setup_teardown(a_lead_ends, casework_each, casework_each_end),
        cmocka_unit_test_setup_teardown(only_a_lead_drills, casework_each, casework_each_end),
        cmocka_unit_test_setup_teardown(leads_see_when_codes_were_last_tried, casework_each,
                                        casework_each_end),
        cmocka_unit_test_setup_teardown(new_codes, casework_each, casework_each_end),
        cmocka_unit_test_setup_teardown(an_older_root_is_refused, casework_each, casework_each_end),
    };

    return cmocka_run_group_tests_name("casework_codes", tests, casework_group, casework_group_end);
}
