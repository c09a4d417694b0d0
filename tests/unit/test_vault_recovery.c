/* test_vault_recovery.c - two of three codes open the root, and typing them is forgiving. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include <ctype.h>
#include <stdio.h>

#include "sis/base/mem.h"
#include "sis/vault/recovery.h"

static const struct side side = {.home = {{1, 2, 3}}, .practice = false};

struct root {
    struct recovery_code code[RECOVERY_CODES];
    struct keyring *ring;
    struct str sealed;
};

static int set_up(void **state)
{
    struct root *it = mem_new(sizeof(*it));

    str_init(&it->sealed, 0);
    it->ring = recovery_new(&side, 200, it->code, &it->sealed, NULL);
    *state = it;
    return it->ring ? 0 : -1;
}

static int tear_down(void **state)
{
    struct root *it = *state;

    keyring_free(it->ring);
    str_release(&it->sealed);
    mem_free(it);
    return 0;
}

static enum err_code open_code(const struct root *it, const struct side *at,
                               const struct recovery_code *a, const struct recovery_code *b)
{
    struct err err = {.code = ERR_NONE};
    struct keyring *ring = recovery_open(at, it->sealed.p, it->sealed.n, a, b, &err);

    assert_int_equal(ring == NULL, err.code != ERR_NONE);
    if (ring)
        assert_memory_equal(keyring_public(ring), keyring_public(it->ring),
                            sizeof(struct public_keys));
    keyring_free(ring);
    return err.code;
}

static void test_any_two_codes_open_in_any_order(void **state)
{
    struct root *it = *state;

    assert_true(id_is_none(keyring_account(it->ring)));
    assert_int_equal(it->sealed.n, RECOVERY_SEALED);
    for (int i = 0; i < RECOVERY_CODES; i++)
        for (int j = 0; j < RECOVERY_CODES; j++)
            assert_int_equal(open_code(it, &side, &it->code[i], &it->code[j]),
                             i == j ? ERR_INPUT : ERR_NONE);
}

static void test_wrong_codes_do_not_open(void **state)
{
    struct root *it = *state;
    struct recovery_code bad = it->code[1];
    struct side other = side;

    bad.secret[15] ^= 1;
    assert_int_equal(open_code(it, &side, &it->code[0], &bad), ERR_PASSWORD);
    bad = it->code[1];
    bad.number = 3;
    assert_int_equal(open_code(it, &side, &it->code[0], &bad), ERR_PASSWORD);
    bad.number = 0;
    assert_int_equal(open_code(it, &side, &it->code[0], &bad), ERR_PASSWORD);
    bad = it->code[1];
    bad.set = 199;
    assert_int_equal(open_code(it, &side, &it->code[0], &bad), ERR_INPUT);
    other.practice = true;
    assert_int_equal(open_code(it, &other, &it->code[0], &it->code[1]), ERR_PASSWORD);
    other = side;
    other.home.byte[7] ^= 1;
    assert_int_equal(open_code(it, &other, &it->code[0], &it->code[1]), ERR_PASSWORD);
}

static void test_every_bit_of_the_sealed_root_counts(void **state)
{
    struct root *it = *state;
    struct err err;

    for (size_t bit = 0; bit < it->sealed.n * 8; bit++) {
        int opened = 0;

        it->sealed.p[bit / 8] = (char)(it->sealed.p[bit / 8] ^ 1 << bit % 8);
        for (int i = 0; i < RECOVERY_CODES; i++)
            opened += open_code(it, &side, &it->code[i], &it->code[(i + 1) % 3]) == ERR_NONE;
        /* In the head it hits all pairs; in a seal one pair, and the other two still open. */
        assert_int_equal(opened, bit / 8 < 6 ? 0 : 2);
        it->sealed.p[bit / 8] = (char)(it->sealed.p[bit / 8] ^ 1 << bit % 8);
    }
    for (size_t n = 0; n < it->sealed.n; n++) {
        assert_null(recovery_open(&side, it->sealed.p, n, &it->code[0], &it->code[1], &err));
        assert_int_equal(err.code, ERR_CORRUPT);
    }
}

/* ---- written codes ---- */

static void test_a_code_reads_back(void **state)
{
    struct recovery_code code;
    struct recovery_code back;
    char text[RECOVERY_TEXT];

    (void)state;
    for (int i = 0; i < 500; i++) {
        code.number = (uint8_t)(1 + random_below(3));
        code.set = (uint8_t)random_below(256);
        random_bytes(code.secret, sizeof(code.secret));
        recovery_code_text(&code, text);
        assert_int_equal(strlen(text), 41);
        for (size_t at = 5; at < 41; at += 6)
            assert_int_equal(text[at], '-');
        assert_true(recovery_code_parse(text, code.number, &back, NULL));
        assert_true(recovery_code_equal(&code, &back));
        back.secret[3] ^= 4;
        assert_false(recovery_code_equal(&code, &back));
    }
}

/* number 1, set 0, secret zeros: only the first digit is not 0. The check digits were computed
 * elsewhere: the group's place times x^5, and 2 times x^4 in the first, in GF(32), x^5 = x^2 + 1. */
