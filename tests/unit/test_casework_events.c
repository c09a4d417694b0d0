/* test_casework_events.c - promises, events, a youth who is missing, and the marks of a conference. */
#include "unit.h"

#include <string.h>

#include "casework/rows.h"
#include "practice_home.h"
#include "said.h"
#include "sis/casework/absence.h"
#include "sis/casework/agenda.h"
#include "sis/casework/dates.h"
#include "sis/casework/desk.h"
#include "sis/casework/promises.h"
#include "sis/casework/rhythm.h"

#define DAY ((int64_t)86400)
static struct practice_home home;
static int64_t noon;
static struct work *work;
static struct case_file *file;
static struct arena *arena;
static struct err err;
static const char *number;

static int make_home(void **state)
{
    (void)state;
    practice_home_make(&home, LANG_SV);
    noon = home.now;
    return 0;
}

static int remove_home(void **state)
{
    (void)state;
    practice_home_remove(&home);
    return 0;
}

/* A case for each test, since each leaves rows behind. */
static int set_up(void **state)
{
    static const char *const numbers[] = {"24-031", "24-012", "24-016", "24-019",
                                          "24-023", "24-027", "24-040", "24-009"};
    static size_t next;

    (void)state;
    number = numbers[next++ % ARRAY_LEN(numbers)];
    arena = arena_new();
    home.now = noon;
    work = practice_home_login(&home, "noor");
    file = practice_home_case(&home, number);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    case_close(file);
    arena_free(arena);
    return 0;
}

static void must(bool done)
{
    struct str words;

    if (!done) {
        str_init(&words, 0);
        err_text(&err, LANG_EN, &words);
        print_error("%s\n", words.p);
        str_release(&words);
    }
    assert_true(done);
}

static struct date in_days(int days)
{
    return date_from_days(date_to_days(work_today(work)) + days);
}

static const struct promise *find(const char *what)
{
    struct promise *promise;
    size_t n = promise_list(work, file, arena, &promise);

    for (size_t i = 0; i < n; i++)
        if (strcmp(promise[i].what, what) == 0)
            return &promise[i];
    fail_msg("no promise: %s", what);
    return NULL;
}

/* ---- promises ---- */

static void a_day_that_has_passed_waits_for_a_person(void **state)
{
    (void)state;
    must(promise_add(work, file, "Fika", in_days(1), "kontaktperson", &err));
    assert_int_equal(find("Fika")->state, PROMISE_OPEN);
    home.now = noon + DAY;
    assert_int_equal(find("Fika")->state, PROMISE_OPEN);
    home.now = noon + 2 * DAY;
    assert_int_equal(find("Fika")->state, PROMISE_PASSED);
    assert_int_equal(promise_passed(work, file, arena), 1);
    must(promise_close(work, file, &find("Fika")->record->id, true, &err));
    assert_int_equal(find("Fika")->state, PROMISE_KEPT);
    assert_int_equal(promise_passed(work, file, arena), 0);
}

static void a_promise_moved_keeps_its_first_day_in_sight(void **state)
{
    (void)state;
    must(promise_add(work, file, "Fika", in_days(1), "kontaktperson", &err));
    assert_int_equal(find("Fika")->first.year, 0);
    must(promise_move(work, file, &find("Fika")->record->id, in_days(5), &err));
    assert_int_equal(date_compare(find("Fika")->by, in_days(5)), 0);
    assert_int_equal(date_compare(find("Fika")->first, in_days(1)), 0);
    assert_int_equal(find("Fika")->state, PROMISE_OPEN);
    home.now = noon + 6 * DAY;
    assert_int_equal(find("Fika")->state, PROMISE_PASSED);
}

static void what_was_not_held_is_asked_about_until_somebody_has_talked(void **state)
{
    struct answer who = {.id = "pr.05", .value = value_text("utredare")};
    struct promise *promise;
    struct id id;

    (void)state;
    must(promise_add(work, file, "Fika", in_days(0), "kontaktperson", &err));
    id = find("Fika")->record->id;
    must(promise_close(work, file, &id, false, &err));
    assert_int_equal(find("Fika")->state, PROMISE_NOT_KEPT);
    assert_false(find("Fika")->talked);
    assert_int_equal(promise_untold(work, file, arena), 1);
    assert_true(promise_list(work, file, arena, &promise) >= 1);
    assert_string_equal(promise[0].what, "Fika");
    must(row_change(work, file, FORM_PROMISE, NULL, &id, &who, 1, &err));
    assert_true(find("Fika")->talked);
    assert_int_equal(promise_untold(work, file, arena), 0);
    must(promise_add(work, file, "Film", in_days(3), "kontaktperson", &err));
    promise_list(work, file, arena, &promise);
    assert_string_equal(promise[0].what, "Film");
}

