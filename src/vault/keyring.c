/* keyring.c - one person's keys in protected memory, found by owner and by reference. */
#include "sis/vault/keyring.h"

#include <sodium.h>
#include <string.h>

#include "vault/keys.h"

#define KDF_CONTEXT "sisvault"
enum { SUBKEY_ROW = 1, SUBKEY_REFERENCE = 2, SUBKEY_BOX = 3 };

_Static_assert(sizeof(KDF_CONTEXT) - 1 == crypto_kdf_CONTEXTBYTES, "context");
_Static_assert(VAULT_PUBLIC == crypto_box_PUBLICKEYBYTES, "box");
_Static_assert(VAULT_PUBLIC == crypto_sign_PUBLICKEYBYTES, "sign");
_Static_assert(sizeof(((struct identity *)0)->sign) == crypto_sign_SECRETKEYBYTES, "sign");

/* ---- the ring ---- */

struct keyring *keyring_from(const struct side *side, const struct id *account,
                             const uint8_t box_secret[32], const uint8_t sign_seed[SEED_BYTES],
                             struct err *err)
{
    struct identity *identity = sodium_malloc(sizeof(*identity));

    if (!identity) {
        err_set(err, ERR_LIMIT, T_VAULT_MEMORY, NULL, NULL);
        return NULL;
    }
    struct keyring *ring = mem_new(sizeof(*ring));

    ring->side = *side;
    ring->account = *account;
    ring->identity = identity;
    memset(identity, 0, sizeof(*identity));
    memcpy(identity->box, box_secret, sizeof(identity->box));
    crypto_scalarmult_base(ring->public.box, box_secret);
    crypto_sign_seed_keypair(ring->public.sign, identity->sign, sign_seed);
    sodium_mprotect_readonly(identity);
    return ring;
}

void keyring_set_bundle(struct keyring *ring, const uint8_t key[AEAD_KEY],
                        const struct bundle_head *head, const struct pins *pins)
{
    sodium_mprotect_readwrite(ring->identity);
    memcpy(ring->identity->bundle, key, AEAD_KEY);
    sodium_mprotect_readonly(ring->identity);
    ring->head = *head;
    ring->pins = *pins;
    ring->has_bundle = true;
}

struct keyring *keyring_new(const struct side *side, const struct id *account, struct err *err)
{
    uint8_t box_secret[32];
    uint8_t sign_seed[SEED_BYTES];

    randombytes_buf(box_secret, sizeof(box_secret));
    randombytes_buf(sign_seed, sizeof(sign_seed));
    struct keyring *ring = keyring_from(side, account, box_secret, sign_seed, err);

    sodium_memzero(box_secret, sizeof(box_secret));
    sodium_memzero(sign_seed, sizeof(sign_seed));
    return ring;
}

void keyring_free(struct keyring *ring)
{
    if (!ring)
        return;
    while (ring->blocks) {
        struct key_block *block = ring->blocks;

        ring->blocks = block->next;
        sodium_free(block->keys);
        mem_free(block);
    }
    sodium_free(ring->identity);
    mem_free(ring->by_owner.slot);
    mem_free(ring->by_reference.slot);
    mem_wipe_free(ring, sizeof(*ring));
}

const struct side *keyring_side(const struct keyring *ring)
{
    return &ring->side;
}

const struct id *keyring_account(const struct keyring *ring)
{
    return &ring->account;
}

const struct public_keys *keyring_public(const struct keyring *ring)
{
    return &ring->public;
}

size_t keyring_count(const struct keyring *ring)
{
    return ring->count;
}

/* ---- finding ---- */

/* Ids and references are random, so their first bytes are as good as a hash. */
static size_t index_start(const struct key_index *index, const uint8_t *random)
{
    size_t start;

    memcpy(&start, random, sizeof(start));
    return start & (index->size - 1);
}

static void index_put(struct key_index *index, const uint8_t *random, const struct vault_key *key)
{
    size_t i = index_start(index, random);

    while (index->slot[i])
        i = (i + 1) & (index->size - 1);
    index->slot[i] = key;
}

static void index_key(struct keyring *ring, const struct vault_key *key)
{
    index_put(&ring->by_owner, key->owner.byte, key);
    index_put(&ring->by_reference, key->reference, key);
}

static void index_rebuild(struct keyring *ring, size_t size)
{
    mem_free(ring->by_owner.slot);
    mem_free(ring->by_reference.slot);
    ring->by_owner.slot = mem_array(size, sizeof(struct vault_key *));
    ring->by_reference.slot = mem_array(size, sizeof(struct vault_key *));
    ring->by_owner.size = size;
    ring->by_reference.size = size;
    for (const struct key_block *block = ring->blocks; block; block = block->next)
        for (size_t i = 0; i < BLOCK_KEYS; i++)
            if (block->keys[i].kind)
                index_key(ring, &block->keys[i]);
}

