/*
 * cosign.h - the second signature: somebody else reads what was signed, says where they judge
 * otherwise, and signs the same bytes.
 *
 * It is a record of FORM_COSIGN with the signed one as its parent. Under the ids of that form's items
 * it holds the answers that the second person gave of their own; the first person's are never
 * changed. A form that wants two signatures counts for facts, phases and due dates when it has both,
 * or for as long as the method says that one is enough.
 */
#ifndef SIS_CASEWORK_COSIGN_H
#define SIS_CASEWORK_COSIGN_H

#include "sis/casework/case.h"

#define FORM_COSIGN "cosign"
#define COSIGN_WHY "cs.01" /* why the two judge differently */

/* How many steps apart two answers on an ordered scale are when the method asks why (warning W13); the
 * options of a judgement count as steps too. */
#define COSIGN_FAR 2

/* Whether a signed record counts, by its signatures; *until (may be NULL) gets the moment when it no
 * longer will, INT64_MAX when there is none. False for what is not signed. */
bool record_counts(struct work *work, const struct case_file *file, const struct record *record,
                   int64_t *until);
/* The second signature on a record; NULL. Not checked: case_verify. */
const struct record *cosign_of(const struct case_file *file, const struct record *record);
/* Signed by one, and wants another. */
bool cosign_wanted(struct work *work, const struct case_file *file, const struct record *record);
/* What waits for a second signature, newest first, in the arena. */
size_t cosign_waiting(struct work *work, const struct case_file *file, struct arena *arena,
                      const struct record ***record);
/* Whether this person may be the second: another than the first, and one who fills in the form. */
bool cosign_may(struct work *work, const struct case_file *file, const struct record *record);

/* Two answers to one item that are not the same. */
struct difference {
    const struct item *item;
    const struct answer *first; /* NULL: the first person gave none */
    const struct answer *second;
    bool far; /* COSIGN_FAR steps or more apart on an ordered scale */
};

/* Of the items that the second person answered, in form order; in the arena. */
size_t cosign_differences(const struct form *form, const struct answers *first,
                          const struct answers *second, struct arena *arena,
                          struct difference **difference);

/* Whether somebody who logs in beside the session's person may be the second; nothing is written but a
 * log-in that failed. ERR_PASSWORD, ERR_DENIED. */
bool cosign_beside(struct work *work, struct case_file *file, const struct record *record,
                   const struct second_person *second, struct err *err) WARN_UNUSED;

struct cosign_new {
    struct id record;
    const struct answers *own; /* by item id; empty: the same view throughout */
    const char *why;           /* needed when two answers are far apart (ERR_INPUT) */
    struct id draft;           /* to remove in the same transaction, or none */
};

/* Signs as the session's person, or as somebody who has logged in beside them (second not NULL).
 * The first signature is checked before. ERR_DENIED: not this person, or signed by two already. */
bool cosign(struct work *work, struct case_file *file, const struct cosign_new *it,
            const struct second_person *second, struct err *err) WARN_UNUSED;

#endif
