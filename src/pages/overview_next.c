/* overview_next.c - open warnings, the next step and why, what was passed on, what is coming. */
#include <stdlib.h>
#include <string.h>

#include "due.h"
#include "note_parts.h"
#include "overview.h"
#include "signing.h"
#include "sis/casework/absence.h"
#include "sis/casework/dates.h"
#include "sis/casework/notes.h"
#include "sis/casework/records.h"

#define SOON_DAYS 14 /* what is due later is not a next step */
#define WARNINGS_SHOWN 3
#define STEPS_IN_FULL 4 /* with their reasons; the others are one line each */
#define EVENT_START "ev.02"
#define EVENT_STATE "ev.06"
#define EVENTS_SHOWN 4

/* --- warnings --- */

/* The first sentence; the rest is read where the warning is dealt with. */
static const char *first_sentence(const struct page *page, const char *words)
{
    const char *end = strstr(words, ". ");

    return end != NULL ? arena_strndup(page->arena, words, (size_t)(end - words) + 1) : words;
}

static const char *cause_words(struct overview *it, const struct warning_open *open)
{
    const struct page *page = &it->page;
    const struct form *form =
        open->cause != NULL ? method_form(case_method(it->work, open->cause), open->cause->form)
                            : NULL;
    const char *title = form != NULL ? label_in(&form->title, page->lang) : "";
    const char *day = open->since.year != 0 ? page_date(page, open->since, it->date) : "";

    return open->since.year == 0 ? title
           : form != NULL        ? page_words(page, T_CASE_WARNING_SINCE, day, title, NULL)
                                 : page_words(page, T_CASE_WARNING_DAY, day, NULL, NULL);
}

static void put_warning(struct overview *it, struct doc_node *parent,
                        const struct warning_open *open)
{
    const struct page *page = &it->page;
    struct place place = page_place(ROOM_WARNING, &it->file->id);

    page_form(&place, FORM_ACKNOWLEDGE);
    page_extra(&place, open->warning->id);
    if (open->cause != NULL) {
        place.record = open->cause->id;
    }
    doc_link(page->doc, parent, first_sentence(page, open->text), &place);
    page_indented(page, parent, 2, DOC_DIM, cause_words(it, open));
}

/* What says the same as a newer one adds nothing here. */
static bool is_said(struct overview *it, const struct warning_open *open, size_t n)
{
    const char *words = first_sentence(&it->page, open[n].text);

    for (size_t i = 0; i < n; i++) {
        if (warning_is_acute(open[i].warning) == warning_is_acute(open[n].warning) &&
            text_equal(first_sentence(&it->page, open[i].text), words)) {
            return true;
        }
    }
    return false;
}

void overview_danger(struct overview *it, struct doc_node *parent)
{
    bool any = false;

    it->n_open = warnings_open(it->work, it->file, it->page.arena, &it->open);
    for (size_t i = 0; i < it->n_open; i++) {
        if (!warning_is_acute(it->open[i].warning) || is_said(it, it->open, i)) {
            continue;
        }
        if (!any) {
            page_heading(&it->page, parent, text(it->page.lang, T_CASE_WARNINGS));
        }
        any = true;
        put_warning(it, parent, &it->open[i]);
    }
    it->danger = any;
}

void overview_warnings(struct overview *it, struct doc_node *parent)
{
    const struct page *page = &it->page;
    struct place all = page_place(ROOM_TIMELINE, &it->file->id);
    size_t n = 0;

    for (size_t i = 0; i < it->n_open; i++) {
        if (warning_is_acute(it->open[i].warning) || is_said(it, it->open, i)) {
            continue;
        }
        if (n == 0) {
            page_heading(page, parent,
                         text(page->lang, it->danger ? T_CASE_WARNINGS_MORE : T_CASE_WARNINGS));
        }
        if (n < WARNINGS_SHOWN) {
            put_warning(it, parent, &it->open[i]);
        }
        n++;
    }
    if (n > WARNINGS_SHOWN) {
        page_extra(&all, "warnings");
        doc_link(page->doc, parent,
                 page_words(page, T_CASE_WARNINGS_REST, overview_number(it, n - WARNINGS_SHOWN),
                            NULL, NULL),
                 &all);
    }
}

/* --- the next step --- */

static void put_step(struct overview *it, struct doc_node *parent, const char *words,
                     const struct place *place, const char *because)
{
    doc_link(it->page.doc, parent, words, place);
    page_indented(&it->page, parent, 2, DOC_DIM, because);
}

