/* account.c - the bundle that makes a person. */
#include "sis/vault/account.h"

#include <sodium.h>
#include <string.h>

#include "vault/keys.h"
#include "vault/phrase.h"
#include "vault/wire.h"

#define MAGIC "SISB"
#define MAGIC_BYTES 4
#define VERSION 1
#define CHECK_BYTES 16
#define HEAD_BYTES (MAGIC_BYTES + 1 + 4 + 4 + SALT_BYTES)
#define INSIDE_BYTES (32 + SEED_BYTES + 4 + 2 * VAULT_PUBLIC + 8 + 8)
#define SEALED_BYTES (INSIDE_BYTES + AEAD_EXTRA)

_Static_assert(BUNDLE_BYTES == HEAD_BYTES + SEALED_BYTES + CHECK_BYTES, "bundle");
_Static_assert(SALT_BYTES == crypto_pwhash_argon2id_SALTBYTES, "salt");

struct cost {
    uint32_t passes;
    uint32_t memory; /* KiB */
};

static const struct cost costs[] = {
    [PASSWORD_FULL] = {3, 256u << 10},
    [PASSWORD_MINIMUM] = {1, ARGON_MEMORY_FLOOR},
};

static struct hash bundle_bound(const struct side *side, const struct id *account,
                                const struct bundle_head *head)
{
    struct binder binder;

    binder_init(&binder, "sis-tui account 1", side);
    binder_id(&binder, account);
    binder_u32(&binder, head->passes);
    binder_u32(&binder, head->memory);
    binder_bytes(&binder, head->salt, SALT_BYTES);
    return binder_end(&binder);
}

/* Gives a key in memory of its own; NULL on failure. */
static uint8_t *key_of_phrase(const char *phrase, const struct bundle_head *head, struct err *err)
{
    uint8_t *key = sodium_malloc(AEAD_KEY);
    char normal[PHRASE_TEXT];

    if (!key) {
        err_set(err, ERR_LIMIT, T_VAULT_MEMORY, NULL, NULL);
        return NULL;
    }
    if (!phrase_normal(phrase, normal, err)) {
        sodium_free(key);
        return NULL;
    }
    bool derived = crypto_pwhash_argon2id(key, AEAD_KEY, normal, strlen(normal), head->salt,
                                          head->passes, (size_t)head->memory << 10,
                                          crypto_pwhash_argon2id_ALG_ARGON2ID13) == 0;

    sodium_memzero(normal, sizeof(normal));
    if (derived)
        return key;
    err_set(err, ERR_LIMIT, T_VAULT_MEMORY, NULL, NULL);
    sodium_free(key);
    return NULL;
}

/* ---- sealing ---- */

static void put(uint8_t **at, const void *bytes, size_t n)
{
    memcpy(*at, bytes, n);
    *at += n;
}

static void put_u32(uint8_t **at, uint32_t value)
{
    wire_be32(*at, value);
    *at += 4;
}

static void put_u64(uint8_t **at, uint64_t value)
{
    wire_be64(*at, value);
    *at += 8;
}

static void write_bundle(const struct keyring *ring, const struct bundle_head *head,
                         const struct pins *pins, const uint8_t key[AEAD_KEY], struct str *bundle)
{
    struct hash bound = bundle_bound(&ring->side, &ring->account, head);
    uint8_t bytes[BUNDLE_BYTES];
    uint8_t *at = bytes;

    put(&at, MAGIC, MAGIC_BYTES);
    *at++ = VERSION;
    put_u32(&at, head->passes);
    put_u32(&at, head->memory);
    put(&at, head->salt, SALT_BYTES);
    uint8_t *sealed = at;

    at += AEAD_NONCE;
    put(&at, ring->identity->box, sizeof(ring->identity->box));
    put(&at, ring->identity->sign, SEED_BYTES);
    put_u32(&at, pins->root_set);
    put(&at, pins->root.sign, VAULT_PUBLIC);
    put(&at, pins->root.box, VAULT_PUBLIC);
    put_u64(&at, pins->leads_number);
    put_u64(&at, pins->home_number);
    aead_seal(sealed, INSIDE_BYTES, key, &bound);
    crypto_generichash(bytes + HEAD_BYTES + SEALED_BYTES, CHECK_BYTES, bytes,
                       HEAD_BYTES + SEALED_BYTES, NULL, 0);
    str_clear(bundle);
    str_add(bundle, bytes, sizeof(bytes));
}

