/*
 * agenda.h - the cases of a conference: which this person may read, and which they have marked. By
 * number and work name only; nothing in a case is opened.
 *
 * The marks are a draft of their writer's, kept at each mark.
 */
#ifndef SIS_CASEWORK_AGENDA_H
#define SIS_CASEWORK_AGENDA_H

#include "sis/casework/work.h"

struct agenda_case {
    struct id case_id;
    const char *number;
    const char *work_name;
    bool marked;
};

struct agenda {
    struct agenda_case *item; /* in the order of their numbers; never sorted by what they hold */
    size_t n;
    size_t n_marked;
    struct id draft; /* none while nothing is marked */
};

/* Everything in the arena. */
bool agenda_read(struct work *work, struct arena *arena, struct agenda *agenda,
                 struct err *err) WARN_UNUSED;
/* Marks the case, or takes the mark away, durably. */
bool agenda_mark(struct work *work, struct agenda *agenda, size_t at, struct err *err) WARN_UNUSED;
/* Takes all marks away: the conference is over. */
bool agenda_clear(struct work *work, struct agenda *agenda, struct err *err) WARN_UNUSED;
/* The marked case that comes next after this one (step 1) or before it (step -1); the first or last one when
 * the case is not marked or none. agenda->n when there is no more. */
size_t agenda_step(const struct agenda *agenda, const struct id *case_id, int step);

#endif
