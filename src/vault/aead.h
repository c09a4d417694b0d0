/*
 * aead.h - the one way everything is sealed: nonce | text | tag, in place, padded.
 */
#ifndef SIS_SRC_VAULT_AEAD_H
#define SIS_SRC_VAULT_AEAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sis/vault/hash.h"

#define AEAD_KEY 32
#define AEAD_NONCE 24
#define AEAD_TAG 16
#define AEAD_EXTRA (AEAD_NONCE + AEAD_TAG)

/* body holds AEAD_NONCE bytes, text of n bytes, AEAD_TAG bytes: the text is sealed where it lies,
 * under a random nonce, bound to a hash. */
void aead_seal(uint8_t *body, size_t n, const uint8_t key[AEAD_KEY], const struct hash *bound);
/* Opens n bytes of text from body (n + AEAD_EXTRA bytes) into text, which may be body + AEAD_NONCE.
 * False leaves zeros in text. */
bool aead_open(const uint8_t *body, size_t n, uint8_t *text, const uint8_t key[AEAD_KEY],
               const struct hash *bound);

/* n bytes of content with their padding. */
size_t padded_size(size_t n);
/* Pads n bytes in a buffer that holds padded_size(n). */
void pad(uint8_t *text, size_t n);
/* False when these bytes cannot have come from pad. */
bool unpad(const uint8_t *text, size_t padded, size_t *n);

#endif
