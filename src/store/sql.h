/*
 * sql.h - every SQL statement of the program, prepared on first use and kept.
 *
 * A use:  struct query q = query(db, SQL_X);  query_put_int(&q, 1);
 *         while (query_next(&q)) ... query_int(&q, 0) ...;
 *         return query_end(&q, err);
 * A failure anywhere is remembered, ends the loop, and comes out of query_end, which must be
 * reached on every path: it gives the statement back.
 */
#ifndef STORE_SQL_H
#define STORE_SQL_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sis/base/err.h"
#include "sis/base/mem.h"
#include "sis/domain/id.h"
#include "sis/store/db.h"
#include "sis/vault/hash.h"

enum sql_id {
#define SQL(id, text) SQL_##id,
#include "store/sql.def"
#undef SQL
    SQL_COUNT
};

const char *sql_text(enum sql_id id);

struct query {
    struct db *db;
    sqlite3_stmt *statement;
    int bound;  /* parameters so far */
    int result; /* SQLITE_OK, SQLITE_ROW, SQLITE_DONE, or what went wrong */
};

struct query query(struct db *db, enum sql_id id);

/* Each fills the next parameter. Bytes are borrowed until query_end. */
void query_put_int(struct query *q, int64_t number);
void query_put_text(struct query *q, const char *text);
void query_put_blob(struct query *q, const void *bytes, size_t n);
void query_put_id(struct query *q, const struct id *id);

/* True with a row. */
bool query_next(struct query *q);
/* Columns of the present row, from 0. Copies live in the arena. */
int64_t query_int(struct query *q, int column);
char *query_text(struct query *q, int column, struct arena *arena);
unsigned char *query_blob(struct query *q, int column, struct arena *arena, size_t *n);
struct id query_id(struct query *q, int column);
struct hash query_hash(struct query *q, int column);
/* In place, until the next row; never NULL. */
const unsigned char *query_bytes(struct query *q, int column, size_t *n);

/* A list in the arena that has place for one thing more than n; *room starts at 0. */
void *query_room(struct arena *arena, void *list, size_t n, size_t *room, size_t size);

/* False with err when anything failed. A value that is taken already is ERR_CONFLICT. */
bool query_end(struct query *q, struct err *err) WARN_UNUSED;
/* Runs a statement that gives no rows. *changed, when not NULL, is how many rows it changed. */
bool query_run(struct query *q, int *changed, struct err *err) WARN_UNUSED;

#endif
