/*
 * bench_bare.h - what the database alone can do: SQLite with WAL and synchronous=FULL and nothing of ours, on a
 * copy of the home's file, so that both have the same tables, sizes and depth.
 */
#ifndef TESTS_BENCH_BARE_H
#define TESTS_BENCH_BARE_H

#include <sqlite3.h>

#include "bench_home.h"
#include "sis/vault/keyring.h"

/* Copies the home's file to NAME beside it. */
void bare_copy(struct bench_home *it, const char *name);
/* WAL and synchronous=FULL, and the store's way of waiting for the write lock. */
sqlite3 *bare_open(struct bench_home *it, const char *name);
/* Bytes of a body in a table of the home's file: of the newest row, or of one so many before it. */
size_t bare_newest(struct bench_home *it, const char *table, size_t before);

struct bare_writer {
    sqlite3 *file;
    sqlite3_stmt *begin, *row, *audit, *commit;
    unsigned char *body;
    size_t row_n, audit_n;
    size_t also_n,
        n_also; /* rows along with the first one: their bytes (at most row_n), how many */
};

/* To commit a row and a row of the log, of these sizes; 0: none. */
void bare_writer_init(struct bare_writer *writer, sqlite3 *file, size_t row_n, size_t audit_n);
void bare_write(struct bare_writer *writer);
void bare_writer_release(struct bare_writer *writer); /* closes the file too */

/* Reads and unseals what is under a key, in one loop; counts the bodies that hold the words (NULL:
 * all that open). */
size_t bare_read(sqlite3 *file, const struct vault_key *key, const char *words);

#endif
