/* compare.c - two fillings of one form, and only what changed between them. */
#include <stdint.h>
#include <string.h>

#include "fillings.h"
#include "sis/base/utf8.h"
#include "sis/casework/records.h"
#include "sis/pages/pages.h"

#define SHORT 44 /* columns of an answer that may stand in the table */

/* A question with another answer, in words; then and now are never NULL. */
struct change {
    const char *label;
    const char *then, *now;
    bool is_long;
};

struct compare {
    struct page page;
    struct work *work;
    struct case_file *file;
    const struct form *form;
    struct filling *filling; /* newest first */
    size_t n;
    const struct filling *then, *now;
    struct change *change;
    size_t n_changes, same;
    bool withheld; /* what the youth has answered is left out */
};

static const char *day_of(const struct compare *it, const struct filling *filling)
{
    return page_filling_date(&it->page, it->filling, it->n, (size_t)(filling - it->filling),
                             work_today(it->work));
}

static struct place place_of_two(const struct compare *it, const struct filling *then,
                                 const struct filling *now)
{
    struct place place = page_place(ROOM_COMPARE, &it->file->id);
    char hex[ID_TEXT];

    page_form(&place, it->form->id);
    place.record = now->record->id;
    id_text(&then->record->id, hex);
    page_extra(&place, hex);
    return place;
}

/* --- which two --- */

/* Those asked for, else the last two. What was the later one stays the later one. */
static void choose(struct compare *it, const struct id *now, const char *then)
{
    struct id id;
    bool has_then = then != NULL && id_parse(then, &id);

    it->now = &it->filling[0];
    for (size_t i = 0; i + 1 < it->n; i++)
        if (id_equal(&it->filling[i].record->id, now))
            it->now = &it->filling[i];
    it->then = it->now + 1;
    for (const struct filling *at = it->then; has_then && at < it->filling + it->n; at++)
        if (id_equal(&at->record->id, &id))
            it->then = at;
}

static const char *told(const struct compare *it, const struct filling *filling)
{
    const struct page *page = &it->page;

    return filling->record->state == RECORD_READY
               ? arena_printf(page->arena, "%s, %s", day_of(it, filling),
                              text(page->lang, T_STATE_READY))
               : day_of(it, filling);
}

/* One line of dates; the one that is shown is no link. */
static void put_dates(const struct compare *it, enum text_id words, bool of_now)
{
    const struct page *page = &it->page;
    const struct filling *chosen = of_now ? it->now : it->then;
    const struct filling *end = it->filling + (of_now ? it->n - 1 : it->n);
    struct doc_node *line =
        doc_paragraph(page->doc, page->doc->root, DOC_PLAIN, text(page->lang, words));

    for (const struct filling *at = of_now ? it->filling : it->now + 1; at < end; at++) {
        const struct filling *then = at < it->then ? it->then : at + 1;
        struct place place = of_now ? place_of_two(it, then, at) : place_of_two(it, at, it->now);

        doc_run(page->doc, line, DOC_PLAIN, "   ", NULL);
        if (at == chosen)
            page_chosen(page, line, told(it, at), NULL);
        else
            doc_run(page->doc, line, DOC_PLAIN, told(it, at), &place);
    }
}

/* --- what changed --- */

static bool is_same(const struct answer *a, const struct answer *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    return a->nonanswer == b->nonanswer && value_equal(&a->value, &b->value);
}

/* The rows that belong to this filling alone, one a line. */
static const char *rows_of(const struct compare *it, const struct filling *filling,
                           const struct item *item)
{
    const struct record **row;
    size_t n = record_rows(it->file, item->list, &filling->record->id, it->page.arena, &row);
    const char *all = NULL;

    for (size_t i = 0; i < n; i++) {
        const char *words = page_row_words(&it->page, it->work, it->file, row[i]);

        all = all == NULL ? words : arena_printf(it->page.arena, "%s\n%s", all, words);
    }
    return all;
}

