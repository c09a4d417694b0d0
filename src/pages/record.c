/* record.c - one record in full: what was written, by whom, what was added, whether it is whole. */
#include "answers.h"
#include "case_parts.h"
#include "note_parts.h"
#include "signing.h"
#include "sis/casework/notes.h"
#include "sis/casework/records.h"
#include "sis/casework/warnings.h"
#include "sis/pages/pages.h"

#define ADDENDUM_TEXT "ad.01"
#define ADDENDUM_ABOUT "ad.02"
#define STRIKE_REASON "st.01"

struct reader {
    struct page page;
    struct work *work;
    struct case_file *file;
    const struct record *record;
    const struct method *method;
    const struct form *form;
    struct date today;
};

/* "Skrivet av {author} {when}." */
static void put_act(struct reader *it, enum text_id id, const struct record *record)
{
    const struct page *page = &it->page;

    doc_paragraph(page->doc, page->doc->root, DOC_DIM,
                  page_words(page, id, page_author(page, it->work, &record->by),
                             page_when(page, record->at, it->today), NULL));
}

/* A note that a lead took in from before there was a case: who wrote it, in the note itself. */
static void put_origin(struct reader *it, const struct answers *answers)
{
    const struct answer *by = answers_get(answers, NOTE_BY);
    const struct answer *at = answers_get(answers, NOTE_AT);
    int64_t moment = 0;

    if (by == NULL || at == NULL || at->value.text == NULL ||
        !moment_parse(at->value.text, &moment))
        return;
    doc_paragraph(it->page.doc, it->page.doc->root, DOC_DIM,
                  page_words(&it->page, T_RECORD_WRITTEN, by->value.text,
                             page_when(&it->page, moment, it->today), NULL));
}

static void put_strike(struct reader *it)
{
    const struct page *page = &it->page;
    const struct record **strike;
    size_t n = case_children(it->file, &it->record->id, FORM_STRIKE, page->arena, &strike);

    put_act(it, T_RECORD_STRUCK_BY, it->record);
    for (size_t i = 0; i < n; i++) {
        const struct answers *answers = case_answers(it->file, strike[i]);
        const struct answer *reason = answers != NULL ? answers_get(answers, STRIKE_REASON) : NULL;

        if (reason != NULL && reason->value.kind == VALUE_TEXT)
            page_indented(page, page->doc->root, 2, DOC_PLAIN, reason->value.text);
    }
}

/* Who wrote, who read, who signed; and plainly when the bytes are not what was signed. */
static void put_history(struct reader *it, const struct answers *answers)
{
    const struct record *record = it->record;
    const struct record *first = case_revision(it->file, &record->id, 1);
    bool read = first != NULL && first != record && record->state == RECORD_SIGNED &&
                text_equal(record->form, FORM_NOTE) &&
                !id_equal(&first->by.account, &record->by.account);
    struct err err = {0};

    if (!case_verify(it->work, it->file, record, &err))
        page_say(&it->page, it->page.doc->root, DOC_ALERT, T_RECORD_WRONG_SIGNATURE);
    if (answers_get(answers, NOTE_BY) != NULL) {
        put_origin(it, answers);
        put_act(it, T_RECORD_TAKEN_IN, first != NULL ? first : record);
    } else if (first != NULL && (first != record || record->state == RECORD_READY)) {
        put_act(it, T_RECORD_WRITTEN, first);
    }
    if (record->state == RECORD_STRUCK) {
        put_strike(it);
    } else if (record->state == RECORD_SIGNED) {
        put_act(it, read ? T_RECORD_READ : T_RECORD_SIGNED_BY, record);
    } else {
        if (first != NULL && first != record)
            put_act(it, T_RECORD_CHANGED, record);
        page_say(&it->page, it->page.doc->root, DOC_PLAIN, T_RECORD_NOT_SIGNED);
    }
}

