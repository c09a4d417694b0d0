/*
 * statement.h - the three signed lists as they are kept: bytes with kind, case and number.
 *
 * The store neither checks nor reads them; vault does, from the pinned root, before a key is used.
 * Statements are added, never changed, and stay for ever: an earlier one explains an earlier row.
 */
#ifndef SIS_STORE_STATEMENT_H
#define SIS_STORE_STATEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sis/base/err.h"
#include "sis/base/mem.h"
#include "sis/domain/id.h"
#include "sis/store/db.h"

#define STATEMENT_ROW_MAX ((size_t)4 << 20)

enum statement_list {
    STATEMENT_LIST_LEADS = 1, /* signed by the root */
    STATEMENT_LIST_HOME = 2,  /* signed by a lead */
    STATEMENT_LIST_ACCESS = 3 /* one series for each case, signed by a lead */
};

struct statement_row {
    enum statement_list list;
    struct id case_id; /* none but for STATEMENT_LIST_ACCESS */
    int64_t number;    /* 1, 2, ... within its list and case */
    const unsigned char *bytes;
    size_t n;
};

/* Adds the next one. A number other than the latest plus one is ERR_CONFLICT (another session was
 * first: load it and make a new one); larger than STATEMENT_ROW_MAX is ERR_LIMIT. */
bool statement_row_add(struct db *db, const struct statement_row *row, struct err *err) WARN_UNUSED;
/* The latest, its bytes in the arena; ERR_MISSING when there is none. */
bool statement_row_latest(struct db *db, enum statement_list list, const struct id *case_id,
                          struct arena *arena, struct statement_row *row,
                          struct err *err) WARN_UNUSED;
/* All of one list and case with a number greater than after, in order. */
bool statement_row_history(struct db *db, enum statement_list list, const struct id *case_id,
                           int64_t after, struct arena *arena, struct statement_row **row,
                           size_t *n, struct err *err) WARN_UNUSED;
/* The latest access list of every case, in no particular order. */
bool statement_row_cases(struct db *db, struct arena *arena, struct statement_row **row, size_t *n,
                         struct err *err) WARN_UNUSED;

#endif