static bool is_long(const char *words)
{
    return strchr(words, '\n') != NULL || utf8_width(words, strlen(words)) > SHORT;
}

/* Whether this question has another answer now. A living list of the case has a history of its own. */
static bool find_change(struct compare *it, const struct item *item, struct change *change)
{
    const struct page *page = &it->page;
    bool rows = item->type == ITEM_ROWS && !item->of_case;
    bool same;

    if (!rows && !page_asks(item))
        return false;
    if (page_filling_withholds(it->then, item) || page_filling_withholds(it->now, item)) {
        it->withheld = true;
        return false;
    }
    if (rows) {
        change->then = rows_of(it, it->then, item);
        change->now = rows_of(it, it->now, item);
        same = text_equal(change->then, change->now);
    } else {
        change->then = page_filling_words(page, it->then, item->id);
        change->now = page_filling_words(page, it->now, item->id);
        same = is_same(answers_get(it->then->answers, item->id),
                       answers_get(it->now->answers, item->id));
    }
    if (same) {
        it->same += change->now != NULL;
        return false;
    }
    change->label = page_question(page, item);
    change->then = change->then != NULL ? change->then : text(page->lang, T_COMPARE_NONE);
    change->now = change->now != NULL ? change->now : text(page->lang, T_COMPARE_NONE);
    change->is_long = item->type == ITEM_TEXT || is_long(change->then) || is_long(change->now);
    return true;
}

static void find_changes(struct compare *it)
{
    const struct form *now = it->now->form;
    const struct form *then = it->then->form;

    it->change = arena_array(it->page.arena, now->n_items + then->n_items + 1, sizeof *it->change);
    for (size_t i = 0; i < now->n_items; i++)
        it->n_changes += find_change(it, &now->item[i], &it->change[it->n_changes]);
    /* What was asked then and is asked no more comes last. */
    for (size_t i = 0; it->then->method != it->now->method && i < then->n_items; i++)
        if (form_item(it->now->method, now, then->item[i].id) == NULL)
            it->n_changes += find_change(it, &then->item[i], &it->change[it->n_changes]);
}

static void put_short(const struct compare *it)
{
    const struct page *page = &it->page;
    struct doc_node *table = NULL;

    for (size_t i = 0; i < it->n_changes; i++) {
        const struct change *change = &it->change[i];
        const char *const head[] = {
            text(page->lang, T_COMPARE_QUESTION),
            page_words(page, T_COMPARE_THEN, day_of(it, it->then), NULL, NULL),
            page_words(page, T_COMPARE_NOW, day_of(it, it->now), NULL, NULL)};
        const char *const cell[] = {change->label, change->then, change->now};

        if (change->is_long)
            continue;
        if (table == NULL) {
            doc_gap(page->doc, page->doc->root);
            table = doc_node_new(page->doc, page->doc->root, DOC_TABLE);
            table->header = true;
            doc_row(page->doc, table, head, ARRAY_LEN(head));
        }
        doc_row(page->doc, table, cell, ARRAY_LEN(cell));
    }
}

/* Texts stand beside each other when there is room, else below each other, so each tells its day. */
static void put_long(const struct compare *it, const struct change *change)
{
    const struct page *page = &it->page;
    struct doc_node *root = page->doc->root;
    const struct filling *const of[] = {it->then, it->now};
    const char *const words[] = {change->then, change->now};
    struct doc_node *columns;

    doc_gap(page->doc, root);
    doc_paragraph(page->doc, root, DOC_STRONG, change->label)->keep = true;
    columns = doc_node_new(page->doc, root, DOC_COLUMNS);
    for (size_t i = 0; i < ARRAY_LEN(of); i++) {
        struct doc_node *column = doc_node_new(page->doc, columns, DOC_GROUP);

        doc_paragraph(page->doc, column, DOC_DIM,
                      page_words(page, i == 0 ? T_COMPARE_THEN : T_COMPARE_NOW, day_of(it, of[i]),
                                 NULL, NULL))
            ->keep = true;
        doc_paragraph(page->doc, column, DOC_PLAIN, words[i]);
    }
}

