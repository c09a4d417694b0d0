/*
 * lists.h - signing the next version of a list, inside a turn, and keeping it.
 */
#ifndef SIS_CASEWORK_LISTS_INSIDE_H
#define SIS_CASEWORK_LISTS_INSIDE_H

#include "inside.h"

/* Keeps a list as it was signed. */
bool lists_keep(struct db *db, enum statement_kind kind, const struct id *owner, uint64_t number,
                const struct str *bytes, struct err *err) WARN_UNUSED;
/* Signs `next` (a changed copy of the present one) as the next home statement and keeps it. number,
 * at and leads_number are set. The session's lists are read anew. */
bool lists_sign_home(struct work *work, struct home_statement *next, struct err *err) WARN_UNUSED;
/* The same for a case's access list; number and at are set. */
bool lists_sign_access(struct work *work, struct access_list *next, struct err *err) WARN_UNUSED;
/* Somebody a key is wrapped for; account none: recovery. */
struct wrap_for {
    struct id account;
    const uint8_t *box; /* borrowed */
};
/* A key entry with wraps for these, in their order, in the arena. */
bool lists_wrap(const struct vault_key *key, const struct wrap_for *to, size_t n,
                struct arena *arena, struct key_entry *entry, struct err *err) WARN_UNUSED;
/* A key entry with wraps for these accounts and recovery, in the arena. Accounts that the roster
 * does not know, or that have ended, are left out. */
bool lists_key_entry(struct work *work, const struct vault_key *key, const struct id *account,
                     size_t n, struct arena *arena, struct key_entry *entry,
                     struct err *err) WARN_UNUSED;

#endif
