/*
 * seal.h - sealing rows.
 *
 * A sealed body is
 *
 *     nonce (24, random) | XChaCha20-Poly1305-IETF of the padded content | tag (16)
 *
 * with the associated data: hash of "sis-tui row 1" | side | row id | key kind u8 | key owner | key
 * number u32. Content is padded with sodium_pad to a multiple of 512 bytes, or of 4096 when it is
 * larger than 8192, so that its size says little. A body moved to another row, case, home, key
 * number or to the other side of practice is BROKEN, as is one with any bit changed. Covers: a
 * stolen file, a colleague without the key, rows altered, swapped or put into another case. Does not
 * cover: a row taken away or an older file put back (audit.h), a forgery by somebody who has the key
 * (sign.h).
 */
#ifndef SIS_VAULT_SEAL_H
#define SIS_VAULT_SEAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sis/vault/keyring.h"

#define ROW_MAX ((size_t)4 << 20) /* content bytes; more is a programmer's mistake: check first */

/* Bytes of the sealed body for n bytes of content. */
size_t row_sealed_size(size_t n);
/* A buffer of this size holds whatever a body of n bytes opens to; 0: it cannot be a body. */
size_t row_content_max(size_t sealed_n);

/* Writes row_sealed_size(n) bytes to out, which must not overlap content. */
void row_seal(const struct vault_key *key, const struct id *row, const void *content, size_t n,
              uint8_t *out);
/*
 * Opens into out, which holds row_content_max(sealed_n) bytes, and sets *n. The content is followed
 * by no NUL. OPEN or BROKEN; when BROKEN out is wiped and *n is 0. Does not allocate. The text is
 * handed out in the caller's memory: wiping it is the caller's.
 */
enum seal row_open(const struct vault_key *key, const struct id *row, const uint8_t *sealed,
                   size_t sealed_n, uint8_t *out, size_t *n);

#endif
