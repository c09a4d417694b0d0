/* test_vault_statement.c - the signed lists: who may sign them, and that nothing else passes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "sis/vault/recovery.h"
#include "sis/vault/statement.h"

static const struct side side = {.home = {{1, 2, 3}}, .practice = true};
static const struct side real = {.home = {{1, 2, 3}}, .practice = false};
static const struct id recovery;
static const struct id case_id = {{0xca, 0x5e}};

enum { LEAD, OTHER_LEAD, WARD, REVIEWER, PEOPLE };

struct home {
    struct arena *arena;
    struct recovery_code codes[RECOVERY_CODES];
    struct keyring *root;
    struct str sealed_root;
    struct keyring *ring[PEOPLE];
    struct pins pins;
    struct lead leads[2];
    struct lead_list list;
    struct str leads_bytes;
    struct account_entry accounts[PEOPLE];
    struct key_wrap home_wraps[4];
    struct key_wrap log_wraps[4];
    struct key_wrap case_wraps[4];
    struct key_entry keys[2];
    struct home_statement statement;
    struct str home_bytes;
    const struct vault_key *case_key;
    struct access_list access;
    struct str denials;
    struct str access_bytes;
    struct err err;
};

static struct key_entry entry_of(const struct vault_key *key, const struct key_wrap *wraps,
                                 size_t n)
{
    struct key_entry entry = {
        .kind = key_kind(key), .number = key_number(key), .n = n, .wraps = wraps};

    entry.hash = key_hash(key);
    memcpy(entry.box, key_box(key), VAULT_PUBLIC);
    return entry;
}

static void wrap_for(const struct vault_key *key, const struct keyring *to, struct key_wrap *wrap)
{
    assert_true(key_wrap(key, keyring_account(to), keyring_public(to)->box, wrap, NULL));
}

static void make_leads(struct home *it)
{
    for (size_t i = 0; i < 2; i++)
        it->leads[i] = (struct lead){.account = *keyring_account(it->ring[i]),
                                     .keys = *keyring_public(it->ring[i]),
                                     .from = 100};
    it->list = (struct lead_list){
        .number = 3, .at = 1000, .root_set = 1, .drilled = 900, .n = 2, .leads = it->leads};
    assert_true(lead_list_sign(it->root, &it->list, &it->leads_bytes, NULL));
}

static void make_statement(struct home *it)
{
    static const enum role roles[PEOPLE] = {ROLE_LEAD, ROLE_LEAD, ROLE_WARD, ROLE_REVIEWER};
    static const char *const logins[PEOPLE] = {"chef1", "chef2", "personal1", "granskare1"};
    const struct vault_key *home = keyring_make(it->ring[LEAD], KEY_HOME, &side.home, 4, NULL);
    const struct vault_key *log = keyring_make(it->ring[LEAD], KEY_AUDIT, &side.home, 2, NULL);

    for (size_t i = 0; i < PEOPLE; i++)
        it->accounts[i] = (struct account_entry){.account = *keyring_account(it->ring[i]),
                                                 .login = logins[i],
                                                 .role = roles[i],
                                                 .keys = *keyring_public(it->ring[i]),
                                                 .from = 100};
    wrap_for(home, it->ring[LEAD], &it->home_wraps[0]);
    wrap_for(home, it->ring[OTHER_LEAD], &it->home_wraps[1]);
    wrap_for(home, it->ring[WARD], &it->home_wraps[2]);
    wrap_for(home, it->root, &it->home_wraps[3]);
    wrap_for(log, it->ring[LEAD], &it->log_wraps[0]);
    wrap_for(log, it->ring[OTHER_LEAD], &it->log_wraps[1]);
    wrap_for(log, it->ring[REVIEWER], &it->log_wraps[2]);
    wrap_for(log, it->root, &it->log_wraps[3]);
    it->keys[0] = entry_of(home, it->home_wraps, 4);
    it->keys[1] = entry_of(log, it->log_wraps, 4);
    it->statement = (struct home_statement){.number = 17,
                                            .at = 2000,
                                            .leads_number = 3,
                                            .n_accounts = PEOPLE,
                                            .accounts = it->accounts,
                                            .n_keys = 2,
                                            .keys = it->keys};
    it->statement.method = hash_of("method", 6);
    it->statement.settings = hash_of("settings", 8);
    assert_true(home_statement_sign(it->ring[LEAD], &it->statement, &it->home_bytes, NULL));
}

static void make_access(struct home *it)
{
    const struct id denied[] = {{{7}}, {{8}}};

    it->case_key = keyring_make(it->ring[LEAD], KEY_CASE, &case_id, 2, NULL);
    wrap_for(it->case_key, it->ring[LEAD], &it->case_wraps[0]);
    wrap_for(it->case_key, it->ring[WARD], &it->case_wraps[1]);
    wrap_for(it->case_key, it->root, &it->case_wraps[2]);
    assert_true(access_denials_seal(it->case_key, denied, 2, &it->denials));
    it->access = (struct access_list){.case_id = case_id,
                                      .number = 5,
                                      .at = 3000,
                                      .key = entry_of(it->case_key, it->case_wraps, 3),
                                      .denials_n = it->denials.n,
                                      .denials = (const uint8_t *)it->denials.p};
    assert_true(access_list_sign(it->ring[LEAD], &it->access, &it->access_bytes, NULL));
}

static int set_up(void **state)
{
    struct home *it = mem_new(sizeof(*it));

    it->arena = arena_new();
    str_init(&it->sealed_root, 0);
    str_init(&it->leads_bytes, 0);
    str_init(&it->home_bytes, 0);
    str_init(&it->denials, 0);
    str_init(&it->access_bytes, 0);
    it->root = recovery_new(&side, 1, it->codes, &it->sealed_root, NULL);
    for (size_t i = 0; i < PEOPLE; i++) {
        struct id account = random_id();

        it->ring[i] = keyring_new(&side, &account, NULL);
    }
    it->pins = (struct pins){
        .root_set = 1, .root = *keyring_public(it->root), .leads_number = 2, .home_number = 16};
    make_leads(it);
    make_statement(it);
    make_access(it);
    *state = it;
    return 0;
}

static int tear_down(void **state)
{
    struct home *it = *state;

    for (size_t i = 0; i < PEOPLE; i++)
        keyring_free(it->ring[i]);
    keyring_free(it->root);
    str_release(&it->sealed_root);
    str_release(&it->leads_bytes);
    str_release(&it->home_bytes);
    str_release(&it->denials);
    str_release(&it->access_bytes);
    arena_free(it->arena);
    mem_free(it);
    return 0;
}

/* What opening a list gives: ERR_NONE when it opens. */
static enum err_code open_leads(struct home *it, const struct side *at, const void *p, size_t n)
{
    err_clear(&it->err);
    bool opened = lead_list_open(at, p, n, &it->pins, it->arena, &it->err) != NULL;

