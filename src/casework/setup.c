/* setup.c - a home from nothing: root, codes, accounts, lists, method, first rows. */
#include "sis/casework/setup.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "adoption_inside.h"
#include "home_settings.h"
#include "lists.h"
#include "sis/base/utf8.h"
#include "sis/store/account_row.h"
#include "sis/vault/account.h"
#include "sis/vault/password.h"
#include "sis/vault/recovery.h"

#define LOGIN_MIN 2
#define LOGIN_LONGEST 32

struct maker {
    const struct home_options *options;
    const struct setup *setup;
    struct setup_result *result;
    struct arena *arena;
    struct side side;
    struct keyring *root;
    struct keyring **ring; /* one for each account */
    struct str *bundle;
    struct str recovery;
    struct pins pins;
    struct lead_list leads;
    struct home_statement home;
    struct bundle method;
    size_t lead; /* the first lead: signs the home statement */
    int64_t now;
};

bool setup_check_login(const char *login, struct err *err)
{
    size_t n = strlen(login);

    if (n < LOGIN_MIN || n > LOGIN_LONGEST || login_is_reserved(login) ||
        strspn(login, "abcdefghijklmnopqrstuvwxyz0123456789.-") != n)
        return err_set(err, ERR_INPUT, T_LOGIN_FORM, login, NULL);
    return true;
}

static bool check_accounts(const struct setup *setup, struct err *err)
{
    bool has[ROLE_COUNT] = {false};

    for (size_t i = 0; i < setup->n_accounts; i++) {
        const struct setup_account *account = &setup->account[i];

        if (!setup_check_login(account->login, err))
            return false;
        for (size_t j = 0; j < i; j++)
            if (strcmp(account->login, setup->account[j].login) == 0)
                return err_set(err, ERR_INPUT, T_LOGIN_TAKEN, account->login, NULL);
        if (account->passphrase != NULL && !setup->cheap &&
            !passphrase_check(account->passphrase, account->role, err))
            return false;
        has[account->role] = true;
    }
    if (!has[ROLE_LEAD] || !has[ROLE_ADMIN] || !has[ROLE_REVIEWER])
        return err_set(err, ERR_INPUT, T_SETUP_ROLES, NULL, NULL);
    return true;
}

static bool make_root(struct maker *maker, struct recovery_code codes[RECOVERY_CODES],
                      struct err *err)
{
    maker->root = recovery_new(&maker->side, 1, codes, &maker->recovery, err);
    if (maker->root == NULL)
        return false;
    for (int i = 0; i < RECOVERY_CODES; i++)
        recovery_code_text(&codes[i], maker->result->code[i]);
    maker->pins.root_set = 1;
    maker->pins.root = *keyring_public(maker->root);
    maker->pins.leads_number = 1;
    maker->pins.home_number = 1;
    return true;
}

/* Under the phrase as it will be typed: NFC. Made words are given back. */
static bool seal_account(struct maker *maker, size_t i, enum password_cost cost, struct err *err)
{
    const char *given = maker->setup->account[i].passphrase;
    struct str phrase;
    bool done;

    str_init(&phrase, 0);
    if (given == NULL) {
        password_generate(PHRASE_WORDS, maker->result->words[i]);
        given = maker->result->words[i];
    }
    utf8_clean(&phrase, given, strlen(given), NULL);
    done = account_seal(maker->ring[i], phrase.p, cost, &maker->pins, &maker->bundle[i], err);
    vault_wipe(phrase.p, phrase.n);
    str_release(&phrase);
    return done;
}

static bool make_accounts(struct maker *maker, struct err *err)
{
    const struct setup *setup = maker->setup;
    enum password_cost cost = setup->cheap ? PASSWORD_MINIMUM : PASSWORD_FULL;
    struct account_entry *entry = arena_array(maker->arena, setup->n_accounts, sizeof *entry);
    struct lead *lead = arena_array(maker->arena, setup->n_accounts, sizeof *lead);

    for (size_t i = setup->n_accounts; i-- > 0;) {
        const struct setup_account *account = &setup->account[i];

        entry[i].account = random_id();
        maker->ring[i] = keyring_new(&maker->side, &entry[i].account, err);
        if (maker->ring[i] == NULL || !seal_account(maker, i, cost, err))
            return false;
        entry[i].login = account->login;
        entry[i].role = account->role;
        entry[i].keys = *keyring_public(maker->ring[i]);
        entry[i].from = maker->now;
        if (account->role == ROLE_LEAD) {
            lead[maker->leads.n].account = entry[i].account;
            lead[maker->leads.n].keys = entry[i].keys;
            lead[maker->leads.n++].from = maker->now;
            maker->lead = i;
        }
    }
    maker->leads.leads = lead;
    maker->leads.number = 1;
    maker->leads.at = maker->now;
    maker->leads.root_set = 1;
    maker->home.accounts = entry;
    maker->home.n_accounts = setup->n_accounts;
    return true;
}

