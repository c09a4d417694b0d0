/* notes.c - a note of one's own and what came of it; notes to leads, as a list and one by one. */
#include "answers.h"
#include "case_parts.h"
#include "note_parts.h"
#include "sis/casework/records.h"
#include "sis/pages/pages.h"

/* While nobody has dealt with it, whoever reads it is to ring too. */
static void put_warnings(const struct page *page, struct work *work, const struct id *record,
                         const struct answers *answers)
{
    const struct form *form = method_form(work->method, FORM_NOTE);
    struct warning_open *open;
    size_t n =
        form != NULL ? warnings_of(work, NULL, form, record, answers, page->arena, &open) : 0;

    for (size_t i = 0; i < n; i++)
        page_put_warning(page, work, &open[i]);
}

/* --- one's own --- */

struct own {
    struct page page;
    struct work *work;
    struct date today;
    const struct own_note *note;
};

static const struct own_note *find_own(const struct own_note *note, size_t n,
                                       const struct id *record)
{
    for (size_t i = 0; i < n; i++)
        if (id_equal(&note[i].record, record))
            return &note[i];
    return NULL;
}

static void put_backs(const struct own *it)
{
    static const enum text_id words[] = {[NOTE_BACK_READ] = T_OWN_NOTE_READ,
                                         [NOTE_BACK_MOVED] = T_OWN_NOTE_MOVED,
                                         [NOTE_BACK_REPLY] = T_OWN_NOTE_REPLY};
    const struct page *page = &it->page;
    struct doc_node *root = page->doc->root;

    for (size_t i = 0; i < it->note->n_back; i++) {
        const struct note_back *back = &it->note->back[i];
        const char *role = work_role_title(it->work, back->role);
        const char *when = page_when(page, back->at, it->today);

        doc_paragraph(page->doc, root, DOC_PLAIN,
                      page_words(page, words[back->kind], role, when, NULL));
        if (back->kind == NOTE_BACK_REPLY)
            page_indented(page, root, 2, DOC_QUOTE, back->line);
    }
    if (it->note->n_back == 0) {
        page_say(page, root, DOC_DIM,
                 it->note->state == NOTE_WAITING ? T_OWN_NOTE_UNREAD : T_OWN_NOTE_IN_CASE);
    }
}

/* Until when it can be changed; afterwards why it cannot. */
static void put_words(const struct own *it)
{
    const struct page *page = &it->page;
    const struct form *form = method_form(it->work->method, FORM_NOTE);
    struct doc_node *root = page->doc->root;
    int64_t until = it->note->at + (int64_t)NOTE_CHANGE_HOURS * 3600;

    doc_gap(page->doc, root);
    if (!it->note->may_change || form == NULL) {
        page_say(page, root, DOC_DIM, T_OWN_NOTE_CLOSED);
        return;
    }
    doc_paragraph(page->doc, root, DOC_DIM,
                  page_words(page, T_OWN_NOTE_OPEN, page_when(page, until, it->today), NULL, NULL));
    page_put_answers(
        page, root,
        &(struct answered){.method = it->work->method, .form = form, .answers = it->note->answers});
}

static void put_doors(const struct own *it, const struct own_note *all, size_t n)
{
    const struct page *page = &it->page;
    struct doc_node *root = page->doc->root;
    struct place place = place_of(ROOM_FILL);
    char hex[ID_TEXT];

    doc_gap(page->doc, root);
    page_form(&place, FORM_NOTE);
    place.youth = it->note->youth;
    if (it->note->may_change) {
        place.record = it->note->id;
        doc_link(page->doc, root, text(page->lang, T_OWN_NOTE_CHANGE), &place);
    } else {
        id_text(&it->note->record, hex);
        page_extra(&place, arena_printf(page->arena, "adds:%s", hex));
        doc_link(page->doc, root, text(page->lang, T_OWN_NOTE_ADD), &place);
    }
    id_text(&it->note->record, hex);
    for (size_t i = 0; i < n; i++) {
        struct place addition = place_of(ROOM_OWN_NOTE);

        if (all[i].adds == NULL || !text_equal(all[i].adds, hex))
            continue;
        addition.youth = all[i].youth;
        addition.record = all[i].record;
        doc_link(page->doc, root,
                 page_words(page, T_OWN_NOTE_ADDITION, page_when(page, all[i].at, it->today),
                            note_outcome(page, it->work, &all[i], it->today), NULL),
                 &addition);
    }
}

struct doc *page_own_note(struct work *work, const struct id *record, struct arena *arena,
                          struct err *err)
{
    struct own it = {.work = work, .today = work_today(work)};
    struct own_note *note;
    size_t n;

