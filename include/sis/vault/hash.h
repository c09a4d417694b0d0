/*
 * hash.h - BLAKE2b-256, and the binder that makes byte strings nobody can read in two ways.
 *
 * A binder is hashed while it is built: nothing secret is copied. Its bytes are
 *
 *     label length (1) | label | home id (16) | practice (1: 0 or 1) | fields ...
 *
 * and without a side (side NULL: things equal in all homes, as a method's hash) 17 zero bytes, a
 * home id of zeros being impossible. Fields are fixed in width or carry their length:
 *
 *     u8 (1)   u32 (4)   u64 (8)   moment (8, two's complement)   id (16)   hash (32)
 *     bytes: length (8) | bytes
 *
 * Every use has a label of its own, ending in its version ("sis-tui row 1"), and a fixed list of
 * fields; those lists stand in the headers and are the specification. What is signed, and what
 * sealing binds as associated data, is the 32-byte hash of such a string.
 */
#ifndef SIS_VAULT_HASH_H
#define SIS_VAULT_HASH_H

#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>

#include "sis/domain/id.h"
#include "sis/vault/vault.h"

#define HASH_TEXT 65 /* bytes that hold a hash as 64 hex digits */

struct hash {
    uint8_t byte[VAULT_HASH];
};

/* Plain BLAKE2b-256 of n bytes: what b2sum -l 256 prints. */
struct hash hash_of(const void *p, size_t n);
bool hash_equal(const struct hash *a, const struct hash *b);
void hash_text(const struct hash *hash, char out[HASH_TEXT]);
/* 64 hex digits and nothing else. */
bool hash_parse(const char *text, struct hash *hash);

/* Holds a libsodium hash state; owns no memory. */
struct binder {
    alignas(64) uint8_t state[384];
};

/* label has 1 to 255 bytes. */
void binder_init(struct binder *binder, const char *label, const struct side *side);
void binder_u8(struct binder *binder, uint8_t value);
void binder_u32(struct binder *binder, uint32_t value);
void binder_u64(struct binder *binder, uint64_t value);
void binder_moment(struct binder *binder, int64_t moment);
void binder_id(struct binder *binder, const struct id *id);
void binder_hash(struct binder *binder, const struct hash *hash);
void binder_bytes(struct binder *binder, const void *p, size_t n);
void binder_text(struct binder *binder, const char *text); /* as bytes; NULL as "" */
/* The hash of all of it; wipes the binder, which may be initialised again. */
struct hash binder_end(struct binder *binder);

#endif