    assert_int_equal(opened, it->err.code == ERR_NONE);
    return it->err.code;
}

static enum err_code open_home(struct home *it, const struct side *at, const void *p, size_t n)
{
    err_clear(&it->err);
    bool opened = home_statement_open(at, p, n, &it->pins, &it->list, it->arena, &it->err) != NULL;

    assert_int_equal(opened, it->err.code == ERR_NONE);
    return it->err.code;
}

static enum err_code open_access(struct home *it, const struct side *at, const void *p, size_t n)
{
    err_clear(&it->err);
    bool opened = access_list_open(at, p, n, &case_id, 5, &it->list, it->arena, &it->err) != NULL;

    assert_int_equal(opened, it->err.code == ERR_NONE);
    return it->err.code;
}

typedef enum err_code open_list(struct home *it, const struct side *at, const void *p, size_t n);

/* ---- all lists ---- */

static void nothing_altered_opens(struct home *it, struct str *list, open_list *open)
{
    assert_int_equal(open(it, &side, list->p, list->n), ERR_NONE);
    assert_int_equal(open(it, &real, list->p, list->n), ERR_CORRUPT);
    for (size_t i = 0; i < list->n; i++) {
        list->p[i] = (char)(list->p[i] ^ 1 << i % 8);
        assert_int_not_equal(open(it, &side, list->p, list->n), ERR_NONE);
        list->p[i] = (char)(list->p[i] ^ 1 << i % 8);
    }
    for (size_t n = 0; n < list->n; n += n < 100 ? 1 : 37)
        assert_int_not_equal(open(it, &side, list->p, n), ERR_NONE);
    str_putc(list, 0);
    assert_int_not_equal(open(it, &side, list->p, list->n), ERR_NONE);
}

