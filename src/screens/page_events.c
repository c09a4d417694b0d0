/* page_events.c - the keys of pages that lead to what happens around a case: promises, events, meetings,
 * a conference, a youth who is missing. */
#include <stdio.h>

#include "screens/page.h"
#include "sis/casework/absence.h"
#include "sis/casework/agenda.h"
#include "sis/casework/records.h"
#include "sis/pages/pages.h"

enum { ASK_CALL = 20, ASK_IS_BACK }; /* apart from the questions about a record */

/* The case of the page, else the one that the focused link leads to. */
static bool case_of(const struct page *page, int rows, struct id *case_id)
{
    const struct place *link;

    if (page->file != NULL) {
        *case_id = page->file->id;
        return true;
    }
    link = doc_view_link(page->view, frame_rows(rows));
    *case_id = link != NULL ? link->case_id : (struct id){{0}};
    return !id_is_none(case_id) && work_may(page->env->work, ACTION_CASE_READ, case_id);
}

static bool is_ring(const struct place *link)
{
    return link != NULL && link->room == ROOM_ABSENT && !text_equal(link->item, ABSENCE_BACK);
}

unsigned events_hold(const struct page *page, int rows)
{
    struct id case_id;
    unsigned holds = page->env->work != NULL && case_of(page, rows, &case_id) ? PAGE_CASE : 0;

    if (page->kind->room == ROOM_ABSENT && is_ring(doc_view_link(page->view, frame_rows(rows))))
        holds |= PAGE_RING;
    return holds;
}

static void go(struct out *out, enum room room, const struct id *case_id, const char *form)
{
    out->handled = true;
    out->go = true;
    out->place = place_of(room);
    out->place.case_id = *case_id;
    snprintf(out->place.form, sizeof out->place.form, "%s", form);
}

/* Going on with the notes of a meeting that nobody has signed yet. */
static void go_to_meeting(const struct page *page, const struct id *case_id, struct out *out)
{
    struct arena *arena = arena_new();
    const struct record **record;
    size_t n = page->file != NULL ? case_records(page->file, FORM_MEETING, arena, &record) : 0;

    go(out, ROOM_FILL, case_id, FORM_MEETING);
    if (n > 0 && record[0]->state == RECORD_READY)
        out->place.record = record[0]->id;
    arena_free(arena);
}

/* --- the sheets of a conference --- */

static void step_sheet(const struct page *page, int step, struct out *out)
{
    struct arena *arena = arena_new();
    struct agenda agenda;
    struct err err = {0};
    size_t at;

    if (!agenda_read(page->env->work, arena, &agenda, &err)) {
        say_err(out, page->env->lang, &err);
    } else {
        at = agenda_step(&agenda, &page->file->id, step);
        if (at < agenda.n) {
            go(out, ROOM_SHEET, &agenda.item[at].case_id, "");
            out->replace = true;
        } else {
            say_text(out, page->env->lang,
                     agenda.n_marked == 0 ? T_CONFERENCE_NO_MARKS : T_CONFERENCE_LAST);
        }
    }
    arena_free(arena);
}

/* --- a youth who is missing --- */

void absent_begin(struct page *page)
{
    if (page->place.extra[0] == '\0')
        moment_text(clock_now(&page->env->work->clock), page->place.extra);
}

struct doc *absent_build(const struct page *page, struct arena *arena, struct err *err)
{
    (void)err;
    return page_absence(page->env->work, page->file, &page->place.record, arena);
}

struct doc *absent_journal_build(const struct page *page, struct arena *arena, struct err *err)
{
    (void)err;
    return page_absence_journal(page->env->work, page->file, arena);
}

struct doc *sheet_build(const struct page *page, struct arena *arena, struct err *err)
{
    (void)err;
    return page_sheet(page->env->work, page->file, arena);
}

static const char *ring_title(const struct page *page, const char *code, struct arena *arena)
{
    struct ring *ring;
    size_t n = absence_ring(page->env->work, page->file, NULL, arena, &ring);

    for (size_t i = 0; i < n; i++)
        if (text_equal(ring[i].code, code))
            return ring[i].title;
    return "";
}

static bool take_step(struct page *page, int rows, struct out *out)
{
    const struct place *link = doc_view_link(page->view, frame_rows(rows));
    struct arena *arena;

    if (link == NULL || link->room != ROOM_ABSENT)
        return false;
    out->handled = true;
    page->asked = clock_now(&page->env->work->clock);
    snprintf(page->place.item, sizeof page->place.item, "%s", link->item);
    if (text_equal(link->item, ABSENCE_BACK)) {
        question_open(&page->ask, ASK_IS_BACK, T_ABSENT_BACK_ASK, page->file->youth.work_name,
                      false);
        return true;
    }
    arena = arena_new();
    question_open(&page->ask, ASK_CALL, T_ABSENT_CALLED, ring_title(page, link->item, arena),
                  false);
    arena_free(arena);
    return true;
}

