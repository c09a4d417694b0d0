/*
 * db.h - the file: opening, creating, transactions.
 *
 * A home's data is one SQLite file (with -wal and -shm beside it while it is open). What it may
 * hold unsealed: account ids and login names, case ids, which account has which case key, number
 * and size class of rows, numbers and dates of the signed lists, what waits in each letterbox,
 * method texts. Nothing else; the other headers of this layer take plain text only together with
 * the key it is sealed under.
 *
 * Every function of the store that writes must stand between db_begin and db_commit, which the use
 * case calls; the store itself begins nothing. When a write fails, roll back: nothing of the
 * transaction is kept. Failures are ERR_BUSY (another session holds the file: keep the draft, try
 * again), ERR_FULL, ERR_READ_ONLY, ERR_CORRUPT, ERR_IO, ERR_VERSION, else ERR_DB, each with a plain
 * sentence that says what to do.
 *
 * A db belongs to one thread and must not be used after fork in the child.
 */
#ifndef SIS_STORE_DB_H
#define SIS_STORE_DB_H

#include <stdbool.h>
#include <stdint.h>

#include "sis/base/err.h"
#include "sis/base/mem.h"

struct db;

enum db_flag {
    DB_PRACTICE = 1, /* a practice file; the other kind is refused, either way */
    DB_READ = 2      /* read only: for looking at a copy, or at a file on a read-only disk */
};

/* Makes a new file (mode 0600) with this version's tables, and opens it. A file that is there
 * already is refused (ERR_DENIED), also an empty one. On failure nothing is left behind. */
struct db *db_create(const char *path, unsigned flags, struct err *err) WARN_UNUSED;

/* Opens a file, with all of SQLite's guards on and read back. An older file is first copied to
 * `path.before-vN` and brought to this version (not with DB_READ: ERR_VERSION).
 * Refused with a sentence: no such file (ERR_MISSING); a network disk, a foreign owner, or write
 * permission for others, of the file, its -wal or -shm, or the folder (ERR_DENIED); not a database,
 * not one of ours, or cut short (ERR_CORRUPT); practice and real mixed up (ERR_INPUT); made by a
 * newer program (ERR_VERSION); tables, views or triggers that this version did not make
 * (ERR_CORRUPT); not writable without DB_READ (ERR_READ_ONLY). */
struct db *db_open(const char *path, unsigned flags, struct err *err) WARN_UNUSED;

/* A file that took long to fill gets the name under which it will be looked for, so that a program
 * that is stopped leaves no half home there. Nobody may have it open. A name that is in use is refused
 * (ERR_DENIED); on failure it keeps its old one. */
bool db_give_name(const char *from, const char *to, struct err *err) WARN_UNUSED;
/* Takes away a file that came to nothing, with what SQLite keeps beside it. */
void db_remove(const char *path);

/* Rolls back what is open. Accepts NULL. */
void db_close(struct db *db);

/* Takes the write lock at once (at most 250 ms, then ERR_BUSY) and sees to it that the file still
 * has this program's version (ERR_VERSION: another session has brought it further; close and start
 * the newer program). */
bool db_begin(struct db *db, struct err *err) WARN_UNUSED;
/* Durable when it returns true. When it fails the transaction is rolled back. */
bool db_commit(struct db *db, struct err *err) WARN_UNUSED;
/* Does nothing when no transaction is open. */
void db_rollback(struct db *db);
bool db_in_transaction(const struct db *db);
/* No transaction is open and no statement is under way: must hold when a turn of the loop ends. */
bool db_idle(const struct db *db);

/* After a change of keys: moves all into the file and cuts the -wal, so that no old page stays
 * there. ERR_BUSY while another session reads; call again later. Outside a transaction. */
bool db_truncate_wal(struct db *db, struct err *err) WARN_UNUSED;

/* Looks through the whole file: pages, indexes and foreign keys. ERR_CORRUPT with
 * the first finding in err->detail. Takes time in proportion to the file. */
bool db_check(struct db *db, struct err *err) WARN_UNUSED;

bool db_is_practice(const struct db *db);
/* A number that changes when another session has committed. */
bool db_others(struct db *db, int64_t *number, struct err *err) WARN_UNUSED;

#endif
