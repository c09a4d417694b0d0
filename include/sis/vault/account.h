/*
 * account.h - the bundle that makes a person: secret keys and pins under their pass phrase.
 *
 * Logging in is opening the bundle. It is the only thing in the file that depends on a password:
 *
 *     "SISB" | version 1 (1) | passes u32 | memory in KiB u32 | salt (16) | nonce (24)
 *     | XChaCha20-Poly1305-IETF of the inside | tag (16) | check (16)
 *
 *     inside: X25519 secret (32) | Ed25519 seed (32) | root set u32 | root sign public (32)
 *             | root box public (32) | lead list number u64 | home statement number u64
 *
 * The key is Argon2id of the phrase (passes and memory as given, one lane). Associated data: hash
 * of "sis-tui account 1" | side | account id | passes u32 | memory u32 | salt (16). check is plain
 * BLAKE2b-128 of all bytes before it: it tells damage from a wrong password and protects nothing.
 *
 * Against an attacker who writes to the file: parameters outside FLOOR..CEILING are refused before
 * any memory is taken; a bundle of another account, home or side does not open; the pins make an
 * exchanged root, or older signed lists, show. A whole older bundle put back is seen only from the
 * log and its head outside the file.
 */
#ifndef SIS_VAULT_ACCOUNT_H
#define SIS_VAULT_ACCOUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sis/base/err.h"
#include "sis/base/str.h"
#include "sis/vault/keyring.h"
#include "sis/vault/password.h"

#define BUNDLE_BYTES 233
#define ARGON_MEMORY_FLOOR (128u << 10)    /* KiB */
#define ARGON_MEMORY_CEILING (1024u << 10) /* KiB */
#define ARGON_PASSES_CEILING 10u

/* What this person knows for certain; everything else in the file is checked against it. */
struct pins {
    uint32_t root_set;       /* rises with each new root */
    struct public_keys root; /* sign: lead lists; box: recovery */
    uint64_t leads_number;   /* highest lead list seen */
    uint64_t home_number;    /* highest home statement seen */
};

/* Seals the ring's identity and the pins under a phrase, replacing bundle. Remembers the derived
 * key in the ring for account_pin. phrase is NFC. PASSWORD_MINIMUM outside
 * practice is the caller's decision (tests). Takes about half a second at full cost. */
bool account_seal(struct keyring *ring, const char *phrase, enum password_cost cost,
                  const struct pins *pins, struct str *bundle, struct err *err) WARN_UNUSED;

/* Opens a bundle. ERR_PASSWORD: wrong phrase (or a bundle of another account or side);
 * ERR_CORRUPT: damaged; ERR_LIMIT: parameters outside what the program takes. */
struct keyring *account_open(const struct side *side, const struct id *account, const void *bundle,
                             size_t n, const char *phrase, struct err *err) WARN_UNUSED;

/* The pins of the bundle the ring was opened from or sealed to; NULL before either. */
const struct pins *account_pins(const struct keyring *ring);

/* After newer lists were verified: the same bundle with higher numbers, or with a new root that the
 * old one signed (statement.h), under the same phrase without asking for it. Lower numbers are
 * ERR_CONFLICT. The ring's pins change too. */
bool account_pin(struct keyring *ring, const struct pins *pins, struct str *bundle,
                 struct err *err) WARN_UNUSED;

#endif
