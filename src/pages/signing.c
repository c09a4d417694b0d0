/* signing.c - what was said beside a form when it was signed: the second signature, the journal. */
#include "signing.h"

#include "sis/casework/cosign.h"
#include "sis/casework/journal.h"

struct teller {
    const struct page *page;
    struct work *work;
    struct case_file *file;
    const struct record *record; /* that was signed first */
};

static const char *text_of(const struct answers *answers, const char *id)
{
    const struct answer *answer = answers != NULL ? answers_get(answers, id) : NULL;

    return answer != NULL && answer->value.kind == VALUE_TEXT ? answer->value.text : "";
}

static const char *when(const struct teller *it, int64_t moment)
{
    return page_when(it->page, moment, work_today(it->work));
}

/* --- the second signature --- */

static void put_waiting(const struct teller *it)
{
    const struct page *page = it->page;
    struct place place = page_place(ROOM_COSIGN, &it->file->id);
    int64_t until;
    bool counts = record_counts(it->work, it->file, it->record, &until);

    doc_paragraph(page->doc, page->doc->root, counts ? DOC_STRONG : DOC_ALERT,
                  counts ? page_words(page, T_SIGNING_WAITS_UNTIL, when(it, until), NULL, NULL)
                         : text(page->lang, T_SIGNING_WAITS));
    place.record = it->record->id;
    page_form(&place, it->record->form);
    if (cosign_may(it->work, it->file, it->record))
        doc_link(page->doc, page->doc->root, text(page->lang, T_SIGNING_COSIGN), &place);
    else if (id_equal(&it->record->by.account, &it->work->account))
        doc_link(page->doc, page->doc->root, text(page->lang, T_SIGNING_COLLEAGUE), &place);
}

static const char *words_of(const struct teller *it, const struct item *item,
                            const struct answer *answer)
{
    const char *words = page_answer(it->page, item, answer);

    return words != NULL ? words : text(it->page->lang, T_SIGNING_NO_ANSWER);
}

static void put_difference(const struct teller *it, struct doc_node *table,
                           const struct difference *difference)
{
    const struct page *page = it->page;
    struct doc_node *row = doc_node_new(page->doc, table, DOC_GROUP);

    page_cell(page, row, DOC_PLAIN, page_question(page, difference->item), NULL);
    page_cell(page, row, DOC_PLAIN, words_of(it, difference->item, difference->first), NULL);
    page_cell(page, row, difference->far ? DOC_STRONG : DOC_PLAIN,
              words_of(it, difference->item, difference->second), NULL);
}

/* Side by side, each under its name; nobody's answer is the right one, and none is reckoned between. */
static void put_differences(const struct teller *it, const struct record *second)
{
    const struct page *page = it->page;
    const struct method *method = case_method(it->work, it->record);
    const struct form *form = method_form(method, it->record->form);
    const struct answers *first = case_answers(it->file, it->record);
    const struct answers *own = case_answers(it->file, second);
    const char *const names[] = {"", it->record->by.name, second->by.name};
    struct difference *difference;
    struct doc_node *table;
    bool far = false;
    size_t n;

    if (form == NULL || first == NULL || own == NULL)
        return;
    n = cosign_differences(form, first, own, page->arena, &difference);
    for (size_t i = 0; i < n; i++)
        far = far || difference[i].far;
    if (n == 0)
        return;
    page_heading(page, page->doc->root, text(page->lang, T_SIGNING_TWO_VIEWS));
    if (far && text_is_empty(text_of(own, COSIGN_WHY)))
        page_say(page, page->doc->root, DOC_ALERT, T_COSIGN_DIFFER);
    table = doc_node_new(page->doc, page->doc->root, DOC_TABLE);
    table->header = true;
    doc_row(page->doc, table, names, ARRAY_LEN(names));
    for (size_t i = 0; i < n; i++)
        put_difference(it, table, &difference[i]);
    if (!text_is_empty(text_of(own, COSIGN_WHY))) {
        doc_paragraph(page->doc, page->doc->root, DOC_PLAIN,
                      page_words(page, T_SIGNING_WHY, text_of(own, COSIGN_WHY), NULL, NULL));
    }
}

