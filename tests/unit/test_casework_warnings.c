/* test_casework_warnings.c - which warnings are open, what set them off, and dealing with them. */
#include "unit.h"

#include <string.h>

#include "casework/inside.h"
#include "casework_home.h"
#include "sis/casework/warnings.h"

#define HOUR 3600
#define DAY ((int64_t)24 * HOUR)

static struct casework_home home;
static struct work *noor;
static struct case_file *file;
static int64_t start;
static const struct id none;

/* One home and session for all tests, since logging in costs; a case for each test. */
static int set_up(void **state)
{
    static const char *const people[] = {"noor", "kim"};
    static struct work *eli;
    static int number;
    struct id case_id;

    (void)state;
    if (home.arena == NULL) {
        casework_home_make(&home);
        eli = casework_login(&home, "eli");
        noor = casework_login(&home, "noor");
        start = home.now;
    }
    home.now = start;
    case_id = casework_case(&home, eli, arena_printf(home.arena, "24-%03d", ++number), people, 2);
    file = casework_open(&home, noor, &case_id);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    case_close(file);
    casework_idle(&home);
    return 0;
}

static int end(void **state)
{
    casework_home_remove(&home);
    return casework_group_end(state);
}

/* The ids of the open warnings, in order, with one space between them. */
static const char *open_ids(struct warning_open **open)
{
    size_t n = warnings_open(noor, file, home.arena, open);
    const char *ids = "";

    for (size_t i = 0; i < n; i++)
        ids = arena_printf(home.arena, "%s%s%s", ids, i > 0 ? " " : "", (*open)[i].warning->id);
    return ids;
}

static void assert_open(const char *ids)
{
    struct warning_open *open;

    assert_string_equal(open_ids(&open), ids);
}

/* Signed, and what was said of its warnings struck again, which leaves them open. */
static struct id left_open(const char *form, const struct answers *answers)
{
    struct id id = casework_record(&home, file, form, true, answers);
    const struct record **row;
    size_t n = case_children(file, &id, FORM_ACKNOWLEDGE, home.arena, &row);

    for (size_t i = 0; i < n; i++)
        casework_must(&home, record_strike(noor, file, &row[i]->id, "fel", &home.err));
    return id;
}

static struct id sign(const char *form, const char *item, const char *value)
{
    home.now += HOUR;
    return left_open(form, casework_answers(&home, item, value, "t1.want", "x", NULL));
}

static struct id sign_ready(double ready)
{
    struct answers *answers = arena_alloc(home.arena, sizeof *answers);
    struct answer answer = {.id = "t2.ready", .value = value_number(ready)};

    home.now += HOUR;
    answers_init(answers, home.arena);
    answers_set(answers, &answer);
    return left_open("t2", answers);
}

static void deal_with(const char *warning, const struct id *cause)
{
    home.now += HOUR;
    casework_must(&home, warning_acknowledge(noor, file, warning, cause, "Ringt", "chef",
                                             "2026-11-22", &home.err));
}

static void opens_stays_and_is_dealt_with(void **state)
{
    struct warning_open *open;
    struct id note;

    (void)state;
    assert_open("");
    note = sign("u1", "u1.07", "=yes");
    assert_string_equal(open_ids(&open), "danger");
    assert_true(id_equal(&open[0].cause->id, &note));
    assert_string_equal(open[0].text, "Danger.");
    assert_null(open[0].acknowledged);
    assert_int_equal(date_to_days(open[0].since), date_to_days(moment_date(open[0].cause->at)));
    home.now += 20 * DAY;
    assert_open("danger");
    deal_with("danger", &note);
    assert_open("");
}

static void comes_back_when_set_off_anew(void **state)
{
    struct warning_open *open;
    struct id note = sign("u1", "u1.07", "=yes");

    (void)state;
    deal_with("danger", &note);
    sign("u1", "u1.07", "=no");
    assert_open("");
    note = sign("u1", "u1.07", "=yes");
    assert_string_equal(open_ids(&open), "danger");
    assert_true(id_equal(&open[0].cause->id, &note));
    assert_non_null(open[0].acknowledged);
}

