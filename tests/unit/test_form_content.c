/* test_form_content.c - the method that ships: complete, sharable only as meant, and fit to read. */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "expr_cases.h"
#include "sis/base/file.h"
#include "sis/base/utf8.h"
#include "sis/base/wrap.h"
#include "sis/domain/rights.h"
#include "sis/form/load.h"

#define FOLDER "forms"

struct shipped {
    struct arena *arena;
    struct bundle bundle;
    const struct method *method;
};

static void tell(const struct problems *problems)
{
    struct str s;
    str_init(&s, 0);
    for (size_t i = 0; i < problems->n; i++) {
        str_clear(&s);
        err_text(&problems->item[i], LANG_EN, &s);
        print_error("%s\n", s.p);
    }
    str_release(&s);
}

static int load_shipped(void **state)
{
    struct shipped *shipped = mem_new(sizeof(*shipped));
    struct problems problems;
    shipped->arena = arena_new();
    problems_init(&problems, shipped->arena);
    if (bundle_read(FOLDER, shipped->arena, &shipped->bundle, &problems))
        shipped->method = method_load(&shipped->bundle, shipped->arena, &problems);
    tell(&problems);
    *state = shipped;
    return shipped->method ? 0 : -1;
}

static int drop_shipped(void **state)
{
    struct shipped *shipped = *state;
    arena_free(shipped->arena);
    mem_free(shipped);
    return 0;
}

static const struct method *method_of(void **state)
{
    return ((struct shipped *)*state)->method;
}

static const struct item *item_of(const struct method *method, const char *id)
{
    const struct form *form;
    return method_item(method, id, &form);
}

/* The numbers are for ever: each is an item, or the reference says what stands in its place. */
static void test_every_number_is_accounted_for(void **state)
{
    static const struct {
        const char *form;
        int first, last;
    } series[] = {{"u1", 1, 20}, {"s1", 1, 25}, {"r1", 1, 29}, {"x2", 1, 27}};
    const struct method *method = method_of(state);
    struct str reference;
    struct err err;
    str_init(&reference, 0);
    assert_true(file_read(FOLDER "/README.md", STR_MAX_DEFAULT, &reference, &err));
    const char *gone = strstr(reference.p, "## Numbers that are not items");
    assert_non_null(gone);
    for (size_t i = 0; i < ARRAY_LEN(series); i++)
        for (int n = series[i].first; n <= series[i].last; n++) {
            char id[16], named[20];
            snprintf(id, sizeof(id), "%s.%02d", series[i].form, n);
            snprintf(named, sizeof(named), "`%s`", id);
            bool there = item_of(method, id) != NULL;
            bool told = strstr(gone, named) && !there;
            if (!there && !told)
                fail_msg("%s is neither an item nor named in the reference", id);
        }
    str_release(&reference);
}

static void test_a_note_may_be_empty(void **state)
{
    const struct form *form = method_form(method_of(state), "u1");
    for (size_t i = 0; i < form->n_items; i++)
        assert_false(form->item[i].required);
}

/* The danger first; nothing of the minute may stand behind "more". */
static void test_the_note_asks_in_its_order(void **state)
{
    static const char *const order[] = {"u1.09",      "u1.10", "u1.11", "u1.07",
                                        "u1.03",      "u1.18", "u1.19", "u1.19.what",
                                        "u1.19.when", "u1.16", "u1.20"};
    const struct form *form = method_form(method_of(state), "u1");
    size_t n = 0;
    for (size_t i = 0; i < form->n_items; i++)
        if (!form->item[i].full && !strstr(form->item[i].id, ".other")) {
            assert_true(n < ARRAY_LEN(order));
            assert_string_equal(form->item[i].id, order[n++]);
        }
    assert_int_equal(n, ARRAY_LEN(order));
}

/* What a youth is asked is never demanded. */
static void test_the_youths_part_is_voluntary(void **state)
{
    const struct method *method = method_of(state);
    size_t asked = 0;
    for (size_t i = 0; i < method->n_forms; i++)
        for (size_t k = 0; k < method->form[i].n_items; k++) {
            const struct item *item = &method->form[i].item[k];
            if (!text_equal(item->section->part, "youth"))
                continue;
            asked++;
            assert_false(item->required);
        }
    assert_true(asked >= 10);
}