static void test_no_altered_list_opens(void **state)
{
    struct home *it = *state;

    nothing_altered_opens(it, &it->leads_bytes, open_leads);
    nothing_altered_opens(it, &it->home_bytes, open_home);
    nothing_altered_opens(it, &it->access_bytes, open_access);
}

static void test_one_kind_is_not_another(void **state)
{
    struct home *it = *state;

    assert_int_equal(open_leads(it, &side, it->home_bytes.p, it->home_bytes.n), ERR_CORRUPT);
    assert_int_equal(open_home(it, &side, it->access_bytes.p, it->access_bytes.n), ERR_CORRUPT);
    assert_int_equal(open_access(it, &side, it->leads_bytes.p, it->leads_bytes.n), ERR_CORRUPT);
}

static void test_a_newer_version_is_named(void **state)
{
    struct home *it = *state;

    it->home_bytes.p[5] = 2;
    assert_int_equal(open_home(it, &side, it->home_bytes.p, it->home_bytes.n), ERR_VERSION);
}

/* ---- lead list ---- */

static void test_the_lead_list_says_who_leads(void **state)
{
    struct home *it = *state;
    const struct lead_list *list =
        lead_list_open(&side, it->leads_bytes.p, it->leads_bytes.n, &it->pins, it->arena, &it->err);

    assert_non_null(list);
    assert_int_equal(list->number, 3);
    assert_int_equal(list->at, 1000);
    assert_int_equal(list->drilled, 900);
    assert_int_equal(list->n, 2);
    assert_memory_equal(list->leads, it->leads, sizeof(it->leads));
    assert_ptr_equal(lead_list_find(list, keyring_account(it->ring[OTHER_LEAD])), &list->leads[1]);
    assert_null(lead_list_find(list, keyring_account(it->ring[WARD])));
}

static void test_only_the_root_makes_leads(void **state)
{
    struct home *it = *state;
    struct keyring *other_root = keyring_new(&side, &recovery, NULL);

    assert_false(lead_list_sign(it->ring[LEAD], &it->list, &it->leads_bytes, &it->err));
    assert_int_equal(it->err.code, ERR_DENIED);
    /* Somebody makes a root of their own. */
    assert_true(lead_list_sign(other_root, &it->list, &it->leads_bytes, NULL));
    assert_int_equal(open_leads(it, &side, it->leads_bytes.p, it->leads_bytes.n), ERR_CORRUPT);
    keyring_free(other_root);
}

static void test_an_older_lead_list_is_refused(void **state)
{
    struct home *it = *state;

    it->pins.leads_number = 3;
    assert_int_equal(open_leads(it, &side, it->leads_bytes.p, it->leads_bytes.n), ERR_NONE);
    it->pins.leads_number = 4;
    assert_int_equal(open_leads(it, &side, it->leads_bytes.p, it->leads_bytes.n), ERR_CONFLICT);
    it->pins.leads_number = 0;
    it->pins.root_set = 2;
    assert_int_equal(open_leads(it, &side, it->leads_bytes.p, it->leads_bytes.n), ERR_CONFLICT);
}

