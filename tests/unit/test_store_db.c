/* test_store_db.c - opening and refusing files, transactions, other sessions, migrations. */
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

#include "scratch.h"
#include "sis/base/file.h"
#include "sis/store/account_row.h"
#include "sis/store/backup.h"
#include "store/db_inner.h"

static struct scratch scratch;

static int set_up(void **state)
{
    (void)state;
    scratch_make(&scratch);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    scratch_remove(&scratch);
    return 0;
}

static const char *home_path(void)
{
    return scratch_path(&scratch, "home.db");
}

static struct db *create(unsigned flags)
{
    struct err err = {0};
    struct db *db = db_create(home_path(), flags, &err);
    if (db == NULL)
        print_error("%s\n", err.detail);
    assert_non_null(db);
    return db;
}

/* Does something to the closed file that no program of ours would do. */
static void alter(const char *sql)
{
    sqlite3 *file;
    assert_int_equal(sqlite3_open(home_path(), &file), SQLITE_OK);
    assert_int_equal(sqlite3_exec(file, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(file), SQLITE_OK);
}

static void assert_refused(unsigned flags, enum err_code code, enum text_id text)
{
    struct err err = {0};
    assert_null(db_open(home_path(), flags, &err));
    if (err.code != code || err.text != text)
        print_error("got %d %s: %s\n", err.code, text_name(err.text), err.detail);
    assert_int_equal(err.code, code);
    assert_int_equal(err.text, text);
}

static void add_account(struct db *db, unsigned number, size_t n)
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

static size_t count_accounts(struct db *db)
{
    struct account_row *row;
    size_t n;
    struct arena *arena = arena_new();
    assert_true(account_row_list(db, arena, &row, &n, NULL));
    arena_free(arena);
    return n;
}

static void creates_and_opens(void **state)
{
    (void)state;
    struct stat status;
    struct db *db = create(0);
    assert_int_equal(stat(home_path(), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_false(db_is_practice(db));
    assert_true(db_idle(db));
    assert_true(db_check(db, true, NULL));
    db_close(db);
    db = db_open(home_path(), 0, NULL);
    assert_non_null(db);
    assert_true(db_check(db, false, NULL));
    db_close(db);
    assert_false(file_exists(scratch_path(&scratch, "home.db.new")));
}

static void does_not_create_over_a_file(void **state)
{
    (void)state;
    struct err err = {0};
    db_close(create(0));
    assert_null(db_create(home_path(), 0, &err));
    assert_int_equal(err.code, ERR_DENIED);
    assert_int_equal(err.text, T_STORE_EXISTS);
    struct db *db = db_open(home_path(), 0, NULL);
    assert_non_null(db);
    db_close(db);
}

static void a_stopped_creation_is_no_hindrance(void **state)
{
    (void)state;
    assert_true(file_write(scratch_path(&scratch, "home.db.new"), "half", 4, 0600, NULL));
    db_close(create(0));
    assert_false(file_exists(scratch_path(&scratch, "home.db.new")));
}

static void needs_its_folder(void **state)
{
    (void)state;
    struct err err = {0};
    assert_null(db_create(scratch_path(&scratch, "no/home.db"), 0, &err));
    assert_int_equal(err.code, ERR_IO);
}

static void practice_and_real_stay_apart(void **state)
{
    (void)state;
    db_close(create(DB_PRACTICE));
    assert_refused(0, ERR_INPUT, T_STORE_IS_PRACTICE);
    struct db *db = db_open(home_path(), DB_PRACTICE, NULL);
    assert_true(db_is_practice(db));
    db_close(db);
    unlink(home_path());
    db_close(create(0));
    assert_refused(DB_PRACTICE, ERR_INPUT, T_STORE_IS_REAL);
}

static void refuses_what_is_not_there(void **state)
{
    (void)state;
    assert_refused(0, ERR_MISSING, T_STORE_NO_FILE);
}

static void refuses_what_is_no_database(void **state)
{
    (void)state;
    char text[5000];
    memset(text, 'x', sizeof text);
    assert_true(file_write(home_path(), text, sizeof text, 0600, NULL));
    assert_refused(0, ERR_CORRUPT, T_STORE_NOT_A_DATABASE);
    assert_true(file_write(home_path(), "", 0, 0600, NULL));
    assert_refused(0, ERR_CORRUPT, T_STORE_NOT_OURS);
}

static void refuses_another_programs_database(void **state)
{
    (void)state;
    db_close(create(0));
    alter("PRAGMA application_id = 42");
    assert_refused(0, ERR_CORRUPT, T_STORE_NOT_OURS);
}

static void refuses_a_newer_version(void **state)
{
    (void)state;
    db_close(create(0));
    alter("PRAGMA user_version = 1000");
    assert_refused(0, ERR_VERSION, T_STORE_NEWER);
    assert_refused(DB_READ, ERR_VERSION, T_STORE_NEWER);
}

static void refuses_foreign_tables(void **state)
{
    static const char *const changes[] = {
        "CREATE TRIGGER t AFTER INSERT ON row BEGIN DELETE FROM audit; END",
        "CREATE VIEW v AS SELECT * FROM row",
        "CREATE TABLE extra (x)",
        "CREATE INDEX i ON account (bundle)",
        "DROP INDEX row_reference",
        "DROP TABLE setting",
        "ALTER TABLE row ADD COLUMN note TEXT",
        "DROP TABLE setting; CREATE TABLE setting (id, hash, key_number, body)",
        "ANALYZE",
        "CREATE VIRTUAL TABLE f USING fts5(x)",
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
        db_close(create(0));
        alter(changes[i]);
        assert_refused(0, ERR_CORRUPT, T_STORE_FOREIGN_TABLES);
        assert_refused(DB_READ, ERR_CORRUPT, T_STORE_FOREIGN_TABLES);
        assert_int_equal(unlink(home_path()), 0);
    }
}

static void refuses_a_file_cut_short(void **state)
{
    (void)state;
    struct stat status;
    db_close(create(0));
    assert_int_equal(stat(home_path(), &status), 0);
    assert_int_equal(truncate(home_path(), status.st_size - 4096), 0);
    assert_refused(0, ERR_CORRUPT, T_STORE_CORRUPT);
    assert_int_equal(truncate(home_path(), 3000), 0);
    assert_refused(0, ERR_CORRUPT, T_STORE_CORRUPT);
}

static void refuses_what_others_may_write(void **state)
{
    (void)state;
    struct err err = {0};
    db_close(create(0));
    chmod(home_path(), 0620);
    assert_null(db_open(home_path(), 0, &err));
    assert_int_equal(err.code, ERR_DENIED);
    chmod(home_path(), 0600);
    assert_true(file_write(scratch_path(&scratch, "home.db-wal"), "", 0, 0602, NULL));
    chmod(scratch.path, 0602);
    assert_null(db_open(home_path(), 0, &err));
    assert_int_equal(err.code, ERR_DENIED);
    unlink(scratch_path(&scratch, "home.db-wal"));
    chmod(scratch.folder, 0777);
    assert_null(db_open(home_path(), 0, &err));
    assert_int_equal(err.code, ERR_DENIED);
    chmod(scratch.folder, 0700);
    struct db *db = db_open(home_path(), 0, NULL);
    assert_non_null(db);
    db_close(db);
}

static void refuses_a_foreign_owner(void **state)
{
    (void)state;
    struct err err = {0};
    if (geteuid() != 0)
        skip();
    db_close(create(0));
    assert_int_equal(chown(home_path(), 65534, 65534), 0);
    assert_null(db_open(home_path(), 0, &err));
    assert_int_equal(err.code, ERR_DENIED);
}

/* Root may write anywhere, so somebody else has to try. */
static int open_as_nobody(void *arg)
{
    const unsigned *flags = arg;
    struct err err = {0};
    if (setgid(65534) != 0 || setuid(65534) != 0)
        return 100;
    struct db *db = db_open(home_path(), *flags, &err);
    if (db == NULL)
        return (int)err.code;
    bool reads = count_accounts(db) == 1 && db_check(db, true, &err);
    bool writes = db_begin(db, &err);
    db_close(db);
    return reads && !writes && err.code == ERR_READ_ONLY ? 0 : 101;
}

static void says_when_it_is_read_only(void **state)
{
    (void)state;
    unsigned flags = 0;
    if (geteuid() != 0)
        skip();
    struct db *db = create(0);
    assert_true(db_begin(db, NULL));
    add_account(db, 1, 100);
    assert_true(db_commit(db, NULL));
    db_close(db);
    chmod(scratch.folder, 0755);
    chmod(home_path(), 0644);
    assert_int_equal(scratch_child(open_as_nobody, &flags), ERR_READ_ONLY);
    flags = DB_READ;
    assert_int_equal(scratch_child(open_as_nobody, &flags), 0);
}

static void reading_beside_a_writer(void **state)
{
    (void)state;
    struct err err = {0};
    struct db *writer = create(0);
    struct db *reader = db_open(home_path(), DB_READ, NULL);
    assert_non_null(reader);
    assert_true(db_begin(writer, NULL));
    add_account(writer, 1, 100);
    assert_int_equal(count_accounts(reader), 0);
    assert_true(db_commit(writer, NULL));
    assert_int_equal(count_accounts(reader), 1);
    assert_false(db_begin(reader, &err));
    assert_int_equal(err.code, ERR_READ_ONLY);
    db_close(reader);
    db_close(writer);
}

static void guards_are_on(void **state)
{
    static const char *const denied[] = {
        "ATTACH ':memory:' AS other",
        "PRAGMA writable_schema = 1",
        "PRAGMA user_version = 2",
        "PRAGMA journal_mode = off",
        "CREATE TABLE x (y)",
        "CREATE TEMP TABLE x (y)",
        "CREATE TEMP TRIGGER t AFTER INSERT ON row BEGIN SELECT 1; END",
        "DROP TABLE row",
        "ALTER TABLE row RENAME TO line",
        "DELETE FROM sqlite_schema",
        "REINDEX",
        "ANALYZE",
        "VACUUM",
        "SELECT load_extension('x')",
        "SELECT \"no_such_column\" FROM row",
    };
    (void)state;
    struct db *db = create(0);
    for (size_t i = 0; i < ARRAY_LEN(denied); i++)
        if (sqlite3_exec(db->file, denied[i], NULL, NULL, NULL) == SQLITE_OK)
            fail_msg("allowed: %s", denied[i]);
    db_close(db);
}

static void every_statement_prepares(void **state)
{
    (void)state;
    struct db *db = create(0);
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
    struct db *db = create(0);
    assert_true(db_begin(db, NULL));
    assert_true(db_in_transaction(db));
    assert_false(db_idle(db));
    add_account(db, 1, 100);
    db_rollback(db);
    db_rollback(db);
    assert_true(db_idle(db));
    assert_int_equal(count_accounts(db), 0);
    assert_true(db_begin(db, NULL));
    add_account(db, 1, 100);
    assert_true(db_commit(db, NULL));
    assert_true(db_idle(db));
    assert_true(db_begin(db, NULL));
    add_account(db, 2, 100);
    db_close(db);
    db = db_open(home_path(), 0, NULL);
    assert_int_equal(count_accounts(db), 1);
    db_close(db);
}

static void a_second_writer_waits_then_is_told(void **state)
{
    (void)state;
    struct err err = {0};
    int64_t before;
    int64_t after;
    struct db *first = create(0);
    struct db *second = db_open(home_path(), 0, NULL);
    assert_non_null(second);
    assert_true(db_others(second, &before, NULL));
    assert_true(db_begin(first, NULL));
    add_account(first, 1, 100);
    assert_false(db_begin(second, &err));
    assert_int_equal(err.code, ERR_BUSY);
    assert_int_equal(err.text, T_STORE_BUSY);
    assert_true(db_idle(second));
    assert_true(db_commit(first, NULL));
    assert_true(db_others(second, &after, NULL));
    assert_int_not_equal(before, after);
    assert_true(db_begin(second, NULL));
    add_account(second, 2, 100);
    assert_true(db_commit(second, NULL));
    assert_int_equal(count_accounts(first), 2);
    db_close(second);
    db_close(first);
}

struct many {
    unsigned from, n;
};

static int add_many(void *arg)
{
    const struct many *many = arg;
    struct db *db = db_open(home_path(), 0, NULL);
    if (db == NULL)
        return 1;
    for (unsigned i = 0; i < many->n;) {
        struct err err = {0};
        if (!db_begin(db, &err)) {
            if (err.code != ERR_BUSY)
                return 2;
            continue;
        }
        add_account(db, many->from + i, 300);
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
    db_close(create(0));
    assert_int_equal(scratch_child(two_at_once, NULL), 0);
    struct db *db = db_open(home_path(), 0, NULL);
    assert_int_equal(count_accounts(db), 200);
    assert_true(db_check(db, true, NULL));
    db_close(db);
}

static void notices_a_migration_by_another_session(void **state)
{
    (void)state;
    struct err err = {0};
    struct db *db = create(0);
    alter("PRAGMA user_version = 3");
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
    struct db *db = create(0);
    struct db *reader = db_open(home_path(), 0, NULL);
    assert_true(db_begin(db, NULL));
    add_account(db, 1, 5000);
    assert_true(db_commit(db, NULL));
    struct query q = query(reader, SQL_ACCOUNT_LIST);
    assert_true(query_next(&q));
    assert_true(db_begin(db, NULL));
    add_account(db, 2, 5000);
    assert_true(db_commit(db, NULL));
    assert_false(db_truncate_wal(db, &err));
    assert_int_equal(err.code, ERR_BUSY);
    assert_true(query_end(&q, NULL));
    assert_true(db_truncate_wal(db, NULL));
    assert_int_equal(stat(scratch_path(&scratch, "home.db-wal"), &status), 0);
    assert_int_equal(status.st_size, 0);
    db_close(reader);
    db_close(db);
}

static void damage_inside_is_found(void **state)
{
    (void)state;
    struct err err = {0};
    char zeros[200] = {0};
    struct db *db = create(0);
    assert_true(db_begin(db, NULL));
    for (unsigned i = 0; i < 100; i++)
        add_account(db, i, 1000);
    assert_true(db_commit(db, NULL));
    db_close(db);
    int fd = open(home_path(), O_WRONLY);
    for (int page = 20; page < 30; page++)
        assert_int_equal(pwrite(fd, zeros, sizeof zeros, page * 4096), sizeof zeros);
    close(fd);
    db = db_open(home_path(), 0, NULL);
    assert_non_null(db);
    assert_false(db_check(db, false, &err));
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
    struct db *db = db_open(home_path(), 0, NULL);
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
        db_close(create(0));
        int kept = scratch_child(fill_to_a_limit, &most);
        assert_in_range(kept, 1, 100);
        struct db *db = db_open(home_path(), 0, NULL);
        assert_non_null(db);
        assert_true(db_check(db, true, NULL));
        assert_int_equal(count_accounts(db), kept);
        db_close(db);
        assert_int_equal(unlink(home_path()), 0);
    }
}

/* A disk of its own in a name space of its own, gone with the child. */
static int fill_a_small_disk(void *arg)
{
    const unsigned *kib = arg;
    char size[32];
    snprintf(size, sizeof size, "size=%uk,mode=0700", *kib);
    if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("none", scratch.folder, "tmpfs", 0, size) != 0)
        return 104;
    struct db *db = db_create(home_path(), 0, NULL);
    if (db == NULL)
        return 105;
    int kept = fill(db);
    if (kept > 100)
        return kept;
    db_close(db);
    db = db_open(home_path(), 0, NULL);
    bool whole = db != NULL && db_check(db, true, NULL) && (int)count_accounts(db) == kept;
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
    struct schema first = {made_up, 1};
    struct schema third = {made_up, 3};
    struct db *db = db_create_schema(home_path(), 0, &first, &err);
    assert_non_null(db);
    db_close(db);
    assert_null(db_open_schema(home_path(), DB_READ, &third, &err));
    assert_int_equal(err.code, ERR_VERSION);
    db = db_open_schema(home_path(), 0, &third, &err);
    assert_non_null(db);
    assert_int_equal(db->version, 3);
    assert_int_equal(sqlite3_exec(db->file, "SELECT bundle FROM account", NULL, NULL, NULL), 0);
    assert_int_equal(sqlite3_exec(db->file, "INSERT INTO more VALUES (7)", NULL, NULL, NULL),
                     SQLITE_CONSTRAINT_FOREIGNKEY);
    db_close(db);
    /* What it was before can be opened by the program it was before. */
    db = db_open_schema(scratch_path(&scratch, "home.db.before-v2"), 0, &first, &err);
    assert_non_null(db);
    db_close(db);
    assert_null(db_open_schema(home_path(), 0, &first, &err));
    assert_int_equal(err.code, ERR_VERSION);
}

static void a_step_that_fails_leaves_the_step_before(void **state)
{
    (void)state;
    struct err err = {0};
    struct schema second = {made_up, 2};
    struct schema third = {made_up, 3};
    struct schema fourth = {made_up, 4};
    struct db *db = db_create_schema(home_path(), 0, &second, &err);
    assert_non_null(db);
    db_close(db);
    assert_null(db_open_schema(home_path(), 0, &fourth, &err));
    db = db_open_schema(home_path(), 0, &third, &err);
    assert_non_null(db);
    assert_true(db_check(db, true, &err));
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
    struct db *db = create(0);
    assert_true(db_begin(db, NULL));
    for (unsigned i = 0; i < 7; i++)
        add_account(db, i, 1000);
    assert_true(db_commit(db, NULL));
    snprintf(copy, sizeof copy, "%s", scratch_path(&scratch, "copy.db"));
    assert_true(backup_make(db, copy, &count, &err));
    assert_int_equal(count.accounts, 7);
    assert_int_equal(count.rows, 0);
    assert_int_equal(stat(copy, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_false(file_exists(scratch_path(&scratch, "copy.db-wal")));
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
    struct db *db = create(0);
    assert_false(backup_make(db, scratch_path(&scratch, "no/copy.db"), &count, &err));
    assert_int_equal(err.code, ERR_IO);
    db_close(db);
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(creates_and_opens),
        T(does_not_create_over_a_file),
        T(a_stopped_creation_is_no_hindrance),
        T(needs_its_folder),
        T(practice_and_real_stay_apart),
        T(refuses_what_is_not_there),
        T(refuses_what_is_no_database),
        T(refuses_another_programs_database),
        T(refuses_a_newer_version),
        T(refuses_foreign_tables),
        T(refuses_a_file_cut_short),
        T(refuses_what_others_may_write),
        T(refuses_a_foreign_owner),
        T(says_when_it_is_read_only),
        T(reading_beside_a_writer),
        T(guards_are_on),
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
        T(a_step_that_fails_leaves_the_step_before),
        T(a_backup_is_whole_and_one_file),
        T(a_backup_that_fails_leaves_nothing),
    };
    return cmocka_run_group_tests_name("store: the file", tests, NULL, NULL);
}
