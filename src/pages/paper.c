/* paper.c - a blank form to fill in by hand when the program cannot be used. */
#include <string.h>

#include "parts.h"
#include "sis/base/utf8.h"
#include "sis/form/expr.h"
#include "sis/pages/pages.h"

#define INDENT 4
#define WIDTH 79      /* columns of a sheet that what stands on one line may take */
#define LEAST_DOTS 36 /* fewer are too little to write on behind a question */
#define LINES_OF_TEXT 3
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
    for (size_t i = 0; i < scale->n_options; i++)
        if (!scale->option[i].retired)
            (*list)[n++] = box(it, label_in(&scale->option[i].label, lang));
    if (scale->offer_unknown)
        (*list)[n++] = box(it, text(lang, T_NONANSWER_UNKNOWN));
    if (scale->offer_declined)
        (*list)[n++] = box(it, text(lang, T_NONANSWER_DECLINED));
    return n;
}

static int width_of(const char *words)
{
    return utf8_width(words, strlen(words));
}

/* All on one line. */
static const char *boxes_words(struct paper *it, const struct scale *scale)
{
    const char **list;
    size_t n = boxes(it, scale, &list);
    const char *words = n > 0 ? list[0] : "";

    for (size_t i = 1; i < n; i++)
        words = arena_printf(it->page.arena, "%s  %s", words, list[i]);
    return words;
}

/* One after the other, a new line where the next has no room; how many lines. */
static size_t flow(struct paper *it, struct doc_node *parent, const char *const *list, size_t n)
{
    const char *line = list[0];
    size_t lines = 1;

    for (size_t i = 1; i < n; i++) {
        if (INDENT + width_of(line) + 2 + width_of(list[i]) <= WIDTH) {
            line = arena_printf(it->page.arena, "%s  %s", line, list[i]);
            continue;
        }
        if (parent != NULL)
            page_indented(&it->page, parent, INDENT, DOC_PLAIN, line)->keep = true;
        line = list[i];
        lines++;
    }
    if (parent != NULL)
        page_indented(&it->page, parent, INDENT, DOC_PLAIN, line);
    return lines;
}

/* In columns, which are easier to read, unless that takes many more lines. */
static void put_boxes(struct paper *it, struct doc_node *parent, const struct scale *scale)
{
    struct doc *doc = it->page.doc;
    const char **list;
    size_t n = boxes(it, scale, &list);
    size_t columns, lines;
    int widest = 0;
    struct doc_node *table;

    if (n == 0)
        return;
    for (size_t i = 0; i < n; i++)
        widest = width_of(list[i]) > widest ? width_of(list[i]) : widest;
    columns = widest + 2 < WIDTH - INDENT ? (size_t)((WIDTH - INDENT + 2) / (widest + 2)) : 1;
    lines = flow(it, NULL, list, n);
    if (lines == 1 || lines + 1 < (n + columns - 1) / columns) {
        flow(it, parent, list, n);
        return;
    }
    table = doc_node_new(doc, parent, DOC_TABLE);
    for (size_t i = 0; i < n; i += columns) {
        const char *cell[WIDTH] = {"  "};
        size_t left = n - i < columns ? n - i : columns;

        memcpy(cell + 1, list + i, left * sizeof *list);
        doc_row(doc, table, cell, left + 1);
    }
}

static void put_lines(struct paper *it, struct doc_node *parent, int n)
{
    for (int i = 0; i < n; i++) {
        doc_gap(it->page.doc, parent);
        doc_node_new(it->page.doc, parent, DOC_RULE)->blank = true;
    }
}

/* The parts of a date and the like to fill in; NULL for what is written on lines. */
static const char *blanks_of(struct paper *it, const struct item *item)
{
    static const enum text_id blank[] = {
        [ITEM_NUMBER] = T_PAPER_NUMBER,
        [ITEM_DATE] = T_PAPER_DATE,
        [ITEM_DATETIME] = T_PAPER_DATETIME,
        [ITEM_IDENTITY] = T_PAPER_IDENTITY,
    };

    return (size_t)item->type < ARRAY_LEN(blank) && blank[item->type] != T_NONE
               ? page_words(&it->page, blank[item->type], DOTS, NULL, NULL)
               : NULL;
}

