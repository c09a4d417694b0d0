/* timeline.c - everything in a case, newest first, or what is of one kind. */
#include <stdlib.h>
#include <string.h>

#include "case_parts.h"
#include "note_parts.h"
#include "sis/base/utf8.h"
#include "sis/casework/cosign.h"
#include "sis/casework/records.h"
#include "sis/casework/warnings.h"
#include "sis/pages/pages.h"

#define ROW_COLS 30 /* so that day, words, name and state stand on one line of 76 columns */

static const enum text_id state_words[] = {[RECORD_READY] = T_STATE_READY,
                                           [RECORD_SIGNED] = T_STATE_SIGNED,
                                           [RECORD_STRUCK] = T_STATE_STRUCK};

struct timeline {
    struct page page;
    struct work *work;
    struct case_file *file;
    struct warning_open *open; /* warnings that nobody has dealt with */
    size_t n_open;
};

static bool is_remark(const struct record *record)
{
    return text_equal(record->form, FORM_ADDENDUM) || text_equal(record->form, FORM_STRIKE);
}

static bool is_note(struct timeline *it, const struct record *record)
{
    (void)it;
    return text_equal(record->form, FORM_NOTE);
}

static bool is_warning(struct timeline *it, const struct record *record)
{
    (void)it;
    return text_equal(record->form, FORM_ACKNOWLEDGE);
}

static bool is_signed(struct timeline *it, const struct record *record)
{
    (void)it;
    return record->state == RECORD_SIGNED;
}

/* What was added to a record, or struck it, is found where the record is. */
static bool is_row(struct timeline *it, const struct record *record)
{
    const struct record *parent = is_remark(record) ? case_record(it->file, &record->parent) : NULL;
    const struct record *what = parent != NULL ? parent : record;
    const struct form *form = method_form(case_method(it->work, what), what->form);

    return form != NULL && form->kind == FORM_ROW && !is_remark(what) && !is_warning(it, what);
}

static bool is_form(struct timeline *it, const struct record *record)
{
    return !is_row(it, record) && !is_note(it, record) && !is_warning(it, record);
}

static const struct kind {
    const char *code;
    enum text_id words;
    bool (*holds)(struct timeline *it, const struct record *record);
} kinds[] = {
    {"notes", T_TIMELINE_NOTES, is_note},     {"forms", T_TIMELINE_FORMS, is_form},
    {"lists", T_TIMELINE_LISTS, is_row},      {"warnings", T_TIMELINE_WARNINGS, is_warning},
    {"signed", T_TIMELINE_SIGNED, is_signed},
};

static const struct kind *kind_of(const char *code)
{
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        if (text_equal(kinds[i].code, code))
            return &kinds[i];
    return NULL;
}

/* A record, who wrote it and when. */
struct moment {
    const struct record *record;
    struct author by;
    int64_t at;
    size_t n; /* where it stands among those of the same moment */
};

static int newest_first(const void *a, const void *b)
{
    const struct moment *x = a;
    const struct moment *y = b;

    return x->at != y->at ? (x->at < y->at) - (x->at > y->at) : (x->n > y->n) - (x->n < y->n);
}

/* A note stands where it was written, not where somebody read it. */
static struct moment *moments(struct timeline *it, const struct record *const *record, size_t n)
{
    struct moment *moment = arena_array(it->page.arena, n + 1, sizeof *moment);

    for (size_t i = 0; i < n; i++) {
        moment[i].record = record[i];
        moment[i].n = i;
        record_origin(it->file, record[i], &moment[i].by, &moment[i].at);
    }
    qsort(moment, n, sizeof *moment, newest_first);
    return moment;
}

static const char *title_of(struct timeline *it, const struct record *record)
{
    const struct form *form = method_form(case_method(it->work, record), record->form);

    return form != NULL ? label_in(&form->title, it->page.lang) : record->form;
}

