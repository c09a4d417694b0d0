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

/* Days count from today, so -3 is three days ago. A value that begins with @ is such a day. */
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
};

static const struct situation situation[] = {
    /* In depth: a week after a note that asks for it, else within three months, then every three. */
    {"u2.first", 51, {{0}}, {{0}}},
    {"u2.first", 51, {{"u1", -1}}, {{"u1.16", "team"}}},
    {"u2.first", NEVER, {{"u1", -1}}, {{"u1.16", "psychologist"}}},
    {"u2.raised", 6, {{"u1", -1}}, {{"u1.16", "psychologist"}}},
    {"u2.raised", 5, {{"u1", -2}, {"u2", -10}}, {{"u1.07", "yes"}}},
    {"u2.raised", NEVER, {{"u1", -12}, {"u2", -10}}, {{"u1.07", "yes"}}},
    {"u2.raised", NEVER, {{0}}, {{0}}},
    {"u2.regular", NEVER, {{"u1", -2}, {"u2", -10}}, {{"u1.07", "yes"}}},
    {"u2.regular", 81, {{"u1", -12}, {"u2", -10}}, {{"u1.07", "yes"}}},
    {"u2.regular", 20, {{"u2", -10}}, {{"u2.27.next", "@20"}}},

    /* Motivation: a week after the first form about the contact, then every four weeks. */
    {"m1.first", NEVER, {{0}}, {{0}}},
    {"m1.first", 3, {{"r1", -4}}, {{0}}},
    {"m1.first", NEVER, {{"r1", -4}, {"m1", -1}}, {{0}}},
    {"m1.regular", 27, {{"m1", -1}}, {{0}}},
    {"m1.regular", 9, {{"m1", -1}}, {{"m1.25.next", "@9"}}},

    /* Safety: three days after a way out is spoken of, the same day when protection is needed. */
    {"k1.wants", 2, {{"m1", -1}}, {{"m1.21", "want"}}},
    {"k1.wants", -1, {{"m1", -4}}, {{"m1.21", "want_now"}}},
    {"k1.wants", NEVER, {{"m1", -1}}, {{"m1.21", "know_more"}}},
    {"k1.wants", NEVER, {{"m1", -1}, {"k1", -5}}, {{"m1.21", "want"}}},
    {"k1.spoken", 1, {{"u2", -2}}, {{"u2.06", "private"}}},
    {"k1.spoken", 1, {{"u2", -2}}, {{"u2.24", "stated"}}},
    {"k1.spoken", NEVER, {{"u2", -2}}, {{"u2.06", "hints"}}},
    {"k1.spoken", NEVER, {{"u2", -2}, {"m1", -1}}, {{"u2.06", "several"}, {"m1.21", "want"}}},
    {"k1.protection", -2, {{"u2", -2}}, {{"u2.24", "protection"}}},
    {"k1.protection", -2, {{"u2", -2}, {"k1", -9}}, {{"u2.24", "protection"}}},
    {"k1.protection", NEVER, {{"u2", -9}, {"k1", -9}}, {{"u2.24", "protection"}}},
    {"k1.spoken", NEVER, {{"u2", -2}}, {{"u2.06", "left"}, {"u2.24", "protection"}}},
    {"k1.regular", 25, {{"k1", -5}}, {{0}}},
    {"k1.regular", 4, {{"k1", -5}}, {{"k1.29", "@4"}}},
    {"k1.regular", NEVER, {{"u2", -2}, {"k1", -9}}, {{"u2.24", "protection"}}},

    /* The day before a leave, unless it has just been done; and after something has come out. */
    {"k1.event", 3, {{0}}, {{"ev.01", "leave"}, {"ev.02", "@4"}, {"ev.06", "planned"}}},
    {"k1.event", 3, {{"k1", -5}}, {{"ev.01", "leave"}, {"ev.02", "@4"}, {"ev.06", "planned"}}},
    {"k1.event", NEVER, {{"k1", -1}}, {{"ev.01", "leave"}, {"ev.02", "@2"}, {"ev.06", "planned"}}},
    {"k1.event", NEVER, {{0}}, {{"ev.01", "leave"}, {"ev.02", "@4"}, {"ev.06", "cancelled"}}},
    {"k1.event", NEVER, {{0}}, {{"ev.01", "leave"}, {"ev.02", "@-1"}, {"ev.06", "planned"}}},
    {"k1.incident", -1, {{"i1", -1}, {"k1", -3}}, {{"i1.10", "yes"}}},
    {"k1.incident", NEVER, {{"i1", -1}, {"k1", -1}}, {{"i1.10", "yes"}}},
    {"k1.incident", NEVER, {{"i1", -1}}, {{"i1.10", "no"}}},
    {"i1.exposed", -2, {{"f1", -2}}, {{"f1.20", "suspicion"}}},
    {"i1.exposed", NEVER, {{"f1", -2}, {"i1", -2}}, {{"f1.20", "yes"}}},
    {"i1.exposed", NEVER, {{"f1", -2}}, {{"f1.20", "no"}}},
};

static long day_of(int days)
{
    return date_to_days(expr_scope().today) + days;
}

static const char *value_of(struct arena *arena, const char *value)
{
    char text[DATE_TEXT];
    if (value[0] != '@')
        return value;
    date_text(date_from_days(day_of((int)strtol(value + 1, NULL, 10))), text);
    return arena_strdup(arena, text);
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

static void add_words(void *arg, const char *id, struct str *out)
{
    if (expr_answer(arg, id))
        str_puts(out, "words");
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
    struct answers answers;
    struct facts facts;
    struct scope scope = expr_scope();
    const struct due *due = NULL;
    answers_init(&answers, arena);
    for (size_t i = 0; i < ANSWERS && s->answer[i].id; i++)
        add_answer(&answers, method, arena, s->answer[i].id, s->answer[i].value);
    gather(s, &facts, arena);
    scope.answer = expr_answer;
    scope.words = add_words;
    scope.arg = &answers;
    scope.facts = &facts;
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
