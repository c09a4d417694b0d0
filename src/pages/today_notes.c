/* today_notes.c - on the first page: notes that wait, and one's own with what came of them. */
#include "today_notes.h"

#include "note_parts.h"
#include "sis/casework/register.h"

#define NOTES_SHOWN 5

bool today_notes_load(struct today_notes *it, const struct page *page, struct work *work,
                      struct err *err)
{
    struct lead_note *note;
    size_t n;

    *it = (struct today_notes){.page = page, .work = work, .date = work_today(work)};
    if (!note_own(work, page->arena, &it->own, &it->n_own, err) ||
        !note_waiting(work, page->arena, &it->wait, &it->n_waits, err) ||
        !note_for_leads(work, page->arena, &note, &n, err))
        return false;
    for (size_t i = 0; i < n; i++)
        it->n_kept += !note[i].is_new;
    return true;
}

const struct note_wait *today_wait(const struct today_notes *it, const struct id *case_id)
{
    for (size_t i = 0; i < it->n_waits; i++)
        if (id_equal(&it->wait[i].case_id, case_id))
            return &it->wait[i];
    return NULL;
}

struct place today_wait_place(const struct note_wait *wait)
{
    struct place place = place_of(ROOM_TO_YOU);

    return id_is_none(&wait->case_id) ? place : page_place(ROOM_NOTES, &wait->case_id);
}

const struct note_wait *today_urgent(const struct today_notes *it)
{
    for (size_t i = 0; i < it->n_waits; i++)
        if (it->wait[i].urgent)
            return &it->wait[i];
    return NULL;
}

const char *today_wait_name(const struct today_notes *it, const struct note_wait *wait)
{
    struct youth youth;
    struct err err = {0};

    if (id_is_none(&wait->case_id))
        return text(it->page->lang, T_TO_YOU);
    return register_of_case(it->work, &wait->case_id, it->page->arena, &youth, &err)
               ? page_case_name(it->page, youth.number, youth.work_name)
               : "";
}

void today_put_late(const struct today_notes *it, struct doc_node *parent)
{
    const struct page *page = it->page;
    struct doc_node *table = NULL;

    if (it->work->role != ROLE_LEAD)
        return;
    for (size_t i = 0; i < it->n_waits; i++) {
        struct place place = today_wait_place(&it->wait[i]);
        struct doc_node *row;

        if (!it->wait[i].late || id_is_none(&it->wait[i].case_id))
            continue;
        if (table == NULL) {
            page_heading(page, parent, text(page->lang, T_TODAY_UNREAD_LONG));
            table = doc_node_new(page->doc, parent, DOC_TABLE);
        }
        row = doc_node_new(page->doc, table, DOC_GROUP);
        page_cell(page, row, DOC_PLAIN, today_wait_name(it, &it->wait[i]), &place);
        row->child[0]->whole = true;
        page_cell(page, row, DOC_DIM,
                  page_words(page, T_TODAY_SINCE, note_when(page, it->wait[i].since, it->date),
                             NULL, NULL),
                  NULL);
        page_cell(page, row, DOC_ALERT,
                  it->wait[i].urgent ? text(page->lang, T_TODAY_VERB_READ_NOW) : "", NULL);
    }
}

void today_put_to_you(const struct today_notes *it, struct doc_node *parent)
{
    static const struct id leads = {{0}};
    const struct page *page = it->page;
    const struct note_wait *wait = today_wait(it, &leads);
    struct place place = place_of(ROOM_TO_YOU);
    struct doc_node *row;

    if (wait == NULL && it->n_kept == 0)
        return;
    page_heading(page, parent, text(page->lang, T_TO_YOU));
    row = doc_node_new(page->doc, doc_node_new(page->doc, parent, DOC_TABLE), DOC_GROUP);
    page_cell(page, row, DOC_PLAIN, text(page->lang, T_TODAY_TO_YOU), &place);
    if (wait != NULL) {
        page_cell(page, row, wait->urgent || wait->late ? DOC_ALERT : DOC_PLAIN,
                  wait->urgent ? text(page->lang, T_TODAY_VERB_READ_NOW)
                               : page_count(page, T_TODAY_NEW_1, T_TODAY_NEW, wait->n),
                  NULL);
    }
    if (it->n_kept > 0) {
        page_cell(page, row, DOC_DIM, page_count(page, T_TODAY_KEPT_1, T_TODAY_KEPT, it->n_kept),
                  NULL);
    }
}

void today_put_own(const struct today_notes *it, struct doc_node *parent)
{
    const struct page *page = it->page;
    struct doc_node *table;

    if (it->n_own == 0)
        return;
    page_heading(page, parent, text(page->lang, T_TODAY_OWN_NOTES));
    table = doc_node_new(page->doc, parent, DOC_TABLE);
    for (size_t i = 0; i < it->n_own && i < NOTES_SHOWN; i++) {
        const struct own_note *note = &it->own[i];
        struct place place = place_of(ROOM_OWN_NOTE);
        struct doc_node *row = doc_node_new(page->doc, table, DOC_GROUP);

        place.youth = note->youth;
        place.record = note->record;
        page_cell(page, row, DOC_PLAIN, note_about(page, it->work, &note->youth, note->whom),
                  &place);
        row->child[0]->whole = true;
        page_cell(page, row, DOC_DIM, note_when(page, note->at, it->date), NULL);
        row->child[1]->whole = true;
        page_cell(page, row, note->n_back > 0 ? DOC_PLAIN : DOC_DIM,
                  note_outcome(page, it->work, note, it->date), NULL);
    }
}
