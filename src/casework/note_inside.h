/*
 * note_inside.h - what the files on notes share: where a note goes, what may be one, what goes back.
 */
#ifndef SIS_CASEWORK_NOTE_INSIDE_H
#define SIS_CASEWORK_NOTE_INSIDE_H

#include "inside.h"
#include "sis/casework/notes.h"
#include "sis/store/letterbox.h"

/* The forms of letters that say to an author that the note was read, or became part of the case
 * without that. */
#define FORM_RECEIPT "note.read"
#define FORM_MOVED_IN "note.moved"

/* Key numbers of letters to leads: nobody has read it, or it is kept there. */
enum { LEAD_NEW = 0, LEAD_READ = 1 };

/* The letterbox of all leads. */
extern const struct id note_leads_box;

struct note_address {
    struct recipient to;
    struct box_to box[BOX_RECIPIENTS];
    struct id reader[BOX_RECIPIENTS]; /* leads it is for; not with a case */
    size_t n_readers;
    uint8_t nobody[BOX_RECIPIENTS]
                  [VAULT_PUBLIC]; /* keys that nobody holds, to make up the number */
};

/* Where a note on this youth (NULL: not in the list) goes. It points into itself and into the lists,
 * so it is used at once and not copied. writer: who may open it too, until somebody has; NULL: nobody. */
bool note_address(struct work *work, const struct youth *youth, const struct answers *answers,
                  const uint8_t *writer, struct note_address *it, struct err *err) WARN_UNUSED;
/* The text or the id that one of the answers without an item holds; NULL, false. */
const char *note_said(const struct answers *answers, const char *id);
bool note_said_id(const struct answers *answers, const char *id, struct id *out);
bool note_says(const struct answers *answers, const char *id, const char *code);
/* Whether its writer has chosen among the leads, so that it goes to no case. */
bool note_is_chosen(const struct answers *answers);

/* Anybody can put anything into a letterbox: only a new note may become a row, never a consent, a
 * signed form or a later revision of something that is there. */
bool note_is_note(const struct letterbox_item *letter);
bool note_is_signed(struct work *work, const struct letterbox_item *letter);
/* Whether it may become a row of a case as it is, if the case does not have it already. */
bool note_is_sound(struct work *work, const struct letterbox_item *letter);

/* Who is to get an answer, and about which note. */
struct note_origin {
    struct id author;
    struct id record;
    const char *name;
    const char *role; /* code */
};

struct note_origin note_origin_of(const struct record *record);

/* Inside a turn: says to the author that it has been read; to oneself nothing is said. */
bool note_receipt(struct turn *turn, const struct note_origin *to, struct err *err) WARN_UNUSED;
/* Inside a turn: says to the author that it lies in the case now, unread by anybody else. */
bool note_moved_in(struct turn *turn, const struct note_origin *to, struct err *err) WARN_UNUSED;
/* Inside a turn: a line to the author alone. */
bool note_send_reply(struct turn *turn, const struct note_origin *to, const char *line,
                     struct err *err) WARN_UNUSED;
/* Everything that came back to this person, oldest first, unordered by note. */
struct note_answer {
    struct id record; /* the note it is about */
    struct note_back back;
};
bool note_backs(struct work *work, struct arena *arena, struct note_answer **answer, size_t *n,
                struct err *err) WARN_UNUSED;
/* Inside a turn: takes away what came back to this person before that moment. */
bool note_forget_backs(struct work *work, int64_t before, struct err *err) WARN_UNUSED;

/* Inside a turn in a case: what the writer has promised becomes an open promise. */
bool note_promise(struct turn *turn, const struct id *note, const struct note_origin *by,
                  const struct answers *answers, struct err *err) WARN_UNUSED;

/* Notes on a youth without a file lie with the leads; when the file is opened they move into it. */
bool notes_take_home(struct turn *turn, const struct youth *youth, struct err *err) WARN_UNUSED;
/* What waits in the letterbox of the turn's case becomes rows, before its key changes. */
bool notes_take_all(struct turn *turn, const struct access_view *access,
                    struct err *err) WARN_UNUSED;

/* Whether it has waited too long. */
bool note_is_late(struct work *work, int64_t at, bool urgent);
/* The line in the log that letters are looked into; before the first one, once in a session. */
bool note_log_look(struct work *work, struct err *err) WARN_UNUSED;

#endif