static void test_pairs_share_their_scale(void **state)
{
    const struct method *method = method_of(state);
    size_t pairs = 0;
    for (size_t i = 0; i < method->n_places; i++) {
        const struct item *item = method->place[i].item;
        if (!item->pair)
            continue;
        const struct item *other = item_of(method, item->pair);
        assert_non_null(other);
        assert_string_equal(other->pair, item->id);
        assert_ptr_equal(other->scale, item->scale);
        assert_string_not_equal(other->section->part, item->section->part);
        pairs++;
    }
    assert_int_equal(pairs, 8);
}

static void check_subject(const struct method *method, const char *id)
{
    const struct item *item = item_of(method, id);
    assert_non_null(item);
    if (!item->subject && item->type != ITEM_GRID)
        fail_msg("%s stands in a letter without a subject", id);
}

/* What stays at the home, as the safety sheet for its leads, may hold more. */
static void test_letters_hold_only_what_has_a_subject(void **state)
{
    const struct method *method = method_of(state);
    assert_true(method_letter(method, "handover")->for_receiver);
    for (size_t i = 0; i < method->n_letters; i++)
        for (size_t k = 0; method->letter[i].for_receiver && k < method->letter[i].n_blocks; k++) {
            const struct block *block = &method->letter[i].block[k];
            for (size_t n = 0; n < block->n_items; n++)
                check_subject(method, block->item[n]);
            for (size_t n = 0; n < block->n_columns; n++)
                check_subject(method, block->column[n]);
        }
}

/* Who checked a provider, what was told without consent and why: that stays in the home. */
static void test_inner_matters_never_leave_the_home(void **state)
{
    static const char *const inner[] = {"x2.20", "x2.21", "x2.22", "x2.26", "s1.15",
                                        "s1.16", "s1.17", "s1.19", "u1.16", "u1.20",
                                        "u2.21", "u2.26", "k1.20", "k1.21", "k1.22"};
    for (size_t i = 0; i < ARRAY_LEN(inner); i++)
        assert_null(item_of(method_of(state), inner[i])->subject);
}

/* The rows of the needs go to different readers. */
static void test_needs_are_shared_row_by_row(void **state)
{
    static const char *const cell[][2] = {
        {"x2.09.health.need", "health"},         {"x2.09.money.need", "money"},
        {"x2.09.substances.need", "substances"}, {"x2.09.family.ongoing", "family"},
        {"x2.15.threat.do", "threat"},           {"x2.15.gone.do", "plan"}};
    for (size_t i = 0; i < ARRAY_LEN(cell); i++)
        assert_string_equal(item_of(method_of(state), cell[i][0])->subject, cell[i][1]);
}

static void test_every_question_says_what_it_means(void **state)
{
    const struct method *method = method_of(state);
    for (size_t i = 0; i < method->n_places; i++) {
        const struct item *item = method->place[i].item;
        bool own = item->type != ITEM_FIXED && !item->grid && !strstr(item->id, ".other");
        if (own && (!item->help.in[LANG_SV] || !item->help.in[LANG_EN]))
            fail_msg("%s has no help", item->id);
    }
}

static void check_width(const char *id, const char *text)
{
    size_t lines = wrap_count(text, strlen(text), 76);
    if (lines > 2)
        fail_msg("the question %s takes %zu lines", id, lines);
}

static void test_questions_are_short(void **state)
{
    const struct method *method = method_of(state);
    for (size_t i = 0; i < method->n_places; i++) {
        const struct item *item = method->place[i].item;
        if (item->type == ITEM_FIXED)
            continue;
        check_width(item->id, item->label.in[LANG_SV]);
        check_width(item->id, item->label.in[LANG_EN]);
    }
}

/* Every text of every file, practice too. */
static void check_text(const struct conf *at)
{
    const char *text = at->text;
    struct str folded;
    str_init(&folded, 0);
    for (const char *p = text; *p; p++)
        str_putc(&folded, (char)tolower((unsigned char)*p));
    if (strstr(folded.p, "avhopp") || strstr(folded.p, "defector"))
        fail_msg("%s:%d names what must not be named", at->file, at->line);
    if (strstr(text, "  ") || strstr(text, " ,") || strstr(text, " ."))
        fail_msg("%s:%d has a space too many", at->file, at->line);
    bool prose = text_equal(at->name, "sv") || text_equal(at->name, "en");
    if (prose && !strstr(text, "${") && (strchr(text, '\'') || strstr(text, " - ")))
        fail_msg("%s:%d has a typewriter's apostrophe or dash", at->file, at->line);
    if (text_equal(at->name, "sv") && strstr(text, "“"))
        fail_msg("%s:%d has an English quotation mark", at->file, at->line);
    str_release(&folded);
}

