/* test_store_letterbox.c - letters: put in, replaced, opened, taken, set aside; and drafts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "sis/store/account_row.h"
#include "sis/store/draft.h"
#include "sis/store/letterbox.h"
#include "store_home.h"
#include "text_name.h"

static struct store_home home;
static struct keyring *ward; /* somebody without the case key */
static struct id ward_id;

static int set_up(void **state)
{
    (void)state;
    struct err err = {0};
    store_home_make(&home);
    ward_id = random_id();
    ward = keyring_new(&home.side, &ward_id, &err);
    struct account_row account = {
        .id = ward_id, .login = "bo", .bundle = (const unsigned char *)"b", .n = 1};
    store_home_begin(&home);
    assert_true(account_row_add(home.db, &account, &err));
    store_home_commit(&home);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    keyring_free(ward);
    store_home_remove(&home);
    return 0;
}

static struct row_new note(const char *json)
{
    struct row_new row = store_home_row(&home, json);
    row.record.by = (struct author){ward_id, "Bo", "ward"};
    row.signer[0] = ward;
    return row;
}

/* To the case, and to its writer. */
static struct recipient to_case(struct box_to box[2])
{
    box[0].box = key_box(home.case_key);
    box[1].box = keyring_public(ward)->box;
    return (struct recipient){RECIPIENT_CASE, home.case_id, 1, box, 2};
}

static struct id put(const char *json)
{
    struct err err = {0};
    struct box_to box[2];
    struct id id;
    struct recipient to = to_case(box);
    struct row_new row = note(json);
    store_home_begin(&home);
    if (!letterbox_put(home.db, &home.side, &to, &row, &id, &err))
        fail_msg("%s %s", text_name(err.text), err.detail);
    store_home_commit(&home);
    return id;
}

static void assert_counts(size_t waiting, size_t aside)
{
    size_t is[2] = {9, 9};
    assert_true(letterbox_count(home.db, RECIPIENT_CASE, &home.case_id, &is[0], &is[1], NULL));
    assert_int_equal(is[0], waiting);
    assert_int_equal(is[1], aside);
}

static void a_note_becomes_a_row(void **state)
{
    (void)state;
    struct err err = {0};
    struct letterbox_item *letter;
    struct hash hash;
    struct rows rows;
    size_t n;
    assert_counts(0, 0);
    put("{\"u1.01\":\"no\"}");
    put("{\"u1.01\":\"yes\"}");
    assert_counts(2, 0);
    store_home_begin(&home);
    assert_true(
        letterbox_list(home.db, RECIPIENT_CASE, &home.case_id, home.arena, &letter, &n, &err));
    assert_int_equal(n, 2);
    assert_true(letterbox_open(home.db, home.ring, &letter[0], home.arena, &err));
    assert_int_equal(letter[0].seal, RECORD_OPEN);
    assert_true(row_check(&home.side, &letter[0].row, 0, keyring_public(ward)->sign));
    assert_true(letterbox_take(home.db, &home.side, home.case_key, &letter[0], &hash, &err));
    store_home_commit(&home);
    assert_counts(1, 0);
    rows_init(&rows, home.arena);
    assert_true(rows_load(home.db, home.case_key, &rows, &err));
    assert_int_equal(rows.n, 1);
    const struct row *row = rows.row[0];
    assert_int_equal(row->record.seal, RECORD_OPEN);
    assert_true(id_equal(&row->record.by.account, &ward_id));
    assert_true(row_check(&home.side, row, 0, keyring_public(ward)->sign));
    assert_memory_equal(row->json, "{\"u1.01\":\"no\"}", row->json_n);
    struct hash again = row_hash(&home.side, row);
    assert_true(hash_equal(&hash, &again));
    /* The letter's id tells nobody which row it became. */
    assert_false(id_equal(&letter[0].id, &row->record.row));
    assert_false(letterbox_get(home.db, &letter[0].id, &letter[0], &err));
    assert_int_equal(err.code, ERR_MISSING);
}

