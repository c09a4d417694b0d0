/* test_store_lists.c - accounts, signed lists, method files, settings; and how all is looked up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "sis/store/account_row.h"
#include "sis/store/method_file.h"
#include "sis/store/setting.h"
#include "sis/store/statement_row.h"
#include "store/db_inner.h"
#include "store_home.h"

static struct store_home home;

static int set_up(void **state)
{
    (void)state;
    store_home_make(&home);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    db_rollback(home.db);
    store_home_remove(&home);
    return 0;
}

/* ---- accounts ---- */

static void accounts(void **state)
{
    (void)state;
    struct err err = {0};
    struct account_row row = {
        .id = random_id(), .login = "åsa", .bundle = (const uint8_t *)"\0\1", .n = 2};
    struct account_row found;
    struct account_row *list;
    size_t n;
    store_home_begin(&home);
    assert_true(account_row_add(home.db, &row, &err));
    assert_true(account_row_find(home.db, "åsa", home.arena, &found, &err));
    assert_true(id_equal(&found.id, &row.id));
    assert_int_equal(found.n, 2);
    assert_memory_equal(found.bundle, "\0\1", 2);
    assert_true(account_row_reseal(home.db, &row.id, (const uint8_t *)"new", 3, &err));
    assert_true(account_row_find(home.db, "åsa", home.arena, &found, &err));
    assert_memory_equal(found.bundle, "new", 3);
    assert_true(account_row_list(home.db, home.arena, &list, &n, &err));
    assert_int_equal(n, 2);
    assert_string_equal(list[0].login, "anna");
    assert_string_equal(list[1].login, "åsa");
    assert_null(list[1].bundle);
}