static const char *done_about(struct timeline *it, const struct record *record)
{
    const struct answers *answers = case_answers(it->file, record);
    const struct answer *done = answers != NULL ? answers_get(answers, ACK_WHAT) : NULL;

    return done != NULL && done->value.kind == VALUE_TEXT ? done->value.text : NULL;
}

/* "Löfte: Fotboll torsdag kväll", "Tillägg: Kontakt och tillit", "Varning hanterad: ringde chefen". */
static const char *words_of(struct timeline *it, const struct record *record)
{
    const struct record *parent = is_remark(record) ? case_record(it->file, &record->parent) : NULL;
    const char *title = title_of(it, record);
    const char *all;
    const char *more = NULL;
    size_t n;

    if (parent != NULL)
        more = title_of(it, parent);
    else if (is_warning(it, record))
        more = done_about(it, record);
    else if (is_row(it, record))
        more = page_row_words(&it->page, it->work, it->file, record);
    if (more != NULL)
        more += strspn(more, " \t\r\n");
    all = text_is_empty(more) ? title : arena_printf(it->page.arena, "%s: %s", title, more);
    n = utf8_fit(all, strcspn(all, "\n"), ROW_COLS, NULL);
    return all[n] != '\0' ? arena_printf(it->page.arena, "%.*s…", (int)n, all) : all;
}

/* A note that was signed as read names its reader: its writer stands beside it. */
static const char *state_of(struct timeline *it, const struct record *record,
                            const struct record *first)
{
    if (record->state == RECORD_SIGNED && text_equal(record->form, FORM_NOTE) && first != NULL &&
        !id_equal(&first->by.account, &record->by.account) && !text_is_empty(record->by.name))
        return page_words(&it->page, T_TIMELINE_READ_BY, record->by.name, NULL, NULL);
    return text(it->page.lang, cosign_wanted(it->work, it->file, record)
                                   ? T_STATE_ONE_OF_TWO
                                   : state_words[record->state]);
}

static void put_record(struct timeline *it, struct doc_node *table, const struct moment *moment)
{
    const struct page *page = &it->page;
    const struct record *record = moment->record;
    const struct record *first = case_revision(it->file, &record->id, 1);
    const struct author *by = text_equal(record->form, FORM_NOTE) ? &moment->by
                              : first != NULL                     ? &first->by
                                                                  : &record->by;
    bool struck = record->state == RECORD_STRUCK;
    struct place place = page_place(ROOM_READ, &it->file->id);
    struct doc_node *row = doc_node_new(page->doc, table, DOC_GROUP);

    place.record = record->id;
    page_cell(page, row, DOC_DIM, page_when(page, moment->at, work_today(it->work)), NULL);
    page_cell(page, row, struck ? DOC_STRUCK : DOC_PLAIN, words_of(it, record), &place);
    row->child[0]->whole = row->child[1]->whole = true;
    page_cell(page, row, DOC_PLAIN,
              text_is_empty(by->name) ? page_author(page, it->work, by) : by->name, NULL);
    page_cell(page, row, record->state == RECORD_READY ? DOC_PLAIN : DOC_DIM,
              state_of(it, record, first), NULL);
}

/* What a warning stands on is the record that set it off; the calendar is none. */
static void put_open(struct timeline *it, struct doc_node *table)
{
    const struct page *page = &it->page;

    for (size_t i = 0; i < it->n_open; i++) {
        struct place place = page_place(ROOM_READ, &it->file->id);
        struct doc_node *row = doc_node_new(page->doc, table, DOC_GROUP);

        if (it->open[i].cause != NULL)
            place.record = it->open[i].cause->id;
        page_cell(page, row, DOC_DIM, page_date(page, it->open[i].since, work_today(it->work)),
                  NULL);
        page_cell(page, row, DOC_PLAIN, it->open[i].text,
                  it->open[i].cause != NULL ? &place : NULL);
        page_cell(page, row, DOC_PLAIN, "", NULL);
        page_cell(page, row, DOC_ALERT, text(page->lang, T_TIMELINE_OPEN), NULL);
    }
}