bool account_seal(struct keyring *ring, const char *phrase, enum password_cost cost,
                  const struct pins *pins, struct str *bundle, struct err *err)
{
    struct bundle_head head = {.passes = costs[cost].passes, .memory = costs[cost].memory};

    randombytes_buf(head.salt, sizeof(head.salt));
    uint8_t *key = key_of_phrase(phrase, &head, err);

    if (!key)
        return false;
    keyring_set_bundle(ring, key, &head, pins);
    write_bundle(ring, &head, pins, key, bundle);
    sodium_free(key);
    return true;
}

const struct pins *account_pins(const struct keyring *ring)
{
    return ring->has_bundle ? &ring->pins : NULL;
}

static bool pins_go_forward(const struct pins *from, const struct pins *to)
{
    if (to->leads_number < from->leads_number || to->home_number < from->home_number ||
        to->root_set < from->root_set)
        return false;
    return to->root_set > from->root_set ||
           (vault_equal(to->root.box, from->root.box, VAULT_PUBLIC) &&
            vault_equal(to->root.sign, from->root.sign, VAULT_PUBLIC));
}

bool account_pin(struct keyring *ring, const struct pins *pins, struct str *bundle, struct err *err)
{
    if (!ring->has_bundle || !pins_go_forward(&ring->pins, pins))
        return err_set(err, ERR_CONFLICT, T_VAULT_OLDER, NULL, NULL);
    ring->pins = *pins;
    write_bundle(ring, &ring->head, pins, ring->identity->bundle, bundle);
    return true;
}

/* ---- opening ---- */

/* Everything that can be said of a bundle without the phrase. */
static bool read_head(const void *bundle, size_t n, struct bundle_head *head, struct err *err)
{
    struct reader reader = {.p = bundle, .n = n};
    uint8_t check[CHECK_BYTES];
    const uint8_t *magic = read_borrow(&reader, MAGIC_BYTES);

    if (!magic || memcmp(magic, MAGIC, MAGIC_BYTES) != 0 || n != BUNDLE_BYTES)
        return err_set(err, ERR_CORRUPT, T_VAULT_BUNDLE_BROKEN, NULL, NULL);
    crypto_generichash(check, CHECK_BYTES, bundle, n - CHECK_BYTES, NULL, 0);
    if (!vault_equal(check, (const uint8_t *)bundle + n - CHECK_BYTES, CHECK_BYTES))
        return err_set(err, ERR_CORRUPT, T_VAULT_BUNDLE_BROKEN, NULL, NULL);
    if (read_u8(&reader) != VERSION)
        return err_set(err, ERR_VERSION, T_VAULT_NEWER, NULL, NULL);
    head->passes = read_u32(&reader);
    head->memory = read_u32(&reader);
    read_fixed(&reader, head->salt, SALT_BYTES);
    if (head->memory < ARGON_MEMORY_FLOOR || head->memory > ARGON_MEMORY_CEILING ||
        head->passes < 1 || head->passes > ARGON_PASSES_CEILING)
        return err_set(err, ERR_LIMIT, T_VAULT_BUNDLE_COST, NULL, NULL);
    return true;
}

static void read_pins(struct reader *reader, struct pins *pins)
{
    pins->root_set = read_u32(reader);
    read_fixed(reader, pins->root.sign, VAULT_PUBLIC);
    read_fixed(reader, pins->root.box, VAULT_PUBLIC);
    pins->leads_number = read_u64(reader);
    pins->home_number = read_u64(reader);
}

struct keyring *account_open(const struct side *side, const struct id *account, const void *bundle,
                             size_t n, const char *phrase, struct err *err)
{
    struct bundle_head head = {.passes = 0};
    uint8_t inside[INSIDE_BYTES];
    struct keyring *ring = NULL;

    if (!read_head(bundle, n, &head, err))
        return NULL;
    uint8_t *key = key_of_phrase(phrase, &head, err);

    if (!key)
        return NULL;
    struct hash bound = bundle_bound(side, account, &head);

    if (aead_open((const uint8_t *)bundle + HEAD_BYTES, INSIDE_BYTES, inside, key, &bound)) {
        struct reader reader = {.p = inside, .n = sizeof(inside)};
        const uint8_t *box = read_borrow(&reader, 32);
        const uint8_t *seed = read_borrow(&reader, SEED_BYTES);
        struct pins pins;

        read_pins(&reader, &pins);
        ring = keyring_from(side, account, box, seed, err);
        if (ring)
            keyring_set_bundle(ring, key, &head, &pins);
    } else {
        err_set(err, ERR_PASSWORD, T_VAULT_PASSWORD, NULL, NULL);
    }
    sodium_memzero(inside, sizeof(inside));
    sodium_free(key);
    return ring;
}
