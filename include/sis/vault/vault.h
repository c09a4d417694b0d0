/*
 * vault.h - the ground of the vault: start, hardening, random numbers, and on which side we are.
 *
 * The vault is the only layer that touches libsodium. It keeps every secret key to itself: other
 * layers hold borrowed `const struct vault_key *` and never see key bytes. Everything it seals or
 * signs is bound to a `struct side`: the home's id and whether this is practice. A file, a row or a
 * signature can therefore not be carried from one home to another or from practice to real use.
 *
 * Numbers are written big-endian wherever bytes are described.
 */
#ifndef SIS_VAULT_VAULT_H
#define SIS_VAULT_VAULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sis/base/err.h"
#include "sis/domain/id.h"

#define VAULT_HASH 32      /* BLAKE2b-256 */
#define VAULT_PUBLIC 32    /* a public key, X25519 or Ed25519 */
#define VAULT_SIGNATURE 64 /* Ed25519 */
#define VAULT_REFERENCE 16 /* stands for a case in a row */

/* Which home, and whether it is practice. Given to every seal and signature; no global says it. */
struct side {
    struct id home;
    bool practice;
};

/* What came of opening something sealed; the values say the same as enum record_seal. */
enum seal {
    SEAL_OPEN,
    SEAL_NO_KEY, /* this person lacks the key */
    SEAL_BROKEN  /* the bytes are damaged, were altered, or belong somewhere else */
};

/* Once, before anything else of the vault. */
bool vault_init(struct err *err) WARN_UNUSED;

/* First thing in main: no core dump and no ptrace by others of the same account (PR_SET_DUMPABLE 0,
 * RLIMIT_CORE 0), files for this account only (umask 077). Needs no vault_init. To be called again
 * after the program has executed itself anew, since exec makes a process dumpable. */
bool vault_harden(struct err *err) WARN_UNUSED;

void random_bytes(void *out, size_t n);
struct id random_id(void); /* never none */
/* 0 to bound - 1, all equally likely; bound 0 gives 0. */
uint32_t random_below(uint32_t bound);

/* Overwrites in a way the compiler keeps. */
void vault_wipe(void *p, size_t n);
/* Takes the same time wherever the bytes differ. */
bool vault_equal(const void *a, const void *b, size_t n);

#endif
