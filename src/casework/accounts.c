/* accounts.c - adding and ending accounts: the next home statement, and new keys when somebody leaves. */
#include <string.h>

#include "access_inside.h"
#include "home_settings.h"
#include "lists.h"
#include "registry.h"
#include "sis/casework/setup.h"
#include "sis/store/account_row.h"
#include "sis/store/statement_row.h"
#include "sis/vault/password.h"

/* The home's keys, each sealed to the new account as well when its role holds it. */
static bool wrap_keys(struct work *work, const struct account_entry *person,
                      struct home_statement *next, struct arena *arena, struct err *err)
{
    struct key_entry *entry =
        arena_regrow(arena, next->keys, next->n_keys, next->n_keys, sizeof *entry);

    for (size_t i = 0; i < next->n_keys; i++) {
        const struct vault_key *key =
            keyring_find(work->keys, entry[i].kind, &work->home->side.home, entry[i].number);

        if (key != NULL && role_holds(person->role, entry[i].kind) &&
            !lists_wrap(key, &person->account, person->keys.box, arena, &entry[i], err))
            return false;
    }
    next->keys = entry;
    return true;
}

static bool add(struct turn *turn, const struct account_entry *entry, const char *name,
                const struct str *bundle, struct err *err)
{
    struct work *work = turn->work;
    struct arena *arena = arena_new();
    struct home_statement next = *work->own->roster.home;
    struct account_entry *accounts =
        arena_regrow(arena, next.accounts, next.n_accounts, next.n_accounts + 1, sizeof *accounts);
    struct account_row row = {.id = entry->account,
                              .login = entry->login,
                              .bundle = (const unsigned char *)bundle->p,
                              .n = bundle->n};
    bool done;

    turn->object = entry->account;
    accounts[next.n_accounts] = *entry;
    next.accounts = accounts;
    next.n_accounts++;
    done = wrap_keys(work, entry, &next, arena, err) &&
           account_row_add(work->home->db, &row, err) && lists_sign_home(work, &next, err) &&
           registry_write_staff(turn, &entry->account, name, err) && turn_commit(turn, err);
    arena_free(arena);
    return done;
}

bool account_add(struct work *work, const char *login, const char *name, enum role role,
                 const char *passphrase, char *words, struct err *err)
{
    enum password_cost cost = work->practice ? PASSWORD_MINIMUM : PASSWORD_FULL;
    struct account_entry entry = {.account = random_id(), .login = login, .role = role};
    struct keyring *ring = NULL;
    const struct pins *pins = &work->own->roster.pins;
    char phrase[PHRASE_TEXT];
    struct str bundle;
    struct turn turn;
    bool done = false;

    if (!work_may(work, ACTION_ACCESS_CHANGE, NULL))
        return err_set(err, ERR_DENIED, T_DENIED, NULL, NULL);
    if (role == ROLE_LEAD)
        return err_set(err, ERR_DENIED, T_LEAD_NEEDS_CODES, NULL, NULL);
    if (!setup_check_login(login, err) || !passphrase_take(passphrase, role, phrase, err))
        return false;
    str_init(&bundle, 0);
    ring = keyring_new(&work->home->side, &entry.account, err);
    /* Argon2 takes its time; nobody else waits for it. */
    if (ring != NULL && account_seal(ring, phrase, cost, pins, &bundle, err) &&
        turn_begin(&turn, work, ACTION_ACCESS_CHANGE, "account.add", NULL, err)) {
        entry.keys = *keyring_public(ring);
        entry.from = clock_now(&work->clock);
        done = add(&turn, &entry, name, &bundle, err);
        turn_end(&turn);
    }
    if (done && passphrase == NULL)
        memcpy(words, phrase, sizeof phrase);
    vault_wipe(phrase, sizeof phrase);
    str_release(&bundle);
    keyring_free(ring);
    return done;
}

/* A new home key: the register is sealed anew, the settings put again. */
static bool change_home_key(struct turn *turn, const struct vault_key *old,
                            const struct vault_key *key, struct home_statement *next,
                            struct arena *arena, struct err *err)
{
    struct work *work = turn->work;
    const struct public_keys *root = &work->own->roster.pins.root;
    struct key_entry *keys =
        arena_regrow(arena, next->keys, next->n_keys, next->n_keys, sizeof *keys);
    size_t resealed, broken;

    if (!rows_reseal(work->home->db, old, key, &resealed, &broken, err) ||
        !home_settings_put(work->home->db, &work->home->side, key, &work->own->settings,
                           &next->settings, err))
        return false;
    for (size_t i = 0; i < next->n_keys; i++)
        if (keys[i].kind == KEY_HOME &&
            !lists_home_key_entry(next, root, key, arena, &keys[i], err))
            return false;
    next->keys = keys;
    return true;
}

/* Who is to go: an active account, or one whose end was begun and not brought to its end. */
static const struct account_entry *find_leaver(struct work *work, const char *login,
                                               struct err *err)
{
    const struct home_statement *home = work->own->roster.home;
    const struct account_entry *entry = home_login(home, login);

