/* dates.c - days that were moved, attempts that led nowhere, words to the next shift. */
#include "sis/casework/dates.h"

#include "dates_inside.h"
#include "rows.h"
#include "sis/casework/records.h"
#include "sis/form/expr.h"

#define MOVED_RULE "mv.01"
#define MOVED_TO "mv.02"
#define MOVED_FROM "mv.05"
#define ATTEMPT_FORM "at.01"
#define ATTEMPT_WHEN "at.02"
#define PASSON_UNTIL "po.02"

static const struct id none;

static const char *text_of(const struct answers *answers, const char *id)
{
    const struct answer *answer = answers != NULL ? answers_get(answers, id) : NULL;

    return answer != NULL && answer->value.kind == VALUE_TEXT ? answer->value.text : "";
}

static bool day_of(const struct answers *answers, const char *id, struct date *day)
{
    return date_parse(text_of(answers, id), day);
}

/* What a row of a rule hangs on: the row the rule speaks of, or the case itself. */
static const struct id *subject_of(const struct due_view *due)
{
    return due->row != NULL ? &due->row->id : &none;
}

static bool is_move_of(struct case_file *file, const struct record *row, const struct due_view *due)
{
    return text_equal(row->form, FORM_MOVED) && id_equal(&row->parent, subject_of(due)) &&
           text_equal(text_of(case_answers(file, row), MOVED_RULE), due->due->id);
}

/* An attempt belongs to the form; what lies before it was last done is history. */
static bool is_attempt_at(struct case_file *file, const struct facts *facts,
                          const struct record *row, const struct due_view *due)
{
    const struct record *latest = facts_latest(facts, due->form->id);

    return text_equal(row->form, FORM_ATTEMPT) && id_equal(&row->parent, subject_of(due)) &&
           (latest == NULL || row->at > latest->at) &&
           text_equal(text_of(case_answers(file, row), ATTEMPT_FORM), due->form->id);
}

static bool led_nowhere(struct case_file *file, const struct record *row)
{
    const struct answer *outcome = answers_get(case_answers(file, row), ATTEMPT_OUTCOME);

    return outcome != NULL && !value_has_code(&outcome->value, ATTEMPT_REACHED);
}

size_t dates_rows(struct work *work, struct case_file *file, struct arena *arena,
                  const struct record ***row)
{
    const struct facts *facts = case_facts(work, file);
    size_t n = 0;

    *row = arena_array(arena, facts->n_rows + 1, sizeof(**row));
    for (size_t i = 0; i < facts->n_rows; i++)
        if (text_equal(facts->row[i]->form, FORM_MOVED) ||
            text_equal(facts->row[i]->form, FORM_ATTEMPT))
            (*row)[n++] = facts->row[i];
    return n;
}

static void apply_move(struct case_file *file, const struct record *row, struct due_view *due)
{
    struct date from, to;

    if (day_of(case_answers(file, row), MOVED_FROM, &from) &&
        date_to_days(from) == date_to_days(due->original) &&
        day_of(case_answers(file, row), MOVED_TO, &to)) {
        due->moved = row;
        due->date = to;
    }
}

void dates_apply(struct work *work, struct case_file *file, const struct record *const *row,
                 size_t n, struct due_view *due)
{
    const struct facts *facts = case_facts(work, file);

    for (size_t i = 0; i < n; i++) {
        if (is_move_of(file, row[i], due)) {
            apply_move(file, row[i], due);
        } else if (is_attempt_at(file, facts, row[i], due)) {
            due->attempt = row[i];
            due->attempts += led_nowhere(file, row[i]);
        }
    }
}

static void put(struct answers *answers, const char *id, struct value value)
{
    struct answer answer = {.id = id, .value = value};

    answers_set(answers, &answer);
}

static bool keep(struct work *work, struct case_file *file, const char *form,
                 const struct due_view *due, const struct answers *answers, struct err *err)
{
    struct record_new it = {
        .record = record_begin(), .parent = *subject_of(due), .form = form, .answers = answers};

    return record_sign(work, file, &it, NULL, err);
}

