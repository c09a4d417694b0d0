/*
 * absence.h - a youth who is missing: whom to ring in which order, what has been done and when, until
 * somebody says that the youth is back. Every step is a row of its own, saved at once.
 */
#ifndef SIS_CASEWORK_ABSENCE_H
#define SIS_CASEWORK_ABSENCE_H

#include "sis/casework/case.h"

/* Row forms of the method; see forms/README.md. */
#define FORM_EVENT "event"
#define FORM_ABSENCE "missing"
#define FORM_CALL "call"

/* In place.item of ROOM_ABSENT, beside the codes of whom to ring: the youth is back. */
#define ABSENCE_BACK "back"

struct absence {
    const struct record *record; /* the newest row that nobody has closed */
    const struct record *event;  /* what the youth did not come back from, or NULL */
    int64_t since;
    const struct record **call; /* calls made, oldest first */
    size_t n_calls;
};

/* Whether the youth is missing now. */
bool absence_now(struct work *work, struct case_file *file, struct arena *arena,
                 struct absence *absence);
/* The event that the youth is on now, or has not come back from; NULL when there is none. */
const struct record *absence_event(struct work *work, struct case_file *file, struct arena *arena);

struct ring {
    const char *code; /* what a call is kept under; a contact of the method where there is one */
    const char *title;
    const char *number;        /* "" when nobody has set one, or there is none to ring */
    const struct record *last; /* the last call to them in this absence, or NULL */
};

/* Whom to ring, in the method's order. absence NULL: nobody has been rung yet. */
size_t absence_ring(struct work *work, struct case_file *file, const struct absence *absence,
                    struct arena *arena, struct ring **ring);

/* Writes that the youth is missing, once: the row that stands open is given again. event: none, or what
 * the youth did not come back from, which is then marked too. */
bool absence_begin(struct work *work, struct case_file *file, const struct id *event, int64_t since,
                   struct id *record, struct err *err) WARN_UNUSED;
/* A call that was made, or tried. */
bool absence_call(struct work *work, struct case_file *file, const struct id *record,
                  const char *code, int64_t at, bool answered, struct err *err) WARN_UNUSED;
/* The youth is back: closes all rows that stand open. */
bool absence_back(struct work *work, struct case_file *file, int64_t at,
                  struct err *err) WARN_UNUSED;

#endif
