/* audit.c - the chained, signed and sealed rows of the log. */
#include "sis/vault/audit.h"

#include <string.h>

#include "vault/wire.h"

#define NUMBER_BYTES 4

static struct hash row_binding(const struct side *side, const struct audit_link *link,
                               uint32_t log_key_number)
{
    struct binder binder;

    binder_init(&binder, "sis-tui audit 1", side);
    binder_u64(&binder, link->number);
    binder_hash(&binder, &link->previous);
    binder_u32(&binder, log_key_number);
    return binder_end(&binder);
}

struct hash audit_hash(const struct side *side, const struct audit_link *link, const void *body,
                       size_t n)
{
    struct binder binder;

    binder_init(&binder, "sis-tui chain 1", side);
    binder_u64(&binder, link->number);
    binder_hash(&binder, &link->previous);
    binder_bytes(&binder, body, n);
    return binder_end(&binder);
}

bool audit_begin(const uint8_t log_key[VAULT_PUBLIC], uint32_t log_key_number,
                 struct audit_start *start, struct err *err)
{
    const struct box_to recipient = {log_key};

    memcpy(start->log_key, log_key, sizeof(start->log_key));
    start->log_key_number = log_key_number;
    return box_begin(&recipient, 1, &start->box, err);
}

bool audit_seal(const struct side *side, const struct audit_link *link, const struct keyring *actor,
                struct audit_start *start, const void *payload, size_t n, struct str *body,
                struct hash *hash, struct err *err)
{
    struct hash binding = row_binding(side, link, start->log_key_number);
    uint8_t number[NUMBER_BYTES];

    wire_be32(number, start->log_key_number);
    if (!box_finish(&start->box, side, actor, &binding, payload, n, body, err))
        return false;
    if (!str_splice(body, 0, 0, number, sizeof(number)))
        return err_set(err, ERR_LIMIT, T_VAULT_TOO_LARGE, NULL, NULL);
    *hash = audit_hash(side, link, body->p, body->n);
    return true;
}

/* The number the body names; 0, which no key has, for one that is too short. */
static uint32_t body_key_number(const void *body, size_t n)
{
    struct reader reader = {.p = body, .n = n};

    return read_u32(&reader);
}

enum seal audit_open(const struct keyring *ring, const struct audit_link *link, const void *body,
                     size_t n, struct str *payload, struct box_sender *sender)
{
    const struct side *side = keyring_side(ring);
    uint32_t number = body_key_number(body, n);

    str_clear(payload);
    if (n <= NUMBER_BYTES)
        return SEAL_BROKEN;
    const struct vault_key *key = keyring_find(ring, KEY_AUDIT, &side->home, number);

    if (!key)
        return SEAL_NO_KEY;
    struct hash binding = row_binding(side, link, number);
    enum seal seal = box_open_key(key, &binding, (const uint8_t *)body + NUMBER_BYTES,
                                  n - NUMBER_BYTES, payload, sender);

    /* The row says it is for this key: whoever holds the key and cannot open it has a bad row. */
    return seal == SEAL_OPEN ? SEAL_OPEN : SEAL_BROKEN;
}

bool audit_sender_check(const struct side *side, const struct audit_link *link, const void *body,
                        size_t n, const struct str *payload, const struct box_sender *sender,
                        const struct public_keys *keys)
{
    struct hash binding = row_binding(side, link, body_key_number(body, n));

    return box_sender_check(side, &binding, payload->p, payload->n, sender, keys);
}
