/* test_store_db.c - transactions, other sessions, a full disk, migrations, backups. */
#define _GNU_SOURCE /* unshare */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "sis/base/file.h"
#include "sis/store/account_row.h"
#include "sis/store/backup.h"
#include "store/db_inner.h"
#include "store_file.h"

static void every_statement_prepares(void **state)
{
    (void)state;
    struct db *db = store_create(0);
    for (int i = 0; i < SQL_COUNT; i++) {
        sqlite3_stmt *statement = NULL;
        if (sqlite3_prepare_v2(db->file, sql_text((enum sql_id)i), -1, &statement, NULL) !=
            SQLITE_OK)
            fail_msg("%s: %s", sql_text((enum sql_id)i), sqlite3_errmsg(db->file));
        sqlite3_finalize(statement);
    }
    db_close(db);
}

static void transactions(void **state)
{
    (void)state;
    struct db *db = store_create(0);
    assert_true(db_begin(db, NULL));
    assert_true(db_in_transaction(db));
    assert_false(db_idle(db));
    store_add_account(db, 1, 100);
    db_rollback(db);
    db_rollback(db);
    assert_true(db_idle(db));
    assert_int_equal(store_count_accounts(db), 0);
    assert_true(db_begin(db, NULL));
    store_add_account(db, 1, 100);
    assert_true(db_commit(db, NULL));
    assert_true(db_idle(db));
    assert_true(db_begin(db, NULL));
    store_add_account(db, 2, 100);
    db_close(db);
    db = db_open(store_path(), 0, NULL);
    assert_int_equal(store_count_accounts(db), 1);
    db_close(db);
}

static void a_second_writer_waits_then_is_told(void **state)
{
    (void)state;
    struct err err = {0};
    int64_t before;
    int64_t after;
    struct db *first = store_create(0);
    struct db *second = db_open(store_path(), 0, NULL);
    assert_non_null(second);
    assert_true(db_others(second, &before, NULL));
    assert_true(db_begin(first, NULL));
    store_add_account(first, 1, 100);
    assert_false(db_begin(second, &err));
    assert_int_equal(err.code, ERR_BUSY);
    assert_int_equal(err.text, T_STORE_BUSY);
    assert_true(db_idle(second));
    assert_true(db_commit(first, NULL));
    assert_true(db_others(second, &after, NULL));
    assert_int_not_equal(before, after);
    assert_true(db_begin(second, NULL));
    store_add_account(second, 2, 100);
    assert_true(db_commit(second, NULL));
    assert_int_equal(store_count_accounts(first), 2);
    db_close(second);
    db_close(first);
}

struct many {
    unsigned from, n;
};

static int add_many(void *arg)
{
    const struct many *many = arg;
    struct db *db = db_open(store_path(), 0, NULL);
    if (db == NULL)
        return 1;
    for (unsigned i = 0; i < many->n;) {
        struct err err = {0};
        if (!db_begin(db, &err)) {
            if (err.code != ERR_BUSY)
                return 2;
            continue;
        }
        store_add_account(db, many->from + i, 300);
        if (!db_commit(db, &err))
            return 3;
        i++;
    }
    db_close(db);
    return 0;
}

static int two_at_once(void *arg)
{
    struct many other = {1000, 100};
    (void)arg;
    pid_t child = fork();
    if (child == 0)
        _exit(add_many(&other));
    struct many own = {0, 100};
    int result = add_many(&own);
    int status = 0;
    waitpid(child, &status, 0);
    return result != 0 ? result : status;
}

static void two_sessions_lose_nothing(void **state)
{
    (void)state;
    db_close(store_create(0));
    assert_int_equal(scratch_child(two_at_once, NULL), 0);
    struct db *db = db_open(store_path(), 0, NULL);
    assert_int_equal(store_count_accounts(db), 200);
    assert_true(db_check(db, NULL));
    db_close(db);
}

static void notices_a_migration_by_another_session(void **state)
{
    (void)state;
    struct err err = {0};
    struct db *db = store_create(0);
    store_alter("PRAGMA user_version = 3");
    assert_false(db_begin(db, &err));
    assert_int_equal(err.code, ERR_VERSION);
    assert_int_equal(err.text, T_STORE_MOVED_ON);
    assert_true(db_idle(db));
    db_close(db);
}

static void the_wal_is_cut(void **state)
{
    (void)state;
    struct err err = {0};
    struct stat status;
    struct db *db = store_create(0);
    struct db *reader = db_open(store_path(), 0, NULL);
    assert_true(db_begin(db, NULL));
    store_add_account(db, 1, 5000);
    assert_true(db_commit(db, NULL));
    struct query q = query(reader, SQL_ACCOUNT_LIST);
    assert_true(query_next(&q));
    assert_true(db_begin(db, NULL));
    store_add_account(db, 2, 5000);
    assert_true(db_commit(db, NULL));
    assert_false(db_truncate_wal(db, &err));
    assert_int_equal(err.code, ERR_BUSY);
    assert_true(query_end(&q, NULL));
    assert_true(db_truncate_wal(db, NULL));
    assert_int_equal(stat(scratch_path(store_scratch(), "home.db-wal"), &status), 0);
    assert_int_equal(status.st_size, 0);
    db_close(reader);
    db_close(db);
}

