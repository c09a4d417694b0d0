/*
 * recovery.h - three codes on paper, two of which give everything back.
 *
 * A random 32-byte seed, by crypto_kdf (context "sisroot1"), gives the recovery box pair (1) and
 * the root signing pair (2). Every case and home key is wrapped to the first; the second signs the
 * lead list, so nobody becomes a lead without two code holders. The seed itself exists only sealed
 * three times, each under a hash of one pair of three random 128-bit codes:
 *
 *     "SISR" | version 1 (1) | set (1) | three times, for the pairs 1-2, 1-3, 2-3:
 *     nonce (24) | XChaCha20-Poly1305-IETF of the seed (32) | tag (16)
 *
 *     key:             hash of "sis-tui recovery key 1" | side | set u8 | i u8 | code i (16)
 *                      | j u8 | code j (16)
 *     associated data: hash of "sis-tui recovery 1" | side | set u8 | i u8 | j u8
 *
 * One code alone gives nothing. A code is written as seven groups of five signs:
 *
 *     7K3QP-0D9TM-...    4 bits number | 8 bits set | 128 bits code, as 28 base32 digits,
 *                        four to a group, and a check digit in each
 *
 * The alphabet is Crockford's (no I L O U); small letters, missing or other separators, O for 0 and
 * I or L for 1 are understood. The check digit catches every single wrong sign, two neighbours
 * swapped, and groups swapped, and says in which group it is.
 */
#ifndef SIS_VAULT_RECOVERY_H
#define SIS_VAULT_RECOVERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sis/base/err.h"
#include "sis/base/str.h"
#include "sis/vault/keyring.h"

#define RECOVERY_CODES 3
#define RECOVERY_CODE_BYTES 16
#define RECOVERY_GROUPS 7
#define RECOVERY_TEXT 42 /* bytes of a written code, with NUL */
#define RECOVERY_SEALED 222

struct recovery_code {
    uint8_t number; /* 1 to 3 */
    uint8_t set;    /* which root, modulo 256: codes of an old set are told apart */
    uint8_t secret[RECOVERY_CODE_BYTES];
};

/* Makes a root. The ring (account none) holds the recovery identity: its box opens every wrap made
 * for recovery, its signature is the root's. The caller shows the codes once, has all three typed
 * back, and wipes them (vault_wipe). */
struct keyring *recovery_new(const struct side *side, uint8_t set,
                             struct recovery_code codes[RECOVERY_CODES], struct str *sealed,
                             struct err *err) WARN_UNUSED;

void recovery_code_text(const struct recovery_code *code, char out[RECOVERY_TEXT]);
/* Reads what was typed for the code that should have this number (0: any). ERR_INPUT says what is
 * wrong: which sign, which group, too short or too long, another code's number. */
bool recovery_code_parse(const char *text, uint8_t number, struct recovery_code *code,
                         struct err *err) WARN_UNUSED;
/* Compares in constant time, for typing back at set-up. */
bool recovery_code_equal(const struct recovery_code *a, const struct recovery_code *b);

/* With any two of the three. ERR_INPUT: the same code twice, codes of different sets, or of another
 * set than the sealed one; ERR_PASSWORD: they do not open it; ERR_CORRUPT: sealed is damaged. */
struct keyring *recovery_open(const struct side *side, const void *sealed, size_t n,
                              const struct recovery_code *a, const struct recovery_code *b,
                              struct err *err) WARN_UNUSED;

#endif
