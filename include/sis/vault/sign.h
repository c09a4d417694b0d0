/*
 * sign.h - signatures of rows and of two people.
 *
 * A signature is Ed25519 over the 32-byte hash of a binder (hash.h). Whoever checks takes the
 * public key from a verified home statement, never from a row.
 */
#ifndef SIS_VAULT_SIGN_H
#define SIS_VAULT_SIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sis/base/str.h"
#include "sis/vault/hash.h"
#include "sis/vault/keyring.h"

struct signature {
    uint8_t byte[VAULT_SIGNATURE];
};

/* As the ring's owner. */
void sign_hash(const struct keyring *ring, const struct hash *hash, struct signature *out);
bool sign_check(const struct hash *hash, const struct signature *signature,
                const uint8_t sign[VAULT_PUBLIC]);

/*
 * What the author of a row signs; co-signers sign the same. Its hash is of
 *
 *     "sis-tui record 1" | side | row id | record id | case id (zeros: the home's register)
 *     | author id | role (bytes, its code) | moment | form id (bytes) | method hash (32)
 *     | audit number u64 | content (bytes, exactly as stored)
 *
 * So a signed answer cannot be moved to another youth, form, person, time or method. The key number
 * is not in it: re-sealing under a new key keeps the signatures.
 */
struct row_claim {
    struct id row;
    struct id record;
    struct id case_id;
    struct id author;
    const char *role; /* code */
    int64_t at;
    const char *form;
    struct hash method;
    uint64_t audit; /* number of the audit row that belongs to it */
    const void *content;
    size_t n;
};

struct hash row_claim_hash(const struct side *side, const struct row_claim *claim);

/*
 * A two-person action: both sign
 *
 *     "sis-tui two persons 1" | side | action (bytes) | object id | hash of the exact bytes (32)
 *     | moment | first account id | second account id
 *
 * Encoded: version 1 (1) | action length (1) | action | object (16) | hash (32) | moment (8)
 *          | first id (16) | second id (16) | first signature (64) | second signature (64)
 */
#define TWO_PERSONS_ACTION 64 /* bytes of the action's code, with NUL */
#define TWO_PERSONS_MAX 320   /* bytes, encoded */

struct two_persons {
    char action[TWO_PERSONS_ACTION]; /* its code, as in the log */
    struct id object;
    struct hash exact; /* of what is printed, exported, changed */
    int64_t at;
    struct id by[2];
    struct signature signature[2];
};

/* Fills by and signature from two rings. Refuses (ERR_DENIED) one person twice. */
bool two_persons_sign(struct two_persons *it, const struct keyring *first,
                      const struct keyring *second, struct err *err) WARN_UNUSED;
/* Both signatures right, two persons, two different keys. */
bool two_persons_check(const struct side *side, const struct two_persons *it,
                       const struct public_keys *first, const struct public_keys *second);
bool two_persons_encode(const struct two_persons *it, struct str *out);
bool two_persons_decode(const void *bytes, size_t n, struct two_persons *it);
/* The same in hex digits, as an answer of a row keeps it. */
bool two_persons_text(const struct two_persons *it, struct str *out);
bool two_persons_parse(const char *text, struct two_persons *it);

#endif
