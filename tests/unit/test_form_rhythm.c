/* test_form_rhythm.c - when the shipped method asks for its forms: what happened, and the day it makes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bundle.h"
#include "expr_cases.h"

#define NEVER 9999
#define LASTS 4
#define ANSWERS 4
#define PAST 3

/* Days count from today, so -3 is three days ago. A value that begins with @ is such a day, one with
 * a T behind it noon of that day. */
struct situation {
    const char *rule;
    int due; /* NEVER: the rule asks for nothing */
    struct {
        const char *form;
        int day;
    } last[LASTS];
    struct {
        const char *id;
        const char *value;
    } answer[ANSWERS];
    struct { /* signed before, each with one answer of its own */
        const char *form;
        int day;
        const char *id;
        const char *value;
    } past[PAST];
};

static const struct situation situation[] = {
    /* In depth: a week after a note that asks for it, else within three months, then every three. */
    {"u2.first", 51, {{0}}, {{0}}, {{0}}},
    {"u2.first", 51, {{"u1", -1}}, {{"u1.16", "team"}}, {{0}}},
    {"u2.first", NEVER, {{"u1", -1}}, {{"u1.16", "psychologist"}}, {{0}}},
    {"u2.raised", 6, {{"u1", -1}}, {{"u1.16", "psychologist"}}, {{0}}},
    {"u2.raised", 5, {{"u1", -2}, {"u2", -10}}, {{"u1.07", "yes"}}, {{0}}},
    {"u2.raised", NEVER, {{"u1", -12}, {"u2", -10}}, {{"u1.07", "yes"}}, {{0}}},
    {"u2.raised", NEVER, {{0}}, {{0}}, {{0}}},
    /* A later note neither takes it away nor moves the day. */
    {"u2.raised", 3, {{"u1", -1}}, {{"u1.16", "team"}}, {{"u1", -4, "u1.07", "yes"}}},
    {"u2.raised", 3, {{"u1", -1}}, {{"u1.07", "yes"}}, {{"u1", -4, "u1.07", "yes"}}},
    {"u2.raised",
     5,
     {{"u1", -1}, {"u2", -3}},
     {{0}},
     {{"u1", -2, "u1.07", "yes"}, {"u1", -8, "u1.07", "yes"}}},
    {"u2.turning", 6, {{"u1", -1}}, {{"u1.06", "court"}}, {{0}}},
    {"u2.turning", NEVER, {{"u1", -1}}, {{"u1.06", "none"}}, {{0}}},
    {"u2.turning", NEVER, {{"u1", -1}, {"u2", -1}}, {{"u1.06", "court"}}, {{0}}},
    {"u2.turning", NEVER, {{"u1", -1}}, {{"u1.06", "court"}, {"u1.07", "yes"}}, {{0}}},
    {"u2.first", NEVER, {{"u1", -1}}, {{"u1.06", "court"}}, {{0}}},
    {"u2.regular", NEVER, {{"u1", -1}, {"u2", -10}}, {{"u1.06", "faith"}}, {{0}}},
    {"u2.regular", NEVER, {{"u1", -2}, {"u2", -10}}, {{"u1.07", "yes"}}, {{0}}},
    {"u2.regular", 81, {{"u1", -12}, {"u2", -10}}, {{"u1.07", "yes"}}, {{0}}},
    {"u2.regular", 20, {{"u2", -10}}, {{"u2.27.next", "@20"}}, {{0}}},

    /* Motivation: a week after the first form about the contact, then every four weeks. */
    {"m1.first", NEVER, {{0}}, {{0}}, {{0}}},
    {"m1.first", 3, {{"r1", -4}}, {{0}}, {{0}}},
    {"m1.first", NEVER, {{"r1", -4}, {"m1", -1}}, {{0}}, {{0}}},
    {"m1.regular", 27, {{"m1", -1}}, {{0}}, {{0}}},
    {"m1.regular", 9, {{"m1", -1}}, {{"m1.25.next", "@9"}}, {{0}}},

    /* Safety: three days after a way out is spoken of, the same day when protection is needed. */
    {"k1.wants", 2, {{"m1", -1}}, {{"m1.21", "want"}}, {{0}}},
    {"k1.wants", -1, {{"m1", -4}}, {{"m1.21", "want_now"}}, {{0}}},
    {"k1.wants", NEVER, {{"m1", -1}}, {{"m1.21", "know_more"}}, {{0}}},
    {"k1.wants", 2, {{"m1", -1}, {"k1", -5}}, {{"m1.21", "want"}}, {{0}}},
    {"k1.wants", NEVER, {{"m1", -1}, {"k1", -1}}, {{"m1.21", "want"}}, {{0}}},
    {"k1.wants",
     NEVER,
     {{"m1", -1}, {"k1", -5}},
     {{"m1.21", "want"}},
     {{"m1", -30, "m1.21", "want"}}}, /* it was said before */
    {"m1.event",
     6,
     {{"m1", -9}},
     {{"ev.01", "court"}, {"ev.02", "@-1T"}, {"ev.06", "done"}},
     {{0}}},
    {"m1.event",
     NEVER,
     {{"m1", -9}},
     {{"ev.01", "visit"}, {"ev.02", "@-1T"}, {"ev.06", "done"}, {"ev.08", "no"}},
     {{0}}},
    {"m1.event",
     6,
     {{"m1", -9}},
     {{"ev.01", "visit"}, {"ev.02", "@-1T"}, {"ev.06", "done"}, {"ev.08", "yes"}},
     {{0}}},
    {"m1.event",
     NEVER,
     {{"m1", -1}},
     {{"ev.01", "court"}, {"ev.02", "@-1T"}, {"ev.06", "done"}},
     {{0}}},
    {"k1.spoken", 1, {{"u2", -2}}, {{"u2.06", "private"}}, {{0}}},
    {"k1.spoken", 1, {{"u2", -2}}, {{"u2.24", "stated"}}, {{0}}},
    {"k1.spoken", NEVER, {{"u2", -2}}, {{"u2.06", "hints"}}, {{0}}},
    {"k1.spoken",
     NEVER,
     {{"u2", -2}, {"m1", -1}},
     {{"u2.06", "several"}, {"m1.21", "want"}},
     {{0}}},
    {"k1.protection", -2, {{"u2", -2}}, {{"u2.24", "protection"}}, {{0}}},
    {"k1.protection", -2, {{"u2", -2}, {"k1", -9}}, {{"u2.24", "protection"}}, {{0}}},
    {"k1.protection", NEVER, {{"u2", -9}, {"k1", -9}}, {{"u2.24", "protection"}}, {{0}}},
    {"k1.spoken", NEVER, {{"u2", -2}}, {{"u2.06", "left"}, {"u2.24", "protection"}}, {{0}}},
    {"k1.regular", 25, {{"k1", -5}}, {{0}}, {{0}}},
    {"k1.regular", 4, {{"k1", -5}}, {{"k1.29", "@4"}}, {{0}}},
    /* A strange day is signed, and makes nobody wait. */
    {"k1.regular", 25, {{"k1", -5}}, {{"k1.29", "@65000"}}, {{0}}},
    {"k1.regular", -5, {{"k1", -5}}, {{"k1.29", "@-36500"}}, {{0}}},
    {"s1.review", 87, {{"s1", -5}}, {{"s1.23", "@65000"}}, {{0}}},
    {"u2.regular", 87, {{"u2", -5}}, {{"u2.27.next", "@65000"}}, {{0}}},
    {"m1.regular", 26, {{"m1", -5}}, {{"m1.25.next", "@65000"}}, {{0}}},
    {"p1.meeting", 37, {{"p1", -5}}, {{"p1.24", "@65000"}}, {{0}}},
    {"p1.meeting", 9, {{"p1", -5}}, {{"p1.24", "@9"}}, {{0}}},
    {"k1.regular", NEVER, {{"u2", -2}, {"k1", -9}}, {{"u2.24", "protection"}}, {{0}}},

    /* The day before a leave, unless it has just been done; and after something has come out. */
    {"k1.event", 3, {{0}}, {{"ev.01", "leave"}, {"ev.02", "@4"}, {"ev.06", "planned"}}, {{0}}},
    {"k1.event",
     3,
     {{"k1", -5}},
     {{"ev.01", "leave"}, {"ev.02", "@4"}, {"ev.06", "planned"}},
     {{0}}},
    {"k1.event",
     NEVER,
     {{"k1", -1}},
     {{"ev.01", "leave"}, {"ev.02", "@2"}, {"ev.06", "planned"}},
     {{0}}},
    {"k1.event",
     NEVER,
     {{0}},
     {{"ev.01", "leave"}, {"ev.02", "@4"}, {"ev.06", "cancelled"}},
     {{0}}},
    {"k1.event", NEVER, {{0}}, {{"ev.01", "leave"}, {"ev.02", "@-1"}, {"ev.06", "planned"}}, {{0}}},
    {"k1.incident", -1, {{"i1", -1}, {"k1", -3}}, {{"i1.10", "yes"}}, {{0}}},
    {"k1.incident", NEVER, {{"i1", -1}, {"k1", -1}}, {{"i1.10", "yes"}}, {{0}}},
    {"k1.incident", NEVER, {{"i1", -1}}, {{"i1.10", "no"}}, {{0}}},
    {"i1.exposed", -2, {{"f1", -2}}, {{"f1.20", "suspicion"}}, {{0}}},
    {"i1.exposed", NEVER, {{"f1", -2}, {"i1", -2}}, {{"f1.20", "yes"}}, {{0}}},
    {"i1.exposed", NEVER, {{"f1", -2}}, {{"f1.20", "no"}}, {{0}}},
    {"k1.noticed", -2, {{"u1", -2}, {"k1", -5}}, {{"u1.12", "yes"}}, {{0}}},
    {"k1.noticed", NEVER, {{"u1", -2}, {"k1", -2}}, {{"u1.12", "yes"}}, {{0}}},
    {"k1.noticed", -4, {{"u1", -2}}, {{"u1.12", "no"}}, {{"u1", -4, "u1.12", "yes"}}},

    /* My plan: before the first leave, a week after a crisis, a week after the youth was away. */
    {"p2.leave", 2, {{0}}, {{"ev.01", "leave"}, {"ev.02", "@4T"}, {"ev.06", "planned"}}, {{0}}},
    {"p2.leave", -2, {{0}}, {{"ev.01", "leave"}, {"ev.02", "@0T"}, {"ev.06", "planned"}}, {{0}}},
    {"p2.leave",
     NEVER,
     {{"p2", -30}},
     {{"ev.01", "leave"}, {"ev.02", "@4T"}, {"ev.06", "planned"}},
     {{0}}},
    {"p2.leave", NEVER, {{0}}, {{"ev.01", "visit"}, {"ev.02", "@4T"}, {"ev.06", "planned"}}, {{0}}},
    {"p2.leave",
     NEVER,
     {{0}},
     {{"ev.01", "leave"}, {"ev.02", "@4T"}, {"ev.06", "cancelled"}},
     {{0}}},
    {"p2.crisis", 5, {{"u1", -2}}, {{"u1.09", "yes"}}, {{0}}},
    {"p2.crisis", 5, {{"u1", -2}, {"p2", -20}}, {{"u1.11", "yes"}}, {{0}}},
    {"p2.crisis", 3, {{"u1", -2}, {"k1", -4}}, {{"u1.09", "yes"}, {"k1.26", "acute"}}, {{0}}},
    {"p2.crisis", 3, {{"k1", -1}}, {{"k1.26", "some"}}, {{"k1", -4, "k1.02", "yes"}}},
    {"p2.crisis", NEVER, {{"u1", -2}, {"p2", -2}}, {{"u1.09", "yes"}}, {{0}}},
    {"p2.crisis", NEVER, {{"u1", -2}}, {{"u1.09", "no"}}, {{0}}},
    {"p2.missing", 6, {{"p2", -9}}, {{"ms.09", "@-1T"}}, {{0}}},
    {"p2.missing", NEVER, {{"p2", -1}}, {{"ms.09", "@-1T"}}, {{0}}},
    {"p2.missing", NEVER, {{0}}, {{"ms.01", "@-1T"}}, {{0}}}, /* still away */

    /* The joint plan: two weeks after the needs are known, or a week after somebody was called. */
    {"p1.first", 10, {{"b1", -4}}, {{0}}, {{0}}},
    {"p1.first", NEVER, {{"b1", -4}}, {{0}}, {{"informed", -2, "inf.01", "social"}}},
    {"p1.first", 10, {{"b1", -4}}, {{0}}, {{"informed", -2, "inf.01", "lead"}}},
    {"p1.contact", 5, {{0}}, {{"inf.01", "police"}, {"inf.02", "@-2T"}}, {{0}}},
    {"p1.contact", NEVER, {{0}}, {{"inf.01", "safety"}, {"inf.02", "@-2T"}}, {{0}}},
    {"p1.contact", NEVER, {{"p1", -1}}, {{"inf.01", "police"}, {"inf.02", "@-2T"}}, {{0}}},
};

