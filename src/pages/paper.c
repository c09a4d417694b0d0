/* paper.c - a blank form to fill in by hand when the program cannot be used. */
#include <string.h>

#include "parts.h"
#include "sis/base/utf8.h"
#include "sis/form/expr.h"
#include "sis/pages/pages.h"

#define INDENT 4
#define ROOM 72 /* columns that options may take beside each other */
#define LINES_OF_TEXT 4
#define DOTS "........"

struct paper {
    struct page page;
    const struct method *method;
    const struct form *form;
    int *number; /* by the item's index: its number on paper, 0 = none */
    int last;
};

static const char *box(struct paper *it, const char *words)
{
    return arena_printf(it->page.arena, "[ ] %s", words);
}

/* Options that are offered today, then the non-answers that stand among them. */
static size_t boxes(struct paper *it, const struct scale *scale, const char ***list)
{
    enum lang lang = it->page.lang;
    size_t n = 0;

    *list = arena_array(it->page.arena, scale->n_options + 2, sizeof **list);
    for (size_t i = 0; i < scale->n_options; i++) {
        if (!scale->option[i].retired) {
            (*list)[n++] = box(it, label_in(&scale->option[i].label, lang));
        }
    }
    if (scale->offer_unknown) {
        (*list)[n++] = box(it, text(lang, T_NONANSWER_UNKNOWN));
    }
    if (scale->offer_declined) {
        (*list)[n++] = box(it, text(lang, T_NONANSWER_DECLINED));
    }
    return n;
}

static void put_boxes(struct paper *it, struct doc_node *parent, const struct scale *scale)
{
    struct doc *doc = it->page.doc;
    const char **list;
    size_t n = boxes(it, scale, &list);
    int widest = 0, all = 0;
    struct str line;

    str_init(&line, 0);
    for (size_t i = 0; i < n; i++) {
        int width = utf8_width(list[i], strlen(list[i]));

        widest = width > widest ? width : widest;
        all += width + 3;
        str_printf(&line, "%s%s", i > 0 ? "   " : "", list[i]);
    }
    if (all <= ROOM) {
        page_indented(&it->page, parent, INDENT, DOC_PLAIN, line.p);
    } else {
        size_t columns = widest + 2 < ROOM ? (size_t)(ROOM / (widest + 2)) : 1;
        struct doc_node *table = doc_node_new(doc, parent, DOC_TABLE);

        for (size_t i = 0; i < n; i += columns) {
            const char *cell[ROOM] = {"  "};
            size_t left = n - i < columns ? n - i : columns;

            memcpy(cell + 1, list + i, left * sizeof *list);
            doc_row(doc, table, cell, left + 1);
        }
    }
    str_release(&line);
}

static void put_lines(struct paper *it, struct doc_node *parent, int n)
{
    for (int i = 0; i < n; i++) {
        doc_gap(it->page.doc, parent);
        doc_node_new(it->page.doc, parent, DOC_RULE)->blank = true;
    }
}

static void put_space(struct paper *it, struct doc_node *parent, const struct item *item)
{
    static const enum text_id blank[] = {
        [ITEM_NUMBER] = T_PAPER_NUMBER,
        [ITEM_DATE] = T_PAPER_DATE,
        [ITEM_DATETIME] = T_PAPER_DATETIME,
        [ITEM_IDENTITY] = T_PAPER_IDENTITY,
    };

    switch (item->type) {
    case ITEM_ONE:
    case ITEM_MANY: put_boxes(it, parent, item->scale); break;
    case ITEM_LINE: put_lines(it, parent, 1); break;
    case ITEM_TEXT: put_lines(it, parent, LINES_OF_TEXT); break;
    case ITEM_NUMBER:
    case ITEM_DATE:
    case ITEM_DATETIME:
    case ITEM_IDENTITY:
        page_indented(&it->page, parent, INDENT, DOC_PLAIN,
                      page_words(&it->page, blank[item->type], DOTS, NULL, NULL));
        break;
    case ITEM_ROWS:
    case ITEM_GRID:
    case ITEM_FIXED: break;
    }
}

struct question {
    const struct paper *paper;
    const struct item *item;
    int number;
};

static void find_question(void *arg, const char *id)
{
    struct question *it = arg;
    const struct item *item = form_item(it->paper->method, it->paper->form, id);

    if (item != NULL && item != it->item && it->paper->number[item->index] > 0) {
        it->number = it->paper->number[item->index];
    }
}

/* The number of the question that decides whether this one is asked; 0 when it is not on the paper. */
static int follows(const struct paper *it, const struct item *item)
{
    struct question question = {.paper = it, .item = item};

    if (item->show != NULL) {
        expr_ids(item->show, find_question, &question);
    }
    return question.number;
}

