/*
 * access.h - who may read which case: signed lists and case keys.
 */
#ifndef SIS_CASEWORK_ACCESS_H
#define SIS_CASEWORK_ACCESS_H

#include "sis/casework/work.h"

struct access_person {
    struct id account;
    const char *login;
    const char *name;
    enum role role;
    enum relation relation;
    bool ended;
};

/* Opens a file for a youth of the register: case key, letterbox, access list with the leads and the
 * person; notes that waited with the leads move into it. Only a lead. */
bool access_open_case(struct work *work, const struct id *youth, struct id *case_id,
                      struct err *err) WARN_UNUSED;
/* Everybody with an account and how they stand to the case; for leads and the case's people. Who is
 * denied is told only to those who read it. */
bool access_list(struct work *work, const struct id *case_id, struct arena *arena,
                 struct access_person **person, size_t *n, struct err *err) WARN_UNUSED;
bool access_assign(struct work *work, const struct id *case_id, const char *login,
                   struct err *err) WARN_UNUSED;
/* Takes access away: what waits in the letterbox is opened, then a new case key and letterbox, every
 * row sealed anew, all in one transaction, then the write-ahead log is cut. What the person could read counts as known. */
bool access_remove(struct work *work, const struct id *case_id, const char *login,
                   struct err *err) WARN_UNUSED;
/* As remove, and never again: kin, acquaintance, partiality. */
bool access_deny(struct work *work, const struct id *case_id, const char *login,
                 struct err *err) WARN_UNUSED;

/* Accounts. A new account is prepared by an admin and signed into the home by a lead, who is the
 * person logged in here. words (SETUP_PHRASE
 * bytes) gets the first passphrase when passphrase is NULL. */
bool account_add(struct work *work, const char *login, const char *name, enum role role,
                 const char *passphrase, char *words, struct err *err) WARN_UNUSED;
/* Ends an account: a new home key, and new keys for every case it could read. Signed by a lead. An
 * administrator only shuts it, at once: nobody lets it in any more, and a lead changes the keys by
 * ending it again. A case
 * that this lead does not read keeps its key: then false and ERR_DENIED, the account has ended all the
 * same, and another lead does it once more for the rest. */
bool account_end(struct work *work, const char *login, struct err *err) WARN_UNUSED;

#endif
