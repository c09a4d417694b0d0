/* roster.c - loading the lead list and the home statement, and asking them. */
#include "roster.h"

#include <string.h>

#include "sis/store/statement_row.h"

static bool load(struct roster *roster, struct db *db, const struct side *side,
                 const struct pins *pins, struct err *err)
{
    struct statement_row row;

    if (!statement_row_latest(db, STATEMENT_LEADS, &side->home, roster->arena, &row, err)) {
        return false;
    }
    roster->leads = lead_list_open(side, row.bytes, row.n, pins, roster->arena, err);
    if (roster->leads == NULL ||
        !statement_row_latest(db, STATEMENT_HOME, &side->home, roster->arena, &row, err)) {
        return false;
    }
    roster->home =
        home_statement_open(side, row.bytes, row.n, pins, roster->leads, roster->arena, err);
    return roster->home != NULL;
}

bool roster_load(struct roster *roster, struct db *db, const struct side *side,
                 const struct pins *pins, struct err *err)
{
    memset(roster, 0, sizeof *roster);
    roster->arena = arena_new();
    if (!load(roster, db, side, pins, err)) {
        roster_release(roster);
        return false;
    }
    return true;
}

void roster_release(struct roster *roster)
{
    arena_free(roster->arena);
    memset(roster, 0, sizeof *roster);
}

bool roster_role(const struct roster *roster, const struct id *account, enum role *role)
{
    const struct account_entry *entry = home_account(roster->home, account);

    if (entry == NULL || entry->ended != 0) {
        return false;
    }
    if (entry->role == ROLE_LEAD && lead_list_find(roster->leads, account) == NULL) {
        return false;
    }
    *role = entry->role;
    return true;
}

const struct public_keys *roster_keys(const struct roster *roster, const struct id *account)
{
    const struct account_entry *entry = home_account(roster->home, account);

    return entry != NULL ? &entry->keys : NULL;
}

bool role_holds_home_key(enum role role)
{
    return role == ROLE_WARD || role == ROLE_CASEWORKER || role == ROLE_LEAD;
}

bool role_reads_log(enum role role)
{
    return role == ROLE_REVIEWER || role == ROLE_LEAD;
}
