/* guard.c - what a connection must not do, switched off and read back. */
#include "store/guard.h"

#include <string.h>
#include <time.h>

#include "sis/base/mem.h"
#include "sis/base/str.h"
#include "store/fault.h"

static const struct {
    int option;
    int value;
    const char *name;
} options[] = {
    {SQLITE_DBCONFIG_DEFENSIVE, 1, "DEFENSIVE"},
    {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, "TRUSTED_SCHEMA"},
    {SQLITE_DBCONFIG_ENABLE_VIEW, 0, "ENABLE_VIEW"},
    {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, "ENABLE_TRIGGER"},
    {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, "ENABLE_LOAD_EXTENSION"},
    {SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0, "ENABLE_FTS3_TOKENIZER"},
    {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0, "WRITABLE_SCHEMA"},
    {SQLITE_DBCONFIG_DQS_DML, 0, "DQS_DML"},
    {SQLITE_DBCONFIG_DQS_DDL, 0, "DQS_DDL"},
    {SQLITE_DBCONFIG_ENABLE_FKEY, 1, "ENABLE_FKEY"},
};

struct pragma {
    const char *set;
    const char *get;
    const char *value;
};

static const struct pragma reading[] = {
    {"PRAGMA cell_size_check = 1", "PRAGMA cell_size_check", "1"},
    {"PRAGMA temp_store = 2", "PRAGMA temp_store", "2"},
    {"PRAGMA mmap_size = 0", "PRAGMA mmap_size", "0"},
    {"PRAGMA foreign_keys = 1", "PRAGMA foreign_keys", "1"},
    /* Kibibytes. A case is read once, in the file's order; the system keeps the pages anyway. */
    {"PRAGMA cache_size = -1000", "PRAGMA cache_size", "-1000"},
};

static const struct pragma writing[] = {
    {"PRAGMA journal_mode = wal", "PRAGMA journal_mode", "wal"},
    {"PRAGMA synchronous = 2", "PRAGMA synchronous", "2"},
    {"PRAGMA secure_delete = 1", "PRAGMA secure_delete", "1"},
};

static bool has_value(sqlite3 *file, const struct pragma *pragma, int *result)
{
    sqlite3_stmt *statement = NULL;
    bool has = false;
    *result = sqlite3_exec(file, pragma->set, NULL, NULL, NULL);
    if (*result == SQLITE_OK)
        *result = sqlite3_prepare_v2(file, pragma->get, -1, &statement, NULL);
    if (*result == SQLITE_OK && (*result = sqlite3_step(statement)) == SQLITE_ROW) {
        const char *value = (const char *)sqlite3_column_text(statement, 0);
        has = value != NULL && strcmp(value, pragma->value) == 0;
    }
    sqlite3_finalize(statement);
    return has;
}

static bool set_pragmas(sqlite3 *file, const struct pragma *pragma, size_t n, const char *path,
                        struct err *err)
{
    for (size_t i = 0; i < n; i++) {
        int result;
        if (has_value(file, &pragma[i], &result))
            continue;
        if (result != SQLITE_ROW && result != SQLITE_DONE)
            return fault_set(file, result, path, err);
        return err_set(err, ERR_DB, T_STORE_GUARD, pragma[i].get, NULL);
    }
    return true;
}

bool guard_connection(sqlite3 *file, const char *path, struct err *err)
{
    sqlite3_extended_result_codes(file, 1);
    sqlite3_limit(file, SQLITE_LIMIT_ATTACHED, 0);
    for (size_t i = 0; i < ARRAY_LEN(options); i++) {
        int is = -1;
        int result = sqlite3_db_config(file, options[i].option, options[i].value, &is);
        if (result != SQLITE_OK || is != options[i].value)
            return err_set(err, ERR_DB, T_STORE_GUARD, options[i].name, NULL);
    }
    return set_pragmas(file, reading, ARRAY_LEN(reading), path, err);
}

bool guard_writing(sqlite3 *file, const char *path, struct err *err)
{
    return set_pragmas(file, writing, ARRAY_LEN(writing), path, err);
}

static const int allowed[] = {SQLITE_SELECT, SQLITE_READ,        SQLITE_INSERT,   SQLITE_UPDATE,
                              SQLITE_DELETE, SQLITE_TRANSACTION, SQLITE_FUNCTION, SQLITE_RECURSIVE};

/* Those that stand among the statements, and only to be read. */
static bool is_read_pragma(const char *name, const char *value)
{
    return value == NULL && (text_equal(name, "user_version") || text_equal(name, "data_version"));
}

static int authorize(void *arg, int action, const char *first, const char *second,
                     const char *database, const char *within)
{
    const bool *own_pragma = arg;
    (void)database;
    (void)within;
    if (action == SQLITE_PRAGMA)
        return *own_pragma || is_read_pragma(first, second) ? SQLITE_OK : SQLITE_DENY;
    for (size_t i = 0; i < ARRAY_LEN(allowed); i++)
        if (allowed[i] == action)
            return SQLITE_OK;
    return SQLITE_DENY;
}

bool guard_statements(sqlite3 *file, bool *own_pragma, const char *path, struct err *err)
{
    int result = sqlite3_set_authorizer(file, authorize, own_pragma);
    return result == SQLITE_OK || fault_set(file, result, path, err);
}

#define WAIT_STEPS 167 /* of 1 or 2 ms: 250 ms */

static int wait_a_little(void *arg, int times)
{
    (void)arg;
    if (times >= WAIT_STEPS)
        return 0;
    /* Sessions that wait for one another must not do so in step. */
    long ms = 1 + times % 2;
    nanosleep(&(struct timespec){0, ms * 1000000}, NULL);
    return 1;
}

bool guard_busy(sqlite3 *file, const char *path, struct err *err)
{
    int result = sqlite3_busy_handler(file, wait_a_little, NULL);
    return result == SQLITE_OK || fault_set(file, result, path, err);
}