static void put_rows(void *arg, struct doc_node *parent, const struct item *item)
{
    struct reader *it = arg;
    const struct page *page = &it->page;
    const struct record **row;
    size_t n = record_rows(it->file, item->list, item->of_case ? NULL : &it->record->id,
                           page->arena, &row);
    struct doc_node *label, *list;

    if (n == 0)
        return;
    label = doc_paragraph(page->doc, parent, DOC_PLAIN, label_in(&item->label, page->lang));
    label->keep = true;
    if (item->of_case) {
        doc_run(page->doc, label, DOC_DIM,
                arena_printf(page->arena, ", %s", text(page->lang, T_RECORD_LIST_NOW)), NULL);
    }
    list = doc_node_new(page->doc, parent, DOC_LIST);
    for (size_t i = 0; i < n; i++) {
        const char *words = page_row_words(page, it->work, it->file, row[i]);
        struct place place = page_place(ROOM_READ, &it->file->id);

        place.record = row[i]->id;
        doc_link(page->doc, list,
                 words != NULL && *words != '\0' ? words : text(page->lang, T_RECORD_UNREADABLE),
                 &place);
    }
}

static void put_addenda(struct reader *it)
{
    const struct page *page = &it->page;
    const struct record **addendum;
    size_t n = case_children(it->file, &it->record->id, FORM_ADDENDUM, page->arena, &addendum);

    if (n > 0)
        page_heading(page, page->doc->root, text(page->lang, T_RECORD_ADDENDA));
    for (size_t i = 0; i < n; i++) {
        const struct method *method = case_method(it->work, addendum[i]);
        const struct answers *answers = case_answers(it->file, addendum[i]);
        const struct item *about = method_item(method, ADDENDUM_ABOUT, NULL);
        const struct answer *said = answers != NULL ? answers_get(answers, ADDENDUM_TEXT) : NULL;
        const char *kind = answers != NULL && about != NULL
                               ? page_answer(page, about, answers_get(answers, about->id))
                               : NULL;
        const char *by = page_author(page, it->work, &addendum[i]->by);

        doc_paragraph(page->doc, page->doc->root, DOC_DIM,
                      arena_printf(page->arena, "%s  %s%s%s",
                                   page_when(page, addendum[i]->at, it->today), by,
                                   kind != NULL ? "  " : "", kind != NULL ? kind : ""));
        page_indented(
            page, page->doc->root, 2, addendum[i]->state == RECORD_STRUCK ? DOC_STRUCK : DOC_PLAIN,
            said != NULL && said->value.kind == VALUE_TEXT ? said->value.text
                                                           : text(page->lang, T_RECORD_UNREADABLE));
    }
}

/* An addendum is a form of its own, so its place names none. */
static void put_link(struct reader *it, enum room room, const char *form, enum text_id id)
{
    struct place place = page_place(room, &it->file->id);

    place.record = it->record->id;
    if (form != NULL)
        page_form(&place, form);
    doc_link(it->page.doc, it->page.doc->root, text(it->page.lang, id), &place);
}

/* What belongs to a record goes with it. */
static bool stands_alone(const struct record *record)
{
    return !text_equal(record->form, FORM_ADDENDUM) && !text_equal(record->form, FORM_STRIKE);
}

/* A form until it is signed, by its writer where it is a note; a row always, as a new revision. */
static bool may_change(const struct reader *it)
{
    const struct record *record = it->record;

    if (record->state == RECORD_STRUCK || (it->form->filled_by & (1u << it->work->role)) == 0)
        return false;
    if (it->form->kind == FORM_ROW)
        return true;
    return record->state == RECORD_READY && (!text_equal(record->form, FORM_NOTE) ||
                                             id_equal(&record->by.account, &it->work->account));
}

/* The letter that a signed form makes possible. */
static void put_letters(struct reader *it)
{
    const struct page *page = &it->page;

    for (size_t i = 0; i < it->work->method->n_letters; i++) {
        const struct letter *letter = &it->work->method->letter[i];
        struct place place = page_place(ROOM_LETTER, &it->file->id);

        if (text_equal(letter->form, it->record->form)) {
            page_form(&place, letter->id);
            doc_link(
                page->doc, page->doc->root,
                page_words(page, T_CASE_LETTER, label_in(&letter->title, page->lang), NULL, NULL),
                &place);
        }
    }
}

/* Beside the time before, where there is one. */
static void put_compare(struct reader *it)
{
    const struct page *page = &it->page;
    const struct record **record;
    size_t n = case_records(it->file, it->record->form, page->arena, &record);
    bool earlier = false;

    if (it->form->kind != FORM_FORM || text_equal(it->record->form, FORM_NOTE) ||
        it->record->state == RECORD_STRUCK)
        return;
    for (size_t i = 0; i < n; i++)
        earlier = earlier || (record[i]->state != RECORD_STRUCK && record[i]->at < it->record->at);
    if (earlier) {
        doc_gap(page->doc, page->doc->root);
        put_link(it, ROOM_COMPARE, it->record->form, T_RECORD_COMPARE);
    }
}

