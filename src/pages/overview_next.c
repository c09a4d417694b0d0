/* overview_next.c - the next step and why, what was passed on, what is coming. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "due.h"
#include "note_parts.h"
#include "overview.h"
#include "signing.h"
#include "sis/casework/absence.h"
#include "sis/casework/dates.h"
#include "sis/casework/notes.h"
#include "sis/casework/promises.h"
#include "sis/casework/records.h"
#include "sis/pages/pages.h"

#define SOON_DAYS 14 /* what is due later is not a next step */
#define STEPS_SHOWN 3
#define STEPS_IN_FULL 2 /* so few have all their reasons, of more only the first */
#define EVENT_START "ev.02"
#define EVENT_STATE "ev.06"
#define EVENTS_SHOWN 4

/* --- the next step --- */

/* One step: where it leads, why, and beside it the door to another day. */
struct step {
    const char *words;
    struct place place;
    const char *because;
    const char *moved; /* who moved it, or NULL */
    bool has_why;
    struct place why;
    bool always; /* with its reason also where the others have none */
    bool today;
    bool paused; /* no link */
};

static void add_step(struct overview *it, const char *words, const struct place *place,
                     const char *because)
{
    it->step[it->n_steps++] = (struct step){.words = words, .place = *place, .because = because};
}

/* How many of the dues are next steps: what is soon or late, and the first when nothing else is. */
static size_t count_dues(const struct overview *it, bool alone)
{
    size_t n = 0;

    while (n < it->n_due && ((alone && n == 0) || it->due[n].days_over >= -SOON_DAYS))
        n++;
    return n;
}

static bool is_due(const struct overview *it, const char *form, size_t n_dues)
{
    for (size_t i = 0; i < n_dues; i++)
        if (text_equal(it->due[i].form->id, form))
            return true;
    return false;
}

/* A draft of what is due stands at the due one, with its reason. */
static void add_drafts(struct overview *it, size_t n_dues)
{
    const struct page *page = &it->page;

    for (size_t i = 0; i < it->n_drafts; i++) {
        const struct draft *draft = &it->draft[i];
        const struct form *form = method_form(it->method, draft->place.form);
        const char *title = form != NULL ? label_in(&form->title, page->lang) : "";

        if (!is_due(it, draft->place.form, n_dues)) {
            struct place place = desk_place(draft);

            add_step(
                it, page_words(page, T_CASE_DRAFT, title, NULL, NULL), &place,
                page_words(page, T_DRAFT_WHY, page_when(page, draft->at, it->date), NULL, NULL));
        }
    }
}

/* What is to be written is begun from here; what is to be called about, or done by another role, leads to
 * where it explains itself. */
static void add_due(struct overview *it, const struct due_view *due)
{
    const struct page *page = &it->page;
    bool begun;
    struct step *step = &it->step[it->n_steps++];
    struct place fill = due_fill_place(page, it->file, due, it->draft, it->n_drafts, &begun);
    bool explains = due->due->verb == DUE_CALL || due->due->done != NULL ||
                    (due->form->filled_by & (1u << it->work->role)) == 0;

    *step = (struct step){.words = due_words(page, due, begun, it->date),
                          .because = due->because,
                          .moved = due_moved_words(page, it->work, it->file, due, it->date),
                          .why = due_place(it->file, due),
                          .always = due->row != NULL,
                          .today = due->days_over == 0,
                          .paused = due->paused};
    step->place = explains ? step->why : fill;
    step->has_why = !explains && work_may(it->work, ACTION_CASE_WRITE, &it->file->id);
}

/* Nothing comes before a youth who is missing. */
static bool add_absence(struct overview *it)
{
    const struct page *page = &it->page;
    struct place place = page_place(ROOM_ABSENT, &it->file->id);
    struct absence absence;

    if (!absence_now(it->work, it->file, page->arena, &absence))
        return false;
    add_step(it,
             page_words(page, T_CASE_MISSING, page_when(page, absence.since, it->date), NULL, NULL),
             &place, text(page->lang, T_CASE_MISSING_WHY));
    return true;
}

