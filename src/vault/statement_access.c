/* statement_access.c - who reads a case, and who never may. */
#include <string.h>

#include "vault/aead.h"
#include "vault/frame.h"
#include "vault/keys.h"

static bool access_holds(const struct access_list *it)
{
    static const struct id recovery;

    return !id_is_none(&it->case_id) && it->key.kind == KEY_CASE && key_entry_holds(&it->key) &&
           key_entry_wrap(&it->key, &recovery) != NULL;
}

bool access_list_sign(const struct keyring *ring, const struct access_list *it, struct str *out,
                      struct err *err)
{
    if (!access_holds(it))
        return err_set(err, ERR_INPUT, T_VAULT_LIST_CONTENT, NULL, NULL);
    frame_begin(out, STATEMENT_ACCESS);
    str_add(out, it->case_id.byte, ID_BYTES);
    wire_u64(out, it->number);
    wire_moment(out, it->at);
    wire_key_entry(out, &it->key);
    wire_u32(out, (uint32_t)it->denials_n);
    str_add(out, it->denials, it->denials_n);
    return frame_sign(ring, out, err);
}

static bool read_access(struct reader *body, struct arena *arena, struct access_list *it)
{
    it->case_id = read_id(body);
    it->number = read_u64(body);
    it->at = read_moment(body);
    read_key_entry(body, arena, &it->key);
    it->denials_n = read_count(body, 1);
    const uint8_t *denials = read_borrow(body, it->denials_n);
    uint8_t *copy = arena_alloc(arena, it->denials_n);

    if (denials)
        memcpy(copy, denials, it->denials_n);
    it->denials = copy;
    return read_done(body) && access_holds(it);
}

const struct access_list *access_list_open(const struct side *side, const void *bytes, size_t n,
                                           const struct id *case_id, uint64_t at_least,
                                           const struct lead_list *leads, struct arena *arena,
                                           struct err *err)
{
    struct frame frame;

    if (!frame_read(bytes, n, STATEMENT_ACCESS, &frame, err))
        return NULL;
    const struct lead *signer = frame_check_lead(&frame, side, leads, err);

    if (!signer)
        return NULL;
    struct access_list *it = arena_alloc(arena, sizeof(*it));

    it->signer = frame.signer;
    if (!read_access(&frame.body, arena, it) || !id_equal(&it->case_id, case_id)) {
        err_set(err, ERR_CORRUPT, T_VAULT_LIST_BROKEN, NULL, NULL);
        return NULL;
    }
    if (it->number < at_least) {
        err_set(err, ERR_CONFLICT, T_VAULT_OLDER, NULL, NULL);
        return NULL;
    }
    if (!frame_lead_held(signer, it->at, &it->signer_ended, err))
        return NULL;
    return it;
}

bool access_list_has(const struct access_list *it, const struct id *account)
{
    return key_entry_wrap(&it->key, account) != NULL;
}

enum seal access_unwrap(const struct access_list *it, struct keyring *ring,
                        const struct vault_key **key)
{
    const struct key_wrap *wrap = key_entry_wrap(&it->key, keyring_account(ring));

    if (!wrap)
        return SEAL_NO_KEY;
    return keyring_unwrap(ring, KEY_CASE, &it->case_id, it->key.number, wrap, &it->key.hash,
                          it->key.box, key);
}

/* ---- denials ---- */

static struct hash denials_bound(const struct vault_key *key)
{
    struct binder binder;

    binder_init(&binder, "sis-tui denials 1", &key->side);
    binder_id(&binder, &key->owner);
    binder_u32(&binder, key->number);
    return binder_end(&binder);
}

bool access_denials_seal(const struct vault_key *key, const struct id *accounts, size_t n,
                         struct str *out)
{
    struct hash bound = denials_bound(key);
    size_t content = n * ID_BYTES;

    str_clear(out);
    if (content > STATEMENT_MAX / 2 || !str_repeat(out, 0, padded_size(content) + AEAD_EXTRA))
        return false;
    uint8_t *body = (uint8_t *)out->p;

    for (size_t i = 0; i < n; i++)
        memcpy(body + AEAD_NONCE + i * ID_BYTES, accounts[i].byte, ID_BYTES);
    pad(body + AEAD_NONCE, content);
    aead_seal(body, padded_size(content), key->row, &bound);
    return true;
}

enum seal access_denials_open(const struct vault_key *key, const struct access_list *it,
                              struct arena *arena, const struct id **accounts, size_t *n)
{
    struct hash bound = denials_bound(key);
    size_t content;

    *accounts = NULL;
    *n = 0;
    if (it->denials_n == 0)
        return SEAL_OPEN;
    if (it->denials_n <= AEAD_EXTRA)
        return SEAL_BROKEN;
    size_t padded = it->denials_n - AEAD_EXTRA;
    uint8_t *text = arena_alloc(arena, padded);

    if (!aead_open(it->denials, padded, text, key->row, &bound) || !unpad(text, padded, &content) ||
        content % ID_BYTES != 0)
        return SEAL_BROKEN;
    struct id *ids = arena_array(arena, content / ID_BYTES, sizeof(*ids));

    for (size_t i = 0; i < content / ID_BYTES; i++)
        memcpy(ids[i].byte, text + i * ID_BYTES, ID_BYTES);
    *accounts = ids;
    *n = content / ID_BYTES;
    return SEAL_OPEN;
}
