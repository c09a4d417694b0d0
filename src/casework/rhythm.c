/* rhythm.c - phases and due dates of one case, from the method's rules. */
#include "sis/casework/rhythm.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dates_inside.h"
#include "scope.h"
#include "sis/casework/absence.h"
#include "sis/casework/cosign.h"
#include "sis/casework/reading.h"

#define DAYS_MAX 3e6 /* some eight thousand years */

/* --- phases --- */

static struct phase_view *phase_of(struct phase_view *phase, size_t n, const struct form *form)
{
    for (size_t i = 0; form != NULL && form->phase != NULL && i < n; i++)
        if (text_equal(form->phase, phase[i].phase->id))
            return &phase[i];
    return NULL;
}

/* The newest signed day, and whether anything unsigned lies in the phase. */
static void look_at_record(struct work *work, struct case_file *file, const struct record *record,
                           struct phase_view *view)
{
    if (view->state == PHASE_DONE)
        return; /* the newest come first */
    if (record_counts(work, file, record, NULL)) {
        view->state = PHASE_DONE;
        view->date = moment_date(record->at);
    } else if (record->state != RECORD_STRUCK && view->state == PHASE_NONE) {
        view->state = PHASE_BEGUN;
        view->date = moment_date(record->at);
    }
}

size_t rhythm_phases(struct work *work, struct case_file *file, const struct due_view *due,
                     size_t n_due, struct arena *arena, struct phase_view **phase)
{
    const struct entries *phases = &work->method->phases;
    const struct record **record;
    size_t n = case_records(file, NULL, arena, &record);

    *phase = arena_array(arena, phases->n + 1, sizeof **phase);
    for (size_t i = 0; i < phases->n; i++)
        (*phase)[i].phase = &phases->item[i];
    for (size_t i = 0; i < n; i++) {
        struct phase_view *view =
            phase_of(*phase, phases->n, method_form(work->method, record[i]->form));

        if (view != NULL)
            look_at_record(work, file, record[i], view);
    }
    for (size_t i = 0; i < n_due; i++) {
        struct phase_view *view = phase_of(*phase, phases->n, due[i].form);

        if (view != NULL && due[i].days_late > view->days_late) {
            view->state = PHASE_LATE;
            view->date = due[i].original;
            view->days_late = due[i].days_late;
        }
    }
    return phases->n;
}

/* --- what is due --- */

struct look {
    struct work *work;
    struct case_file *file;
    struct arena *arena;
    const struct record **dates; /* moved days and attempts */
    size_t n_dates;
    bool paused; /* the youth is missing */
    struct past_memo *memo;
};

static int most_urgent_first(const void *a, const void *b)
{
    const struct due_view *x = a;
    const struct due_view *y = b;

    return x->days_over != y->days_over   ? y->days_over - x->days_over
           : x->days_late != y->days_late ? y->days_late - x->days_late
                                          : strcmp(x->due->id, y->due->id);
}

static bool rule_day(const struct due *due, const struct scope *scope, struct arena *arena,
                     struct date *day)
{
    struct result result;
    struct err err = {0};

    if (!expr_eval(due->date, scope, arena, &result, &err))
        return false;
    if (result.kind == RESULT_NUMBER && fabs(result.number) < DAYS_MAX) {
        *day = date_from_days((long)result.number);
        return true;
    }
    return result.kind == RESULT_TEXT && date_parse(result.text, day);
}

static const char *because(const struct look *look, const struct due *due,
                           const struct scope *scope)
{
    const char *words;
    struct err err = {0};
    struct str out;

    str_init(&out, 4096);
    if (!expr_fill(label_in(&due->because, look->work->lang), scope, look->arena, &out, &err))
        str_clear(&out);
    words = arena_strndup(look->arena, out.p, out.n);
    str_release(&out);
    return words;
}

static unsigned roles_of(const struct due_view *view, const struct scope *scope,
                         struct arena *arena)
{
    struct result result;
    struct err err = {0};
    enum role role;

    if (view->due->whose != NULL && expr_eval(view->due->whose, scope, arena, &result, &err) &&
        result.text != NULL && role_parse(result.text, &role))
        return 1u << role;
    return view->form->filled_by;
}

