/*
 * merge.h - joining two revisions that were made from the same one.
 *
 * Where only one side changed an answer, that change holds. Where both changed the same answer
 * differently, both are kept and the person chooses: nothing is overwritten.
 */
#ifndef SIS_FORM_MERGE_H
#define SIS_FORM_MERGE_H

#include "sis/domain/answers.h"

struct conflict {
    const char *id;
    const struct answer *base; /* NULL: there was none */
    const struct answer *mine; /* NULL: removed */
    const struct answer *theirs;
};

struct merge {
    struct answers joined; /* in a conflict: mine */
    struct conflict *conflict;
    size_t n_conflicts;
};

/* Everything in the result lives in the arena or in the three inputs. */
void merge_answers(const struct answers *base, const struct answers *mine,
                   const struct answers *theirs, struct arena *arena, struct merge *out);

#endif
