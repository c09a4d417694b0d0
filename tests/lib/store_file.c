/* store_file.c - a database file for each test. */
#include "store_file.h"

#include "unit.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "sis/base/mem.h"
#include "sis/store/account_row.h"

static struct scratch scratch;

int store_file(void **state)
{
    (void)state;
    scratch_make(&scratch);
    return 0;
}

int store_file_end(void **state)
{
    (void)state;
    scratch_remove(&scratch);
    return 0;
}

struct scratch *store_scratch(void)
{
    return &scratch;
}

const char *store_path(void)
{
    return scratch_path(&scratch, "home.db");
}

struct db *store_create(unsigned flags)
{
    struct err err = {0};
    struct db *db = db_create(store_path(), flags, &err);
    if (db == NULL)
        print_error("%s\n", err.detail);
    assert_non_null(db);
    return db;
}

/* Does something to the closed file that no program of ours would do. */
void store_alter(const char *sql)
{
    sqlite3 *file;
    assert_int_equal(sqlite3_open(store_path(), &file), SQLITE_OK);
    assert_int_equal(sqlite3_exec(file, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(file), SQLITE_OK);
}

void store_add_account(struct db *db, unsigned number, size_t n)
{
    struct err err = {0};
    char login[32];
    unsigned char *bundle = mem_new(n);
    struct account_row row = {.login = login, .bundle = bundle, .n = n};
    snprintf(login, sizeof login, "konto%u", number);
    memcpy(row.id.byte, &number, sizeof number);
    bool added = account_row_add(db, &row, &err);
    mem_free(bundle);
    if (!added)
        print_error("%d %s\n", err.code, err.detail);
    assert_true(added);
}

size_t store_count_accounts(struct db *db)
{
    struct account_row *row;
    size_t n;
    struct arena *arena = arena_new();
    assert_true(account_row_list(db, arena, &row, &n, NULL));
    arena_free(arena);
    return n;
}