static void damage_inside_is_found(void **state)
{
    (void)state;
    struct err err = {0};
    char zeros[200] = {0};
    struct db *db = store_create(0);
    assert_true(db_begin(db, NULL));
    for (unsigned i = 0; i < 100; i++)
        store_add_account(db, i, 1000);
    assert_true(db_commit(db, NULL));
    db_close(db);
    int fd = open(store_path(), O_WRONLY);
    for (int page = 20; page < 30; page++)
        assert_int_equal(pwrite(fd, zeros, sizeof zeros, page * 4096), sizeof zeros);
    close(fd);
    db = db_open(store_path(), 0, NULL);
    assert_non_null(db);
    assert_false(db_check(db, &err));
    assert_int_equal(err.code, ERR_CORRUPT);
    db_close(db);
}

/* ---- disk full ---- */

/* Adds accounts until it fails; the count of those it was told are safe, or over 100. */
static int fill(struct db *db)
{
    struct err err = {0};
    int kept = 0;
    for (unsigned i = 1; err.code == ERR_NONE; i++) {
        unsigned char bundle[3000] = {1};
        char login[24];
        struct account_row row = {.login = login, .bundle = bundle, .n = sizeof bundle};
        snprintf(login, sizeof login, "fyll%u", i);
        memcpy(row.id.byte, &i, sizeof i);
        if (!db_begin(db, &err))
            break;
        if (!account_row_add(db, &row, &err))
            db_rollback(db);
        else if (db_commit(db, &err))
            kept++;
    }
    if (err.code != ERR_FULL)
        print_error("%d %s\n", err.code, err.detail);
    return err.code != ERR_FULL ? 101 : !db_idle(db) ? 102 : kept;
}

static int fill_to_a_limit(void *arg)
{
    const rlim_t *most = arg;
    struct rlimit limit = {*most, *most};
    struct db *db = db_open(store_path(), 0, NULL);
    signal(SIGXFSZ, SIG_IGN);
    if (db == NULL || setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 103;
    int kept = fill(db);
    db_close(db);
    return kept;
}

static void a_full_disk_leaves_the_file_whole(void **state)
{
    (void)state;
    for (rlim_t most = 100000; most < 300000; most += 20011) {
        db_close(store_create(0));
        int kept = scratch_child(fill_to_a_limit, &most);
        assert_in_range(kept, 1, 100);
        struct db *db = db_open(store_path(), 0, NULL);
        assert_non_null(db);
        assert_true(db_check(db, NULL));
        assert_int_equal(store_count_accounts(db), kept);
        db_close(db);
        assert_int_equal(unlink(store_path()), 0);
    }
}

/* A disk of its own in a name space of its own, gone with the child. */
static int fill_a_small_disk(void *arg)
{
    const unsigned *kib = arg;
    char size[32];
    snprintf(size, sizeof size, "size=%uk,mode=0700", *kib);
    if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("none", store_scratch()->folder, "tmpfs", 0, size) != 0)
        return 104;
    struct db *db = db_create(store_path(), 0, NULL);
    if (db == NULL)
        return 105;
    int kept = fill(db);
    if (kept > 100)
        return kept;
    db_close(db);
    db = db_open(store_path(), 0, NULL);
    bool whole = db != NULL && db_check(db, NULL) && (int)store_count_accounts(db) == kept;
    db_close(db);
    return whole ? 0 : 106;
}

static void a_small_disk_leaves_the_file_whole(void **state)
{
    (void)state;
    for (unsigned kib = 240; kib < 400; kib += 4) {
        int result = scratch_child(fill_a_small_disk, &kib);
        if (result == 104)
            skip();
        assert_int_equal(result, 0);
    }
}

/* ---- versions ---- */

static const char *const made_up[] = {
    ("CREATE TABLE account (id BLOB PRIMARY KEY, login TEXT NOT NULL) STRICT;"
     "INSERT INTO account VALUES (x'01', 'ett')"),
    "ALTER TABLE account ADD COLUMN bundle BLOB",
    "CREATE TABLE more (x INTEGER REFERENCES account (id)) STRICT",
    "CREATE TABLE last (x INTEGER) STRICT; CREATE TABLE last (x INTEGER) STRICT",
};

