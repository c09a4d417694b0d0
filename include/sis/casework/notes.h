/*
 * notes.h - the letterbox: anybody on the ward puts a note in, the case's people open it.
 */
#ifndef SIS_CASEWORK_NOTES_H
#define SIS_CASEWORK_NOTES_H

#include "sis/casework/case.h"

enum note_state {
    NOTE_WAITING, /* nobody has opened it; its author can still change it, for 12 hours */
    NOTE_OPENED
};

/* A note of one's own. */
struct own_note {
    struct id id;
    struct id youth;
    int64_t at;
    enum note_state state;
    const struct answers *answers; /* in the arena; NULL when it has been opened */
};

#define NOTE_CHANGE_HOURS 12

/* Answers that the program adds to a note that a lead took into the case: who wrote it and when. */
#define NOTE_BY "note.by"
#define NOTE_AT "note.at"

/* Hands in a note (form u1) on a placed youth: sealed to the case's letterbox; without a file, to the
 * leads. id: none for a new note (then it is made), or an own waiting note to replace. draft is removed
 * in the same transaction. Allowed to everybody who holds the home key. */
bool note_hand_in(struct work *work, const struct id *youth, struct id *id,
                  const struct answers *answers, const struct id *draft,
                  struct err *err) WARN_UNUSED;
/* Own notes of the last 14 days, newest first. */
bool note_own(struct work *work, struct arena *arena, struct own_note **note, size_t *n,
              struct err *err) WARN_UNUSED;
/* Opens all that lies in the case's letterbox: checked, sealed as rows, removed, logged. Unreadable ones
 * are set aside and counted, never in the way. */
bool note_open_all(struct work *work, struct case_file *file, size_t *opened, size_t *set_aside,
                   struct err *err) WARN_UNUSED;
/* Notes that wait in the letterboxes this person may open. */
bool note_waiting(struct work *work, struct arena *arena, struct id **case_id, size_t **count,
                  size_t *n, struct err *err) WARN_UNUSED;
/* Youths without a case on whom notes wait for the leads, each once; a lead sees them, nobody else.
 * Opening a case takes the notes in. */
bool note_waiting_youths(struct work *work, struct arena *arena, struct id **youth, size_t *n,
                         struct err *err) WARN_UNUSED;

#endif
