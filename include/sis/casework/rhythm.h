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
    unsigned roles;               /* bits of those who do it */
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

/* What stands in a case's calendar, by a word that tells nothing. */
enum calendar_word { COMING_NOTHING, COMING_MEETING, COMING_JOURNEY };

/* One line of today: a case and neutral verbs. */
struct today_line {
    struct id case_id;
    const char *number;
    const char *work_name;
    int write, call, meet, tell; /* things to do, soon or late */
    int late;                    /* of these, past their first day */
    int days_late;               /* of the latest */
    int read;                    /* notes to read */
    int sign, journal;  /* forms to sign as the second person, texts to put into the journal */
    int promises;       /* whose day has passed, and nobody has said how it went */
    int passed_on;      /* words from the shift before */
    bool missing;       /* the youth is missing now; what is due waits and is not counted */
    bool left;          /* the youth has left; what there is to do is done by telephone */
    struct date next;   /* when the most urgent is to be done; year 0: nothing is */
    enum due_verb verb; /* of the most urgent */
    int attempts;       /* of the most urgent */
    bool moved;         /* the most urgent */
    enum calendar_word event; /* the next one, today or tomorrow */
    int64_t event_at;
    const int64_t *own; /* when this person wrote in the case, in the last NEWS_DAYS */
    size_t n_own;
    const int64_t *news; /* when something new came from others */
    size_t n_news;
};

#define NEWS_DAYS 14
#define SHIFT_GAP_HOURS 6 /* without a word between two shifts */

/* When one's shift before this one ended: the last thing written before a gap of SHIFT_GAP_HOURS. No
 * record is kept of who was logged in; that would tell more than it helps. 0: nothing was written.
 * Sorts what it gets. */
int64_t shift_before(int64_t *written, size_t n, int64_t now);

/* Cases this person is assigned to, late ones first. One audit row for the overview, at the first time
 * in a session, none for the cases: only counts are shown. A damaged case is passed over. */
bool rhythm_today(struct work *work, struct arena *arena, struct today_line **line, size_t *n,
                  struct err *err) WARN_UNUSED;

#endif
