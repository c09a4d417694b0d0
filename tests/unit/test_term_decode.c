/* test_term_decode.c - bytes of terminals to keys. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sis/base/mem.h"
#include "term/decode.h"

#define CTRL KEY_CTRL
#define ALT KEY_ALT
#define SHIFT KEY_SHIFT

static const struct sequences none;

struct sample {
    const char *bytes;
    struct key key;
};

static const struct sample samples[] = {
    {"a", {KEYCODE_CHAR, 'a', 0}},
    {" ", {KEYCODE_CHAR, ' ', 0}},
    {"å", {KEYCODE_CHAR, 0xe5, 0}},
    {"€", {KEYCODE_CHAR, 0x20ac, 0}},
    {"👍", {KEYCODE_CHAR, 0x1f44d, 0}},
    {"\xcc\x8a", {KEYCODE_CHAR, 0x30a, 0}},
    {"\x01", {KEYCODE_CHAR, 'a', CTRL}},
    {"\x13", {KEYCODE_CHAR, 's', CTRL}},
    {"\x1a", {KEYCODE_CHAR, 'z', CTRL}},
    {"\x1f", {KEYCODE_CHAR, '_', CTRL}},
    {"\r", {KEYCODE_ENTER, 0, 0}},
    {"\n", {KEYCODE_ENTER, 0, 0}},
    {"\t", {KEYCODE_TAB, 0, 0}},
    {"\x7f", {KEYCODE_BACKSPACE, 0, 0}},
    {"\b", {KEYCODE_BACKSPACE, 0, 0}},
    {"\033x", {KEYCODE_CHAR, 'x', ALT}},
    {"\033å", {KEYCODE_CHAR, 0xe5, ALT}},
    {"\033\x13", {KEYCODE_CHAR, 's', ALT | CTRL}},
    {"\033\r", {KEYCODE_ENTER, 0, ALT}},
    {"\033\x7f", {KEYCODE_BACKSPACE, 0, ALT}},
    {"\033[A", {KEYCODE_UP, 0, 0}},
    {"\033OA", {KEYCODE_UP, 0, 0}},
    {"\033[1;5D", {KEYCODE_LEFT, 0, CTRL}},
    {"\033[1;2C", {KEYCODE_RIGHT, 0, SHIFT}},
    {"\033[1;6B", {KEYCODE_DOWN, 0, CTRL | SHIFT}},
    {"\033[1;3H", {KEYCODE_HOME, 0, ALT}},
    {"\033\033[A", {KEYCODE_UP, 0, ALT}},
    {"\033\033OB", {KEYCODE_DOWN, 0, ALT}},
    {"\033[Z", {KEYCODE_BACKTAB, 0, 0}},
    {"\033[3~", {KEYCODE_DELETE, 0, 0}},
    {"\033[3;5~", {KEYCODE_DELETE, 0, CTRL}},
    {"\033[5~", {KEYCODE_PAGE_UP, 0, 0}},
    {"\033[7~", {KEYCODE_HOME, 0, 0}},
    {"\033OP", {KEYCODE_F1, 0, 0}},
    {"\033[[A", {KEYCODE_F1, 0, 0}},
    {"\033[[E", {KEYCODE_F1 + 4, 0, 0}},
    {"\033[11~", {KEYCODE_F1, 0, 0}},
    {"\033[15~", {KEYCODE_F1 + 4, 0, 0}},
    {"\033[17~", {KEYCODE_F1 + 5, 0, 0}},
    {"\033[24~", {KEYCODE_F12, 0, 0}},
    {"\033[1;2P", {KEYCODE_F1, 0, SHIFT}},
    {"\033[24;5~", {KEYCODE_F12, 0, CTRL}},
    {"\033[27;5;9~", {KEYCODE_TAB, 0, CTRL}},
    {"\033[27;2;13~", {KEYCODE_ENTER, 0, SHIFT}},
    {"\033[115;5u", {KEYCODE_CHAR, 's', CTRL}},
    {"\033[83;6u", {KEYCODE_CHAR, 's', CTRL}},
    {"\033[9;2u", {KEYCODE_BACKTAB, 0, 0}},
    {"\033[27u", {KEYCODE_ESC, 0, 0}},
    {"\033OM", {KEYCODE_ENTER, 0, 0}},
    {"\033Op", {KEYCODE_CHAR, '0', 0}},
    {"\033Oy", {KEYCODE_CHAR, '9', 0}},
    {"\033Ok", {KEYCODE_CHAR, '+', 0}},
};

static void test_knows_the_keys_of_common_terminals(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        const char *p = samples[i].bytes;
        struct key key;
        size_t used, n = strlen(p);
        if (decode(&none, p, n, false, &key, &used) != DECODED_KEY || used != n ||
            key.code != samples[i].key.code || key.mods != samples[i].key.mods ||
            (key.code == KEYCODE_CHAR && key.cp != samples[i].key.cp))
            fail_msg("sample %zu is read as another key", i);
    }
}

static void test_waits_for_the_rest_of_whatever_has_begun(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        const char *p = samples[i].bytes;
        struct key key;
        size_t used;
        for (size_t n = 1; n < strlen(p); n++) {
            assert_int_equal(decode(&none, p, n, false, &key, &used), DECODED_MORE);
            assert_int_equal(used, 0);
        }
    }
}

static void test_is_late_only_for_sequences(void **state)
{
    struct key key;
    size_t used;

    (void)state;
    assert_int_equal(decode(&none, "\033", 1, true, &key, &used), DECODED_KEY);
    assert_int_equal(key.code, KEYCODE_ESC);
    assert_int_equal(key.mods, 0);
    assert_int_equal(decode(&none, "\033[", 2, true, &key, &used), DECODED_KEY);
    assert_int_equal(key.cp, '[');
    assert_int_equal(key.mods, ALT);
    assert_int_equal(decode(&none, "\033O", 2, true, &key, &used), DECODED_KEY);
    assert_int_equal(key.cp, 'O');
    assert_int_equal(decode(&none, "\033[1;", 4, true, &key, &used), DECODED_NOTHING);
    assert_int_equal(used, 4);
    assert_int_equal(decode(&none, "\033\033", 2, true, &key, &used), DECODED_KEY);
    assert_int_equal(key.code, KEYCODE_ESC);
    assert_int_equal(key.mods, 0);
    assert_int_equal(used, 1);
    assert_int_equal(decode(&none, "\033\xc3", 2, true, &key, &used), DECODED_KEY);
    assert_int_equal(key.code, KEYCODE_ESC);
    assert_int_equal(used, 1);
    assert_int_equal(decode(&none, "\xc3", 1, true, &key, &used), DECODED_MORE);
    assert_int_equal(decode(&none, "\xf0\x9f\x91", 3, true, &key, &used), DECODED_MORE);
}

static void test_swallows_what_has_no_meaning_here(void **state)
{
    static const char *const unknown[] = {
        "\033[I",          "\033[O",
        "\033[24;80R",     "\033[?1;2c",
        "\033[>41;354;0c", "\033[<0;10;5M",
        "\033[99~",        "\033[200z",
        "\033[4;12;19t",   "\033[1;2;3;4;5;6A",
        "\033[57358u",     "\033[99999999999999999999999~",
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(unknown); i++) {
        struct key key;
        size_t used;
        if (decode(&none, unknown[i], strlen(unknown[i]), false, &key, &used) != DECODED_NOTHING ||
            used != strlen(unknown[i]))
            fail_msg("sequence %zu is not swallowed whole", i);
    }
}

static void test_takes_up_again_behind_bad_bytes(void **state)
{
    static const struct {
        const char *bytes;
        enum decoded first;
    } bad[] = {
        {"\xff"
         "a",
         DECODED_BAD},
        {"\xc3"
         "a",
         DECODED_BAD},
        {"\xe2\x82"
         "a",
         DECODED_BAD},
        {"\x80"
         "a",
         DECODED_BAD},
        {"\xc0\xaf"
         "a",
         DECODED_BAD},
        {"\xed\xa0\x80"
         "a",
         DECODED_BAD},
        {"\xf4\x90\x80\x80"
         "a",
         DECODED_BAD},
        {"\xc3\033[A"
         "a",
         DECODED_BAD},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        const char *p = bad[i].bytes;
        size_t n = strlen(p), used;
        struct key key;
        assert_int_equal(decode(&none, p, n, false, &key, &used), bad[i].first);
        assert_int_equal(key.cp, 0xfffd);
        while (n) {
            assert_int_not_equal(decode(&none, p, n, false, &key, &used), DECODED_MORE);
            p += used;
            n -= used;
        }
        assert_int_equal(key.code, KEYCODE_CHAR);
        assert_int_equal(key.cp, 'a');
    }
}

static void test_asks_terminfo_first(void **state)
{
    struct sequences sequences = {.n = 0};
    struct key key;
    size_t used;

    (void)state;
    sequences_add(&sequences, "\033[[A", (struct key){.code = KEYCODE_F1});
    sequences_add(&sequences, "\033[25~", (struct key){.code = KEYCODE_F1, .mods = SHIFT});
    sequences_add(&sequences, "\033Oa", (struct key){.code = KEYCODE_UP, .mods = CTRL});
    sequences_add(&sequences, "\033[3", (struct key){.code = KEYCODE_END});
    sequences_add(&sequences, "x", (struct key){.code = KEYCODE_END});
    sequences_add(&sequences, "", (struct key){.code = KEYCODE_END});
    sequences_add(&sequences, "\033[25~", (struct key){.code = KEYCODE_END});
    assert_int_equal(sequences.n, 4);
    assert_int_equal(decode(&sequences, "\033[25~", 5, false, &key, &used), DECODED_KEY);
    assert_int_equal(key.code, KEYCODE_F1);
    assert_int_equal(key.mods, SHIFT);
    assert_int_equal(decode(&sequences, "\033Oa", 3, false, &key, &used), DECODED_KEY);
    assert_int_equal(key.mods, CTRL);
    assert_int_equal(decode(&sequences, "\033\033Oa", 4, false, &key, &used), DECODED_KEY);
    assert_int_equal(key.mods, CTRL | ALT);
    assert_int_equal(decode(&sequences, "x", 1, false, &key, &used), DECODED_KEY);
    assert_int_equal(key.cp, 'x');
}

static void test_finds_the_beginning_of_a_paste(void **state)
{
    struct key key;
    size_t used;

    (void)state;
    assert_int_equal(decode(&none, PASTE_START "x", 7, false, &key, &used), DECODED_PASTE);
    assert_int_equal(used, 6);
    assert_int_equal(decode(&none, PASTE_END, 6, false, &key, &used), DECODED_NOTHING);
}

/* Whatever comes, decoding goes forward and ends. */
static void test_always_goes_forward(void **state)
{
    static const char pool[] = "\033\033\033[[O;;0129~ABMu\x80\xc3\xa5\xf0\x9f\x91\x8d a\x7f\r";
    char bytes[64];
    uint32_t random = 7;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        size_t n = 1 + random % sizeof(bytes), at = 0;
        for (size_t i = 0; i < n; i++) {
            random = random * 1664525u + 1013904223u;
            bytes[i] = pool[(random >> 8) % (sizeof(pool) - 1)];
        }
        while (at < n) {
            struct key key;
            size_t used;
            enum decoded what = decode(&none, bytes + at, n - at, true, &key, &used);
            if (what == DECODED_MORE) {
                assert_true((unsigned char)bytes[at] >= 0x80);
                break;
            }
            assert_in_range(used, 1, n - at);
            at += used;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_knows_the_keys_of_common_terminals),
        cmocka_unit_test(test_waits_for_the_rest_of_whatever_has_begun),
        cmocka_unit_test(test_is_late_only_for_sequences),
        cmocka_unit_test(test_swallows_what_has_no_meaning_here),
        cmocka_unit_test(test_takes_up_again_behind_bad_bytes),
        cmocka_unit_test(test_asks_terminfo_first),
        cmocka_unit_test(test_finds_the_beginning_of_a_paste),
        cmocka_unit_test(test_always_goes_forward),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
