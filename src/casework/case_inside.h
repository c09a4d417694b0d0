/*
 * case_inside.h - an opened case as the other files of casework see it.
 */
#ifndef SIS_CASEWORK_CASE_INSIDE_H
#define SIS_CASEWORK_CASE_INSIDE_H

#include "inside.h"
#include "sis/casework/case.h"

/* A place of the table over the record ids. */
struct slot {
    const struct id *id; /* NULL: free */
    size_t newest;       /* index of the newest revision */
};

struct case_own {
    struct rows rows;
    size_t *newest; /* of each record[i]: index of the newest revision of the same record */
    size_t cap;
    struct slot *slot; /* open addressing, at most half full */
    size_t n_slots;    /* a power of two */
    size_t *cosign;    /* indices of second signatures, in the order of writing */
    size_t n_cosigns;
    int users;
    struct facts *facts; /* NULL: to be gathered */
    struct arena *facts_arena;
    int64_t facts_until; /* moment when they are no longer so by themselves */
    struct case_file *next;
};

/* Reads a case without a line in the log, for counts only; case_free gives it back. */
struct case_file *case_load(struct work *work, const struct id *case_id, struct err *err);
void case_free(struct case_file *file);
/* Closes an open case, whoever else has it open. */
void case_drop(struct work *work, struct case_file *file);
/* After a commit: reads what was written. What was done is done, so a file that cannot be read now is
 * read at the next refresh; always true. */
bool case_follow(struct work *work, struct case_file *file);
/* The n-th open second signature of the case, whatever it is over; NULL behind the last. */
const struct record *case_cosign(const struct case_file *file, size_t n);
/* The row behind a record of the case; NULL when it is none. */
struct row *case_row(struct case_file *file, const struct record *record);

/* What rules go by of each form's newest record (facts.h, known), in the arena. */
const struct answers *const *known_answers(struct work *work, struct case_file *file,
                                           const struct record *const *latest, size_t n,
                                           struct arena *arena);

#endif