static void test_a_known_code(void **state)
{
    const struct recovery_code code = {.number = 1};
    char text[RECOVERY_TEXT];

    (void)state;
    recovery_code_text(&code, text);
    assert_string_equal(text, "20000-0000A-0000F-0000M-0000H-0000Y-0000V");
}

static void test_typing_is_forgiving(void **state)
{
    const struct recovery_code code = {.number = 3, .set = 0x8c, .secret = {0x41, 0x08, 0x42}};
    struct recovery_code back;
    char text[RECOVERY_TEXT];
    char typed[4 * RECOVERY_TEXT];
    size_t n = 0;

    (void)state;
    recovery_code_text(&code, text);
    assert_non_null(strchr(text, '0'));
    assert_non_null(strchr(text, '1'));
    for (const char *p = text; *p; p++) {
        char c = *p;

        if (c == '-' || c == '0')
            c = c == '0' ? 'o' : ' ';
        else if (c == '1')
            c = n % 2 ? 'l' : 'I';
        else
            c = (char)tolower((unsigned char)c);
        if (c == ' ')
            n += (size_t)snprintf(typed + n, sizeof(typed) - n, " – ");
        else
            typed[n++] = c;
    }
    typed[n] = '\0';
    memset(&back, 0, sizeof(back));
    assert_true(recovery_code_parse(typed, 3, &back, NULL));
    assert_true(recovery_code_equal(&code, &back));
    assert_true(recovery_code_parse(typed, 0, &back, NULL));
}

static void refused(const char *typed, uint8_t number, enum text_id text, const char *value1,
                    const char *value2)
{
    struct recovery_code code = {.number = 77};
    struct err err = {.code = ERR_NONE};

    assert_false(recovery_code_parse(typed, number, &code, &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_int_equal(err.text, text);
    assert_string_equal(err.value[0], value1);
    if (value2)
        assert_string_equal(err.value[1], value2);
    assert_int_equal(code.number, 77);
}

static void test_mistakes_are_named(void **state)
{
    (void)state;
    refused("", 0, T_VAULT_CODE_LENGTH, "0", "1");
    refused("20000-0000A-0000F-0000M-0000H-0000Y-0000V", 2, T_VAULT_CODE_OTHER, "1", "2");
    refused("20000-0000A-0000F-0000M-0000H-0000Y-000V", 1, T_VAULT_CODE_LENGTH, "34", "7");
    refused("20000-0000A-000F-0000M-0000H-0000Y-0000V", 1, T_VAULT_CODE_LENGTH, "34", "3");
    refused("20000-0000A-0000F-0000M-0000H-0000Y-0000V0", 1, T_VAULT_CODE_LENGTH, "36", "7");
    refused("20000-0000A-0000F-0000N-0000H-0000Y-0000V", 1, T_VAULT_CODE_GROUP, "4", NULL);
    refused("20000-0000A-0000F-0000M-000U0-0000Y-0000V", 1, T_VAULT_CODE_SIGN, "U", "5");
    refused("20000-0000A-00å0F-0000M-0000H-0000Y-0000V", 1, T_VAULT_CODE_SIGN, "å", "3");
    refused("20000-0000F-0000A-0000M-0000H-0000Y-0000V", 1, T_VAULT_CODE_GROUP, "2", NULL);
}

static void test_every_single_mistake_and_swap_is_caught(void **state)
{
    static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    struct recovery_code code = {.number = 2, .set = 9};
    struct recovery_code back;
    struct err err;
    char text[RECOVERY_TEXT];
    char bad[RECOVERY_TEXT];

    (void)state;
    random_bytes(code.secret, sizeof(code.secret));
    recovery_code_text(&code, text);
    for (size_t at = 0; at < 41; at++) {
        char group[2] = {(char)('1' + at / 6), '\0'};

        if (text[at] == '-')
            continue;
        for (const char *digit = digits; *digit; digit++) {
            strcpy(bad, text);
            bad[at] = *digit;
            if (*digit == text[at])
                continue;
            assert_false(recovery_code_parse(bad, 0, &back, &err));
            assert_string_equal(err.value[0], group);
        }
        if (text[at + 1] != '-' && text[at + 1] != '\0' && text[at] != text[at + 1]) {
            strcpy(bad, text);
            bad[at] = text[at + 1];
            bad[at + 1] = text[at];
            assert_false(recovery_code_parse(bad, 0, &back, &err));
            assert_string_equal(err.value[0], group);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_two_codes_open_in_any_order),
        cmocka_unit_test(test_wrong_codes_do_not_open),
        cmocka_unit_test(test_every_bit_of_the_sealed_root_counts),
        cmocka_unit_test(test_a_code_reads_back),
        cmocka_unit_test(test_a_known_code),
        cmocka_unit_test(test_typing_is_forgiving),
        cmocka_unit_test(test_mistakes_are_named),
        cmocka_unit_test(test_every_single_mistake_and_swap_is_caught),
    };

    if (!vault_init(NULL))
        return 1;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
