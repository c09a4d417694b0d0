/* test_casework_dates.c - moved days keep the first one in sight, attempts count, words are passed on. */
#include "unit.h"

#include <string.h>

#include "casework/inside.h"
#include "casework/scope.h"
#include "casework_home.h"
#include "sis/casework/dates.h"

#define DAY ((int64_t)24 * 3600)

static struct casework_home home;
static struct work *noor;
static struct case_file *file;
static int64_t start;
static const struct id none;

/* One home and session for all tests, since logging in costs; a case for each test, in which t1 is due
 * three days after the case was opened. */
static int set_up(void **state)
{
    static const char *const people[] = {"noor"};
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
    case_id = casework_case(&home, eli, arena_printf(home.arena, "24-%03d", ++number), people, 1);
    file = casework_open(&home, noor, &case_id);
    home.now += 5 * DAY;
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

static struct due_view due(void)
{
    struct due_view *all;

    assert_int_equal(rhythm_due(noor, file, home.arena, &all), 1);
    return all[0];
}

static struct date day_in(int days)
{
    return date_from_days(date_to_days(work_today(noor)) + days);
}

static void move(int days, const char *reason, const char *words)
{
    struct due_view it = due();

    casework_must(&home, due_move(noor, file, &it, day_in(days), reason, words, &home.err));
}

static void attempt(const char *outcome)
{
    struct due_view it = due();

    home.now += 60;
    casework_must(&home, due_attempt(noor, file, &it, outcome, &home.err));
}

static void sign_t1(void)
{
    home.now += 60;
    casework_record(&home, file, "t1", true,
                    casework_answers(&home, "t1.want", "x", "t1.risk", "=no", NULL));
}

static const char *value_of(const char *expression)
{
    struct case_scope scope;
    struct result result;
    struct str out;
    const char *words;
    const struct expr *expr = expr_parse(expression, strlen(expression), home.arena, &home.err);

    assert_non_null(expr);
    case_scope_init(&scope, noor, file, NULL);
    casework_must(&home, expr_eval(expr, &scope.scope, home.arena, &result, &home.err));
    str_init(&out, 0);
    result_text(&result, &out);
    words = arena_strdup(home.arena, out.n > 0 ? out.p : "");
    str_release(&out);
    return words;
}

static const char *day_text(int days)
{
    char text[DATE_TEXT];

    date_text(day_in(days), text);
    return arena_strdup(home.arena, text);
}

/* What an earlier form told is found below a later one that says nothing of it. */
static void rules_look_back_at_every_time(void **state)
{
    static const struct {
        const char *risk, *expression;
        int day;
    } look[] = {
        {"=yes", "last('t1', ${t1.risk} = 'yes')", 0},
        {"=no", "last('t1', ${t1.risk} = 'yes')", -1},
        {"=yes", "last('t1', ${t1.risk} = 'yes')", 0},
        {"=no", "first('t1', ${t1.risk} = 'yes')", -3},
        {"=no", "first('t1', ${t1.risk} = 'yes' and . > date(today() - 4))", -2},
        {"=no", "first('t1')", -5},
        {"=no", "last('t1')", 0},
    };

    (void)state;
    assert_string_equal(value_of("first('t1')"), "");
    for (size_t i = 0; i < ARRAY_LEN(look); i++) {
        home.now += DAY;
        casework_record(
            &home, file, "t1", true,
            casework_answers(&home, "t1.want", "x", "t1.why", "x", "t1.risk", look[i].risk, NULL));
        assert_string_equal(value_of(look[i].expression), day_text(look[i].day));
    }
    assert_string_equal(value_of("age('t1', ${t1.risk} = 'yes')"), "4");
    assert_string_equal(value_of("last('t1', ${t1.want} = 'y')"), "");
}

static void a_moved_day_keeps_the_first_in_sight(void **state)
{
    struct due_view it = due();
    const struct record **moves;

    (void)state;
    assert_int_equal(it.days_late, 2);
    assert_int_equal(it.days_over, 2);
    assert_null(it.moved);
    move(4, "no_time", "");
    it = due();
    assert_int_equal(it.days_late, 2);
    assert_int_equal(it.days_over, -4);
    assert_int_equal(date_to_days(it.original), date_to_days(day_in(-2)));
    assert_int_equal(date_to_days(it.date), date_to_days(day_in(4)));
    assert_non_null(it.moved);
    assert_string_equal(it.moved->by.name, "Noor A");
    home.now += 60;
    move(6, "youth_no", "prov");
    it = due();
    assert_int_equal(it.days_over, -6);
    assert_int_equal(due_moves(file, &it, home.arena, &moves), 2);
    assert_string_equal(casework_text(case_answers(file, moves[0]), MOVED_WORDS), "prov");
    home.now += 7 * DAY;
    it = due();
    assert_int_equal(it.days_over, 1);
    assert_int_equal(it.days_late, 9);
}

/* When it has been done the next time has its own day. */
static void a_move_is_for_one_day(void **state)
{
    struct due_view it;

    (void)state;
    move(4, "no_time", "");
    sign_t1();
    it = due();
    assert_null(it.moved);
    assert_int_equal(it.days_late, -30);
}

/* Strange, but a person's to say; it is late by that day too. */
static void a_move_may_go_to_any_day(void **state)
{
    (void)state;
    move(-1, "no_time", "");
    assert_int_equal(due().days_over, 1);
    assert_int_equal(due().days_late, 2);
}

static void a_move_needs_a_reason(void **state)
{
    struct due_view it = due();

    (void)state;
    casework_refused(&home, due_move(noor, file, &it, day_in(1), "nosuch", "", &home.err),
                     ERR_INPUT);
    assert_null(due().moved);
}

static void attempts_count_until_it_is_done(void **state)
{
    struct due_view it;
    const struct record **list;

    (void)state;
    assert_int_equal(due().attempts, 0);
    attempt("no_answer");
    attempt("no_answer");
    attempt("reached");
    it = due();
    assert_int_equal(it.attempts, 2);
    assert_int_equal(it.days_late, 2);
    assert_int_equal(due_attempts(noor, file, &it, home.arena, &list), 3);
    assert_true(value_has_code(&answers_get(case_answers(file, list[0]), ATTEMPT_OUTCOME)->value,
                               ATTEMPT_REACHED));
    assert_true(it.attempt == list[0]);
    sign_t1();
    assert_int_equal(due().attempts, 0);
}

static void found_by_its_rule(void **state)
{
    struct due_view it;

    (void)state;
    assert_true(rhythm_find(noor, file, "t1.first", &none, home.arena, &it));
    assert_string_equal(it.form->id, "t1");
    assert_false(rhythm_find(noor, file, "t1.again", &none, home.arena, &it));
    assert_false(rhythm_find(noor, file, "nosuch", &none, home.arena, &it));
    sign_t1();
    assert_false(rhythm_find(noor, file, "t1.first", &none, home.arena, &it));
}

static void passed_on_until_its_day(void **state)
{
    const struct record **row;

    (void)state;
    assert_int_equal(passed_on(noor, file, home.arena, &row), 0);
    casework_record(&home, file, "passon", false,
                    casework_answers(&home, "po.01", "ring", "po.02", "2026-11-28", NULL));
    assert_int_equal(passed_on(noor, file, home.arena, &row), 1);
    home.now += DAY;
    assert_int_equal(passed_on(noor, file, home.arena, &row), 1);
    home.now += DAY;
    assert_int_equal(passed_on(noor, file, home.arena, &row), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rules_look_back_at_every_time, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_moved_day_keeps_the_first_in_sight, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_move_is_for_one_day, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_move_may_go_to_any_day, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_move_needs_a_reason, set_up, tear_down),
        cmocka_unit_test_setup_teardown(attempts_count_until_it_is_done, set_up, tear_down),
        cmocka_unit_test_setup_teardown(found_by_its_rule, set_up, tear_down),
        cmocka_unit_test_setup_teardown(passed_on_until_its_day, set_up, tear_down),
    };

    return cmocka_run_group_tests_name("casework_dates", tests, casework_group, end);
}
