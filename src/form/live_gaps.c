/* live_gaps.c - what keeps a form from being signed, how each mistake reads, and what is only remarked upon. */
#include <math.h>
#include <string.h>

#include "form/live_private.h"
#include "sis/base/json.h"
#include "sis/domain/identity.h"

/* --- values and their types ------------------------------------------------------------------- */

/* What keeps an answer's text from being of that type; T_NONE when it is. */
static enum text_id text_mistake(enum item_type type, const char *text, struct date today)
{
    struct date date;
    struct identity identity;
    int64_t moment;
    switch (type) {
    case ITEM_NUMBER: return T_FORM_NO_NUMBER_TYPED;
    case ITEM_DATE: return date_parse(text, &date) ? T_NONE : T_FORM_NO_DATE_TYPED;
    case ITEM_DATETIME: return moment_parse(text, &moment) ? T_NONE : T_FORM_NO_MOMENT_TYPED;
    case ITEM_IDENTITY:
        return identity_parse(text, today, &identity) ? T_NONE : T_FORM_NO_IDENTITY_TYPED;
    case ITEM_ONE:
    case ITEM_MANY:
    case ITEM_LINE:
    case ITEM_TEXT:
    case ITEM_ROWS:
    case ITEM_GRID:
    case ITEM_FIXED: break;
    }
    return T_NONE;
}

static bool range_mistake(const struct item *item, double number, struct err *err)
{
    char low[40];
    char high[40];
    real_text(item->min, low);
    real_text(item->max, high);
    if (!(number < item->min) && !(number > item->max))
        return false;
    if (isnan(item->max))
        err_set(err, ERR_INPUT, T_FORM_AT_LEAST, low, NULL);
    else if (isnan(item->min))
        err_set(err, ERR_INPUT, T_FORM_AT_MOST, high, NULL);
    else
        err_set(err, ERR_INPUT, T_FORM_BETWEEN, low, high);
    return true;
}

/* Why a value does not fit its item's type or limits, as words for the person; false when it fits. */
static bool item_value_mistake(const struct item *item, const struct answer *answer,
                               struct date today, struct err *err)
{
    const struct value *value = &answer->value;
    if (value->kind == VALUE_TEXT) {
        enum text_id mistake = text_mistake(item->type, value->text, today);
        if (mistake == T_NONE)
            return false;
        err_set(err, ERR_INPUT, mistake, value->text, NULL);
        return true;
    }
    return value->kind == VALUE_NUMBER && item->type == ITEM_NUMBER &&
           range_mistake(item, value->number, err);
}

/* --- gaps ------------------------------------------------------------------------------------- */

/* The first code of an answer that no longer fits, or NULL. */
static const char *struck_code(const struct live *live, const struct item *item,
                               const struct answer *answer)
{
    const struct value *value = &answer->value;
    if (item->type != ITEM_ONE && item->type != ITEM_MANY)
        return NULL;
    if (value->kind == VALUE_TEXT)
        return value->text;
    for (size_t i = 0; value->kind == VALUE_CODES && i < value->n; i++)
        if (live_option_struck(live, item, value->code[i]))
            return value->code[i];
    return NULL;
}

static bool check_fails(const struct live *live, const struct item *item,
                        const struct answer *answer)
{
    return answer->value.kind != VALUE_EMPTY && !live_holds(live, item->check, answer);
}

static void add_gap(struct live *live, enum gap_kind kind, const struct item *item)
{
    if (live->n_gaps == live->cap_gaps) {
        live->cap_gaps = live->cap_gaps ? live->cap_gaps * 2 : 32;
        live->gap = mem_grow(live->gap, live->cap_gaps * sizeof live->gap[0]);
    }
    live->gap[live->n_gaps++] = (struct gap){.kind = kind, .item = item};
}

static void find_gaps(struct live *live, const struct item *item)
{
    const struct answer *answer = answers_get(live->answers, item->id);
    struct err err;
    bool said =
        answer ? !answer_is_blank(answer) : item->type == ITEM_ROWS && live_rows(live, item) > 0;
    /* What the short form does not ask, it does not demand. */
    if (item->required && !said && live_shown(live, item))
        add_gap(live, GAP_REQUIRED, item);
    if (!answer)
        return;
    if (item_value_mistake(item, answer, live->scope.today, &err))
        add_gap(live, GAP_VALUE, item);
    else if (check_fails(live, item, answer))
        add_gap(live, GAP_CHECK, item);
    if (struck_code(live, item, answer))
        add_gap(live, GAP_STRUCK, item);
    if (answer->carried)
        add_gap(live, GAP_UNCONFIRMED, item);
}

