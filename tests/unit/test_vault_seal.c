/* test_vault_seal.c - rows and boxes open where they belong, whole, and nowhere else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include <sodium.h>

#include "sis/vault/box.h"
#include "sis/vault/seal.h"
#include "vault/keys.h"

static const struct side side = {.home = {{1, 2, 3}}, .practice = true};

/* One case key made on each of several sides with the same bytes. */
struct rows {
    struct keyring *ring;
    struct vault_key key;
    struct id row;
    uint8_t sealed[1024];
    size_t sealed_n;
};

static const char note[] = "Sa i korridoren: jag är skyldig dem.";

static int set_up_rows(void **state)
{
    struct rows *it = mem_new(sizeof(*it));
    struct id account = random_id();
    struct id owner = random_id();

    it->ring = keyring_new(&side, &account, NULL);
    it->key = *keyring_make(it->ring, KEY_CASE, &owner, 7, NULL);
    it->row = random_id();
    it->sealed_n = row_sealed_size(sizeof(note));
    row_seal(&it->key, &it->row, note, sizeof(note), it->sealed);
    *state = it;
    return 0;
}

static int tear_down_rows(void **state)
{
    struct rows *it = *state;

    keyring_free(it->ring);
    mem_wipe_free(it, sizeof(*it));
    return 0;
}

static enum seal try_row(const struct vault_key *key, const struct id *row, const uint8_t *sealed,
                         size_t sealed_n)
{
    uint8_t out[2048];
    size_t n;

    memset(out, 0xaa, sizeof(out));
    enum seal seal = row_open(key, row, sealed, sealed_n, out, &n);

    if (seal != SEAL_OPEN) {
        assert_int_equal(n, 0);
        assert_true(sodium_is_zero(out, row_content_max(sealed_n)));
    }
    return seal;
}

static void test_a_row_opens_to_what_was_sealed(void **state)
{
    static const size_t sizes[] = {0, 1, 511, 512, 513, 8191, 8192, 8193, 12287, 12288, 100000};
    struct rows *it = *state;
    uint8_t *content = mem_new(100000);
    uint8_t *sealed = mem_new(row_sealed_size(100000));
    uint8_t *out = mem_new(row_sealed_size(100000));

    randombytes_buf(content, 100000);
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        size_t n = sizes[i];
        size_t opened;

        row_seal(&it->key, &it->row, content, n, sealed);
        assert_true(row_content_max(row_sealed_size(n)) >= n);
        assert_int_equal(row_open(&it->key, &it->row, sealed, row_sealed_size(n), out, &opened),
                         SEAL_OPEN);
        assert_int_equal(opened, n);
        assert_memory_equal(out, content, n);
    }
    mem_free(content);
    mem_free(sealed);
    mem_free(out);
}

static void test_sizes_say_little(void **state)
{
    (void)state;
    assert_int_equal(row_sealed_size(0), 512 + 40);
    assert_int_equal(row_sealed_size(511), 512 + 40);
    assert_int_equal(row_sealed_size(512), 1024 + 40);
    assert_int_equal(row_sealed_size(8192), 8704 + 40);
    assert_int_equal(row_sealed_size(8193), 12288 + 40);
    assert_int_equal(row_sealed_size(12287), 12288 + 40);
    assert_int_equal(row_content_max(40), 0);
    assert_int_equal(row_content_max(0), 0);
}

/* The bytes are those of the header, opened here by libsodium alone. */
static void test_a_row_is_what_the_header_says(void **state)
{
    struct rows *it = *state;
    uint8_t bytes[14 + 16 + 1 + 16 + 1 + 16 + 4];
    uint8_t bound[32];
    uint8_t out[512];
    uint8_t *at = bytes;

    *at++ = 13;
    at = (uint8_t *)memcpy(at, "sis-tui row 1", 13) + 13;
    at = (uint8_t *)memcpy(at, side.home.byte, 16) + 16;
    *at++ = 1;
    at = (uint8_t *)memcpy(at, it->row.byte, 16) + 16;
    *at++ = KEY_CASE;
    at = (uint8_t *)memcpy(at, it->key.owner.byte, 16) + 16;
    memcpy(at, "\0\0\0\7", 4);
    crypto_generichash(bound, sizeof(bound), bytes, sizeof(bytes), NULL, 0);
    assert_int_equal(it->sealed_n, 552);
    assert_int_equal(crypto_aead_xchacha20poly1305_ietf_decrypt(out, NULL, NULL, it->sealed + 24,
                                                                528, bound, sizeof(bound),
                                                                it->sealed, it->key.row),
                     0);
    assert_memory_equal(out, note, sizeof(note));
    assert_int_equal(out[sizeof(note)], 0x80);
}