static void older_files_are_brought_up(void **state)
{
    (void)state;
    struct err err = {0};
    struct schema first = {made_up, 1, NULL};
    struct schema third = {made_up, 3, NULL};
    struct db *db = db_create_schema(store_path(), 0, &first, &err);
    assert_non_null(db);
    db_close(db);
    assert_null(db_open_schema(store_path(), DB_READ, &third, &err));
    assert_int_equal(err.code, ERR_VERSION);
    db = db_open_schema(store_path(), 0, &third, &err);
    assert_non_null(db);
    assert_int_equal(db->version, 3);
    assert_int_equal(sqlite3_exec(db->file, "SELECT bundle FROM account", NULL, NULL, NULL), 0);
    assert_int_equal(sqlite3_exec(db->file, "INSERT INTO more VALUES (7)", NULL, NULL, NULL),
                     SQLITE_CONSTRAINT_FOREIGNKEY);
    db_close(db);
    /* What it was before can be opened by the program it was before. */
    db = db_open_schema(scratch_path(store_scratch(), "home.db.before-v2"), 0, &first, &err);
    assert_non_null(db);
    db_close(db);
    assert_null(db_open_schema(store_path(), 0, &first, &err));
    assert_int_equal(err.code, ERR_VERSION);
}

/* After a new step: the right one is what this tells. */
static void the_known_hash_is_that_of_all_steps(void **state)
{
    (void)state;
    struct schema schema = schema_current();
    struct err err = {0};
    struct hash hash;
    char hex[HASH_TEXT];
    struct db *db = store_create(0);
    assert_true(schema_objects(db->file, &hash, db->path, &err));
    hash_text(&hash, hex);
    assert_string_equal(hex, schema.hash);
    db_close(db);
}

static void a_wrong_hash_takes_longer_and_no_more(void **state)
{
    (void)state;
    struct schema schema = schema_current();
    struct err err = {0};
    db_close(store_create(0));
    schema.hash = "";
    struct db *db = db_open_schema(store_path(), 0, &schema, &err);
    assert_non_null(db);
    db_close(db);
}

static void a_step_that_fails_leaves_the_step_before(void **state)
{
    (void)state;
    struct err err = {0};
    struct schema second = {made_up, 2, NULL};
    struct schema third = {made_up, 3, NULL};
    struct schema fourth = {made_up, 4, NULL};
    struct db *db = db_create_schema(store_path(), 0, &second, &err);
    assert_non_null(db);
    db_close(db);
    assert_null(db_open_schema(store_path(), 0, &fourth, &err));
    db = db_open_schema(store_path(), 0, &third, &err);
    assert_non_null(db);
    assert_true(db_check(db, &err));
    db_close(db);
}

/* ---- backup ---- */

static void a_backup_is_whole_and_one_file(void **state)
{
    (void)state;
    struct err err = {0};
    struct backup_count count = {0};
    char copy[128];
    struct stat status;
    struct db *db = store_create(0);
    assert_true(db_begin(db, NULL));
    for (unsigned i = 0; i < 7; i++)
        store_add_account(db, i, 1000);
    assert_true(db_commit(db, NULL));
    snprintf(copy, sizeof copy, "%s", scratch_path(store_scratch(), "copy.db"));
    assert_true(backup_make(db, copy, &count, &err));
    assert_int_equal(count.accounts, 7);
    assert_int_equal(count.rows, 0);
    assert_int_equal(stat(copy, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_false(file_exists(scratch_path(store_scratch(), "copy.db-wal")));
    assert_false(backup_make(db, copy, &count, &err));
    assert_int_equal(err.code, ERR_DENIED);
    assert_true(backup_verify(copy, false, &count, &err));
    assert_false(backup_verify(copy, true, &count, &err));
    assert_int_equal(truncate(copy, status.st_size - 4096), 0);
    assert_false(backup_verify(copy, false, &count, &err));
    assert_int_equal(err.code, ERR_CORRUPT);
    assert_true(db_idle(db));
    db_close(db);
}

static void a_backup_that_fails_leaves_nothing(void **state)
{
    (void)state;
    struct err err = {0};
    struct backup_count count;
    struct db *db = store_create(0);
    assert_false(backup_make(db, scratch_path(store_scratch(), "no/copy.db"), &count, &err));
    assert_int_equal(err.code, ERR_IO);
    db_close(db);
}

#define T(name) cmocka_unit_test_setup_teardown(name, store_file, store_file_end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(every_statement_prepares),
        T(transactions),
        T(a_second_writer_waits_then_is_told),
        T(two_sessions_lose_nothing),
        T(notices_a_migration_by_another_session),
        T(the_wal_is_cut),
        T(damage_inside_is_found),
        T(a_full_disk_leaves_the_file_whole),
        T(a_small_disk_leaves_the_file_whole),
        T(older_files_are_brought_up),
        T(the_known_hash_is_that_of_all_steps),
        T(a_wrong_hash_takes_longer_and_no_more),
        T(a_step_that_fails_leaves_the_step_before),
        T(a_backup_is_whole_and_one_file),
        T(a_backup_that_fails_leaves_nothing),
    };
    return cmocka_run_group_tests_name("store: the file", tests, NULL, NULL);
}
