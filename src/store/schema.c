/* schema.c - the tables of each version, and bringing a file from one version to the next. */
#include "store/schema.h"

#include <stdio.h>
#include <string.h>

#include "sis/base/mem.h"
#include "sis/base/str.h"
#include "store/fault.h"

/*
 * A step is never changed once a home may have taken it; a new version adds one. AUTOINCREMENT in
 * row keeps a number from being used again: sessions read what is newer than the last they know.
 */
static const char *const steps[] = {
    /* version 1 */
    "CREATE TABLE account ("
    " id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),"
    " login TEXT NOT NULL UNIQUE CHECK (login <> ''),"
    " bundle BLOB NOT NULL) STRICT;"
    "CREATE TABLE statement ("
    " kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 4),"
    " owner BLOB NOT NULL CHECK (length(owner) = 16),"
    " number INTEGER NOT NULL CHECK (number > 0),"
    " body BLOB NOT NULL,"
    " PRIMARY KEY (kind, owner, number)) STRICT;"
    "CREATE TABLE row ("
    " number INTEGER PRIMARY KEY AUTOINCREMENT,"
    " id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),"
    " reference BLOB NOT NULL CHECK (length(reference) = 16),"
    " key_number INTEGER NOT NULL CHECK (key_number > 0),"
    " body BLOB NOT NULL) STRICT;"
    "CREATE INDEX row_reference ON row (reference);"
    "CREATE TABLE letterbox ("
    " number INTEGER PRIMARY KEY,"
    " id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),"
    " kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 3),"
    " recipient BLOB NOT NULL CHECK (length(recipient) = 16),"
    " key_number INTEGER NOT NULL CHECK (key_number >= 0),"
    " aside INTEGER NOT NULL DEFAULT 0 CHECK (aside IN (0, 1)),"
    " body BLOB NOT NULL) STRICT;"
    "CREATE INDEX letterbox_recipient ON letterbox (kind, recipient);"
    "CREATE TABLE draft ("
    " id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),"
    " author BLOB NOT NULL REFERENCES account (id),"
    " body BLOB NOT NULL) STRICT;"
    "CREATE INDEX draft_author ON draft (author);"
    "CREATE TABLE method_file ("
    " number INTEGER PRIMARY KEY,"
    " hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),"
    " bundle INTEGER NOT NULL CHECK (bundle IN (0, 1)),"
    " body BLOB NOT NULL) STRICT;"
    "CREATE TABLE audit ("
    " number INTEGER PRIMARY KEY,"
    " hash BLOB NOT NULL CHECK (length(hash) = 32),"
    " body BLOB NOT NULL) STRICT;"
    "CREATE TABLE setting ("
    " id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),"
    " hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),"
    " key_number INTEGER NOT NULL CHECK (key_number > 0),"
    " body BLOB NOT NULL) STRICT;",
    /* version 2: an account ended by an administrator is a kind of list of its own */
    "CREATE TABLE statement_next ("
    " kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 5),"
    " owner BLOB NOT NULL CHECK (length(owner) = 16),"
    " number INTEGER NOT NULL CHECK (number > 0),"
    " body BLOB NOT NULL,"
    " PRIMARY KEY (kind, owner, number)) STRICT;"
    "INSERT INTO statement_next (rowid, kind, owner, number, body)"
    " SELECT rowid, kind, owner, number, body FROM statement ORDER BY rowid;"
    "DROP TABLE statement;"
    "ALTER TABLE statement_next RENAME TO statement;",
};

/* Spares making all tables in memory at every start, half of a start's work. The steps are what holds:
 * with another hash than theirs a file is only compared at length. */
#define HASH "17df08ca34ea7234304500c71991ae663e309bec76d81c6d698dba417c23c190"

struct schema schema_current(void)
{
    return (struct schema){steps, (int)ARRAY_LEN(steps), HASH};
}

static bool run(sqlite3 *file, const char *sql, const char *path, struct err *err)
{
    int result = sqlite3_exec(file, sql, NULL, NULL, NULL);
    return result == SQLITE_OK || fault_set(file, result, path, err);
}

static bool version_of(sqlite3 *file, int *version, const char *path, struct err *err)
{
    sqlite3_stmt *statement = NULL;
    int result = sqlite3_prepare_v2(file, "PRAGMA user_version", -1, &statement, NULL);
    if (result == SQLITE_OK)
        result = sqlite3_step(statement);
    if (result == SQLITE_ROW)
        *version = sqlite3_column_int(statement, 0);
    else
        fault_set(file, result, path, err);
    sqlite3_finalize(statement);
    return result == SQLITE_ROW;
}