    for (size_t i = 0; entry == NULL && i < home->n_accounts; i++)
        if (text_equal(home->accounts[i].login, login))
            entry = &home->accounts[i];
    if (entry == NULL) {
        err_set(err, ERR_MISSING, T_ACCOUNT_UNKNOWN, login, NULL);
    } else if (id_equal(&entry->account, &work->account)) {
        err_set(err, ERR_DENIED, T_ACCESS_OWN, NULL, NULL);
        entry = NULL;
    }
    return entry;
}

/* Shut out by an administrator, but the home's key is still the one they had. */
static bool holds_home_key(const struct home_statement *home, const struct id *account)
{
    const struct key_entry *key = home_key_newest(home, KEY_HOME);

    for (size_t i = 0; key != NULL && i < key->n; i++)
        if (id_equal(&key->wraps[i].recipient, account))
            return true;
    return false;
}

/* What an administrator does alone: nobody lets the account in any more. A lead changes the keys. */
static bool shut(struct turn *turn, const struct account_entry *entry, struct err *err)
{
    struct work *work = turn->work;
    const struct id *home = &work->home->side.home;
    struct account_shut it = {.account = entry->account, .at = clock_now(&work->clock)};
    struct statement_row *before;
    struct arena *arena = arena_new();
    struct str bytes;
    size_t n;
    bool done =
        statement_row_history(work->home->db, STATEMENT_END, home, 0, arena, &before, &n, err);

    str_init(&bytes, STATEMENT_MAX);
    if (done) {
        it.number = n + 1;
        done = account_shut_sign(work->keys, &it, &bytes, err) &&
               lists_keep(work->home, STATEMENT_END, home, it.number, &bytes, err) &&
               turn_commit(turn, err);
    }
    str_release(&bytes);
    arena_free(arena);
    work_forget_lists(work);
    return done;
}

/* The next home statement, without the leaver. */
static bool leave_home(struct turn *turn, const struct account_entry *entry, struct arena *arena,
                       struct err *err)
{
    struct work *work = turn->work;
    const struct vault_key *old = work->own->home_key;
    struct home_statement next = *work->own->roster.home;
    struct account_entry *accounts = arena_array(arena, next.n_accounts, sizeof *accounts);
    const struct id *home = &work->home->side.home;
    uint32_t number = key_number(old);
    const struct vault_key *key = keyring_make(work->keys, KEY_HOME, home, number + 1, err);
    bool done;

    memcpy(accounts, next.accounts, next.n_accounts * sizeof *accounts);
    if (entry->ended == 0)
        accounts[entry - next.accounts].ended = clock_now(&work->clock);
    next.accounts = accounts;
    done = key != NULL && change_home_key(turn, old, key, &next, arena, err) &&
           lists_sign_home(work, &next, err) && turn_commit(turn, err);
    turn_end(turn);
    if (key != NULL)
        keyring_forget(work->keys, KEY_HOME, home, done ? number : number + 1);
    return done;
}

/* Cases that this lead does not read keep their key until another lead changes it. */
static bool leave_cases(struct work *work, const struct id *leaver, const struct id *case_id,
                        size_t n, struct err *err)
{
    char number[24];
    size_t left = 0;

    for (size_t i = 0; i < n; i++) {
        const struct access_view *view = work_access(work, &case_id[i], err);

        if (view == NULL)
            return false;
        if (view->key == NULL)
            left++;
        else if (!access_change_key(work, &case_id[i], leaver, false, "access.leave", err))
            return false;
    }
    return left == 0 || err_set(err, ERR_DENIED, T_ACCOUNT_END_CASES,
                                number_text(number, (long long)left), NULL);
}

bool account_end(struct work *work, const char *login, struct err *err)
{
    struct arena *arena = arena_new();
    const struct account_entry *entry;
    struct id leaver = {{0}};
    struct id *case_id = NULL;
    size_t n = 0;
    struct turn turn;
    struct err busy = {0};
    bool alone = work->role == ROLE_ADMIN;
    bool done = false;

    if (turn_begin(&turn, work, ACTION_ACCOUNT_END, "account.end", NULL, err)) {
        entry = find_leaver(work, login, err);
        if (entry != NULL) {
            leaver = turn.object = entry->account;
            done = alone || access_cases_of(work, &leaver, arena, &case_id, &n, err);
        }
        if (done && alone) {
            done = entry->ended == 0 ? shut(&turn, entry, err)
                                     : err_set(err, ERR_MISSING, T_ACCOUNT_UNKNOWN, login, NULL);
        } else if (done && (entry->ended == 0 || holds_home_key(work->own->roster.home, &leaver))) {
            done = leave_home(&turn, entry, arena, err);
        } else if (done && n == 0) {
            done = err_set(err, ERR_MISSING, T_ACCOUNT_UNKNOWN, login, NULL);
        }
        turn_end(&turn);
    }
    if (done) {
        done = work_refresh(work, err) && leave_cases(work, &leaver, case_id, n, err);
        (void)!db_truncate_wal(work->home->db, &busy);
    }
    arena_free(arena);
    return done;
}