static bool belongs(const struct vault_key *key, enum key_kind kind, const struct id *owner)
{
    return key->kind == kind && id_equal(&key->owner, owner);
}

const struct vault_key *keyring_find(const struct keyring *ring, enum key_kind kind,
                                     const struct id *owner, uint32_t number)
{
    const struct key_index *index = &ring->by_owner;

    if (index->size == 0)
        return NULL;
    for (size_t i = index_start(index, owner->byte); index->slot[i];
         i = (i + 1) & (index->size - 1))
        if (index->slot[i]->number == number && belongs(index->slot[i], kind, owner))
            return index->slot[i];
    return NULL;
}

const struct vault_key *keyring_by_reference(const struct keyring *ring,
                                             const uint8_t reference[VAULT_REFERENCE],
                                             uint32_t number)
{
    const struct key_index *index = &ring->by_reference;

    if (index->size == 0)
        return NULL;
    for (size_t i = index_start(index, reference); index->slot[i]; i = (i + 1) & (index->size - 1))
        if (index->slot[i]->number == number &&
            memcmp(index->slot[i]->reference, reference, VAULT_REFERENCE) == 0)
            return index->slot[i];
    return NULL;
}

/* ---- adding and forgetting ---- */

static struct key_block *block_with_room(struct keyring *ring, struct vault_key **free_slot)
{
    for (struct key_block *block = ring->blocks; block; block = block->next)
        for (size_t i = 0; i < BLOCK_KEYS; i++)
            if (!block->keys[i].kind) {
                *free_slot = &block->keys[i];
                return block;
            }
    struct vault_key *keys = sodium_allocarray(BLOCK_KEYS, sizeof(*keys));

    if (!keys)
        return NULL;
    memset(keys, 0, BLOCK_KEYS * sizeof(*keys));
    struct key_block *block = mem_new(sizeof(*block));

    block->keys = keys;
    block->next = ring->blocks;
    ring->blocks = block;
    *free_slot = keys;
    return block;
}

static void derive(struct vault_key *key)
{
    uint8_t reference_key[32];
    uint8_t seed[SEED_BYTES];
    struct binder binder;

    crypto_kdf_derive_from_key(key->row, sizeof(key->row), SUBKEY_ROW, KDF_CONTEXT, key->key);
    crypto_kdf_derive_from_key(reference_key, sizeof(reference_key), SUBKEY_REFERENCE, KDF_CONTEXT,
                               key->key);
    crypto_kdf_derive_from_key(seed, sizeof(seed), SUBKEY_BOX, KDF_CONTEXT, key->key);
    crypto_box_seed_keypair(key->box_public, key->box_secret, seed);

    binder_init(&binder, "sis-tui reference 1", &key->side);
    binder_u8(&binder, (uint8_t)key->kind);
    binder_id(&binder, &key->owner);
    binder_u32(&binder, key->number);
    struct hash hash = binder_end(&binder);

    crypto_generichash(key->reference, sizeof(key->reference), hash.byte, sizeof(hash.byte),
                       reference_key, sizeof(reference_key));
    sodium_memzero(reference_key, sizeof(reference_key));
    sodium_memzero(seed, sizeof(seed));
}

static const struct vault_key *add(struct keyring *ring, const struct vault_key *key,
                                   struct err *err)
{
    struct vault_key *slot;
    struct key_block *block = block_with_room(ring, &slot);

    if (!block) {
        err_set(err, ERR_LIMIT, T_VAULT_MEMORY, NULL, NULL);
        return NULL;
    }
    sodium_mprotect_readwrite(block->keys);
    *slot = *key;
    sodium_mprotect_readonly(block->keys);
    ring->count++;
    if (2 * ring->count > ring->by_owner.size)
        index_rebuild(ring, ring->by_owner.size ? 2 * ring->by_owner.size : BLOCK_KEYS);
    else
        index_key(ring, slot);
    return slot;
}

static void describe(struct vault_key *key, const struct keyring *ring, enum key_kind kind,
                     const struct id *owner, uint32_t number)
{
    memset(key, 0, sizeof(*key));
    key->side = ring->side;
    key->kind = kind;
    key->owner = *owner;
    key->number = number;
}

const struct vault_key *keyring_make(struct keyring *ring, enum key_kind kind,
                                     const struct id *owner, uint32_t number, struct err *err)
{
    struct vault_key key;

    describe(&key, ring, kind, owner, number);
    if (keyring_find(ring, kind, owner, number)) {
        err_set(err, ERR_CONFLICT, T_VAULT_KEY_THERE, NULL, NULL);
        return NULL;
    }
    randombytes_buf(key.key, sizeof(key.key));
    derive(&key);
    const struct vault_key *added = add(ring, &key, err);

    sodium_memzero(&key, sizeof(key));
    return added;
}

