/* recovery.c - the root, and the two of three codes that open it. */
#include "sis/vault/recovery.h"

#include <sodium.h>
#include <string.h>

#include "vault/keys.h"
#include "vault/wire.h"

#define MAGIC "SISR"
#define MAGIC_BYTES 4
#define VERSION 1
#define HEAD_BYTES (MAGIC_BYTES + 2)
#define PAIRS 3
#define SEAL_BYTES (SEED_BYTES + AEAD_EXTRA)
#define KDF_CONTEXT "sisroot1"
enum { ROOT_BOX = 1, ROOT_SIGN = 2 };

_Static_assert(RECOVERY_SEALED == HEAD_BYTES + PAIRS * SEAL_BYTES, "sealed root");

static const uint8_t pairs[PAIRS][2] = {{1, 2}, {1, 3}, {2, 3}};

struct pair_keys {
    uint8_t key[AEAD_KEY];
    struct hash bound;
};

/* low has the lower number. */
static void pair_keys(const struct side *side, const struct recovery_code *low,
                      const struct recovery_code *high, struct pair_keys *out)
{
    struct binder binder;

    binder_init(&binder, "sis-tui recovery key 1", side);
    binder_u8(&binder, low->set);
    binder_u8(&binder, low->number);
    binder_bytes(&binder, low->secret, RECOVERY_CODE_BYTES);
    binder_u8(&binder, high->number);
    binder_bytes(&binder, high->secret, RECOVERY_CODE_BYTES);
    struct hash key = binder_end(&binder);

    memcpy(out->key, key.byte, AEAD_KEY);
    sodium_memzero(&key, sizeof(key));
    binder_init(&binder, "sis-tui recovery 1", side);
    binder_u8(&binder, low->set);
    binder_u8(&binder, low->number);
    binder_u8(&binder, high->number);
    out->bound = binder_end(&binder);
}

/* The root's ring; wipes the seed. */
static struct keyring *ring_of_seed(const struct side *side, uint8_t seed[SEED_BYTES],
                                    struct err *err)
{
    static const struct id recovery;
    uint8_t box[32];
    uint8_t sign[SEED_BYTES];

    crypto_kdf_derive_from_key(box, sizeof(box), ROOT_BOX, KDF_CONTEXT, seed);
    crypto_kdf_derive_from_key(sign, sizeof(sign), ROOT_SIGN, KDF_CONTEXT, seed);
    struct keyring *ring = keyring_from(side, &recovery, box, sign, err);

    sodium_memzero(box, sizeof(box));
    sodium_memzero(sign, sizeof(sign));
    sodium_memzero(seed, SEED_BYTES);
    return ring;
}

struct keyring *recovery_new(const struct side *side, uint8_t set,
                             struct recovery_code codes[RECOVERY_CODES], struct str *sealed,
                             struct err *err)
{
    const uint8_t head[2] = {VERSION, set};
    uint8_t seed[SEED_BYTES];
    uint8_t body[SEAL_BYTES];
    struct pair_keys keys;

    randombytes_buf(seed, sizeof(seed));
    for (uint8_t i = 0; i < RECOVERY_CODES; i++) {
        codes[i].number = (uint8_t)(i + 1);
        codes[i].set = set;
        randombytes_buf(codes[i].secret, RECOVERY_CODE_BYTES);
    }
    str_clear(sealed);
    str_add(sealed, MAGIC, MAGIC_BYTES);
    str_add(sealed, head, sizeof(head));
    for (int i = 0; i < PAIRS; i++) {
        pair_keys(side, &codes[pairs[i][0] - 1], &codes[pairs[i][1] - 1], &keys);
        memcpy(body + AEAD_NONCE, seed, SEED_BYTES);
        aead_seal(body, SEED_BYTES, keys.key, &keys.bound);
        str_add(sealed, body, sizeof(body));
    }
    sodium_memzero(&keys, sizeof(keys));
    struct keyring *ring = ring_of_seed(side, seed, err);

    if (!ring) {
        sodium_memzero(codes, RECOVERY_CODES * sizeof(*codes));
        str_clear(sealed);
    }
    return ring;
}

/* ---- opening ---- */

static bool is_number(uint8_t number)
{
    return number >= 1 && number <= RECOVERY_CODES;
}

static bool check_codes(const void *sealed, size_t n, const struct recovery_code *a,
                        const struct recovery_code *b, struct err *err)
{
    struct reader reader = {.p = sealed, .n = n};
    const uint8_t *magic = read_borrow(&reader, MAGIC_BYTES);

    if (!magic || memcmp(magic, MAGIC, MAGIC_BYTES) != 0 || n != RECOVERY_SEALED)
        return err_set(err, ERR_CORRUPT, T_VAULT_ROOT_BROKEN, NULL, NULL);
    if (read_u8(&reader) != VERSION)
        return err_set(err, ERR_VERSION, T_VAULT_NEWER, NULL, NULL);
    uint8_t set = read_u8(&reader);
    char number[24];

    if (!is_number(a->number) || !is_number(b->number))
        return err_set(err, ERR_PASSWORD, T_VAULT_CODES_WRONG, NULL, NULL);
    if (a->number == b->number)
        return err_set(err, ERR_INPUT, T_VAULT_CODE_TWICE, number_text(number, a->number), NULL);
    for (int i = 0; i < 2; i++) {
        const struct recovery_code *code = i == 0 ? a : b;

        if (code->set != set)
            return err_set(err, ERR_INPUT, T_VAULT_CODE_OLD, number_text(number, code->number),
                           NULL);
    }
    return true;
}

struct keyring *recovery_open(const struct side *side, const void *sealed, size_t n,
                              const struct recovery_code *a, const struct recovery_code *b,
                              struct err *err)
{
    const struct recovery_code *low = a->number < b->number ? a : b;
    const struct recovery_code *high = low == a ? b : a;
    struct keyring *ring = NULL;
    struct pair_keys keys;
    uint8_t seed[SEED_BYTES];

    if (!check_codes(sealed, n, a, b, err))
        return NULL;
    pair_keys(side, low, high, &keys);
    size_t pair = (size_t)(low->number + high->number) - (1 + 2); /* sums tell the pairs apart */
    const uint8_t *body = (const uint8_t *)sealed + HEAD_BYTES + pair * SEAL_BYTES;

    if (aead_open(body, SEED_BYTES, seed, keys.key, &keys.bound))
        ring = ring_of_seed(side, seed, err);
    else
        err_set(err, ERR_PASSWORD, T_VAULT_CODES_WRONG, NULL, NULL);
    sodium_memzero(&keys, sizeof(keys));
    return ring;
}

bool recovery_code_equal(const struct recovery_code *a, const struct recovery_code *b)
{
    return a->number == b->number && a->set == b->set &&
           vault_equal(a->secret, b->secret, RECOVERY_CODE_BYTES);
}
