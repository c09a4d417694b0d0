/*
 * notes.h - the letterbox: anybody on the ward puts a note in, the case's people open it.
 *
 * Where a note goes is said by its own answers, so that a draft, a change and an addition go the same way:
 *
 *     youth with a case               the case's letterbox
 *     youth without one, or not known the leads
 *     u1.16 = lead                    the one lead in note.lead, nobody else
 *     u1.20 = yes                     the leads but the one in note.about; never the case, whose key that
 *                                     lead may hold
 *
 * What goes to leads lies in one letterbox of all leads, every letter with equally many addresses, so
 * that the file does not show whom it is for. The writer can always open what nobody has opened yet.
 */
#ifndef SIS_CASEWORK_NOTES_H
#define SIS_CASEWORK_NOTES_H

#include "sis/casework/case.h"

/* The row that an answer to a note leaves in its case. */
#define FORM_REPLY "reply"
#define REPLY_TEXT "rp.01"

#define NOTE_CHANGE_HOURS 12
/* Unread so long, a note stands on the leads' list. */
#define NOTE_LATE_HOURS 12
#define NOTE_LATE_URGENT_HOURS 1

/* Answers that have no item; texts, ids in hex. */
#define NOTE_LEAD "note.lead"   /* account of the one lead it is for */
#define NOTE_ABOUT "note.about" /* account of the lead it is about */
#define NOTE_WHOM "note.whom"   /* whom it concerns, when that youth is not in the list */
#define NOTE_ADDS "note.adds"   /* record of the own note that it adds to */
/* And in a note that a lead took into the case: who wrote it, when, from which account. */
#define NOTE_BY "note.by"
#define NOTE_AT "note.at"
#define NOTE_FROM "note.from"

/* --- handing in --- */

/* u1.16 = lead, u1.20 = yes: then note.lead and note.about must be chosen. */
bool note_is_for_one(const struct answers *answers);
bool note_is_about_lead(const struct answers *answers);

struct note_person {
    struct id account;
    const char *name;
    enum role role;
};

/* Who will be able to read a note. */
struct note_readers {
    bool of_case; /* through the case's letterbox; else these leads, and nobody else */
    struct note_person *person;
    size_t n;
};

/* The leads of the signed lists but this person: of whom one is chosen, or about whom it is. */
bool note_leads(struct work *work, struct arena *arena, struct note_person **lead, size_t *n,
                struct err *err) WARN_UNUSED;
/* Who will read a note with these answers, told from the very addresses it would be sealed to. youth
 * none: not in the list. ERR_INPUT: the lead to read it or the lead it is about is not chosen yet;
 * ERR_DENIED: nobody is left who could get it. */
bool note_readers(struct work *work, const struct id *youth, const struct answers *answers,
                  struct arena *arena, struct note_readers *readers, struct err *err) WARN_UNUSED;
/* Hands in a note (form u1) on a placed youth, or on somebody who is not in the list (youth none; then
 * NOTE_WHOM says who). id: none for a new note (then it is made), or an own waiting note to replace,
 * which may get another id. draft is removed in the same transaction. Allowed to everybody who holds the
 * home key. */
bool note_hand_in(struct work *work, const struct id *youth, struct id *id,
                  const struct answers *answers, const struct id *draft,
                  struct err *err) WARN_UNUSED;

/* --- what came of it --- */

enum note_state {
    NOTE_WAITING, /* nobody has opened it; its author can still change it, for 12 hours */
    NOTE_OPENED
};

enum note_back_kind {
    NOTE_BACK_READ,
    NOTE_BACK_MOVED, /* put into the case when its key changed, or by the author: nobody has read it */
    NOTE_BACK_REPLY
};

/* What came back to the author: that it was read, what else became of it, or a line in answer. */
struct note_back {
    enum note_back_kind kind;
    enum role role; /* of who did it: all that the author is told */
    int64_t at;
    const char *line; /* of a reply */
};

