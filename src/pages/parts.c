/* parts.c - what the builders of pages share. */
#include "parts.h"

#include <stdio.h>
#include <string.h>

#include "sis/base/utf8.h"
#include "sis/form/live.h"

#define SHORT 40 /* columns of an answer that may stand beside its question */

struct page page_new(struct arena *arena, enum lang lang, const char *title)
{
    return (struct page){.doc = doc_new(arena, lang, title), .arena = arena, .lang = lang};
}

static const char *take(const struct page *page, struct str *out)
{
    const char *text = arena_strndup(page->arena, out->p, out->n);

    str_release(out);
    return text;
}

const char *page_number(const struct page *page, size_t n)
{
    return arena_printf(page->arena, "%zu", n);
}

const char *page_words(const struct page *page, enum text_id id, const char *one, const char *two,
                       const char *three)
{
    const char *const value[] = {one, two, three};
    struct str out;

    str_init(&out, 0);
    text_fill(&out, text(page->lang, id), value, ARRAY_LEN(value));
    return take(page, &out);
}

const char *page_count(const struct page *page, enum text_id one, enum text_id many, size_t n)
{
    char number[24];

    if (n == 1)
        return text(page->lang, one);
    return page_words(page, many, number_text(number, (long long)n), NULL, NULL);
}

const char *page_capitals(const struct page *page, const char *text)
{
    struct str out;

    str_init(&out, 0);
    utf8_upper(&out, text, strlen(text));
    return take(page, &out);
}

const char *page_date(const struct page *page, struct date date, struct date today)
{
    struct str out;

    str_init(&out, 0);
    date_words(&out, page->lang, date, today);
    return take(page, &out);
}

const char *page_date_short(const struct page *page, struct date date, struct date today)
{
    struct str out;

    str_init(&out, 0);
    date_words_short(&out, page->lang, date, today);
    return take(page, &out);
}

const char *page_held(const struct page *page, const char *text)
{
    struct str out;

    str_init(&out, 0);
    for (const char *at = text; *at != '\0'; at++)
        if (*at == ' ')
            str_puts(&out, UTF8_NO_BREAK);
        else
            str_putc(&out, *at);
    return take(page, &out);
}

void page_heading(const struct page *page, struct doc_node *parent, const char *text)
{
    if (parent->n_children > 0)
        doc_gap(page->doc, parent);
    doc_heading(page->doc, parent, 2, page_capitals(page, text))->keep = true;
}

void page_say(const struct page *page, struct doc_node *parent, enum doc_style style,
              enum text_id id)
{
    doc_paragraph(page->doc, parent, style, text(page->lang, id));
}

struct doc_node *page_indented(const struct page *page, struct doc_node *parent, int indent,
                               enum doc_style style, const char *text)
{
    struct doc_node *node = doc_paragraph(page->doc, parent, style, text);

    node->level = indent;
    return node;
}

struct doc_node *page_pair(const struct page *page, struct doc_node *parent, const char *left,
                           enum doc_style style, const char *right)
{
    struct doc_node *columns = doc_node_new(page->doc, parent, DOC_COLUMNS);
    struct doc_node *cell = doc_node_new(page->doc, columns, DOC_GROUP);

    cell->wide = 3;
    doc_paragraph(page->doc, cell, DOC_PLAIN, left);
    cell = doc_node_new(page->doc, columns, DOC_GROUP);
    cell->wide = 2;
    return doc_paragraph(page->doc, cell, style, right);
}

void page_put_answer(const struct page *page, struct doc_node *parent, const char *label,
                     enum doc_style style, const char *words)
{
    if (strchr(words, '\n') == NULL && utf8_width(words, strlen(words)) <= SHORT) {
        page_pair(page, parent, label, style, words);
        return;
    }
    doc_paragraph(page->doc, parent, DOC_PLAIN, label)->keep = true;
    page_indented(page, parent, 2, style, words);
}

const char *page_sentence(const struct page *page, const char *text)
{
    size_t n = strlen(text);
    size_t first = utf8_next(text, n, 0);
    struct str out;

    str_init(&out, 0);
    utf8_upper(&out, text, first);
    str_add(&out, text + first, n - first);
    return take(page, &out);
}

const char *page_item_label(const struct page *page, const struct item *item)
{
    const char *label = label_in(&item->label, page->lang);

    if (item->grid_row == NULL)
        return label;
    label =
        arena_printf(page->arena, "%s: %s", label_in(&item->grid_row->label, page->lang), label);
    return page_sentence(page, label);
}

const char *page_question(const struct page *page, const struct item *item)
{
    const char *label = page_item_label(page, item);
    const char *mark = strrchr(label, '?');

    if (mark == NULL || mark[1] != ' ')
        return label;
    return arena_strndup(page->arena, label, (size_t)(mark + 1 - label));
}

const char *page_answer(const struct page *page, const struct item *item,
                        const struct answer *answer)
{
    struct str out;

    if (answer == NULL)
        return NULL;
    str_init(&out, 0);
    item_answer_words(item, answer, page->lang, &out);
    if (out.n == 0) {
        str_release(&out);
        return NULL;
    }
    return take(page, &out);
}

const char *page_when(const struct page *page, int64_t moment, struct date today)
{
    struct str out;

    str_init(&out, 0);
    moment_words(&out, page->lang, moment, today);
    return take(page, &out);
}

const char *page_case_name(const struct page *page, const char *number, const char *work_name)
{
    return arena_printf(page->arena, "%s %s", number, work_name);
}

struct place page_place(enum room room, const struct id *case_id)
{
    struct place place = place_of(room);

    place.case_id = *case_id;
    return place;
}

void page_form(struct place *place, const char *form)
{
    snprintf(place->form, sizeof place->form, "%s", form);
}

void page_extra(struct place *place, const char *extra)
{
    snprintf(place->extra, sizeof place->extra, "%s", extra);
}

void page_cell(const struct page *page, struct doc_node *row, enum doc_style style,
               const char *text, const struct place *place)
{
    struct doc_node *cell = doc_node_new(page->doc, row, DOC_GROUP);
    struct doc_node *line = doc_node_new(page->doc, cell, DOC_PARAGRAPH);

    doc_run(page->doc, line, style, text, place);
}

bool page_asks(const struct item *item)
{
    return item->type != ITEM_FIXED && item->type != ITEM_GRID && item->type != ITEM_ROWS;
}
