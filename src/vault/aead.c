/* aead.c - sealing in place, and padding. */
#include "vault/aead.h"

#include <sodium.h>

_Static_assert(AEAD_KEY == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "key");
_Static_assert(AEAD_NONCE == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, "nonce");
_Static_assert(AEAD_TAG == crypto_aead_xchacha20poly1305_ietf_ABYTES, "tag");

#define SMALL_MAX ((size_t)8192) /* content up to here is padded finely */
#define SMALL_BLOCK ((size_t)512)
#define LARGE_BLOCK ((size_t)4096)

void aead_seal(uint8_t *body, size_t n, const uint8_t key[AEAD_KEY], const struct hash *bound)
{
    uint8_t *text = body + AEAD_NONCE;

    randombytes_buf(body, AEAD_NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt_detached(text, text + n, NULL, text, n, bound->byte,
                                                        sizeof(bound->byte), NULL, body, key);
}

bool aead_open(const uint8_t *body, size_t n, uint8_t *text, const uint8_t key[AEAD_KEY],
               const struct hash *bound)
{
    const uint8_t *sealed = body + AEAD_NONCE;

    if (crypto_aead_xchacha20poly1305_ietf_decrypt_detached(
            text, NULL, sealed, n, sealed + n, bound->byte, sizeof(bound->byte), body, key) == 0)
        return true;
    sodium_memzero(text, n);
    return false;
}

static size_t block_of_content(size_t n)
{
    return n > SMALL_MAX ? LARGE_BLOCK : SMALL_BLOCK;
}

size_t padded_size(size_t n)
{
    size_t block = block_of_content(n);

    return n - n % block + block;
}

void pad(uint8_t *text, size_t n)
{
    size_t padded;

    sodium_pad(&padded, text, n, block_of_content(n), padded_size(n));
}

/* The text is authenticated, so there is no oracle to keep from telling where the padding begins;
 * sodium_unpad's constant time would be a fifth of opening a case. */
bool unpad(const uint8_t *text, size_t padded, size_t *n)
{
    size_t block = padded > SMALL_MAX + SMALL_BLOCK ? LARGE_BLOCK : SMALL_BLOCK;
    size_t at = padded;

    if (padded == 0 || padded % block != 0)
        return false;
    while (at > padded - block && text[at - 1] == 0)
        at--;
    if (at == padded - block || text[at - 1] != 0x80 || padded_size(at - 1) != padded)
        return false;
    *n = at - 1;
    return true;
}
