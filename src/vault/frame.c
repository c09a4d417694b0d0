/* frame.c - what the signed lists have in common. */
#include "vault/frame.h"

#include <string.h>

#include "sis/vault/sign.h"

#define MAGIC "SISL"
#define MAGIC_BYTES 4
#define VERSION 1
#define HEAD_BYTES (MAGIC_BYTES + 2)
#define TAIL_BYTES (ID_BYTES + VAULT_SIGNATURE)

static struct hash frame_hash(const struct side *side, const void *bytes, size_t n)
{
    struct binder binder;

    binder_init(&binder, "sis-tui statement 1", side);
    binder_bytes(&binder, bytes, n);
    return binder_end(&binder);
}

void frame_begin(struct str *out, enum statement_kind kind)
{
    str_clear(out);
    str_add(out, MAGIC, MAGIC_BYTES);
    wire_u8(out, (uint8_t)kind);
    wire_u8(out, VERSION);
}

bool frame_sign(const struct keyring *ring, struct str *out, struct err *err)
{
    struct signature signature;

    str_add(out, keyring_account(ring)->byte, ID_BYTES);
    struct hash hash = frame_hash(keyring_side(ring), out->p, out->n);

    sign_hash(ring, &hash, &signature);
    str_add(out, signature.byte, VAULT_SIGNATURE);
    if (!out->over && out->n <= STATEMENT_MAX)
        return true;
    str_clear(out);
    return err_set(err, ERR_LIMIT, T_VAULT_TOO_LARGE, NULL, NULL);
}

static bool broken(struct err *err)
{
    return err_set(err, ERR_CORRUPT, T_VAULT_LIST_BROKEN, NULL, NULL);
}

bool frame_read(const void *bytes, size_t n, enum statement_kind kind, struct frame *frame,
                struct err *err)
{
    const uint8_t *at = bytes;

    if (n < HEAD_BYTES + TAIL_BYTES || n > STATEMENT_MAX || memcmp(at, MAGIC, MAGIC_BYTES) != 0 ||
        at[MAGIC_BYTES] != kind)
        return broken(err);
    if (at[MAGIC_BYTES + 1] != VERSION)
        return err_set(err, ERR_VERSION, T_VAULT_NEWER, NULL, NULL);
    frame->bytes = at;
    frame->n = n;
    frame->body = (struct reader){.p = at + HEAD_BYTES, .n = n - HEAD_BYTES - TAIL_BYTES};
    memcpy(frame->signer.byte, at + n - TAIL_BYTES, ID_BYTES);
    return true;
}

bool frame_check(const struct frame *frame, const struct side *side,
                 const uint8_t sign[VAULT_PUBLIC], struct err *err)
{
    size_t signed_n = frame->n - VAULT_SIGNATURE;
    struct hash hash = frame_hash(side, frame->bytes, signed_n);
    struct signature signature;

    memcpy(signature.byte, frame->bytes + signed_n, VAULT_SIGNATURE);
    return sign_check(&hash, &signature, sign) || broken(err);
}

const struct lead *frame_check_lead(const struct frame *frame, const struct side *side,
                                    const struct lead_list *leads, struct err *err)
{
    for (size_t i = 0; i < leads->n; i++)
        if (id_equal(&leads->leads[i].account, &frame->signer))
            return frame_check(frame, side, leads->leads[i].keys.sign, err) ? &leads->leads[i]
                                                                            : NULL;
    err_set(err, ERR_DENIED, T_VAULT_LIST_SIGNER, NULL, NULL);
    return NULL;
}

bool frame_lead_held(const struct lead *lead, int64_t at, bool *ended, struct err *err)
{
    *ended = lead->ended != 0;
    if (lead->ended != 0 && at > lead->ended)
        return err_set(err, ERR_DENIED, T_VAULT_LIST_SIGNER, NULL, NULL);
    return true;
}

/* ---- keys ---- */

void wire_public(struct str *out, const struct public_keys *keys)
{
    str_add(out, keys->box, VAULT_PUBLIC);
    str_add(out, keys->sign, VAULT_PUBLIC);
}

void read_public(struct reader *reader, struct public_keys *keys)
{
    read_fixed(reader, keys->box, VAULT_PUBLIC);
    read_fixed(reader, keys->sign, VAULT_PUBLIC);
}

bool public_keys_equal(const struct public_keys *a, const struct public_keys *b)
{
    return memcmp(a->box, b->box, VAULT_PUBLIC) == 0 && memcmp(a->sign, b->sign, VAULT_PUBLIC) == 0;
}

bool public_keys_share(const struct public_keys *a, const struct public_keys *b)
{
    return memcmp(a->box, b->box, VAULT_PUBLIC) == 0 || memcmp(a->sign, b->sign, VAULT_PUBLIC) == 0;
}

void wire_key_entry(struct str *out, const struct key_entry *entry)
{
    wire_u8(out, (uint8_t)entry->kind);
    wire_u32(out, entry->number);
    str_add(out, entry->hash.byte, VAULT_HASH);
    str_add(out, entry->box, VAULT_PUBLIC);
    wire_u32(out, (uint32_t)entry->n);
    for (size_t i = 0; i < entry->n; i++) {
        str_add(out, entry->wraps[i].recipient.byte, ID_BYTES);
        str_add(out, entry->wraps[i].sealed, WRAP_BYTES);
    }
}

void read_key_entry(struct reader *reader, struct arena *arena, struct key_entry *entry)
{
    uint8_t kind = read_u8(reader);

    if (kind < KEY_HOME || kind > KEY_AUDIT)
        reader->bad = true;
    entry->kind = (enum key_kind)kind;
    entry->number = read_u32(reader);
    read_fixed(reader, entry->hash.byte, VAULT_HASH);
    read_fixed(reader, entry->box, VAULT_PUBLIC);
    entry->n = read_count(reader, sizeof(struct key_wrap));
    struct key_wrap *wraps = arena_array(arena, entry->n, sizeof(*wraps));

    for (size_t i = 0; i < entry->n; i++) {
        wraps[i].recipient = read_id(reader);
        read_fixed(reader, wraps[i].sealed, WRAP_BYTES);
    }
    entry->wraps = wraps;
}

bool key_entry_holds(const struct key_entry *entry)
{
    for (size_t i = 0; i < entry->n; i++)
        if (key_entry_wrap(entry, &entry->wraps[i].recipient) != &entry->wraps[i])
            return false;
    return true;
}

const struct key_wrap *key_entry_wrap(const struct key_entry *entry, const struct id *recipient)
{
    for (size_t i = 0; i < entry->n; i++)
        if (id_equal(&entry->wraps[i].recipient, recipient))
            return &entry->wraps[i];
    return NULL;
}
