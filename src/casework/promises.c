/* promises.c - promises to a youth: which want a word, adding, closing, moving. */
#include "sis/casework/promises.h"

#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "sis/base/utf8.h"

#define WHAT "pr.01"
#define BY "pr.02"
#define WHO "pr.03"
#define STATE "pr.04"

static enum promise_state state_of(struct work *work, struct case_file *file,
                                   const struct record *row, struct date by)
{
    if (row_has_code(file, row, STATE, "kept"))
        return PROMISE_KEPT;
    if (row_has_code(file, row, STATE, "not_kept"))
        return PROMISE_NOT_KEPT;
    return by.year != 0 && date_compare(by, work_today(work)) < 0 ? PROMISE_PASSED : PROMISE_OPEN;
}

/* The day in the first revision that had one. */
static struct date first_day(struct case_file *file, const struct record *row)
{
    for (int i = 1; i <= row->revision; i++) {
        const struct record *before = case_revision(file, &row->id, i);
        struct date date = before != NULL ? row_date(file, before, BY) : (struct date){0, 0, 0};

        if (date.year != 0)
            return date;
    }
    return (struct date){0, 0, 0};
}

static struct promise read_row(struct work *work, struct case_file *file, const struct record *row)
{
    const char *what = row_text_of(file, row, WHAT);
    const char *who = row_text_of(file, row, WHO);
    struct promise it = {.record = row,
                         .what = what != NULL ? what : "",
                         .who = who != NULL ? who : "",
                         .by = row_date(file, row, BY),
                         .first = first_day(file, row),
                         .talked = row_text_of(file, row, PROMISE_TALKED) != NULL};

    if (date_compare(it.first, it.by) == 0)
        it.first = (struct date){0, 0, 0};
    it.state = state_of(work, file, row, it.by);
    return it;
}

bool promise_is_over(const struct promise *it)
{
    return it->state == PROMISE_KEPT || (it->state == PROMISE_NOT_KEPT && it->talked);
}

/* What is over comes last; what was not held and nobody has talked about stands with what is late. */
static int rank(const struct promise *it)
{
    return promise_is_over(it) ? 2 : it->state == PROMISE_OPEN ? 1 : 0;
}

static int by_day(const void *a, const void *b)
{
    const struct promise *x = a;
    const struct promise *y = b;
    int order = rank(x) - rank(y);

    if (order != 0)
        return order;
    if (rank(x) == 2 && x->record->at != y->record->at)
        return x->record->at < y->record->at ? 1 : -1;
    if ((x->by.year == 0) != (y->by.year == 0))
        return x->by.year == 0 ? 1 : -1;
    order = x->by.year == 0 ? 0 : date_compare(x->by, y->by);
    order = order != 0 ? order : strcmp(x->what, y->what);
    return order != 0 ? order : memcmp(&x->record->id, &y->record->id, sizeof x->record->id);
}

size_t promise_list(struct work *work, struct case_file *file, struct arena *arena,
                    struct promise **promise)
{
    const struct record **row;
    size_t n = record_rows(file, FORM_PROMISE, NULL, arena, &row);

    *promise = arena_array(arena, n + 1, sizeof **promise);
    for (size_t i = 0; i < n; i++)
        (*promise)[i] = read_row(work, file, row[i]);
    qsort(*promise, n, sizeof **promise, by_day);
    return n;
}

/* Of those that are not over. */
static size_t count_in(struct work *work, struct case_file *file, enum promise_state state,
                       struct arena *arena)
{
    struct promise *promise;
    size_t n = promise_list(work, file, arena, &promise);
    size_t found = 0;

    for (size_t i = 0; i < n; i++)
        found += promise[i].state == state && !promise_is_over(&promise[i]);
    return found;
}

size_t promise_passed(struct work *work, struct case_file *file, struct arena *arena)
{
    return count_in(work, file, PROMISE_PASSED, arena);
}

size_t promise_untold(struct work *work, struct case_file *file, struct arena *arena)
{
    return count_in(work, file, PROMISE_NOT_KEPT, arena);
}

bool promise_add(struct work *work, struct case_file *file, const char *what, struct date by,
                 const char *who, struct err *err)
{
    static const char *const open = "open";
    struct id record = {{0}};
    char day[DATE_TEXT] = "";
    struct answer answer[] = {{.id = WHAT, .value = value_text(what)},
                              {.id = BY},
                              {.id = WHO, .value = value_text(who)},
                              {.id = STATE, .value = value_codes(&open, 1)}};

    if (utf8_is_blank(what))
        return err_set(err, ERR_INPUT, T_PROMISE_WHAT, NULL, NULL);
    if (utf8_is_blank(who))
        return err_set(err, ERR_INPUT, T_PROMISE_WHO, NULL, NULL);
    if (by.year != 0) {
        date_text(by, day);
        answer[1].value = value_text(day);
    }
    return row_change(work, file, FORM_PROMISE, NULL, &record, answer, ARRAY_LEN(answer), err);
}

/* A row that somebody else has struck meanwhile, or that never was one. */
static bool is_there(struct case_file *file, const struct id *record, struct err *err)
{
    const struct record *newest = case_record(file, record);

    return (newest != NULL && newest->state != RECORD_STRUCK &&
            text_equal(newest->form, FORM_PROMISE)) ||
           err_set(err, ERR_MISSING, T_RECORD_UNKNOWN, NULL, NULL);
}

bool promise_close(struct work *work, struct case_file *file, const struct id *record, bool kept,
                   struct err *err)
{
    const char *const code = kept ? "kept" : "not_kept";
    struct answer answer = {.id = STATE, .value = value_codes(&code, 1)};
    struct id id = *record;

    return is_there(file, record, err) &&
           row_change(work, file, FORM_PROMISE, NULL, &id, &answer, 1, err);
}

bool promise_move(struct work *work, struct case_file *file, const struct id *record,
                  struct date by, struct err *err)
{
    static const char *const changed = "changed";
    struct id id = *record;
    char day[DATE_TEXT];
    struct answer answer[] = {{.id = BY}, {.id = STATE, .value = value_codes(&changed, 1)}};

    date_text(by, day);
    answer[0].value = value_text(day);
    return is_there(file, record, err) &&
           row_change(work, file, FORM_PROMISE, NULL, &id, answer, ARRAY_LEN(answer), err);
}