size_t live_gaps(struct live *live, const struct gap **gap)
{
    live->n_gaps = 0;
    for (size_t i = 0; i < live->form->n_items; i++) {
        const struct item *item = &live->form->item[i];
        if (live->relevant[i] && item_takes_answer(item))
            find_gaps(live, item);
    }
    *gap = live->gap;
    return live->n_gaps;
}

bool live_mistake(const struct live *live, const struct item *item, enum lang lang, struct str *out)
{
    const struct answer *answer = answers_get(live->answers, item->id);
    struct err err;
    if (!answer || !live->relevant[item->index])
        return false;
    if (item_value_mistake(item, answer, live->scope.today, &err)) {
        err_text(&err, lang, out);
        return true;
    }
    const char *code = struck_code(live, item, answer);
    if (code) {
        const struct option *option = item->scale ? scale_option(item->scale, code) : NULL;
        const char *label = option ? label_in(&option->label, lang) : code;
        text_fill(out, text(lang, T_FORM_STRUCK), &label, 1);
        return true;
    }
    if (!check_fails(live, item, answer))
        return false;
    str_puts(out, label_in(&item->check_text, lang));
    return true;
}

/* --- remarks ---------------------------------------------------------------------------------- */

/* A mistyped year is most often one of these; a true one is told as calmly. */
#define YEARS_BACK 12
#define YEARS_AHEAD 3

/* The form knows the time it was opened; somebody who then writes the clock tells of no time to come. */
#define FILLING_SECONDS 3600

/* moment: of a date 0. */
static bool day_of(const struct item *item, const struct answer *answer, struct date *date,
                   int64_t *moment)
{
    *moment = 0;
    if (answer->value.kind != VALUE_TEXT)
        return false;
    if (item->type == ITEM_DATE)
        return date_parse(answer->value.text, date);
    if (item->type != ITEM_DATETIME || !moment_parse(answer->value.text, moment))
        return false;
    *date = moment_date(*moment);
    return true;
}

static bool year_remark(const struct live *live, struct date date, enum lang lang, struct str *out)
{
    char years[24];
    int ahead = date.year - live->scope.today.year;
    if (ahead > -YEARS_BACK && ahead < YEARS_AHEAD)
        return false;
    text_put(out, lang, ahead < 0 ? T_FORM_YEARS_AGO : T_FORM_YEARS_AHEAD,
             number_text(years, ahead < 0 ? -ahead : ahead), NULL);
    return true;
}

/* Whether the day, or the month or year when no more is known, is before today's (< 0) or after it. */
static int beside_today(struct date date, struct date today)
{
    today.month = date.month ? today.month : 0;
    today.day = date.day ? today.day : 0;
    return date_compare(date, today);
}

static enum text_id tense_remark(const struct live *live, const struct item *item, struct date date,
                                 int64_t moment)
{
    int beside = beside_today(date, live->scope.today);
    bool to_come =
        item->type == ITEM_DATETIME ? moment > live->scope.now + FILLING_SECONDS : beside > 0;
    if (item->tense == TENSE_PAST && to_come)
        return T_FORM_TO_COME;
    return item->tense == TENSE_FUTURE && beside < 0 ? T_FORM_HAS_BEEN : T_NONE;
}

bool live_remark(const struct live *live, const struct item *item, enum lang lang, struct str *out)
{
    const struct answer *answer = answers_get(live->answers, item->id);
    struct date date = {0, 0, 0};
    struct err err;
    int64_t moment;
    if (!answer || answer->value.kind == VALUE_EMPTY || !live->relevant[item->index] ||
        item_value_mistake(item, answer, live->scope.today, &err) ||
        !live_holds(live, item->check, answer))
        return false;
    bool has_day = day_of(item, answer, &date, &moment);
    if (has_day && year_remark(live, date, lang, out))
        return true;
    if (!live_holds(live, item->expect, answer)) {
        str_puts(out, label_in(&item->expect_text, lang));
        return true;
    }
    enum text_id tense = has_day ? tense_remark(live, item, date, moment) : T_NONE;
    if (tense == T_NONE)
        return false;
    str_puts(out, text(lang, tense));
    return true;
}

size_t live_remarked(const struct live *live, struct arena *arena, const struct item ***item)
{
    struct str words;
    size_t n = 0;
    *item = arena_array(arena, live->form->n_items + 1, sizeof **item);
    str_init(&words, 0);
    for (size_t i = 0; i < live->form->n_items; i++)
        if (live_remark(live, &live->form->item[i], LANG_SV, &words))
            (*item)[n++] = &live->form->item[i];
    str_release(&words);
    return n;
}
