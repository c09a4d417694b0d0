/* known.c - what rules go by of a form: its last answers, and what a short one passed over. */
#include "case_inside.h"
#include "sis/casework/cosign.h"
#include "sis/casework/reading.h"

/* A form of a phase says how things stand, until it is filled in anew. A note, and a form of no phase (a
 * meeting, an event), tells of its own moment: what an older one told is not true of this one. */
static bool says_how_it_stands(const struct form *form)
{
    return form->phase != NULL && !text_equal(form->id, FORM_NOTE);
}

static bool asks_deeper(const struct form *form)
{
    for (size_t i = 0; i < form->n_items; i++)
        if (form->item[i].full)
            return true;
    return false;
}

static bool answers_deeper(const struct form *form, const struct answers *answers)
{
    for (size_t i = 0; i < form->n_items; i++)
        if (form->item[i].full && answers_get(answers, form->item[i].id) != NULL)
            return true;
    return false;
}

/* The last one before that went deeper; NULL. */
static const struct answers *whole_before(struct work *work, struct case_file *file,
                                          const struct form *form, const struct record *latest)
{
    for (size_t i = file->n_records; i-- > 0;) {
        const struct record *record = &file->record[i];
        const struct answers *answers;
        int64_t end;

        if (!text_equal(record->form, form->id) || id_equal(&record->id, &latest->id) ||
            record->at > latest->at || case_record(file, &record->id) != record ||
            record->seal != RECORD_OPEN || record->state == RECORD_STRUCK ||
            !record_counts(work, file, record, &end))
            continue;
        answers = case_answers(file, record);
        if (answers != NULL && answers_deeper(form, answers))
            return answers;
    }
    return NULL;
}

static const struct answers *join(const struct form *form, const struct answers *answers,
                                  const struct answers *whole, struct arena *arena)
{
    struct answers *known = arena_alloc(arena, sizeof *known);

    answers_copy(known, arena, answers);
    for (size_t i = 0; i < form->n_items; i++) {
        const struct item *item = &form->item[i];
        const struct answer *before = item->full ? answers_get(whole, item->id) : NULL;

        if (before != NULL)
            answers_set(known, before);
    }
    return known;
}

const struct answers *const *known_answers(struct work *work, struct case_file *file,
                                           const struct record *const *latest, size_t n,
                                           struct arena *arena)
{
    const struct answers **known = arena_array(arena, n + 1, sizeof(*known));

    for (size_t i = 0; i < n; i++) {
        const struct form *form = method_form(work->method, latest[i]->form);
        const struct answers *answers = case_answers(file, latest[i]);
        const struct answers *whole = NULL;

        if (form != NULL && answers != NULL && says_how_it_stands(form) && asks_deeper(form) &&
            !answers_deeper(form, answers))
            whole = whole_before(work, file, form, latest[i]);
        known[i] = whole != NULL ? join(form, answers, whole, arena) : answers;
    }
    return known;
}
