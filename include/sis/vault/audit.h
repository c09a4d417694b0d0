/*
 * audit.h - the log that cannot be edited unnoticed.
 *
 * Row `number` (1, 2, ...) has a sealed body: a box (box.h) to the current log key, with the
 * binding "sis-tui audit 1" | side | number u64 | previous hash (32) | log key number u32. The
 * payload is padded and signed inside by the actor, over the previous hash; only starts and failed
 * log-ins are unsigned. Stored:
 *
 *     body = log key number u32 | box
 *     hash = hash of "sis-tui chain 1" | side | number u64 | previous hash (32) | body (bytes)
 *
 * The first previous hash is zeros. Anyone can check the chain without a key; reviewers, leads and
 * recovery can read. A cut tail shows only against a head kept elsewhere.
 */
#ifndef SIS_VAULT_AUDIT_H
#define SIS_VAULT_AUDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sis/base/err.h"
#include "sis/base/str.h"
#include "sis/vault/box.h"
#include "sis/vault/hash.h"
#include "sis/vault/keyring.h"

/* Where the next row is put. */
struct audit_link {
    uint64_t number;      /* of the row */
    struct hash previous; /* hash of the row before; zeros for number 1 */
};

/* A row begun: what can be done before its place is known. */
struct audit_start {
    uint8_t log_key[VAULT_PUBLIC];
    uint32_t log_key_number;
    struct box_start box;
};

/* log_key and its number come from the verified home statement. Ended by audit_seal, or by box_drop of
 * its box. */
bool audit_begin(const uint8_t log_key[VAULT_PUBLIC], uint32_t log_key_number,
                 struct audit_start *start, struct err *err) WARN_UNUSED;
/* Seals one payload; actor NULL leaves it unsigned. Sets body and the row's hash. */
bool audit_seal(const struct side *side, const struct audit_link *link, const struct keyring *actor,
                struct audit_start *start, const void *payload, size_t n, struct str *body,
                struct hash *hash, struct err *err) WARN_UNUSED;

/* The row's hash, from its stored body: needs no key. */
struct hash audit_hash(const struct side *side, const struct audit_link *link, const void *body,
                       size_t n);

/* For whoever reviews the log. Opens with the log key (kind AUDIT) of the number the body names. The sender's signature is
 * checked by audit_sender_check, with the payload just opened. */
enum seal audit_open(const struct keyring *ring, const struct audit_link *link, const void *body,
                     size_t n, struct str *payload, struct box_sender *sender);
bool audit_sender_check(const struct side *side, const struct audit_link *link, const void *body,
                        size_t n, const struct str *payload, const struct box_sender *sender,
                        const struct public_keys *keys);

#endif
