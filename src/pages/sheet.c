/* sheet.c - the sheet of one case at a conference: what people have said, in their words. */
#include "sheet.h"

#include "sis/casework/cosign.h"
#include "sis/casework/letter.h"
#include "sis/casework/records.h"
#include "sis/pages/pages.h"

#define LETTER "conference"

struct sheet {
    const struct page *page;
    struct doc_node *parent;
    struct work *work;
    struct case_file *file;
    bool empty; /* nothing yet below the heading */
    size_t n;
};

/* "Säkerhet, 3 november, Noor A, utredare": a judgement is somebody's, and of a day. */
static void put_source(struct sheet *it, const struct letter_block *block)
{
    const struct page *page = it->page;
    const struct record *record = facts_latest(case_facts(it->work, it->file), block->block->form);
    const char *words = block->text;
    struct author author;
    int64_t at;

    if (record != NULL) {
        record_origin(it->file, record, &author, &at);
        words = arena_printf(page->arena, "%s, %s, %s", block->text,
                             page_date(page, moment_date(at), work_today(it->work)),
                             page_author(page, it->work, &author));
    }
    doc_paragraph(page->doc, it->parent, DOC_DIM, words)->keep = true;
}

static void put_lines(struct sheet *it, const struct letter_block *block)
{
    if (block->n_lines > 0)
        put_source(it, block);
    for (size_t i = 0; i < block->n_lines; i++) {
        const struct letter_line *line = &block->line[i];
        struct doc_node *node = doc_paragraph(
            it->page->doc, it->parent, DOC_PLAIN,
            arena_printf(it->page->arena, "%s  ", page_question(it->page, line->item)));

        node->level = 2;
        doc_run(it->page->doc, node, DOC_STRONG, line->text, NULL);
    }
    it->n += block->n_lines;
    it->empty = it->empty && block->n_lines == 0;
}

static void put_rows(struct sheet *it, const struct letter_block *block)
{
    struct doc_node *table;

    if (block->n_lines == 0)
        return;
    doc_paragraph(it->page->doc, it->parent, DOC_DIM, block->text)->keep = true;
    table = doc_node_new(it->page->doc, it->parent, DOC_TABLE);
    for (size_t i = 0; i < block->n_lines; i++)
        doc_row(it->page->doc, table, block->line[i].cell, block->line[i].n_cells);
    it->n += block->n_lines;
    it->empty = false;
}

static void end_part(struct sheet *it)
{
    if (it->empty)
        page_say(it->page, it->parent, DOC_DIM, T_SHEET_NOTHING);
    it->empty = false;
}

static void put_block(struct sheet *it, const struct letter_block *block)
{
    switch (block->block->kind) {
    case BLOCK_HEADING:
        end_part(it);
        page_heading(it->page, it->parent, block->text);
        it->empty = true;
        break;
    case BLOCK_TEXT:
        page_indented(it->page, it->parent, 2, DOC_PLAIN, block->text);
        it->empty = false;
        it->n++;
        break;
    case BLOCK_ITEMS: put_lines(it, block); break;
    case BLOCK_LIST: put_rows(it, block); break;
    case BLOCK_SIGNATURE: break;
    }
}

size_t sheet_put(const struct page *page, struct doc_node *parent, struct work *work,
                 struct case_file *file, const char *letter)
{
    struct sheet it = {.page = page, .parent = parent, .work = work, .file = file};
    struct letter_out out;
    struct err err = {0};
    struct str words;

    if (method_letter(work->method, letter) == NULL)
        return 0;
    if (!letter_build(work, file, letter, NULL, page->arena, &out, &err)) {
        str_init(&words, 0);
        err_text(&err, page->lang, &words);
        doc_paragraph(page->doc, parent, DOC_ALERT, words.p);
        str_release(&words);
        return 0;
    }
    for (size_t i = 0; i < out.n_blocks; i++)
        put_block(&it, &out.block[i]);
    end_part(&it);
    return it.n;
}

/* Where the second person judged otherwise than the first, both in words. */
static void put_two(struct sheet *it, const struct record *record)
{
    const struct page *page = it->page;
    const struct record *second = cosign_of(it->file, record);
    const struct form *form = method_form(case_method(it->work, record), record->form);
    const struct answers *own = second != NULL ? case_answers(it->file, second) : NULL;
    const struct answers *first = case_answers(it->file, record);
    struct difference *differ;
    size_t n;

    if (own == NULL || first == NULL || form == NULL)
        return;
    n = cosign_differences(form, first, own, page->arena, &differ);
    for (size_t i = 0; i < n; i++) {
        const char *one = page_answer(page, differ[i].item, differ[i].first);
        const char *two = page_answer(page, differ[i].item, differ[i].second);

        if (it->n == 0)
            page_heading(page, it->parent, text(page->lang, T_SHEET_TWO));
        it->n++;
        doc_paragraph(page->doc, it->parent, DOC_PLAIN, page_question(page, differ[i].item))->keep =
            true;
        page_indented(page, it->parent, 2, DOC_STRONG,
                      page_words(page, T_SHEET_FIRST_SECOND, one != NULL ? one : "–",
                                 two != NULL ? two : "–", NULL));
    }
}

static void put_all_two(const struct page *page, struct work *work, struct case_file *file)
{
    struct sheet it = {.page = page, .parent = page->doc->root, .work = work, .file = file};
    const struct facts *facts = case_facts(work, file);

    for (size_t i = 0; i < facts->n_latest; i++)
        put_two(&it, facts->latest[i]);
}

struct doc *page_sheet(struct work *work, struct case_file *file, struct arena *arena)
{
    struct page page = page_of_case(work, file, arena);
    struct place place = page_place(ROOM_FILL, &file->id);

    sheet_put(&page, page.doc->root, work, file, LETTER);
    put_all_two(&page, work, file);
    if (work_may(work, ACTION_CASE_WRITE, &file->id)) {
        doc_gap(page.doc, page.doc->root);
        page_form(&place, FORM_MEETING);
        doc_link(page.doc, page.doc->root, text(page.lang, T_SHEET_MEETING), &place);
    }
    place = page_place(ROOM_CASE, &file->id);
    doc_link(page.doc, page.doc->root, text(page.lang, T_SHEET_CASE), &place);
    return page.doc;
}