static bool is_other(const struct item *item)
{
    size_t n = strlen(item->id);

    return n > 6 && strcmp(item->id + n - 6, ".other") == 0;
}

static void put_label(struct paper *it, struct doc_node *parent, const struct item *item)
{
    const struct page *page = &it->page;
    const char *label = label_in(&item->label, page->lang);
    int asked_by = follows(it, item);
    char number[24];
    struct doc_node *node;

    it->number[item->index] = ++it->last;
    node = doc_paragraph(page->doc, parent, DOC_STRONG,
                         arena_printf(page->arena, "%-3d %s", it->last, label));
    node->keep = true;
    if (asked_by > 0) {
        number_text(number, asked_by);
        node = page_indented(page, parent, INDENT, DOC_DIM,
                             page_words(page, T_PAPER_FOLLOWS, number, NULL, NULL));
    } else if (item->show != NULL) {
        node = page_indented(page, parent, INDENT, DOC_DIM, text(page->lang, T_PAPER_IF_SO));
    }
    node->keep = true;
}

/* One cell of each row when the grid has a single column of boxes, else a small heading a row. */
static void put_grid(struct paper *it, struct doc_node *parent, const struct item *grid)
{
    const struct page *page = &it->page;
    bool boxed = grid->n_columns == 1 && grid->column[0].scale != NULL;
    struct doc_node *table = boxed ? doc_node_new(page->doc, parent, DOC_TABLE) : NULL;

    for (size_t i = 0; i < grid->n_over; i++) {
        const char *label = label_in(&grid->over[i].label, page->lang);
        const char *cell[10] = {"  ", label};
        const char **list;

        if (boxed) {
            size_t n = boxes(it, grid->column[0].scale, &list);

            n = n < 8 ? n : 8;
            memcpy(cell + 2, list, n * sizeof *list);
            doc_row(page->doc, table, cell, n + 2);
            continue;
        }
        doc_gap(page->doc, parent);
        page_indented(page, parent, INDENT, DOC_STRONG, label)->keep = true;
        for (size_t c = 0; c < grid->n_columns; c++) {
            page_indented(page, parent, INDENT, DOC_PLAIN,
                          label_in(&grid->column[c].label, page->lang));
            put_space(it, parent, &grid->column[c]);
        }
    }
}

static void put_item(struct paper *it, struct doc_node *parent, const struct item *item)
{
    const struct page *page = &it->page;
    const struct form *list = item->type == ITEM_ROWS ? method_form(it->method, item->list) : NULL;

    if (item->grid != NULL || item->compute != NULL || item->retired) {
        return;
    }
    if (is_other(item)) {
        page_indented(page, parent, INDENT, DOC_PLAIN, label_in(&item->label, page->lang));
        put_space(it, parent, item);
        return;
    }
    doc_gap(page->doc, parent);
    if (item->type == ITEM_FIXED) {
        doc_paragraph(page->doc, parent, DOC_PLAIN, label_in(&item->label, page->lang));
        return;
    }
    put_label(it, parent, item);
    if (list != NULL) {
        page_indented(
            page, parent, INDENT, DOC_PLAIN,
            page_words(page, T_PAPER_ROWS, label_in(&list->title, page->lang), NULL, NULL));
    } else if (item->type == ITEM_GRID) {
        put_grid(it, parent, item);
    } else {
        put_space(it, parent, item);
    }
}

static void put_section(struct paper *it, const struct section *section)
{
    const struct page *page = &it->page;
    struct doc_node *root = page->doc->root;
    const char *guidance = label_in(&section->guidance, page->lang);

    page_heading(page, root, label_in(&section->title, page->lang));
    if (!text_is_empty(guidance)) {
        doc_paragraph(page->doc, root, DOC_PLAIN, guidance)->keep = true;
    }
    for (size_t i = 0; i < section->n; i++) {
        put_item(it, root, &it->form->item[section->first + i]);
    }
}

/* The youth's own part is handed over alone, so it neither shares a sheet with staff's answers nor
 * asks for staff's names. */
static bool is_youth(const struct section *section)
{
    return text_equal(section->part, "youth");
}

static void put_blanks(const struct page *page, struct doc_node *parent, enum text_id id)
{
    doc_paragraph(page->doc, parent, DOC_PLAIN,
                  page_words(page, id, DOTS DOTS, DOTS DOTS DOTS, NULL));
}

/* Of no case, and nothing to type into the program afterwards. */
static bool is_for_paper_only(const struct form *form)
{
    return form->kind == FORM_FORM && form->filled_by == 0;
}

