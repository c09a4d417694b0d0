/* page_read.c - what may be done with a record that is read: sign it as read or as the second person, tick
 * off the journal, add to it, strike it. */
#include <stdio.h>

#include "screens/page.h"
#include "screens/slip.h"
#include "sis/casework/cosign.h"
#include "sis/casework/journal.h"
#include "sis/casework/records.h"

enum { ASK_SIGN_READ = 1, ASK_STRIKE, ASK_JOURNAL };

#define REASON "st.01"

static bool is_note_of_another(const struct page *page, const struct record *record)
{
    return text_equal(record->form, FORM_NOTE) && record->state == RECORD_READY &&
           !id_equal(&record->by.account, &page->env->work->account);
}

/* What belongs to a record goes with it. */
static bool stands_alone(const struct record *record)
{
    return !text_equal(record->form, FORM_ADDENDUM) && !text_equal(record->form, FORM_STRIKE);
}

/* By this person, or by a colleague beside the one who signed first. */
static bool may_be_cosigned(const struct page *page, const struct record *record)
{
    struct work *work = page->env->work;

    return cosign_wanted(work, page->file, record) &&
           (cosign_may(work, page->file, record) || id_equal(&record->by.account, &work->account));
}

unsigned record_holds(const struct page *page)
{
    const struct record *record = case_record(page->file, &page->place.record);
    unsigned holds = 0;

    if (record == NULL || !work_may(page->env->work, ACTION_CASE_WRITE, &page->file->id)) {
        return 0;
    }
    if (is_note_of_another(page, record)) {
        holds |= PAGE_UNREAD;
    } else if (may_be_cosigned(page, record)) {
        holds |= PAGE_COSIGN;
    } else if (journal_of(page->file, &record->id) != NULL) {
        holds |= PAGE_JOURNAL;
    }
    if (record->state == RECORD_SIGNED && stands_alone(record)) {
        holds |= PAGE_MAY_ADD;
    }
    if (record->state != RECORD_STRUCK && stands_alone(record)) {
        holds |= PAGE_MAY_STRIKE;
    }
    return holds;
}

/* "Notering, lör 02:14": the thing by its name, with the time when it was begun. */
static void name_record(const struct page *page, struct str *out)
{
    struct work *work = page->env->work;
    const struct record *record = case_revision(page->file, &page->place.record, 1);
    const struct form *form =
        record != NULL ? method_form(case_method(work, record), record->form) : NULL;

    if (record == NULL) {
        return;
    }
    str_puts(out, form != NULL ? label_in(&form->title, page->env->lang) : record->form);
    str_puts(out, ", ");
    moment_words(out, page->env->lang, record->at, work_today(work));
}

static void ask_with_name(struct page *page, int about, enum text_id id)
{
    struct str name;

    str_init(&name, 0);
    name_record(page, &name);
    question_open(&page->ask, about, id, name.p, about == ASK_STRIKE);
    str_release(&name);
}

static void go_to(const struct page *page, enum room room, struct out *out)
{
    out->go = true;
    out->place = place_of(room);
    out->place.case_id = page->file->id;
    out->place.record = page->place.record;
}

static void ask_reason(struct page *page, const char *typed)
{
    ask_with_name(page, ASK_STRIKE, T_SCR_STRIKE);
    question_add(&page->ask, T_SCR_REASON, typed, false);
}

bool record_command(struct page *page, int command, struct out *out)
{
    unsigned holds = record_holds(page);

    if (command == COMMAND_DONE && (holds & PAGE_UNREAD) != 0) {
        ask_with_name(page, ASK_SIGN_READ, T_SCR_SIGN_READ_ASK);
    } else if (command == COMMAND_DONE && (holds & PAGE_COSIGN) != 0) {
        go_to(page, ROOM_COSIGN, out);
    } else if (command == COMMAND_DONE && (holds & PAGE_JOURNAL) != 0) {
        ask_with_name(page, ASK_JOURNAL, T_SCR_JOURNAL_ASK);
    } else if (command == COMMAND_ADDENDUM && (holds & PAGE_MAY_ADD) != 0) {
        go_to(page, ROOM_ADDENDUM, out);
    } else if (command == COMMAND_STRIKE && (holds & PAGE_MAY_STRIKE) != 0) {
        ask_reason(page, "");
    } else {
        return false;
    }
    out->handled = true;
    return true;
}

