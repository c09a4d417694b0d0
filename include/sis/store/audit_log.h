/*
 * audit_log.h - the log's rows in the file, and its head outside it.
 *
 * vault/audit.h says what a row is and how the chain is made. Here they are numbered and kept, in
 * the caller's transaction, so that what was done and its line in the log are one. The chain shows
 * an edit, a missing row and another order; only a head kept elsewhere shows a cut tail or an older
 * file. After a commit the head goes to syslog and to a head file in another folder.
 */
#ifndef SIS_STORE_AUDIT_LOG_H
#define SIS_STORE_AUDIT_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sis/base/err.h"
#include "sis/base/mem.h"
#include "sis/store/db.h"
#include "sis/vault/audit.h"

struct audit_head {
    uint64_t number; /* of the last row; 0: the log is empty */
    struct hash hash;
};

/* Where the next row goes. Its number belongs into the rows written in the same transaction. */
bool audit_next(struct db *db, struct audit_link *link, struct err *err) WARN_UNUSED;
/* Seals a payload in what audit_begin began and adds it at link; actor NULL leaves it unsigned. Sets
 * *head. */
bool audit_append(struct db *db, const struct side *side, const struct audit_link *link,
                  const struct keyring *actor, struct audit_start *start, const void *payload,
                  size_t n, struct audit_head *head, struct err *err) WARN_UNUSED;

struct audit_row {
    struct audit_link link; /* previous: the hash stored with the row before */
    struct hash hash;
    const unsigned char *body;
    size_t n;
};

/* At most max rows from number from on, in order, in the arena. */
bool audit_load(struct db *db, uint64_t from, size_t max, struct arena *arena,
                struct audit_row **row, size_t *n, struct err *err) WARN_UNUSED;
/* Number and hash of the last row. */
bool audit_last(struct db *db, struct audit_head *head, struct err *err) WARN_UNUSED;

/* Whether the log has this row, unchanged: number and stored hash. A head of number 0 always holds. */
bool audit_holds(struct db *db, const struct audit_head *head, bool *holds,
                 struct err *err) WARN_UNUSED;
/* Goes through the chain after `after` (NULL: from the beginning) to the end. *whole says whether
 * it holds; when not, *at is the first number that does not fit. False only when the file could
 * not be read. */
bool audit_verify(struct db *db, const struct side *side, const struct audit_head *after,
                  bool *whole, uint64_t *at, struct err *err) WARN_UNUSED;

/* ---- outside the file ---- */

/* Makes the head known: number and hash to syslog (not in practice), and to the head file (made when
 * missing, with its folder), unless that already holds a later one. Sessions may do it at once. */
bool audit_publish(const struct side *side, const char *path, const struct audit_head *head,
                   struct err *err) WARN_UNUSED;

enum audit_witness {
    AUDIT_AGREES,      /* the log holds what the head file says, and perhaps more */
    AUDIT_NO_WITNESS,  /* there is no head file */
    AUDIT_BAD_WITNESS, /* the head file is damaged */
    AUDIT_CUT,  /* the log ends before the head: rows are gone, or the file is an older one */
    AUDIT_OTHER /* another row has that number: the file is not the one it was */
};

/* *head is what the head file says. A head file that is behind agrees. audit_verify is another
 * matter: do both. */
bool audit_compare(struct db *db, const char *path, enum audit_witness *witness,
                   struct audit_head *head, struct err *err) WARN_UNUSED;

#endif
