/* test_vault_account.c - pass phrases, and the bundle that only the right one opens. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include <sodium.h>
#include <stdlib.h>

#include "vault/keys.h"

static const struct side side = {.home = {{1, 2, 3}}, .practice = true};
static const char phrase[] = "molnstig granbok vindhatt stenbro regnkopp";

/* ---- phrases ---- */

static const char *const firsts[] = {
#define FIRST(word) word,
#define SECOND(word)
#include "vault/words.def"
#undef FIRST
#undef SECOND
};
static const char *const seconds[] = {
#define FIRST(word)
#define SECOND(word) word,
#include "vault/words.def"
#undef FIRST
#undef SECOND
};

#define WORD 32

static int compare_words(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void test_every_pair_of_words_is_another_word(void **state)
{
    static char word[PHRASE_PAIRS][WORD];
    size_t n = 0;

    (void)state;
    assert_int_equal(ARRAY_LEN(firsts) * ARRAY_LEN(seconds), PHRASE_PAIRS);
    for (size_t i = 0; i < ARRAY_LEN(firsts); i++)
        for (size_t j = 0; j < ARRAY_LEN(seconds); j++, n++) {
            assert_true(strlen(firsts[i]) + strlen(seconds[j]) < WORD);
            strcpy(word[n], firsts[i]);
            strcat(word[n], seconds[j]);
            assert_int_equal(strspn(word[n], "abcdefghijklmnopqrstuvwxyz"), strlen(word[n]));
        }
    qsort(word, n, sizeof(word[0]), compare_words);
    for (size_t i = 1; i < n; i++)
        assert_string_not_equal(word[i - 1], word[i]);
}

static void test_generated_phrases(void **state)
{
    char made[PHRASE_TEXT];
    char other[PHRASE_TEXT];

    (void)state;
    for (size_t words = 1; words <= PHRASE_WORDS_MAX; words++) {
        size_t spaces = 0;

        password_generate(words, made);
        for (const char *p = made; *p; p++)
            spaces += *p == ' ';
        assert_int_equal(spaces, words - 1);
    }
    for (int i = 0; i < 200; i++) {
        password_generate(PHRASE_WORDS, made);
        assert_true(password_check(made, NULL));
        password_generate(PHRASE_WORDS, other);
        assert_string_not_equal(made, other);
    }
}

static enum text_id refusal(const char *own)
{
    struct err err = {.text = T_NONE};
    bool good = password_check(own, &err);

    assert_int_equal(good, err.text == T_NONE);
    assert_int_equal(err.code, err.text == T_NONE ? ERR_NONE : ERR_INPUT);
    return err.text;
}

static void test_own_phrases(void **state)
{
    char long_one[PHRASE_TEXT + 1];

    (void)state;
    assert_int_equal(refusal(""), T_VAULT_PHRASE_SHORT);
    assert_int_equal(refusal("abcdefghijklm"), T_VAULT_PHRASE_SHORT);
    assert_int_equal(refusal("abcdefghijklmn"), T_NONE);
    /* Characters, not bytes. */
    assert_int_equal(refusal("åäöéåäöéåäöéå"), T_VAULT_PHRASE_SHORT);
    assert_int_equal(refusal("åäöéåäöéåäöéåä"), T_NONE);
    /* Spaces do not make it long. */
    assert_int_equal(refusal("  kort        fras  "), T_VAULT_PHRASE_SHORT);
    assert_int_equal(refusal("abababababababababab"), T_VAULT_PHRASE_SAME);
    for (size_t i = 0; i < PHRASE_TEXT; i++)
        long_one[i] = (char)('a' + i % 26);
    long_one[PHRASE_TEXT] = '\0';
    assert_int_equal(refusal(long_one), T_VAULT_PHRASE_LONG);
    long_one[PHRASE_TEXT - 1] = '\0';
    assert_int_equal(refusal(long_one), T_NONE);
}

/* ---- bundles ---- */

struct bundles {
    struct id account;
    struct pins pins;
    struct keyring *ring;
    struct str bundle;
};

/* One for all tests: a derivation takes 128 MiB and a while. */
static int set_up(void **state)
{
    struct bundles *it = mem_new(sizeof(*it));

    it->account = random_id();
    it->pins = (struct pins){.root_set = 2, .leads_number = 3, .home_number = 40};
    random_bytes(&it->pins.root, sizeof(it->pins.root));
    it->ring = keyring_new(&side, &it->account, NULL);
    str_init(&it->bundle, 0);
    if (!account_seal(it->ring, phrase, PASSWORD_MINIMUM, &it->pins, &it->bundle, NULL))
        return -1;
    *state = it;
    return 0;
}

static int tear_down(void **state)
{
    struct bundles *it = *state;

    keyring_free(it->ring);
    str_release(&it->bundle);
    mem_free(it);
    return 0;
}

static enum err_code open_code(const struct side *at, const struct id *account, const void *bundle,
                               size_t n, const char *with)
{
    struct err err = {.code = ERR_NONE};
    struct keyring *ring = account_open(at, account, bundle, n, with, &err);

    assert_int_equal(ring == NULL, err.code != ERR_NONE);
    keyring_free(ring);
    return err.code;
}

static void assert_same_pins(const struct pins *a, const struct pins *b)
{
    assert_int_equal(a->root_set, b->root_set);
    assert_memory_equal(&a->root, &b->root, sizeof(a->root));
    assert_int_equal(a->leads_number, b->leads_number);
    assert_int_equal(a->home_number, b->home_number);
}

static void test_the_phrase_gives_the_same_person_back(void **state)
{
    struct bundles *it = *state;

    assert_int_equal(it->bundle.n, BUNDLE_BYTES);
    /* Typed with spaces too many. */
    struct keyring *ring = account_open(&side, &it->account, it->bundle.p, it->bundle.n,
                                        " molnstig  granbok vindhatt stenbro regnkopp ", NULL);

    assert_non_null(ring);
    assert_memory_equal(keyring_public(ring), keyring_public(it->ring), sizeof(struct public_keys));
    assert_memory_equal(ring->identity->sign, it->ring->identity->sign, 64);
    assert_memory_equal(ring->identity->box, it->ring->identity->box, 32);
    assert_same_pins(account_pins(ring), &it->pins);
    keyring_free(ring);
}

static void test_nothing_else_opens_it(void **state)
{
    struct bundles *it = *state;
    const struct side real = {.home = side.home, .practice = false};
    struct id other = random_id();

    assert_int_equal(open_code(&side, &it->account, it->bundle.p, it->bundle.n,
                               "molnstig granbok vindhatt stenbro regnkoppp"),
                     ERR_PASSWORD);
    assert_int_equal(open_code(&side, &other, it->bundle.p, it->bundle.n, phrase), ERR_PASSWORD);
    assert_int_equal(open_code(&real, &it->account, it->bundle.p, it->bundle.n, phrase),
                     ERR_PASSWORD);
}

static void test_damage_is_told_from_a_wrong_phrase(void **state)
{
    struct bundles *it = *state;

    for (size_t bit = 0; bit < BUNDLE_BYTES * 8; bit++) {
        uint8_t bad[BUNDLE_BYTES];

        memcpy(bad, it->bundle.p, BUNDLE_BYTES);
        bad[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_int_equal(open_code(&side, &it->account, bad, BUNDLE_BYTES, phrase), ERR_CORRUPT);
    }
    for (size_t n = 0; n < BUNDLE_BYTES; n++)
        assert_int_equal(open_code(&side, &it->account, it->bundle.p, n, phrase), ERR_CORRUPT);
}

/* As somebody would who writes to the file and knows the format. */
static void forge(const struct bundles *it, size_t at, uint32_t value, uint8_t out[BUNDLE_BYTES])
{
    memcpy(out, it->bundle.p, BUNDLE_BYTES);
    for (size_t i = 0; i < 4; i++)
        out[at + i] = (uint8_t)(value >> (24 - 8 * i));
    crypto_generichash(out + BUNDLE_BYTES - 16, 16, out, BUNDLE_BYTES - 16, NULL, 0);
}

enum { AT_VERSION = 1, AT_PASSES = 5, AT_MEMORY = 9, AT_SALT = 13, AT_NONCE = 29, AT_INSIDE = 53 };

static void test_costs_outside_the_limits_are_refused(void **state)
{
    static const uint32_t memory[] = {0, 1, ARGON_MEMORY_FLOOR - 1, ARGON_MEMORY_CEILING + 1,
                                      UINT32_MAX};
    static const uint32_t passes[] = {0, ARGON_PASSES_CEILING + 1, UINT32_MAX};
    struct bundles *it = *state;
    uint8_t bad[BUNDLE_BYTES];

    for (size_t i = 0; i < ARRAY_LEN(memory); i++) {
        forge(it, AT_MEMORY, memory[i], bad);
        assert_int_equal(open_code(&side, &it->account, bad, BUNDLE_BYTES, phrase), ERR_LIMIT);
    }
    for (size_t i = 0; i < ARRAY_LEN(passes); i++) {
        forge(it, AT_PASSES, passes[i], bad);
        assert_int_equal(open_code(&side, &it->account, bad, BUNDLE_BYTES, phrase), ERR_LIMIT);
    }
    forge(it, AT_VERSION, 0x49534202, bad); /* "ISB", version 2 */
    assert_int_equal(open_code(&side, &it->account, bad, BUNDLE_BYTES, phrase), ERR_VERSION);
}

static void test_forged_bundles_do_not_open(void **state)
{
    struct bundles *it = *state;
    uint8_t bad[BUNDLE_BYTES];

    forge(it, AT_MEMORY, ARGON_MEMORY_FLOOR + 1, bad);
    assert_int_equal(open_code(&side, &it->account, bad, BUNDLE_BYTES, phrase), ERR_PASSWORD);
    forge(it, AT_SALT, 0, bad);
    assert_int_equal(open_code(&side, &it->account, bad, BUNDLE_BYTES, phrase), ERR_PASSWORD);
    forge(it, AT_NONCE, 0, bad);
    assert_int_equal(open_code(&side, &it->account, bad, BUNDLE_BYTES, phrase), ERR_PASSWORD);
    forge(it, AT_INSIDE, 0, bad);
    assert_int_equal(open_code(&side, &it->account, bad, BUNDLE_BYTES, phrase), ERR_PASSWORD);
}

static void test_pins_only_go_forward(void **state)
{
    struct bundles *it = *state;
    struct pins pins = it->pins;
    struct str bundle;
    struct err err;

    str_init(&bundle, 0);
    pins.home_number = 39;
    assert_false(account_pin(it->ring, &pins, &bundle, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    pins = it->pins;
    pins.leads_number--;
    assert_false(account_pin(it->ring, &pins, &bundle, &err));
    pins = it->pins;
    pins.root.sign[0] ^= 1;
    assert_false(account_pin(it->ring, &pins, &bundle, &err));
    pins = it->pins;
    pins.root_set--;
    assert_false(account_pin(it->ring, &pins, &bundle, &err));
    assert_int_equal(bundle.n, 0);
    assert_same_pins(account_pins(it->ring), &it->pins);

    pins = it->pins;
    pins.home_number = 41;
    pins.root_set++;
    pins.root.sign[0] ^= 1;
    assert_true(account_pin(it->ring, &pins, &bundle, &err));
    struct keyring *ring = account_open(&side, &it->account, bundle.p, bundle.n, phrase, NULL);

    assert_non_null(ring);
    assert_same_pins(account_pins(ring), &pins);
    keyring_free(ring);
    str_release(&bundle);
}

static void test_a_ring_without_bundle_has_no_pins(void **state)
{
    struct bundles *it = *state;
    struct keyring *ring = keyring_new(&side, &it->account, NULL);
    struct str bundle;
    struct err err;

    str_init(&bundle, 0);
    assert_null(account_pins(ring));
    assert_false(account_pin(ring, &it->pins, &bundle, &err));
    str_release(&bundle);
    keyring_free(ring);
}

static void test_the_full_cost_is_what_is_stated(void **state)
{
    static const uint8_t full[] = {0, 0, 0, 3, 0, 4, 0, 0}; /* 3 passes, 262144 KiB */
    struct bundles *it = *state;
    struct str bundle;

    str_init(&bundle, 0);
    struct keyring *ring = keyring_new(&side, &it->account, NULL);

    assert_true(account_seal(ring, phrase, PASSWORD_FULL, &it->pins, &bundle, NULL));
    assert_memory_equal(bundle.p + AT_PASSES, full, sizeof(full));
    keyring_free(ring);
    str_release(&bundle);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_pair_of_words_is_another_word),
        cmocka_unit_test(test_generated_phrases),
        cmocka_unit_test(test_own_phrases),
        cmocka_unit_test(test_the_phrase_gives_the_same_person_back),
        cmocka_unit_test(test_nothing_else_opens_it),
        cmocka_unit_test(test_damage_is_told_from_a_wrong_phrase),
        cmocka_unit_test(test_costs_outside_the_limits_are_refused),
        cmocka_unit_test(test_forged_bundles_do_not_open),
        cmocka_unit_test(test_pins_only_go_forward),
        cmocka_unit_test(test_a_ring_without_bundle_has_no_pins),
        cmocka_unit_test(test_the_full_cost_is_what_is_stated),
    };

    if (!vault_init(NULL))
        return 1;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
