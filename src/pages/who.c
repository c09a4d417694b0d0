/* who.c - who knows: the rows of one list in full, what was last answered about it, and who can read the
 * case. */
#include "case_parts.h"
#include "sis/casework/records.h"
#include "sis/pages/pages.h"

#define EXPOSURE_WHO "ex.01"
#define FORM_SAFETY "k1"
#define GROUP_KNOWS "k1.08"
#define OTHERS_NOTICED "u1.12"
#define NOTES_MAX 3 /* answers of notes */

struct who {
    struct page page;
    struct work *work;
    struct case_file *file;
    bool may_write;
};

/* --- those who know --- */

static void put_detail(const struct who *it, struct doc_node *table, const struct record *row,
                       const char *id, enum text_id label)
{
    const struct page *page = &it->page;
    const struct item *item = method_item(case_method(it->work, row), id, NULL);
    const struct answers *answers = case_answers(it->file, row);
    const char *words =
        item != NULL && answers != NULL ? page_answer(page, item, answers_get(answers, id)) : NULL;
    struct doc_node *line;

    if (words == NULL)
        return;
    line = doc_node_new(page->doc, table, DOC_GROUP);
    page_cell(page, line, DOC_DIM, text(page->lang, label), NULL);
    page_cell(page, line, DOC_PLAIN, words, NULL);
}

static const char *who_of(const struct who *it, const struct record *row)
{
    const struct answers *answers = case_answers(it->file, row);
    const struct answer *who = answers != NULL ? answers_get(answers, EXPOSURE_WHO) : NULL;

    return who != NULL && who->value.kind == VALUE_TEXT ? who->value.text
                                                        : text(it->page.lang, T_RECORD_UNREADABLE);
}

static void put_one(const struct who *it, const struct record *row)
{
    static const struct {
        const char *id;
        enum text_id label;
    } detail[] = {{"ex.02", T_WHO_WHAT}, {"ex.02.other", T_WHO_WHAT}, {"ex.03", T_WHO_SINCE},
                  {"ex.04", T_WHO_HOW},  {"ex.04.other", T_WHO_HOW},  {"ex.05", T_WHO_RISK},
                  {"ex.06", T_WHO_DO}};
    const struct page *page = &it->page;
    struct place place = page_place(it->may_write ? ROOM_FILL : ROOM_READ, &it->file->id);
    struct doc_node *table;

    place.record = row->id;
    page_form(&place, LIST_EXPOSURE);
    doc_gap(page->doc, page->doc->root);
    doc_link(page->doc, page->doc->root, who_of(it, row), &place)->keep = true;
    table = doc_node_new(page->doc, page->doc->root, DOC_TABLE);
    for (size_t i = 0; i < ARRAY_LEN(detail); i++)
        put_detail(it, table, row, detail[i].id, detail[i].label);
}

static void put_all(const struct who *it)
{
    const struct page *page = &it->page;
    struct place add = page_place(ROOM_FILL, &it->file->id);
    struct place list = page_place(ROOM_LIST, &it->file->id);
    const struct record **row;
    size_t n = record_rows(it->file, LIST_EXPOSURE, NULL, page->arena, &row);

    if (n == 0)
        page_say(page, page->doc->root, DOC_PLAIN, T_WHO_NOBODY);
    for (size_t i = 0; i < n; i++)
        put_one(it, row[i]);
    doc_gap(page->doc, page->doc->root);
    if (it->may_write) {
        page_form(&add, LIST_EXPOSURE);
        doc_link(page->doc, page->doc->root, text(page->lang, T_WHO_ADD), &add);
    }
    if (n > 0) {
        page_form(&list, LIST_EXPOSURE);
        doc_link(page->doc, page->doc->root, text(page->lang, T_RECORD_LIST), &list);
    }
}

/* --- what was last answered --- */

/* An answer with its question, and the way to where it was given. */
static bool put_said(const struct who *it, const struct record *record, const char *id)
{
    const struct page *page = &it->page;
    const struct item *item = method_item(case_method(it->work, record), id, NULL);
    const struct answers *answers = case_answers(it->file, record);
    struct place place = page_place(ROOM_READ, &it->file->id);
    const char *words =
        item != NULL && answers != NULL ? page_answer(page, item, answers_get(answers, id)) : NULL;
    struct doc_node *line;

    if (words == NULL || (section_is_youths(item->section) && record_withholds(it->file, record)))
        return false;
    place.record = record->id;
    line = page_pair(page, page->doc->root, page_question(page, item), DOC_PLAIN, words);
    doc_run(page->doc, line, DOC_PLAIN, "   ", NULL);
    doc_run(page->doc, line, DOC_PLAIN,
            page_date(page, moment_date(record->at), work_today(it->work)), &place);
    return true;
}

static size_t put_last(const struct who *it, const char *form, const char *id, size_t max)
{
    const struct record **record;
    size_t n = case_records(it->file, form, it->page.arena, &record);
    size_t put = 0;

    for (size_t i = 0; i < n && put < max; i++)
        put += record[i]->state != RECORD_STRUCK && put_said(it, record[i], id);
    return put;
}

static void put_answers(const struct who *it)
{
    const struct page *page = &it->page;

    page_heading(page, page->doc->root, text(page->lang, T_WHO_ANSWERS));
    if (put_last(it, FORM_SAFETY, GROUP_KNOWS, 1) +
            put_last(it, FORM_NOTE, OTHERS_NOTICED, NOTES_MAX) ==
        0)
        page_say(page, page->doc->root, DOC_DIM, T_WHO_NO_ANSWERS);
}

struct doc *page_who_knows(struct work *work, struct case_file *file, struct arena *arena)
{
    struct who it = {.page = page_of_case(work, file, arena), .work = work, .file = file};

    it.may_write = work_may(work, ACTION_CASE_WRITE, &file->id);
    doc_heading(it.page.doc, it.page.doc->root, 1, text(work->lang, T_WHO_TITLE));
    page_say(&it.page, it.page.doc->root, DOC_DIM, T_WHO_INTRO);
    put_all(&it);
    put_answers(&it);
    page_put_people(&it.page, work, file);
    return it.page.doc;
}