static const char *dots(struct paper *it, int n)
{
    char *line = arena_alloc(it->page.arena, (size_t)n + 1);

    memset(line, '.', (size_t)n);
    return line;
}

/* Room for a short answer behind the question, when that leaves enough of the line; else NULL. */
static const char *beside(struct paper *it, const struct item *item, int used)
{
    int left = WIDTH - used - 2;
    const char *words = item->type == ITEM_ONE || item->type == ITEM_MANY
                            ? boxes_words(it, item->scale)
                            : blanks_of(it, item);

    if (item->type == ITEM_LINE)
        return left >= LEAST_DOTS ? dots(it, left) : NULL;
    return words != NULL && width_of(words) <= left ? words : NULL;
}

/* Room for the answer below the question. */
static void put_space(struct paper *it, struct doc_node *parent, const struct item *item)
{
    const char *blanks = blanks_of(it, item);

    if (item->type == ITEM_ONE || item->type == ITEM_MANY)
        put_boxes(it, parent, item->scale);
    else if (item->type == ITEM_LINE || item->type == ITEM_TEXT)
        put_lines(it, parent, item->type == ITEM_TEXT ? LINES_OF_TEXT : 1);
    else if (blanks != NULL)
        page_indented(&it->page, parent, INDENT, DOC_PLAIN, blanks);
}

/* Behind the question in node, of which `used` columns are taken, or below it. */
static void put_answer(struct paper *it, struct doc_node *parent, struct doc_node *node, int used,
                       const struct item *item)
{
    const char *words = beside(it, item, used);

    if (words == NULL) {
        node->keep = true;
        put_space(it, parent, item);
        return;
    }
    doc_run(it->page.doc, node, DOC_PLAIN, "  ", NULL);
    doc_run(it->page.doc, node, DOC_PLAIN, words, NULL);
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

    if (item != NULL && item != it->item && it->paper->number[item->index] > 0)
        it->number = it->paper->number[item->index];
}

/* The number of the question that decides whether this one is asked; 0 when it is not on the paper. */
static int follows(const struct paper *it, const struct item *item)
{
    struct question question = {.paper = it, .item = item};

    if (item->show != NULL)
        expr_ids(item->show, find_question, &question);
    return question.number;
}

static bool is_other(const struct item *item)
{
    size_t n = strlen(item->id);

    return n > 6 && strcmp(item->id + n - 6, ".other") == 0;
}

/* Why a question need not be answered; NULL. */
static const char *note_of(struct paper *it, const struct item *item)
{
    int asked_by = follows(it, item);
    char number[24];

    return asked_by > 0
               ? page_words(&it->page, T_PAPER_FOLLOWS, number_text(number, asked_by), NULL, NULL)
           : item->show != NULL ? text(it->page.lang, T_PAPER_IF_SO)
                                : NULL;
}

/* The numbered question with its note; *used: how much of its last line. */
static struct doc_node *put_label(struct paper *it, struct doc_node *parent,
                                  const struct item *item, int *used)
{
    const struct page *page = &it->page;
    const char *note = note_of(it, item);
    const char *number = arena_printf(page->arena, "%d%s", it->last + 1, item->full ? "+" : "");
    const char *words =
        arena_printf(page->arena, "%-3s %s", number, label_in(&item->label, page->lang));
    struct doc_node *node = doc_paragraph(page->doc, parent, DOC_STRONG, words);

    it->number[item->index] = ++it->last;
    *used = width_of(words);
    if (note != NULL && *used + 2 + width_of(note) <= WIDTH) {
        doc_run(page->doc, node, DOC_DIM, arena_printf(page->arena, "  %s", note), NULL);
        *used += 2 + width_of(note);
    } else if (note != NULL) {
        node->keep = true;
        node = page_indented(page, parent, INDENT, DOC_DIM, note);
        *used = INDENT + width_of(note);
    }
    return node;
}

/* A question of a grid's row. What is written by hand gets the height of two lines. */
static void put_cell(struct paper *it, struct doc_node *parent, const struct item *column)
{
    const char *label = label_in(&column->label, it->page.lang);

    if (column->type == ITEM_LINE)
        doc_gap(it->page.doc, parent);
    put_answer(it, parent, page_indented(&it->page, parent, INDENT, DOC_PLAIN, label),
               INDENT + width_of(label), column);
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
        for (size_t c = 0; c < grid->n_columns; c++)
            put_cell(it, parent, &grid->column[c]);
    }
}