static void test_a_lead_stands_once(void **state)
{
    struct home *it = *state;

    it->leads[1].account = it->leads[0].account;
    assert_false(lead_list_sign(it->root, &it->list, &it->leads_bytes, &it->err));
    assert_int_equal(it->err.code, ERR_INPUT);
    it->leads[1].account = *keyring_account(it->ring[OTHER_LEAD]);
    memcpy(it->leads[1].keys.box, it->leads[0].keys.box, VAULT_PUBLIC);
    assert_false(lead_list_sign(it->root, &it->list, &it->leads_bytes, &it->err));
}

/* ---- root change ---- */

static void test_a_new_root_is_signed_by_the_old(void **state)
{
    struct home *it = *state;
    struct keyring *next = keyring_new(&side, &recovery, NULL);
    struct root_change change = {.set = 2, .at = 4000, .root = *keyring_public(next)};
    struct root_change read;
    struct pins pins = it->pins;
    struct str bytes;

    str_init(&bytes, 0);
    assert_false(root_change_sign(it->ring[LEAD], &change, &bytes, &it->err));
    assert_true(root_change_sign(next, &change, &bytes, &it->err));
    assert_false(root_change_open(&side, bytes.p, bytes.n, &pins, &read, &it->err));
    assert_int_equal(it->err.code, ERR_CORRUPT);
    assert_memory_equal(&pins.root, &it->pins.root, sizeof(pins.root));

    assert_true(root_change_sign(it->root, &change, &bytes, NULL));
    assert_true(root_change_open(&side, bytes.p, bytes.n, &pins, &read, &it->err));
    assert_int_equal(pins.root_set, 2);
    assert_int_equal(read.at, 4000);
    assert_memory_equal(&pins.root, keyring_public(next), sizeof(pins.root));
    assert_int_equal(pins.home_number, it->pins.home_number);
    /* The old root signs nothing any more. */
    it->pins = pins;
    assert_int_equal(open_leads(it, &side, it->leads_bytes.p, it->leads_bytes.n), ERR_CORRUPT);
    assert_false(root_change_open(&side, bytes.p, bytes.n, &pins, &read, &it->err));
    keyring_free(next);
    str_release(&bytes);
}

static void test_a_root_change_must_be_the_next(void **state)
{
    struct home *it = *state;
    struct root_change change = {.set = 3, .at = 4000, .root = *keyring_public(it->ring[WARD])};
    struct root_change read;
    struct str bytes;

    str_init(&bytes, 0);
    assert_true(root_change_sign(it->root, &change, &bytes, NULL));
    assert_false(root_change_open(&side, bytes.p, bytes.n, &it->pins, &read, &it->err));
    assert_int_equal(it->err.code, ERR_CONFLICT);
    assert_int_equal(it->pins.root_set, 1);
    str_release(&bytes);
}

/* ---- home statement ---- */

static const struct home_statement *opened_home(struct home *it)
{
    const struct home_statement *read = home_statement_open(
        &side, it->home_bytes.p, it->home_bytes.n, &it->pins, &it->list, it->arena, &it->err);

    assert_non_null(read);
    return read;
}

static void test_the_home_statement_reads_back(void **state)
{
    struct home *it = *state;
    const struct home_statement *read = opened_home(it);

    assert_int_equal(read->number, 17);
    assert_int_equal(read->at, 2000);
    assert_int_equal(read->leads_number, 3);
    assert_true(hash_equal(&read->method, &it->statement.method));
    assert_true(hash_equal(&read->settings, &it->statement.settings));
    assert_int_equal(read->n_accounts, PEOPLE);
    for (size_t i = 0; i < PEOPLE; i++) {
        const struct account_entry *entry = home_account(read, &it->accounts[i].account);

        assert_ptr_equal(entry, &read->accounts[i]);
        assert_ptr_equal(home_login(read, it->accounts[i].login), entry);
        assert_int_equal(entry->role, it->accounts[i].role);
        assert_memory_equal(&entry->keys, &it->accounts[i].keys, sizeof(entry->keys));
        assert_int_equal(entry->from, 100);
    }
    assert_null(home_login(read, "nobody"));
    assert_null(home_account(read, &case_id));
    assert_int_equal(home_key_newest(read, KEY_HOME)->number, 4);
    assert_int_equal(home_key_newest(read, KEY_AUDIT)->number, 2);
    assert_true(id_equal(&read->signer, keyring_account(it->ring[LEAD])));
    assert_false(read->signer_ended);
}

