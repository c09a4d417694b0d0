/* statement_home.c - the home statement: everybody, and the home's and the log's keys. */
#include <string.h>

#include "vault/frame.h"

/* Account with the shortest login and role. */
#define ACCOUNT_LEAST (ID_BYTES + 1 + 1 + 2 * VAULT_PUBLIC + 8 + 8)

static bool same_login(const struct account_entry *a, const struct account_entry *b)
{
    return a->ended == 0 && b->ended == 0 && strcmp(a->login, b->login) == 0;
}

static bool accounts_hold(const struct home_statement *it)
{
    for (size_t i = 0; i < it->n_accounts; i++) {
        const struct account_entry *entry = &it->accounts[i];
        size_t login_n = strlen(entry->login);

        if (id_is_none(&entry->account) || login_n < 1 || login_n > LOGIN_MAX)
            return false;
        for (size_t j = 0; j < i; j++)
            if (id_equal(&entry->account, &it->accounts[j].account) ||
                public_keys_share(&entry->keys, &it->accounts[j].keys) ||
                same_login(entry, &it->accounts[j]))
                return false;
    }
    return true;
}

static bool keys_hold(const struct home_statement *it)
{
    for (size_t i = 0; i < it->n_keys; i++) {
        if (it->keys[i].kind == KEY_CASE || !key_entry_holds(&it->keys[i]))
            return false;
        for (size_t j = 0; j < i; j++)
            if (it->keys[i].kind == it->keys[j].kind && it->keys[i].number == it->keys[j].number)
                return false;
    }
    return true;
}

bool home_statement_sign(const struct keyring *ring, const struct home_statement *it,
                         struct str *out, struct err *err)
{
    if (!accounts_hold(it) || !keys_hold(it))
        return err_set(err, ERR_INPUT, T_VAULT_LIST_CONTENT, NULL, NULL);
    frame_begin(out, STATEMENT_HOME);
    wire_u64(out, it->number);
    wire_moment(out, it->at);
    wire_u64(out, it->leads_number);
    str_add(out, it->method.byte, VAULT_HASH);
    str_add(out, it->settings.byte, VAULT_HASH);
    wire_u32(out, (uint32_t)it->n_accounts);
    for (size_t i = 0; i < it->n_accounts; i++) {
        const struct account_entry *entry = &it->accounts[i];

        str_add(out, entry->account.byte, ID_BYTES);
        wire_text(out, entry->login);
        wire_text(out, role_code(entry->role));
        wire_public(out, &entry->keys);
        wire_moment(out, entry->from);
        wire_moment(out, entry->ended);
    }
    wire_u32(out, (uint32_t)it->n_keys);
    for (size_t i = 0; i < it->n_keys; i++)
        wire_key_entry(out, &it->keys[i]);
    return frame_sign(ring, out, err);
}

/* ---- opening ---- */

/* NULL when it is not there or holds a NUL. */
static const char *read_text(struct reader *reader, struct arena *arena)
{
    size_t n = read_u8(reader);
    const uint8_t *at = read_borrow(reader, n);

    if (!at || memchr(at, 0, n)) {
        reader->bad = true;
        return NULL;
    }
    return arena_strndup(arena, (const char *)at, n);
}

static void read_account(struct reader *reader, struct arena *arena, struct account_entry *entry)
{
    entry->account = read_id(reader);
    entry->login = read_text(reader, arena);
    const char *role = read_text(reader, arena);

    if (!role || !role_parse(role, &entry->role))
        reader->bad = true;
    read_public(reader, &entry->keys);
    entry->from = read_moment(reader);
    entry->ended = read_moment(reader);
}

/* A lead's signature makes nobody a lead: that takes the root's. */
static void demote_false_leads(struct account_entry *accounts, size_t n,
                               const struct lead_list *leads)
{
    for (size_t i = 0; i < n; i++) {
        const struct lead *lead = lead_list_find(leads, &accounts[i].account);

        if (accounts[i].role == ROLE_LEAD && accounts[i].ended == 0 &&
            (!lead || !public_keys_equal(&lead->keys, &accounts[i].keys)))
            accounts[i].role = ROLE_CASEWORKER;
    }
}