/* A rule that does not apply now, or whose date cannot be told, gives nothing. */
static bool look_at_due(const struct look *look, const struct scope *scope, const struct due *due,
                        const struct record *row, struct due_view *view)
{
    long today = date_to_days(scope->today);

    *view = (struct due_view){.due = due, .row = row, .paused = look->paused};
    view->form = method_form(look->work->method, due->form);
    if (view->form == NULL || (due->when != NULL && !expr_true(due->when, scope, look->arena)) ||
        !rule_day(due, scope, look->arena, &view->original))
        return false;
    view->date = view->original;
    dates_apply(look->work, look->file, look->dates, look->n_dates, view);
    view->days_late = (int)(today - date_to_days(view->original));
    view->days_over = (int)(today - date_to_days(view->date));
    view->because = because(look, due, scope);
    view->roles = roles_of(view, scope, look->arena);
    return true;
}

/* Of what the rows give only what is due first is kept, if the rule says so. */
static size_t keep_first(const struct due *due, struct due_view *view, size_t n)
{
    if (!due->first || n == 0)
        return n;
    for (size_t i = 1; i < n; i++)
        if (date_compare(view[i].original, view[0].original) < 0)
            view[0] = view[i];
    return 1;
}

static void scope_init(struct case_scope *scope, const struct look *look, const struct answers *row)
{
    case_scope_init(scope, look->work, look->file, row);
    scope->scope.memo = look->memo;
}

/* A rule over the rows of a list, each row for itself. */
static size_t look_at_rows(const struct look *look, const struct due *due,
                           const struct record *const *row, size_t n_rows, struct due_view *view)
{
    struct case_scope scope;
    size_t n = 0;

    for (size_t i = 0; row != NULL && i < n_rows; i++) {
        const struct answers *answers = case_answers(look->file, row[i]);

        if (answers == NULL)
            continue;
        scope_init(&scope, look, answers);
        n += look_at_due(look, &scope.scope, due, row[i], &view[n]);
    }
    return keep_first(due, view, n);
}

static struct look look_init(struct work *work, struct case_file *file, struct arena *arena)
{
    struct look look = {.work = work, .file = file, .arena = arena};
    struct absence absence;

    look.memo = arena_alloc(arena, sizeof *look.memo);
    look.paused = absence_now(work, file, arena, &absence);
    look.n_dates = dates_rows(work, file, arena, &look.dates);
    return look;
}

/* When the youth has left, what is only done here is not due any more: calls, meetings and rows are. */
static bool still_asked(const struct look *look, const struct due *rule)
{
    return !look->file->youth.left || rule->verb != DUE_WRITE || rule->each != NULL;
}

/* What one rule finds due is added behind the n that are there. */
static size_t add_rule(const struct look *look, const struct due *rule, struct due_view **all,
                       size_t n)
{
    const struct record **row = NULL;
    struct case_scope scope;
    size_t n_rows = 1;

    if (!still_asked(look, rule))
        return n;
    if (rule->each != NULL)
        n_rows = record_rows(look->file, rule->each, NULL, look->arena, &row);
    *all = arena_regrow(look->arena, *all, n, n + n_rows + 1, sizeof **all);
    if (rule->each != NULL)
        return n + look_at_rows(look, rule, row, n_rows, *all + n);
    scope_init(&scope, look, NULL);
    return n + look_at_due(look, &scope.scope, rule, NULL, *all + n);
}

size_t rhythm_due(struct work *work, struct case_file *file, struct arena *arena,
                  struct due_view **due)
{
    struct look look = look_init(work, file, arena);
    size_t n = 0;

    *due = NULL;
    for (size_t i = 0; i < work->method->n_dues; i++)
        n = add_rule(&look, &work->method->due[i], due, n);
    if (*due == NULL)
        *due = arena_array(arena, 1, sizeof **due);
    qsort(*due, n, sizeof **due, most_urgent_first);
    return n;
}

bool rhythm_find(struct work *work, struct case_file *file, const char *id, const struct id *row,
                 struct arena *arena, struct due_view *due)
{
    struct look look = look_init(work, file, arena);

    for (size_t i = 0; i < work->method->n_dues; i++) {
        struct due_view *found = NULL;
        size_t n;

        if (!text_equal(work->method->due[i].id, id))
            continue;
        n = add_rule(&look, &work->method->due[i], &found, 0);
        for (size_t j = 0; j < n; j++) {
            if (found[j].row != NULL ? id_equal(&found[j].row->id, row) : id_is_none(row)) {
                *due = found[j];
                return true;
            }
        }
    }
    return false;
}