static void test_each_role_gets_its_keys(void **state)
{
    struct home *it = *state;
    const struct home_statement *read = opened_home(it);
    struct keyring *stranger = keyring_new(&side, &case_id, NULL);

    assert_int_equal(home_keys_unwrap(read, it->ring[WARD]), SEAL_OPEN);
    assert_non_null(keyring_find(it->ring[WARD], KEY_HOME, &side.home, 4));
    assert_null(keyring_find(it->ring[WARD], KEY_AUDIT, &side.home, 2));
    assert_int_equal(home_keys_unwrap(read, it->ring[REVIEWER]), SEAL_OPEN);
    assert_null(keyring_find(it->ring[REVIEWER], KEY_HOME, &side.home, 4));
    assert_non_null(keyring_find(it->ring[REVIEWER], KEY_AUDIT, &side.home, 2));
    assert_int_equal(home_keys_unwrap(read, it->root), SEAL_OPEN);
    assert_int_equal(keyring_count(it->root), 2);
    assert_int_equal(home_keys_unwrap(read, stranger), SEAL_NO_KEY);
    keyring_free(stranger);
}

static void test_only_a_lead_signs_the_home_statement(void **state)
{
    struct home *it = *state;

    assert_true(home_statement_sign(it->ring[WARD], &it->statement, &it->home_bytes, NULL));
    assert_int_equal(open_home(it, &side, it->home_bytes.p, it->home_bytes.n), ERR_DENIED);
    /* Nor does somebody who takes a lead's name. */
    struct keyring *false_lead = keyring_new(&side, keyring_account(it->ring[LEAD]), NULL);

    assert_true(home_statement_sign(false_lead, &it->statement, &it->home_bytes, NULL));
    assert_int_equal(open_home(it, &side, it->home_bytes.p, it->home_bytes.n), ERR_CORRUPT);
    keyring_free(false_lead);
}

static void test_a_lead_alone_makes_no_lead(void **state)
{
    struct home *it = *state;

    it->accounts[WARD].role = ROLE_LEAD;
    assert_true(home_statement_sign(it->ring[LEAD], &it->statement, &it->home_bytes, NULL));
    assert_int_equal(opened_home(it)->accounts[WARD].role, ROLE_CASEWORKER);
    /* Nor gives a lead's account other keys. */
    it->accounts[OTHER_LEAD].keys.box[0] ^= 1;
    assert_true(home_statement_sign(it->ring[LEAD], &it->statement, &it->home_bytes, NULL));
    assert_int_equal(opened_home(it)->accounts[OTHER_LEAD].role, ROLE_CASEWORKER);
    assert_int_equal(opened_home(it)->accounts[LEAD].role, ROLE_LEAD);
}

static void test_an_older_home_statement_is_refused(void **state)
{
    struct home *it = *state;

    it->pins.home_number = 17;
    assert_int_equal(open_home(it, &side, it->home_bytes.p, it->home_bytes.n), ERR_NONE);
    it->pins.home_number = 18;
    assert_int_equal(open_home(it, &side, it->home_bytes.p, it->home_bytes.n), ERR_CONFLICT);
    it->pins.home_number = 17;
    it->list.number = 2;
    assert_int_equal(open_home(it, &side, it->home_bytes.p, it->home_bytes.n), ERR_CONFLICT);
}

