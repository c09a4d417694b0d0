/* db.c - the file: opening, creating, transactions. */
#include "sis/store/db.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sis/base/file.h"
#include "sis/base/str.h"
#include "store/db_inner.h"
#include "store/fault.h"
#include "store/guard.h"
#include "store/place.h"

#define APPLICATION_REAL 0x53697354     /* "SisT" */
#define APPLICATION_PRACTICE 0x53697350 /* "SisP" */
#define WORD_OF(x) #x
#define TEXT_OF(x) WORD_OF(x)

static int64_t application(unsigned flags)
{
    return flags & DB_PRACTICE ? APPLICATION_PRACTICE : APPLICATION_REAL;
}

/* The first row of a PRAGMA of ours, or what went wrong; finalise it either way. */
static int first_row(struct db *db, const char *pragma, sqlite3_stmt **statement)
{
    db->own_pragma = true;
    int result = sqlite3_prepare_v2(db->file, pragma, -1, statement, NULL);
    db->own_pragma = false;
    return result == SQLITE_OK ? sqlite3_step(*statement) : result;
}

static bool pragma_number(struct db *db, const char *pragma, int64_t *number, struct err *err)
{
    sqlite3_stmt *statement = NULL;
    int result = first_row(db, pragma, &statement);
    if (result == SQLITE_ROW)
        *number = sqlite3_column_int64(statement, 0);
    else
        fault_set(db->file, result, db->path, err);
    sqlite3_finalize(statement);
    return result == SQLITE_ROW;
}

static bool check_application(struct db *db, struct err *err)
{
    int64_t id;
    if (!pragma_number(db, "PRAGMA application_id", &id, err))
        return false;
    if (id == application(db->flags))
        return true;
    if (id == APPLICATION_PRACTICE)
        return err_set(err, ERR_INPUT, T_STORE_IS_PRACTICE, db->path, NULL);
    if (id == APPLICATION_REAL)
        return err_set(err, ERR_INPUT, T_STORE_IS_REAL, db->path, NULL);
    return err_set(err, ERR_CORRUPT, T_STORE_NOT_OURS, db->path, NULL);
}

/* An older copy under this name is of an attempt that did not come through; the file has not
 * changed its version since, so the newer copy holds all of it. */
static bool keep_old_version(struct db *db, int version, struct err *err)
{
    char suffix[32];
    snprintf(suffix, sizeof suffix, ".before-v%d", version + 1);
    char *name = place_beside(db->path, suffix);
    char *unfinished = place_beside(name, ".new");
    place_remove(unfinished);
    bool done = place_copy(db->file, db->path, unfinished, err);
    if (done && rename(unfinished, name) != 0)
        done = err_errno(err, T_STORE_WRITE_FAILED, name);
    mem_free(unfinished);
    mem_free(name);
    return done;
}

static bool damaged(struct db *db, const char *what, const unsigned char *where, struct err *err)
{
    err_set(err, ERR_CORRUPT, T_STORE_CORRUPT, db->path, NULL);
    err_detail(err, "%s%s", what, where != NULL ? (const char *)where : "");
    return false;
}

static bool keys_hold(struct db *db, struct err *err)
{
    sqlite3_stmt *statement = NULL;
    int result = first_row(db, "PRAGMA foreign_key_check", &statement);
    if (result == SQLITE_ROW)
        damaged(db, "foreign key of table ", sqlite3_column_text(statement, 0), err);
    else if (result != SQLITE_DONE)
        fault_set(db->file, result, db->path, err);
    sqlite3_finalize(statement);
    return result == SQLITE_DONE;
}

static bool pages_hold(struct db *db, struct err *err)
{
    sqlite3_stmt *statement = NULL;
    bool hold = false;
    int result = first_row(db, "PRAGMA integrity_check(1)", &statement);
    if (result != SQLITE_ROW)
        fault_set(db->file, result, db->path, err);
    else if (text_equal((const char *)sqlite3_column_text(statement, 0), "ok"))
        hold = true;
    else
        damaged(db, "", sqlite3_column_text(statement, 0), err);
    sqlite3_finalize(statement);
    return hold;
}

