/* scope.c - answers of the last signed forms and the rows of the lists, by item id. */
#include "scope.h"

#include <string.h>

#include "sis/casework/cosign.h"
#include "sis/form/live.h"

static const struct answer *latest_answer(void *arg, const char *id)
{
    struct case_scope *it = arg;
    const struct answer *answer = it->row != NULL ? answers_get(it->row, id) : NULL;
    const struct form *form;
    const struct answers *answers;

    if (answer != NULL || method_item(it->work->method, id, &form) == NULL ||
        form->kind == FORM_ROW)
        return answer;
    answers = facts_known(it->scope.facts, form->id);
    return answers != NULL ? answers_get(answers, id) : NULL;
}

static const struct answer *row_answer(void *arg, const char *id, size_t n, bool *end)
{
    struct case_scope *it = arg;
    const struct facts *facts = it->scope.facts;
    const struct form *form = NULL;
    const struct item *item = method_item(it->work->method, id, &form);
    const char *list = item == NULL              ? NULL
                       : item->type == ITEM_ROWS ? item->list
                       : form->kind == FORM_ROW  ? form->id
                                                 : NULL;

    for (size_t i = 0; list != NULL && i < facts->n_rows; i++) {
        if (strcmp(facts->row[i]->form, list) == 0 && n-- == 0) {
            const struct answers *answers = case_answers(it->file, facts->row[i]);

            *end = false;
            return answers != NULL ? answers_get(answers, id) : NULL;
        }
    }
    *end = true;
    return NULL;
}

static bool counts_as(struct case_scope *it, const struct record *record, const struct form *form)
{
    return text_equal(record->form, form->id) && record->seal == RECORD_OPEN &&
           record->state != RECORD_STRUCK && case_record(it->file, &record->id) == record &&
           (form->kind == FORM_ROW || record_counts(it->work, it->file, record, NULL));
}

/* Records stand in the order of writing. Who asks for one after the other goes on where it was. */
static bool nth_filling(void *arg, const char *name, size_t n, struct past_filling *filling)
{
    struct case_scope *it = arg;
    const struct form *form = method_form(it->work->method, name);

    if (it->walk.form != form || it->walk.n > n) {
        it->walk.form = form;
        it->walk.n = 0;
        it->walk.left = it->file->n_records;
    }
    while (form != NULL && it->walk.left > 0) {
        const struct record *record = &it->file->record[--it->walk.left];

        if (counts_as(it, record, form) && it->walk.n++ == n) {
            *filling = (struct past_filling){.at = record->at, .record = record};
            return true;
        }
    }
    return false;
}

static const struct answers *filled(void *arg, const struct past_filling *filling)
{
    struct case_scope *it = arg;

    return case_answers(it->file, filling->record);
}

static void answer_words(void *arg, const char *id, struct str *out)
{
    struct case_scope *it = arg;
    const struct item *item = method_item(it->work->method, id, NULL);
    const struct answer *answer = latest_answer(arg, id);

    if (item != NULL && answer != NULL)
        item_answer_words(item, answer, it->work->lang, out);
}

void case_scope_init(struct case_scope *it, struct work *work, struct case_file *file,
                     const struct answers *row)
{
    memset(it, 0, sizeof *it);
    it->work = work;
    it->file = file;
    it->row = row;
    it->scope.answer = latest_answer;
    it->scope.row_answer = row_answer;
    it->scope.words = answer_words;
    it->scope.filling = nth_filling;
    it->scope.filled = filled;
    it->scope.arg = it;
    it->scope.facts = case_facts(work, file);
    it->scope.today = work_today(work);
    it->scope.now = clock_now(&work->clock);
    it->scope.lang = work->lang;
}
