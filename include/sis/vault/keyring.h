/*
 * keyring.h - one person's keys while they are logged in.
 *
 * A keyring holds an identity (an X25519 and an Ed25519 pair, belonging to an account or to the
 * recovery codes) and the symmetric keys this person has been given. All of it lies in blocks from
 * sodium_malloc: guarded, locked in memory where the system allows it, kept out of core dumps,
 * read-only except while a key is added, and wiped when freed. Blocks are never moved, so a
 * borrowed `const struct vault_key *` stays valid until the key is forgotten or the ring is freed.
 * Two people at one terminal are two keyrings. Not for use from two threads.
 *
 * A key is 32 random bytes with a kind, an owner and a number that rises when the key is changed:
 *
 *     HOME   owner = home id    youth register, staff names, contacts, providers
 *     CASE   owner = case id    everything in one case
 *     AUDIT  owner = home id    reading the log
 *
 * crypto_kdf (context "sisvault") derives from it: 1 the key that seals rows, 2 the key that makes
 * references, 3 the seed of an X25519 pair, the letterbox (CASE) or the log's box (AUDIT). Only
 * these are kept beside the key itself, which is needed to wrap it for others.
 *
 * The reference is keyed BLAKE2b, 16 bytes, of the hash of "sis-tui reference 1" | side | kind u8 |
 * owner | number u32: rows carry it in place of the case id, so that somebody with a copy of the
 * file cannot tell which case they belong to.
 */
#ifndef SIS_VAULT_KEYRING_H
#define SIS_VAULT_KEYRING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sis/base/err.h"
#include "sis/vault/hash.h"
#include "sis/vault/vault.h"

enum key_kind { KEY_HOME = 1, KEY_CASE = 2, KEY_AUDIT = 3 }; /* written to statements */

struct keyring;
struct vault_key;

/* The public halves of an identity. */
struct public_keys {
    uint8_t box[VAULT_PUBLIC];  /* X25519: seal to this person */
    uint8_t sign[VAULT_PUBLIC]; /* Ed25519: check what this person signed */
};

/* A ring with a new random identity for this account and no keys. account none means recovery. */
struct keyring *keyring_new(const struct side *side, const struct id *account,
                            struct err *err) WARN_UNUSED;
/* Wipes everything. Accepts NULL. */
void keyring_free(struct keyring *ring);

const struct side *keyring_side(const struct keyring *ring);
/* None: the recovery identity. */
const struct id *keyring_account(const struct keyring *ring);
const struct public_keys *keyring_public(const struct keyring *ring);

/* Makes a new random key with this number and puts it into the ring. */
const struct vault_key *keyring_make(struct keyring *ring, enum key_kind kind,
                                     const struct id *owner, uint32_t number,
                                     struct err *err) WARN_UNUSED;
/* NULL: not in the ring. */
const struct vault_key *keyring_find(const struct keyring *ring, enum key_kind kind,
                                     const struct id *owner, uint32_t number);
/* The key that rows with this reference and number are sealed under; constant time per lookup
 * however many keys there are. */
const struct vault_key *keyring_by_reference(const struct keyring *ring,
                                             const uint8_t reference[VAULT_REFERENCE],
                                             uint32_t number);
/* Wipes one key (after its case was re-sealed under the next), or all of an owner with number 0. */
void keyring_forget(struct keyring *ring, enum key_kind kind, const struct id *owner,
                    uint32_t number);
size_t keyring_count(const struct keyring *ring);

enum key_kind key_kind(const struct vault_key *key);
const struct id *key_owner(const struct vault_key *key);
uint32_t key_number(const struct vault_key *key);
const uint8_t *key_reference(const struct vault_key *key); /* VAULT_REFERENCE bytes */
const uint8_t *key_box(const struct vault_key *key);       /* VAULT_PUBLIC bytes: letterbox */
/* Hash of "sis-tui key 1" | side | kind u8 | owner | number u32 | key (bytes). Stands in a signed
 * list, so that everybody on it has the same key. */
struct hash key_hash(const struct vault_key *key);

/*
 * A key wrapped for one person: crypto_box_seal to their box key of
 *
 *     hash of "sis-tui wrap 1" | side | kind u8 | owner | number u32 | recipient id   (32)
 *     key                                                                             (32)
 *
 * so that a wrap cannot be moved to another case, number or person. Somebody who can write to the
 * file but cannot sign lists cannot slip in a key of their own either: its hash is in the list.
 */
#define WRAP_BYTES 112

struct key_wrap {
    struct id recipient; /* none: recovery */
    uint8_t sealed[WRAP_BYTES];
};

bool key_wrap(const struct vault_key *key, const struct id *recipient,
              const uint8_t box[VAULT_PUBLIC], struct key_wrap *wrap, struct err *err) WARN_UNUSED;
/*
 * Opens the wrap made for the ring's owner and puts the key into the ring, when its key_hash and
 * key_box are those of the signed list (expected, box). NO_KEY: the wrap is for somebody else;
 * BROKEN: it does not open or holds another key (or memory is gone). A key already there is found
 * again, not added. *key is set only when OPEN.
 */
enum seal keyring_unwrap(struct keyring *ring, enum key_kind kind, const struct id *owner,
                         uint32_t number, const struct key_wrap *wrap, const struct hash *expected,
                         const uint8_t box[VAULT_PUBLIC], const struct vault_key **key);

#endif
