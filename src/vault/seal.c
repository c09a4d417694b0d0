/* seal.c - sealing rows. */
#include "sis/vault/seal.h"

#include <assert.h>
#include <string.h>

#include "vault/aead.h"
#include "vault/keys.h"

static struct hash row_bound(const struct vault_key *key, const struct id *row)
{
    struct binder binder;

    binder_init(&binder, "sis-tui row 1", &key->side);
    binder_id(&binder, row);
    binder_u8(&binder, (uint8_t)key->kind);
    binder_id(&binder, &key->owner);
    binder_u32(&binder, key->number);
    return binder_end(&binder);
}

size_t row_sealed_size(size_t n)
{
    return padded_size(n) + AEAD_EXTRA;
}

size_t row_content_max(size_t sealed_n)
{
    return sealed_n > AEAD_EXTRA ? sealed_n - AEAD_EXTRA : 0;
}

void row_seal(const struct vault_key *key, const struct id *row, const void *content, size_t n,
              uint8_t *out)
{
    struct hash bound = row_bound(key, row);

    assert(n <= ROW_MAX);
    if (n > 0)
        memcpy(out + AEAD_NONCE, content, n);
    pad(out + AEAD_NONCE, n);
    aead_seal(out, padded_size(n), key->row, &bound);
}

enum seal row_open(const struct vault_key *key, const struct id *row, const uint8_t *sealed,
                   size_t sealed_n, uint8_t *out, size_t *n)
{
    size_t padded = row_content_max(sealed_n);
    struct hash bound = row_bound(key, row);

    *n = 0;
    if (padded == 0 || !aead_open(sealed, padded, out, key->row, &bound))
        return SEAL_BROKEN;
    if (!unpad(out, padded, n)) {
        vault_wipe(out, padded);
        *n = 0;
        return SEAL_BROKEN;
    }
    return SEAL_OPEN;
}