static void test_what_an_ended_lead_signed(void **state)
{
    struct home *it = *state;

    it->leads[LEAD].ended = 2000;
    assert_true(opened_home(it)->signer_ended);
    it->leads[LEAD].ended = 1999;
    assert_int_equal(open_home(it, &side, it->home_bytes.p, it->home_bytes.n), ERR_DENIED);
    assert_int_equal(open_access(it, &side, it->access_bytes.p, it->access_bytes.n), ERR_DENIED);
    it->leads[LEAD].ended = 3000;
    const struct access_list *read = access_list_open(&side, it->access_bytes.p, it->access_bytes.n,
                                                      &case_id, 0, &it->list, it->arena, &it->err);

    assert_true(read->signer_ended);
}

static enum err_code sign_home(struct home *it)
{
    err_clear(&it->err);
    bool made = home_statement_sign(it->ring[LEAD], &it->statement, &it->home_bytes, &it->err);

    assert_int_equal(made, it->err.code == ERR_NONE);
    return it->err.code;
}

static void test_a_home_statement_must_hold(void **state)
{
    struct home *it = *state;

    it->accounts[WARD].login = "chef1";
    assert_int_equal(sign_home(it), ERR_INPUT);
    it->accounts[WARD].ended = 1500; /* the name is free again */
    assert_int_equal(sign_home(it), ERR_NONE);
    assert_true(
        id_equal(&home_login(opened_home(it), "chef1")->account, &it->accounts[LEAD].account));
    it->accounts[WARD].login = "";
    assert_int_equal(sign_home(it), ERR_INPUT);
    it->accounts[WARD].login = "12345678901234567890123456789012345678901234567890123456789012345";
    assert_int_equal(sign_home(it), ERR_INPUT);
    it->accounts[WARD].login = "personal1";
    it->accounts[WARD].keys = it->accounts[LEAD].keys;
    assert_int_equal(sign_home(it), ERR_INPUT);
    it->accounts[WARD].keys = *keyring_public(it->ring[WARD]);
    it->home_wraps[1].recipient = it->home_wraps[0].recipient;
    assert_int_equal(sign_home(it), ERR_INPUT);
    it->home_wraps[1].recipient = *keyring_account(it->ring[OTHER_LEAD]);
    it->keys[1] = it->keys[0];
    assert_int_equal(sign_home(it), ERR_INPUT);
    it->statement.n_keys = 1;
    assert_int_equal(sign_home(it), ERR_NONE);
}

/* ---- access list ---- */

static const struct access_list *opened_access(struct home *it)
{
    const struct access_list *read = access_list_open(&side, it->access_bytes.p, it->access_bytes.n,
                                                      &case_id, 5, &it->list, it->arena, &it->err);

    assert_non_null(read);
    return read;
}

static void test_who_has_access_opens_the_case_key(void **state)
{
    struct home *it = *state;
    const struct access_list *read = opened_access(it);
    const struct vault_key *key = NULL;

    assert_int_equal(read->number, 5);
    assert_int_equal(read->at, 3000);
    assert_int_equal(read->key.number, 2);
    assert_true(access_list_has(read, keyring_account(it->ring[WARD])));
    assert_false(access_list_has(read, keyring_account(it->ring[OTHER_LEAD])));
    assert_int_equal(access_unwrap(read, it->ring[WARD], &key), SEAL_OPEN);
    assert_memory_equal(key_reference(key), key_reference(it->case_key), VAULT_REFERENCE);
    assert_int_equal(access_unwrap(read, it->root, &key), SEAL_OPEN);
    assert_int_equal(access_unwrap(read, it->ring[OTHER_LEAD], &key), SEAL_NO_KEY);
    assert_int_equal(access_unwrap(read, it->ring[REVIEWER], &key), SEAL_NO_KEY);
}

static void test_recovery_opens_a_case_with_two_codes(void **state)
{
    struct home *it = *state;
    const struct vault_key *key = NULL;
    struct keyring *ring = recovery_open(&side, it->sealed_root.p, it->sealed_root.n, &it->codes[2],
                                         &it->codes[0], &it->err);

    assert_non_null(ring);
    assert_int_equal(access_unwrap(opened_access(it), ring, &key), SEAL_OPEN);
    keyring_free(ring);
}