static void put_choice(struct timeline *it, struct doc_node *line, const struct kind *kind,
                       size_t n)
{
    const struct page *page = &it->page;
    struct place place = page_place(ROOM_TIMELINE, &it->file->id);

    if (kind != NULL)
        page_extra(&place, kind->code);
    if (line->n_runs > 0)
        doc_run(page->doc, line, DOC_PLAIN, "   ", NULL);
    doc_run(page->doc, line, DOC_PLAIN,
            page_held(page, arena_printf(
                                page->arena, "%s %zu",
                                text(page->lang, kind != NULL ? kind->words : T_TIMELINE_ALL), n)),
            &place);
}

/* A way to each kind that occurs, as long as there is something to choose. */
static void put_choices(struct timeline *it, const struct record *const *record, size_t n)
{
    struct doc_node *line = doc_paragraph(it->page.doc, it->page.doc->root, DOC_PLAIN, NULL);

    put_choice(it, line, NULL, n);
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        size_t count = 0;

        for (size_t j = 0; j < n; j++)
            count += kinds[i].holds(it, record[j]);
        count += kinds[i].holds == is_warning ? it->n_open : 0;
        if (count > 0)
            put_choice(it, line, &kinds[i], count);
    }
}

static void put_waiting(struct timeline *it)
{
    const struct page *page = &it->page;
    struct place notes = page_place(ROOM_NOTES, &it->file->id);
    struct note_wait wait = note_waits(page, it->work, it->file);

    if (it->file->n_broken > 0) {
        doc_paragraph(page->doc, page->doc->root, DOC_ALERT,
                      page_count(page, T_CASE_BROKEN_1, T_CASE_BROKEN, it->file->n_broken));
        doc_gap(page->doc, page->doc->root);
    }
    if (wait.n + wait.own > 0) {
        doc_link(page->doc, page->doc->root,
                 wait.n > 0 ? page_count(page, T_CASE_READ_1, T_CASE_READ, wait.n)
                            : page_count(page, T_CASE_OWN_WAITS_1, T_CASE_OWN_WAITS, wait.own),
                 &notes);
        doc_gap(page->doc, page->doc->root);
    }
}

struct doc *page_timeline(struct work *work, struct case_file *file, const char *form,
                          const char *kind_code, struct arena *arena)
{
    struct timeline it = {.page = page_of_case(work, file, arena), .work = work, .file = file};
    const struct form *only = form != NULL ? method_form(work->method, form) : NULL;
    const struct kind *kind = only == NULL ? kind_of(kind_code) : NULL;
    struct doc_node *root = it.page.doc->root;
    const struct record **record;
    size_t n = case_records(file, NULL, arena, &record);
    struct doc_node *table;
    struct moment *moment = moments(&it, record, n);

    it.n_open = warnings_open(work, file, arena, &it.open);
    put_waiting(&it);
    if (n == 0) {
        page_say(&it.page, root, DOC_PLAIN, T_TIMELINE_EMPTY);
        return it.page.doc;
    }
    put_choices(&it, record, n);
    page_heading(&it.page, root,
                 only != NULL ? label_in(&only->title, work->lang)
                              : text(work->lang, kind != NULL ? kind->words : T_TIMELINE_ALL));
    table = doc_node_new(it.page.doc, root, DOC_TABLE);
    if (kind != NULL && kind->holds == is_warning)
        put_open(&it, table);
    for (size_t i = 0; i < n; i++)
        if ((only == NULL || text_equal(moment[i].record->form, only->id)) &&
            (kind == NULL || kind->holds(&it, moment[i].record)))
            put_record(&it, table, &moment[i]);
    if (table->n_children == 0)
        page_say(&it.page, root, DOC_PLAIN, T_TIMELINE_EMPTY);
    return it.page.doc;
}