static void its_writer_reads_and_changes_it_until_then(void **state)
{
    (void)state;
    struct err err = {0};
    struct box_to box[2];
    struct recipient to = to_case(box);
    struct letterbox_item letter;
    struct hash hash;
    struct id id = put("{\"u1.01\":\"no\"}");
    struct row_new better = note("{\"u1.01\":\"yes\"}");
    assert_true(letterbox_get(home.db, &id, &letter, &err));
    assert_true(letterbox_open(home.db, ward, &letter, home.arena, &err));
    assert_int_equal(letter.seal, RECORD_OPEN);
    assert_memory_equal(letter.row.json, "{\"u1.01\":\"no\"}", letter.row.json_n);
    store_home_begin(&home);
    assert_true(letterbox_replace(home.db, &home.side, &to, &better, &id, &err));
    store_home_commit(&home);
    assert_counts(1, 0);
    assert_true(letterbox_open(home.db, home.ring, &letter, home.arena, &err));
    assert_memory_equal(letter.row.json, "{\"u1.01\":\"yes\"}", letter.row.json_n);
    store_home_begin(&home);
    assert_true(letterbox_take(home.db, &home.side, home.case_key, &letter, &hash, &err));
    assert_false(letterbox_replace(home.db, &home.side, &to, &better, &id, &err));
    assert_int_equal(err.code, ERR_MISSING);
    assert_int_equal(err.text, T_STORE_OPENED);
    assert_false(letterbox_remove(home.db, &id, &err));
    db_rollback(home.db);
    assert_counts(1, 0);
}

static void others_cannot_open_it(void **state)
{
    (void)state;
    struct err err = {0};
    struct letterbox_item letter;
    struct id third = random_id();
    struct keyring *ring = keyring_new(&home.side, &third, &err);
    struct id id = put("{}");
    assert_true(letterbox_get(home.db, &id, &letter, &err));
    assert_true(letterbox_open(home.db, ring, &letter, home.arena, &err));
    assert_int_equal(letter.seal, RECORD_NO_KEY);
    keyring_free(ring);
}

static enum record_seal seal_of(const struct id *id)
{
    struct letterbox_item letter;
    assert_true(letterbox_get(home.db, id, &letter, NULL));
    assert_true(letterbox_open(home.db, home.ring, &letter, home.arena, NULL));
    return letter.seal;
}

static void what_cannot_be_read_is_in_nobodys_way(void **state)
{
    (void)state;
    struct err err = {0};
    struct id first = put("{}");
    struct id second = put("{}");
    struct id third = put("{}");
    store_home_alter(&home, "UPDATE letterbox SET body = zeroblob(700) WHERE number = 1");
    store_home_alter(&home, "UPDATE letterbox SET body = zeroblob(100000) WHERE number = 2");
    assert_int_not_equal(seal_of(&first), RECORD_OPEN);
    assert_int_equal(seal_of(&second), RECORD_BROKEN);
    assert_int_equal(seal_of(&third), RECORD_OPEN);
    store_home_begin(&home);
    assert_true(letterbox_aside(home.db, &first, &err));
    assert_true(letterbox_aside(home.db, &second, &err));
    store_home_commit(&home);
    assert_counts(1, 2);
}