/* A note of one's own. */
struct own_note {
    struct id id;
    struct id youth;  /* none: not in the list */
    struct id record; /* what an addition names */
    int64_t at;
    enum note_state state;
    bool may_change;
    const char *whom;              /* of somebody not in the list; else NULL */
    const char *adds;              /* in hex: the record of the own note it adds to; else NULL */
    const struct answers *route;   /* the answers that say where it went */
    const struct answers *answers; /* in the arena; NULL when it can no longer be changed */
    const struct note_back *back;  /* oldest first */
    size_t n_back;
};

/* Own notes of the last 14 days, newest first. */
bool note_own(struct work *work, struct arena *arena, struct own_note **note, size_t *n,
              struct err *err) WARN_UNUSED;

/* --- notes of a case --- */

/* Opens all that lies in the case's letterbox: checked, sealed as rows, removed, logged; their authors
 * get a receipt, and what they have promised becomes a row of the list promise. Unreadable ones are set
 * aside and counted, never in the way. */
bool note_open_all(struct work *work, struct case_file *file, size_t *opened, size_t *set_aside,
                   struct err *err) WARN_UNUSED;
/* One line to the author of a note of the case, who alone can open it; it stands in the case too, as a
 * row of the list reply. */
bool note_reply(struct work *work, struct case_file *file, const struct id *record,
                const char *line, struct err *err) WARN_UNUSED;

/* --- what waits --- */

/* Whether danger, self-harm or threat is yes, or could not be ruled out. */
bool note_is_urgent(const struct answers *answers);

/* What waits in one letterbox that this person may open. */
struct note_wait {
    struct id case_id; /* none: with the leads; see note_for_leads */
    size_t n;          /* that others wrote */
    size_t own;        /* that wait for others to read them */
    bool urgent;       /* one of them is: read it now */
    bool late;         /* one has waited too long, 12 hours or 1 */
    int64_t since;     /* when the oldest was handed in */
};

/* All such letterboxes with something in them that others wrote: urgent ones first, then the oldest. The letters are opened in memory to see how urgent they
 * are, since nothing outside tells; they stay unread. Logged once in a session. */
bool note_waiting(struct work *work, struct arena *arena, struct note_wait **wait, size_t *n,
                  struct err *err) WARN_UNUSED;

/* The same of one open case, also when nothing waits there; what somebody with the file has set aside
 * counts too. */
bool note_waiting_here(struct work *work, const struct case_file *file, struct arena *arena,
                       struct note_wait *wait, struct err *err) WARN_UNUSED;

/* --- notes to leads --- */

struct lead_note {
    struct id record;
    struct id youth;   /* none: not in the list */
    struct id case_id; /* none: no case yet */
    const char *whom;  /* of somebody not in the list; else NULL */
    struct author by;
    int64_t at;
    bool is_new; /* nobody has opened it */
    bool alone;  /* for this lead only */
    bool about;  /* about a lead, so it cannot go where that lead reads */
    bool adds;   /* an addition to an earlier one */
    bool urgent, late;
    const struct method *method; /* it was answered under */
    const struct answers *answers;
};

/* Those this lead can open: new ones first and of these the urgent ones, then the newest. Nobody else
 * has any. Opened in memory only, as in note_waiting. */
bool note_for_leads(struct work *work, struct arena *arena, struct lead_note **note, size_t *n,
                    struct err *err) WARN_UNUSED;
/* Somebody reads the note of that record now, and the log says so: the first time its author gets a
 * receipt and can no longer change it. One's own stays as it is. */
bool note_read_mine(struct work *work, const struct id *note, struct err *err) WARN_UNUSED;
/* One line to the author of a note that was read, who alone can open it. */
bool note_reply_letter(struct work *work, const struct id *note, const char *line,
                       struct err *err) WARN_UNUSED;
/* Moves one into the case of this youth, which must be there and read by this lead. ERR_DENIED when the
 * lead it is about reads that case. */
bool note_place(struct work *work, const struct id *note, const struct id *youth,
                struct err *err) WARN_UNUSED;

#endif
