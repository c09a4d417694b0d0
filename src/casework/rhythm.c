/* rhythm.c - phases and due dates of one case, from the method's rules. */
#include "sis/casework/rhythm.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scope.h"
#include "sis/casework/cosign.h"
#include "sis/casework/records.h"

#define DAYS_MAX 3e6 /* some eight thousand years */

static bool is_of_phase(struct work *work, const char *form_id, const char *phase)
{
    const struct form *form = method_form(work->method, form_id);

    return form != NULL && text_equal(form->phase, phase);
}

/* The newest signed day and whether anything unsigned lies in the phase. */
static void look_at_phase(struct work *work, struct case_file *file, struct arena *arena,
                          struct phase_view *view)
{
    const struct record **record;
    size_t n = case_records(file, NULL, arena, &record);

    for (size_t i = 0; i < n; i++) {
        if (!is_of_phase(work, record[i]->form, view->phase->id)) {
            continue;
        }
        if (record_counts(work, file, record[i], NULL)) {
            if (view->state != PHASE_DONE) {
                view->state = PHASE_DONE;
                view->date = moment_date(record[i]->at);
            }
        } else if (record[i]->state != RECORD_STRUCK && view->state == PHASE_NONE) {
            view->state = PHASE_BEGUN;
            view->date = moment_date(record[i]->at);
        }
    }
}

size_t rhythm_phases(struct work *work, struct case_file *file, struct arena *arena,
                     struct phase_view **phase)
{
    const struct entries *phases = &work->method->phases;
    struct due_view *due;
    size_t n_due = rhythm_due(work, file, arena, &due);

    *phase = arena_array(arena, phases->n, sizeof **phase);
    for (size_t i = 0; i < phases->n; i++) {
        struct phase_view *view = &(*phase)[i];

        view->phase = &phases->item[i];
        look_at_phase(work, file, arena, view);
        for (size_t j = 0; j < n_due; j++) {
            if (due[j].days_late > view->days_late &&
                text_equal(due[j].form->phase, view->phase->id)) {
                view->state = PHASE_LATE;
                view->date = due[j].date;
                view->days_late = due[j].days_late;
            }
        }
    }
    return phases->n;
}

static int most_urgent_first(const void *a, const void *b)
{
    const struct due_view *x = a;
    const struct due_view *y = b;

    return x->days_late != y->days_late ? y->days_late - x->days_late
                                        : strcmp(x->due->id, y->due->id);
}

/* A rule that does not apply now, or whose date cannot be told, gives nothing. */
static bool look_at_due(struct work *work, const struct case_scope *scope, const struct due *due,
                        const struct record *row, struct arena *arena, struct due_view *view)
{
    struct result result;
    struct str because;
    struct err err = {0};

    if (due->when != NULL && !expr_true(due->when, &scope->scope, arena)) {
        return false;
    }
    if (!expr_eval(due->date, &scope->scope, arena, &result, &err)) {
        return false;
    }
    if (result.kind == RESULT_NUMBER && fabs(result.number) < DAYS_MAX) {
        view->date = date_from_days((long)result.number);
    } else if (result.kind != RESULT_TEXT || !date_parse(result.text, &view->date)) {
        return false;
    }
    view->due = due;
    view->row = row;
    view->form = method_form(work->method, due->form);
    view->days_late = (int)(date_to_days(scope->scope.today) - date_to_days(view->date));
    str_init(&because, 4096);
    if (!expr_fill(label_in(&due->because, work->lang), &scope->scope, arena, &because, &err)) {
        str_clear(&because);
    }
    view->because = arena_strndup(arena, because.p, because.n);
    str_release(&because);
    return view->form != NULL;
}

/* A rule over the rows of a list, each row for itself. */
static size_t look_at_rows(struct work *work, struct case_file *file, const struct due *due,
                           const struct record *const *row, size_t n_rows, struct arena *arena,
                           struct due_view *view)
{
    struct case_scope scope;
    size_t n = 0;

    for (size_t i = 0; i < n_rows; i++) {
        const struct answers *answers = case_answers(file, row[i]);

        if (answers == NULL) {
            continue;
        }
        case_scope_init(&scope, work, file, answers);
        n += look_at_due(work, &scope, due, row[i], arena, &view[n]);
    }
    return n;
}

size_t rhythm_due(struct work *work, struct case_file *file, struct arena *arena,
                  struct due_view **due)
{
    const struct method *method = work->method;
    struct due_view *all = NULL;
    struct case_scope scope;
    size_t n = 0;

    case_scope_init(&scope, work, file, NULL);
    for (size_t i = 0; i < method->n_dues; i++) {
        const struct due *rule = &method->due[i];
        const struct record **row = NULL;
        size_t n_rows =
            rule->each != NULL ? record_rows(file, rule->each, NULL, arena, &row) : 1;

        all = arena_regrow(arena, all, n, n + n_rows + 1, sizeof *all);
        n += rule->each != NULL
                 ? look_at_rows(work, file, rule, row, n_rows, arena, &all[n])
                 : look_at_due(work, &scope, rule, NULL, arena, &all[n]);
    }
    *due = all != NULL ? all : arena_array(arena, 1, sizeof *all);
    qsort(*due, n, sizeof **due, most_urgent_first);
    return n;
}
