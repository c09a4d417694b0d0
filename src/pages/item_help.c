/* item_help.c - what a question asks, means and takes. */
#include <math.h>

#include "parts.h"
#include "sis/base/json.h"
#include "sis/form/live.h"
#include "sis/pages/pages.h"

static const enum text_id takes[] = {
    [ITEM_ONE] = T_TAKES_ONE,       [ITEM_MANY] = T_TAKES_MANY,
    [ITEM_NUMBER] = T_TAKES_NUMBER, [ITEM_DATE] = T_TAKES_DATE,
    [ITEM_LINE] = T_TAKES_LINE,     [ITEM_DATETIME] = T_TAKES_DATETIME,
    [ITEM_TEXT] = T_TAKES_TEXT,     [ITEM_ROWS] = T_TAKES_ROWS,
    [ITEM_GRID] = T_TAKES_GRID,     [ITEM_IDENTITY] = T_TAKES_IDENTITY,
    [ITEM_FIXED] = T_NONE,
};

static void put_option(const struct page *page, struct doc_node *table, const char *key,
                       const char *words)
{
    const char *const cell[] = {"", key, words};

    doc_row(page->doc, table, cell, ARRAY_LEN(cell));
}

static void put_options(const struct page *page, const struct scale *scale)
{
    struct doc_node *table = doc_node_new(page->doc, page->doc->root, DOC_TABLE);

    for (size_t i = 0; i < scale->n_options; i++) {
        const struct option *option = &scale->option[i];

        if (!option->retired) {
            put_option(page, table, label_in(&option->key, page->lang),
                       label_in(&option->label, page->lang));
        }
    }
    for (int i = NONANSWER_UNKNOWN; i <= NONANSWER_DECLINED; i++) {
        put_option(page, table, text(page->lang, nonanswer_key((enum nonanswer)i)),
                   text(page->lang, nonanswer_text((enum nonanswer)i)));
    }
}

static void put_limits(const struct page *page, const struct item *item)
{
    char low[40], high[40];

    if (item->type != ITEM_NUMBER || (isnan(item->min) && isnan(item->max)))
        return;
    real_text(item->min, low);
    real_text(item->max, high);
    doc_paragraph(page->doc, page->doc->root, DOC_PLAIN,
                  isnan(item->min)   ? page_words(page, T_FORM_AT_MOST, high, NULL, NULL)
                  : isnan(item->max) ? page_words(page, T_FORM_AT_LEAST, low, NULL, NULL)
                                     : page_words(page, T_FORM_BETWEEN, low, high, NULL));
}

/* Who may come to read the answer, and what the program does not do with it. */
static void put_use(const struct page *page, const struct method *method, const struct item *item)
{
    struct doc_node *root = page->doc->root;
    const struct entry *subject =
        item->subject != NULL ? entries_find(&method->subjects, item->subject) : NULL;

    doc_gap(page->doc, root);
    if (subject != NULL) {
        doc_paragraph(
            page->doc, root, DOC_PLAIN,
            page_words(page, T_ITEM_SUBJECT, label_in(&subject->title, page->lang), NULL, NULL));
    } else {
        page_say(page, root, DOC_PLAIN, T_ITEM_NOT_SHARED);
    }
    if (item->pair != NULL)
        page_say(page, root, DOC_PLAIN, T_ITEM_PAIR);
    if (item->judgement)
        page_say(page, root, DOC_PLAIN, T_ITEM_JUDGEMENT);
    else if (live_may_carry(item))
        page_say(page, root, DOC_PLAIN, T_ITEM_CARRY);
    if (item->compute != NULL)
        page_say(page, root, DOC_PLAIN, T_ITEM_COMPUTED);
    else
        page_say(page, root, DOC_PLAIN, item->required ? T_ITEM_REQUIRED : T_ITEM_OPTIONAL);
}

/* What the part of the form and the form itself are for. */
static void put_guidance(const struct page *page, const struct method *method,
                         const struct item *item)
{
    const struct form *form = NULL;
    const struct section *section = item->section;

    if (section != NULL && !text_is_empty(label_in(&section->guidance, page->lang))) {
        page_heading(page, page->doc->root, label_in(&section->title, page->lang));
        doc_paragraph(page->doc, page->doc->root, DOC_PLAIN,
                      label_in(&section->guidance, page->lang));
    }
    if (method_item(method, item->id, &form) != NULL && form != NULL &&
        !text_is_empty(label_in(&form->guidance, page->lang))) {
        page_heading(page, page->doc->root, label_in(&form->title, page->lang));
        doc_paragraph(page->doc, page->doc->root, DOC_PLAIN, label_in(&form->guidance, page->lang));
    }
}

struct doc *page_item_help(const struct method *method, const struct item *item,
                           const char *warning, enum lang lang, struct arena *arena)
{
    struct page page = {.arena = arena, .lang = lang};
    const char *help = label_in(&item->help, lang);
    const char *example = label_in(&item->example, lang);
    struct doc_node *root;

    page = page_new(arena, lang, page_item_label(&page, item));
    root = page.doc->root;
    if (!text_is_empty(warning)) {
        doc_heading(page.doc, root, 1, text(lang, T_WARNING));
        doc_gap(page.doc, root);
        doc_paragraph(page.doc, root, DOC_PLAIN, warning);
        doc_gap(page.doc, root);
    }
    doc_heading(page.doc, root, 1, page.doc->title);
    if (!text_is_empty(help)) {
        doc_gap(page.doc, root);
        doc_paragraph(page.doc, root, DOC_PLAIN, help);
    }
    if (!text_is_empty(example)) {
        page_heading(&page, root, text(lang, T_ITEM_EXAMPLE));
        doc_paragraph(page.doc, root, DOC_PLAIN, example);
    }
    if (item->compute == NULL && takes[item->type] != T_NONE) {
        page_heading(&page, root, text(lang, T_ITEM_ANSWER));
        page_say(&page, root, DOC_PLAIN, takes[item->type]);
        put_limits(&page, item);
        if (item->scale != NULL)
            put_options(&page, item->scale);
    }
    put_use(&page, method, item);
    put_guidance(&page, method, item);
    return page.doc;
}