/* The first call writes that the youth is missing, since the key was pressed. */
static bool keep_call(struct page *page, bool answered, struct err *err)
{
    struct work *work = page->env->work;
    struct arena *arena = arena_new();
    const struct record *from = absence_event(work, page->file, arena);
    struct id event = page->place.record;
    int64_t since = page->asked;
    struct id record;
    bool done;

    if (id_is_none(&event) && from != NULL)
        event = from->id;
    (void)moment_parse(page->place.extra, &since);
    done = absence_begin(work, page->file, &event, since, &record, err) &&
           absence_call(work, page->file, &record, page->place.item, page->asked, answered, err);
    arena_free(arena);
    return done;
}

static void came_back(struct page *page, struct out *out)
{
    struct arena *arena = arena_new();
    struct absence absence;
    struct err err = {0};
    struct id record = {{0}};

    if (absence_now(page->env->work, page->file, arena, &absence))
        record = absence.record->id;
    arena_free(arena);
    if (!absence_back(page->env->work, page->file, page->asked, &err)) {
        question_problem(&page->ask, &err, page->env->lang);
        return;
    }
    question_forget(&page->ask);
    go(out, ROOM_FILL, &page->file->id, FORM_ABSENCE);
    snprintf(out->place.item, sizeof out->place.item, "%s", "ms.10");
    out->place.record = record;
    out->replace = true;
}

/* Whom to ring next stands below whoever was rung; the last one keeps the cursor. */
static void next_to_ring(struct page *page, const struct event *event)
{
    size_t focus = page->view->focus;

    page->view->focus++;
    if (!is_ring(doc_view_link(page->view, frame_rows(event->rows))))
        page->view->focus = focus;
}

bool absent_answer(struct page *page, const struct event *event, struct out *out)
{
    int about = page->ask.about;
    struct err err = {0};
    enum question_said said;

    if (about != ASK_CALL && about != ASK_IS_BACK)
        return false;
    /* No is an answer here, so only Esc says that nothing was done. */
    if (event->kind == EVENT_COMMAND && event->command == COMMAND_BACK) {
        question_forget(&page->ask);
        out->handled = true;
        return true;
    }
    said = question_handle(&page->ask, event, out);
    if (said == ASK_NOTHING)
        return true;
    if (about == ASK_IS_BACK) {
        if (said == ASK_YES)
            came_back(page, out);
        else
            question_forget(&page->ask);
    } else if (keep_call(page, said == ASK_YES, &err)) {
        question_forget(&page->ask);
        next_to_ring(page, event);
        say_text(out, page->env->lang, T_ABSENT_KEPT);
    } else {
        question_problem(&page->ask, &err, page->env->lang);
    }
    return true;
}

/* --- all of them --- */

bool events_command(struct page *page, const struct event *event, struct out *out)
{
    enum room room = page->kind->room;
    struct id case_id;

    if (room == ROOM_SHEET &&
        (event->command == COMMAND_NEXT || event->command == COMMAND_PREVIOUS)) {
        step_sheet(page, event->command == COMMAND_NEXT ? 1 : -1, out);
        return true;
    }
    if (room == ROOM_ABSENT && event->command == COMMAND_OPEN)
        return take_step(page, event->rows, out);
    if (room == ROOM_TODAY && event->command == COMMAND_ABSENT && page->env->work != NULL) {
        /* The cursor may stand on anybody, so it is asked who it is. */
        (void)!case_of(page, event->rows, &case_id);
        go(out, ROOM_ABSENT_WHO, &case_id, "");
        return true;
    }
    if (room == ROOM_TODAY && event->command == COMMAND_MEETING) {
        go(out, ROOM_CONFERENCE, &(struct id){{0}}, "");
        return true;
    }
    if (event->command != COMMAND_PROMISE && event->command != COMMAND_EVENT &&
        event->command != COMMAND_MEETING && event->command != COMMAND_ABSENT)
        return false;
    if (page->env->work == NULL || !case_of(page, event->rows, &case_id))
        return false;
    switch (event->command) {
    case COMMAND_PROMISE: go(out, ROOM_PROMISE, &case_id, ""); break;
    case COMMAND_EVENT: go(out, ROOM_FILL, &case_id, FORM_EVENT); break;
    case COMMAND_MEETING: go_to_meeting(page, &case_id, out); break;
    default:
        if (room != ROOM_ABSENT)
            go(out, ROOM_ABSENT, &case_id, "");
        break;
    }
    return true;
}