static void walk(const struct conf *at)
{
    if (at->kind == CONF_TEXT)
        check_text(at);
    for (size_t i = 0; i < at->n; i++)
        walk(&at->item[i]);
}

static void test_no_text_betrays_or_stumbles(void **state)
{
    struct shipped *shipped = *state;
    struct problems problems;
    problems_init(&problems, shipped->arena);
    for (size_t i = 0; i < shipped->bundle.n; i++) {
        const struct bundle_file *file = &shipped->bundle.file[i];
        walk(conf_parse(file->bytes, file->n, file->name, shipped->arena, &problems));
    }
    walk(conf_read(FOLDER "/practice.cfg", shipped->arena, &problems));
    assert_int_equal(problems.n, 0);
}

/* Warnings: which answer sets which off. */

/* The day of discharge, in days from today; else only answers. */
#define DISCHARGE "case.discharge"

struct trigger {
    const char *warning;
    struct {
        const char *id;
        const char *value; /* a code, a text, or "?unknown" for a non-answer */
    } answer[3];
};

static const struct trigger trigger[] = {
    {"w1", {{"u1.09", "yes"}}},
    {"w1.unsure", {{"u1.09", "?unknown"}}},
    {"w2", {{"u1.11", "yes"}}},
    {"w3", {{"u1.12", "yes"}}},
    {"w5", {{"u1.07", "yes"}}},
    {"w5", {{"u1.07", "yes"}, {"u1.09", "no"}}},
    {"w6", {{"u1.13", "1"}}},
    {"w6", {{"u1.13", "2"}}},
    {"w7", {{"s1.15", "yes"}}},
    {"w8", {{"s1.09", "yes"}}},
    {"w8", {{"s1.09", "?unknown"}}},
    {"w10", {{DISCHARGE, "14"}}},
    {"w10", {{DISCHARGE, "-7"}, {"x1.11.state", "done"}, {"x1.30", "yes"}}},
    {"w11", {{DISCHARGE, "-15"}}},
    {"w11", {{DISCHARGE, "-8"}, {"f1.25", "next"}, {"f1.25.when", "2026-11-14"}}},
    {"w1.f1", {{"f1.05", "2"}}},
    {"w5.f1", {{"f1.05", "1"}}},
    {"w2.f1", {{"f1.13", "yes"}}},
    {"w12", {{"x2.20", "other"}}},
    {"w12", {{"x2.20", "?unknown"}}},
    {"w12", {{"x2.21", "missing"}}},
    {"w12", {{"x2.21", "?unknown"}}},
    {"w12", {{"x2.22", "no"}}},
    {"w12", {{"x2.22", "?unknown"}}},
    {"w12", {{"x2.23", "no"}}},
    {"w12", {{"x2.24", "?unknown"}}},
    {"w12", {{"x2.26", "yes"}}},
    {"w12", {{"x2.26", "?unknown"}}},
    {"w13", {{"r1.06", "5"}, {"r1.25", "3"}}},
    {"w13", {{"r1.07", "1"}, {"r1.24", "4"}}},
    {"w13", {{"r1.08", "2"}, {"r1.22", "4"}}},
    {"w1.k1", {{"k1.02", "yes"}}},
    {"w1.k1", {{"k1.26", "acute"}, {"k1.03", "violence"}}},
    {"w1.k1.unsure", {{"k1.02", "?unknown"}}},
    {"w1.i1", {{"i1.01", "yes"}}},
    {"w1.i1.unsure", {{"i1.01", "?unknown"}}},
    {"i1.report", {{"i1.09", "no"}}},
    {"i1.report", {{"i1.09", "?unknown"}, {"i1.01", "no"}}},
    {"w2.k1", {{"k1.14.signs", "yes"}, {"k1.14", "yes"}}},
    {"w2.k1", {{"k1.14.signs", "?unknown"}, {"k1.14", "no"}}},
    {"w3.k1", {{"k1.09", "yes"}, {"k1.09.who", "visitor"}}},
    {"w4", {{"m1.04", "7"}}},
    {"w5.u2", {{"u2.24", "protection"}}},
    {"w5.m1", {{"m1.21", "want"}}},
    {"w5.m1", {{"m1.21", "want_now"}}},
    {"w5.k1", {{"k1.26", "clear"}, {"k1.02", "no"}}},
    {"w5.k1", {{"k1.03", "spoken"}}},
    {"w6.k1", {{"k1.10", "1"}}},
    {"w6.k1", {{"k1.16", "2"}}},
    {"w8.u2", {{"u2.01", "honour"}}},
    {"w8.k1", {{"k1.11", "yes"}}},
    {"w8.k1", {{"k1.11", "?unknown"}}},
    {"w13.m1", {{"m1.04", "2"}, {"m1.06", "5"}}},
    {"w13.m1", {{"m1.04", "6"}, {"m1.06", "3"}}},
    {"w14", {{"k1.20", "yes"}}},
    {"w14", {{"k1.09.who", "staff"}}},
    /* And what sets off none. */
    {NULL, {{"k1.14.signs", "?unknown"}, {"k1.14", "yes"}}},
    {NULL, {{"k1.26", "some"}, {"k1.03", "hinted"}, {"k1.02", "no"}}},
    {NULL, {{"k1.09", "?unknown"}, {"k1.20", "?unknown"}, {"k1.10", "0"}}},
    {NULL, {{"m1.04", "6"}, {"m1.06", "4"}}},
    {NULL, {{"m1.04", "?declined"}, {"m1.06", "9"}, {"m1.21", "know_more"}}},
    {NULL, {{"u2.24", "stated"}, {"u2.06", "several"}, {"u2.01", "gang"}}},
    {NULL, {{DISCHARGE, "15"}}},
    {NULL, {{DISCHARGE, "-14"}}},
    {NULL, {{"f1.05", "?unknown"}, {"f1.13", "?unknown"}}},
    {NULL, {{"u1.09", "no"}, {"u1.11", "no"}, {"u1.07", "no"}}},
    {NULL, {{"u1.13", "0"}}},
    {NULL, {{"u1.13", "?unknown"}}},
    {NULL, {{"u1.03", "Ring 112 eller 114 14 vid fara, kl 02.14, 2026-11-22"}}},
    {NULL, {{"u1.03", "Bor hos farmor sedan tre år, rum 4"}}},
    {NULL, {{"r1.06", "5"}}},
    {NULL, {{"r1.06", "5"}, {"r1.25", "?declined"}}},
    {NULL, {{"r1.06", "4"}, {"r1.25", "3"}}},
    {NULL, {{"x2.20", "board"}, {"x2.21", "held"}, {"x2.22", "yes"}}},
};