/* How many of the dues are next steps: what is soon or late, and the first when nothing else is. */
static size_t count_dues(const struct overview *it, bool alone)
{
    size_t n = 0;

    while (n < it->n_due && ((alone && n == 0) || it->due[n].days_over >= -SOON_DAYS)) {
        n++;
    }
    return n;
}

static bool is_due(const struct overview *it, const char *form, size_t n_dues)
{
    for (size_t i = 0; i < n_dues; i++) {
        if (text_equal(it->due[i].form->id, form)) {
            return true;
        }
    }
    return false;
}

/* A draft of what is due stands at the due one, with its reason. */
static size_t put_drafts(struct overview *it, struct doc_node *parent, size_t n_dues)
{
    const struct page *page = &it->page;
    size_t steps = 0;

    for (size_t i = 0; i < it->n_drafts; i++) {
        const struct draft *draft = &it->draft[i];
        const struct form *form = method_form(it->method, draft->place.form);
        const char *title = form != NULL ? label_in(&form->title, page->lang) : "";

        if (is_due(it, draft->place.form, n_dues)) {
            continue;
        }
        put_step(it, parent, page_words(page, T_CASE_DRAFT, title, NULL, NULL), &draft->place,
                 page_words(page, T_DRAFT_WHY, page_when(page, draft->at, it->date), NULL, NULL));
        steps++;
    }
    return steps;
}

/* What is to be written is begun from here; what is to be called about, or done by another role, leads to
 * where it explains itself. Beside the others stands the door there, and to another day. */
static void put_due(struct overview *it, struct doc_node *parent, const struct due_view *due,
                    bool in_full)
{
    const struct page *page = &it->page;
    bool begun;
    struct place fill = due_fill_place(page, it->file, due, it->draft, it->n_drafts, &begun);
    struct place why = due_place(it->file, due);
    bool explains = due->due->verb == DUE_CALL || due->due->done != NULL ||
                    (due->form->filled_by & (1u << it->work->role)) == 0;
    const char *moved = due_moved_words(page, it->work, it->file, due, it->date);
    const char *words = due_words(page, due, begun, it->date);
    struct doc_node *line;

    if (due->paused) {
        doc_paragraph(page->doc, parent, DOC_DIM,
                      page_words(page, T_DUE_PAUSED, words, NULL, NULL));
        return;
    }
    line = doc_link(page->doc, parent, words, explains ? &why : &fill);
    if (!explains && work_may(it->work, ACTION_CASE_WRITE, &it->file->id)) {
        doc_run(page->doc, line, DOC_PLAIN, "  ", NULL);
        doc_run(page->doc, line, DOC_DIM, text(page->lang, T_CASE_MOVE), &why);
    }
    if (moved != NULL) {
        page_indented(page, parent, 2, DOC_PLAIN, moved);
    }
    if (in_full) {
        page_indented(page, parent, 2, DOC_DIM, due->because);
    }
}

/* Nothing comes before a youth who is missing. */
static size_t put_absence(struct overview *it, struct doc_node *parent)
{
    const struct page *page = &it->page;
    struct place place = page_place(ROOM_ABSENT, &it->file->id);
    struct absence absence;

    if (!absence_now(it->work, it->file, page->arena, &absence)) {
        return 0;
    }
    put_step(it, parent,
             page_words(page, T_CASE_MISSING, page_when(page, absence.since, it->date), NULL, NULL),
             &place, text(page->lang, T_CASE_MISSING_WHY));
    return 1;
}

/* What waits for this person's signature, and for the journal. */
static size_t put_signing(struct overview *it, struct doc_node *parent)
{
    struct signing_step *step;
    size_t n = page_signing_steps(&it->page, it->work, it->file, &step);

    for (size_t i = 0; i < n; i++) {
        put_step(it, parent, step[i].words, &step[i].place, step[i].because);
    }
    return n;
}

static void put_notes(struct overview *it, struct doc_node *parent, const struct note_wait *wait)
{
    const struct page *page = &it->page;
    struct place notes = page_place(ROOM_NOTES, &it->file->id);
    size_t n = wait->n;

    if (wait->urgent) {
        put_step(it, parent, page_count(page, T_CASE_READ_NOW_1, T_CASE_READ_NOW, n), &notes,
                 text(page->lang, T_TODAY_READ_NOW_WHY));
    } else {
        put_step(it, parent, page_count(page, T_CASE_READ_1, T_CASE_READ, n), &notes,
                 text(page->lang, T_NOTES_WAIT_WHY));
    }
}

