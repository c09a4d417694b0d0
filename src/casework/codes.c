/* codes.c - what two holders of recovery codes may do together: leads, drill, new codes. */
#include "sis/casework/codes.h"

#include <assert.h>
#include <string.h>

#include "inside.h"
#include "lists.h"
#include "methods.h"
#include "registry.h"
#include "sis/casework/access.h"
#include "sis/store/account_row.h"
#include "sis/store/statement_row.h"
#include "sis/vault/account.h"
#include "sis/vault/recovery.h"

/* The root, opened with two codes, and the lists as they are, checked from it. */
struct holders {
    struct home *home;
    struct arena *arena;
    struct keyring *root;
    struct roster roster;
};

static void holders_release(struct holders *it)
{
    roster_release(&it->roster);
    keyring_free(it->root);
    arena_free(it->arena);
    memset(it, 0, sizeof *it);
}

static bool open_root(struct holders *it, const struct two_codes *codes, struct err *err)
{
    const struct side *side = &it->home->side;
    struct recovery_code a, b;
    struct account_row row;

    if (recovery_code_parse(codes->first, 0, &a, err) &&
        recovery_code_parse(codes->second, 0, &b, err) &&
        account_row_find(it->home->db, LOGIN_RECOVERY, it->arena, &row, err))
        it->root = recovery_open(side, row.bundle, row.n, &a, &b, err);
    vault_wipe(&a, sizeof a);
    vault_wipe(&b, sizeof b);
    return it->root != NULL;
}

/* Which root this is stands in clear; that it is this one, its signatures show. */
static bool root_set(struct holders *it, uint32_t *set, struct err *err)
{
    struct statement_row *row;
    size_t n;

    if (!statement_row_history(it->home->db, STATEMENT_ROOT, &it->home->side.home, 0, it->arena,
                               &row, &n, err))
        return false;
    *set = n > 0 ? (uint32_t)row[n - 1].number : 1;
    return true;
}

/* Inside the transaction that changes the lists. */
static bool read_lists(struct holders *it, struct err *err)
{
    struct pins pins = {.root = *keyring_public(it->root)};

    roster_release(&it->roster);
    return root_set(it, &pins.root_set, err) &&
           roster_load(&it->roster, it->home->db, &it->home->side, &pins, err);
}

static bool holders_open(struct holders *it, struct home *home, const struct two_codes *codes,
                         struct err *err)
{
    memset(it, 0, sizeof *it);
    it->home = home;
    it->arena = arena_new();
    if (!open_root(it, codes, err)) {
        holders_release(it);
        return false;
    }
    return true;
}

static bool keep_leads(struct holders *it, const struct keyring *root, struct lead_list *next,
                       struct err *err)
{
    struct str bytes;
    bool done;

    next->number = it->roster.leads->number + 1;
    next->at = clock_now(&it->home->clock);
    str_init(&bytes, STATEMENT_MAX);
    done = lead_list_sign(root, next, &bytes, err) &&
           lists_keep(it->home, STATEMENT_LEADS, &it->home->side.home, next->number, &bytes, err);
    str_release(&bytes);
    return done;
}

/* --- a new lead ------------------------------------------------------------------------------- */

static bool add_to_leads(struct holders *it, const struct account_entry *entry, struct err *err)
{
    struct lead_list next = *it->roster.leads;
    struct lead *lead = arena_regrow(it->arena, next.leads, next.n, next.n + 1, sizeof *lead);

    lead[next.n].account = entry->account;
    lead[next.n].keys = entry->keys;
    lead[next.n].from = entry->from;
    lead[next.n].ended = 0;
    next.leads = lead;
    next.n++;
    /* The codes were just seen to work. */
    next.drilled = clock_now(&it->home->clock);
    return keep_leads(it, it->root, &next, err);
}

