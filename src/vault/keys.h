/*
 * keys.h - what a keyring and a key are made of; for the vault alone.
 */
#ifndef SIS_SRC_VAULT_KEYS_H
#define SIS_SRC_VAULT_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sis/vault/account.h"
#include "sis/vault/keyring.h"
#include "vault/aead.h"

#define SEED_BYTES 32
#define SALT_BYTES 16

/* Lies in a protected block. */
struct vault_key {
    struct side side;
    enum key_kind kind; /* 0: the slot is free */
    uint32_t number;
    struct id owner;
    uint8_t reference[VAULT_REFERENCE];
    uint8_t box_public[VAULT_PUBLIC];
    uint8_t box_secret[32];
    uint8_t row[AEAD_KEY];
    uint8_t key[32];
};

/* Lies in protected memory of its own. */
struct identity {
    uint8_t box[32];
    uint8_t sign[64];         /* Ed25519 seed and public key, as libsodium wants them */
    uint8_t bundle[AEAD_KEY]; /* what the account's bundle is sealed under */
};

/* How a bundle's key was made from the phrase. */
struct bundle_head {
    uint32_t passes;
    uint32_t memory; /* KiB */
    uint8_t salt[SALT_BYTES];
};

#define BLOCK_KEYS 64

struct key_block {
    struct key_block *next;
    struct vault_key *keys; /* BLOCK_KEYS, protected */
};

/* Open addressing, at most half full; the slots point to keys. */
struct key_index {
    const struct vault_key **slot;
    size_t size; /* a power of two, or 0 */
};

struct keyring {
    struct side side;
    struct id account;
    struct public_keys public;
    struct identity *identity;
    struct key_block *blocks;
    size_t count;
    struct key_index by_owner;
    struct key_index by_reference;
    bool has_bundle;
    struct bundle_head head;
    struct pins pins;
};

/* A ring with this identity. The arguments stay the caller's to wipe. */
struct keyring *keyring_from(const struct side *side, const struct id *account,
                             const uint8_t box_secret[32], const uint8_t sign_seed[SEED_BYTES],
                             struct err *err);
/* Keeps the bundle's key for account_pin. */
void keyring_set_bundle(struct keyring *ring, const uint8_t key[AEAD_KEY],
                        const struct bundle_head *head, const struct pins *pins);

#endif