/* Another session may have taken the step meanwhile: look again once the lock is held. */
static bool take_step(sqlite3 *file, const struct schema *schema, int i, const char *path,
                      struct err *err)
{
    int version;
    char pragma[48];
    snprintf(pragma, sizeof pragma, "PRAGMA user_version = %d", i + 1);
    bool done = run(file, "BEGIN IMMEDIATE", path, err);
    if (done && (done = version_of(file, &version, path, err)) && version == i)
        done = run(file, schema->step[i], path, err) && run(file, pragma, path, err);
    done = done && run(file, "COMMIT", path, err);
    if (!sqlite3_get_autocommit(file))
        sqlite3_exec(file, "ROLLBACK", NULL, NULL, NULL);
    return done;
}

bool schema_apply(sqlite3 *file, const struct schema *schema, int from, const char *path,
                  struct err *err)
{
    /* A step may rebuild a table that others refer to, and foreign keys cannot be switched inside
     * a transaction. */
    bool done = true;
    sqlite3_db_config(file, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
    for (int i = from; done && i < schema->n; i++)
        done = take_step(file, schema, i, path, err);
    sqlite3_db_config(file, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    return done;
}

#define COLUMNS 4
#define OBJECTS \
    "SELECT type, name, tbl_name, ifnull(sql, '') FROM sqlite_schema ORDER BY type, name"

static const char *column(sqlite3_stmt *statement, int i)
{
    const char *p = (const char *)sqlite3_column_text(statement, i);
    return p != NULL ? p : "";
}

/* SQLITE_DONE when both list the same objects, SQLITE_ROW when they differ. */
static int compare(sqlite3_stmt *a, sqlite3_stmt *b)
{
    for (;;) {
        int in_a = sqlite3_step(a);
        int in_b = sqlite3_step(b);
        if (in_a != SQLITE_ROW && in_a != SQLITE_DONE)
            return in_a;
        if (in_a != in_b)
            return SQLITE_ROW;
        if (in_a == SQLITE_DONE)
            return SQLITE_DONE;
        for (int i = 0; i < COLUMNS; i++)
            if (strcmp(column(a, i), column(b, i)) != 0)
                return SQLITE_ROW;
    }
}

bool schema_objects(sqlite3 *file, struct hash *hash, const char *path, struct err *err)
{
    struct binder binder;
    sqlite3_stmt *is = NULL;
    int result = sqlite3_prepare_v2(file, OBJECTS, -1, &is, NULL);
    binder_init(&binder, "sis-tui schema 1", NULL);
    while (result == SQLITE_OK || result == SQLITE_ROW) {
        result = sqlite3_step(is);
        for (int i = 0; i < COLUMNS && result == SQLITE_ROW; i++)
            binder_text(&binder, column(is, i));
    }
    *hash = binder_end(&binder);
    sqlite3_finalize(is);
    return result == SQLITE_DONE || fault_set(file, result, path, err);
}

/* Beside what the steps make in memory. */
static bool verify_at_length(sqlite3 *file, const struct schema *schema, const char *path,
                             struct err *err)
{
    sqlite3 *model = NULL;
    sqlite3_stmt *is = NULL;
    sqlite3_stmt *should = NULL;
    bool done = false;
    int result = sqlite3_open_v2(":memory:", &model, SQLITE_OPEN_READWRITE, NULL);
    if (result != SQLITE_OK) {
        fault_set(model, result, path, err);
        goto done;
    }
    for (int i = 0; i < schema->n; i++)
        if (!run(model, schema->step[i], path, err))
            goto done;
    result = sqlite3_prepare_v2(model, OBJECTS, -1, &should, NULL);
    if (result == SQLITE_OK)
        result = sqlite3_prepare_v2(file, OBJECTS, -1, &is, NULL);
    if (result == SQLITE_OK)
        result = compare(is, should);
    if (result == SQLITE_ROW)
        err_set(err, ERR_CORRUPT, T_STORE_FOREIGN_TABLES, path, NULL);
    else if (result != SQLITE_DONE)
        fault_set(file, result, path, err);
    done = result == SQLITE_DONE;
done:
    sqlite3_finalize(is);
    sqlite3_finalize(should);
    sqlite3_close(model);
    return done;
}

bool schema_verify(sqlite3 *file, const struct schema *schema, const char *path, struct err *err)
{
    char hex[HASH_TEXT];
    struct hash hash;
    if (!schema_objects(file, &hash, path, err))
        return false;
    hash_text(&hash, hex);
    return text_equal(hex, schema->hash) || verify_at_length(file, schema, path, err);
}
