/* test_vault_keyring.c - keys are found, wrapped for one person only, and wiped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "sis/vault/seal.h"
#include "vault/keys.h"

static const struct side side = {.home = {{1, 2, 3}}, .practice = true};

static struct keyring *new_ring(void)
{
    struct id account = random_id();
    struct keyring *ring = keyring_new(&side, &account, NULL);

    assert_non_null(ring);
    return ring;
}

static void test_many_keys_are_found_both_ways(void **state)
{
    enum { CASES = 500 };
    static struct id owner[CASES];
    static const struct vault_key *key[CASES][2];
    struct keyring *ring = new_ring();

    (void)state;
    for (uint32_t i = 0; i < CASES; i++) {
        owner[i] = random_id();
        for (uint32_t number = 1; number <= 2; number++)
            key[i][number - 1] = keyring_make(ring, KEY_CASE, &owner[i], number, NULL);
    }
    assert_int_equal(keyring_count(ring), 2 * CASES);
    for (uint32_t i = 0; i < CASES; i++)
        for (uint32_t number = 1; number <= 2; number++) {
            const struct vault_key *it = key[i][number - 1];

            assert_non_null(it);
            assert_ptr_equal(keyring_find(ring, KEY_CASE, &owner[i], number), it);
            assert_ptr_equal(keyring_by_reference(ring, key_reference(it), number), it);
            assert_null(keyring_by_reference(ring, key_reference(it), number + 1));
            assert_null(keyring_find(ring, KEY_HOME, &owner[i], number));
        }
    keyring_free(ring);
}

static void test_an_empty_ring_finds_nothing(void **state)
{
    struct keyring *ring = new_ring();
    const uint8_t reference[VAULT_REFERENCE] = {0};

    (void)state;
    assert_null(keyring_find(ring, KEY_HOME, &side.home, 1));
    assert_null(keyring_by_reference(ring, reference, 1));
    keyring_forget(ring, KEY_HOME, &side.home, 0);
    assert_int_equal(keyring_count(ring), 0);
    keyring_free(ring);
    keyring_free(NULL);
}

static void test_a_number_is_made_once(void **state)
{
    struct keyring *ring = new_ring();
    struct err err = {.code = ERR_NONE};

    (void)state;
    assert_non_null(keyring_make(ring, KEY_HOME, &side.home, 1, &err));
    assert_null(keyring_make(ring, KEY_HOME, &side.home, 1, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    keyring_free(ring);
}

static bool is_zero(const void *p, size_t n)
{
    const uint8_t *byte = p;

    for (size_t i = 0; i < n; i++)
        if (byte[i])
            return false;
    return true;
}

static void test_forgetting_wipes_the_key_and_keeps_the_others(void **state)
{
    struct keyring *ring = new_ring();
    struct id mine = random_id();
    struct id other = random_id();
    const struct vault_key *first = keyring_make(ring, KEY_CASE, &mine, 1, NULL);
    const struct vault_key *second = keyring_make(ring, KEY_CASE, &mine, 2, NULL);
    const struct vault_key *kept = keyring_make(ring, KEY_CASE, &other, 1, NULL);

    (void)state;
    keyring_forget(ring, KEY_CASE, &mine, 1);
    assert_true(is_zero(first, sizeof(*first)));
    assert_null(keyring_find(ring, KEY_CASE, &mine, 1));
    assert_ptr_equal(keyring_find(ring, KEY_CASE, &mine, 2), second);
    keyring_forget(ring, KEY_CASE, &mine, 0);
    assert_true(is_zero(second, sizeof(*second)));
    assert_ptr_equal(keyring_find(ring, KEY_CASE, &other, 1), kept);
    assert_int_equal(keyring_count(ring), 1);
    /* The freed place is used again. */
    assert_non_null(keyring_make(ring, KEY_CASE, &mine, 3, NULL));
    assert_ptr_equal(keyring_by_reference(ring, key_reference(kept), 1), kept);
    keyring_free(ring);
}

static void test_keys_are_unlike(void **state)
{
    struct keyring *ring = new_ring();
    struct id owner = random_id();
    const struct vault_key *a = keyring_make(ring, KEY_CASE, &owner, 1, NULL);
    const struct vault_key *b = keyring_make(ring, KEY_CASE, &owner, 2, NULL);

    (void)state;
    struct hash hash_a = key_hash(a);
    struct hash hash_b = key_hash(b);

    assert_false(hash_equal(&hash_a, &hash_b));
    assert_memory_not_equal(key_reference(a), key_reference(b), VAULT_REFERENCE);
    assert_memory_not_equal(key_box(a), key_box(b), VAULT_PUBLIC);
    assert_memory_not_equal(a->row, a->key, 32);
    assert_memory_not_equal(a->row, a->box_secret, 32);
    keyring_free(ring);
}

/* A lead wraps a key for a colleague. */
struct wrapping {
    struct keyring *lead;
    struct keyring *colleague;
    const struct vault_key *key;
    struct hash hash;
    struct key_wrap wrap;
};

static int set_up_wrapping(void **state)
{
    struct wrapping *it = mem_new(sizeof(*it));
    struct id owner = random_id();

    it->lead = new_ring();
    it->colleague = new_ring();
    it->key = keyring_make(it->lead, KEY_CASE, &owner, 3, NULL);
    it->hash = key_hash(it->key);
    assert_true(key_wrap(it->key, keyring_account(it->colleague),
                         keyring_public(it->colleague)->box, &it->wrap, NULL));
    *state = it;
    return 0;
}

static int tear_down_wrapping(void **state)
{
    struct wrapping *it = *state;

    keyring_free(it->lead);
    keyring_free(it->colleague);
    mem_free(it);
    return 0;
}

