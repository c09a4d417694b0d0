/* timeline.c - everything in a case, newest first. */
#include "case_parts.h"
#include "sis/pages/pages.h"

static const enum text_id state_words[] = {[RECORD_READY] = T_STATE_READY,
                                           [RECORD_SIGNED] = T_STATE_SIGNED,
                                           [RECORD_STRUCK] = T_STATE_STRUCK};

static void put_record(const struct page *page, struct work *work, struct case_file *file,
                       struct doc_node *table, const struct record *record)
{
    const struct record *first = case_revision(file, &record->id, 1);
    const struct author *by = first != NULL ? &first->by : &record->by;
    const struct form *form = method_form(case_method(work, record), record->form);
    const char *title = form != NULL ? label_in(&form->title, page->lang) : record->form;
    bool struck = record->state == RECORD_STRUCK;
    struct place place = page_place(ROOM_READ, &file->id);
    struct doc_node *row = doc_node_new(page->doc, table, DOC_GROUP);

    place.record = record->id;
    page_cell(page, row, DOC_DIM, page_when(page, record->at, work_today(work)), NULL);
    page_cell(page, row, struck ? DOC_STRUCK : DOC_PLAIN, title, &place);
    page_cell(page, row, DOC_PLAIN,
              text_is_empty(by->name) ? page_author(page, work, by) : by->name, NULL);
    page_cell(page, row, record->state == RECORD_READY ? DOC_PLAIN : DOC_DIM,
              text(page->lang, state_words[record->state]), NULL);
}

struct doc *page_timeline(struct work *work, struct case_file *file, const char *form,
                          struct arena *arena)
{
    struct page page = page_of_case(work, file, arena);
    struct doc_node *root = page.doc->root;
    struct place notes = page_place(ROOM_NOTES, &file->id);
    const struct record **record;
    size_t n = case_records(file, form, arena, &record);
    struct doc_node *table;

    if (file->n_broken > 0) {
        doc_paragraph(page.doc, root, DOC_ALERT,
                      page_count(&page, T_CASE_BROKEN_1, T_CASE_BROKEN, file->n_broken));
        doc_gap(page.doc, root);
    }
    if (file->n_waiting > 0) {
        doc_link(page.doc, root, page_count(&page, T_CASE_READ_1, T_CASE_READ, file->n_waiting),
                 &notes);
        doc_gap(page.doc, root);
    }
    if (n == 0) {
        page_say(&page, root, DOC_PLAIN, T_TIMELINE_EMPTY);
        return page.doc;
    }
    table = doc_node_new(page.doc, root, DOC_TABLE);
    for (size_t i = 0; i < n; i++) {
        put_record(&page, work, file, table, record[i]);
    }
    return page.doc;
}