static void accounts_that_do_not_hold(void **state)
{
    (void)state;
    struct err err = {0};
    char login[LOGIN_MAX + 2];
    struct account_row row = {
        .id = random_id(), .login = "anna", .bundle = (const uint8_t *)"", .n = 0};
    store_home_begin(&home);
    assert_false(account_row_add(home.db, &row, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    assert_int_equal(err.text, T_STORE_LOGIN_TAKEN);
    row.login = "";
    assert_false(account_row_add(home.db, &row, &err));
    assert_int_equal(err.code, ERR_INPUT);
    memset(login, 'x', sizeof login);
    login[LOGIN_MAX + 1] = '\0';
    row.login = login;
    assert_false(account_row_add(home.db, &row, &err));
    assert_int_equal(err.code, ERR_INPUT);
    login[LOGIN_MAX] = '\0';
    assert_true(account_row_add(home.db, &row, &err));
    assert_false(account_row_find(home.db, "ANNA", home.arena, &row, &err));
    assert_int_equal(err.code, ERR_MISSING);
    struct id nobody = random_id();
    assert_false(account_row_reseal(home.db, &nobody, (const uint8_t *)"", 0, &err));
    assert_int_equal(err.code, ERR_MISSING);
}

/* ---- signed lists ---- */

static bool add(enum statement_kind kind, const struct id *owner, uint64_t number, const char *text,
                struct err *err)
{
    struct statement_row row = {kind, *owner, number, (const uint8_t *)text, strlen(text)};
    return statement_row_add(home.db, &row, err);
}

static void lists_only_go_forward(void **state)
{
    (void)state;
    struct err err = {0};
    struct statement_row row;
    struct id owner = random_id();
    store_home_begin(&home);
    assert_true(add(STATEMENT_HOME, &owner, 1, "ett", &err));
    assert_true(add(STATEMENT_HOME, &owner, 3, "tre", &err));
    assert_false(add(STATEMENT_HOME, &owner, 3, "igen", &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    assert_false(add(STATEMENT_HOME, &owner, 2, "bakåt", &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    assert_true(statement_row_latest(home.db, STATEMENT_HOME, &owner, home.arena, &row, &err));
    assert_int_equal(row.kind, STATEMENT_HOME);
    assert_int_equal(row.number, 3);
    assert_int_equal(row.n, 3);
    assert_memory_equal(row.bytes, "tre", 3);
    assert_false(statement_row_latest(home.db, STATEMENT_LEADS, &owner, home.arena, &row, &err));
    assert_int_equal(err.code, ERR_MISSING);
}

static void a_new_list_is_noticed(void **state)
{
    struct statement_row row = {.kind = STATEMENT_ACCESS,
                                .owner = home.case_id,
                                .number = 1,
                                .bytes = (const uint8_t *)"list",
                                .n = 4};
    struct db *other = store_home_open(&home);
    int64_t before, after;
    struct err err = {0};
    (void)state;
    assert_true(statement_row_last(other, &before, &err));
    store_home_add(&home, "{}");
    assert_true(statement_row_last(other, &after, &err));
    assert_int_equal(after, before);
    store_home_begin(&home);
    assert_true(statement_row_add(home.db, &row, &err));
    store_home_commit(&home);
    assert_true(statement_row_last(other, &after, &err));
    assert_true(after > before);
    db_close(other);
}

static void the_history_of_a_list(void **state)
{
    (void)state;
    struct err err = {0};
    struct statement_row *row;
    size_t n;
    struct id a = {{1}};
    struct id b = {{2}};
    store_home_begin(&home);
    for (uint64_t i = 1; i <= 20; i++)
        assert_true(add(STATEMENT_ACCESS, &a, i, i % 2 ? "udda" : "jämn", &err));
    assert_true(add(STATEMENT_ACCESS, &b, 7, "annan", &err));
    assert_true(
        statement_row_history(home.db, STATEMENT_ACCESS, &a, 18, home.arena, &row, &n, &err));
    assert_int_equal(n, 2);
    assert_int_equal(row[0].number, 19);
    assert_int_equal(row[1].number, 20);
    assert_true(statement_row_cases(home.db, home.arena, &row, &n, &err));
    assert_int_equal(n, 2);
    assert_true(id_equal(&row[0].owner, &a));
    assert_int_equal(row[0].number, 20);
    assert_memory_equal(row[0].bytes, "jämn", row[0].n);
    assert_true(id_equal(&row[1].owner, &b));
    assert_int_equal(row[1].number, 7);
}

static void which_home_it_is(void **state)
{
    (void)state;
    struct err err = {0};
    struct id id;
    assert_false(statement_row_home(home.db, &id, &err));
    assert_int_equal(err.code, ERR_MISSING);
    store_home_begin(&home);
    assert_true(add(STATEMENT_LEADS, &home.side.home, 1, "x", &err));
    assert_true(statement_row_home(home.db, &id, &err));
    assert_true(id_equal(&id, &home.side.home));
}

/* ---- method files ---- */

static const struct method_file bundle[] = {
    {"u1.cfg", "form u1", 7}, {"letters/plan.cfg", "letter", 6}, {"method.cfg", "a\0b", 3}};

static void a_bundle_comes_back(void **state)
{
    (void)state;
    struct err err = {0};
    struct hash hash;
    struct hash again;
    struct method_file *file;
    struct hash *list;
    size_t n;
    const struct method_file turned[] = {bundle[2], bundle[0], bundle[1]};
    store_home_begin(&home);
    assert_true(method_bundle_add(home.db, bundle, 3, &hash, &err));
    assert_true(method_bundle_hash(turned, 3, &again, &err));
    assert_true(hash_equal(&hash, &again));
    assert_true(method_bundle_add(home.db, turned, 3, &again, &err));
    assert_true(method_bundle_list(home.db, home.arena, &list, &n, &err));
    assert_int_equal(n, 1);
    assert_true(hash_equal(&list[0], &hash));
    assert_true(method_bundle_load(home.db, &hash, home.arena, &file, &n, &err));
    assert_int_equal(n, 3);
    assert_string_equal(file[0].name, "letters/plan.cfg");
    assert_string_equal(file[1].name, "method.cfg");
    assert_string_equal(file[2].name, "u1.cfg");
    assert_int_equal(file[1].n, 3);
    assert_memory_equal(file[1].bytes, "a\0b", 3);
}

static void a_changed_file_makes_another_bundle(void **state)
{
    (void)state;
    struct err err = {0};
    struct hash hash[3];
    struct hash *list;
    size_t n;
    struct method_file other[] = {bundle[0], bundle[1], bundle[2]};
    store_home_begin(&home);
    assert_true(method_bundle_add(home.db, other, 3, &hash[0], &err));
    other[0].bytes = "form U1";
    assert_true(method_bundle_add(home.db, other, 3, &hash[1], &err));
    other[0].name = "u2.cfg";
    assert_true(method_bundle_add(home.db, other, 3, &hash[2], &err));
    assert_true(method_bundle_list(home.db, home.arena, &list, &n, &err));
    assert_int_equal(n, 3);
    for (size_t i = 0; i < 3; i++)
        assert_true(hash_equal(&list[i], &hash[i]));
    struct query q = query(home.db, SQL_HOLDS);
    assert_true(query_next(&q));
    int64_t files = query_int(&q, 5);
    assert_true(query_end(&q, NULL));
    /* Three manifests, three files, one of them changed: what is shared is kept once. */
    assert_int_equal(files, 3 + 4);
}

static void bundles_that_do_not_hold(void **state)
{
    (void)state;
    struct err err = {0};
    struct hash hash;
    struct method_file *file;
    size_t n;
    const struct method_file twice[] = {bundle[0], bundle[0]};
    const struct method_file broken[] = {{"a\nb", "", 0}};
    const struct method_file unnamed[] = {{"", "", 0}};
    assert_false(method_bundle_hash(twice, 2, &hash, &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_false(method_bundle_hash(broken, 1, &hash, &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_false(method_bundle_hash(unnamed, 1, &hash, &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_false(method_bundle_hash(bundle, 0, &hash, &err));
    hash = hash_of("x", 1);
    assert_false(method_bundle_load(home.db, &hash, home.arena, &file, &n, &err));
    assert_int_equal(err.code, ERR_MISSING);
    store_home_begin(&home);
    assert_true(method_bundle_add(home.db, bundle, 3, &hash, &err));
    store_home_commit(&home);
    store_home_alter(&home, "UPDATE method_file SET body = CAST('form u9' AS BLOB)"
                            " WHERE body = CAST('form u1' AS BLOB)");
    assert_false(method_bundle_load(home.db, &hash, home.arena, &file, &n, &err));
    assert_int_equal(err.code, ERR_CORRUPT);
    store_home_alter(&home, "DELETE FROM method_file WHERE bundle = 0");
    assert_false(method_bundle_load(home.db, &hash, home.arena, &file, &n, &err));
    assert_int_equal(err.code, ERR_CORRUPT);
    store_home_alter(&home, "UPDATE method_file SET body = zeroblob(100)");
    assert_false(method_bundle_load(home.db, &hash, home.arena, &file, &n, &err));
    assert_int_equal(err.code, ERR_CORRUPT);
}

/* ---- settings ---- */

static void settings(void **state)
{
    (void)state;
    struct err err = {0};
    struct hash first;
    struct hash second;
    char *text;
    size_t n;
    struct id other = random_id();
    struct keyring *ring = keyring_new(&home.side, &other, &err);
    store_home_begin(&home);
    assert_true(
        setting_put(home.db, &home.side, home.home_key, MARKER, strlen(MARKER), &first, &err));
    assert_true(
        setting_put(home.db, &home.side, home.home_key, MARKER, strlen(MARKER), &second, &err));
    store_home_commit(&home);
    /* The hash stands unsealed: it must not let anybody try what the text is. */
    assert_false(hash_equal(&first, &second));
    assert_true(setting_load(home.db, home.ring, &first, home.arena, &text, &n, &err));
    assert_string_equal(text, MARKER);
    assert_int_equal(n, strlen(MARKER));
    assert_false(setting_load(home.db, ring, &first, home.arena, &text, &n, &err));
    assert_int_equal(err.code, ERR_DENIED);
    assert_false(scratch_holds(&home.scratch, MARKER, strlen(MARKER)));
    store_home_alter(&home, "UPDATE setting SET body = zeroblob(length(body))");
    assert_false(setting_load(home.db, home.ring, &first, home.arena, &text, &n, &err));
    assert_int_equal(err.code, ERR_CORRUPT);
    store_home_alter(&home, "DELETE FROM setting");
    assert_false(setting_load(home.db, home.ring, &first, home.arena, &text, &n, &err));
    assert_int_equal(err.code, ERR_MISSING);
    keyring_free(ring);
}

/* ---- how things are looked up ---- */

/* No sorting (it could spill to disk), and no reading through a whole table for one thing. */
static void every_lookup_has_its_index(void **state)
{
    static const enum sql_id whole[] = {SQL_ROWS_ALL, SQL_ACCOUNT_LIST, SQL_METHOD_BUNDLES,
                                        SQL_AUDIT_LAST, SQL_HOLDS};
    (void)state;
    sqlite3 *file;
    assert_int_equal(sqlite3_open(scratch_path(&home.scratch, "home.db"), &file), SQLITE_OK);
    for (int i = 0; i < SQL_COUNT; i++) {
        sqlite3_stmt *plan;
        char text[1200];
        bool reads_whole = false;
        for (size_t j = 0; j < ARRAY_LEN(whole); j++)
            reads_whole = reads_whole || (int)whole[j] == i;
        snprintf(text, sizeof text, "EXPLAIN QUERY PLAN %s", sql_text((enum sql_id)i));
        assert_int_equal(sqlite3_prepare_v2(file, text, -1, &plan, NULL), SQLITE_OK);
        while (sqlite3_step(plan) == SQLITE_ROW) {
            const char *step = (const char *)sqlite3_column_text(plan, 3);
            bool scans = strncmp(step, "SCAN", 4) == 0 && strcmp(step, "SCAN CONSTANT ROW") != 0;
            if (strstr(step, "TEMP B-TREE") != NULL || (scans && !reads_whole))
                fail_msg("%s: %s", sql_text((enum sql_id)i), step);
        }
        sqlite3_finalize(plan);
    }
    sqlite3_close(file);
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(accounts),
        T(accounts_that_do_not_hold),
        T(lists_only_go_forward),
        T(a_new_list_is_noticed),
        T(the_history_of_a_list),
        T(which_home_it_is),
        T(a_bundle_comes_back),
        T(a_changed_file_makes_another_bundle),
        T(bundles_that_do_not_hold),
        T(settings),
        T(every_lookup_has_its_index),
    };
    return cmocka_run_group_tests_name("store: accounts, lists, method, settings", tests, NULL,
                                       NULL);
}