/* One whose day has passed, and one that was not held while nobody has written who talked with the youth. */
static void add_promises(struct overview *it, const struct promise *promise, size_t n)
{
    const struct page *page = &it->page;

    for (size_t i = 0; i < n; i++) {
        bool passed = promise[i].state == PROMISE_PASSED;
        struct place place = page_place(passed ? ROOM_PROMISE : ROOM_FILL, &it->file->id);

        if (!passed && (promise[i].state != PROMISE_NOT_KEPT || promise_is_over(&promise[i])))
            continue;
        if (passed) {
            place.row = (int)i;
        } else {
            place.record = promise[i].record->id;
            page_form(&place, FORM_PROMISE);
            snprintf(place.item, sizeof place.item, "%s", PROMISE_TALKED);
        }
        add_step(it,
                 passed ? page_words(page, T_CASE_PROMISE_PASSED,
                                     page_date(page, promise[i].by, it->date), NULL, NULL)
                        : text(page->lang, T_CASE_PROMISE_UNTOLD),
                 &place, promise[i].what);
        it->step[it->n_steps - 1].always = it->step[it->n_steps - 1].today = true;
    }
}

static void add_notes(struct overview *it, const struct note_wait *wait)
{
    const struct page *page = &it->page;
    struct place notes = page_place(ROOM_NOTES, &it->file->id);

    if (wait->n > 0) {
        add_step(it,
                 wait->urgent ? page_count(page, T_CASE_READ_NOW_1, T_CASE_READ_NOW, wait->n)
                              : page_count(page, T_CASE_READ_1, T_CASE_READ, wait->n),
                 &notes, text(page->lang, wait->urgent ? T_TODAY_READ_NOW_WHY : T_NOTES_WAIT_WHY));
    }
}

/* Nobody need read what they wrote; it waits for others, and becomes part of the case when opened. */
static void add_own_notes(struct overview *it, const struct note_wait *wait)
{
    const struct page *page = &it->page;
    struct place notes = page_place(ROOM_NOTES, &it->file->id);

    if (wait->n == 0 && wait->own > 0) {
        add_step(it, page_count(page, T_CASE_OWN_WAITS_1, T_CASE_OWN_WAITS, wait->own), &notes,
                 text(page->lang, T_CASE_OWN_WAITS_WHY));
    }
}

static bool has_many(const struct overview *it)
{
    return it->n_steps > STEPS_SHOWN + 1;
}

/* Where not all are shown, what is to be done today stands next to the first, before what has been late
 * for long. */
static void today_second(struct overview *it)
{
    size_t to = 1;

    for (size_t i = 1; has_many(it) && i < it->n_steps; i++) {
        struct step step = it->step[i];

        if (!step.today)
            continue;
        memmove(&it->step[to + 1], &it->step[to], (i - to) * sizeof step);
        it->step[to++] = step;
    }
}

static void find_steps(struct overview *it)
{
    const struct page *page = &it->page;
    struct note_wait wait = note_waits(page, it->work, it->file);
    size_t n_dues = count_dues(it, wait.n == 0 && it->n_drafts == 0);
    struct signing_step *signing;
    size_t n_signing = page_signing_steps(page, it->work, it->file,
                                          it->all_steps ? SIZE_MAX : STEPS_SHOWN + 1, &signing);
    struct promise *promise;
    size_t n_promises = promise_list(it->work, it->file, page->arena, &promise);
    bool missing;

    it->step = arena_array(page->arena, n_dues + n_signing + n_promises + it->n_drafts + 4,
                           sizeof *it->step);
    missing = add_absence(it);
    add_notes(it, &wait);
    /* What waits for this person's signature, and for the journal. */
    for (size_t i = 0; i < n_signing; i++)
        add_step(it, signing[i].words, &signing[i].place, signing[i].because);
    add_drafts(it, n_dues);
    for (size_t i = 0; i < n_dues; i++)
        add_due(it, &it->due[i]);
    add_promises(it, promise, missing ? 0 : n_promises);
    add_own_notes(it, &wait);
    today_second(it);
    if (it->n_steps == 0) {
        struct place note = page_place(ROOM_FILL, &it->file->id);

        note.youth = it->file->youth.id;
        page_form(&note, FORM_NOTE);
        add_step(it, text(page->lang, T_TODAY_NOTE), &note, text(page->lang, T_CASE_NOTE_WHY));
    }
}

