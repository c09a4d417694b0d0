/* test_form_method.c - the method that ships holds every number of the method, as it is meant. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "bundle.h"
#include "sis/base/file.h"
#include "sis/form/expr.h"

#define FOLDER "forms"
#define NUMBERS "tests/unit/data/method_items.txt"
#define GONE "## Numbers that are not items"

struct shipped {
    struct test_bundle t;
    struct str numbers;
    struct str reference;
};

static int load_shipped(void **state)
{
    struct shipped *shipped = mem_new(sizeof *shipped);
    struct err err;
    bundle_open(&shipped->t, FOLDER);
    bundle_load_clean(&shipped->t);
    str_init(&shipped->numbers, 0);
    str_init(&shipped->reference, 0);
    assert_true(file_read(NUMBERS, STR_MAX_DEFAULT, &shipped->numbers, &err));
    assert_true(file_read(FOLDER "/README.md", STR_MAX_DEFAULT, &shipped->reference, &err));
    *state = shipped;
    return 0;
}

static int drop_shipped(void **state)
{
    struct shipped *shipped = *state;
    str_release(&shipped->numbers);
    str_release(&shipped->reference);
    bundle_close(&shipped->t);
    mem_free(shipped);
    return 0;
}

/* The item itself, or one of its parts: u2.25 is u2.25.for, u2.25.against and u2.25.unknown. */
static bool is_of_number(const char *id, const char *number)
{
    size_t n = strlen(number);
    return strncmp(id, number, n) == 0 && (id[n] == '\0' || id[n] == '.');
}

static bool is_there(const struct method *method, const char *number, bool *demanded)
{
    bool there = false;
    *demanded = false;
    for (size_t i = 0; i < method->n_places; i++) {
        const struct item *item = method->place[i].item;
        if (!is_of_number(item->id, number) || item->retired)
            continue;
        there = true;
        *demanded = *demanded || item->required;
    }
    return there;
}

/* The table under its heading, up to the next one. */
static bool is_told_gone(const char *reference, const char *number)
{
    char named[24];
    const char *from = strstr(reference, GONE);
    assert_non_null(from);
    const char *to = strstr(from + 1, "\n## ");
    snprintf(named, sizeof named, "`%s`", number);
    const char *at = strstr(from, named);
    return at && (!to || at < to);
}

static size_t check_number(const struct shipped *shipped, const char *number, bool must)
{
    bool demanded;
    bool there = is_there(shipped->t.method, number, &demanded);
    bool gone = is_told_gone(shipped->reference.p, number);
    if (!there && !gone) {
        print_error("%s is neither an item nor named in the reference\n", number);
        return 1;
    }
    if (there && must && !demanded) {
        print_error("%s may be left out when signing\n", number);
        return 1;
    }
    return 0;
}

static void every_number_is_an_item_or_accounted_for(void **state)
{
    const struct shipped *shipped = *state;
    char line[80];
    size_t n = 0, wrong = 0;
    for (const char *p = shipped->numbers.p; *p; p = strchr(p, '\n') + 1) {
        char number[16], mark[4] = "";
        snprintf(line, sizeof line, "%.*s", (int)strcspn(p, "\n"), p);
        if (line[0] == '#' || sscanf(line, "%15s %3s", number, mark) < 1)
            continue;
        n++;
        wrong += check_number(shipped, number, strcmp(mark, "K") == 0);
    }
    assert_int_equal(n, 289);
    assert_int_equal(wrong, 0);
}

static const struct item *item_of(void **state, const char *id)
{
    const struct shipped *shipped = *state;
    const struct item *item = method_item(shipped->t.method, id, NULL);
    if (!item)
        fail_msg("no item %s", id);
    return item;
}

static const struct form *form_of(void **state, const char *id)
{
    const struct shipped *shipped = *state;
    const struct form *form = method_form(shipped->t.method, id);
    assert_non_null(form);
    return form;
}

