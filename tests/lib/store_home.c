/* store_home.c - a made-up home on a temporary file. */
#include "store_home.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <sqlite3.h>

#include <cmocka.h>

#include "sis/store/account_row.h"
#include "text_name.h"

static void must(bool done, const struct err *err)
{
    if (!done)
        fail_msg("%d %s: %s", err->code, text_name(err->text), err->detail);
}

void store_home_make(struct store_home *home)
{
    struct err err = {0};
    memset(home, 0, sizeof *home);
    must(vault_init(&err), &err);
    scratch_make(&home->scratch);
    home->arena = arena_new();
    home->side.home = random_id();
    home->account = random_id();
    home->case_id = random_id();
    home->ring = keyring_new(&home->side, &home->account, &err);
    must(home->ring != NULL, &err);
    home->case_key = keyring_make(home->ring, KEY_CASE, &home->case_id, 1, &err);
    home->home_key = keyring_make(home->ring, KEY_HOME, &home->side.home, 1, &err);
    home->log_key = keyring_make(home->ring, KEY_AUDIT, &home->side.home, 1, &err);
    must(home->case_key != NULL && home->home_key != NULL && home->log_key != NULL, &err);
    home->db = db_create(scratch_path(&home->scratch, "home.db"), 0, &err);
    must(home->db != NULL, &err);
    struct account_row account = {
        .id = home->account, .login = "anna", .bundle = (const unsigned char *)"bundle", .n = 6};
    store_home_begin(home);
    must(account_row_add(home->db, &account, &err), &err);
    store_home_commit(home);
}

void store_home_remove(struct store_home *home)
{
    assert_true(home->db == NULL || db_idle(home->db));
    db_close(home->db);
    keyring_free(home->ring);
    arena_free(home->arena);
    scratch_remove(&home->scratch);
}

struct db *store_home_open(struct store_home *home)
{
    struct err err = {0};
    struct db *db = db_open(scratch_path(&home->scratch, "home.db"), 0, &err);
    must(db != NULL, &err);
    return db;
}

void store_home_reopen(struct store_home *home)
{
    db_close(home->db);
    home->db = store_home_open(home);
}

void store_home_begin(struct store_home *home)
{
    struct err err = {0};
    must(db_begin(home->db, &err), &err);
}

void store_home_commit(struct store_home *home)
{
    struct err err = {0};
    must(db_commit(home->db, &err), &err);
}

struct row_new store_home_row(struct store_home *home, const char *json)
{
    static const char method[] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    struct row_new row = {.json = json, .json_n = strlen(json), .audit = 1};
    row.record = (struct record){.id = random_id(),
                                 .case_id = home->case_id,
                                 .form = "u1",
                                 .state = RECORD_SIGNED,
                                 .revision = 1,
                                 .by = {home->account, "Åsa Öberg", "caseworker"},
                                 .at = 1777777777,
                                 .method_hash = method};
    row.signer[0] = home->ring;
    return row;
}

struct id store_home_add(struct store_home *home, const char *json)
{
    struct err err = {0};
    struct hash hash;
    struct row_new row = store_home_row(home, json);
    store_home_begin(home);
    must(row_add(home->db, home->case_key, &row, &hash, &err), &err);
    store_home_commit(home);
    return row.record.row;
}

void store_home_alter(struct store_home *home, const char *sql)
{
    sqlite3 *file;
    assert_int_equal(sqlite3_open(scratch_path(&home->scratch, "home.db"), &file), SQLITE_OK);
    assert_int_equal(sqlite3_exec(file, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(file), SQLITE_OK);
}