static void put_changes(struct compare *it)
{
    find_changes(it);
    put_short(it);
    for (size_t i = 0; i < it->n_changes; i++)
        if (it->change[i].is_long)
            put_long(it, &it->change[i]);
}

static void put_sum(const struct compare *it)
{
    const struct page *page = &it->page;
    struct doc_node *root = page->doc->root;

    doc_gap(page->doc, root);
    if (it->withheld)
        page_say(page, root, DOC_DIM, T_COMPARE_WITHHELD);
    if (it->n_changes == 0 && it->withheld) {
        page_say(page, root, DOC_PLAIN, T_COMPARE_SAME_STAFF);
    } else if (it->n_changes == 0) {
        page_say(page, root, DOC_PLAIN, T_COMPARE_SAME);
    } else {
        doc_paragraph(page->doc, root, DOC_DIM,
                      page_count(page, T_COMPARE_LEFT_1, T_COMPARE_LEFT, it->same));
    }
    if (!text_equal(it->then->record->method_hash, it->now->record->method_hash))
        page_say(page, root, DOC_DIM, T_COMPARE_METHOD);
}

static void put_sources(const struct compare *it)
{
    const struct page *page = &it->page;
    const struct filling *const of[] = {it->then, it->now};

    doc_gap(page->doc, page->doc->root);
    for (size_t i = 0; i < ARRAY_LEN(of); i++) {
        struct place place = page_place(ROOM_READ, &it->file->id);

        place.record = of[i]->record->id;
        doc_link(page->doc, page->doc->root,
                 page_words(page, T_COMPARE_READ, day_of(it, of[i]),
                            page_author(page, it->work, &of[i]->record->by), NULL),
                 &place);
    }
}

/* --- which form --- */

/* Forms that have been filled in twice, in the order of their phases; *last is the one filled in last. */
static size_t find_forms(const struct compare *it, const struct form ***form,
                         const struct form **last)
{
    const struct form *const *all;
    size_t n_all = page_forms(&it->page, it->work->method, &all);
    int64_t newest = INT64_MIN;
    size_t n = 0;

    *form = arena_array(it->page.arena, n_all + 1, sizeof **form);
    for (size_t i = 0; i < n_all; i++) {
        const struct form *one = all[i];
        struct filling *filling;

        if (text_equal(one->id, FORM_NOTE) ||
            page_fillings(&it->page, it->work, it->file, one->id, true, &filling) < 2)
            continue;
        (*form)[n++] = one;
        if (filling[0].record->at > newest) {
            newest = filling[0].record->at;
            *last = one;
        }
    }
    return n;
}

struct doc *page_compare(struct work *work, struct case_file *file, const struct place *place,
                         struct arena *arena)
{
    struct compare it = {.page = page_of_case(work, file, arena), .work = work, .file = file};
    struct doc_node *root = it.page.doc->root;
    const struct form **form, *last = NULL;
    size_t n_forms = find_forms(&it, &form, &last);

    it.form = place->form[0] != '\0' ? method_form(work->method, place->form) : last;
    it.n =
        it.form != NULL ? page_fillings(&it.page, work, file, it.form->id, true, &it.filling) : 0;
    page_put_form_choice(&it.page, file, ROOM_COMPARE, form, n_forms, it.form);
    doc_heading(it.page.doc, root, 1,
                it.form != NULL ? label_in(&it.form->title, work->lang)
                                : text(work->lang, T_COMPARE_TITLE));
    if (it.filling == NULL || it.n < 2) {
        page_say(&it.page, root, DOC_PLAIN, T_COMPARE_TOO_FEW);
        return it.page.doc;
    }
    choose(&it, &place->record, place->extra);
    if (it.n > 2) {
        put_dates(&it, T_COMPARE_PICK_THEN, false);
        put_dates(&it, T_COMPARE_PICK_NOW, true);
    }
    put_changes(&it);
    put_sum(&it);
    put_sources(&it);
    return it.page.doc;
}
