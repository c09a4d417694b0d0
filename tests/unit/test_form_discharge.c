/* test_form_discharge.c - what the method that ships makes due around discharge: the list of points
 * before it, the follow-ups after it, one at a time and each for its own reason. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "bundle.h"
#include "expr_cases.h"

#define NEVER (-10000)
#define DAY 86400

static struct test_bundle shipped;

static int load_shipped(void **state)
{
    (void)state;
    bundle_open(&shipped, "forms");
    bundle_load_clean(&shipped);
    return 0;
}

static int drop_shipped(void **state)
{
    (void)state;
    bundle_close(&shipped);
    return 0;
}

/* A case in which one form was signed once, and the day of discharge is known. Days are counted from
 * the discharge. */
struct kase {
    struct fact_field field[2];
    struct answers answers;
    struct record record;
    const struct record *latest[1];
    struct facts facts;
};

static const char *iso(struct arena *arena, struct date discharge, int days)
{
    char text[DATE_TEXT];
    date_text(date_from_days(date_to_days(discharge) + days), text);
    return arena_strdup(arena, text);
}

static struct scope kase_scope(struct kase *kase, const char *form, int signed_on, int next,
                               struct date discharge, int today, struct arena *arena)
{
    struct answer when = {.id = "f1.25.when"};
    struct scope scope = expr_scope();
    static const char *const code[] = {"next"};
    struct answer goes_on = {.id = "f1.25", .value = value_codes(code, 1)};

    *kase = (struct kase){.field = {{"discharge", value_text(iso(arena, discharge, 0))},
                                    {"opened", value_text(iso(arena, discharge, -200))}}};
    answers_init(&kase->answers, arena);
    if (next != NEVER) {
        when.value = value_text(iso(arena, discharge, next));
        answers_set(&kase->answers, &when);
        answers_set(&kase->answers, &goes_on);
    }
    kase->record = (struct record){.form = form, .answers = &kase->answers};
    kase->record.at = (date_to_days(discharge) + signed_on) * (int64_t)DAY + DAY / 2;
    kase->latest[0] = &kase->record;
    kase->facts = (struct facts){.field = kase->field, .n_fields = 2, .latest = kase->latest};
    kase->facts.n_latest = signed_on != NEVER;
    scope.today = kase->facts.today = date_from_days(date_to_days(discharge) + today);
    scope.now = (date_to_days(discharge) + today) * (int64_t)DAY + DAY / 2;
    scope.facts = &kase->facts;
    scope.answer = expr_answer;
    scope.arg = &kase->answers;
    return scope;
}

static long due_day(const struct due *due, const struct scope *scope, struct arena *arena)
{
    struct result result;
    struct date date;
    struct err err;

    assert_true(expr_eval(due->date, scope, arena, &result, &err));
    if (result.kind == RESULT_NUMBER)
        return (long)result.number;
    assert_true(result.kind == RESULT_TEXT && date_parse(result.text, &date));
    return date_to_days(date);
}

struct due_case {
    const char *form;
    int today, signed_on, next; /* days from the discharge */
    const char *due;            /* the one rule that applies, or NULL */
    int on;
};

static void check_due(const struct due_case *it)
{
    static const struct date discharge = {2026, 11, 22};
    struct arena *arena = arena_new();
    struct kase kase;
    struct scope scope =
        kase_scope(&kase, it->form, it->signed_on, it->next, discharge, it->today, arena);
    const char *found = NULL;

    for (size_t i = 0; i < shipped.method->n_dues; i++) {
        const struct due *due = &shipped.method->due[i];
        if (!text_equal(due->form, it->form) || due->each != NULL ||
            !expr_true(due->when, &scope, arena))
            continue;
        if (found != NULL)
            fail_msg("day %d: %s and %s", it->today, found, due->id);
        found = due->id;
        assert_int_equal(due_day(due, &scope, arena) - date_to_days(discharge), it->on);
    }
    if (!text_equal(found, it->due))
        fail_msg("day %d, signed %d: %s, not %s", it->today, it->signed_on,
                 found != NULL ? found : "nothing", it->due != NULL ? it->due : "nothing");
    arena_free(arena);
}

static void follow_ups_come_one_after_the_other(void **state)
{
    static const struct due_case table[] = {
        {"f1", -1, NEVER, NEVER, NULL, 0},
        {"f1", 0, NEVER, NEVER, "f1.week1", 7},
        {"f1", 40, NEVER, NEVER, "f1.week1", 7},
        {"f1", 40, -300, NEVER, "f1.week1", 7}, /* one from an earlier stay */
        {"f1", 8, 8, NEVER, "f1.month1", 30},
        {"f1", 33, 33, NEVER, "f1.month3", 91},
        {"f1", 95, 95, NEVER, "f1.month6", 182},
        {"f1", 190, 190, NEVER, "f1.month12", 365},
        {"f1", 366, 366, NEVER, NULL, 0},
        {"f1", 8, 8, 15, "f1.month1", 15}, /* a day that a person chose goes first */
        {"f1", 370, 370, 400, "f1.later", 400},
        {"f1", 8, 8, 65000, "f1.month1", 8 + 366}, /* but a year typed wrongly does not */
        {"f1", 370, 370, 65000, "f1.later", 370 + 366},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(table); i++)
        check_due(&table[i]);
}

static void the_points_are_gone_through_in_time(void **state)
{
    static const struct due_case table[] = {
        {"x1", -190, NEVER, NEVER, "x1.first", -186},
        {"x1", -100, -180, NEVER, "x1.weeks8", -56},
        {"x1", -40, -50, NEVER, "x1.weeks2", -14},
        {"x1", -10, -12, NEVER, "x1.day", -1},
        {"x1", 0, -1, NEVER, NULL, 0},
        {"x1", 3, -12, NEVER, NULL, 0},
        {"p2", -30, NEVER, NEVER, "p2.first", -21},
        {"p2", -30, -100, NEVER, "p2.again", -14},
        {"p2", -30, -35, NEVER, NULL, 0},
        {"k1", -31, NEVER, NEVER, NULL, 0},
        {"k1", -20, NEVER, NEVER, "k1.discharge", -7},
        {"x2", -30, NEVER, NEVER, "x2.meeting", -14},
        {"x2", -10, -14, NEVER, "x2.day", 0},
        {"x2", -1, -3, NEVER, NULL, 0},
        {"x2", 5, NEVER, NEVER, "x2.meeting", -14},
        {"b1", -60, -150, NEVER, "b1.discharge", -28},
        {"p1", -60, -70, NEVER, "p1.meeting", -28},
        {"p1", 1, -70, NEVER, NULL, 0},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(table); i++)
        check_due(&table[i]);
}

/* Whoever has left is not talked about as if they were here. */
static void nothing_of_the_stay_is_due_after_it(void **state)
{
    static const char *const form[] = {"u2", "r1", "m1", "k1", "b1", "p1", "p2", "x1"};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(form); i++) {
        check_due(&(struct due_case){form[i], 20, -60, NEVER, NULL, 0});
        check_due(&(struct due_case){form[i], 20, NEVER, NEVER, NULL, 0});
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(follow_ups_come_one_after_the_other),
        cmocka_unit_test(the_points_are_gone_through_in_time),
        cmocka_unit_test(nothing_of_the_stay_is_due_after_it),
    };

    return cmocka_run_group_tests(tests, load_shipped, drop_shipped);
}
