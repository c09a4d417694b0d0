/* sql.c - every SQL statement of the program, prepared on first use and kept. */
#include "store/sql.h"

#include <assert.h>
#include <limits.h>
#include <string.h>

#include "store/db_inner.h"
#include "store/fault.h"

static const char *const texts[SQL_COUNT] = {
#define SQL(id, text) [SQL_##id] = text,
#include "store/sql.def"
#undef SQL
};

const char *sql_text(enum sql_id id)
{
    return texts[id];
}

struct query query(struct db *db, enum sql_id id)
{
    struct query q = {.db = db, .result = SQLITE_OK};
    if (db->statement[id] == NULL)
        q.result = sqlite3_prepare_v3(db->file, texts[id], -1, SQLITE_PREPARE_PERSISTENT,
                                      &db->statement[id], NULL);
    q.statement = db->statement[id];
    if (q.statement != NULL) {
        assert(!sqlite3_stmt_busy(q.statement));
        assert(sqlite3_stmt_readonly(q.statement) || id == SQL_BEGIN ||
               !sqlite3_get_autocommit(db->file));
    }
    return q;
}

static void keep(struct query *q, int result)
{
    if (q->result == SQLITE_OK)
        q->result = result;
}

void query_put_int(struct query *q, int64_t number)
{
    if (q->result == SQLITE_OK)
        keep(q, sqlite3_bind_int64(q->statement, ++q->bound, number));
}

void query_put_text(struct query *q, const char *text)
{
    if (q->result == SQLITE_OK)
        keep(q, sqlite3_bind_text(q->statement, ++q->bound, text, -1, SQLITE_STATIC));
}

void query_put_blob(struct query *q, const void *bytes, size_t n)
{
    if (q->result != SQLITE_OK)
        return;
    const void *p = bytes != NULL || n > 0 ? bytes : "";
    keep(q, sqlite3_bind_blob64(q->statement, ++q->bound, p, n, SQLITE_STATIC));
}

void query_put_id(struct query *q, const struct id *id)
{
    query_put_blob(q, id->byte, ID_BYTES);
}

bool query_next(struct query *q)
{
    if (q->result != SQLITE_OK && q->result != SQLITE_ROW)
        return false;
    q->result = sqlite3_step(q->statement);
    return q->result == SQLITE_ROW;
}

int64_t query_int(struct query *q, int column)
{
    return sqlite3_column_int64(q->statement, column);
}

const unsigned char *query_bytes(struct query *q, int column, size_t *n)
{
    const unsigned char *p = sqlite3_column_blob(q->statement, column);
    *n = (size_t)sqlite3_column_bytes(q->statement, column);
    return p != NULL ? p : (const unsigned char *)"";
}

char *query_text(struct query *q, int column, struct arena *arena)
{
    size_t n;
    const unsigned char *p = query_bytes(q, column, &n);
    return arena_strndup(arena, (const char *)p, n);
}

unsigned char *query_blob(struct query *q, int column, struct arena *arena, size_t *n)
{
    const unsigned char *p = query_bytes(q, column, n);
    unsigned char *copy = arena_alloc(arena, *n + 1);
    memcpy(copy, p, *n);
    return copy;
}

struct id query_id(struct query *q, int column)
{
    struct id id = {{0}};
    size_t n;
    const unsigned char *p = query_bytes(q, column, &n);
    if (n == ID_BYTES)
        memcpy(id.byte, p, n);
    return id;
}

struct hash query_hash(struct query *q, int column)
{
    struct hash hash = {{0}};
    size_t n;
    const unsigned char *p = query_bytes(q, column, &n);
    if (n == sizeof hash.byte)
        memcpy(hash.byte, p, n);
    return hash;
}

void *query_room(struct arena *arena, void *list, size_t n, size_t *room, size_t size)
{
    if (n < *room)
        return list;
    *room = *room < 8 ? 8 : *room * 2;
    return arena_regrow(arena, list, n, *room, size);
}

static bool is_taken(int result)
{
    return result == SQLITE_CONSTRAINT_UNIQUE || result == SQLITE_CONSTRAINT_PRIMARYKEY;
}

bool query_end(struct query *q, struct err *err)
{
    bool done = q->result == SQLITE_OK || q->result == SQLITE_ROW || q->result == SQLITE_DONE;
    if (!done && is_taken(q->result))
        err_set(err, ERR_CONFLICT, T_STORE_TAKEN, NULL, NULL);
    else if (!done)
        fault_set(q->db->file, q->result, q->db->path, err);
    if (q->statement != NULL) {
        sqlite3_reset(q->statement);
        sqlite3_clear_bindings(q->statement);
    }
    return done;
}

bool query_run(struct query *q, int *changed, struct err *err)
{
    while (query_next(q)) {
    }
    int n = sqlite3_changes(q->db->file);
    bool done = query_end(q, err);
    if (done && changed != NULL)
        *changed = n;
    return done;
}