static void add_answer(struct answers *answers, const struct method *method, const char *id,
                       const char *value)
{
    const struct item *item = item_of(method, id);
    struct answer answer = {.id = id};
    assert_non_null(item);
    if (value[0] == '?')
        assert_true(nonanswer_parse(value + 1, &answer.nonanswer));
    else if (item->type == ITEM_ONE || item->type == ITEM_MANY) {
        assert_non_null(scale_option(item->scale, value));
        answer.value = value_codes(&value, 1);
    } else
        answer.value = value_text(value);
    answers_set(answers, &answer);
}

static struct facts facts_of(const struct trigger *t, struct date today, struct fact_field *field,
                             struct arena *arena)
{
    char day[DATE_TEXT] = "";
    for (size_t i = 0; i < ARRAY_LEN(t->answer) && t->answer[i].id; i++)
        if (text_equal(t->answer[i].id, DISCHARGE))
            date_text(date_from_days(date_to_days(today) + strtol(t->answer[i].value, NULL, 10)),
                      day);
    *field = (struct fact_field){"discharge", value_text(arena_strdup(arena, day))};
    return (struct facts){.today = today, .field = field, .n_fields = day[0] != '\0'};
}

static void check_trigger(const struct method *method, const struct trigger *t)
{
    struct arena *arena = arena_new();
    struct answers answers;
    struct fact_field field;
    struct scope scope = expr_scope();
    struct facts facts = facts_of(t, scope.today, &field, arena);
    bool found = t->warning == NULL;
    answers_init(&answers, arena);
    for (size_t i = 0; i < ARRAY_LEN(t->answer) && t->answer[i].id; i++)
        if (!text_equal(t->answer[i].id, DISCHARGE))
            add_answer(&answers, method, t->answer[i].id, t->answer[i].value);
    scope.answer = expr_answer;
    scope.arg = &answers;
    scope.facts = &facts;
    for (size_t i = 0; i < method->n_warnings; i++) {
        bool meant = text_equal(method->warning[i].id, t->warning);
        found = found || meant;
        if (expr_true(method->warning[i].when, &scope, arena) != meant)
            fail_msg("%s %s after %s = %s", method->warning[i].id, meant ? "is silent" : "is shown",
                     t->answer[0].id, t->answer[0].value);
    }
    assert_true(found);
    arena_free(arena);
}

