/* letter.c - a letter as its receiver gets it, and what its sender sees above it. */
#include "sis/casework/letter.h"
#include "parts.h"
#include "sis/casework/settings.h"
#include "sis/pages/pages.h"

#define LINE_TO_SIGN "................................"

static const char *receiver_of(const struct page *page, const struct letter_out *letter)
{
    return letter->receiver != NULL ? label_in(&letter->receiver->title, page->lang) : "";
}

static void put_table(const struct page *page, struct doc_node *root,
                      const struct letter_block *block)
{
    struct doc_node *table = doc_node_new(page->doc, root, DOC_TABLE);
    struct doc_node *head = doc_node_new(page->doc, table, DOC_GROUP);

    table->header = true;
    for (size_t i = 0; i < block->n_columns; i++)
        page_cell(page, head, DOC_PLAIN, page_question(page, block->column[i]), NULL);
    for (size_t i = 0; i < block->n_lines; i++)
        doc_row(page->doc, table, block->line[i].cell, block->line[i].n_cells);
}

/* Below a heading of its own, one answer needs no question. */
static void put_items(const struct page *page, const struct letter_block *block)
{
    struct doc_node *root = page->doc->root;
    bool alone =
        block->block->n_items == 1 && block->n_lines == 1 && block->line[0].item->grid_row == NULL;

    if (block->n_lines > 0)
        page_heading(page, root, block->text);
    for (size_t i = 0; i < block->n_lines; i++) {
        const struct letter_line *line = &block->line[i];

        if (alone)
            doc_paragraph(page->doc, root, DOC_PLAIN, line->text);
        else
            page_put_answer(page, root, page_question(page, line->item), DOC_PLAIN, line->text);
    }
}

/* A heading without anything below it would tell that something was held back. */
static void put_block(const struct page *page, const struct letter_block *block)
{
    struct doc_node *root = page->doc->root;

    switch (block->block->kind) {
    case BLOCK_HEADING: page_heading(page, root, block->text); break;
    case BLOCK_TEXT:
        doc_gap(page->doc, root);
        doc_paragraph(page->doc, root, DOC_PLAIN, block->text);
        break;
    case BLOCK_ITEMS: put_items(page, block); break;
    case BLOCK_LIST:
        if (block->n_lines > 0) {
            page_heading(page, root, block->text);
            put_table(page, root, block);
        }
        break;
    case BLOCK_SIGNATURE:
        doc_gap(page->doc, root);
        doc_gap(page->doc, root);
        doc_paragraph(page->doc, root, DOC_PLAIN,
                      page_words(page, T_LETTER_SENDER, LINE_TO_SIGN, NULL, NULL))
            ->keep = true;
        doc_gap(page->doc, root);
        doc_paragraph(page->doc, root, DOC_PLAIN,
                      page_words(page, T_LETTER_CHECKED, LINE_TO_SIGN, NULL, NULL));
        break;
    }
}

struct doc *page_letter(struct work *work, const struct letter_out *letter, struct arena *arena)
{
    struct page page = page_new(arena, work->lang, letter->number);
    struct doc_node *root = page.doc->root;
    const struct date never = {0, 0, 0};

    if (work->practice) {
        page_say(&page, root, DOC_ALERT, T_PAPER_PRACTICE);
        doc_gap(page.doc, root);
    }
    /* What the youth keeps tells nobody whose it is: its number stands in the foot alone. */
    page_pair(&page, root, letter->receiver != NULL ? letter->number : "", DOC_PLAIN,
              page_date(&page, work_today(work), never));
    if (letter->receiver != NULL) {
        doc_paragraph(page.doc, root, DOC_PLAIN,
                      page_words(&page, T_LETTER_FROM, settings_home_name(work), NULL, NULL));
        doc_paragraph(page.doc, root, DOC_PLAIN,
                      page_words(&page, T_LETTER_TO, receiver_of(&page, letter), NULL, NULL));
    }
    for (size_t i = 0; i < letter->n_blocks; i++)
        put_block(&page, &letter->block[i]);
    if (letter->receiver != NULL) {
        doc_gap(page.doc, root);
        doc_paragraph(page.doc, root, DOC_STRONG,
                      page_words(&page, T_LETTER_RECEIPT, letter->code, NULL, NULL));
    }
    return page.doc;
}