bool db_check(struct db *db, struct err *err)
{
    return pages_hold(db, err) && keys_hold(db, err);
}

/* Brings the file to the schema's version, which db->version is afterwards. */
static bool bring_up(struct db *db, const struct schema *schema, struct err *err)
{
    int64_t version;
    if (!pragma_number(db, "PRAGMA user_version", &version, err))
        return false;
    if (version > schema->n)
        return err_set(err, ERR_VERSION, T_STORE_NEWER, db->path, NULL);
    if (version < schema->n && db->flags & DB_READ)
        return err_set(err, ERR_VERSION, T_STORE_OLDER, db->path, NULL);
    db->version = schema->n;
    return version == schema->n ||
           (keep_old_version(db, (int)version, err) &&
            schema_apply(db->file, schema, (int)version, db->path, err) && db_check(db, err));
}

/* Version and tables as one session left them, not half of another's change. */
static bool check_schema(struct db *db, const struct schema *schema, struct err *err)
{
    int64_t version;
    int result = sqlite3_exec(db->file, "BEGIN", NULL, NULL, NULL);
    bool done = result == SQLITE_OK || fault_set(db->file, result, db->path, err);
    done = done && pragma_number(db, "PRAGMA user_version", &version, err);
    if (done && version != db->version)
        done = err_set(err, ERR_VERSION, T_STORE_MOVED_ON, NULL, NULL);
    done = done && schema_verify(db->file, schema, db->path, err);
    if (!sqlite3_get_autocommit(db->file))
        sqlite3_exec(db->file, "COMMIT", NULL, NULL, NULL);
    return done;
}

static int connect(struct db *db)
{
    if (!(db->flags & DB_READ))
        return sqlite3_open_v2(db->path, &db->file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                               NULL);
    char *name = place_to_read(db->path);
    int result = sqlite3_open_v2(
        name, &db->file, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, NULL);
    mem_free(name);
    return result;
}

static bool guard_and_check(struct db *db, const struct schema *schema, struct err *err)
{
    bool writes = !(db->flags & DB_READ);
    if (!guard_connection(db->file, db->path, err) || !guard_busy(db->file, db->path, err))
        return false;
    if (writes && sqlite3_db_readonly(db->file, "main") != 0)
        return err_set(err, ERR_READ_ONLY, T_STORE_READ_ONLY, db->path, NULL);
    if (!check_application(db, err) || (writes && !guard_writing(db->file, db->path, err)))
        return false;
    return bring_up(db, schema, err) && check_schema(db, schema, err) &&
           guard_statements(db->file, &db->own_pragma, db->path, err);
}

struct db *db_open_schema(const char *path, unsigned flags, const struct schema *schema,
                          struct err *err)
{
    if (!place_check(path, err))
        return NULL;
    struct db *db = mem_new(sizeof *db);
    db->path = mem_strdup(path);
    db->flags = flags;
    int result = connect(db);
    bool done = result == SQLITE_OK ? guard_and_check(db, schema, err)
                                    : fault_set(db->file, result, path, err);
    if (done)
        return db;
    db_close(db);
    return NULL;
}