static void test_an_access_list_stays_with_its_case(void **state)
{
    struct home *it = *state;
    const struct id other = {{0xca, 0x5f}};

    assert_null(access_list_open(&side, it->access_bytes.p, it->access_bytes.n, &other, 0,
                                 &it->list, it->arena, &it->err));
    assert_int_equal(it->err.code, ERR_CORRUPT);
    assert_null(access_list_open(&side, it->access_bytes.p, it->access_bytes.n, &case_id, 6,
                                 &it->list, it->arena, &it->err));
    assert_int_equal(it->err.code, ERR_CONFLICT);
    assert_true(access_list_sign(it->ring[WARD], &it->access, &it->access_bytes, NULL));
    assert_int_equal(open_access(it, &side, it->access_bytes.p, it->access_bytes.n), ERR_DENIED);
}

static void test_recovery_is_always_on_an_access_list(void **state)
{
    struct home *it = *state;

    it->access.key.n = 2;
    assert_false(access_list_sign(it->ring[LEAD], &it->access, &it->access_bytes, &it->err));
    assert_int_equal(it->err.code, ERR_INPUT);
    it->access.key.n = 3;
    it->access.key.kind = KEY_HOME;
    assert_false(access_list_sign(it->ring[LEAD], &it->access, &it->access_bytes, &it->err));
}

static void test_denials_are_read_with_the_case_key_only(void **state)
{
    struct home *it = *state;
    const struct access_list *read = opened_access(it);
    const struct vault_key *other = keyring_make(it->ring[LEAD], KEY_CASE, &case_id, 3, NULL);
    const struct id *denied;
    struct str large;
    size_t n;

    assert_int_equal(it->denials.n, 512 + 40);
    assert_int_equal(access_denials_open(it->case_key, read, it->arena, &denied, &n), SEAL_OPEN);
    assert_int_equal(n, 2);
    assert_int_equal(denied[1].byte[0], 8);
    assert_int_equal(access_denials_open(other, read, it->arena, &denied, &n), SEAL_BROKEN);
    assert_int_equal(n, 0);
    it->access.denials_n = 0;
    assert_int_equal(access_denials_open(it->case_key, &it->access, it->arena, &denied, &n),
                     SEAL_OPEN);
    assert_int_equal(n, 0);
    it->access.denials_n = 40;
    assert_int_equal(access_denials_open(it->case_key, &it->access, it->arena, &denied, &n),
                     SEAL_BROKEN);
    str_init(&large, 100);
    assert_false(access_denials_seal(it->case_key, denied, 0, &large));
    str_release(&large);
}

int main(void)
{
#define IN_HOME(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        IN_HOME(test_no_altered_list_opens),
        IN_HOME(test_one_kind_is_not_another),
        IN_HOME(test_a_newer_version_is_named),
        IN_HOME(test_the_lead_list_says_who_leads),
        IN_HOME(test_only_the_root_makes_leads),
        IN_HOME(test_an_older_lead_list_is_refused),
        IN_HOME(test_a_lead_stands_once),
        IN_HOME(test_a_new_root_is_signed_by_the_old),
        IN_HOME(test_a_root_change_must_be_the_next),
        IN_HOME(test_the_home_statement_reads_back),
        IN_HOME(test_each_role_gets_its_keys),
        IN_HOME(test_only_a_lead_signs_the_home_statement),
        IN_HOME(test_a_lead_alone_makes_no_lead),
        IN_HOME(test_an_older_home_statement_is_refused),
        IN_HOME(test_what_an_ended_lead_signed),
        IN_HOME(test_a_home_statement_must_hold),
        IN_HOME(test_who_has_access_opens_the_case_key),
        IN_HOME(test_recovery_opens_a_case_with_two_codes),
        IN_HOME(test_an_access_list_stays_with_its_case),
        IN_HOME(test_recovery_is_always_on_an_access_list),
        IN_HOME(test_denials_are_read_with_the_case_key_only),
    };

    if (!vault_init(NULL))
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