static const enum text_id why_words[] = {
    [CONSENT_YES] = T_NONE,
    [CONSENT_GROUND] = T_NONE,
    [CONSENT_GROUND_OVER] = T_WITHHELD_GROUND_OVER,
    [CONSENT_NONE] = T_WITHHELD_NONE,
    [CONSENT_NO] = T_WITHHELD_NO,
    [CONSENT_EXPIRED] = T_WITHHELD_EXPIRED,
    [CONSENT_WITHDRAWN] = T_WITHHELD_WITHDRAWN,
    [CONSENT_UNSIGNED] = T_WITHHELD_UNSIGNED,
    [CONSENT_FORGED] = T_WITHHELD_FORGED,
    [CONSENT_NOT_SHARED] = T_WITHHELD_NOT_SHARED,
};

static bool same_reason(const struct withheld *a, const struct withheld *b)
{
    return a->why == b->why && text_equal(a->subject, b->subject);
}

static const char *withheld_words(const struct page *page, const struct withheld *it)
{
    if (it->rows == NULL)
        return page_question(page, it->item);
    return page_words(page, T_WITHHELD_ROWS, label_in(&it->rows->title, page->lang), NULL, NULL);
}

/* One heading for each subject and reason, in the order they were met, with its questions. */
static void put_reason(const struct page *page, struct work *work, const struct letter_out *letter,
                       size_t first)
{
    const struct withheld *it = &letter->withheld[first];
    const struct entry *subject =
        it->subject != NULL ? entries_find(&work->method->subjects, it->subject) : NULL;
    struct doc_node *root = page->doc->root;
    const char *why = text(page->lang, why_words[it->why]);
    struct doc_node *list;

    doc_gap(page->doc, root);
    doc_paragraph(page->doc, root, DOC_STRONG,
                  subject != NULL
                      ? arena_printf(page->arena, "%s. %s",
                                     page_sentence(page, label_in(&subject->title, page->lang)),
                                     why)
                      : why)
        ->keep = true;
    list = doc_node_new(page->doc, root, DOC_LIST);
    for (size_t i = first; i < letter->n_withheld; i++)
        if (same_reason(it, &letter->withheld[i]))
            doc_paragraph(page->doc, list, DOC_PLAIN, withheld_words(page, &letter->withheld[i]));
}

static bool is_first(const struct letter_out *letter, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (same_reason(&letter->withheld[i], &letter->withheld[n]))
            return false;
    return true;
}

struct doc *page_letter_withheld(struct work *work, const struct letter_out *letter,
                                 struct arena *arena)
{
    struct page page = page_new(arena, work->lang, letter->number);
    struct doc_node *root = page.doc->root;

    page_heading(&page, root, text(work->lang, T_WITHHELD_HEADING));
    if (letter->receiver != NULL) {
        doc_paragraph(page.doc, root, DOC_DIM,
                      page_words(&page, T_WITHHELD_FROM, receiver_of(&page, letter), NULL, NULL));
    }
    if (letter->made_for != NULL) {
        doc_paragraph(page.doc, root, DOC_ALERT,
                      page_words(&page, T_WITHHELD_MADE_FOR,
                                 label_in(&letter->made_for->title, page.lang), NULL, NULL));
    }
    if (letter->unsigned_answers > 0) {
        doc_paragraph(page.doc, root, DOC_ALERT,
                      page_count(&page, T_WITHHELD_LEFT_OUT_1, T_WITHHELD_LEFT_OUT,
                                 (size_t)letter->unsigned_answers));
    }
    if (letter->n_withheld == 0)
        page_say(&page, root, DOC_PLAIN, T_WITHHELD_NOTHING);
    for (size_t i = 0; i < letter->n_withheld; i++)
        if (is_first(letter, i))
            put_reason(&page, work, letter, i);
    return page.doc;
}