bool due_move(struct work *work, struct case_file *file, const struct due_view *due, struct date to,
              const char *reason, const char *words, struct err *err)
{
    struct arena *arena = arena_new();
    char day[DATE_TEXT], first[DATE_TEXT];
    struct answers answers;
    bool done;

    date_text(to, day);
    date_text(due->original, first);
    answers_init(&answers, arena);
    put(&answers, MOVED_RULE, value_text(due->due->id));
    put(&answers, MOVED_FROM, value_text(first));
    put(&answers, MOVED_TO, value_text(day));
    put(&answers, MOVED_WHY, value_codes(&reason, 1));
    put(&answers, MOVED_WORDS, value_text(words));
    done = keep(work, file, FORM_MOVED, due, &answers, err);
    arena_free(arena);
    return done;
}

bool due_attempt(struct work *work, struct case_file *file, const struct due_view *due,
                 const char *outcome, struct err *err)
{
    struct arena *arena = arena_new();
    char at[MOMENT_TEXT];
    struct answers answers;
    bool done;

    moment_text(clock_now(&work->clock), at);
    answers_init(&answers, arena);
    put(&answers, ATTEMPT_FORM, value_text(due->form->id));
    put(&answers, ATTEMPT_WHEN, value_text(at));
    put(&answers, ATTEMPT_OUTCOME, value_codes(&outcome, 1));
    done = keep(work, file, FORM_ATTEMPT, due, &answers, err);
    arena_free(arena);
    return done;
}

struct done {
    const struct method *method;
    const struct item *item;
    const struct option *option;
};

static void see_done(void *arg, const char *id, const char *code, size_t at)
{
    struct done *it = arg;

    (void)at;
    it->item = method_item(it->method, id, NULL);
    if (it->item != NULL && it->item->scale != NULL)
        it->option = scale_option(it->item->scale, code);
}

static struct done done_of(const struct work *work, const struct due_view *due)
{
    struct done it = {.method = work->method};

    if (due->row != NULL && due->due->done != NULL)
        expr_codes(due->due->done, see_done, &it);
    return it;
}

const struct option *due_done_option(const struct work *work, const struct due_view *due)
{
    return done_of(work, due).option;
}

bool due_done(struct work *work, struct case_file *file, const struct due_view *due,
              struct err *err)
{
    struct done done = done_of(work, due);
    struct id row = due->row != NULL ? due->row->id : none;
    struct answer answer;

    if (done.option == NULL)
        return err_set(err, ERR_MISSING, T_DUE_DONE, NULL, NULL);
    answer = (struct answer){.id = done.item->id, .value = value_codes(&done.option->code, 1)};
    return row_change(work, file, due->row->form, NULL, &row, &answer, 1, err);
}

size_t due_moves(struct case_file *file, const struct due_view *due, struct arena *arena,
                 const struct record ***record)
{
    const struct record **all;
    size_t n = case_records(file, FORM_MOVED, arena, &all);
    size_t kept = 0;

    for (size_t i = 0; i < n; i++)
        if (all[i]->state != RECORD_STRUCK && is_move_of(file, all[i], due))
            all[kept++] = all[i];
    *record = all;
    return kept;
}

size_t due_attempts(struct work *work, struct case_file *file, const struct due_view *due,
                    struct arena *arena, const struct record ***record)
{
    const struct facts *facts = case_facts(work, file);
    const struct record **all;
    size_t n = case_records(file, FORM_ATTEMPT, arena, &all);
    size_t kept = 0;

    for (size_t i = 0; i < n; i++)
        if (all[i]->state != RECORD_STRUCK && is_attempt_at(file, facts, all[i], due))
            all[kept++] = all[i];
    *record = all;
    return kept;
}

size_t passed_on(struct work *work, struct case_file *file, struct arena *arena,
                 const struct record ***record)
{
    long today = date_to_days(work_today(work));
    const struct record **all;
    size_t n = case_records(file, FORM_PASSON, arena, &all);
    size_t kept = 0;

    for (size_t i = 0; i < n; i++) {
        struct date until;

        if (all[i]->state != RECORD_STRUCK &&
            (!day_of(case_answers(file, all[i]), PASSON_UNTIL, &until) ||
             date_to_days(until) >= today))
            all[kept++] = all[i];
    }
    *record = all;
    return kept;
}
