/*
 * statement.h - the signed lists that decide who is who; no other row does.
 *
 *     root change   signed by the old root: the next root's public keys
 *     lead list     signed by the root: who is a lead
 *     home statement  signed by a lead: everybody else, and the home's and the log's keys
 *     access list   one per case, signed by a lead: who reads this case
 *     account end   signed by an administrator: somebody who is let in no more
 *
 * Every list is stored as
 *
 *     "SISL" | kind (1) | version 1 (1) | body | signer id (16; zeros: root) | signature (64)
 *
 * and the signature is over "sis-tui statement 1" | side | all bytes before the signature (bytes).
 * Bodies are written out below in the order of the structs' fields: u8, u32, u64 and moments
 * big-endian, ids 16, hashes and public keys 32 bytes, texts length u8 | bytes, lists count u32 |
 * elements. Nothing may follow the last field.
 *
 * An open function reads the bytes, checks the signature from what is already trusted (pins, then
 * lead list), refuses a lower number than was seen before, and gives a struct in the caller's
 * arena. ERR_CORRUPT: not a list, or altered; ERR_DENIED: signed by somebody who may not;
 * ERR_CONFLICT: an older one was put in its place; ERR_VERSION: from a newer program.
 *
 * Covers: rows, accounts, wraps and settings changed by somebody who can write to the file; a lead or
 * administrator who makes leads; an older list put back after it was seen. Does not cover a lead with
 * own tools, whom only the next lead list stops.
 *
 * What a lead who has ended signed before they ended still opens, with signer_ended set: it may be
 * read by, and the next lead has to sign it anew before anything is sealed to new people by it.
 */
#ifndef SIS_VAULT_STATEMENT_H
#define SIS_VAULT_STATEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sis/base/err.h"
#include "sis/base/mem.h"
#include "sis/base/str.h"
#include "sis/domain/rights.h"
#include "sis/vault/account.h"
#include "sis/vault/hash.h"
#include "sis/vault/keyring.h"

enum statement_kind {
    STATEMENT_ROOT = 1,
    STATEMENT_LEADS = 2,
    STATEMENT_HOME = 3,
    STATEMENT_ACCESS = 4,
    STATEMENT_END = 5
};

#define STATEMENT_MAX ((size_t)4 << 20)
#define LOGIN_MAX 64 /* bytes of a login name, without NUL */

/* ---- root change ---- */

struct root_change {
    uint32_t set; /* of the new root: one more than the old one's */
    int64_t at;
    struct public_keys root; /* wire: box, sign */
};

/* ring: the old root's. */
bool root_change_sign(const struct keyring *ring, const struct root_change *it, struct str *out,
                      struct err *err) WARN_UNUSED;
/* Moves pins to the new root when the old one, which they name, signed it. Numbers stay. */
bool root_change_open(const struct side *side, const void *bytes, size_t n, struct pins *pins,
                      struct root_change *it, struct err *err) WARN_UNUSED;

/* ---- lead list ---- */

struct lead {
    struct id account;
    struct public_keys keys; /* wire: box, sign */
    int64_t from;
    int64_t ended; /* 0: is a lead */
};

struct lead_list {
    uint64_t number;
    int64_t at;
    uint32_t root_set;
    int64_t drilled; /* when two codes were last tried; 0 never */
    size_t n;        /* wire: leads as a list, ordered as given */
    const struct lead *leads;
};

/* ring: the root's (recovery_new, recovery_open). Two entries for one account, or one key for two
 * accounts, is ERR_INPUT. */
bool lead_list_sign(const struct keyring *ring, const struct lead_list *list, struct str *out,
                    struct err *err) WARN_UNUSED;
const struct lead_list *lead_list_open(const struct side *side, const void *bytes, size_t n,
                                       const struct pins *pins, struct arena *arena,
                                       struct err *err) WARN_UNUSED;
/* NULL: not on the list, or ended. */
const struct lead *lead_list_find(const struct lead_list *list, const struct id *account);

/* ---- home statement ---- */

struct account_entry {
    struct id account;
    const char *login; /* 1..LOGIN_MAX bytes */
    enum role role;    /* wire: its code as text */
    struct public_keys keys;
    int64_t from;
    int64_t ended; /* 0: active */
};

/* One key of the home and everybody it is wrapped for. All log keys ever stay, so that an old log
 * can be read; of home keys normally only the newest. */