static bool make(const char *path, unsigned flags, const struct schema *schema, struct err *err)
{
    sqlite3 *file = NULL;
    const char *kind = flags & DB_PRACTICE
                           ? "PRAGMA application_id = " TEXT_OF(APPLICATION_PRACTICE)
                           : "PRAGMA application_id = " TEXT_OF(APPLICATION_REAL);
    int result = sqlite3_open_v2(path, &file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    bool done = result == SQLITE_OK || fault_set(file, result, path, err);
    if (done && (done = guard_connection(file, path, err))) {
        result = sqlite3_exec(file, kind, NULL, NULL, NULL);
        done = result == SQLITE_OK || fault_set(file, result, path, err);
    }
    done = done && schema_apply(file, schema, 0, path, err);
    sqlite3_close(file);
    return done;
}

/* Made under another name, so that a program or a power supply that stops leaves no half file. */
struct db *db_create_schema(const char *path, unsigned flags, const struct schema *schema,
                            struct err *err)
{
    if (file_exists(path)) {
        err_set(err, ERR_DENIED, T_STORE_EXISTS, path, NULL);
        return NULL;
    }
    char *unfinished = place_beside(path, ".new");
    place_remove(unfinished);
    bool done = place_make(unfinished, err) && make(unfinished, flags, schema, err) &&
                place_name(unfinished, path, err);
    if (!done)
        place_remove(unfinished);
    mem_free(unfinished);
    struct db *db = done ? db_open_schema(path, flags, schema, err) : NULL;
    if (done && db == NULL)
        place_remove(path);
    return db;
}

struct db *db_open(const char *path, unsigned flags, struct err *err)
{
    struct schema schema = schema_current();
    return db_open_schema(path, flags, &schema, err);
}

struct db *db_create(const char *path, unsigned flags, struct err *err)
{
    struct schema schema = schema_current();
    return db_create_schema(path, flags, &schema, err);
}

bool db_give_name(const char *from, const char *to, struct err *err)
{
    return place_name(from, to, err);
}

void db_remove(const char *path)
{
    place_remove(path);
}

void db_close(struct db *db)
{
    if (db == NULL)
        return;
    for (size_t i = 0; i < ARRAY_LEN(db->statement); i++)
        sqlite3_finalize(db->statement[i]);
    int result = sqlite3_close(db->file);
    assert(result == SQLITE_OK);
    (void)result;
    mem_free(db->path);
    mem_free(db);
}

static bool run(struct db *db, enum sql_id id, struct err *err)
{
    struct query q = query(db, id);
    return query_run(&q, NULL, err);
}

/* SQLite writes on into a file that was deleted or moved away, and all of that would be lost. */
static bool is_in_place(struct db *db, struct err *err)
{
    int moved = 0;
    sqlite3_file_control(db->file, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return !moved || err_set(err, ERR_IO, T_STORE_MOVED, db->path, NULL);
}

bool db_begin(struct db *db, struct err *err)
{
    assert(!db_in_transaction(db));
    if (!is_in_place(db, err))
        return false;
    if (db->flags & DB_READ)
        return err_set(err, ERR_READ_ONLY, T_STORE_READ_ONLY, db->path, NULL);
    if (!run(db, SQL_BEGIN, err))
        return false;
    struct query q = query(db, SQL_VERSION);
    bool same = query_next(&q) && query_int(&q, 0) == db->version;
    bool done = query_end(&q, err);
    if (done && !same)
        done = err_set(err, ERR_VERSION, T_STORE_MOVED_ON, NULL, NULL);
    if (!done)
        db_rollback(db);
    return done;
}

bool db_commit(struct db *db, struct err *err)
{
    /* A write that failed for want of space may have ended the transaction. */
    if (!db_in_transaction(db))
        return err_set(err, ERR_DB, T_STORE_OTHER, NULL, NULL);
    bool done = run(db, SQL_COMMIT, err);
    if (!done)
        db_rollback(db);
    return done;
}

void db_rollback(struct db *db)
{
    /* After some failures SQLite has rolled back by itself. */
    if (db_in_transaction(db) && !run(db, SQL_ROLLBACK, NULL))
        assert(!db_in_transaction(db));
}

bool db_in_transaction(const struct db *db)
{
    return !sqlite3_get_autocommit(db->file);
}

bool db_idle(const struct db *db)
{
    sqlite3_stmt *statement = NULL;
    while ((statement = sqlite3_next_stmt(db->file, statement)) != NULL)
        if (sqlite3_stmt_busy(statement))
            return false;
    return !db_in_transaction(db);
}

bool db_truncate_wal(struct db *db, struct err *err)
{
    int64_t busy;
    if (!pragma_number(db, "PRAGMA wal_checkpoint(TRUNCATE)", &busy, err))
        return false;
    return busy == 0 || err_set(err, ERR_BUSY, T_STORE_BUSY, NULL, NULL);
}

bool db_others(struct db *db, int64_t *number, struct err *err)
{
    struct query q = query(db, SQL_OTHERS);
    if (query_next(&q))
        *number = query_int(&q, 0);
    return query_end(&q, err);
}

bool db_is_practice(const struct db *db)
{
    return (db->flags & DB_PRACTICE) != 0;
}
