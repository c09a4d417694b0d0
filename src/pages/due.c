/* due.c - one thing that is due: why, who moved it, how often it was tried, and what can be done. */
#include "due.h"

#include <stdio.h>

#include "sis/casework/dates.h"
#include "sis/casework/records.h"
#include "sis/pages/pages.h"

#define LIST_ROUTE "route"
#define ROUTE_SAFELY "rt.05" /* how the youth is called safely */

struct due_page {
    struct page page;
    struct work *work;
    struct case_file *file;
    struct due_view due;
    struct date today;
};

/* --- in words --- */

const char *due_words(const struct page *page, const struct due_view *due, bool begun,
                      struct date today)
{
    const char *words = label_in(&due->form->title, page->lang);

    if (begun)
        words = page_words(page, T_DUE_BEGUN, words, NULL, NULL);
    if (due->days_late > 0) {
        words = arena_printf(page->arena, "%s, %s", words,
                             page_count(page, T_LATE_1, T_LATE, (size_t)due->days_late));
    } else if (due->days_late == 0) {
        words = page_words(page, T_DUE_TODAY, words, NULL, NULL);
    } else {
        words = page_words(page, T_DUE_BY, words, page_date_short(page, due->date, today), NULL);
    }
    if (due->attempts > 0) {
        words = arena_printf(page->arena, "%s, %s", words,
                             page_count(page, T_DUE_TRIED_1, T_DUE_TRIED, (size_t)due->attempts));
    }
    return words;
}

/* The answer of a row in words; "" when there is none. */
static const char *said(const struct page *page, struct work *work, struct case_file *file,
                        const struct record *row, const char *id)
{
    const struct answers *answers = case_answers(file, row);
    const struct item *item = method_item(case_method(work, row), id, NULL);
    const char *words =
        answers != NULL && item != NULL ? page_answer(page, item, answers_get(answers, id)) : NULL;

    return words != NULL ? words : "";
}

static const char *reason(const struct page *page, struct work *work, struct case_file *file,
                          const struct record *row)
{
    const char *words = said(page, work, file, row, MOVED_WORDS);
    const char *why = said(page, work, file, row, MOVED_WHY);

    return text_is_empty(words) ? why : arena_printf(page->arena, "%s, ”%s”", why, words);
}

const char *due_moved_words(const struct page *page, struct work *work, struct case_file *file,
                            const struct due_view *due, struct date today)
{
    if (due->moved == NULL)
        return NULL;
    return arena_printf(page->arena, "%s %s",
                        page_words(page, T_DUE_MOVED, page_date(page, due->date, today),
                                   page_date(page, due->original, today),
                                   reason(page, work, file, due->moved)),
                        page_author(page, work, &due->moved->by));
}

/* --- places --- */

struct place due_place(const struct case_file *file, const struct due_view *due)
{
    struct place place = page_place(ROOM_DUE, &file->id);

    page_form(&place, FORM_MOVED);
    page_extra(&place, due->due->id);
    if (due->row != NULL)
        place.record = due->row->id;
    return place;
}

struct place due_fill_place(const struct page *page, struct case_file *file,
                            const struct due_view *due, const struct draft *draft, size_t n_drafts,
                            bool *begun)
{
    const struct form *form = due->form;
    struct place place = page_place(ROOM_FILL, &file->id);
    const struct record **record;
    size_t n;

    *begun = false;
    page_form(&place, form->id);
    if (due->row != NULL && form->kind == FORM_ROW) {
        place.record = due->row->id;
        snprintf(place.item, sizeof place.item, "%s", due->due->item ? due->due->item : "");
        return place;
    }
    for (size_t i = 0; i < n_drafts; i++) {
        if (id_equal(&draft[i].place.case_id, &file->id) &&
            text_equal(draft[i].place.form, form->id)) {
            *begun = true;
            return draft[i].place;
        }
    }
    n = case_records(file, form->id, page->arena, &record);
    for (size_t i = 0; i < n && !*begun; i++) {
        if (record[i]->state == RECORD_READY) {
            place.record = record[i]->id;
            *begun = true;
        }
    }
    return place;
}

/* --- the page --- */

static void put_when(struct due_page *it)
{
    const struct page *page = &it->page;
    struct doc_node *root = page->doc->root;
    const struct due_view *due = &it->due;
    const char *day = page_date(page, due->original, it->today);
    const char *moved = due_moved_words(page, it->work, it->file, due, it->today);

    doc_paragraph(page->doc, root, due->days_late > 0 ? DOC_STRONG : DOC_PLAIN,
                  due->days_late > 0
                      ? page_words(page, T_DUE_WAS, day,
                                   page_count(page, T_LATE_1, T_LATE, (size_t)due->days_late), NULL)
                      : page_words(page, T_DUE_IS, day, NULL, NULL));
    if (moved != NULL)
        doc_paragraph(page->doc, root, DOC_PLAIN, moved);
    doc_paragraph(page->doc, root, DOC_DIM,
                  page_words(page, T_DUE_BECAUSE, due->because, NULL, NULL));
}

static void put_begin(struct due_page *it)
{
    const struct page *page = &it->page;
    struct draft *draft = NULL;
    struct err err = {0};
    struct place place;
    size_t n = 0;
    bool begun;

    if (!work_may(it->work, ACTION_CASE_WRITE, &it->file->id) ||
        (it->due.form->filled_by & (1u << it->work->role)) == 0)
        return;
    (void)!desk_list(it->work, page->arena, &draft, &n, &err);
    place = due_fill_place(page, it->file, &it->due, draft, n, &begun);
    doc_gap(page->doc, page->doc->root);
    doc_link(page->doc, page->doc->root,
             it->due.form->kind == FORM_ROW
                 ? text(page->lang, T_DUE_ROW)
                 : page_words(page, begun ? T_DUE_GO_ON : T_DUE_WRITE,
                              label_in(&it->due.form->title, page->lang), NULL, NULL),
             &place);
}