static bool make_key(struct maker *maker, enum key_kind kind, struct key_entry *entry,
                     struct err *err)
{
    const struct vault_key *key =
        keyring_make(maker->ring[maker->lead], kind, &maker->side.home, 1, err);

    return key != NULL &&
           lists_home_key_entry(&maker->home, &maker->pins.root, key, maker->arena, entry, err);
}

static bool make_keys(struct maker *maker, struct err *err)
{
    struct key_entry *keys = arena_array(maker->arena, 2, sizeof *keys);

    maker->home.number = 1;
    maker->home.at = maker->now;
    maker->home.leads_number = 1;
    maker->home.keys = keys;
    maker->home.n_keys = 2;
    return make_key(maker, KEY_HOME, &keys[0], err) && make_key(maker, KEY_AUDIT, &keys[1], err);
}

static bool put_account(struct db *db, const struct id *id, const char *login, const void *bytes,
                        size_t n, struct err *err)
{
    struct account_row row = {.id = *id, .login = login, .bundle = bytes, .n = n};

    return account_row_add(db, &row, err);
}

static bool put_accounts(struct maker *maker, struct db *db, struct err *err)
{
    unsigned char log_key[VAULT_PUBLIC + 1];
    struct id log_id = random_id();

    for (size_t i = 0; i < maker->setup->n_accounts; i++)
        if (!put_account(db, &maker->home.accounts[i].account, maker->setup->account[i].login,
                         maker->bundle[i].p, maker->bundle[i].n, err))
            return false;
    memcpy(log_key, maker->home.keys[1].box, VAULT_PUBLIC);
    log_key[VAULT_PUBLIC] = 1;
    return put_account(db, &maker->side.home, LOGIN_RECOVERY, maker->recovery.p, maker->recovery.n,
                       err) &&
           put_account(db, &log_id, LOGIN_LOG, log_key, sizeof log_key, err);
}

static bool put_method(struct maker *maker, struct db *db, struct err *err)
{
    return method_bundle_add(db, adoption_files(&maker->method, maker->arena), maker->method.n,
                             &maker->home.method, err);
}

static bool put_lists(struct maker *maker, struct db *db, struct err *err)
{
    struct str leads, home;
    bool done;

    str_init(&leads, STATEMENT_MAX);
    str_init(&home, STATEMENT_MAX);
    done = lead_list_sign(maker->root, &maker->leads, &leads, err) &&
           home_statement_sign(maker->ring[maker->lead], &maker->home, &home, err) &&
           lists_put(db, STATEMENT_LEADS, &maker->side.home, maker->leads.number, &leads, err) &&
           lists_put(db, STATEMENT_HOME, &maker->side.home, maker->home.number, &home, err);
    str_release(&leads);
    str_release(&home);
    return done;
}

/* The staff's names, under the home key, by the first lead. */
static bool put_names(struct maker *maker, struct db *db, const struct audit_link *link,
                      struct err *err)
{
    const struct keyring *ring = maker->ring[maker->lead];
    const struct vault_key *key = keyring_find(ring, KEY_HOME, &maker->side.home, 1);

    for (size_t i = 0; i < maker->setup->n_accounts; i++) {
        struct row_new row = {.audit = link->number, .signer = {ring}};
        struct answer name = {.id = "staff.name",
                              .value = value_text(maker->setup->account[i].name)};
        struct answers answers;
        struct str json;
        struct hash hash;
        bool done;

        answers_init(&answers, maker->arena);
        answers_set(&answers, &name);
        str_init(&json, 0);
        answers_to_json(&answers, &json);
        row.record.id = maker->home.accounts[i].account;
        row.record.form = FORM_STAFF;
        row.record.revision = 1;
        row.record.by.account = maker->home.accounts[maker->lead].account;
        row.record.by.name = maker->setup->account[maker->lead].name;
        row.record.by.role = role_code(ROLE_LEAD);
        row.record.at = maker->now;
        row.record.method_hash = "";
        row.json = json.p;
        row.json_n = json.n;
        done = row_add(db, key, &row, &hash, err);
        str_release(&json);
        if (!done)
            return false;
    }
    return true;
}

static bool put_all(struct maker *maker, struct db *db, struct audit_head *head, struct err *err)
{
    static const char payload[] = "{\"what\":\"home.setup\"}";
    const struct keyring *ring = maker->ring[maker->lead];
    const struct vault_key *home_key = keyring_find(ring, KEY_HOME, &maker->side.home, 1);
    const struct key_entry *log_key = &maker->home.keys[1];
    struct home_settings settings = {.name = maker->setup->home_name,
                                     .contact = maker->setup->contact,
                                     .n = maker->setup->n_contacts};
    struct audit_start start;
    struct audit_link link;

    return home_settings_put(db, &maker->side, home_key, &settings, &maker->home.settings, err) &&
           put_method(maker, db, err) && put_accounts(maker, db, err) &&
           put_lists(maker, db, err) && audit_next(db, &link, err) &&
           put_names(maker, db, &link, err) &&
           audit_begin(log_key->box, log_key->number, &start, err) &&
           audit_append(db, &maker->side, &link, ring, &start, payload, sizeof payload - 1, head,
                        err);
}