/* Before a leave or a visit: what is asked, and nothing more. */
static void the_short_safety_form_is_for_the_day_before(void **state)
{
    static const char *const asked[] = {"k1.02", "k1.03", "k1.08", "k1.09", "k1.11", "k1.15",
                                        "k1.19", "k1.21", "k1.23", "k1.26", "k1.27", "k1.29"};
    const struct form *form = form_of(state, "k1");
    bool seen[ARRAY_LEN(asked)] = {false};
    for (size_t i = 0; i < form->n_items; i++) {
        const struct item *item = &form->item[i];
        size_t k = 0;
        /* The line of "other" comes only when that is chosen. */
        if (item->full || strcmp(item->section->id, "header") == 0 || strstr(item->id, ".other"))
            continue;
        while (k < ARRAY_LEN(asked) && !is_of_number(item->id, asked[k]))
            k++;
        if (k == ARRAY_LEN(asked))
            fail_msg("the short form asks %s", item->id);
        seen[k] = true;
    }
    for (size_t k = 0; k < ARRAY_LEN(asked); k++)
        assert_true(seen[k]);
}

/* A judgement is a person's: never begun, computed or carried over, and always asked. */
static void judgements_are_made_by_people(void **state)
{
    static const char *const judged[] = {
        "u2.24", "u2.25.for", "u2.25.against", "u2.25.unknown", "m1.06",         "m1.19",
        "m1.25", "k1.26",     "k1.27.for",     "k1.27.against", "k1.27.unknown",
    };
    for (size_t i = 0; i < ARRAY_LEN(judged); i++) {
        const struct item *item = item_of(state, judged[i]);
        assert_true(item->judgement);
        assert_true(item->required);
        assert_false(item->full);
    }
}

static void assessments_take_two_signatures(void **state)
{
    assert_int_equal(form_of(state, "u2")->signatures, 2);
    assert_int_equal(form_of(state, "k1")->signatures, 2);
    assert_int_equal(form_of(state, "m1")->signatures, 1);
}

/* Seen, partly, clear is for what can be observed; the rest is no, partly, yes. */
static void the_scales_fit_their_questions(void **state)
{
    static const char *const scale[][2] = {
        {"u2.02", "seen"},   {"u2.07", "seen"},   {"k1.15", "seen"},   {"u2.04", "degree"},
        {"u2.11", "degree"}, {"k1.07", "degree"}, {"k1.08", "degree"}, {"k1.10", "degree"},
        {"k1.12", "degree"}, {"m1.04", "ruler"},  {"m1.06", "ruler"},
    };
    for (size_t i = 0; i < ARRAY_LEN(scale); i++)
        assert_string_equal(item_of(state, scale[i][0])->scale->id, scale[i][1]);
}

/* Of instruments only a reference is kept, in one list for all forms. */
static void instruments_are_references(void **state)
{
    static const char *const rows[] = {"u2.22", "k1.14.ref"};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct item *item = item_of(state, rows[i]);
        assert_string_equal(item->list, "instrument");
        assert_true(item->of_case);
    }
    assert_int_equal(form_of(state, "instrument")->n_items, 5);
}

/* A day on the wrong side of today is said, and never keeps anybody from signing. */
static void no_date_is_refused_for_lying_somewhere(void **state)
{
    const struct method *method = ((struct shipped *)*state)->t.method;
    size_t dates = 0;
    size_t said = 0;
    for (size_t i = 0; i < method->n_places; i++) {
        const struct item *item = method->place[i].item;
        if (item->type != ITEM_DATE && item->type != ITEM_DATETIME)
            continue;
        const char *check = item->check ? expr_source(item->check) : "";
        if (strstr(check, "today()") || strstr(check, "now()"))
            fail_msg("%s: %s", item->id, check);
        dates++;
        said += item->expect || item->tense != TENSE_ANY;
    }
    assert_true(dates > 60);
    assert_true(said > 50);
}

int main(void)
{
    const struct CMUnitTest test[] = {
        cmocka_unit_test(every_number_is_an_item_or_accounted_for),
        cmocka_unit_test(the_short_safety_form_is_for_the_day_before),
        cmocka_unit_test(judgements_are_made_by_people),
        cmocka_unit_test(assessments_take_two_signatures),
        cmocka_unit_test(the_scales_fit_their_questions),
        cmocka_unit_test(instruments_are_references),
        cmocka_unit_test(no_date_is_refused_for_lying_somewhere),
    };
    return cmocka_run_group_tests(test, load_shipped, drop_shipped);
}
