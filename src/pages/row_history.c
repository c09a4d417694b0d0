/* row_history.c - one row of a living list over time: who wrote what, and what each change was. */
#include <stdlib.h>

#include "case_parts.h"
#include "sis/casework/records.h"
#include "sis/pages/pages.h"

#define STRIKE_REASON "st.01"

struct history {
    struct page page;
    struct work *work;
    struct case_file *file;
    const struct record *row; /* its newest revision */
};

static const struct form *form_of(const struct history *it, const struct record *record)
{
    return method_form(case_method(it->work, record), record->form);
}

static const char *title_of(const struct history *it, const struct record *record)
{
    const struct form *form = form_of(it, record);

    return form != NULL ? label_in(&form->title, it->page.lang) : record->form;
}

static const char *words_in(const struct history *it, const struct record *record, const char *id)
{
    const struct form *form = form_of(it, record);
    const struct answers *answers = case_answers(it->file, record);
    const struct item *item =
        form != NULL ? form_item(case_method(it->work, record), form, id) : NULL;

    return item != NULL && answers != NULL ? page_answer(&it->page, item, answers_get(answers, id))
                                           : NULL;
}

/* --- what happened --- */

/* When, what and by whom: one line. */
static void put_head(const struct history *it, const struct record *record, const char *what)
{
    const struct page *page = &it->page;
    struct doc_node *root = page->doc->root;
    struct doc_node *line;

    doc_gap(page->doc, root);
    line = doc_paragraph(page->doc, root, DOC_STRONG,
                         page_when(page, record->at, work_today(it->work)));
    doc_run(page->doc, line, DOC_PLAIN, arena_printf(page->arena, "  %s", what), NULL);
    doc_run(page->doc, line, DOC_DIM,
            arena_printf(page->arena, ", %s", page_author(page, it->work, &record->by)), NULL);
    line->keep = true;
}

static void put_item(const struct history *it, const struct item *item, const char *then,
                     const char *now)
{
    const struct page *page = &it->page;
    const char *none = text(page->lang, T_COMPARE_NONE);

    page_indented(page, page->doc->root, 2, DOC_PLAIN,
                  page_words(page, T_HISTORY_CHANGE, page_question(page, item),
                             then != NULL ? then : none, now != NULL ? now : none));
}

/* Every answer that is another one now, in the words of both times. */
static size_t put_changes(const struct history *it, const struct record *then,
                          const struct record *now)
{
    const struct form *form = form_of(it, now);
    size_t n = 0;

    for (size_t i = 0; form != NULL && i < form->n_items; i++) {
        const struct item *item = &form->item[i];
        const char *was = words_in(it, then, item->id);
        const char *is = words_in(it, now, item->id);

        if (page_asks(item) && !text_equal(was, is)) {
            put_item(it, item, was, is);
            n++;
        }
    }
    return n;
}

static void put_answers(const struct history *it, const struct record *record)
{
    const struct page *page = &it->page;
    const struct form *form = form_of(it, record);

    for (size_t i = 0; form != NULL && i < form->n_items; i++) {
        const struct item *item = &form->item[i];
        const char *words = page_asks(item) ? words_in(it, record, item->id) : NULL;

        if (words != NULL) {
            page_indented(
                page, page->doc->root, 2, DOC_PLAIN,
                page_words(page, T_HISTORY_ANSWER, page_question(page, item), words, NULL));
        }
    }
}

/* Signing a form signs the rows it asks for. */
static const char *what_of(const struct history *it, const struct record *then,
                           const struct record *now)
{
    const struct page *page = &it->page;
    const struct record *cause =
        id_is_none(&now->cause) ? NULL : case_record(it->file, &now->cause);
    bool newly_signed =
        now->state == RECORD_SIGNED && (then == NULL || then->state != RECORD_SIGNED);

    if (now->state == RECORD_STRUCK)
        return text(page->lang, T_HISTORY_STRUCK);
    if (newly_signed && cause != NULL && !id_equal(&cause->id, &now->id))
        return page_words(page, T_HISTORY_SIGNED_WITH, title_of(it, cause), NULL, NULL);
    if (newly_signed)
        return text(page->lang, T_HISTORY_SIGNED);
    return text(page->lang, then == NULL ? T_HISTORY_WRITTEN : T_HISTORY_CHANGED);
}

