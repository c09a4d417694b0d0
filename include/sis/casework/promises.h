/*
 * promises.h - what has been promised to a youth: held, not held, moved, or its day passed and nobody
 * has said. Told for the case, never counted for a person.
 */
#ifndef SIS_CASEWORK_PROMISES_H
#define SIS_CASEWORK_PROMISES_H

#include "sis/casework/case.h"

/* The row form of promises; see forms/README.md. */
#define FORM_PROMISE "promise"
#define PROMISE_TALKED "pr.05" /* the first of what is asked about one not held */

enum promise_state {
    PROMISE_PASSED, /* its day is gone, and nobody has said how it went */
    PROMISE_OPEN,
    PROMISE_NOT_KEPT,
    PROMISE_KEPT
};

struct promise {
    const struct record *record;
    const char *what; /* "" when nothing is written */
    const char *who;
    struct date by;    /* year 0: no day was said */
    struct date first; /* the day that was promised first, when it was moved; else year 0 */
    enum promise_state state;
    bool talked; /* of one not held: somebody has talked with the youth */
};

/* All that are not struck: those that want a word first, then by their day, then what is over, newest
 * first. In the arena. */
size_t promise_list(struct work *work, struct case_file *file, struct arena *arena,
                    struct promise **promise);
/* Nothing is left to say about it: held, or not held and talked about. */
bool promise_is_over(const struct promise *promise);
/* How many have passed their day. */
size_t promise_passed(struct work *work, struct case_file *file, struct arena *arena);
/* How many were not held, and nobody has written who talked with the youth. */
size_t promise_untold(struct work *work, struct case_file *file, struct arena *arena);

/* A new one. by: year 0 when no day was said. ERR_INPUT without what or who. */
bool promise_add(struct work *work, struct case_file *file, const char *what, struct date by,
                 const char *who, struct err *err) WARN_UNUSED;
/* Closes it: held, or not held. Of one not held the row then asks who talked with the youth. */
bool promise_close(struct work *work, struct case_file *file, const struct id *record, bool kept,
                   struct err *err) WARN_UNUSED;
/* A new day that the youth has been told; it still holds. */
bool promise_move(struct work *work, struct case_file *file, const struct id *record,
                  struct date by, struct err *err) WARN_UNUSED;

#endif