static void put_head(struct paper *it, bool practice, bool youth)
{
    const struct page *page = &it->page;
    struct doc_node *root = page->doc->root;

    if (practice) {
        page_say(page, root, DOC_ALERT, T_PAPER_PRACTICE);
        doc_gap(page->doc, root);
    }
    doc_heading(page->doc, root, 1, page->doc->title);
    doc_gap(page->doc, root);
    if (!is_for_paper_only(it->form)) {
        put_blanks(page, root, T_PAPER_CASE);
        if (!youth)
            doc_gap(page->doc, root);
    }
    if (!youth) {
        put_blanks(page, root, T_PAPER_WRITER);
    }
    if (!youth && it->form->signatures == 2) {
        doc_gap(page->doc, root);
        put_blanks(page, root, T_PAPER_SECOND);
    }
}

struct doc *page_paper(const struct method *method, const struct form *form, enum lang lang,
                       bool practice, struct arena *arena)
{
    const char *guidance = label_in(&form->guidance, lang);
    struct paper it = {.method = method, .form = form};
    struct doc_node *root;

    it.page = page_new(arena, lang,
                       arena_printf(arena, "%s  %s", label_in(&form->title, lang), form->version));
    it.number = arena_array(arena, form->n_items + 1, sizeof *it.number);
    root = it.page.doc->root;
    put_head(&it, practice, false);
    doc_gap(it.page.doc, root);
    if (!text_is_empty(guidance)) {
        doc_paragraph(it.page.doc, root, DOC_PLAIN, guidance);
        doc_gap(it.page.doc, root);
    }
    page_say(&it.page, root, DOC_PLAIN, is_for_paper_only(form) ? T_PAPER_HOW_ALONE : T_PAPER_HOW);
    for (size_t i = 0; i < form->n_sections; i++) {
        if (i > 0 && is_youth(&form->section[i]) != is_youth(&form->section[i - 1])) {
            doc_node_new(it.page.doc, root, DOC_PAGE);
            put_head(&it, practice, is_youth(&form->section[i]));
        }
        put_section(&it, &form->section[i]);
    }
    return it.page.doc;
}

/* A row form is needed when a sheet asks for its rows. */
static bool is_asked_for(const struct method *method, const struct form *list)
{
    for (size_t i = 0; i < method->n_places; i++) {
        const struct item *item = method->place[i].item;

        if (item->type == ITEM_ROWS && text_equal(item->list, list->id)) {
            return true;
        }
    }
    return false;
}

/* In the order of the phases, what belongs to none after them; row forms last. */
size_t paper_kit(const struct method *method, struct arena *arena, const struct form ***form)
{
    size_t n = 0;

    *form = arena_array(arena, method->n_forms + 1, sizeof **form);
    for (size_t phase = 0; phase <= method->phases.n; phase++) {
        const char *id = phase < method->phases.n ? method->phases.item[phase].id : NULL;

        for (size_t i = 0; i < method->n_forms; i++) {
            const struct form *it = &method->form[i];

            if (!it->retired && it->kind == FORM_FORM && text_equal(it->phase, id)) {
                (*form)[n++] = it;
            }
        }
    }
    for (size_t i = 0; i < method->n_forms; i++) {
        if (!method->form[i].retired && is_asked_for(method, &method->form[i])) {
            (*form)[n++] = &method->form[i];
        }
    }
    return n;
}

struct doc *page_paper_cover(const struct method *method, enum lang lang, bool practice,
                             struct date today, struct arena *arena)
{
    const struct date never = {0, 0, 0};
    struct page page = page_new(arena, lang, text(lang, T_PAPER_KIT));
    struct doc_node *root = page.doc->root;
    const struct form **form;
    size_t n = paper_kit(method, arena, &form);
    struct doc_node *table;

    if (practice) {
        page_say(&page, root, DOC_ALERT, T_PAPER_PRACTICE);
        doc_gap(page.doc, root);
    }
    doc_heading(page.doc, root, 1, page.doc->title);
    doc_paragraph(
        page.doc, root, DOC_PLAIN,
        page_words(&page, T_PAPER_PRINTED, page_date(&page, today, never), method->version, NULL));
    doc_gap(page.doc, root);
    page_say(&page, root, DOC_PLAIN, T_PAPER_KIT_USE);
    doc_gap(page.doc, root);
    table = doc_node_new(page.doc, root, DOC_TABLE);
    for (size_t i = 0; i < n; i++) {
        const char *const cell[] = {label_in(&form[i]->title, lang), form[i]->version};

        doc_row(page.doc, table, cell, ARRAY_LEN(cell));
    }
    return page.doc;
}
