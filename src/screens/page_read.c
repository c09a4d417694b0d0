/* page_read.c - what may be done with a record that is read: sign it as read or as the second person, answer
 * its writer, tick off the journal, add to it, strike it. */
#include <stdio.h>

#include "screens/page.h"
#include "sis/casework/cosign.h"
#include "sis/casework/journal.h"
#include "sis/casework/notes.h"
#include "sis/casework/records.h"

static bool is_note_of_another(const struct page *page, const struct record *record)
{
    return text_equal(record->form, FORM_NOTE) && record->state == RECORD_READY &&
           !id_equal(&record->by.account, &page->env->work->account);
}

/* Somebody else wrote it, who can be answered. */
static bool has_author(const struct page *page, const struct record *record)
{
    const struct record *first = case_revision(page->file, &record->id, 1);
    const struct answers *answers = case_answers(page->file, record);
    const struct answer *from = answers != NULL ? answers_get(answers, NOTE_FROM) : NULL;
    char own[ID_TEXT];

    if (!text_equal(record->form, FORM_NOTE) || first == NULL || answers == NULL)
        return false;
    id_text(&page->env->work->account, own);
    return answers_get(answers, NOTE_BY) == NULL
               ? !id_equal(&first->by.account, &page->env->work->account)
               : from != NULL && !text_equal(from->value.text, own);
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

    if (record == NULL || !work_may(page->env->work, ACTION_CASE_WRITE, &page->file->id))
        return 0;
    if (is_note_of_another(page, record))
        holds |= PAGE_UNREAD;
    else if (may_be_cosigned(page, record))
        holds |= PAGE_COSIGN;
    else if (journal_of(page->file, &record->id) != NULL)
        holds |= PAGE_JOURNAL;
    if (has_author(page, record))
        holds |= PAGE_MAY_REPLY;
    if (record->state == RECORD_SIGNED && stands_alone(record))
        holds |= PAGE_MAY_ADD;
    if (record->state != RECORD_STRUCK && stands_alone(record))
        holds |= PAGE_MAY_STRIKE;
    return holds;
}

/* "Notering, lör 02:14": the thing by its name, with the time when it was begun. */
static void name_record(const struct page *page, struct str *out)
{
    struct work *work = page->env->work;
    const struct record *record = case_revision(page->file, &page->place.record, 1);
    const struct form *form =
        record != NULL ? method_form(case_method(work, record), record->form) : NULL;

    if (record == NULL)
        return;
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

void record_ask_line(struct page *page, int about, const char *typed)
{
    bool strike = about == ASK_STRIKE;

    ask_with_name(page, about, strike ? T_SCR_STRIKE : T_SCR_REPLY);
    question_add(&page->ask, strike ? T_SCR_REASON : T_SCR_REPLY_LINE, typed, false);
}

bool record_command(struct page *page, int command, struct out *out)
{
    unsigned holds = record_holds(page);

    if (command == COMMAND_DONE && (holds & PAGE_UNREAD) != 0)
        ask_with_name(page, ASK_SIGN_READ, T_SCR_SIGN_READ_ASK);
    else if (command == COMMAND_DONE && (holds & PAGE_COSIGN) != 0)
        go_to(page, ROOM_COSIGN, out);
    else if (command == COMMAND_DONE && (holds & PAGE_JOURNAL) != 0)
        ask_with_name(page, ASK_JOURNAL, T_SCR_JOURNAL_ASK);
    else if (command == COMMAND_ADDENDUM && (holds & PAGE_MAY_ADD) != 0)
        go_to(page, ROOM_ADDENDUM, out);
    else if (command == COMMAND_STRIKE && (holds & PAGE_MAY_STRIKE) != 0)
        line_ask(page, ASK_STRIKE);
    else if (command == COMMAND_REPLY && (holds & PAGE_MAY_REPLY) != 0)
        line_ask(page, ASK_REPLY);
    else
        return false;
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
    const struct id *record = &page->place.record;
    const char *line = question_typed(&page->ask, 0);

    switch (page->ask.about) {
    case ASK_SIGN_READ: return record_sign_read(work, page->file, record, err);
    case ASK_REPLY: return note_reply(work, page->file, record, line, err);
    case ASK_JOURNAL: return tick_journal(page, err);
    default: return record_strike(work, page->file, record, line, err);
    }
}

void record_answered(struct page *page, enum question_said said, struct out *out)
{
    static const enum text_id done[] = {[ASK_SIGN_READ] = T_SCR_SIGNED_READ,
                                        [ASK_STRIKE] = T_SCR_STRUCK,
                                        [ASK_REPLY] = T_SCR_REPLIED,
                                        [ASK_JOURNAL] = T_SCR_JOURNAL_TICKED};
    int about = page->ask.about;
    struct err err = {0};

    /* Whoever came only to tick it off goes back at once. */
    out->pop = text_equal(page->place.form, FORM_JOURNAL);
    if (said == ASK_NO) {
        line_leave(page);
        return;
    }
    if (!do_it(page, &err)) {
        question_problem(&page->ask, &err, page->env->lang);
        out->pop = false;
        return;
    }
    if (about == ASK_STRIKE || about == ASK_REPLY)
        line_drop(page);
    question_forget(&page->ask);
    say_text(out, page->env->lang, done[about]);
}

void record_begin_asking(struct page *page)
{
    if (text_equal(page->place.form, FORM_JOURNAL) &&
        work_may(page->env->work, ACTION_CASE_WRITE, &page->file->id) &&
        journal_of(page->file, &page->place.record) != NULL)
        ask_with_name(page, ASK_JOURNAL, T_SCR_JOURNAL_ASK);
    line_begin(page, record_holds(page));
}
