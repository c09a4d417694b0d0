/*
 * frame.h - what the signed lists have in common: head, signer, signature; and key entries.
 */
#ifndef SIS_SRC_VAULT_FRAME_H
#define SIS_SRC_VAULT_FRAME_H

#include <stdbool.h>
#include <stddef.h>

#include "sis/vault/statement.h"
#include "vault/wire.h"

/* Starts a list in out. */
void frame_begin(struct str *out, enum statement_kind kind);
/* Adds the signer (the ring's owner) and the signature. ERR_LIMIT, with out empty, when the list is
 * larger than STATEMENT_MAX. */
bool frame_sign(const struct keyring *ring, struct str *out, struct err *err) WARN_UNUSED;

/* A list taken apart, nothing of it trusted yet. */
struct frame {
    const uint8_t *bytes;
    size_t n;
    struct reader body;
    struct id signer;
};

bool frame_read(const void *bytes, size_t n, enum statement_kind kind, struct frame *frame,
                struct err *err) WARN_UNUSED;
/* That it carries the signature of this key. */
bool frame_check(const struct frame *frame, const struct side *side,
                 const uint8_t sign[VAULT_PUBLIC], struct err *err) WARN_UNUSED;
/* That a lead on the list signed it, ended or not. NULL otherwise. */
const struct lead *frame_check_lead(const struct frame *frame, const struct side *side,
                                    const struct lead_list *leads, struct err *err);
/* A list dated `at` by this lead may hold. *ended: it holds, but the lead has ended since. */
bool frame_lead_held(const struct lead *lead, int64_t at, bool *ended, struct err *err) WARN_UNUSED;

void wire_public(struct str *out, const struct public_keys *keys); /* box, sign */
void read_public(struct reader *reader, struct public_keys *keys);
void wire_key_entry(struct str *out, const struct key_entry *entry);
void read_key_entry(struct reader *reader, struct arena *arena, struct key_entry *entry);
#define KEY_ENTRY_LEAST (1 + 4 + VAULT_HASH + VAULT_PUBLIC + 4)
/* No recipient twice. */
bool key_entry_holds(const struct key_entry *entry);
/* NULL: not wrapped for them. */
const struct key_wrap *key_entry_wrap(const struct key_entry *entry, const struct id *recipient);
bool public_keys_equal(const struct public_keys *a, const struct public_keys *b);
/* One half of one is one half of the other. */
bool public_keys_share(const struct public_keys *a, const struct public_keys *b);

#endif