void keyring_forget(struct keyring *ring, enum key_kind kind, const struct id *owner,
                    uint32_t number)
{
    size_t before = ring->count;

    for (struct key_block *block = ring->blocks; block; block = block->next)
        for (size_t i = 0; i < BLOCK_KEYS; i++) {
            struct vault_key *key = &block->keys[i];

            if (!belongs(key, kind, owner) || (number != 0 && key->number != number))
                continue;
            sodium_mprotect_readwrite(block->keys);
            sodium_memzero(key, sizeof(*key));
            sodium_mprotect_readonly(block->keys);
            ring->count--;
        }
    if (ring->count != before)
        index_rebuild(ring, ring->by_owner.size);
}

/* ---- a key ---- */

enum key_kind key_kind(const struct vault_key *key)
{
    return key->kind;
}

const struct id *key_owner(const struct vault_key *key)
{
    return &key->owner;
}

uint32_t key_number(const struct vault_key *key)
{
    return key->number;
}

const uint8_t *key_reference(const struct vault_key *key)
{
    return key->reference;
}

const uint8_t *key_box(const struct vault_key *key)
{
    return key->box_public;
}

static void bind_key(struct binder *binder, const char *label, const struct vault_key *key)
{
    binder_init(binder, label, &key->side);
    binder_u8(binder, (uint8_t)key->kind);
    binder_id(binder, &key->owner);
    binder_u32(binder, key->number);
}

struct hash key_hash(const struct vault_key *key)
{
    struct binder binder;

    bind_key(&binder, "sis-tui key 1", key);
    binder_bytes(&binder, key->key, sizeof(key->key));
    return binder_end(&binder);
}

/* ---- wraps ---- */

struct wrapped {
    struct hash bound;
    uint8_t key[32];
};

_Static_assert(sizeof(struct wrapped) + crypto_box_SEALBYTES == WRAP_BYTES, "wrap");

static struct hash wrap_bound(const struct vault_key *key, const struct id *recipient)
{
    struct binder binder;

    bind_key(&binder, "sis-tui wrap 1", key);
    binder_id(&binder, recipient);
    return binder_end(&binder);
}

bool key_wrap(const struct vault_key *key, const struct id *recipient,
              const uint8_t box[VAULT_PUBLIC], struct key_wrap *wrap, struct err *err)
{
    struct wrapped inside = {.bound = wrap_bound(key, recipient)};

    memcpy(inside.key, key->key, sizeof(inside.key));
    bool sealed = crypto_box_seal(wrap->sealed, (const uint8_t *)&inside, sizeof(inside), box) == 0;

    sodium_memzero(&inside, sizeof(inside));
    if (!sealed)
        return err_set(err, ERR_CORRUPT, T_VAULT_RECIPIENT, NULL, NULL);
    wrap->recipient = *recipient;
    return true;
}

/* Fills opened, which is described, with the key of a wrap made for exactly this. */
static bool open_wrap(const struct keyring *ring, const struct key_wrap *wrap,
                      struct vault_key *opened)
{
    struct hash bound = wrap_bound(opened, &ring->account);
    struct wrapped inside;
    bool good = crypto_box_seal_open((uint8_t *)&inside, wrap->sealed, WRAP_BYTES, ring->public.box,
                                     ring->identity->box) == 0 &&
                hash_equal(&inside.bound, &bound);

    if (good) {
        memcpy(opened->key, inside.key, sizeof(opened->key));
        derive(opened);
    }
    sodium_memzero(&inside, sizeof(inside));
    return good;
}

static bool is_signed_key(const struct vault_key *key, const struct hash *expected,
                          const uint8_t box[VAULT_PUBLIC])
{
    struct hash hash = key_hash(key);

    return hash_equal(&hash, expected) && vault_equal(key->box_public, box, VAULT_PUBLIC);
}

enum seal keyring_unwrap(struct keyring *ring, enum key_kind kind, const struct id *owner,
                         uint32_t number, const struct key_wrap *wrap, const struct hash *expected,
                         const uint8_t box[VAULT_PUBLIC], const struct vault_key **key)
{
    const struct vault_key *there = keyring_find(ring, kind, owner, number);
    struct vault_key opened;

    if (!id_equal(&wrap->recipient, &ring->account))
        return SEAL_NO_KEY;
    describe(&opened, ring, kind, owner, number);
    if (!open_wrap(ring, wrap, &opened) || !is_signed_key(&opened, expected, box) ||
        (there && !vault_equal(there->key, opened.key, sizeof(opened.key))))
        there = NULL;
    else if (!there)
        there = add(ring, &opened, NULL);
    sodium_memzero(&opened, sizeof(opened));
    if (!there)
        return SEAL_BROKEN;
    *key = there;
    return SEAL_OPEN;
}
