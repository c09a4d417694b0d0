/* roster.c - loading the lead list and the home statement, and asking them. */
#include "roster.h"

#include <string.h>

#include "sis/store/statement_row.h"

/* Each new root was signed by the one before it. */
static bool walk_roots(struct roster *roster, struct db *db, const struct side *side,
                       struct err *err)
{
    struct statement_row *row;
    size_t n;

    if (!statement_row_history(db, STATEMENT_ROOT, &side->home, roster->pins.root_set,
                               roster->arena, &row, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        struct root_change change;

        if (!root_change_open(side, row[i].bytes, row[i].n, &roster->pins, &change, err))
            return false;
    }
    return true;
}

/* Who was shut out since the statement was signed counts as ended. */
static bool apply_ends(struct roster *roster, struct db *db, const struct side *side,
                       struct err *err)
{
    struct home_statement *home;
    struct account_entry *accounts;
    struct statement_row *row;
    size_t n;

    if (!statement_row_history(db, STATEMENT_END, &side->home, 0, roster->arena, &row, &n, err))
        return false;
    if (n == 0)
        return true;
    home = arena_alloc(roster->arena, sizeof *home);
    *home = *roster->home;
    accounts = arena_array(roster->arena, home->n_accounts, sizeof *accounts);
    memcpy(accounts, home->accounts, home->n_accounts * sizeof *accounts);
    for (size_t i = 0; i < n; i++) {
        struct account_shut shut;

        if (!account_shut_open(side, row[i].bytes, row[i].n, roster->home, &shut, err))
            return false;
        for (size_t j = 0; j < home->n_accounts; j++)
            if (id_equal(&accounts[j].account, &shut.account) && accounts[j].ended == 0)
                accounts[j].ended = shut.at;
    }
    home->accounts = accounts;
    roster->home = home;
    return true;
}

static bool load(struct roster *roster, struct db *db, const struct side *side, struct err *err)
{
    const struct pins *pins = &roster->pins;
    struct statement_row row;

    if (!walk_roots(roster, db, side, err) ||
        !statement_row_latest(db, STATEMENT_LEADS, &side->home, roster->arena, &row, err))
        return false;
    roster->leads = lead_list_open(side, row.bytes, row.n, pins, roster->arena, err);
    if (roster->leads == NULL ||
        !statement_row_latest(db, STATEMENT_HOME, &side->home, roster->arena, &row, err))
        return false;
    roster->home =
        home_statement_open(side, row.bytes, row.n, pins, roster->leads, roster->arena, err);
    return roster->home != NULL && apply_ends(roster, db, side, err);
}

bool roster_load(struct roster *roster, struct db *db, const struct side *side,
                 const struct pins *pins, struct err *err)
{
    memset(roster, 0, sizeof *roster);
    roster->arena = arena_new();
    roster->pins = *pins;
    if (!load(roster, db, side, err)) {
        roster_release(roster);
        return false;
    }
    roster->pins.leads_number = roster->leads->number;
    roster->pins.home_number = roster->home->number;
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

    if (entry == NULL || entry->ended != 0)
        return false;
    if (entry->role == ROLE_LEAD && lead_list_find(roster->leads, account) == NULL)
        return false;
    *role = entry->role;
    return true;
}

bool roster_had_role(const struct roster *roster, const struct id *account, const char *code)
{
    const struct account_entry *entry = home_account(roster->home, account);
    enum role role;

    if (entry == NULL || !role_parse(code, &role))
        return false;
    for (size_t i = 0; role == ROLE_LEAD && i < roster->leads->n; i++)
        if (id_equal(&roster->leads->leads[i].account, account))
            return true;
    return entry->role == role;
}

const struct public_keys *roster_keys(const struct roster *roster, const struct id *account)
{
    const struct account_entry *entry = home_account(roster->home, account);

    return entry != NULL ? &entry->keys : NULL;
}

bool role_holds(enum role role, enum key_kind kind)
{
    if (kind == KEY_AUDIT)
        return role == ROLE_REVIEWER || role == ROLE_LEAD;
    return role == ROLE_WARD || role == ROLE_CASEWORKER || role == ROLE_LEAD;
}