static long day_of(int days)
{
    return date_to_days(expr_scope().today) + days;
}

static const char *value_of(struct arena *arena, const char *value)
{
    char text[DATE_TEXT];
    char *end;
    if (value[0] != '@')
        return value;
    date_text(date_from_days(day_of((int)strtol(value + 1, &end, 10))), text);
    return *end ? arena_printf(arena, "%sT12:00:00Z", text) : arena_strdup(arena, text);
}

static void add_answer(struct answers *answers, const struct method *method, struct arena *arena,
                       const char *id, const char *value)
{
    const struct item *item = method_item(method, id, NULL);
    const char *text = value_of(arena, value);
    assert_non_null(item);
    if (item->scale)
        assert_non_null(scale_option(item->scale, text));
    answers_set(answers,
                &(struct answer){.id = id,
                                 .value = item->scale ? value_codes(&text, 1) : value_text(text)});
}

/* A case that was opened 40 days ago. */
static void gather(const struct situation *s, struct facts *facts, struct arena *arena)
{
    struct record *record = arena_array(arena, LASTS, sizeof record[0]);
    const struct record **latest = arena_array(arena, LASTS, sizeof latest[0]);
    struct fact_field *opened = arena_array(arena, 1, sizeof opened[0]);
    size_t n = 0;
    for (; n < LASTS && s->last[n].form; n++) {
        record[n].form = s->last[n].form;
        record[n].at = day_of(s->last[n].day) * 86400 + 43200;
        latest[n] = &record[n];
    }
    *opened = (struct fact_field){"opened", value_text(value_of(arena, "@-40"))};
    *facts = (struct facts){.today = expr_scope().today,
                            .latest = latest,
                            .n_latest = n,
                            .field = opened,
                            .n_fields = 1};
}