/* What a note told is not undone by a later note that tells nothing of the kind. */
static void a_later_note_hides_nothing(void **state)
{
    struct warning_open *open;
    struct id note = sign("u1", "u1.07", "=yes");

    (void)state;
    sign("u1", "u1.07", "=no");
    assert_string_equal(open_ids(&open), "danger");
    assert_true(id_equal(&open[0].cause->id, &note));
    deal_with("danger", &note);
    assert_open("");
}

/* What a note tells is not kept waiting until somebody signs it as read; and signing it asks for nothing
 * anew. */
static void an_unread_note_counts(void **state)
{
    struct id note;

    (void)state;
    home.now += HOUR;
    note = casework_record(&home, file, "u1", false,
                           casework_answers(&home, "u1.07", "=yes", "t1.want", "x", NULL));
    assert_open("danger");
    deal_with("danger", &note);
    assert_open("");
    home.now += HOUR;
    casework_must(&home, record_sign_read(noor, file, &note, &home.err));
    assert_open("");
}

static void a_struck_note_tells_nothing(void **state)
{
    struct id note = sign("u1", "u1.07", "=yes");

    (void)state;
    casework_must(&home, record_strike(noor, file, &note, "fel ungdom", &home.err));
    assert_open("");
}

/* A form is an assessment of everything: the newest one replaces what the older one said. */
static void a_later_form_replaces_an_older_one(void **state)
{
    (void)state;
    sign("t2", "t2.danger", "=yes");
    assert_open("danger");
    sign("t2", "t2.danger", "=no");
    assert_open("");
}

static void the_cause_is_what_sets_it_off(void **state)
{
    struct warning_open *open;
    struct id two = sign("t2", "t2.danger", "=yes");

    (void)state;
    sign("u1", "u1.07", "=no");
    assert_string_equal(open_ids(&open), "danger");
    assert_true(id_equal(&open[0].cause->id, &two));
}

static void two_forms_together(void **state)
{
    struct warning_open *open;
    struct id ready = sign_ready(5);
    struct id risk;

    (void)state;
    assert_open("");
    home.now += HOUR;
    risk = left_open(
        "t1", casework_answers(&home, "t1.want", "x", "t1.risk", "=yes", "t1.why", "y", NULL));
    assert_string_equal(open_ids(&open), "both");
    assert_true(id_equal(&open[0].cause->id, &risk));
    deal_with("both", &risk);
    assert_open("");
    ready = sign_ready(6);
    assert_string_equal(open_ids(&open), "both");
    assert_true(id_equal(&open[0].cause->id, &ready));
}

/* Dealt with, done, and late again a month later: that is a new matter. */
static void what_is_late_again_is_told_again(void **state)
{
    struct warning_open *open;
    struct id ready = sign_ready(8);

    (void)state;
    assert_string_equal(open_ids(&open), "unsafe");
    assert_true(id_equal(&open[0].cause->id, &ready));
    deal_with("unsafe", &ready);
    assert_open("");
    home.now += HOUR;
    casework_record(&home, file, "t1", true,
                    casework_answers(&home, "t1.want", "x", "t1.risk", "=no", NULL));
    assert_open("");
    home.now += 29 * DAY;
    assert_open("");
    home.now += 3 * DAY;
    assert_open("unsafe");
    deal_with("unsafe", &ready);
    assert_open("");
}

static void the_calendar_sets_one_off(void **state)
{
    struct warning_open *open;
    struct id row;

    (void)state;
    row = casework_record(&home, file, "case", false,
                          casework_answers(&home, "case.discharge", "2026-12-20", NULL));
    assert_open("");
    home.now += 20 * DAY;
    assert_string_equal(open_ids(&open), "late");
    assert_true(id_equal(&open[0].cause->id, &row));
    assert_int_equal(open[0].since.year, 0);
    deal_with("late", &row);
    assert_open("");
}

