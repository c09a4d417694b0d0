/* case_facts.c - what rules may know of an opened case: of each form the newest that counts, the rows
 * that stand. */
#include <stdlib.h>

#include "case_inside.h"
#include "registry.h"
#include "sis/casework/cosign.h"

#define FIELDS 8

/* What the program knows of the case itself, and what the newest row of the list `case` adds. */
static size_t gather_fields(struct work *work, struct case_file *file, const struct facts *facts,
                            const struct record *const *row, struct fact_field *field,
                            struct arena *arena)
{
    static const char *const listed[][2] = {{"ground", "case.ground"},
                                            {"discharge", "case.discharge"}};
    int64_t opened = registry_opened(work, &file->youth.id);
    char text[DATE_TEXT];
    size_t n = 0;

    field[n++] = (struct fact_field){"number", value_text(file->youth.number)};
    field[n++] = (struct fact_field){"work_name", value_text(file->youth.work_name)};
    if (opened != 0) {
        date_text(moment_date(opened), text);
        field[n++] = (struct fact_field){"opened", value_text(arena_strdup(arena, text))};
    }
    for (size_t i = facts->n_rows; i-- > 0;) {
        const struct answers *answers = case_answers(file, row[i]);

        if (!text_equal(row[i]->form, "case") || answers == NULL)
            continue;
        for (size_t j = 0; j < ARRAY_LEN(listed); j++) {
            const struct answer *answer = answers_get(answers, listed[j][1]);

            if (answer != NULL)
                field[n++] = (struct fact_field){listed[j][0], answer->value};
        }
        break;
    }
    return n;
}

/* What is known of a form: its newest record that counts, and its place among the forms. */
struct filled {
    const struct record *latest;
    const struct record *first;
};

static int by_first(const void *a, const void *b)
{
    const struct filled *x = a;
    const struct filled *y = b;

    return (x->first > y->first) - (x->first < y->first);
}

/* The newest signed record of each form that counts, from the end on: those before it, which are most
 * of a long case, need not be looked at. *until: how long that is so, when one of them counts with one
 * of two signatures. */
static size_t gather_latest(struct work *work, const struct case_file *file,
                            const struct record *const *all, size_t n, struct filled *form,
                            int64_t *until)
{
    size_t n_forms = 0;

    while (n-- > 0) {
        size_t at = 0;
        int64_t end;

        while (at < n_forms && !text_equal(form[at].latest->form, all[n]->form))
            at++;
        if ((at == n_forms || all[n]->at > form[at].latest->at) &&
            record_counts(work, file, all[n], &end)) {
            *until = end < *until ? end : *until;
            form[at].latest = all[n];
            n_forms += at == n_forms;
        }
        form[at].first = all[n];
    }
    qsort(form, n_forms, sizeof *form, by_first);
    return n_forms;
}

/* Of each form the newest that counts; of each list the rows that stand. */
static void gather(struct work *work, struct case_file *file, struct facts *facts,
                   struct arena *arena, int64_t *until)
{
    const struct record **latest = arena_array(arena, file->n_records + 1, sizeof(*latest));
    const struct record **all = arena_array(arena, file->n_records + 1, sizeof(*all));
    struct filled *filled = arena_array(arena, file->n_records + 1, sizeof *filled);
    const struct record **row = arena_array(arena, file->n_records + 1, sizeof(*row));
    struct fact_field *field = arena_array(arena, FIELDS, sizeof *field);
    size_t n = 0;

    for (size_t i = 0; i < file->n_records; i++) {
        const struct record *record = &file->record[i];
        const struct form *form;

        if (file->own->newest[i] != i || record->seal != RECORD_OPEN ||
            record->state == RECORD_STRUCK)
            continue;
        form = method_form(work->method, record->form);
        if (form != NULL && form->kind == FORM_ROW) {
            (void)case_answers(file, record);
            row[facts->n_rows++] = record;
        } else {
            all[n++] = record;
        }
    }
    facts->n_latest = gather_latest(work, file, all, n, filled, until);
    for (size_t i = 0; i < facts->n_latest; i++) {
        latest[i] = filled[i].latest;
        (void)case_answers(file, latest[i]);
    }
    facts->latest = latest;
    facts->known = known_answers(work, file, latest, facts->n_latest, arena);
    facts->field = field;
    facts->n_fields = gather_fields(work, file, facts, row, field, arena);
    facts->row = row;
}

const struct facts *case_facts(struct work *work, struct case_file *file)
{
    struct case_own *own = file->own;

    if (own->facts == NULL || clock_now(&work->clock) >= own->facts_until) {
        /* Those before, if any, stay in the arena: a form that is open may still be reading them. */
        if (own->facts_arena == NULL)
            own->facts_arena = arena_new();
        own->facts = arena_alloc(own->facts_arena, sizeof *own->facts);
        own->facts_until = INT64_MAX;
        gather(work, file, own->facts, own->facts_arena, &own->facts_until);
    }
    own->facts->today = work_today(work);
    return own->facts;
}