static void a_copy_is_not_taken_twice(void **state)
{
    (void)state;
    struct err err = {0};
    struct letterbox_item letter;
    struct hash hash;
    struct id id = put("{}");
    /* Under another id it does not open; under its own it comes back after it was taken. */
    store_home_alter(&home, "INSERT INTO letterbox SELECT 2, x'01010101010101010101010101010101',"
                            " kind, recipient, key_number, aside, body FROM letterbox;"
                            "CREATE TABLE copy AS SELECT * FROM letterbox WHERE number = 1");
    struct id copy;
    memset(copy.byte, 1, sizeof copy.byte);
    assert_int_equal(seal_of(&copy), RECORD_BROKEN);
    assert_true(letterbox_get(home.db, &id, &letter, &err));
    assert_true(letterbox_open(home.db, home.ring, &letter, home.arena, &err));
    store_home_begin(&home);
    assert_true(letterbox_take(home.db, &home.side, home.case_key, &letter, &hash, &err));
    store_home_commit(&home);
    store_home_alter(&home, "INSERT INTO letterbox SELECT * FROM copy; DROP TABLE copy");
    assert_true(letterbox_get(home.db, &id, &letter, &err));
    assert_true(letterbox_open(home.db, home.ring, &letter, home.arena, &err));
    store_home_begin(&home);
    assert_false(letterbox_take(home.db, &home.side, home.case_key, &letter, &hash, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    assert_true(letterbox_aside(home.db, &id, &err));
    store_home_commit(&home);
    assert_counts(1, 1);
}

static void a_letter_for_another_case_is_broken(void **state)
{
    (void)state;
    struct err err = {0};
    struct box_to box[2];
    struct id id;
    struct recipient to = to_case(box);
    struct row_new row = note("{}");
    row.record.case_id = random_id();
    store_home_begin(&home);
    assert_true(letterbox_put(home.db, &home.side, &to, &row, &id, &err));
    store_home_commit(&home);
    assert_int_equal(seal_of(&id), RECORD_BROKEN);
    id = put("{}");
    store_home_alter(&home, "UPDATE letterbox SET recipient = zeroblob(16)");
    assert_int_not_equal(seal_of(&id), RECORD_OPEN);
}

static void to_the_leads_in_common(void **state)
{
    (void)state;
    struct err err = {0};
    struct id none = {{0}};
    struct id id;
    struct letterbox_item *letter;
    size_t n;
    struct box_to box[] = {{keyring_public(home.ring)->box}};
    struct recipient to = {RECIPIENT_LEAD, none, 0, box, 1};
    struct row_new row = note("{\"lead\":1}");
    store_home_begin(&home);
    assert_true(letterbox_put(home.db, &home.side, &to, &row, &id, &err));
    store_home_commit(&home);
    assert_true(letterbox_list(home.db, RECIPIENT_LEAD, &none, home.arena, &letter, &n, &err));
    assert_int_equal(n, 1);
    assert_true(letterbox_open(home.db, home.ring, letter, home.arena, &err));
    assert_int_equal(letter->seal, RECORD_OPEN);
    assert_true(letterbox_open(home.db, ward, letter, home.arena, &err));
    assert_int_equal(letter->seal, RECORD_NO_KEY);
    assert_counts(0, 0);
}

static void a_letter_has_its_limit(void **state)
{
    (void)state;
    struct err err = {0};
    struct box_to box[2];
    struct id id;
    struct str json;
    struct recipient to = to_case(box);
    str_init(&json, 0);
    str_repeat(&json, 'x', LETTERBOX_MAX - 2000);
    put(json.p);
    assert_counts(1, 0);
    struct letterbox_item *letter;
    size_t n;
    assert_true(
        letterbox_list(home.db, RECIPIENT_CASE, &home.case_id, home.arena, &letter, &n, &err));
    assert_true(letterbox_open(home.db, home.ring, letter, home.arena, &err));
    assert_int_equal(letter->seal, RECORD_OPEN);
    assert_int_equal(letter->row.json_n, json.n);
    str_repeat(&json, 'x', 2000);
    struct row_new row = note(json.p);
    store_home_begin(&home);
    assert_false(letterbox_put(home.db, &home.side, &to, &row, &id, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    db_rollback(home.db);
    str_release(&json);
}

/* ---- drafts ---- */

static void keep(const struct keyring *ring, const struct id *id, const char *text, bool in_case)
{
    struct err err = {0};
    struct str sealed;
    str_init(&sealed, 0);
    const uint8_t *box = in_case ? key_box(home.case_key) : NULL;
    assert_true(draft_seal(ring, id, box, text, strlen(text), &sealed, &err));
    store_home_begin(&home);
    if (!draft_keep(home.db, keyring_account(ring), id, sealed.p, sealed.n, &err))
        fail_msg("%s", err.detail);
    store_home_commit(&home);
    str_release(&sealed);
}

static void a_draft_is_its_authors(void **state)
{
    (void)state;
    struct err err = {0};
    struct draft_row *draft;
    size_t n;
    struct id first = random_id();
    struct id second = random_id();
    keep(home.ring, &first, "ett", true);
    keep(home.ring, &second, "två", false);
    keep(home.ring, &first, "ett, längre", true);
    assert_true(drafts_load(home.db, home.ring, home.arena, &draft, &n, &err));
    assert_int_equal(n, 2);
    assert_true(id_equal(&draft[0].id, &first));
    assert_int_equal(draft[0].seal, RECORD_OPEN);
    assert_string_equal(draft[0].text, "ett, längre");
    assert_int_equal(draft[0].n, strlen("ett, längre"));
    assert_string_equal(draft[1].text, "två");
    assert_true(drafts_load(home.db, ward, home.arena, &draft, &n, &err));
    assert_int_equal(n, 0);
    store_home_begin(&home);
    assert_true(draft_remove(home.db, &ward_id, &first, &err));
    store_home_commit(&home);
    assert_true(drafts_load(home.db, home.ring, home.arena, &draft, &n, &err));
    assert_int_equal(n, 2);
    store_home_begin(&home);
    assert_true(draft_remove(home.db, &home.account, &first, &err));
    store_home_commit(&home);
    assert_true(drafts_load(home.db, home.ring, home.arena, &draft, &n, &err));
    assert_int_equal(n, 1);
}

static void nobody_overwrites_anothers_draft(void **state)
{
    (void)state;
    struct err err = {0};
    struct id id = random_id();
    keep(home.ring, &id, "mitt", false);
    store_home_begin(&home);
    assert_false(draft_keep(home.db, &ward_id, &id, "x", 1, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    struct id nobody = random_id();
    struct id fresh = random_id();
    assert_false(draft_keep(home.db, &nobody, &fresh, "x", 1, &err));
    db_rollback(home.db);
}

static void a_leavers_draft_is_found_by_the_case(void **state)
{
    (void)state;
    struct err err = {0};
    struct draft_row *draft;
    size_t n;
    struct id in = random_id();
    struct id out = random_id();
    keep(ward, &in, "i ärendet", true);
    keep(ward, &out, "någon annanstans", false);
    assert_true(drafts_left(home.db, &home.side, home.case_key, &ward_id, keyring_public(ward),
                            home.arena, &draft, &n, &err));
    assert_int_equal(n, 1);
    assert_true(id_equal(&draft[0].id, &in));
    assert_string_equal(draft[0].text, "i ärendet");
    /* Not signed by whom it says. */
    assert_true(drafts_left(home.db, &home.side, home.case_key, &ward_id, keyring_public(home.ring),
                            home.arena, &draft, &n, &err));
    assert_int_equal(n, 1);
    assert_int_equal(draft[0].seal, RECORD_BROKEN);
}

static void sealed_bytes_can_wait_elsewhere(void **state)
{
    (void)state;
    struct err err = {0};
    struct draft_row draft;
    struct str sealed;
    struct id id = random_id();
    struct id other = random_id();
    str_init(&sealed, 0);
    assert_true(draft_seal(home.ring, &id, NULL, "text", 4, &sealed, &err));
    draft_open(home.ring, &id, sealed.p, sealed.n, home.arena, &draft);
    assert_int_equal(draft.seal, RECORD_OPEN);
    assert_string_equal(draft.text, "text");
    draft_open(home.ring, &other, sealed.p, sealed.n, home.arena, &draft);
    assert_int_equal(draft.seal, RECORD_BROKEN);
    assert_null(draft.text);
    draft_open(ward, &id, sealed.p, sealed.n, home.arena, &draft);
    assert_int_not_equal(draft.seal, RECORD_OPEN);
    sealed.p[sealed.n - 1] ^= 1;
    draft_open(home.ring, &id, sealed.p, sealed.n, home.arena, &draft);
    assert_int_equal(draft.seal, RECORD_BROKEN);
    str_release(&sealed);
}

static void nothing_readable_reaches_the_disk(void **state)
{
    (void)state;
    struct err err = {0};
    struct draft_row *draft;
    size_t n;
    struct id id = random_id();
    put("{\"u1.04\":\"" MARKER "\"}");
    keep(ward, &id, MARKER, true);
    keep(ward, &id, MARKER " och mer", true);
    assert_true(drafts_load(home.db, ward, home.arena, &draft, &n, &err));
    assert_string_equal(draft[0].text, MARKER " och mer");
    assert_false(scratch_holds(&home.scratch, MARKER, strlen(MARKER)));
    assert_true(db_truncate_wal(home.db, &err));
    assert_false(scratch_holds(&home.scratch, MARKER, strlen(MARKER)));
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_note_becomes_a_row),
        T(its_writer_reads_and_changes_it_until_then),
        T(others_cannot_open_it),
        T(what_cannot_be_read_is_in_nobodys_way),
        T(a_copy_is_not_taken_twice),
        T(a_letter_for_another_case_is_broken),
        T(to_the_leads_in_common),
        T(a_letter_has_its_limit),
        T(a_draft_is_its_authors),
        T(nobody_overwrites_anothers_draft),
        T(a_leavers_draft_is_found_by_the_case),
        T(sealed_bytes_can_wait_elsewhere),
        T(nothing_readable_reaches_the_disk),
    };
    return cmocka_run_group_tests_name("store: letters and drafts", tests, NULL, NULL);
}
