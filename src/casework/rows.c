/* rows.c - a row of a living list changed by a few answers, the others as they were. */
#include "rows.h"

bool row_change(struct work *work, struct case_file *file, const char *form,
                const struct id *parent, struct id *record, const struct answer *answer, size_t n,
                struct err *err)
{
    const struct record *newest = id_is_none(record) ? NULL : case_record(file, record);
    const struct answers *before = newest != NULL ? case_answers(file, newest) : NULL;
    struct record_new it = {.record = *record, .form = form};
    struct arena *arena = arena_new();
    struct answers answers;
    bool done;

    answers_init(&answers, arena);
    if (before != NULL)
        answers_copy(&answers, arena, before);
    for (size_t i = 0; i < n; i++)
        answers_set(&answers, &answer[i]);
    if (newest != NULL)
        it.based_on = newest->revision;
    else
        it.record = record_begin();
    if (parent != NULL)
        it.parent = *parent;
    it.answers = &answers;
    done = record_save(work, file, &it, NULL, err);
    arena_free(arena);
    if (done)
        *record = it.record;
    return done;
}

static const struct answer *answer_of(struct case_file *file, const struct record *row,
                                      const char *item)
{
    const struct answers *answers = case_answers(file, row);

    return answers != NULL ? answers_get(answers, item) : NULL;
}

const char *row_text_of(struct case_file *file, const struct record *row, const char *item)
{
    const struct answer *answer = answer_of(file, row, item);

    return answer != NULL && answer->value.kind == VALUE_TEXT ? answer->value.text : NULL;
}

bool row_has_code(struct case_file *file, const struct record *row, const char *item,
                  const char *code)
{
    const struct answer *answer = answer_of(file, row, item);

    return answer != NULL && value_has_code(&answer->value, code);
}

bool row_moment(struct case_file *file, const struct record *row, const char *item, int64_t *at)
{
    const char *text = row_text_of(file, row, item);

    return text != NULL && moment_parse(text, at);
}

struct date row_date(struct case_file *file, const struct record *row, const char *item)
{
    const char *text = row_text_of(file, row, item);
    struct date date = {0, 0, 0};

    if (text != NULL)
        (void)date_parse(text, &date);
    return date;
}