/* Every key of the home, opened by the old root, sealed to this box as well. */
static bool wrap_home(struct holders *it, const struct id *account, const uint8_t *box,
                      struct home_statement *next, struct err *err)
{
    const struct id *home = &it->home->side.home;
    struct key_entry *keys =
        arena_regrow(it->arena, next->keys, next->n_keys, next->n_keys, sizeof *keys);
    bool done = home_keys_unwrap(next, it->root) == SEAL_OPEN;

    for (size_t i = 0; done && i < next->n_keys; i++) {
        const struct vault_key *key = keyring_find(it->root, keys[i].kind, home, keys[i].number);

        if (key != NULL && !lists_wrap(key, account, box, it->arena, &keys[i], err))
            return false;
        done = key != NULL;
    }
    next->keys = keys;
    return done || err_set(err, ERR_CORRUPT, T_LISTS_ALTERED, NULL, NULL);
}

static bool add_to_home(struct holders *it, const struct keyring *ring,
                        const struct account_entry *entry, struct err *err)
{
    struct home_statement next = *it->roster.home;
    struct account_entry *accounts = arena_regrow(it->arena, next.accounts, next.n_accounts,
                                                  next.n_accounts + 1, sizeof *accounts);
    struct str bytes;
    bool done;

    accounts[next.n_accounts] = *entry;
    next.accounts = accounts;
    next.n_accounts++;
    next.number++;
    next.leads_number = it->roster.leads->number + 1;
    next.at = entry->from;
    str_init(&bytes, STATEMENT_MAX);
    done = wrap_home(it, &entry->account, entry->keys.box, &next, err) &&
           home_statement_sign(ring, &next, &bytes, err) &&
           lists_keep(it->home, STATEMENT_HOME, &it->home->side.home, next.number, &bytes, err);
    str_release(&bytes);
    return done;
}