/* --- before signing --- */

static size_t set_off(const struct id *record, const char *value, struct warning_open **open)
{
    return warnings_of(noor, file, method_form(noor->method, "u1"), record,
                       casework_answers(&home, "u1.07", value, NULL), home.arena, open);
}

static void signing_asks_for_what_the_answers_set_off(void **state)
{
    struct warning_open *open;
    struct id record = record_begin();
    struct record_new it = {
        .record = record, .form = "u1", .answers = casework_answers(&home, "u1.07", "=yes", NULL)};

    (void)state;
    assert_int_equal(set_off(&record, "=no", &open), 0);
    assert_int_equal(set_off(&record, "=yes", &open), 1);
    assert_string_equal(open[0].warning->id, "danger");
    assert_null(open[0].cause);
    deal_with("danger", &record);
    assert_int_equal(set_off(&record, "=yes", &open), 0);
    home.now += HOUR;
    casework_must(&home, record_sign(noor, file, &it, NULL, &home.err));
    assert_open("");
    /* It was dealt with for that note, not for the next one. */
    record = record_begin();
    assert_int_equal(set_off(&record, "=yes", &open), 1);
    assert_non_null(open[0].acknowledged);
}

static void signing_does_not_ask_for_what_stood_already(void **state)
{
    struct warning_open *open;
    struct id record = record_begin();

    (void)state;
    sign("t2", "t2.danger", "=yes");
    assert_int_equal(set_off(&record, "=no", &open), 0);
    assert_int_equal(set_off(&record, "=yes", &open), 1);
}

static void without_a_case_that_one_reads(void **state)
{
    struct warning_open *open;

    (void)state;
    assert_int_equal(warnings_of(noor, NULL, method_form(noor->method, "u1"), &none,
                                 casework_answers(&home, "u1.07", "=yes", NULL), home.arena, &open),
                     1);
}

static void dealing_with_it_needs_words(void **state)
{
    struct id note = sign("u1", "u1.07", "=yes");

    (void)state;
    casework_refused(
        &home, warning_acknowledge(noor, file, "danger", &note, "", "chef", "2026", &home.err),
        ERR_INPUT);
    casework_refused(&home,
                     warning_acknowledge(noor, file, "nosuch", &note, "a", "b", "2026", &home.err),
                     ERR_INPUT);
    assert_open("danger");
}

static void whom_to_ring(void **state)
{
    struct warning_open *open;
    struct str out;

    (void)state;
    sign("u1", "u1.07", "=yes");
    assert_int_equal(warnings_open(noor, file, home.arena, &open), 1);
    str_init(&out, 0);
    warning_call_words(noor, noor->method, open[0].warning, LANG_SV, &out);
    assert_string_equal(out.p, "Ring först 112. Sedan chef i beredskap\u00a0010-1, sjuksköterska.");
    str_release(&out);
    assert_true(warning_is_acute(open[0].warning));
    assert_string_equal(label_in(&open[0].warning->text[ROLE_WARD], LANG_SV), "Ring.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(opens_stays_and_is_dealt_with, set_up, tear_down),
        cmocka_unit_test_setup_teardown(comes_back_when_set_off_anew, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_later_note_hides_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_unread_note_counts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_struck_note_tells_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_later_form_replaces_an_older_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_cause_is_what_sets_it_off, set_up, tear_down),
        cmocka_unit_test_setup_teardown(two_forms_together, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_late_again_is_told_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_calendar_sets_one_off, set_up, tear_down),
        cmocka_unit_test_setup_teardown(signing_asks_for_what_the_answers_set_off, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(signing_does_not_ask_for_what_stood_already, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(without_a_case_that_one_reads, set_up, tear_down),
        cmocka_unit_test_setup_teardown(dealing_with_it_needs_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(whom_to_ring, set_up, tear_down),
    };

    return cmocka_run_group_tests_name("casework_warnings", tests, casework_group, end);
}
