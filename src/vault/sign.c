/* sign.c - signatures of rows and of two people. */
#include "sis/vault/sign.h"

#include <sodium.h>
#include <string.h>

#include "vault/keys.h"
#include "vault/wire.h"

#define TWO_PERSONS_VERSION 1

_Static_assert(VAULT_SIGNATURE == crypto_sign_BYTES, "signature");

void sign_hash(const struct keyring *ring, const struct hash *hash, struct signature *out)
{
    crypto_sign_detached(out->byte, NULL, hash->byte, sizeof(hash->byte), ring->identity->sign);
}

bool sign_check(const struct hash *hash, const struct signature *signature,
                const uint8_t sign[VAULT_PUBLIC])
{
    return crypto_sign_verify_detached(signature->byte, hash->byte, sizeof(hash->byte), sign) == 0;
}

struct hash row_claim_hash(const struct side *side, const struct row_claim *claim)
{
    struct binder binder;

    binder_init(&binder, "sis-tui record 1", side);
    binder_id(&binder, &claim->row);
    binder_id(&binder, &claim->record);
    binder_id(&binder, &claim->case_id);
    binder_id(&binder, &claim->author);
    binder_text(&binder, claim->role);
    binder_moment(&binder, claim->at);
    binder_text(&binder, claim->form);
    binder_hash(&binder, &claim->method);
    binder_u64(&binder, claim->audit);
    binder_bytes(&binder, claim->content, claim->n);
    return binder_end(&binder);
}

/* ---- two persons ---- */

static struct hash two_persons_hash(const struct side *side, const struct two_persons *it)
{
    struct binder binder;

    binder_init(&binder, "sis-tui two persons 1", side);
    binder_text(&binder, it->action);
    binder_id(&binder, &it->object);
    binder_hash(&binder, &it->exact);
    binder_moment(&binder, it->at);
    binder_id(&binder, &it->by[0]);
    binder_id(&binder, &it->by[1]);
    return binder_end(&binder);
}

static bool two_keys(const uint8_t a[VAULT_PUBLIC], const uint8_t b[VAULT_PUBLIC])
{
    return !vault_equal(a, b, VAULT_PUBLIC);
}

bool two_persons_sign(struct two_persons *it, const struct keyring *first,
                      const struct keyring *second, struct err *err)
{
    if (id_equal(&first->account, &second->account) ||
        !two_keys(first->public.sign, second->public.sign))
        return err_set(err, ERR_DENIED, T_VAULT_SAME_PERSON, NULL, NULL);
    it->by[0] = first->account;
    it->by[1] = second->account;
    struct hash hash = two_persons_hash(&first->side, it);

    sign_hash(first, &hash, &it->signature[0]);
    sign_hash(second, &hash, &it->signature[1]);
    return true;
}

bool two_persons_check(const struct side *side, const struct two_persons *it,
                       const struct public_keys *first, const struct public_keys *second)
{
    struct hash hash = two_persons_hash(side, it);

    return !id_equal(&it->by[0], &it->by[1]) && two_keys(first->sign, second->sign) &&
           sign_check(&hash, &it->signature[0], first->sign) &&
           sign_check(&hash, &it->signature[1], second->sign);
}

bool two_persons_encode(const struct two_persons *it, struct str *out)
{
    str_clear(out);
    wire_u8(out, TWO_PERSONS_VERSION);
    wire_text(out, it->action);
    str_add(out, it->object.byte, ID_BYTES);
    str_add(out, it->exact.byte, VAULT_HASH);
    wire_moment(out, it->at);
    for (int i = 0; i < 2; i++)
        str_add(out, it->by[i].byte, ID_BYTES);
    for (int i = 0; i < 2; i++)
        str_add(out, it->signature[i].byte, VAULT_SIGNATURE);
    return !out->over;
}

bool two_persons_decode(const void *bytes, size_t n, struct two_persons *it)
{
    struct reader reader = {.p = bytes, .n = n};
    struct two_persons read = {0};

    if (read_u8(&reader) != TWO_PERSONS_VERSION)
        return false;
    size_t action_n = read_u8(&reader);

    if (action_n >= sizeof(read.action))
        return false;
    read_fixed(&reader, read.action, action_n);
    if (memchr(read.action, 0, action_n))
        return false;
    read.object = read_id(&reader);
    read_fixed(&reader, read.exact.byte, VAULT_HASH);
    read.at = read_moment(&reader);
    for (int i = 0; i < 2; i++)
        read.by[i] = read_id(&reader);
    for (int i = 0; i < 2; i++)
        read_fixed(&reader, read.signature[i].byte, VAULT_SIGNATURE);
    if (!read_done(&reader))
        return false;
    *it = read;
    return true;
}

bool two_persons_text(const struct two_persons *it, struct str *out)
{
    char hex[2 * TWO_PERSONS_MAX + 1];
    struct str bytes;
    bool done;

    str_clear(out);
    str_init(&bytes, TWO_PERSONS_MAX);
    done = two_persons_encode(it, &bytes) &&
           str_puts(out, sodium_bin2hex(hex, sizeof hex, (const uint8_t *)bytes.p, bytes.n));
    str_release(&bytes);
    return done;
}

bool two_persons_parse(const char *text, struct two_persons *it)
{
    uint8_t bytes[TWO_PERSONS_MAX];
    size_t n;

    return sodium_hex2bin(bytes, sizeof bytes, text, strlen(text), NULL, &n, NULL) == 0 &&
           two_persons_decode(bytes, n, it);
}