static enum seal unwrap(struct wrapping *it, uint32_t number, const struct key_wrap *wrap)
{
    const struct vault_key *key;

    return keyring_unwrap(it->colleague, KEY_CASE, key_owner(it->key), number, wrap, &it->hash,
                          key_box(it->key), &key);
}

static void test_a_wrapped_key_opens_what_the_other_sealed(void **state)
{
    struct wrapping *it = *state;
    const struct vault_key *key = NULL;
    struct id row = random_id();
    uint8_t sealed[1024];
    uint8_t content[1024];
    size_t n;

    assert_int_equal(keyring_unwrap(it->colleague, KEY_CASE, key_owner(it->key), 3, &it->wrap,
                                    &it->hash, key_box(it->key), &key),
                     SEAL_OPEN);
    row_seal(it->key, &row, "hej", 3, sealed);
    assert_int_equal(row_open(key, &row, sealed, row_sealed_size(3), content, &n), SEAL_OPEN);
    assert_int_equal(n, 3);
    /* A second time it is found again. */
    assert_int_equal(unwrap(it, 3, &it->wrap), SEAL_OPEN);
    assert_int_equal(keyring_count(it->colleague), 1);
}

static void test_a_wrap_stays_where_it_was_made(void **state)
{
    struct wrapping *it = *state;
    const struct vault_key *key;
    struct key_wrap wrap = it->wrap;
    struct id elsewhere = random_id();

    assert_int_equal(unwrap(it, 4, &wrap), SEAL_BROKEN);
    assert_int_equal(keyring_unwrap(it->colleague, KEY_CASE, &elsewhere, 3, &wrap, &it->hash,
                                    key_box(it->key), &key),
                     SEAL_BROKEN);
    assert_int_equal(keyring_unwrap(it->colleague, KEY_HOME, key_owner(it->key), 3, &wrap,
                                    &it->hash, key_box(it->key), &key),
                     SEAL_BROKEN);
    assert_int_equal(keyring_unwrap(it->lead, KEY_CASE, key_owner(it->key), 3, &wrap, &it->hash,
                                    key_box(it->key), &key),
                     SEAL_NO_KEY);
    struct keyring *in_real_use = keyring_from(
        &(struct side){.home = side.home, .practice = false}, keyring_account(it->colleague),
        it->colleague->identity->box, it->colleague->identity->sign, NULL);

    assert_int_equal(keyring_unwrap(in_real_use, KEY_CASE, key_owner(it->key), 3, &wrap, &it->hash,
                                    key_box(it->key), &key),
                     SEAL_BROKEN);
    keyring_free(in_real_use);
    wrap.recipient = *keyring_account(it->lead);
    assert_int_equal(keyring_unwrap(it->lead, KEY_CASE, key_owner(it->key), 3, &wrap, &it->hash,
                                    key_box(it->key), &key),
                     SEAL_BROKEN);
    assert_int_equal(keyring_count(it->colleague), 0);
}

static void test_a_wrap_with_any_byte_changed_is_broken(void **state)
{
    struct wrapping *it = *state;

    for (size_t i = 0; i < WRAP_BYTES; i++) {
        struct key_wrap wrap = it->wrap;

        wrap.sealed[i] ^= (uint8_t)(1 << i % 8);
        assert_int_equal(unwrap(it, 3, &wrap), SEAL_BROKEN);
    }
}

/* Somebody who may write wraps but not sign lists gives a colleague a key of their own. */
static void test_a_key_other_than_the_signed_one_is_broken(void **state)
{
    struct wrapping *it = *state;
    struct keyring *thief = new_ring();
    const struct vault_key *own = keyring_make(thief, KEY_CASE, key_owner(it->key), 3, NULL);
    struct key_wrap wrap;

    assert_true(key_wrap(own, keyring_account(it->colleague), keyring_public(it->colleague)->box,
                         &wrap, NULL));
    assert_int_equal(unwrap(it, 3, &wrap), SEAL_BROKEN);
    assert_int_equal(keyring_count(it->colleague), 0);
    keyring_free(thief);
}

static void test_no_wrap_for_a_public_key_that_is_none(void **state)
{
    struct wrapping *it = *state;
    const uint8_t zeros[VAULT_PUBLIC] = {0};
    struct key_wrap wrap;
    struct err err = {.code = ERR_NONE};

    assert_false(key_wrap(it->key, keyring_account(it->lead), zeros, &wrap, &err));
    assert_int_equal(err.code, ERR_CORRUPT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many_keys_are_found_both_ways),
        cmocka_unit_test(test_an_empty_ring_finds_nothing),
        cmocka_unit_test(test_a_number_is_made_once),
        cmocka_unit_test(test_forgetting_wipes_the_key_and_keeps_the_others),
        cmocka_unit_test(test_keys_are_unlike),
        cmocka_unit_test_setup_teardown(test_a_wrapped_key_opens_what_the_other_sealed,
                                        set_up_wrapping, tear_down_wrapping),
        cmocka_unit_test_setup_teardown(test_a_wrap_stays_where_it_was_made, set_up_wrapping,
                                        tear_down_wrapping),
        cmocka_unit_test_setup_teardown(test_a_wrap_with_any_byte_changed_is_broken,
                                        set_up_wrapping, tear_down_wrapping),
        cmocka_unit_test_setup_teardown(test_a_key_other_than_the_signed_one_is_broken,
                                        set_up_wrapping, tear_down_wrapping),
        cmocka_unit_test_setup_teardown(test_no_wrap_for_a_public_key_that_is_none, set_up_wrapping,
                                        tear_down_wrapping),
    };

    if (!vault_init(NULL))
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