static void test_warnings_come_when_they_should(void **state)
{
    const struct method *method = method_of(state);
    for (size_t i = 0; i < ARRAY_LEN(trigger); i++)
        check_trigger(method, &trigger[i]);
}

static void test_every_warning_has_been_set_off(void **state)
{
    const struct method *method = method_of(state);
    for (size_t i = 0; i < method->n_warnings; i++) {
        bool tried = false;
        for (size_t k = 0; k < ARRAY_LEN(trigger); k++)
            tried = tried || text_equal(trigger[k].warning, method->warning[i].id);
        assert_true(tried);
    }
}

/* What a lead is to do is not what somebody alone on the ward at night is to do. Only what a contact person
 * and a psychologist are to do alike says the same. */
static void test_warnings_speak_to_the_ward(void **state)
{
    const struct method *method = method_of(state);
    for (size_t i = 0; i < method->n_warnings; i++) {
        const struct warning *warning = &method->warning[i];
        bool same = text_equal(warning->text[ROLE_WARD].in[LANG_SV],
                               warning->text[ROLE_CASEWORKER].in[LANG_SV]);
        if (same != text_equal(warning->id, "w13"))
            fail_msg("%s has no text for the ward", warning->id);
    }
}

/* On the overview only the first sentence stands: it says what the warning is about. */
static void test_warnings_begin_with_what_they_are_about(void **state)
{
    const struct method *method = method_of(state);
    for (size_t i = 0; i < method->n_warnings; i++)
        for (size_t role = 0; role <= ROLE_LEAD; role++) {
            const char *words = method->warning[i].text[role].in[LANG_SV];
            if (strncmp(words, "Programmet", 10) == 0 || strncmp(words, "Ring", 4) == 0)
                fail_msg("%s begins with what to do", method->warning[i].id);
        }
}

/* A ground counts from the day its law did. */
static void test_grounds_have_their_dates(void **state)
{
    const struct entries *grounds = &method_of(state)->grounds;
    const struct entry *prevent = entries_find(grounds, "osl_10_15a");
    const struct entry *older = entries_find(grounds, "osl_10_2");
    assert_false(entry_valid(prevent, (struct date){2025, 11, 30}));
    assert_true(entry_valid(prevent, (struct date){2025, 12, 1}));
    assert_false(entry_valid(entries_find(grounds, "osl_26_9e_1"), (struct date){2025, 3, 31}));
    assert_true(entry_valid(entries_find(grounds, "osl_26_9e_1"), (struct date){2025, 4, 1}));
    assert_true(entry_valid(older, (struct date){2026, 11, 22}));
}

int main(void)
{
    const struct CMUnitTest test[] = {
        cmocka_unit_test(test_every_number_is_accounted_for),
        cmocka_unit_test(test_a_note_may_be_empty),
        cmocka_unit_test(test_the_note_asks_in_its_order),
        cmocka_unit_test(test_the_youths_part_is_voluntary),
        cmocka_unit_test(test_pairs_share_their_scale),
        cmocka_unit_test(test_letters_hold_only_what_has_a_subject),
        cmocka_unit_test(test_inner_matters_never_leave_the_home),
        cmocka_unit_test(test_needs_are_shared_row_by_row),
        cmocka_unit_test(test_every_question_says_what_it_means),
        cmocka_unit_test(test_questions_are_short),
        cmocka_unit_test(test_no_text_betrays_or_stumbles),
        cmocka_unit_test(test_warnings_come_when_they_should),
        cmocka_unit_test(test_every_warning_has_been_set_off),
        cmocka_unit_test(test_warnings_speak_to_the_ward),
        cmocka_unit_test(test_warnings_begin_with_what_they_are_about),
        cmocka_unit_test(test_grounds_have_their_dates),
    };
    return cmocka_run_group_tests(test, load_shipped, drop_shipped);
}
