/* test_store_open.c - making and opening the file, and every file that is refused. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "sis/base/file.h"
#include "store/db_inner.h"
#include "store_file.h"
#include "text_name.h"

static void assert_refused(unsigned flags, enum err_code code, enum text_id text)
{
    struct err err = {0};
    assert_null(db_open(store_path(), flags, &err));
    if (err.code != code || err.text != text)
        print_error("got %d %s: %s\n", err.code, text_name(err.text), err.detail);
    assert_int_equal(err.code, code);
    assert_int_equal(err.text, text);
}

static void creates_and_opens(void **state)
{
    (void)state;
    struct stat status;
    struct db *db = store_create(0);
    assert_int_equal(stat(store_path(), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_false(db_is_practice(db));
    assert_true(db_idle(db));
    assert_true(db_check(db, NULL));
    db_close(db);
    db = db_open(store_path(), 0, NULL);
    assert_non_null(db);
    assert_true(db_check(db, NULL));
    db_close(db);
    assert_false(file_exists(scratch_path(store_scratch(), "home.db.new")));
}

static void does_not_create_over_a_file(void **state)
{
    (void)state;
    struct err err = {0};
    db_close(store_create(0));
    assert_null(db_create(store_path(), 0, &err));
    assert_int_equal(err.code, ERR_DENIED);
    assert_int_equal(err.text, T_STORE_EXISTS);
    struct db *db = db_open(store_path(), 0, NULL);
    assert_non_null(db);
    db_close(db);
}

static void a_stopped_creation_is_no_hindrance(void **state)
{
    (void)state;
    assert_true(file_write(scratch_path(store_scratch(), "home.db.new"), "half", 4, 0600, NULL));
    db_close(store_create(0));
    assert_false(file_exists(scratch_path(store_scratch(), "home.db.new")));
}

static void needs_its_folder(void **state)
{
    (void)state;
    struct err err = {0};
    assert_null(db_create(scratch_path(store_scratch(), "no/home.db"), 0, &err));
    assert_int_equal(err.code, ERR_IO);
}

static void practice_and_real_stay_apart(void **state)
{
    (void)state;
    db_close(store_create(DB_PRACTICE));
    assert_refused(0, ERR_INPUT, T_STORE_IS_PRACTICE);
    struct db *db = db_open(store_path(), DB_PRACTICE, NULL);
    assert_true(db_is_practice(db));
    db_close(db);
    unlink(store_path());
    db_close(store_create(0));
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
    assert_true(file_write(store_path(), text, sizeof text, 0600, NULL));
    assert_refused(0, ERR_CORRUPT, T_STORE_NOT_A_DATABASE);
    assert_true(file_write(store_path(), "", 0, 0600, NULL));
    assert_refused(0, ERR_CORRUPT, T_STORE_NOT_OURS);
}

static void refuses_another_programs_database(void **state)
{
    (void)state;
    db_close(store_create(0));
    store_alter("PRAGMA application_id = 42");
    assert_refused(0, ERR_CORRUPT, T_STORE_NOT_OURS);
}

static void refuses_a_newer_version(void **state)
{
    (void)state;
    db_close(store_create(0));
    store_alter("PRAGMA user_version = 1000");
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
        db_close(store_create(0));
        store_alter(changes[i]);
        assert_refused(0, ERR_CORRUPT, T_STORE_FOREIGN_TABLES);
        assert_refused(DB_READ, ERR_CORRUPT, T_STORE_FOREIGN_TABLES);
        assert_int_equal(unlink(store_path()), 0);
    }
}

static void refuses_a_file_cut_short(void **state)
{
    (void)state;
    struct stat status;
    db_close(store_create(0));
    assert_int_equal(stat(store_path(), &status), 0);
    assert_int_equal(truncate(store_path(), status.st_size - 4096), 0);
    assert_refused(0, ERR_CORRUPT, T_STORE_CORRUPT);
    assert_int_equal(truncate(store_path(), 3000), 0);
    assert_refused(0, ERR_CORRUPT, T_STORE_CORRUPT);
}

static void refuses_what_others_may_write(void **state)
{
    (void)state;
    struct err err = {0};
    db_close(store_create(0));
    chmod(store_path(), 0620);
    assert_null(db_open(store_path(), 0, &err));
    assert_int_equal(err.code, ERR_DENIED);
    chmod(store_path(), 0600);
    assert_true(file_write(scratch_path(store_scratch(), "home.db-wal"), "", 0, 0602, NULL));
    chmod(store_scratch()->path, 0602);
    assert_null(db_open(store_path(), 0, &err));
    assert_int_equal(err.code, ERR_DENIED);
    unlink(scratch_path(store_scratch(), "home.db-wal"));
    chmod(store_scratch()->folder, 0777);
    assert_null(db_open(store_path(), 0, &err));
    assert_int_equal(err.code, ERR_DENIED);
    chmod(store_scratch()->folder, 0700);
    struct db *db = db_open(store_path(), 0, NULL);
    assert_non_null(db);
    db_close(db);
}

static void refuses_a_foreign_owner(void **state)
{
    (void)state;
    struct err err = {0};
    if (geteuid() != 0)
        skip();
    db_close(store_create(0));
    assert_int_equal(chown(store_path(), 65534, 65534), 0);
    assert_null(db_open(store_path(), 0, &err));
    assert_int_equal(err.code, ERR_DENIED);
}

/* Root may write anywhere, so somebody else has to try. */
static int open_as_nobody(void *arg)
{
    const unsigned *flags = arg;
    struct err err = {0};
    if (setgid(65534) != 0 || setuid(65534) != 0)
        return 100;
    struct db *db = db_open(store_path(), *flags, &err);
    if (db == NULL)
        return (int)err.code;
    bool reads = store_count_accounts(db) == 1 && db_check(db, &err);
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
    struct db *db = store_create(0);
    assert_true(db_begin(db, NULL));
    store_add_account(db, 1, 100);
    assert_true(db_commit(db, NULL));
    db_close(db);
    chmod(store_scratch()->folder, 0755);
    chmod(store_path(), 0644);
    assert_int_equal(scratch_child(open_as_nobody, &flags), ERR_READ_ONLY);
    flags = DB_READ;
    assert_int_equal(scratch_child(open_as_nobody, &flags), 0);
}

static void reading_beside_a_writer(void **state)
{
    (void)state;
    struct err err = {0};
    struct db *writer = store_create(0);
    struct db *reader = db_open(store_path(), DB_READ, NULL);
    assert_non_null(reader);
    assert_true(db_begin(writer, NULL));
    store_add_account(writer, 1, 100);
    assert_int_equal(store_count_accounts(reader), 0);
    assert_true(db_commit(writer, NULL));
    assert_int_equal(store_count_accounts(reader), 1);
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
    struct db *db = store_create(0);
    for (size_t i = 0; i < ARRAY_LEN(denied); i++)
        if (sqlite3_exec(db->file, denied[i], NULL, NULL, NULL) == SQLITE_OK)
            fail_msg("allowed: %s", denied[i]);
    db_close(db);
}

#define T(name) cmocka_unit_test_setup_teardown(name, store_file, store_file_end)

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
    };
    return cmocka_run_group_tests_name("store: opening", tests, NULL, NULL);
}
