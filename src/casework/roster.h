/*
 * roster.h - the signed lists as they are now, checked from the pinned root.
 */
#ifndef SIS_CASEWORK_ROSTER_INSIDE_H
#define SIS_CASEWORK_ROSTER_INSIDE_H

#include "sis/store/db.h"
#include "sis/vault/statement.h"

struct roster {
    struct arena *arena; /* owned */
    const struct lead_list *leads;
    const struct home_statement *home;
    struct pins pins; /* the root as it is now, and the numbers of these lists */
};

/* Reads and checks both lists from what the pins say, over the new roots that the pinned one led to. On failure *roster is empty. */
bool roster_load(struct roster *roster, struct db *db, const struct side *side,
                 const struct pins *pins, struct err *err) WARN_UNUSED;
void roster_release(struct roster *roster);

/* The role somebody has now: lead is what the lead list says, the rest what the home statement says.
 * False when there is no such account or it has ended. */
bool roster_role(const struct roster *roster, const struct id *account, enum role *role);
/* Public keys of an account, active or ended; NULL when there never was one. */
const struct public_keys *roster_keys(const struct roster *roster, const struct id *account);
/* Whether somebody may have signed as this role (code): theirs, and for a lead also one of before, since
 * leads end on a list of their own. What a row says of its author is the author's word alone. */
bool roster_had_role(const struct roster *roster, const struct id *account, const char *code);
/* Whether a role holds this kind of the home's keys: the home key is for ward, caseworker and lead, the
 * log's for reviewer and lead. */
bool role_holds(enum role role, enum key_kind kind);

#endif