static bool read_home(struct reader *body, const struct lead_list *leads, struct arena *arena,
                      struct home_statement *it)
{
    it->number = read_u64(body);
    it->at = read_moment(body);
    it->leads_number = read_u64(body);
    read_fixed(body, it->method.byte, VAULT_HASH);
    read_fixed(body, it->settings.byte, VAULT_HASH);
    it->n_accounts = read_count(body, ACCOUNT_LEAST);
    struct account_entry *accounts = arena_array(arena, it->n_accounts, sizeof(*accounts));

    for (size_t i = 0; i < it->n_accounts && !body->bad; i++)
        read_account(body, arena, &accounts[i]);
    if (body->bad)
        return false;
    demote_false_leads(accounts, it->n_accounts, leads);
    it->accounts = accounts;
    it->n_keys = read_count(body, KEY_ENTRY_LEAST);
    struct key_entry *keys = arena_array(arena, it->n_keys, sizeof(*keys));

    for (size_t i = 0; i < it->n_keys && !body->bad; i++)
        read_key_entry(body, arena, &keys[i]);
    it->keys = keys;
    return read_done(body) && accounts_hold(it) && keys_hold(it);
}

const struct home_statement *home_statement_open(const struct side *side, const void *bytes,
                                                 size_t n, const struct pins *pins,
                                                 const struct lead_list *leads, struct arena *arena,
                                                 struct err *err)
{
    struct frame frame;

    if (!frame_read(bytes, n, STATEMENT_HOME, &frame, err))
        return NULL;
    const struct lead *signer = frame_check_lead(&frame, side, leads, err);

    if (!signer)
        return NULL;
    struct home_statement *it = arena_alloc(arena, sizeof(*it));

    it->signer = frame.signer;
    if (!read_home(&frame.body, leads, arena, it)) {
        err_set(err, ERR_CORRUPT, T_VAULT_LIST_BROKEN, NULL, NULL);
        return NULL;
    }
    if (it->number < pins->home_number || leads->number < it->leads_number) {
        err_set(err, ERR_CONFLICT, T_VAULT_OLDER, NULL, NULL);
        return NULL;
    }
    if (!frame_lead_held(signer, it->at, &it->signer_ended, err))
        return NULL;
    return it;
}

/* ---- looking up ---- */

const struct account_entry *home_account(const struct home_statement *it, const struct id *account)
{
    for (size_t i = 0; i < it->n_accounts; i++)
        if (id_equal(&it->accounts[i].account, account))
            return &it->accounts[i];
    return NULL;
}

const struct account_entry *home_login(const struct home_statement *it, const char *login)
{
    for (size_t i = 0; i < it->n_accounts; i++)
        if (it->accounts[i].ended == 0 && strcmp(it->accounts[i].login, login) == 0)
            return &it->accounts[i];
    return NULL;
}

const struct key_entry *home_key_newest(const struct home_statement *it, enum key_kind kind)
{
    const struct key_entry *newest = NULL;

    for (size_t i = 0; i < it->n_keys; i++)
        if (it->keys[i].kind == kind && (!newest || it->keys[i].number > newest->number))
            newest = &it->keys[i];
    return newest;
}

enum seal home_keys_unwrap(const struct home_statement *it, struct keyring *ring)
{
    const struct id *home = &keyring_side(ring)->home;
    enum seal seal = SEAL_NO_KEY;

    for (size_t i = 0; i < it->n_keys; i++) {
        const struct key_entry *entry = &it->keys[i];
        const struct key_wrap *wrap = key_entry_wrap(entry, keyring_account(ring));
        const struct vault_key *key;

        if (!wrap)
            continue;
        if (keyring_unwrap(ring, entry->kind, home, entry->number, wrap, &entry->hash, entry->box,
                           &key) != SEAL_OPEN)
            return SEAL_BROKEN;
        seal = SEAL_OPEN;
    }
    return seal;
}
