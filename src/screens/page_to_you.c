/* page_to_you.c - notes to leads: reading one, answering, moving it into a case; and one's own notes. */
#include <stdio.h>
#include <string.h>

#include "screens/page.h"
#include "sis/casework/access.h"
#include "sis/pages/pages.h"

/* The note as it stands now; what was read stays until there is something else. */
static bool find_note(struct page *page, struct err *err)
{
    struct arena *arena = arena_new();
    struct lead_note *note;
    size_t n;

    if (!note_for_leads(page->env->work, arena, &note, &n, err)) {
        arena_free(arena);
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (id_equal(&note[i].record, &page->place.record)) {
            arena_free(page->note_arena);
            page->note_arena = arena;
            page->note = note[i];
            page->has_note = true;
            return true;
        }
    }
    arena_free(arena);
    return err_set(err, ERR_MISSING, T_NOTE_GONE, NULL, NULL);
}

static void ask_line(struct page *page, int about, const char *typed)
{
    question_open(&page->ask, about, T_SCR_REPLY_TO, "", false);
    question_add(&page->ask, T_SCR_REPLY_LINE, typed, false);
}

bool to_you_enter(struct page *page, struct err *err)
{
    page->ask_line = ask_line;
    if (!note_read_mine(page->env->work, &page->place.record, err) || !find_note(page, err))
        return false;
    line_begin(page, to_you_holds(page));
    return true;
}

/* What is about a lead stays: that lead may hold the case's key. */
unsigned to_you_holds(const struct page *page)
{
    const struct lead_note *note = &page->note;
    unsigned holds = 0;

    if (!page->has_note)
        return 0;
    if (!id_equal(&note->by.account, &page->env->work->account))
        holds |= PAGE_MAY_REPLY;
    if (!note->about && (id_is_none(&note->case_id) ||
                         work_may(page->env->work, ACTION_CASE_WRITE, &note->case_id)))
        holds |= PAGE_MAY_PLACE;
    return holds;
}

static void ask_place(struct page *page)
{
    bool has_case = !id_is_none(&page->note.case_id);
    struct arena *arena = arena_new();
    struct youth youth;
    struct str name;
    struct err err = {0};

    str_init(&name, 0);
    if (register_get(page->env->work, &page->note.youth, arena, &youth, &err)) {
        youth_words(&youth, page->env->lang, &name);
        question_open(&page->ask, has_case ? ASK_PLACE : ASK_OPEN_AND_PLACE,
                      has_case ? T_SCR_PLACE : T_SCR_OPEN_AND_PLACE, name.p, false);
    }
    str_release(&name);
    arena_free(arena);
}

/* Chosen in the list of youths, which then asks. */
static void choose_youth(const struct page *page, struct out *out)
{
    out->go = true;
    out->place = place_of(ROOM_FIND);
    out->place.record = page->note.record;
    snprintf(out->place.extra, sizeof out->place.extra, "place");
}

bool to_you_command(struct page *page, int command, struct out *out)
{
    unsigned holds = to_you_holds(page);

    if (command == COMMAND_REPLY && (holds & PAGE_MAY_REPLY) != 0)
        line_ask(page, ASK_REPLY);
    else if (command == COMMAND_DONE && (holds & PAGE_MAY_PLACE) != 0)
        if (id_is_none(&page->note.youth))
            choose_youth(page, out);
        else
            ask_place(page);
    else
        return false;
    out->handled = true;
    return true;
}

bool note_into_case(struct work *work, const struct id *note, const struct youth *youth,
                    struct err *err)
{
    struct lead_note *left;
    struct id case_id;
    struct arena *arena;
    bool done;
    size_t n;

    if (id_is_none(&youth->case_id) && !access_open_case(work, &youth->id, &case_id, err))
        return false;
    /* Opening the case takes along what is for all leads. */
    arena = arena_new();
    done = note_for_leads(work, arena, &left, &n, err);
    for (size_t i = 0; done && i < n; i++)
        if (id_equal(&left[i].record, note))
            done = note_place(work, note, &youth->id, err);
    arena_free(arena);
    return done;
}

static bool do_it(struct page *page, struct err *err)
{
    struct work *work = page->env->work;
    struct youth youth = {.id = page->note.youth, .case_id = page->note.case_id};

    return page->ask.about == ASK_REPLY
               ? note_reply_letter(work, &page->note.record, question_typed(&page->ask, 0), err)
               : note_into_case(work, &page->note.record, &youth, err);
}

void to_you_answered(struct page *page, enum question_said said, struct out *out)
{
    bool reply = page->ask.about == ASK_REPLY;
    struct err err = {0};

    if (said == ASK_NO) {
        line_leave(page);
        return;
    }
    if (!do_it(page, &err)) {
        question_problem(&page->ask, &err, page->env->lang);
        return;
    }
    if (reply)
        line_drop(page);
    question_forget(&page->ask);
    out->pop = !reply;
    say_text(out, page->env->lang, reply ? T_SCR_REPLIED : T_SCR_PLACED);
}

/* --- pages --- */

struct doc *to_you_build(const struct page *page, struct arena *arena, struct err *err)
{
    return page_to_you(page->env->work, arena, err);
}

struct doc *to_you_read_build(const struct page *page, struct arena *arena, struct err *err)
{
    (void)err;
    return page_to_you_read(page->env->work, &page->note, arena);
}

struct doc *own_note_build(const struct page *page, struct arena *arena, struct err *err)
{
    return page_own_note(page->env->work, &page->place.record, arena, err);
}
