/* box.c - sealing to people who are not here. */
#include "sis/vault/box.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "vault/aead.h"
#include "vault/keys.h"

_Static_assert(BOX_SLOT == AEAD_KEY + crypto_box_SEALBYTES, "slot");
_Static_assert(sizeof(((struct box_start *)0)->content_key) == AEAD_KEY, "content key");

#define INSIDE_HEAD (ID_BYTES + VAULT_SIGNATURE)

static struct hash sender_hash(const struct side *side, const struct hash *binding,
                               const struct id *sender, const void *content, size_t n)
{
    struct binder binder;

    binder_init(&binder, "sis-tui sender 1", side);
    binder_hash(&binder, binding);
    binder_id(&binder, sender);
    binder_bytes(&binder, content, n);
    return binder_end(&binder);
}

static void write_inside(uint8_t *inside, const struct side *side, const struct keyring *sender,
                         const struct hash *binding, const void *content, size_t n)
{
    if (sender) {
        struct hash hash = sender_hash(side, binding, &sender->account, content, n);

        memcpy(inside, sender->account.byte, ID_BYTES);
        crypto_sign_detached(inside + ID_BYTES, NULL, hash.byte, sizeof(hash.byte),
                             sender->identity->sign);
    }
    if (n > 0)
        memcpy(inside + INSIDE_HEAD, content, n);
    pad(inside, INSIDE_HEAD + n);
}

bool box_begin(const struct box_to *recipients, size_t n_recipients, struct box_start *start,
               struct err *err)
{
    bool sealed = true;

    assert(n_recipients >= 1 && n_recipients <= BOX_RECIPIENTS);
    start->head[0] = (uint8_t)n_recipients;
    start->n = 1 + n_recipients * BOX_SLOT;
    randombytes_buf(start->content_key, sizeof(start->content_key));
    for (size_t i = 0; i < n_recipients; i++)
        sealed &= crypto_box_seal(start->head + 1 + i * BOX_SLOT, start->content_key,
                                  sizeof(start->content_key), recipients[i].box) == 0;
    if (sealed)
        return true;
    box_drop(start);
    return err_set(err, ERR_CORRUPT, T_VAULT_RECIPIENT, NULL, NULL);
}

void box_drop(struct box_start *start)
{
    sodium_memzero(start->content_key, sizeof(start->content_key));
    start->n = 0;
}

bool box_finish(struct box_start *start, const struct side *side, const struct keyring *sender,
                const struct hash *binding, const void *content, size_t n, struct str *out,
                struct err *err)
{
    size_t head = start->n;
    bool fits;

    assert(head > 0); /* a content key is for one box */
    str_clear(out);
    fits = n <= BOX_MAX && str_repeat(out, 0, head + AEAD_EXTRA + padded_size(INSIDE_HEAD + n));
    if (fits) {
        uint8_t *bytes = (uint8_t *)out->p;

        memcpy(bytes, start->head, head);
        write_inside(bytes + head + AEAD_NONCE, side, sender, binding, content, n);
        aead_seal(bytes + head, padded_size(INSIDE_HEAD + n), start->content_key, binding);
    }
    box_drop(start);
    return fits || err_set(err, ERR_LIMIT, T_VAULT_TOO_LARGE, NULL, NULL);
}

bool box_seal(const struct side *side, const struct keyring *sender,
              const struct box_to *recipients, size_t n_recipients, const struct hash *binding,
              const void *content, size_t n, struct str *out, struct err *err)
{
    struct box_start start;

    str_clear(out);
    return box_begin(recipients, n_recipients, &start, err) &&
           box_finish(&start, side, sender, binding, content, n, out, err);
}

/* Reads sender and content out of the opened inside, which lies in out. */
static enum seal read_inside(struct str *out, struct box_sender *sender)
{
    uint8_t *inside = (uint8_t *)out->p;
    size_t n;

    if (!unpad(inside, out->n, &n) || n < INSIDE_HEAD)
        return SEAL_BROKEN;
    memcpy(sender->account.byte, inside, ID_BYTES);
    memcpy(sender->signature, inside + ID_BYTES, VAULT_SIGNATURE);
    sender->is_signed = !sodium_is_zero(inside, INSIDE_HEAD);
    n -= INSIDE_HEAD;
    memmove(inside, inside + INSIDE_HEAD, n);
    sodium_memzero(inside + n, out->n - n);
    str_truncate(out, n);
    return SEAL_OPEN;
}

static enum seal open_with(const uint8_t public[VAULT_PUBLIC], const uint8_t secret[32],
                           const struct hash *binding, const uint8_t *sealed, size_t n,
                           struct str *out, struct box_sender *sender)
{
    uint8_t content_key[AEAD_KEY];
    size_t slots = n > 0 ? sealed[0] : 0;
    size_t head = 1 + slots * BOX_SLOT;
    bool mine = false;

    str_clear(out);
    memset(sender, 0, sizeof(*sender));
    if (slots < 1 || slots > BOX_RECIPIENTS || n <= head + AEAD_EXTRA)
        return SEAL_BROKEN;
    for (size_t i = 0; i < slots && !mine; i++)
        mine = crypto_box_seal_open(content_key, sealed + 1 + i * BOX_SLOT, BOX_SLOT, public,
                                    secret) == 0;
    if (!mine)
        return SEAL_NO_KEY;

    size_t padded = n - head - AEAD_EXTRA;
    enum seal seal = SEAL_BROKEN;

    if (str_repeat(out, 0, padded) &&
        aead_open(sealed + head, padded, (uint8_t *)out->p, content_key, binding))
        seal = read_inside(out, sender);
    sodium_memzero(content_key, sizeof(content_key));
    if (seal != SEAL_OPEN) {
        sodium_memzero(out->p, out->n);
        str_clear(out);
        memset(sender, 0, sizeof(*sender));
    }
    return seal;
}

enum seal box_open(const struct keyring *ring, const struct hash *binding, const void *sealed,
                   size_t n, struct str *out, struct box_sender *sender)
{
    return open_with(ring->public.box, ring->identity->box, binding, sealed, n, out, sender);
}

enum seal box_open_key(const struct vault_key *key, const struct hash *binding, const void *sealed,
                       size_t n, struct str *out, struct box_sender *sender)
{
    return open_with(key->box_public, key->box_secret, binding, sealed, n, out, sender);
}

bool box_sender_check(const struct side *side, const struct hash *binding, const void *content,
                      size_t n, const struct box_sender *sender, const struct public_keys *keys)
{
    if (!sender->is_signed)
        return false;
    struct hash hash = sender_hash(side, binding, &sender->account, content, n);

    return crypto_sign_verify_detached(sender->signature, hash.byte, sizeof(hash.byte),
                                       keys->sign) == 0;
}