static void test_every_bit_of_a_row_counts(void **state)
{
    struct rows *it = *state;

    for (size_t bit = 0; bit < it->sealed_n * 8; bit++) {
        it->sealed[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_int_equal(try_row(&it->key, &it->row, it->sealed, it->sealed_n), SEAL_BROKEN);
        it->sealed[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    for (size_t n = 0; n < it->sealed_n; n++)
        assert_int_equal(try_row(&it->key, &it->row, it->sealed, n), SEAL_BROKEN);
    assert_int_equal(try_row(&it->key, &it->row, it->sealed, it->sealed_n), SEAL_OPEN);
}

static void test_a_row_stays_where_it_belongs(void **state)
{
    struct rows *it = *state;
    struct id other = random_id();
    struct vault_key key;

    assert_int_equal(try_row(&it->key, &other, it->sealed, it->sealed_n), SEAL_BROKEN);
    key = it->key;
    key.side.practice = false;
    assert_int_equal(try_row(&key, &it->row, it->sealed, it->sealed_n), SEAL_BROKEN);
    key = it->key;
    key.side.home.byte[0] ^= 1;
    assert_int_equal(try_row(&key, &it->row, it->sealed, it->sealed_n), SEAL_BROKEN);
    key = it->key;
    key.number++;
    assert_int_equal(try_row(&key, &it->row, it->sealed, it->sealed_n), SEAL_BROKEN);
    key = it->key;
    key.owner.byte[15] ^= 0x80;
    assert_int_equal(try_row(&key, &it->row, it->sealed, it->sealed_n), SEAL_BROKEN);
    key = it->key;
    key.kind = KEY_HOME;
    assert_int_equal(try_row(&key, &it->row, it->sealed, it->sealed_n), SEAL_BROKEN);
}

static void test_the_same_content_never_looks_the_same(void **state)
{
    struct rows *it = *state;
    uint8_t again[1024];

    row_seal(&it->key, &it->row, note, sizeof(note), again);
    assert_memory_not_equal(again, it->sealed, 24);
    assert_memory_not_equal(again + 24, it->sealed + 24, 32);
}

/* ---- boxes ---- */

struct boxes {
    struct keyring *author;
    struct keyring *lead;
    struct keyring *stranger;
    const struct vault_key *key;
    struct hash binding;
    struct str sealed;
    struct str out;
    struct box_sender sender;
};

static struct keyring *new_ring(void)
{
    struct id account = random_id();

    return keyring_new(&side, &account, NULL);
}

static int set_up_boxes(void **state)
{
    struct boxes *it = mem_new(sizeof(*it));
    struct id owner = random_id();

    it->author = new_ring();
    it->lead = new_ring();
    it->stranger = new_ring();
    it->key = keyring_make(it->lead, KEY_CASE, &owner, 1, NULL);
    it->binding = hash_of("letterbox row 1", 15);
    str_init(&it->sealed, 0);
    str_init(&it->out, 0);
    *state = it;
    return 0;
}

static int tear_down_boxes(void **state)
{
    struct boxes *it = *state;

    keyring_free(it->author);
    keyring_free(it->lead);
    keyring_free(it->stranger);
    str_release(&it->sealed);
    str_release(&it->out);
    mem_free(it);
    return 0;
}

static void seal_to_case_and_author(struct boxes *it, const struct keyring *sender)
{
    const struct box_to to[] = {{key_box(it->key)}, {keyring_public(it->author)->box}};

    assert_true(
        box_seal(&side, sender, to, 2, &it->binding, note, sizeof(note), &it->sealed, NULL));
}

static void assert_note(const struct str *out)
{
    assert_int_equal(out->n, sizeof(note));
    assert_memory_equal(out->p, note, sizeof(note));
}

static void test_each_recipient_opens_a_box(void **state)
{
    struct boxes *it = *state;
    const struct public_keys *author = keyring_public(it->author);

    seal_to_case_and_author(it, it->author);
    assert_int_equal(
        box_open_key(it->key, &it->binding, it->sealed.p, it->sealed.n, &it->out, &it->sender),
        SEAL_OPEN);
    assert_note(&it->out);
    assert_true(it->sender.is_signed);
    assert_true(id_equal(&it->sender.account, keyring_account(it->author)));
    assert_true(box_sender_check(&side, &it->binding, it->out.p, it->out.n, &it->sender, author));
    assert_false(box_sender_check(&side, &it->binding, it->out.p, it->out.n, &it->sender,
                                  keyring_public(it->lead)));
    assert_false(
        box_sender_check(&side, &it->binding, it->out.p, it->out.n - 1, &it->sender, author));
    assert_int_equal(
        box_open(it->author, &it->binding, it->sealed.p, it->sealed.n, &it->out, &it->sender),
        SEAL_OPEN);
    assert_note(&it->out);
}

static void test_others_do_not_open_a_box(void **state)
{
    struct boxes *it = *state;

    seal_to_case_and_author(it, it->author);
    str_puts(&it->out, "before");
    assert_int_equal(
        box_open(it->stranger, &it->binding, it->sealed.p, it->sealed.n, &it->out, &it->sender),
        SEAL_NO_KEY);
    assert_int_equal(it->out.n, 0);
    struct hash elsewhere = hash_of("letterbox row 2", 15);

    assert_int_equal(
        box_open(it->author, &elsewhere, it->sealed.p, it->sealed.n, &it->out, &it->sender),
        SEAL_BROKEN);
    assert_int_equal(it->out.n, 0);
}

static void test_an_unsigned_box_says_so(void **state)
{
    struct boxes *it = *state;

    seal_to_case_and_author(it, NULL);
    assert_int_equal(
        box_open(it->author, &it->binding, it->sealed.p, it->sealed.n, &it->out, &it->sender),
        SEAL_OPEN);
    assert_note(&it->out);
    assert_false(it->sender.is_signed);
    assert_true(id_is_none(&it->sender.account));
    assert_false(box_sender_check(&side, &it->binding, it->out.p, it->out.n, &it->sender,
                                  keyring_public(it->author)));
}

static void test_every_bit_of_a_box_counts(void **state)
{
    struct boxes *it = *state;
    const struct box_to to = {keyring_public(it->author)->box};

    assert_true(
        box_seal(&side, it->author, &to, 1, &it->binding, note, sizeof(note), &it->sealed, NULL));
    for (size_t bit = 0; bit < it->sealed.n * 8; bit++) {
        it->sealed.p[bit / 8] = (char)(it->sealed.p[bit / 8] ^ 1 << bit % 8);
        assert_int_not_equal(
            box_open(it->author, &it->binding, it->sealed.p, it->sealed.n, &it->out, &it->sender),
            SEAL_OPEN);
        assert_int_equal(it->out.n, 0);
        it->sealed.p[bit / 8] = (char)(it->sealed.p[bit / 8] ^ 1 << bit % 8);
    }
    for (size_t n = 0; n < it->sealed.n; n++)
        assert_int_not_equal(
            box_open(it->author, &it->binding, it->sealed.p, n, &it->out, &it->sender), SEAL_OPEN);
}

static void test_a_box_too_large_is_refused(void **state)
{
    struct boxes *it = *state;
    const struct box_to to = {keyring_public(it->author)->box};
    char *large = mem_new(BOX_MAX + 1);
    struct err err = {.code = ERR_NONE};

    assert_false(
        box_seal(&side, NULL, &to, 1, &it->binding, large, BOX_MAX + 1, &it->sealed, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    assert_true(
        box_seal(&side, NULL, &to, 1, &it->binding, large, LETTERBOX_MAX, &it->sealed, &err));
    assert_true(it->sealed.n <= LETTERBOX_SEALED_MAX);
    mem_free(large);
}

int main(void)
{
#define ROWS(test) cmocka_unit_test_setup_teardown(test, set_up_rows, tear_down_rows)
#define BOXES(test) cmocka_unit_test_setup_teardown(test, set_up_boxes, tear_down_boxes)
    const struct CMUnitTest tests[] = {
        ROWS(test_a_row_opens_to_what_was_sealed), cmocka_unit_test(test_sizes_say_little),
        ROWS(test_a_row_is_what_the_header_says),  ROWS(test_every_bit_of_a_row_counts),
        ROWS(test_a_row_stays_where_it_belongs),   ROWS(test_the_same_content_never_looks_the_same),
        BOXES(test_each_recipient_opens_a_box),    BOXES(test_others_do_not_open_a_box),
        BOXES(test_an_unsigned_box_says_so),       BOXES(test_every_bit_of_a_box_counts),
        BOXES(test_a_box_too_large_is_refused),
    };

    if (!vault_init(NULL))
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