static void a_promise_needs_words_and_a_keeper(void **state)
{
    struct id none = record_begin();

    (void)state;
    assert_false(promise_add(work, file, "", in_days(1), "kontaktperson", &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_false(promise_add(work, file, "Fika", in_days(1), "", &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_false(promise_close(work, file, &none, true, &err));
    assert_int_equal(err.code, ERR_MISSING);
    must(promise_add(work, file, "Utan dag", (struct date){0, 0, 0}, "kontaktperson", &err));
    home.now = noon + 400 * DAY;
    assert_int_equal(find("Utan dag")->state, PROMISE_OPEN);
}

/* ---- events ---- */

static struct id add_event(const char *kind, int64_t begins, int64_t back)
{
    static const char *const planned = "planned";
    char from[MOMENT_TEXT], to[MOMENT_TEXT];
    struct id id = {{0}};
    struct answer answer[] = {{.id = "ev.01", .value = value_codes(&kind, 1)},
                              {.id = "ev.02"},
                              {.id = "ev.03"},
                              {.id = "ev.04", .value = value_text("chef")},
                              {.id = "ev.06", .value = value_codes(&planned, 1)}};

    moment_text(begins, from);
    moment_text(back, to);
    answer[1].value = value_text(from);
    answer[2].value = value_text(to);
    must(row_change(work, file, FORM_EVENT, NULL, &id, answer, ARRAY_LEN(answer), &err));
    return id;
}

static const struct due_view *due_of(const char *rule, const struct id *row)
{
    struct due_view *due;
    size_t n = rhythm_due(work, file, arena, &due);

    for (size_t i = 0; i < n; i++)
        if (strcmp(due[i].due->id, rule) == 0 && due[i].row != NULL &&
            id_equal(&due[i].row->id, row))
            return &due[i];
    return NULL;
}

static void the_day_before_and_the_hours_after_an_event_ask(void **state)
{
    struct id event = add_event("leave", noon + 3 * DAY, noon + 4 * DAY);
    struct id other = add_event("visit", noon + 20 * DAY, noon + 20 * DAY + 3600);
    static const char *const cancelled = "cancelled";
    struct answer answer = {.id = "ev.06", .value = value_codes(&cancelled, 1)};

    (void)state;
    assert_non_null(due_of("k1.event", &event));
    assert_int_equal(date_compare(due_of("k1.event", &event)->date, in_days(2)), 0);
    assert_int_equal(date_compare(due_of("k1.event", &other)->date, in_days(19)), 0);
    assert_string_equal(due_of("k1.event", &event)->form->id, "k1");
    assert_non_null(strstr(due_of("k1.event", &event)->because, "permission"));
    assert_non_null(strstr(due_of("k1.event", &event)->because, "25 nov"));
    assert_null(due_of("event.after", &event));
    home.now = noon + 4 * DAY;
    assert_null(due_of("event.after", &event));
    home.now = noon + 4 * DAY + 60;
    assert_non_null(due_of("event.after", &event));
    assert_string_equal(due_of("event.after", &event)->form->id, "event");
    assert_null(due_of("k1.event", &event));
    must(row_change(work, file, FORM_EVENT, NULL, &event, &answer, 1, &err));
    assert_null(due_of("event.after", &event));
}

/* ---- a youth who is missing ---- */

static void the_ring_list_is_in_order_with_numbers(void **state)
{
    struct ring *ring;
    size_t n = absence_ring(work, file, NULL, arena, &ring);

    (void)state;
    assert_true(n >= 5);
    assert_string_equal(ring[0].code, "emergency");
    assert_string_equal(ring[0].number, "112");
    assert_string_equal(ring[1].code, "duty_lead");
    assert_string_equal(ring[2].number, "114 14");
    for (size_t i = 0; i < n; i++) {
        assert_string_not_equal(ring[i].code, "other");
        assert_null(ring[i].last);
    }
}

static void each_step_is_kept_with_its_time(void **state)
{
    struct id event = add_event("leave", noon - DAY, noon - 600);
    struct absence absence;
    struct id record, again;
    struct ring *ring;

    (void)state;
    assert_false(absence_now(work, file, arena, &absence));
    assert_true(id_equal(&absence_event(work, file, arena)->id, &event));
    must(absence_begin(work, file, &event, noon - 300, &record, &err));
    must(absence_begin(work, file, &event, noon, &again, &err));
    assert_true(id_equal(&record, &again));
    must(absence_call(work, file, &record, "emergency", noon - 240, false, &err));
    must(absence_call(work, file, &record, "emergency", noon - 120, true, &err));
    assert_true(absence_now(work, file, arena, &absence));
    assert_true(absence.since == noon - 300);
    assert_int_equal(absence.n_calls, 2);
    assert_true(id_equal(&absence.event->id, &event));
    assert_true(row_has_code(file, absence.event, "ev.06", "missing"));
    absence_ring(work, file, &absence, arena, &ring);
    assert_true(row_has_code(file, ring[0].last, "mc.03", "answered"));
    assert_null(ring[1].last);
    must(absence_back(work, file, noon, &err));
}

static void other_tasks_wait_until_the_youth_is_back(void **state)
{
    static const struct id none;
    struct today_line *line;
    struct absence absence;
    struct due_view *due;
    struct id record;
    size_t n;

    (void)state;
    n = rhythm_due(work, file, arena, &due);
    assert_true(n > 0);
    assert_false(due[0].paused);
    must(absence_begin(work, file, &none, noon, &record, &err));
    assert_int_equal(rhythm_due(work, file, arena, &due), n);
    for (size_t i = 0; i < n; i++)
        assert_true(due[i].paused);
    must(rhythm_today(work, arena, &line, &n, &err));
    assert_true(n > 1);
    assert_string_equal(line[0].number, number);
    assert_true(line[0].missing);
    assert_int_equal(line[0].write + line[0].late, 0);
    assert_false(line[1].missing);
    must(absence_back(work, file, noon + 60, &err));
    assert_false(absence_now(work, file, arena, &absence));
    rhythm_due(work, file, arena, &due);
    assert_false(due[0].paused);
}

/* ---- a meeting ---- */

static struct answer answer_text(const char *id, const char *words)
{
    return (struct answer){.id = id, .value = value_text(words)};
}

static struct id tell(const char *who, const char *day)
{
    static const char *const open[] = {"open"};
    struct answer row[] = {answer_text("te.01", "Att besöket blir på onsdag."),
                           {.id = "te.02", .value = value_codes(&who, 1)},
                           answer_text("te.03", day),
                           {.id = "te.04", .value = value_codes(open, 1)}};
    struct id id = {{0}};

    must(row_change(work, file, "tell", NULL, &id, row, ARRAY_LEN(row), &err));
    return id;
}

/* What was decided is a row of the plan: signed with the meeting, named as its cause, and due on its day. */
static void decisions_of_a_meeting_become_tasks(void **state)
{
    static const char *const home_does[] = {"home"}, *const not_begun[] = {"not_begun"},
                             *const plan[] = {"plan"}, *const conference[] = {"conference"},
                             *const youth[] = {"youth"};
    struct answer row[] = {answer_text("p1.17", "Ordna studiebesök"),
                           {.id = "p1.18", .value = value_codes(home_does, 1)},
                           answer_text("p1.19", "2026-11-25"),
                           {.id = "p1.20", .value = value_codes(not_begun, 1)},
                           {.id = "p1.25", .value = value_codes(plan, 1)}};
    struct answer said[] = {{.id = "c1.01", .value = value_codes(conference, 1)},
                            answer_text("c1.02", "2026-11-22T15:00:00Z"),
                            {.id = "c1.03", .value = value_codes(youth, 1)},
                            answer_text("c1.05", "Alla är med på det."),
                            answer_text("c1.06", "Vill se verkstaden."),
                            answer_text("c1.13", "2026-12-02")};
    struct record_new meeting = {.record = record_begin(), .form = FORM_MEETING};
    struct answers answers;
    struct id decision = {{0}};
    struct due_view *due;
    bool next = false;
    size_t n;

    (void)state;
    must(row_change(work, file, "plan", NULL, &decision, row, ARRAY_LEN(row), &err));
    (void)tell("ward", "2026-11-22");
    answers_init(&answers, arena);
    for (size_t i = 0; i < ARRAY_LEN(said); i++)
        answers_set(&answers, &said[i]);
    meeting.answers = &answers;
    said_all(work, file, &meeting, arena);
    must(record_sign(work, file, &meeting, NULL, &err));
    assert_int_equal(case_record(file, &decision)->state, RECORD_SIGNED);
    assert_true(id_equal(&case_record(file, &decision)->cause, &meeting.record));
    assert_non_null(due_of("plan.row", &decision));
    assert_int_equal(date_compare(due_of("plan.row", &decision)->date, in_days(3)), 0);
    n = rhythm_due(work, file, arena, &due);
    for (size_t i = 0; i < n; i++) {
        next = next || (strcmp(due[i].due->id, "c1.next") == 0 &&
                        date_compare(due[i].date, in_days(10)) == 0);
    }
    assert_true(next);
}

static int talks_today(void)
{
    struct today_line *line;
    size_t n;

    must(rhythm_today(work, arena, &line, &n, &err));
    for (size_t i = 0; i < n; i++)
        if (id_equal(&line[i].case_id, &file->id))
            return line[i].tell;
    fail_msg("the case is not on the first page");
    return 0;
}

/* What the youth is to be told is due for those who have it, until one of them has marked it. */
static void what_the_youth_is_told_is_due_until_it_is_told(void **state)
{
    struct id mine = tell("caseworker", "2026-11-21");
    struct id theirs = tell("ward", "2026-11-22");
    struct due_view due = *due_of("tell.row", &mine);

    (void)state;
    assert_int_equal(due.days_late, 1);
    assert_non_null(strstr(due.because, "Att besöket blir på onsdag. – "));
    assert_int_equal(due_of("tell.row", &theirs)->roles, 1u << ROLE_WARD);
    assert_int_equal(due.roles, 1u << ROLE_CASEWORKER);
    assert_int_equal(talks_today(), 1);
    assert_string_equal(due_done_option(work, &due)->code, "told");
    must(due_done(work, file, &due, &err));
    assert_null(due_of("tell.row", &mine));
    assert_non_null(due_of("tell.row", &theirs));
    assert_int_equal(talks_today(), 0);
    assert_true(row_has_code(file, case_record(file, &mine), "te.04", "told"));
}

/* ---- a conference ---- */

static void marks_are_kept_and_lead_from_one_case_to_the_next(void **state)
{
    struct agenda agenda;
    struct id last;
    size_t at;

    (void)state;
    must(agenda_read(work, arena, &agenda, &err));
    assert_true(agenda.n >= 3);
    assert_int_equal(agenda.n_marked, 0);
    for (size_t i = 1; i < agenda.n; i++)
        assert_true(strcmp(agenda.item[i - 1].number, agenda.item[i].number) < 0);
    must(agenda_mark(work, &agenda, 0, &err));
    must(agenda_mark(work, &agenda, 2, &err));
    must(agenda_read(work, arena, &agenda, &err));
    assert_int_equal(agenda.n_marked, 2);
    at = agenda_step(&agenda, NULL, 1);
    assert_int_equal(at, 0);
    at = agenda_step(&agenda, &agenda.item[at].case_id, 1);
    assert_int_equal(at, 2);
    last = agenda.item[at].case_id;
    assert_int_equal(agenda_step(&agenda, &last, 1), agenda.n);
    assert_int_equal(agenda_step(&agenda, &last, -1), 0);
    must(agenda_mark(work, &agenda, 0, &err));
    must(agenda_mark(work, &agenda, 2, &err));
    assert_true(id_is_none(&agenda.draft));
    must(agenda_mark(work, &agenda, 1, &err));
    must(agenda_clear(work, &agenda, &err));
    must(agenda_read(work, arena, &agenda, &err));
    assert_int_equal(agenda.n_marked, 0);
}

static void only_cases_that_the_person_reads_are_on_the_agenda(void **state)
{
    struct agenda leads, ward;

    (void)state;
    case_close(file);
    work = practice_home_login(&home, "eli");
    must(agenda_read(work, arena, &leads, &err));
    work = practice_home_login(&home, "kim");
    must(agenda_read(work, arena, &ward, &err));
    assert_true(ward.n > 0);
    assert_true(ward.n < leads.n);
    for (size_t i = 0; i < ward.n; i++)
        assert_true(work_may(work, ACTION_CASE_READ, &ward.item[i].case_id));
    file = practice_home_case(&home, ward.item[0].number);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_day_that_has_passed_waits_for_a_person),
        TEST(a_promise_moved_keeps_its_first_day_in_sight),
        TEST(what_was_not_held_is_asked_about_until_somebody_has_talked),
        TEST(a_promise_needs_words_and_a_keeper),
        TEST(the_day_before_and_the_hours_after_an_event_ask),
        TEST(the_ring_list_is_in_order_with_numbers),
        TEST(each_step_is_kept_with_its_time),
        TEST(other_tasks_wait_until_the_youth_is_back),
        TEST(decisions_of_a_meeting_become_tasks),
        TEST(what_the_youth_is_told_is_due_until_it_is_told),
        TEST(marks_are_kept_and_lead_from_one_case_to_the_next),
        TEST(only_cases_that_the_person_reads_are_on_the_agenda),
    };

    return cmocka_run_group_tests(tests, make_home, remove_home);
}