struct key_entry {
    enum key_kind kind; /* u8 */
    uint32_t number;
    struct hash hash;          /* key_hash */
    uint8_t box[VAULT_PUBLIC]; /* key_box */
    size_t n;
    const struct key_wrap *wraps; /* wire: recipient id, sealed (112) */
};

struct home_statement {
    uint64_t number;
    int64_t at;
    uint64_t leads_number; /* lead list at the time; a lower one is refused with this */
    struct hash method;    /* of the adopted method; zeros: none yet */
    struct hash settings;
    size_t n_accounts;
    const struct account_entry *accounts; /* all there ever were */
    size_t n_keys;
    const struct key_entry *keys;
    struct id signer;  /* set by open */
    bool signer_ended; /* set by open */
};

/* ring: a lead's. Two accounts with one id or key, or two active ones with
 * one login name, are ERR_INPUT. */
bool home_statement_sign(const struct keyring *ring, const struct home_statement *it,
                         struct str *out, struct err *err) WARN_UNUSED;
/* Refuses a number below pins->home_number and a lead list below it->leads_number. Who stands here
 * as lead without being on the lead list with the same keys is given as ROLE_CASEWORKER, so that a
 * lead alone cannot make another. */
const struct home_statement *home_statement_open(const struct side *side, const void *bytes,
                                                 size_t n, const struct pins *pins,
                                                 const struct lead_list *leads, struct arena *arena,
                                                 struct err *err) WARN_UNUSED;

/* Entries by id (active or ended) and by login name (active only); NULL: no such account. */
const struct account_entry *home_account(const struct home_statement *it, const struct id *account);
const struct account_entry *home_login(const struct home_statement *it, const char *login);
/* The entry with the highest number of its kind; NULL: none. */
const struct key_entry *home_key_newest(const struct home_statement *it, enum key_kind kind);
/* Opens every key of the statement that is wrapped for the ring's owner into the ring. BROKEN when
 * a wrap of theirs does not open, NO_KEY when there is none, else OPEN. */
enum seal home_keys_unwrap(const struct home_statement *it, struct keyring *ring);

/* ---- access list ---- */

struct access_list {
    struct id case_id;
    uint64_t number; /* of the list: rises with every change */
    int64_t at;
    struct key_entry key;   /* wire: as above; kind CASE. Its wraps are who has access */
    size_t denials_n;       /* bytes; 0: none. wire: length u32 | bytes */
    const uint8_t *denials; /* access_denials_seal */
    struct id signer;       /* set by open */
    bool signer_ended;      /* set by open */
};

/* ring: a lead's. The wraps must contain recovery; one recipient twice is ERR_INPUT. */
bool access_list_sign(const struct keyring *ring, const struct access_list *it, struct str *out,
                      struct err *err) WARN_UNUSED;
/* case_id is the case it is stored under; at_least is the lowest list number that can be right (the
 * highest one seen: in the log, in this session; 0 when nothing is known). */
const struct access_list *access_list_open(const struct side *side, const void *bytes, size_t n,
                                           const struct id *case_id, uint64_t at_least,
                                           const struct lead_list *leads, struct arena *arena,
                                           struct err *err) WARN_UNUSED;
bool access_list_has(const struct access_list *it, const struct id *account);
/* Opens the case key into the ring, when it is wrapped for the ring's owner. */
enum seal access_unwrap(const struct access_list *it, struct keyring *ring,
                        const struct vault_key **key);

/* The accounts that may never see this case, sealed under the case key, since why somebody may not
 * see it says who is kin to whom. Bound to case and key number; padded to 512 bytes. */
bool access_denials_seal(const struct vault_key *key, const struct id *accounts, size_t n,
                         struct str *out) WARN_UNUSED;
enum seal access_denials_open(const struct vault_key *key, const struct access_list *it,
                              struct arena *arena, const struct id **accounts, size_t *n);

/* ---- account end ---- */

/* An administrator may let nobody in, but may shut somebody out at once: the account counts as ended
 * wherever the home statement is read, until a lead signs the next one with the end in it and changes
 * the keys. */
struct account_shut {
    struct id account;
    uint64_t number; /* of the end: 1, 2, ... in the home */
    int64_t at;
};

/* ring: an administrator's. */
bool account_shut_sign(const struct keyring *ring, const struct account_shut *it, struct str *out,
                       struct err *err) WARN_UNUSED;
/* Signed by somebody who is administrator in the statement, and was when they signed. */
bool account_shut_open(const struct side *side, const void *bytes, size_t n,
                       const struct home_statement *home, struct account_shut *it,
                       struct err *err) WARN_UNUSED;

#endif
