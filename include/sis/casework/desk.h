/*
 * desk.h - drafts: what was typed and not yet handed in, saved or signed. Sealed to their author, and
 * to the case so that a leaver's words are not lost.
 */
#ifndef SIS_CASEWORK_DESK_H
#define SIS_CASEWORK_DESK_H

#include "sis/casework/work.h"
#include "sis/domain/place.h"

/* The answer that holds the work name in the draft of a youth who is being registered. */
#define DRAFT_WORK_NAME "youth.work_name"

struct draft {
    struct id id;
    struct place place; /* with cursor: where to go on */
    struct id youth;    /* of a note; else none */
    struct id record;   /* record begun */
    int based_on;
    int64_t at;
    const struct answers *answers; /* in the arena given */
    const char *first_line;        /* to recognise it by; not for lists before the case is open */
};

/* Saves, durably. id none: a new draft, id is set. */
bool desk_keep(struct work *work, struct draft *draft, struct err *err) WARN_UNUSED;
/* The draft on a record, or of a new note on a youth; *found false when there is none. */
bool desk_find(struct work *work, const struct place *place, struct arena *arena,
               struct draft *draft, bool *found, struct err *err) WARN_UNUSED;
bool desk_get(struct work *work, const struct id *id, struct arena *arena, struct draft *draft,
              struct err *err) WARN_UNUSED;
/* Own drafts, newest first. */
bool desk_list(struct work *work, struct arena *arena, struct draft **draft, size_t *n,
               struct err *err) WARN_UNUSED;
bool desk_drop(struct work *work, const struct id *id, struct err *err) WARN_UNUSED;
/* Where one goes on with it: lines typed outside forms are found by the draft's own id. */
struct place desk_place(const struct draft *draft);

/* When the disk refuses: the sealed bytes of a draft (replacing what is in sealed), to be carried
 * through the lock in memory, and kept in the file after the next login; id then names the draft. Of
 * somebody else's (ERR_DENIED) nothing is kept: let them wait for their author. */
bool desk_pack(struct work *work, const struct draft *draft, struct str *sealed,
               struct err *err) WARN_UNUSED;
bool desk_unpack(struct work *work, const void *sealed, size_t n, struct id *id,
                 struct err *err) WARN_UNUSED;

/* Where the person was when the screen was locked; kept sealed to the author. */
bool desk_set_places(struct work *work, const struct place *place, size_t n,
                     struct err *err) WARN_UNUSED;
/* Gives them back once, the lowest screen first, at most max; 0 when the screen was not locked. */
bool desk_take_places(struct work *work, struct place *place, size_t max, size_t *n,
                      struct err *err) WARN_UNUSED;

#endif