/* Whom, when and how; and what must be said, or not said. */
static void put_routes(struct due_page *it)
{
    const struct page *page = &it->page;
    const struct record **row;
    size_t n = record_rows(it->file, LIST_ROUTE, NULL, page->arena, &row);

    for (size_t i = 0; i < n; i++) {
        const char *safely = said(page, it->work, it->file, row[i], ROUTE_SAFELY);
        const char *words = page_row_words(page, it->work, it->file, row[i]);

        doc_paragraph(page->doc, page->doc->root, DOC_PLAIN, words != NULL ? words : "");
        if (!text_is_empty(safely))
            page_indented(page, page->doc->root, 2, DOC_STRONG, safely);
    }
}

static void put_key(const struct page *page, struct doc_node *table, const struct option *option)
{
    struct doc_node *row = doc_node_new(page->doc, table, DOC_GROUP);

    page_cell(page, row, DOC_STRONG, label_in(&option->key, page->lang), NULL);
    page_cell(page, row, DOC_PLAIN, label_in(&option->label, page->lang), NULL);
}

static void put_keys(struct due_page *it)
{
    const struct page *page = &it->page;
    const struct item *outcome = method_item(it->work->method, ATTEMPT_OUTCOME, NULL);
    struct doc_node *table;

    if (outcome == NULL || outcome->scale == NULL ||
        !work_may(it->work, ACTION_CASE_WRITE, &it->file->id))
        return;
    page_say(page, page->doc->root, DOC_DIM, T_DUE_KEYS);
    table = doc_node_new(page->doc, page->doc->root, DOC_TABLE);
    for (size_t i = 0; i < outcome->scale->n_options; i++)
        if (!outcome->scale->option[i].retired)
            put_key(page, table, &outcome->scale->option[i]);
}

static void put_done(struct due_page *it)
{
    const struct page *page = &it->page;
    const struct option *option = due_done_option(it->work, &it->due);

    if (option == NULL || !work_may(it->work, ACTION_CASE_WRITE, &it->file->id))
        return;
    doc_gap(page->doc, page->doc->root);
    page_say(page, page->doc->root, DOC_DIM, T_DUE_KEY_DONE);
    put_key(page, doc_node_new(page->doc, page->doc->root, DOC_TABLE), option);
}

static void put_attempts(struct due_page *it)
{
    const struct page *page = &it->page;
    const struct record **row;
    size_t n = due_attempts(it->work, it->file, &it->due, page->arena, &row);

    if (n == 0)
        return;
    page_heading(page, page->doc->root, text(page->lang, T_DUE_ATTEMPTS));
    for (size_t i = 0; i < n; i++) {
        doc_paragraph(page->doc, page->doc->root, DOC_PLAIN,
                      arena_printf(page->arena, "%s  %s  %s",
                                   page_when(page, row[i]->at, it->today),
                                   said(page, it->work, it->file, row[i], ATTEMPT_OUTCOME),
                                   page_author(page, it->work, &row[i]->by)));
    }
}

static void put_reasons(struct due_page *it)
{
    const struct page *page = &it->page;
    const struct item *why = method_item(it->work->method, MOVED_WHY, NULL);
    struct place place = due_place(it->file, &it->due);

    if (why == NULL || why->scale == NULL || !work_may(it->work, ACTION_CASE_WRITE, &it->file->id))
        return;
    page_heading(page, page->doc->root, text(page->lang, T_DUE_MOVE));
    for (size_t i = 0; i < why->scale->n_options; i++) {
        const struct option *option = &why->scale->option[i];

        if (!option->retired) {
            snprintf(place.item, sizeof place.item, "%s", option->code);
            doc_link(page->doc, page->doc->root, label_in(&option->label, page->lang), &place);
        }
    }
}

static void put_moves(struct due_page *it)
{
    const struct page *page = &it->page;
    const struct record **row;
    size_t n = due_moves(it->file, &it->due, page->arena, &row);

    if (n == 0)
        return;
    page_heading(page, page->doc->root, text(page->lang, T_DUE_MOVES));
    for (size_t i = 0; i < n; i++) {
        const char *words = page_row_words(page, it->work, it->file, row[i]);

        doc_paragraph(
            page->doc, page->doc->root, DOC_PLAIN,
            arena_printf(page->arena, "%s  %s  %s", page_when(page, row[i]->at, it->today),
                         words != NULL ? words : "", page_author(page, it->work, &row[i]->by)));
    }
}

struct doc *page_due(struct work *work, struct case_file *file, const char *rule,
                     const struct id *row, struct arena *arena)
{
    struct due_page it = {.work = work, .file = file, .today = work_today(work)};

    it.page = page_of_case(work, file, arena);
    if (!rhythm_find(work, file, rule, row, arena, &it.due)) {
        page_say(&it.page, it.page.doc->root, DOC_PLAIN, T_DUE_DONE);
        return it.page.doc;
    }
    page_heading(&it.page, it.page.doc->root, label_in(&it.due.form->title, it.page.lang));
    put_when(&it);
    put_done(&it);
    put_begin(&it);
    if (it.due.due->verb == DUE_CALL) {
        page_heading(&it.page, it.page.doc->root, text(it.page.lang, T_DUE_CALL));
        put_routes(&it);
        put_keys(&it);
    }
    put_attempts(&it);
    put_reasons(&it);
    put_moves(&it);
    return it.page.doc;
}
