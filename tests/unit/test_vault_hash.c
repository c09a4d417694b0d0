/* test_vault_hash.c - hashes and bound strings against values computed elsewhere. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "sis/vault/hash.h"

static const struct side practice = {
    .home = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}}, .practice = true};

static void assert_hash(const struct hash *hash, const char *expected)
{
    char text[HASH_TEXT];

    hash_text(hash, text);
    assert_string_equal(text, expected);
}

static void test_plain_hash_is_blake2b_256(void **state)
{
    struct hash hash = hash_of("abc", 3);

    (void)state;
    assert_hash(&hash, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

/* The expected values are Python's hashlib.blake2b over bytes written out by hand. */
static void test_binder_writes_what_its_header_says(void **state)
{
    struct binder binder;
    struct id id;
    struct hash counted;

    (void)state;
    for (uint8_t i = 0; i < 32; i++)
        counted.byte[i] = i;
    memcpy(id.byte, counted.byte + 16, 16);
    binder_init(&binder, "sis-tui test 1", &practice);
    binder_u8(&binder, 7);
    binder_u32(&binder, 0x01020304);
    binder_u64(&binder, 0x0102030405060708);
    binder_moment(&binder, -5);
    binder_id(&binder, &id);
    binder_hash(&binder, &counted);
    binder_text(&binder, "abc");
    binder_text(&binder, NULL);
    struct hash hash = binder_end(&binder);

    assert_hash(&hash, "e4cc8c0ff990e83649e56714855a8581ee7adb579b561c8fe92f1fb7ce5f0479");
    binder_init(&binder, "sis-tui test 1", NULL);
    hash = binder_end(&binder);
    assert_hash(&hash, "4908e0ae3ad475a10e4a77fb9d53e1967bcd526eb6fb9d167e14dfcd86184170");
}

static struct hash two_texts(const char *label, const struct side *side, const char *a,
                             const char *b)
{
    struct binder binder;

    binder_init(&binder, label, side);
    binder_text(&binder, a);
    binder_text(&binder, b);
    return binder_end(&binder);
}

static void test_no_two_lists_of_fields_look_alike(void **state)
{
    const struct side real = {.home = practice.home, .practice = false};
    struct side other = practice;
    struct hash hash[6];

    (void)state;
    other.home.byte[3] ^= 0x40;
    hash[0] = two_texts("sis-tui test 1", &practice, "ab", "c");
    hash[1] = two_texts("sis-tui test 1", &practice, "a", "bc");
    hash[2] = two_texts("sis-tui test 2", &practice, "ab", "c");
    hash[3] = two_texts("sis-tui test 1", &real, "ab", "c");
    hash[4] = two_texts("sis-tui test 1", &other, "ab", "c");
    hash[5] = two_texts("sis-tui test 1", NULL, "ab", "c");
    for (size_t i = 0; i < 6; i++)
        for (size_t j = 0; j < i; j++)
            assert_false(hash_equal(&hash[i], &hash[j]));
}

static void test_hash_text_both_ways(void **state)
{
    struct hash hash = hash_of("x", 1);
    struct hash back;
    char text[HASH_TEXT];

    (void)state;
    hash_text(&hash, text);
    assert_true(hash_parse(text, &back));
    assert_true(hash_equal(&hash, &back));
    text[63] = 'g';
    assert_false(hash_parse(text, &back));
    text[63] = '\0';
    assert_false(hash_parse(text, &back));
    assert_false(hash_parse("", &back));
    assert_true(hash_equal(&hash, &back));
}

static void test_random(void **state)
{
    struct id a = random_id();
    struct id b = random_id();
    unsigned seen = 0;

    (void)state;
    assert_false(id_is_none(&a));
    assert_false(id_equal(&a, &b));
    assert_int_equal(random_below(0), 0);
    assert_int_equal(random_below(1), 0);
    for (int i = 0; i < 1000; i++) {
        uint32_t n = random_below(5);

        assert_true(n < 5);
        seen |= 1u << n;
    }
    assert_int_equal(seen, 0x1f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_hash_is_blake2b_256),
        cmocka_unit_test(test_binder_writes_what_its_header_says),
        cmocka_unit_test(test_no_two_lists_of_fields_look_alike),
        cmocka_unit_test(test_hash_text_both_ways),
        cmocka_unit_test(test_random),
    };

    if (!vault_init(NULL))
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