/* A case as the rules see it. */
struct seen {
    const struct situation *s;
    const struct method *method;
    struct arena *arena;
    struct answers answers;
    struct facts facts;
};

static const struct answer *find_answer(void *arg, const char *id)
{
    struct seen *seen = arg;
    return expr_answer(&seen->answers, id);
}

static void add_words(void *arg, const char *id, struct str *out)
{
    if (find_answer(arg, id))
        str_puts(out, "words");
}

static bool find_past(void *arg, const char *form, size_t n, struct past_filling *filling)
{
    struct seen *seen = arg;
    const struct situation *s = seen->s;
    const struct record *latest = facts_latest(&seen->facts, form);
    if (latest && n-- == 0) {
        *filling = (struct past_filling){.at = latest->at, .answers = &seen->answers};
        return true;
    }
    for (size_t i = 0; i < PAST && s->past[i].form; i++) {
        if (strcmp(s->past[i].form, form) != 0 || n-- > 0)
            continue;
        struct answers *answers = arena_alloc(seen->arena, sizeof *answers);
        answers_init(answers, seen->arena);
        add_answer(answers, seen->method, seen->arena, s->past[i].id, s->past[i].value);
        *filling =
            (struct past_filling){.at = day_of(s->past[i].day) * 86400 + 43200, .answers = answers};
        return true;
    }
    return false;
}