/* Every case's key too, in an access list signed by this session's lead. */
static bool wrap_cases(struct holders *it, struct work *work, const struct id *account,
                       const uint8_t *box, struct err *err)
{
    struct statement_row *row;
    size_t n;

    if (!statement_row_cases(it->home->db, it->arena, &row, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        const struct access_list *list =
            access_list_open(&it->home->side, row[i].bytes, row[i].n, &row[i].owner, 0,
                             it->roster.leads, it->arena, err);
        const struct vault_key *key;
        struct access_list next;

        if (list == NULL)
            return false;
        if (access_unwrap(list, it->root, &key) != SEAL_OPEN)
            return err_set(err, ERR_CORRUPT, T_LISTS_ALTERED, NULL, NULL);
        next = *list;
        if (!lists_wrap(key, account, box, it->arena, &next.key, err) ||
            !lists_sign_access(work, &next, err))
            return false;
    }
    return true;
}

static bool make_lead(struct turn *turn, struct holders *it, struct account_entry *entry,
                      const char *name, const struct str *bundle, struct err *err)
{
    struct work *work = turn->work;
    struct account_row row = {.id = entry->account,
                              .login = entry->login,
                              .bundle = (const unsigned char *)bundle->p,
                              .n = bundle->n};

    turn->object = entry->account;
    if (!read_lists(it, err) || !account_row_add(it->home->db, &row, err) ||
        !add_to_leads(it, entry, err) || !add_to_home(it, work->keys, entry, err) ||
        !read_lists(it, err) || !work_refresh(work, err))
        return false;
    work->login = entry->login;
    work->name = name;
    turn->author = work_author(work);
    return registry_write_staff(turn, &entry->account, name, err) &&
           wrap_cases(it, work, &entry->account, entry->keys.box, err) && turn_commit(turn, err);
}

bool codes_make_lead(struct home *home, const struct two_codes *codes, const char *login,
                     const char *name, char *words, struct err *err)
{
    enum password_cost cost = home->side.practice ? PASSWORD_MINIMUM : PASSWORD_FULL;
    struct account_entry entry = {.account = random_id(), .login = login, .role = ROLE_LEAD};
    struct holders it;
    struct pins pins = {0};
    struct keyring *ring;
    struct work *work = NULL;
    struct str bundle;
    struct turn turn;
    bool done = false;

    if (!setup_check_login(login, err) || !holders_open(&it, home, codes, err))
        return false;
    str_init(&bundle, 0);
    password_generate(PHRASE_WORDS, words);
    pins.root = *keyring_public(it.root);
    ring =
        root_set(&it, &pins.root_set, err) ? keyring_new(&home->side, &entry.account, err) : NULL;
    if (ring != NULL && account_seal(ring, words, cost, &pins, &bundle, err)) {
        entry.keys = *keyring_public(ring);
        entry.from = clock_now(&home->clock);
        work = session_make(home, ring, LANG_SV);
        work->role = ROLE_LEAD;
        ring = NULL;
        if (turn_begin_first(&turn, work, "lead.make", err)) {
            done = make_lead(&turn, &it, &entry, name, &bundle, err);
            turn_end(&turn);
        }
        session_release(work);
    }
    if (!done)
        vault_wipe(words, SETUP_PHRASE);
    keyring_free(ring);
    str_release(&bundle);
    holders_release(&it);
    return done;
}

/* --- with a lead at the keyboard -------------------------------------------------------------- */

static bool begin(struct turn *turn, struct holders *it, struct work *work,
                  const struct two_codes *codes, const char *what, struct err *err)
{
    if (!work_may(work, ACTION_ACCESS_CHANGE, NULL)) {
        err_set(err, ERR_DENIED, T_DENIED, NULL, NULL);
        return false;
    }
    if (!holders_open(it, work->home, codes, err))
        return false;
    if (!turn_begin(turn, work, ACTION_ACCESS_CHANGE, what, NULL, err)) {
        holders_release(it);
        return false;
    }
    if (!read_lists(it, err)) {
        turn_end(turn);
        holders_release(it);
        return false;
    }
    assert(it->roster.leads != NULL);
    return true;
}

static void end(struct turn *turn, struct holders *it)
{
    turn_end(turn);
    holders_release(it);
}

bool codes_drill(struct work *work, const struct two_codes *codes, struct err *err)
{
    struct holders it;
    struct turn turn;
    struct lead_list next;
    bool done;

    if (!begin(&turn, &it, work, codes, "codes.drill", err))
        return false;
    next = *it.roster.leads;
    next.drilled = clock_now(&work->clock);
    done = keep_leads(&it, it.root, &next, err) && turn_commit(&turn, err);
    end(&turn, &it);
    work_forget_lists(work);
    return done;
}

int64_t codes_drilled(const struct work *work)
{
    return work->own->roster.leads->drilled;
}

static bool end_on_list(struct holders *it, const struct id *account, struct err *err)
{
    struct lead_list next = *it->roster.leads;
    struct lead *lead = arena_array(it->arena, next.n, sizeof *lead);

    memcpy(lead, next.leads, next.n * sizeof *lead);
    for (size_t i = 0; i < next.n; i++)
        if (id_equal(&lead[i].account, account))
            lead[i].ended = clock_now(&it->home->clock);
    next.leads = lead;
    next.drilled = clock_now(&it->home->clock);
    return keep_leads(it, it->root, &next, err);
}

bool codes_end_lead(struct work *work, const struct two_codes *codes, const char *login,
                    struct err *err)
{
    const struct account_entry *entry = home_login(work->own->roster.home, login);
    struct holders it;
    struct turn turn;
    bool done = true;

    if (entry == NULL)
        return err_set(err, ERR_MISSING, T_ACCOUNT_UNKNOWN, login, NULL);
    if (id_equal(&entry->account, &work->account))
        return err_set(err, ERR_DENIED, T_ACCESS_OWN, NULL, NULL);
    if (lead_list_find(work->own->roster.leads, &entry->account) != NULL) {
        struct id account = entry->account;

        if (!begin(&turn, &it, work, codes, "lead.end", err))
            return false;
        turn.object = account;
        done = end_on_list(&it, &account, err) && turn_commit(&turn, err);
        end(&turn, &it);
        work_forget_lists(work);
    }
    return done && work_refresh(work, err) && account_end(work, login, err);
}

/* --- new codes -------------------------------------------------------------------------------- */

struct renewal {
    struct keyring *root;
    struct recovery_code code[RECOVERY_CODES];
    struct str sealed;
    uint32_t set;
};

static bool change_root(struct holders *it, struct renewal *renewal, struct err *err)
{
    struct root_change change = {.set = renewal->set,
                                 .at = clock_now(&it->home->clock),
                                 .root = *keyring_public(renewal->root)};
    struct lead_list next = *it->roster.leads;
    struct str bytes;
    bool done;

    next.root_set = renewal->set;
    next.drilled = change.at;
    str_init(&bytes, STATEMENT_MAX);
    done = root_change_sign(it->root, &change, &bytes, err) &&
           lists_keep(it->home, STATEMENT_ROOT, &it->home->side.home, change.set, &bytes, err) &&
           keep_leads(it, renewal->root, &next, err) &&
           account_row_reseal(it->home->db, &it->home->side.home,
                              (const unsigned char *)renewal->sealed.p, renewal->sealed.n, err);
    str_release(&bytes);
    return done;
}

static bool renew(struct turn *turn, struct holders *it, struct renewal *renewal, struct err *err)
{
    static const struct id recovery = {{0}};
    const uint8_t *box = keyring_public(renewal->root)->box;
    struct work *work = turn->work;
    struct home_statement next = *it->roster.home;

    if (!wrap_home(it, &recovery, box, &next, err) || !change_root(it, renewal, err))
        return false;
    work_forget_lists(work);
    return work_refresh(work, err) && lists_sign_home(work, &next, err) &&
           wrap_cases(it, work, &recovery, box, err) && session_pin(work, err) &&
           turn_commit(turn, err);
}

static bool renewal_make(struct renewal *it, const struct work *work, struct setup_result *result,
                         struct err *err)
{
    it->set = work->own->roster.pins.root_set + 1;
    it->root = recovery_new(&work->home->side, (uint8_t)it->set, it->code, &it->sealed, err);
    for (int i = 0; it->root != NULL && i < RECOVERY_CODES; i++)
        recovery_code_text(&it->code[i], result->code[i]);
    return it->root != NULL;
}

bool codes_renew(struct work *work, const struct two_codes *codes,
                 bool (*confirm)(void *arg, const struct setup_result *result, int n, char *typed,
                                 size_t size),
                 void *arg, struct setup_result *result, struct err *err)
{
    struct renewal renewal = {0};
    struct holders it;
    struct turn turn;
    bool done = false;

    memset(result, 0, sizeof *result);
    str_init(&renewal.sealed, 0);
    /* The old codes are tried first: nobody writes down three new ones in vain. Typing takes its time,
     * and nothing is locked meanwhile. */
    if (work_may(work, ACTION_ACCESS_CHANGE, NULL) && holders_open(&it, work->home, codes, err)) {
        holders_release(&it);
        done = renewal_make(&renewal, work, result, err) &&
               setup_codes_back(result, renewal.code, confirm, arg, err);
        if (done)
            done = begin(&turn, &it, work, codes, "codes.renew", err);
        if (done) {
            done = renew(&turn, &it, &renewal, err);
            end(&turn, &it);
        }
    } else if (err->code == ERR_NONE) {
        err_set(err, ERR_DENIED, T_DENIED, NULL, NULL);
    }
    vault_wipe(renewal.code, sizeof renewal.code);
    str_release(&renewal.sealed);
    keyring_free(renewal.root);
    if (!done)
        setup_result_release(result);
    return done;
}
