/*
 * statement_row.h - the signed lists as they are kept: bytes with kind, owner and number.
 *
 * The store neither checks nor reads them; vault/statement.h does, from the pinned root, before a
 * key is used. Statements are added, never changed, and stay for ever: an earlier one explains an
 * earlier row.
 */
#ifndef SIS_STORE_STATEMENT_ROW_H
#define SIS_STORE_STATEMENT_ROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sis/base/err.h"
#include "sis/base/mem.h"
#include "sis/domain/id.h"
#include "sis/store/db.h"
#include "sis/vault/statement.h"

struct statement_row {
    enum statement_kind kind;
    struct id owner; /* the case for STATEMENT_ACCESS, else the home */
    uint64_t number; /* rises within its kind and owner: of a root change its set */
    const unsigned char *bytes;
    size_t n;
};

/* Adds one. A number that is not greater than the latest is ERR_CONFLICT (another session was
 * first: load theirs and make a new one); larger than STATEMENT_MAX is ERR_LIMIT. */
bool statement_row_add(struct db *db, const struct statement_row *row, struct err *err) WARN_UNUSED;
/* The latest, its bytes in the arena; ERR_MISSING when there is none. */
bool statement_row_latest(struct db *db, enum statement_kind kind, const struct id *owner,
                          struct arena *arena, struct statement_row *row,
                          struct err *err) WARN_UNUSED;
/* All of one kind and owner with a number greater than after, in order. */
bool statement_row_history(struct db *db, enum statement_kind kind, const struct id *owner,
                           uint64_t after, struct arena *arena, struct statement_row **row,
                           size_t *n, struct err *err) WARN_UNUSED;
/* The latest access list of every case, in byte order of the cases' ids. */
bool statement_row_cases(struct db *db, struct arena *arena, struct statement_row **row, size_t *n,
                         struct err *err) WARN_UNUSED;
/* A number that rises with every list that is added: while it stays, no list has changed. */
bool statement_row_last(struct db *db, int64_t *number, struct err *err) WARN_UNUSED;
/* Which home's file this is, by its lead lists; needed before anybody can log in. Nothing secret
 * depends on it: a wrong one opens no bundle. ERR_MISSING: the home is not set up. */
bool statement_row_home(struct db *db, struct id *home, struct err *err) WARN_UNUSED;

#endif