    if (!note_own(work, arena, &note, &n, err))
        return NULL;
    it.note = find_own(note, n, record);
    if (it.note == NULL) {
        err_set(err, ERR_MISSING, T_OWN_NOTE_OLD, NULL, NULL);
        return NULL;
    }
    it.page = page_new(arena, work->lang, text(work->lang, T_OWN_NOTE));
    doc_heading(it.page.doc, it.page.doc->root, 1,
                note_about(&it.page, work, &it.note->youth, it.note->whom));
    doc_paragraph(it.page.doc, it.page.doc->root, DOC_DIM,
                  page_words(&it.page,
                             it.note->adds != NULL ? T_OWN_NOTE_IS_ADDITION : T_OWN_NOTE_WRITTEN,
                             page_when(&it.page, it.note->at, it.today), NULL, NULL));
    doc_gap(it.page.doc, it.page.doc->root);
    put_backs(&it);
    if (it.note->n_back == 0 && it.note->may_change)
        put_warnings(&it.page, work, &it.note->record, it.note->answers);
    put_words(&it);
    put_doors(&it, note, n);
    return it.page.doc;
}

/* --- to leads --- */

static const char *state_of(const struct page *page, const struct lead_note *note)
{
    return !note->is_new ? "" : text(page->lang, note->urgent ? T_TO_YOU_NOW : T_TO_YOU_NEW);
}

/* Nothing of what it says: the list may stand open on a table. */
static void put_lead_note(const struct page *page, struct work *work, struct doc_node *table,
                          const struct lead_note *note, struct date today)
{
    struct doc_node *row = doc_node_new(page->doc, table, DOC_GROUP);
    struct place place = place_of(ROOM_TO_YOU_READ);

    place.record = note->record;
    page_cell(page, row, DOC_PLAIN, note_about(page, work, &note->youth, note->whom), &place);
    page_cell(page, row, DOC_PLAIN, page_when(page, note->at, today), NULL);
    page_cell(page, row, note->is_new && note->urgent ? DOC_ALERT : DOC_STRONG,
              state_of(page, note), NULL);
    page_cell(page, row, DOC_DIM, note->alone ? text(page->lang, T_TO_YOU_ALONE) : "", NULL);
}

struct doc *page_to_you(struct work *work, struct arena *arena, struct err *err)
{
    struct page page = page_new(arena, work->lang, text(work->lang, T_TO_YOU));
    struct date today = work_today(work);
    struct doc_node *table = NULL;
    struct lead_note *note;
    bool new_ones = true;
    size_t n;

    if (!note_for_leads(work, arena, &note, &n, err))
        return NULL;
    page_heading(&page, page.doc->root, text(work->lang, T_TODAY_TO_YOU));
    page_say(&page, page.doc->root, n > 0 ? DOC_DIM : DOC_PLAIN,
             n > 0 ? T_TO_YOU_WORDS : T_TO_YOU_NONE);
    for (size_t i = 0; i < n; i++) {
        if (table == NULL || note[i].is_new != new_ones) {
            page_heading(&page, page.doc->root,
                         text(work->lang, note[i].is_new ? T_TO_YOU_UNREAD : T_TO_YOU_KEPT));
            table = doc_node_new(page.doc, page.doc->root, DOC_TABLE);
            new_ones = note[i].is_new;
        }
        put_lead_note(&page, work, table, &note[i], today);
    }
    return page.doc;
}

/* Who can open it, and what may be done with it. */
static void put_reach(const struct page *page, const struct lead_note *note)
{
    struct doc_node *root = page->doc->root;

    if (note->about)
        page_say(page, root, DOC_PLAIN, T_TO_YOU_ABOUT);
    if (note->alone)
        page_say(page, root, DOC_PLAIN, T_TO_YOU_ALONE_WORDS);
    if (note->adds)
        page_say(page, root, DOC_PLAIN, T_TO_YOU_ADDS);
}

struct doc *page_to_you_read(struct work *work, const struct lead_note *note, struct arena *arena)
{
    struct page page = page_new(arena, work->lang, text(work->lang, T_TO_YOU));
    const struct form *form = method_form(note->method, FORM_NOTE);
    struct doc_node *root = page.doc->root;

    doc_heading(page.doc, root, 1, note_about(&page, work, &note->youth, note->whom));
    doc_paragraph(page.doc, root, DOC_DIM,
                  page_words(&page, T_RECORD_WRITTEN, page_author(&page, work, &note->by),
                             page_when(&page, note->at, work_today(work)), NULL));
    put_reach(&page, note);
    if (form != NULL) {
        put_warnings(&page, work, &note->record, note->answers);
        page_put_answers(
            &page, root,
            &(struct answered){.method = note->method, .form = form, .answers = note->answers});
    }
    doc_gap(page.doc, root);
    page_say(&page, root, DOC_DIM,
             note->about                  ? T_TO_YOU_STAYS
             : id_is_none(&note->youth)   ? T_TO_YOU_CHOOSE
             : id_is_none(&note->case_id) ? T_TO_YOU_NO_CASE
                                          : T_TO_YOU_MOVE);
    return page.doc;
}
