/* test_store_row.c - sealed rows: round trips, damage, keys, signatures, and no leak. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "sis/store/json_read.h"
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
    store_home_remove(&home);
    return 0;
}

static struct rows load(void)
{
    struct rows rows;
    struct err err = {0};
    rows_init(&rows, home.arena);
    if (!rows_load(home.db, home.case_key, &rows, &err))
        fail_msg("%s", err.detail);
    assert_true(db_idle(home.db));
    return rows;
}

static void assert_json(const struct row *row, const char *json)
{
    assert_int_equal(row->json_n, strlen(json));
    assert_memory_equal(row->json, json, row->json_n);
}

static const uint8_t *own_sign(void)
{
    return keyring_public(home.ring)->sign;
}

static void everything_comes_back(void **state)
{
    (void)state;
    struct err err = {0};
    struct hash hash;
    const char *json = "{\"u1.04\":\"Sa i korridoren: ”jag är skyldig dem”.\\nsignature x\"}";
    struct row_new row = store_home_row(&home, json);
    row.record.parent = random_id();
    row.record.cause = random_id();
    row.record.state = RECORD_STRUCK;
    row.record.revision = 17;
    row.record.based_on = 16;
    row.audit = 4711;
    store_home_begin(&home);
    assert_true(row_add(home.db, home.case_key, &row, &hash, &err));
    store_home_commit(&home);
    store_home_reopen(&home);
    struct rows rows = load();
    assert_int_equal(rows.n, 1);
    const struct row *back = rows.row[0];
    const struct record *record = &back->record;
    assert_int_equal(record->seal, RECORD_OPEN);
    assert_true(id_equal(&record->id, &row.record.id));
    assert_true(id_equal(&record->row, &row.record.row));
    assert_true(id_equal(&record->case_id, &home.case_id));
    assert_true(id_equal(&record->parent, &row.record.parent));
    assert_true(id_equal(&record->cause, &row.record.cause));
    assert_string_equal(record->form, "u1");
    assert_int_equal(record->state, RECORD_STRUCK);
    assert_int_equal(record->revision, 17);
    assert_int_equal(record->based_on, 16);
    assert_int_equal(record->at, row.record.at);
    assert_int_equal(back->audit, 4711);
    assert_true(id_equal(&record->by.account, &home.account));
    assert_string_equal(record->by.name, "Åsa Öberg");
    assert_string_equal(record->by.role, "caseworker");
    assert_string_equal(record->method_hash, row.record.method_hash);
    assert_int_equal(record->key_number, 1);
    assert_null(record->answers);
    assert_json(back, json);
    assert_true(row_check(&home.side, back, 0, own_sign()));
    struct hash again = row_hash(&home.side, back);
    assert_true(hash_equal(&hash, &again));
}

static void what_is_left_out_stays_out(void **state)
{
    (void)state;
    struct hash hash;
    struct row_new row = store_home_row(&home, "{}");
    row.record.by.name = NULL;
    row.record.method_hash = NULL;
    row.record.case_id = (struct id){{0}};
    store_home_begin(&home);
    assert_true(row_add(home.db, home.home_key, &row, &hash, NULL));
    store_home_commit(&home);
    struct rows rows;
    rows_init(&rows, home.arena);
    assert_true(rows_load(home.db, home.home_key, &rows, NULL));
    assert_int_equal(rows.n, 1);
    assert_null(rows.row[0]->record.by.name);
    assert_null(rows.row[0]->record.method_hash);
    assert_true(id_is_none(&rows.row[0]->record.case_id));
    assert_true(row_check(&home.side, rows.row[0], 0, own_sign()));
    assert_int_equal(load().n, 0);
}

static void answers_are_read_when_asked(void **state)
{
    (void)state;
    struct err err = {0};
    store_home_add(&home, "{\"u1.07\":2,\"u1.08\":\"å ”ä” ö\"}");
    store_home_add(&home, "{\"u1.07\":");
    struct rows rows = load();
    struct row *row = rows.row[0];
    assert_true(row_answers(row, home.arena, &err));
    const struct answers *answers = row->record.answers;
    assert_int_equal(answers->n, 2);
    assert_string_equal(answers_get(answers, "u1.08")->value.text, "å ”ä” ö");
    assert_true(row_answers(row, home.arena, &err));
    assert_ptr_equal(row->record.answers, answers);
    row = rows.row[1];
    assert_false(row_answers(row, home.arena, &err));
    assert_int_equal(err.code, ERR_CORRUPT);
    assert_int_equal(row->record.seal, RECORD_BROKEN);
    assert_null(row->record.answers);
    assert_false(row_answers(row, home.arena, &err));
}

static void only_the_signer_has_signed(void **state)
{
    (void)state;
    struct err err = {0};
    struct hash hash;
    struct id second = random_id();
    struct keyring *ring = keyring_new(&home.side, &second, &err);
    struct row_new row = store_home_row(&home, "{}");
    row.signer[1] = ring;
    store_home_begin(&home);
    assert_true(row_add(home.db, home.case_key, &row, &hash, &err));
    store_home_commit(&home);
    const uint8_t *other_sign = keyring_public(ring)->sign;
    struct row *back = load().row[0];
    assert_int_equal(back->n_signatures, 2);
    assert_true(id_equal(&back->signature[0].account, &home.account));
    assert_true(id_equal(&back->signature[1].account, &second));
    assert_true(row_check(&home.side, back, 0, own_sign()));
    assert_true(row_check(&home.side, back, 1, other_sign));
    assert_false(row_check(&home.side, back, 0, other_sign));
    assert_false(row_check(&home.side, back, 1, own_sign()));
    assert_false(row_check(&home.side, back, 2, own_sign()));
    struct side practice = {home.side.home, true};
    assert_false(row_check(&practice, back, 0, own_sign()));
    /* Somebody else's signature under a row that names the author. */
    struct row forged = *back;
    forged.signature = &back->signature[1];
    assert_false(row_check(&home.side, &forged, 0, other_sign));
    keyring_free(ring);
}

