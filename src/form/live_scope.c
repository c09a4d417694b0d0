/* live_scope.c - how expressions find answers: in the form itself, then in the case. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "form/live_private.h"

static bool is_row_of(const struct record *record, const struct form *form)
{
    return record->form && strcmp(record->form, form->id) == 0;
}

static size_t count_rows(const struct live *live, const char *list)
{
    const struct facts *facts = live->scope.facts;
    size_t n = 0;
    for (size_t i = 0; facts && i < facts->n_rows; i++)
        n += facts->row[i]->form && strcmp(facts->row[i]->form, list) == 0;
    return n;
}

size_t live_rows(const struct live *live, const struct item *item)
{
    size_t told = live->rows[item->index];
    if (told != ROWS_UNTOLD)
        return told;
    return item->of_case ? count_rows(live, item->list) : 0;
}

/* A hidden answer stays in the draft, and no rule sees it. */
static const struct answer *find_answer(void *arg, const char *id)
{
    const struct live *live = arg;
    const struct form *form = NULL;
    const struct item *item = method_item(live->method, id, &form);
    if (!item)
        return NULL;
    if (form == live->form)
        return live->relevant[item->index] ? answers_get(live->answers, id) : NULL;
    const struct answers *known =
        live->scope.facts ? facts_known(live->scope.facts, form->id) : NULL;
    return known ? answers_get(known, id) : NULL;
}

/* The n-th row of a row form among the facts, or NULL. */
static const struct record *find_row(struct live *live, const struct form *form, size_t n)
{
    const struct facts *facts = live->scope.facts;
    struct row_walk *walk = &live->walk;
    if (!facts)
        return NULL;
    if (walk->form != form || walk->n > n)
        *walk = (struct row_walk){.form = form};
    for (; walk->next < facts->n_rows; walk->next++) {
        const struct record *record = facts->row[walk->next];
        if (!is_row_of(record, form))
            continue;
        if (walk->n == n)
            return record;
        walk->n++;
    }
    return NULL;
}

static const struct answer *find_row_answer(void *arg, const char *id, size_t n, bool *end)
{
    static const struct answer a_row = {.id = "", .value = {.kind = VALUE_NUMBER, .number = 1}};
    struct live *live = arg;
    const struct form *form = NULL;
    const struct item *item = method_item(live->method, id, &form);
    *end = true;
    if (!item)
        return NULL;
    if (item->type == ITEM_ROWS) {
        size_t rows = 0;
        if (form != live->form)
            rows = item->of_case ? count_rows(live, item->list) : 0;
        else if (live->relevant[item->index])
            rows = live_rows(live, item);
        *end = n >= rows;
        return *end ? NULL : &a_row;
    }
    /* In the row form itself its items are the answers of this one row. */
    if (form->kind != FORM_ROW || form == live->form)
        return NULL;
    const struct record *record = find_row(live, form, n);
    if (!record)
        return NULL;
    *end = false;
    return record->answers ? answers_get(record->answers, id) : NULL;
}

static void add_words(void *arg, const char *id, struct str *out)
{
    const struct live *live = arg;
    const struct item *item = method_item(live->method, id, NULL);
    const struct answer *answer = find_answer(arg, id);
    if (item && answer)
        item_answer_words(item, answer, live->scope.lang, out);
}

void live_scope_init(struct live *live, const struct facts *facts, struct date today, int64_t now)
{
    live->scope = (struct scope){
        .answer = find_answer,
        .row_answer = find_row_answer,
        .words = add_words,
        .arg = live,
        .facts = facts,
        .today = today,
        .now = now,
    };
}

/* Days since 1970 of 0001-01-01 and 9999-12-31, between which dates are. */
#define FIRST_DAY (-719162)
#define LAST_DAY 2932896

/* --- results as values ------------------------------------------------------------------------ */

static struct value codes_value(const char *text, struct arena *arena)
{
    char *words = arena_strdup(arena, text);
    const char **code = arena_array(arena, strlen(text) / 2 + 1, sizeof code[0]);
    char *rest = NULL;
    size_t n = 0;
    for (char *word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        code[n++] = word;
    return value_codes(code, n);
}

static struct value number_value(const char *text)
{
    char *end = NULL;
    double number = strtod(text, &end);
    return *text && *end == '\0' ? value_number(number) : value_text(text);
}

struct value item_value(const struct item *item, const struct result *result, struct arena *arena)
{
    if (result->kind == RESULT_EMPTY)
        return value_empty();
    if (item->type == ITEM_NUMBER && result->kind == RESULT_NUMBER)
        return value_number(result->number);
    struct str words;
    str_init(&words, 0);
    if (item->type == ITEM_DATE && result->kind == RESULT_NUMBER && result->number >= FIRST_DAY &&
        result->number < LAST_DAY + 1) {
        char day[DATE_TEXT];
        date_text(date_from_days((long)floor(result->number)), day);
        str_puts(&words, day);
    } else {
        result_text(result, &words);
    }
    const char *text = arena_strndup(arena, words.p, words.n);
    str_release(&words);
    if (item->type == ITEM_ONE || item->type == ITEM_MANY)
        return codes_value(text, arena);
    if (item->type == ITEM_NUMBER)
        return number_value(text);
    return value_text(text);
}