static void put_second(const struct teller *it, const struct record *second, bool named)
{
    const struct page *page = it->page;
    struct err err = {0};

    if (!case_verify(it->work, it->file, second, &err))
        page_say(page, page->doc->root, DOC_ALERT, T_RECORD_WRONG_SIGNATURE);
    if (named) {
        doc_paragraph(page->doc, page->doc->root, DOC_DIM,
                      page_words(page, T_SIGNING_SECOND, page_author(page, it->work, &second->by),
                                 when(it, second->at), NULL));
    }
    put_differences(it, second);
}

/* --- the journal --- */

static void put_journal(const struct teller *it)
{
    const struct page *page = it->page;
    const struct record *row = journal_of(it->file, &it->record->id);
    struct place place = page_place(ROOM_READ, &it->file->id);

    if (row == NULL)
        return;
    page_heading(page, page->doc->root, text(page->lang, T_SIGNING_JOURNAL));
    page_indented(page, page->doc->root, 2, DOC_PLAIN,
                  text_of(case_answers(it->file, row), JOURNAL_WORDS));
    place.record = it->record->id;
    page_form(&place, FORM_JOURNAL);
    doc_link(page->doc, page->doc->root, text(page->lang, T_SIGNING_TICK), &place);
}

void page_put_signing(const struct page *page, struct work *work, struct case_file *file,
                      const struct record *record)
{
    bool is_second = text_equal(record->form, FORM_COSIGN);
    struct teller it = {page, work, file, is_second ? case_record(file, &record->parent) : record};
    const struct record *second = is_second ? record : cosign_of(file, record);

    if (it.record == NULL)
        return;
    if (second != NULL)
        put_second(&it, second, !is_second);
    else if (cosign_wanted(work, file, it.record))
        put_waiting(&it);
    if (!is_second)
        put_journal(&it);
}

/* --- as steps --- */

static const char *title_of(const struct teller *it, const struct record *record)
{
    const struct form *form = method_form(case_method(it->work, record), record->form);

    return form != NULL ? label_in(&form->title, it->page->lang) : record->form;
}

struct steps {
    struct signing_step *step;
    size_t n, shown;
};

/* A case that has been left alone has hundreds, of which three are seen. */
static void add_step(const struct teller *it, struct steps *steps, enum room room, const char *form,
                     enum text_id words, enum text_id because, const struct record *by)
{
    const struct page *page = it->page;
    struct signing_step *step = &steps->step[steps->n++];

    if (steps->n > steps->shown)
        return;
    step->place = page_place(room, &it->file->id);
    step->words = page_words(page, words, title_of(it, it->record), NULL, NULL);
    step->because = page_words(page, because, by->by.name, when(it, by->at), NULL);
    step->place.record = it->record->id;
    page_form(&step->place, form);
}

size_t page_signing_steps(const struct page *page, struct work *work, struct case_file *file,
                          size_t shown, struct signing_step **step)
{
    struct teller it = {page, work, file, NULL};
    struct steps steps = {.shown = shown};
    const struct record **record, **row;
    size_t n_records = cosign_waiting(work, file, page->arena, &record);
    size_t n_rows = journal_waiting(file, page->arena, &row);

    steps.step = arena_array(page->arena, n_records + n_rows + 1, sizeof *steps.step);
    for (size_t i = 0; i < n_records; i++) {
        it.record = record[i];
        if (cosign_may(work, file, record[i])) {
            add_step(&it, &steps, ROOM_COSIGN, record[i]->form, T_SIGNING_STEP, T_SIGNING_STEP_WHY,
                     record[i]);
        } else if (id_equal(&record[i]->by.account, &work->account)) {
            add_step(&it, &steps, ROOM_READ, "", T_SIGNING_STEP_OWN, T_SIGNING_STEP_OWN_WHY,
                     record[i]);
        }
    }
    for (size_t i = 0; i < n_rows; i++) {
        it.record = case_record(file, &row[i]->parent);
        if (it.record != NULL) {
            add_step(&it, &steps, ROOM_READ, FORM_JOURNAL, T_SIGNING_STEP_JOURNAL,
                     T_SIGNING_STEP_JOURNAL_WHY, row[i]);
        }
    }
    *step = steps.step;
    return steps.n;
}