static void put_doors(struct reader *it)
{
    const struct page *page = &it->page;
    bool is_row = it->form->kind == FORM_ROW;
    struct place list = page_place(ROOM_LIST, &it->file->id);

    if (!stands_alone(it->record) || !work_may(it->work, ACTION_CASE_WRITE, &it->file->id))
        return;
    doc_gap(page->doc, page->doc->root);
    if (may_change(it))
        put_link(it, ROOM_FILL, it->record->form, is_row ? T_RECORD_CHANGE_ROW : T_RECORD_GO_ON);
    if (it->record->state == RECORD_SIGNED) {
        put_link(it, ROOM_ADDENDUM, NULL, T_RECORD_ADD);
        if (work_may(it->work, ACTION_CASE_LEAD, &it->file->id))
            put_letters(it);
    }
    if (is_row)
        put_link(it, ROOM_HISTORY, NULL, T_RECORD_HISTORY);
    if (is_row && id_is_none(&it->record->parent)) {
        page_form(&list, it->record->form);
        doc_link(page->doc, page->doc->root, text(page->lang, T_RECORD_LIST), &list);
    }
}

/* A warning that was dealt with is told in its words, not by its id. */
static const struct answers *told(struct reader *it, const struct answers *answers)
{
    const struct answer *id = answers_get(answers, ACK_WARNING);
    struct answers *words;

    if (!text_equal(it->record->form, FORM_ACKNOWLEDGE) || id == NULL)
        return answers;
    words = arena_alloc(it->page.arena, sizeof *words);
    answers_copy(words, it->page.arena, answers);
    for (size_t i = 0; i < it->method->n_warnings; i++) {
        const struct warning *warning = &it->method->warning[i];
        struct answer answer = *id;

        if (text_equal(warning->id, id->value.text)) {
            answer.value = value_text(label_in(&warning->text[it->work->role], it->page.lang));
            answers_set(words, &answer);
        }
    }
    return words;
}

/* What it set off and nobody has dealt with: whoever reads it later rings too. Where that is 112, before
 * anything else is read. */
static void put_warnings(struct reader *it, bool acute)
{
    struct warning_open *open;
    size_t n = warnings_open(it->work, it->file, it->page.arena, &open);

    for (size_t i = 0; i < n; i++) {
        if (open[i].cause != NULL && id_equal(&open[i].cause->id, &it->record->id) &&
            warning_is_acute(open[i].warning) == acute) {
            page_put_warning(&it->page, it->work, &open[i]);
            (void)page_put_warning_step(&it->page, it->work, it->file, &open[i]);
        }
    }
}

struct doc *page_record(struct work *work, struct case_file *file, const struct record *record,
                        struct arena *arena)
{
    struct reader it = {.work = work, .file = file, .record = record};
    const struct answers *answers = case_answers(file, record);
    struct doc_node *root;

    it.page = page_of_case(work, file, arena);
    it.method = case_method(work, record);
    it.form = method_form(it.method, record->form);
    it.today = work_today(work);
    root = it.page.doc->root;
    doc_heading(it.page.doc, root, 1,
                it.form != NULL ? label_in(&it.form->title, work->lang) : record->form);
    if (answers == NULL || it.form == NULL) {
        page_say(&it.page, root, DOC_ALERT, T_RECORD_UNREADABLE);
        return it.page.doc;
    }
    put_history(&it, answers);
    put_warnings(&it, true);
    page_put_signing(&it.page, work, file, record);
    page_put_answers(&it.page, root,
                     &(struct answered){.method = it.method,
                                        .form = it.form,
                                        .answers = told(&it, answers),
                                        .facts = case_facts(work, file),
                                        .final = record->state != RECORD_READY,
                                        .struck = record->state == RECORD_STRUCK,
                                        .withheld = record_withholds(file, record),
                                        .rows = put_rows,
                                        .arg = &it});
    if (text_equal(record->form, FORM_NOTE))
        note_put_kin(&it.page, work, file, record);
    put_warnings(&it, false);
    put_addenda(&it);
    put_compare(&it);
    put_doors(&it);
    return it.page.doc;
}