/* Any change to the text makes it unreadable or its signature wrong. */
static void no_byte_can_be_changed(void **state)
{
    (void)state;
    struct str text;
    struct row row;
    struct row_new fresh = store_home_row(&home, "{\"a\":1}");
    str_init(&text, 0);
    assert_true(row_write(&fresh, &text, NULL));
    assert_true(row_read(text.p, text.n, home.arena, &row));
    assert_true(row_check(&home.side, &row, 0, own_sign()));
    for (size_t i = 0; i < text.n; i++) {
        struct arena *arena = arena_new();
        text.p[i] ^= 1;
        if (row_read(text.p, text.n, arena, &row) && row_check(&home.side, &row, 0, own_sign()))
            fail_msg("byte %zu can be changed", i);
        text.p[i] ^= 1;
        if (i < text.n - fresh.json_n && row_read(text.p, i, arena, &row))
            fail_msg("can be cut at byte %zu", i);
        arena_free(arena);
    }
    str_release(&text);
}

static void odd_texts_are_refused(void **state)
{
    static const char *const pairs[][2] = {
        {"revision 1\n", "revision 01\n"},
        {"revision 1\n", "revision -1\n"},
        {"revision 1\n", "revision 99999999999\n"},
        {"revision 1\n", "revision \n"},
        {"based 0\n", ""},
        {"form u1\n", "form \n"},
        {"form u1\n", "form u\0012\n"},
        {"state signed\n", "state made-up\n"},
        {"audit 1\n", "audit 99999999999999999999\n"},
        {"sis-tui row 1\n", "sis-tui row 2\n"},
        {"role caseworker\n", "role \n"},
        {"sis-tui row 1\n", "\nsis-tui row 1\n"},
    };
    (void)state;
    struct str text;
    struct row row;
    struct row_new fresh = store_home_row(&home, "{}");
    str_init(&text, 0);
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++) {
        assert_true(row_write(&fresh, &text, NULL));
        char *at = strstr(text.p, pairs[i][0]);
        assert_non_null(at);
        size_t from = (size_t)(at - text.p);
        str_splice(&text, from, from + strlen(pairs[i][0]), pairs[i][1], strlen(pairs[i][1]));
        if (row_read(text.p, text.n, home.arena, &row))
            fail_msg("taken: %s", pairs[i][1]);
    }
    str_release(&text);
}

