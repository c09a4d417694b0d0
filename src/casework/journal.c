/* journal.c - words for the home's journal, and whether somebody has put them there. */
#include "sis/casework/journal.h"

#include "inside.h"
#include "sis/casework/records.h"

static const char *text_of(const struct answers *answers, const char *id)
{
    const struct answer *answer = answers != NULL ? answers_get(answers, id) : NULL;

    return answer != NULL && answer->value.kind == VALUE_TEXT ? answer->value.text : "";
}

static bool waits(struct case_file *file, const struct record *row)
{
    const struct answers *answers = case_answers(file, row);
    const struct answer *what = answers != NULL ? answers_get(answers, JOURNAL_WHAT) : NULL;

    return row->state != RECORD_STRUCK && what != NULL &&
           value_has_code(&what->value, JOURNAL_TEXT) &&
           text_is_empty(text_of(answers, JOURNAL_AT));
}

size_t journal_waiting(struct case_file *file, struct arena *arena, const struct record ***row)
{
    size_t n = record_rows(file, FORM_JOURNAL, NULL, arena, row);
    size_t waiting = 0;

    for (size_t i = 0; i < n; i++)
        if (waits(file, (*row)[i]))
            (*row)[waiting++] = (*row)[i];
    return waiting;
}

const struct record *journal_of(struct case_file *file, const struct id *record)
{
    struct arena *arena = arena_new();
    const struct record *own = case_record(file, record);
    const struct record **row;
    const struct record *found = NULL;
    size_t n = record_rows(file, FORM_JOURNAL, record, arena, &row);

    if (own != NULL && text_equal(own->form, FORM_JOURNAL) && waits(file, own))
        found = own;

    for (size_t i = 0; i < n && found == NULL; i++)
        found = waits(file, row[i]) ? row[i] : NULL;
    arena_free(arena);
    return found;
}

bool journal_tick(struct work *work, struct case_file *file, const struct id *row, struct err *err)
{
    const struct record *newest = case_record(file, row);
    const struct answers *before = newest != NULL ? case_answers(file, newest) : NULL;
    struct arena *arena;
    struct answers answers;
    char at[MOMENT_TEXT];
    bool done;

    if (before == NULL || !waits(file, newest))
        return err_set(err, ERR_MISSING, T_JOURNAL_TICKED, NULL, NULL);
    arena = arena_new();
    answers_copy(&answers, arena, before);
    moment_text(clock_now(&work->clock), at);
    answers_set(&answers, &(struct answer){.id = JOURNAL_AT, .value = value_text(at)});
    done = record_sign(work, file,
                       &(struct record_new){.record = *row,
                                            .form = FORM_JOURNAL,
                                            .based_on = newest->revision,
                                            .answers = &answers},
                       NULL, err);
    arena_free(arena);
    return done;
}
