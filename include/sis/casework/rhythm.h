/*
 * rhythm.h - what is due and why, the phases, and what waits for a person today.
 */
#ifndef SIS_CASEWORK_RHYTHM_H
#define SIS_CASEWORK_RHYTHM_H

#include "sis/casework/case.h"

enum phase_state { PHASE_NONE, PHASE_DRAFT, PHASE_BEGUN, PHASE_DONE, PHASE_LATE };

struct phase_view {
    const struct entry *phase;
    enum phase_state state;
    struct date date; /* last signed, or since when it is late */
    int days_late;
};

struct due_view {
    const struct due *due;
    const struct form *form;
    const struct record *row;     /* the row that a rule with `each` speaks of; NULL: the case */
    struct date date;             /* by when: the day it was moved to, else the rule's own */
    struct date original;         /* the rule's own day, which stays in sight */
    int days_late;                /* towards the original day; negative: days left */
    int days_over;                /* towards `date` */
    const struct record *moved;   /* who moved it last, and why; NULL: nobody */
    int attempts;                 /* that led nowhere, since it was last done */
    const struct record *attempt; /* the last one of any kind, or NULL */
    const char *because;          /* explains itself, in words */
    bool paused;                  /* the youth is missing: it waits until the youth is back */
};

/* What is due in this case, the most urgent first. */
size_t rhythm_due(struct work *work, struct case_file *file, struct arena *arena,
                  struct due_view **due);
/* One of them by the id of its rule and its row (none: the rule is about the case); false when it is not
 * due any more. */
bool rhythm_find(struct work *work, struct case_file *file, const char *id, const struct id *row,
                 struct arena *arena, struct due_view *due);
/* The phases in order, in the arena; due is what rhythm_due gave. */
size_t rhythm_phases(struct work *work, struct case_file *file, const struct due_view *due,
                     size_t n_due, struct arena *arena, struct phase_view **phase);

/* One line of today: a case and neutral verbs. */
struct today_line {
    struct id case_id;
    const char *number;
    const char *work_name;
    int write, read, late; /* forms to write, notes to read, of these late */
    int sign, journal;     /* forms to sign as the second person, texts to put into the journal */
    struct date next;      /* next due date; year 0: none */
    bool missing;          /* the youth is missing now; what is due waits and is not counted */
};

/* Cases this person is assigned to, late ones first. One audit row for the overview, at the first time
 * in a session, none for the cases: only counts are shown. A damaged case is passed over. */
bool rhythm_today(struct work *work, struct arena *arena, struct today_line **line, size_t *n,
                  struct err *err) WARN_UNUSED;

#endif