static bool fill_file(struct maker *maker, const char *path, struct audit_head *head,
                      struct err *err)
{
    struct db *db = db_create(path, maker->options->practice ? DB_PRACTICE : 0, err);
    bool done =
        db != NULL && db_begin(db, err) && put_all(maker, db, head, err) && db_commit(db, err);

    db_close(db);
    return done;
}

/* Filled under another name: whoever is stopped half way has no home that nobody can log in to. */
static bool write_file(struct maker *maker, struct err *err)
{
    const char *unfinished = arena_printf(maker->arena, "%s.setup", maker->options->database);
    char *head_file = home_head_path(maker->options);
    struct audit_head head;
    bool done;

    db_remove(unfinished);
    done = fill_file(maker, unfinished, &head, err);
    if (done) {
        /* An older head file of a home that is gone would only accuse the new one. */
        unlink(head_file);
        done = audit_publish(&maker->side, head_file, &head, err) &&
               db_give_name(unfinished, maker->options->database, err);
    }
    if (!done)
        db_remove(unfinished);
    mem_free(head_file);
    return done;
}

/* Codes that nobody wrote down are no codes: all three come back by hand before anything is final. */
bool setup_codes_back(const struct setup_result *result, const struct recovery_code *codes,
                      bool (*confirm)(void *, const struct setup_result *, int, char *, size_t),
                      void *arg, struct err *err)
{
    char text[128] = "";
    int right = 0;

    while (confirm != NULL && right < RECOVERY_CODES) {
        struct recovery_code typed;
        struct err wrong = {0};

        if (!confirm(arg, result, right, text, sizeof text)) {
            err_set(err, ERR_CANCELLED, T_SETUP_CANCELLED, NULL, NULL);
            break;
        }
        if (recovery_code_parse(text, (uint8_t)(right + 1), &typed, &wrong) &&
            recovery_code_equal(&typed, &codes[right])) {
            right++;
            text[0] = '\0';
        }
        vault_wipe(&typed, sizeof typed);
    }
    vault_wipe(text, sizeof text);
    return confirm == NULL || right == RECOVERY_CODES;
}

static bool read_method(struct maker *maker, struct problems *problems, struct err *err)
{
    const char *folder = maker->setup->forms;
    bool whole = bundle_read(folder, maker->arena, &maker->method, problems);

    if (!maker->setup->cheap && !adoption_is_private(folder, &maker->method, err))
        return false;
    return (whole && adoption_load(folder, &maker->method, maker->arena, problems) != NULL) ||
           err_set(err, ERR_FORM, T_METHOD_BROKEN_AT_START, folder, NULL);
}

static bool make(struct maker *maker, struct problems *problems,
                 bool (*confirm)(void *, const struct setup_result *, int, char *, size_t),
                 void *arg, struct err *err)
{
    struct recovery_code codes[RECOVERY_CODES];
    bool done;

    done = read_method(maker, problems, err) && make_root(maker, codes, err) &&
           make_accounts(maker, err) && make_keys(maker, err) &&
           setup_codes_back(maker->result, codes, confirm, arg, err) && write_file(maker, err);
    vault_wipe(codes, sizeof codes);
    return done;
}

bool setup_home(const struct home_options *options, const struct setup *setup,
                bool (*confirm)(void *arg, const struct setup_result *result, int n, char *typed,
                                size_t size),
                void *arg, struct setup_result *result, struct problems *problems, struct err *err)
{
    struct maker maker = {.options = options, .setup = setup, .result = result};
    bool done;

    memset(result, 0, sizeof *result);
    if (confirm == NULL && !setup->cheap)
        return err_set(err, ERR_INPUT, T_SETUP_CANCELLED, NULL, NULL);
    if (!check_accounts(setup, err) || !vault_init(err))
        return false;
    maker.arena = arena_new();
    maker.side.home = random_id();
    maker.side.practice = options->practice;
    maker.now = clock_now(&options->clock);
    maker.ring = arena_array(maker.arena, setup->n_accounts, sizeof(struct keyring *));
    maker.bundle = arena_array(maker.arena, setup->n_accounts, sizeof *maker.bundle);
    result->words = mem_array(setup->n_accounts, sizeof *result->words);
    result->n_accounts = setup->n_accounts;
    str_init(&maker.recovery, 0);
    for (size_t i = 0; i < setup->n_accounts; i++)
        str_init(&maker.bundle[i], 0);
    done = make(&maker, problems, confirm, arg, err);
    for (size_t i = 0; i < setup->n_accounts; i++) {
        str_release(&maker.bundle[i]);
        keyring_free(maker.ring[i]);
    }
    str_release(&maker.recovery);
    keyring_free(maker.root);
    arena_free(maker.arena);
    if (!done)
        setup_result_release(result);
    return done;
}

void setup_result_release(struct setup_result *result)
{
    mem_wipe_free(result->words, result->n_accounts * sizeof *result->words);
    vault_wipe(result, sizeof *result);
}