static void words_hold_no_line_breaks(void **state)
{
    (void)state;
    struct err err = {0};
    struct hash hash;
    struct row_new row = store_home_row(&home, "{}");
    row.record.by.name = "Åsa\nrole lead";
    store_home_begin(&home);
    assert_false(row_add(home.db, home.case_key, &row, &hash, &err));
    assert_int_equal(err.code, ERR_INPUT);
    db_rollback(home.db);
    assert_int_equal(load().n, 0);
}

static void long_texts(void **state)
{
    (void)state;
    struct err err = {0};
    struct hash hash;
    struct str json;
    str_init(&json, 0);
    str_repeat(&json, 'x', ROW_ANSWERS_MAX);
    struct row_new row = store_home_row(&home, "{}");
    row.json = json.p;
    row.json_n = json.n;
    store_home_begin(&home);
    assert_true(row_add(home.db, home.case_key, &row, &hash, &err));
    str_putc(&json, 'x');
    row.json_n = json.n;
    row.json = json.p;
    row.record.row = (struct id){{0}};
    assert_false(row_add(home.db, home.case_key, &row, &hash, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    store_home_commit(&home);
    struct rows rows = load();
    assert_int_equal(rows.n, 1);
    assert_int_equal(rows.row[0]->json_n, ROW_ANSWERS_MAX);
    str_release(&json);
}

static void an_id_is_used_once(void **state)
{
    (void)state;
    struct err err = {0};
    struct hash hash;
    struct row_new row = store_home_row(&home, "{}");
    store_home_begin(&home);
    assert_true(row_add(home.db, home.case_key, &row, &hash, &err));
    assert_false(row_add(home.db, home.case_key, &row, &hash, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    db_rollback(home.db);
}

/* ---- damage ---- */

static void flip(const struct id *row, int byte)
{
    char id[ID_TEXT];
    char sql[400];
    id_text(row, id);
    snprintf(sql, sizeof sql,
             "UPDATE row SET body = CAST(substr(body, 1, %d) ||"
             " CASE WHEN substr(body, %d, 1) = x'00' THEN x'01' ELSE x'00' END ||"
             " substr(body, %d) AS BLOB) WHERE id = x'%s'",
             byte, byte + 1, byte + 2, id);
    store_home_alter(&home, sql);
}

static void a_damaged_row_leaves_the_others(void **state)
{
    static const int bytes[] = {0, 23, 24, 100, 400, 551};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(bytes); i++) {
        store_home_add(&home, "{\"before\":1}");
        struct id damaged = store_home_add(&home, "{\"damaged\":1}");
        store_home_add(&home, "{\"after\":1}");
        flip(&damaged, bytes[i]);
        struct rows rows = load();
        assert_int_equal(rows.n, 3 * (i + 1));
        assert_int_equal(rows.n_broken, i + 1);
        const struct row *row = rows.row[3 * i + 1];
        assert_int_equal(row->record.seal, RECORD_BROKEN);
        assert_true(id_equal(&row->record.row, &damaged));
        assert_null(row->text);
        assert_null(row->json);
        assert_null(row->record.form);
        assert_json(rows.row[3 * i], "{\"before\":1}");
        assert_json(rows.row[3 * i + 2], "{\"after\":1}");
        assert_false(row_check(&home.side, row, 0, own_sign()));
    }
}

static void bodies_of_any_length_are_looked_at(void **state)
{
    (void)state;
    store_home_add(&home, "{}");
    store_home_alter(&home, "UPDATE row SET body = x''");
    assert_int_equal(load().row[0]->record.seal, RECORD_BROKEN);
    store_home_alter(&home, "UPDATE row SET body = zeroblob(39)");
    assert_int_equal(load().row[0]->record.seal, RECORD_BROKEN);
    store_home_alter(&home, "UPDATE row SET body = zeroblob(40)");
    assert_int_equal(load().row[0]->record.seal, RECORD_BROKEN);
    store_home_alter(&home, "UPDATE row SET body = zeroblob(9000000)");
    assert_int_equal(load().row[0]->record.seal, RECORD_BROKEN);
    store_home_alter(&home, "UPDATE row SET body = zeroblob(600), key_number = 4294967299");
    assert_int_equal(load().row[0]->record.seal, RECORD_BROKEN);
}

static void bodies_cannot_change_places(void **state)
{
    (void)state;
    store_home_add(&home, "{\"a\":1}");
    store_home_add(&home, "{\"b\":1}");
    store_home_alter(&home, "CREATE TEMP TABLE was AS SELECT number, body FROM row;"
                            "UPDATE row SET body = (SELECT body FROM was"
                            " WHERE was.number = 3 - row.number)");
    struct rows rows = load();
    assert_int_equal(rows.n, 2);
    assert_int_equal(rows.n_broken, 2);
}

static void a_row_cannot_move_to_another_case(void **state)
{
    (void)state;
    struct err err = {0};
    struct id other = random_id();
    struct rows rows;
    struct hash hash;
    const struct vault_key *key = keyring_make(home.ring, KEY_CASE, &other, 1, &err);
    struct row_new row = store_home_row(&home, "{\"other\":1}");
    row.record.case_id = other;
    store_home_begin(&home);
    assert_true(row_add(home.db, key, &row, &hash, &err));
    store_home_commit(&home);
    store_home_add(&home, "{\"own\":1}");
    store_home_alter(&home, "UPDATE row SET reference = (SELECT reference FROM row"
                            " ORDER BY number LIMIT 1)");
    assert_int_equal(load().n, 0);
    rows_init(&rows, home.arena);
    assert_true(rows_load(home.db, key, &rows, NULL));
    assert_int_equal(rows.n, 2);
    assert_int_equal(rows.row[0]->record.seal, RECORD_OPEN);
    assert_int_equal(rows.row[1]->record.seal, RECORD_BROKEN);
}

static bool count_seals(void *arg, const struct row *row)
{
    size_t *count = arg;
    count[row->record.seal]++;
    return true;
}

static bool only_one(void *arg, const struct row *row)
{
    (void)row;
    return ++*(int *)arg < 1;
}

static void without_the_key_nothing_opens(void **state)
{
    (void)state;
    struct err err = {0};
    struct id id = store_home_add(&home, "{}");
    struct id broken = store_home_add(&home, "{}");
    struct id second = random_id();
    struct keyring *ring = keyring_new(&home.side, &second, &err);
    struct row row;
    size_t count[3] = {0};
    int seen = 0;
    flip(&broken, 50);
    assert_true(row_find(home.db, ring, &id, home.arena, &row, NULL));
    assert_int_equal(row.record.seal, RECORD_NO_KEY);
    assert_true(id_equal(&row.record.row, &id));
    assert_null(row.text);
    assert_true(row_find(home.db, home.ring, &id, home.arena, &row, NULL));
    assert_int_equal(row.record.seal, RECORD_OPEN);
    assert_false(row_find(home.db, home.ring, &second, home.arena, &row, &err));
    assert_int_equal(err.code, ERR_MISSING);
    assert_true(rows_each(home.db, ring, count_seals, count, NULL));
    assert_int_equal(count[RECORD_NO_KEY], 2);
    assert_true(rows_each(home.db, home.ring, count_seals, count, NULL));
    assert_int_equal(count[RECORD_OPEN], 1);
    assert_int_equal(count[RECORD_BROKEN], 1);
    assert_true(rows_each(home.db, ring, only_one, &seen, NULL));
    assert_int_equal(seen, 1);
    keyring_free(ring);
}

/* ---- reading on ---- */

static void later_rows_join_the_earlier(void **state)
{
    (void)state;
    struct rows rows = load();
    assert_int_equal(rows.n, 0);
    for (int round = 1; round <= 5; round++) {
        for (int i = 0; i < 7; i++)
            store_home_add(&home, "{}");
        const struct row *first = rows.n > 0 ? rows.row[0] : NULL;
        assert_true(rows_load(home.db, home.case_key, &rows, NULL));
        assert_int_equal(rows.n, 7 * round);
        assert_true(first == NULL || rows.row[0] == first);
    }
    assert_true(rows_load(home.db, home.case_key, &rows, NULL));
    assert_int_equal(rows.n, 35);
    for (size_t i = 1; i < rows.n; i++)
        assert_true(rows.row[i - 1]->number < rows.row[i]->number);
}

static void the_newest_revision_is_the_face(void **state)
{
    (void)state;
    struct err err = {0};
    struct hash hash;
    struct row_new row = store_home_row(&home, "{}");
    struct id record = row.record.id;
    static const int revisions[] = {1, 2, 4, 3, 4};
    store_home_begin(&home);
    for (size_t i = 0; i < ARRAY_LEN(revisions); i++) {
        row.record.row = (struct id){{0}};
        row.record.revision = revisions[i];
        assert_true(row_add(home.db, home.case_key, &row, &hash, &err));
    }
    store_home_commit(&home);
    store_home_add(&home, "{}");
    struct rows rows = load();
    assert_ptr_equal(rows_newest(&rows, &record), rows.row[4]);
    struct id none = random_id();
    assert_null(rows_newest(&rows, &none));
}

/* Against going through all rows, with more records than the index begins with. */
static void every_record_has_its_face(void **state)
{
    enum { RECORDS = 150, ROWS = 400 };
    struct id record[RECORDS];
    struct row_new row = store_home_row(&home, "{}");
    struct err err = {0};
    struct rows rows = load();
    struct hash hash;
    (void)state;
    for (size_t i = 0; i < RECORDS; i++)
        record[i] = random_id();
    for (size_t i = 0; i < ROWS; i++) {
        if (i % 100 == 0)
            store_home_begin(&home);
        row.record.row = (struct id){{0}};
        row.record.id = record[random_below(RECORDS)];
        row.record.revision = 1 + (int)random_below(3);
        assert_true(row_add(home.db, home.case_key, &row, &hash, &err));
        if (i % 100 == 99) {
            store_home_commit(&home);
            assert_true(rows_load(home.db, home.case_key, &rows, &err));
        }
    }
    assert_int_equal(rows.n, ROWS);
    for (size_t i = 0; i < RECORDS; i++) {
        const struct row *face = NULL;
        for (size_t j = 0; j < rows.n; j++)
            if (id_equal(&rows.row[j]->record.id, &record[i]) &&
                (face == NULL || rows.row[j]->record.revision >= face->record.revision))
                face = rows.row[j];
        assert_ptr_equal(rows_newest(&rows, &record[i]), face);
    }
}

/* ---- change of keys ---- */

static void rows_move_to_the_new_key(void **state)
{
    (void)state;
    struct err err = {0};
    size_t resealed;
    size_t broken;
    struct rows rows;
    for (int i = 0; i < 20; i++)
        store_home_add(&home, "{\"a\":1}");
    struct id damaged = store_home_add(&home, "{}");
    flip(&damaged, 50);
    struct hash before = row_hash(&home.side, load().row[3]);
    const struct vault_key *to = keyring_make(home.ring, KEY_CASE, &home.case_id, 2, &err);
    store_home_begin(&home);
    assert_true(rows_reseal(home.db, home.case_key, to, &resealed, &broken, &err));
    assert_int_equal(resealed, 20);
    assert_int_equal(broken, 1);
    store_home_commit(&home);
    assert_true(db_truncate_wal(home.db, &err));
    rows_init(&rows, home.arena);
    assert_true(rows_load(home.db, to, &rows, &err));
    assert_int_equal(rows.n, 20);
    assert_int_equal(rows.n_broken, 0);
    for (size_t i = 0; i < rows.n; i++) {
        assert_int_equal(rows.row[i]->record.key_number, 2);
        assert_true(row_check(&home.side, rows.row[i], 0, own_sign()));
    }
    struct hash after = row_hash(&home.side, rows.row[3]);
    assert_true(hash_equal(&before, &after));
    rows = load();
    assert_int_equal(rows.n, 1);
    assert_int_equal(rows.n_broken, 1);
}

/* ---- the file ---- */

static void nothing_readable_reaches_the_disk(void **state)
{
    (void)state;
    struct err err = {0};
    struct hash hash;
    char id[ID_TEXT];
    static const char *const markers[] = {MARKER,       "Åsa Öberg",   "caseworker",
                                          "signature ", "sis-tui row", "u1.04"};
    for (int i = 0; i < 50; i++) {
        struct row_new row = store_home_row(&home, "{\"u1.04\":\"" MARKER "\"}");
        store_home_begin(&home);
        assert_true(row_add(home.db, home.case_key, &row, &hash, &err));
        id_text(&row.record.id, id);
        store_home_commit(&home);
        assert_false(scratch_holds(&home.scratch, id, strlen(id)));
        assert_false(scratch_holds(&home.scratch, row.record.id.byte, ID_BYTES));
        assert_false(scratch_holds(&home.scratch, home.case_id.byte, ID_BYTES));
    }
    assert_json(load().row[0], "{\"u1.04\":\"" MARKER "\"}");
    for (size_t i = 0; i < ARRAY_LEN(markers); i++)
        assert_false(scratch_holds(&home.scratch, markers[i], strlen(markers[i])));
    /* The scan sees what is there. */
    assert_true(scratch_holds(&home.scratch, "anna", 4));
    assert_true(db_truncate_wal(home.db, NULL));
    for (size_t i = 0; i < ARRAY_LEN(markers); i++)
        assert_false(scratch_holds(&home.scratch, markers[i], strlen(markers[i])));
}

static void sizes_say_little(void **state)
{
    (void)state;
    struct backup_sizes {
        sqlite3_int64 least, most;
    } sizes = {0, 0};
    char json[220];
    for (size_t n = 2; n < sizeof json; n += 7) {
        memset(json, 'x', n);
        json[n] = '\0';
        store_home_add(&home, json);
    }
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(home.db->file,
                                        "SELECT min(length(body)), max(length(body)) FROM row", -1,
                                        &statement, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    sizes.least = sqlite3_column_int64(statement, 0);
    sizes.most = sqlite3_column_int64(statement, 1);
    sqlite3_finalize(statement);
    assert_int_equal(sizes.least % 512, 40);
    assert_int_equal(sizes.most, sizes.least);
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(everything_comes_back),
        T(what_is_left_out_stays_out),
        T(answers_are_read_when_asked),
        T(only_the_signer_has_signed),
        T(no_byte_can_be_changed),
        T(odd_texts_are_refused),
        T(words_hold_no_line_breaks),
        T(long_texts),
        T(an_id_is_used_once),
        T(a_damaged_row_leaves_the_others),
        T(bodies_of_any_length_are_looked_at),
        T(bodies_cannot_change_places),
        T(a_row_cannot_move_to_another_case),
        T(without_the_key_nothing_opens),
        T(later_rows_join_the_earlier),
        T(the_newest_revision_is_the_face),
        T(every_record_has_its_face),
        T(rows_move_to_the_new_key),
        T(nothing_readable_reaches_the_disk),
        T(sizes_say_little),
    };
    return cmocka_run_group_tests_name("store: rows", tests, NULL, NULL);
}
