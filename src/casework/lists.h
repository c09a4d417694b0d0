/*
 * lists.h - signing the next version of a list, inside a turn, and keeping it.
 */
#ifndef SIS_CASEWORK_LISTS_INSIDE_H
#define SIS_CASEWORK_LISTS_INSIDE_H

#include "inside.h"

/* Keeps a list as it was signed, in a file that has no log yet. */
bool lists_put(struct db *db, enum statement_kind kind, const struct id *owner, uint64_t number,
               const struct str *bytes, struct err *err) WARN_UNUSED;
/* The same inside a turn, whose row in the log will name the list's hash. */
bool lists_keep(struct home *home, enum statement_kind kind, const struct id *owner,
                uint64_t number, const struct str *bytes, struct err *err) WARN_UNUSED;
/* Signs `next` (a changed copy of the present one) as the next home statement and keeps it. number,
 * at and leads_number are set. The session's lists are read anew. */
bool lists_sign_home(struct work *work, struct home_statement *next, struct err *err) WARN_UNUSED;
/* The same for a case's access list; number and at are set. */
bool lists_sign_access(struct work *work, struct access_list *next, struct err *err) WARN_UNUSED;
/* A key's entry in a list: sealed to these accounts, as far as they are active in `home`, and to
 * recovery. In the arena. */
bool lists_key_entry(const struct home_statement *home, const struct public_keys *root,
                     const struct vault_key *key, const struct id *account, size_t n,
                     struct arena *arena, struct key_entry *entry, struct err *err) WARN_UNUSED;
/* The same for a key of the home, sealed to everybody in `home` whose role holds it. */
bool lists_home_key_entry(const struct home_statement *home, const struct public_keys *root,
                          const struct vault_key *key, struct arena *arena, struct key_entry *entry,
                          struct err *err) WARN_UNUSED;
/* Seals a key that is as it was to this box: of one more account, or of one that has another box now
 * (none: recovery). Who stands in the entry stays, ended or not, since they know the key. */
bool lists_wrap(const struct vault_key *key, const struct id *account, const uint8_t *box,
                struct arena *arena, struct key_entry *entry, struct err *err) WARN_UNUSED;

#endif