static void put_item(struct paper *it, struct doc_node *parent, const struct item *item)
{
    const struct page *page = &it->page;
    const struct form *list = item->type == ITEM_ROWS ? method_form(it->method, item->list) : NULL;
    struct doc_node *node;
    int used;

    if (item->grid != NULL || item->compute != NULL || item->retired)
        return;
    if (is_other(item)) {
        put_cell(it, parent, item);
        return;
    }
    doc_gap(page->doc, parent);
    if (item->type == ITEM_FIXED) {
        doc_paragraph(page->doc, parent, DOC_PLAIN, label_in(&item->label, page->lang));
        return;
    }
    node = put_label(it, parent, item, &used);
    if (list != NULL || item->type == ITEM_GRID)
        node->keep = true;
    if (list != NULL) {
        page_indented(
            page, parent, INDENT, DOC_PLAIN,
            page_words(page, T_PAPER_ROWS, label_in(&list->title, page->lang), NULL, NULL));
    } else if (item->type == ITEM_GRID) {
        put_grid(it, parent, item);
    } else {
        put_answer(it, parent, node, used, item);
    }
}

static void put_section(struct paper *it, const struct section *section)
{
    const struct page *page = &it->page;
    struct doc_node *root = page->doc->root;
    const char *guidance = label_in(&section->guidance, page->lang);

    page_heading(page, root, label_in(&section->title, page->lang));
    if (!text_is_empty(guidance))
        doc_paragraph(page->doc, root, DOC_PLAIN, guidance)->keep = true;
    for (size_t i = 0; i < section->n; i++)
        put_item(it, root, &it->form->item[section->first + i]);
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
    if (!youth)
        put_blanks(page, root, T_PAPER_WRITER);
    if (!youth && it->form->signatures == 2) {
        doc_gap(page->doc, root);
        put_blanks(page, root, T_PAPER_SECOND);
    }
}

static bool asks_more(const struct form *form)
{
    for (size_t i = 0; i < form->n_items; i++)
        if (form->item[i].full && !form->item[i].retired)
            return true;
    return false;
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
    if (asks_more(form))
        page_say(&it.page, root, DOC_PLAIN, T_PAPER_MORE);
    /* The youth's own part is handed over alone, so it neither shares a sheet with staff's answers nor
     * asks for staff's names. */
    for (size_t i = 0; i < form->n_sections; i++) {
        bool own = section_is_youths(&form->section[i]);

        if (i > 0 && own != section_is_youths(&form->section[i - 1])) {
            doc_node_new(it.page.doc, root, DOC_PAGE);
            put_head(&it, practice, own);
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

        if (item->type == ITEM_ROWS && text_equal(item->list, list->id))
            return true;
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

            if (!it->retired && it->kind == FORM_FORM && text_equal(it->phase, id))
                (*form)[n++] = it;
        }
    }
    for (size_t i = 0; i < method->n_forms; i++)
        if (!method->form[i].retired && is_asked_for(method, &method->form[i]))
            (*form)[n++] = &method->form[i];
    return n;
}

/* When the program is down nothing shows whom to ring: here with a line for the home's own number. */
static void put_numbers(const struct page *page, const struct method *method)
{
    struct doc_node *root = page->doc->root;
    struct doc_node *table;

    doc_paragraph(page->doc, root, DOC_STRONG, text(page->lang, T_PAPER_NUMBERS))->keep = true;
    table = doc_node_new(page->doc, root, DOC_TABLE);
    for (size_t i = 0; i < method->contacts.n; i++) {
        const struct entry *contact = &method->contacts.item[i];
        bool known = !text_is_empty(contact->number);
        const char *const cell[] = {label_in(&contact->title, page->lang),
                                    known ? contact->number : DOTS DOTS DOTS};

        doc_row(page->doc, table, cell, ARRAY_LEN(cell));
    }
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
    put_numbers(&page, method);
    doc_gap(page.doc, root);
    table = doc_node_new(page.doc, root, DOC_TABLE);
    for (size_t i = 0; i < n; i++) {
        const char *const cell[] = {label_in(&form[i]->title, lang), form[i]->version};

        doc_row(page.doc, table, cell, ARRAY_LEN(cell));
    }
    return page.doc;
}
