/*
 * box.h - sealing to people who are not here: letterbox, replies, drafts, the log.
 *
 * A box can be made by anybody and opened by whoever holds the secret half of one of its
 * recipients: an account's (a note to a lead, a reply, a draft of one's own) or a key's (a case's
 * letterbox, the log). Its bytes are
 *
 *     recipients n (1) | n times crypto_box_seal of the content key (80)
 *     nonce (24) | XChaCha20-Poly1305-IETF under the content key of the padded inside | tag (16)
 *
 * inside = sender id (16, zeros: unsigned) | signature (64, zeros: unsigned) | content, padded as
 * rows are. Associated data: the binding. The binding is the caller's hash (a binder with a label
 * of its own and everything the box must stay with: what it is, its row, its recipient), so a box
 * put elsewhere is BROKEN. The sender's signature is over
 *
 *     "sis-tui sender 1" | side | binding (32) | sender id | content (bytes)
 *
 * Sealing to a box hides who made it; the signature inside says it to whoever opens. A box without
 * signature may come from anyone who can write to the file. Covers: whoever may write but not read,
 * staff who read the file, boxes moved or altered. Does not cover: one copied or taken away, so the
 * caller keeps what it has opened apart from what comes again.
 */
#ifndef SIS_VAULT_BOX_H
#define SIS_VAULT_BOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sis/base/str.h"
#include "sis/vault/hash.h"
#include "sis/vault/keyring.h"
#include "sis/vault/vault.h"

#define BOX_RECIPIENTS 16                           /* most recipients of one box */
#define BOX_MAX ((size_t)4 << 20)                   /* content bytes */
#define LETTERBOX_MAX ((size_t)64 << 10)            /* content of what is put into a letterbox */
#define LETTERBOX_SEALED_MAX (LETTERBOX_MAX + 8192) /* larger ones are set aside unopened */

/* One recipient, borrowed: key_box(), public_keys.box. */
struct box_to {
    const uint8_t *box; /* VAULT_PUBLIC bytes */
};

/* Who says they made the content. */
struct box_sender {
    bool is_signed;
    struct id account; /* none when not signed */
    uint8_t signature[VAULT_SIGNATURE];
};

#define BOX_SLOT 80 /* a content key sealed to one recipient */

/*
 * A box begun: its content key, sealed to the recipients. That is most of what a box costs and depends
 * on neither content nor place, so it can be done before a lock is taken. Holds a secret until
 * box_finish or box_drop, which wipe it.
 */
struct box_start {
    uint8_t content_key[32];
    size_t n; /* bytes of head; 0: there is none, or it has been used */
    uint8_t head[1 + BOX_RECIPIENTS * BOX_SLOT];
};

/* False, and nothing begun, when a recipient's key is none. */
bool box_begin(const struct box_to *recipients, size_t n_recipients, struct box_start *start,
               struct err *err) WARN_UNUSED;
/* One box of what was begun, replacing out; else as box_seal. */
bool box_finish(struct box_start *start, const struct side *side, const struct keyring *sender,
                const struct hash *binding, const void *content, size_t n, struct str *out,
                struct err *err) WARN_UNUSED;
void box_drop(struct box_start *start);

/*
 * Both in one: seals content to 1..BOX_RECIPIENTS recipients, replacing out. sender NULL leaves it
 * unsigned. More than BOX_MAX bytes is ERR_LIMIT.
 */
bool box_seal(const struct side *side, const struct keyring *sender,
              const struct box_to *recipients, size_t n_recipients, const struct hash *binding,
              const void *content, size_t n, struct str *out, struct err *err) WARN_UNUSED;

/* Opens as the ring's owner; content replaces what is in out. NO_KEY: this person is none of the
 * recipients, or damage hit the part that is theirs. Nothing in out unless OPEN. The signature has NOT been checked: box_sender_check. */
enum seal box_open(const struct keyring *ring, const struct hash *binding, const void *sealed,
                   size_t n, struct str *out, struct box_sender *sender);
/* Opens with a key's box pair: a case's letterbox, the log. */
enum seal box_open_key(const struct vault_key *key, const struct hash *binding, const void *sealed,
                       size_t n, struct str *out, struct box_sender *sender);

/* That the sender's signature is right, with the public keys the home statement gives the sender's
 * account. False when it is not signed. */
bool box_sender_check(const struct side *side, const struct hash *binding, const void *content,
                      size_t n, const struct box_sender *sender, const struct public_keys *keys);

#endif