static bool tick_journal(struct page *page, struct err *err)
{
    const struct record *row = journal_of(page->file, &page->place.record);

    return row == NULL || journal_tick(page->env->work, page->file, &row->id, err);
}

static bool do_it(struct page *page, struct err *err)
{
    struct work *work = page->env->work;

    switch (page->ask.about) {
    case ASK_SIGN_READ: return record_sign_read(work, page->file, &page->place.record, err);
    case ASK_JOURNAL: return tick_journal(page, err);
    default:
        return record_strike(work, page->file, &page->place.record, question_typed(&page->ask, 0),
                             err);
    }
}

void record_answered(struct page *page, enum question_said said, struct out *out)
{
    static const enum text_id done[] = {[ASK_SIGN_READ] = T_SCR_SIGNED_READ,
                                        [ASK_STRIKE] = T_SCR_STRUCK,
                                        [ASK_JOURNAL] = T_SCR_JOURNAL_TICKED};
    int about = page->ask.about;
    struct err err = {0};

    /* Whoever came only to tick it off goes back at once. */
    out->pop = text_equal(page->place.form, FORM_JOURNAL);
    if (said == ASK_NO) {
        question_close(&page->ask);
        return;
    }
    if (!do_it(page, &err)) {
        question_problem(&page->ask, &err, page->env->lang);
        out->pop = false;
        return;
    }
    if (about == ASK_STRIKE) {
        slip_drop(page->env->work, &page->draft);
    }
    question_forget(&page->ask);
    say_text(out, page->env->lang, done[about]);
}

void record_ask_begin(struct page *page)
{
    struct arena *arena = arena_new();
    struct draft draft;

    if (text_equal(page->place.form, FORM_JOURNAL) &&
        work_may(page->env->work, ACTION_CASE_WRITE, &page->file->id) &&
        journal_of(page->file, &page->place.record) != NULL) {
        ask_with_name(page, ASK_JOURNAL, T_SCR_JOURNAL_ASK);
    }
    slip_find(page->env->work, &page->place, arena, &draft);
    if (text_equal(page->place.form, FORM_STRIKE) && (record_holds(page) & PAGE_MAY_STRIKE) != 0) {
        page->draft = draft.id;
        ask_reason(page, slip_text(&draft, REASON));
        page->kept = edit_version(page->ask.field[0].entry.edit);
    }
    arena_free(arena);
}

static bool reason_typed(const struct page *page)
{
    return page->ask.n_fields > 0 && edit_version(page->ask.field[0].entry.edit) != page->kept;
}

static struct place strike_place(const struct page *page)
{
    struct place place = place_of(ROOM_READ);

    place.case_id = page->file->id;
    place.record = page->place.record;
    snprintf(place.form, sizeof place.form, "%s", FORM_STRIKE);
    return place;
}

void record_place(const struct page *page, struct place *out)
{
    out->form[0] = out->item[0] = '\0';
    if (page->ask.about == ASK_STRIKE) {
        snprintf(out->form, sizeof out->form, "%s", FORM_STRIKE);
    } else if (page->ask.about == ASK_JOURNAL) {
        snprintf(out->form, sizeof out->form, "%s", FORM_JOURNAL);
    }
    if (page->ask.about == ASK_STRIKE && !id_is_none(&page->draft)) {
        id_text(&page->draft, out->item);
    }
}

bool record_keep(struct page *page, struct err *err)
{
    struct slip_field field = {REASON, question_typed(&page->ask, 0)};
    struct place place = strike_place(page);

    if (!reason_typed(page)) {
        return true;
    }
    if (!slip_keep(page->env->work, &place, &field, 1, &page->draft, err)) {
        return false;
    }
    page->kept = edit_version(page->ask.field[0].entry.edit);
    return true;
}

bool record_pack(struct page *page, struct str *sealed, struct err *err)
{
    struct slip_field field = {REASON, question_typed(&page->ask, 0)};
    struct place place = strike_place(page);

    return slip_pack(page->env->work, &place, &field, 1, &page->draft, sealed, err);
}
