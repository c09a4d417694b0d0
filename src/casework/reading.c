/* reading.c - what is read of the records of a case: rows of a list, whose words they are, whether a row
 * is whole. */
#include "sis/casework/reading.h"

#include "sign_inside.h"
#include "sis/casework/notes.h"

size_t record_rows(struct case_file *file, const char *list, const struct id *parent,
                   struct arena *arena, const struct record ***row)
{
    const struct record **all;
    const struct record **kept;
    size_t n = case_records(file, list, arena, &all);
    size_t n_kept = 0;

    kept = arena_array(arena, n + 1, sizeof(*kept));
    for (size_t i = n; i-- > 0;)
        if (all[i]->state != RECORD_STRUCK && (parent == NULL || id_equal(&all[i]->parent, parent)))
            kept[n_kept++] = all[i];
    *row = kept;
    return n_kept;
}

void record_origin(struct case_file *file, const struct record *record, struct author *author,
                   int64_t *at)
{
    const struct record *first =
        text_equal(record->form, FORM_NOTE) ? case_revision(file, &record->id, 1) : NULL;
    const struct answers *answers = first != NULL ? case_answers(file, first) : NULL;
    const struct answer *by = answers != NULL ? answers_get(answers, NOTE_BY) : NULL;
    const struct answer *when = answers != NULL ? answers_get(answers, NOTE_AT) : NULL;

    first = first != NULL ? first : record;
    *author = first->by;
    *at = first->at;
    if (by != NULL && by->value.kind == VALUE_TEXT)
        *author = (struct author){.name = by->value.text};
    if (when != NULL && when->value.kind == VALUE_TEXT)
        (void)moment_parse(when->value.text, at);
}

bool record_withholds(const struct case_file *file, const struct record *record)
{
    for (int i = 1; i <= record->revision; i++) {
        const struct record *revision = case_revision(file, &record->id, i);

        if (revision != NULL && revision->state == RECORD_SIGNED)
            return false;
    }
    return record->state != RECORD_SIGNED;
}

bool records_row_whole(struct work *work, struct case_file *file, const struct form *form,
                       const struct answers *stored, struct arena *arena, struct answers *exported,
                       struct err *err)
{
    struct answers answers;
    struct live *live;
    const struct gap *gap;
    size_t n;

    if (form == NULL || stored == NULL) {
        return err_set(err, ERR_INPUT, T_ROW_BROKEN,
                       form != NULL ? label_in(&form->title, work->lang) : "–", NULL);
    }
    answers_copy(&answers, arena, stored);
    live = live_new(work->method, form, &answers, case_facts(work, file), work_today(work),
                    clock_now(&work->clock), false);
    n = live_gaps(live, &gap);
    if (n > 0) {
        err_set(err, ERR_INPUT, T_ROW_GAPS, label_in(&form->title, work->lang),
                label_in(&gap[0].item->label, work->lang));
    }
    live_export(live, arena, exported);
    live_free(live);
    return n == 0;
}