/* Nobody need read what they wrote; it waits for others, and becomes part of the case when opened. */
static size_t put_own_notes(struct overview *it, struct doc_node *parent,
                            const struct note_wait *wait)
{
    const struct page *page = &it->page;
    struct place notes = page_place(ROOM_NOTES, &it->file->id);

    if (wait->n > 0 || wait->own == 0) {
        return 0;
    }
    put_step(it, parent, page_count(page, T_CASE_OWN_WAITS_1, T_CASE_OWN_WAITS, wait->own), &notes,
             text(page->lang, T_CASE_OWN_WAITS_WHY));
    return 1;
}

void overview_next(struct overview *it, struct doc_node *parent)
{
    const struct page *page = &it->page;
    struct note_wait wait = note_waits(page, it->work, it->file);
    bool waiting = wait.n > 0;
    size_t n_dues = count_dues(it, !waiting && it->n_drafts == 0);
    size_t steps = waiting + n_dues;

    page_heading(page, parent, text(page->lang, T_NEXT_STEP));
    steps += put_absence(it, parent);
    if (waiting) {
        put_notes(it, parent, &wait);
    }
    steps += put_signing(it, parent);
    steps += put_drafts(it, parent, n_dues);
    for (size_t i = 0; i < n_dues; i++) {
        put_due(it, parent, &it->due[i], i < STEPS_IN_FULL || it->due[i].row != NULL);
    }
    steps += put_own_notes(it, parent, &wait);
    if (steps == 0) {
        struct place note = page_place(ROOM_FILL, &it->file->id);

        note.youth = it->file->youth.id;
        page_form(&note, FORM_NOTE);
        put_step(it, parent, text(page->lang, T_TODAY_NOTE), &note,
                 text(page->lang, T_CASE_NOTE_WHY));
    }
}

/* --- words to the next shift --- */

void overview_passed_on(struct overview *it, struct doc_node *parent)
{
    const struct page *page = &it->page;
    const struct record **row;
    size_t n = passed_on(it->work, it->file, page->arena, &row);

    if (n == 0) {
        return;
    }
    page_heading(page, parent, text(page->lang, T_CASE_PASSED_ON));
    for (size_t i = 0; i < n; i++) {
        const char *words = page_row_words(page, it->work, it->file, row[i]);

        doc_paragraph(page->doc, parent, DOC_QUOTE, words != NULL ? words : "");
        page_indented(page, parent, 2, DOC_DIM,
                      arena_printf(page->arena, "%s, %s", page_when(page, row[i]->at, it->date),
                                   page_author(page, it->work, &row[i]->by)));
    }
}

/* --- what is coming --- */

struct coming {
    const struct record *row;
    int64_t at;
};

static int soonest_first(const void *a, const void *b)
{
    const struct coming *x = a;
    const struct coming *y = b;

    return (x->at > y->at) - (x->at < y->at);
}

static size_t find_coming(struct overview *it, struct coming **coming)
{
    const struct record **row;
    size_t all = record_rows(it->file, FORM_EVENT, NULL, it->page.arena, &row);
    int64_t now = clock_now(&it->work->clock);
    size_t n = 0;

    *coming = arena_array(it->page.arena, all + 1, sizeof **coming);
    for (size_t i = 0; i < all; i++) {
        const struct answers *answers = case_answers(it->file, row[i]);
        const struct answer *start = answers != NULL ? answers_get(answers, EVENT_START) : NULL;
        const struct answer *state = answers != NULL ? answers_get(answers, EVENT_STATE) : NULL;
        struct coming *one = &(*coming)[n];

        if (start != NULL && start->value.kind == VALUE_TEXT && state != NULL &&
            value_has_code(&state->value, "planned") && moment_parse(start->value.text, &one->at) &&
            one->at >= now) {
            one->row = row[i];
            n++;
        }
    }
    qsort(*coming, n, sizeof **coming, soonest_first);
    return n;
}

void overview_coming(struct overview *it, struct doc_node *parent)
{
    const struct page *page = &it->page;
    struct coming *coming;
    size_t n = find_coming(it, &coming);

    if (n == 0) {
        return;
    }
    page_heading(page, parent, text(page->lang, T_CASE_COMING));
    for (size_t i = 0; i < n && i < EVENTS_SHOWN; i++) {
        const char *words = page_row_words(page, it->work, it->file, coming[i].row);
        struct place place = page_place(ROOM_FILL, &it->file->id);

        place.record = coming[i].row->id;
        page_form(&place, FORM_EVENT);
        doc_link(page->doc, parent, words != NULL ? words : "", &place);
    }
}
