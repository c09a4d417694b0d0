/* hash.c - BLAKE2b-256 and the binder. */
#include "sis/vault/hash.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "vault/wire.h"

_Static_assert(sizeof(struct binder) == sizeof(crypto_generichash_state), "binder holds the state");
_Static_assert(alignof(struct binder) >= alignof(crypto_generichash_state), "and its alignment");

static crypto_generichash_state *state(struct binder *binder)
{
    return (crypto_generichash_state *)(void *)binder;
}

static void add(struct binder *binder, const void *p, size_t n)
{
    crypto_generichash_update(state(binder), p, n);
}

struct hash hash_of(const void *p, size_t n)
{
    struct hash hash;

    crypto_generichash(hash.byte, sizeof(hash.byte), p, n, NULL, 0);
    return hash;
}

bool hash_equal(const struct hash *a, const struct hash *b)
{
    return vault_equal(a->byte, b->byte, sizeof(a->byte));
}

void hash_text(const struct hash *hash, char out[HASH_TEXT])
{
    sodium_bin2hex(out, HASH_TEXT, hash->byte, sizeof(hash->byte));
}

bool hash_parse(const char *text, struct hash *hash)
{
    struct hash parsed;
    size_t n;

    if (strlen(text) != HASH_TEXT - 1 ||
        sodium_hex2bin(parsed.byte, sizeof(parsed.byte), text, HASH_TEXT - 1, NULL, &n, NULL) != 0)
        return false;
    *hash = parsed;
    return true;
}

void binder_init(struct binder *binder, const char *label, const struct side *side)
{
    static const struct side nowhere;
    size_t n = strlen(label);

    assert(n > 0 && n <= UINT8_MAX);
    if (!side)
        side = &nowhere;
    crypto_generichash_init(state(binder), NULL, 0, VAULT_HASH);
    binder_u8(binder, (uint8_t)n);
    add(binder, label, n);
    binder_id(binder, &side->home);
    binder_u8(binder, side->practice);
}

void binder_u8(struct binder *binder, uint8_t value)
{
    add(binder, &value, 1);
}

void binder_u32(struct binder *binder, uint32_t value)
{
    uint8_t bytes[4];

    wire_be32(bytes, value);
    add(binder, bytes, sizeof(bytes));
}

void binder_u64(struct binder *binder, uint64_t value)
{
    uint8_t bytes[8];

    wire_be64(bytes, value);
    add(binder, bytes, sizeof(bytes));
}

void binder_moment(struct binder *binder, int64_t moment)
{
    binder_u64(binder, (uint64_t)moment);
}

void binder_id(struct binder *binder, const struct id *id)
{
    add(binder, id->byte, sizeof(id->byte));
}

void binder_hash(struct binder *binder, const struct hash *hash)
{
    add(binder, hash->byte, sizeof(hash->byte));
}

void binder_bytes(struct binder *binder, const void *p, size_t n)
{
    binder_u64(binder, n);
    add(binder, p, n);
}

void binder_text(struct binder *binder, const char *text)
{
    binder_bytes(binder, text ? text : "", text ? strlen(text) : 0);
}

struct hash binder_end(struct binder *binder)
{
    struct hash hash;

    crypto_generichash_final(state(binder), hash.byte, sizeof(hash.byte));
    sodium_memzero(binder, sizeof(*binder));
    return hash;
}