/* What stands behind the last comma goes with the link after it: a link alone on a line looks as if
 * it belonged to what is below. */
static const char *held_at_end(const struct page *page, const char *words)
{
    const char *comma = strrchr(words, ',');
    size_t n;

    if (comma == NULL || comma[1] != ' ')
        return words;
    n = (size_t)(comma + 2 - words);
    return arena_printf(page->arena, "%.*s%s", (int)n, words, page_held(page, words + n));
}

static void put_step(struct overview *it, struct doc_node *parent, const struct step *step,
                     bool in_full)
{
    const struct page *page = &it->page;
    struct doc_node *line;

    if (step->paused) {
        doc_paragraph(page->doc, parent, DOC_DIM,
                      page_words(page, T_DUE_PAUSED, step->words, NULL, NULL));
        return;
    }
    line = doc_link(page->doc, parent, step->has_why ? held_at_end(page, step->words) : step->words,
                    &step->place);
    if (step->has_why) {
        doc_run(page->doc, line, DOC_PLAIN, page_held(page, "   "), NULL);
        doc_run(page->doc, line, DOC_DIM, page_held(page, text(page->lang, T_CASE_MOVE)),
                &step->why);
    }
    if (step->moved != NULL)
        page_indented(page, parent, 2, DOC_PLAIN, step->moved);
    if (in_full || step->always)
        page_indented(page, parent, 2, DOC_DIM, step->because);
}

/* Those that have their reason anyhow do not count. */
static bool all_in_full(const struct overview *it)
{
    size_t n = 0;

    for (size_t i = 0; i < it->n_steps; i++)
        n += it->step[i].always ? 0 : 1;
    return it->all_steps || (it->n_steps <= STEPS_SHOWN && n <= STEPS_IN_FULL);
}

/* The first with its reason, a few more in one line each: what is below must be in sight too. */
void overview_next(struct overview *it, struct doc_node *parent)
{
    const struct page *page = &it->page;
    struct place all = page_place(ROOM_CASE, &it->file->id);
    size_t shown;
    bool in_full;

    find_steps(it);
    in_full = all_in_full(it);
    shown = it->all_steps || !has_many(it) ? it->n_steps : STEPS_SHOWN;
    page_heading(page, parent, text(page->lang, T_NEXT_STEP));
    for (size_t i = 0; i < shown; i++)
        put_step(it, parent, &it->step[i], i == 0 || in_full);
    if (shown < it->n_steps) {
        page_extra(&all, OVERVIEW_ALL);
        doc_link(
            page->doc, parent,
            page_words(page, T_CASE_STEPS_ALL, page_number(&it->page, it->n_steps), NULL, NULL),
            &all);
    }
}

/* --- words to the next shift --- */

void overview_passed_on(struct overview *it, struct doc_node *parent)
{
    const struct page *page = &it->page;
    const struct record **row;
    size_t n = passed_on(it->work, it->file, page->arena, &row);

    if (n == 0)
        return;
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

    if (n == 0)
        return;
    page_heading(page, parent, text(page->lang, T_CASE_COMING));
    for (size_t i = 0; i < n && i < EVENTS_SHOWN; i++) {
        const char *words = page_row_words(page, it->work, it->file, coming[i].row);
        struct place place = page_place(ROOM_FILL, &it->file->id);

        place.record = coming[i].row->id;
        page_form(&place, FORM_EVENT);
        doc_link(page->doc, parent, words != NULL ? words : "", &place);
    }
}