static void put_reason(const struct history *it)
{
    const struct page *page = &it->page;
    const struct record **strike;
    size_t n = case_children(it->file, &it->row->id, FORM_STRIKE, page->arena, &strike);

    for (size_t i = 0; i < n; i++) {
        const char *words = words_in(it, strike[i], STRIKE_REASON);

        if (words != NULL)
            page_indented(page, page->doc->root, 2, DOC_PLAIN, words);
    }
}

static void put_revision(const struct history *it, const struct record *now)
{
    const struct record *then =
        now->revision > 1 ? case_revision(it->file, &now->id, now->revision - 1) : NULL;

    put_head(it, now, what_of(it, then, now));
    if (case_answers(it->file, now) == NULL)
        page_say(&it->page, it->page.doc->root, DOC_ALERT, T_RECORD_UNREADABLE);
    else if (now->state == RECORD_STRUCK)
        put_reason(it);
    else if (then == NULL)
        put_answers(it, now);
    else
        put_changes(it, then, now);
}

/* What belongs to the row: another day, an attempt, an addendum. */
static void put_child(const struct history *it, const struct record *child)
{
    const struct page *page = &it->page;
    const char *words = page_row_words(page, it->work, it->file, child);

    put_head(it, child, title_of(it, child));
    if (!text_is_empty(words)) {
        page_indented(page, page->doc->root, 2,
                      child->state == RECORD_STRUCK ? DOC_STRUCK : DOC_PLAIN, words);
    }
}

/* --- all of it, newest first --- */

static int newest_first(const void *a, const void *b)
{
    const struct record *const *x = a;
    const struct record *const *y = b;

    return (*x)->at != (*y)->at ? ((*x)->at < (*y)->at) - ((*x)->at > (*y)->at)
                                : (*y)->revision - (*x)->revision;
}

static size_t find_all(const struct history *it, const struct record ***all)
{
    const struct record **child;
    size_t n_children = case_children(it->file, &it->row->id, NULL, it->page.arena, &child);
    size_t n = 0;

    *all = arena_array(it->page.arena, (size_t)it->row->revision + n_children + 1, sizeof **all);
    for (int i = 1; i <= it->row->revision; i++) {
        const struct record *one = case_revision(it->file, &it->row->id, i);

        if (one != NULL)
            (*all)[n++] = one;
    }
    for (size_t i = 0; i < n_children; i++) {
        /* The reason stands with the strike itself. */
        if (!text_equal(child[i]->form, FORM_STRIKE))
            (*all)[n++] = child[i];
    }
    qsort(*all, n, sizeof **all, newest_first);
    return n;
}

static void put_doors(const struct history *it)
{
    const struct page *page = &it->page;
    struct place read = page_place(ROOM_READ, &it->file->id);

    read.record = it->row->id;
    doc_gap(page->doc, page->doc->root);
    doc_link(page->doc, page->doc->root, text(page->lang, T_HISTORY_READ), &read);
}

struct doc *page_row_history(struct work *work, struct case_file *file, const struct record *row,
                             struct arena *arena)
{
    struct history it = {
        .page = page_of_case(work, file, arena), .work = work, .file = file, .row = row};
    struct doc_node *root = it.page.doc->root;
    const char *words = page_row_words(&it.page, work, file, row);
    const struct record **all;
    size_t n = find_all(&it, &all);

    doc_heading(it.page.doc, root, 1,
                page_words(&it.page, T_HISTORY_TITLE, title_of(&it, row), NULL, NULL));
    doc_paragraph(it.page.doc, root, row->state == RECORD_STRUCK ? DOC_STRUCK : DOC_PLAIN,
                  !text_is_empty(words) ? words : text(work->lang, T_RECORD_UNREADABLE));
    for (size_t i = 0; i < n; i++)
        if (id_equal(&all[i]->id, &row->id))
            put_revision(&it, all[i]);
        else
            put_child(&it, all[i]);
    put_doors(&it);
    return it.page.doc;
}