/* Whoever reads the reason finds a sentence, without holes. */
static void check_because(const struct due *due, const struct scope *scope, struct arena *arena)
{
    static const enum lang langs[] = {LANG_SV, LANG_EN};
    for (size_t i = 0; i < ARRAY_LEN(langs); i++) {
        struct str words;
        struct err err;
        str_init(&words, 0);
        assert_true(expr_fill(label_in(&due->because, langs[i]), scope, arena, &words, &err));
        if (words.n < 10 || strstr(words.p, "  ") || strstr(words.p, "${") ||
            words.p[words.n - 1] == ' ' || strstr(words.p, " ,"))
            fail_msg("%s says: %s", due->id, words.p);
        str_release(&words);
    }
}

static int due_of(const struct due *due, const struct scope *scope, struct arena *arena)
{
    struct result result;
    struct date date;
    struct err err;
    if (due->when && !expr_true(due->when, scope, arena))
        return NEVER;
    assert_true(expr_eval(due->date, scope, arena, &result, &err));
    if (result.kind == RESULT_NUMBER)
        return (int)((long)result.number - day_of(0));
    assert_int_equal(result.kind, RESULT_TEXT);
    assert_true(date_parse(result.text, &date));
    return (int)(date_to_days(date) - day_of(0));
}

static void check_situation(const struct method *method, size_t at)
{
    const struct situation *s = &situation[at];
    struct arena *arena = arena_new();
    struct seen seen = {.s = s, .method = method, .arena = arena};
    struct scope scope = expr_scope();
    const struct due *due = NULL;
    answers_init(&seen.answers, arena);
    for (size_t i = 0; i < ANSWERS && s->answer[i].id; i++)
        add_answer(&seen.answers, method, arena, s->answer[i].id, s->answer[i].value);
    gather(s, &seen.facts, arena);
    scope.answer = find_answer;
    scope.words = add_words;
    scope.filling = find_past;
    scope.arg = &seen;
    scope.facts = &seen.facts;
    for (size_t i = 0; i < method->n_dues; i++)
        if (strcmp(method->due[i].id, s->rule) == 0)
            due = &method->due[i];
    if (!due)
        fail_msg("no rule %s", s->rule);
    int days = due_of(due, &scope, arena);
    if (days != s->due)
        fail_msg("situation %zu: %s gives %d, expected %d", at, s->rule, days, s->due);
    if (days != NEVER)
        check_because(due, &scope, arena);
    arena_free(arena);
}

static void each_rule_asks_on_its_day(void **state)
{
    struct test_bundle t;
    (void)state;
    bundle_open(&t, "forms");
    bundle_load_clean(&t);
    for (size_t i = 0; i < ARRAY_LEN(situation); i++)
        check_situation(t.method, i);
    bundle_close(&t);
}

int main(void)
{
    const struct CMUnitTest test[] = {
        cmocka_unit_test(each_rule_asks_on_its_day),
    };
    return cmocka_run_group_tests(test, NULL, NULL);
}
