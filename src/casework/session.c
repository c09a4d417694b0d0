/* session.c - logging in: from a passphrase to keys, checked lists and the adopted method. */
#include "sis/casework/session.h"

#include <string.h>
#include <syslog.h>

#include "case_inside.h"
#include "methods.h"
#include "sis/base/utf8.h"
#include "sis/store/account_row.h"
#include "sis/vault/password.h"

#define WAIT_MAX 30 /* seconds */

int session_wait(const struct home *home)
{
    int64_t wait =
        home->failures < 3 ? 0 : (int64_t)1 << (home->failures - 3 < 5 ? home->failures - 3 : 5);
    int64_t left;

    if (wait > WAIT_MAX)
        wait = WAIT_MAX;
    left = home->failed_at + wait - clock_now(&home->clock);
    return left < 0 ? 0 : left > WAIT_MAX ? WAIT_MAX : (int)left;
}

/* A failed try belongs in the log although nobody is logged in: unsigned, sealed to the log's key as
 * set-up left it. Nothing depends on its arriving. */
static void log_failure(struct home *home, const struct id *account)
{
    static const char payload_format[] = "{\"what\":\"login.failed\",\"by\":\"%s\",\"at\":\"%s\"}";
    struct arena *arena = arena_new();
    struct account_row row;
    struct audit_link link;
    struct audit_start start;
    struct audit_head head;
    struct str payload;
    char id[ID_TEXT];
    char at[MOMENT_TEXT];
    struct err err = {0};

    id_text(account, id);
    moment_text(clock_now(&home->clock), at);
    str_init(&payload, 0);
    str_printf(&payload, payload_format, id, at);
    syslog(LOG_AUTH | LOG_NOTICE, "login failed");
    if (account_row_find(home->db, LOGIN_LOG, arena, &row, &err) && row.n == VAULT_PUBLIC + 1 &&
        audit_begin(row.bundle, row.bundle[VAULT_PUBLIC], &start, &err)) {
        if (!db_begin(home->db, &err))
            box_drop(&start.box);
        else if (!audit_next(home->db, &link, &err) ||
                 !audit_append(home->db, &home->side, &link, NULL, &start, payload.p, payload.n,
                               &head, &err) ||
                 !db_commit(home->db, &err))
            db_rollback(home->db);
    }
    str_release(&payload);
    arena_free(arena);
}

void session_failed(struct home *home, const struct id *account)
{
    home->failures++;
    home->failed_at = clock_now(&home->clock);
    log_failure(home, account);
}

static bool wrong(struct home *home, const struct id *account, struct err *err)
{
    session_failed(home, account);
    return err_set(err, ERR_PASSWORD, T_LOGIN_WRONG, NULL, NULL);
}

void session_login_name(const char *typed, char login[LOGIN_MAX + 1])
{
    size_t n = strcspn(typed + strspn(typed, " "), " ");

    typed += strspn(typed, " ");
    if (n > LOGIN_MAX)
        n = 0;
    for (size_t i = 0; i < n; i++)
        login[i] = (char)(typed[i] >= 'A' && typed[i] <= 'Z' ? typed[i] - 'A' + 'a' : typed[i]);
    login[n] = '\0';
}

struct keyring *session_open_bundle(struct home *home, const struct account_row *row,
                                    const char *passphrase, struct err *err)
{
    struct keyring *ring = NULL;
    struct str phrase;
    char seconds[24];
    int wait = session_wait(home);

    if (wait > 0) {
        err_set(err, ERR_DENIED, T_LOGIN_WAIT, number_text(seconds, wait), NULL);
        return NULL;
    }
    str_init(&phrase, PHRASE_TEXT);
    if (utf8_clean(&phrase, passphrase, strlen(passphrase), NULL))
        ring = account_open(&home->side, &row->id, row->bundle, row->n, phrase.p, err);
    else
        err_set(err, ERR_PASSWORD, T_LOGIN_WRONG, NULL, NULL);
    vault_wipe(phrase.p, phrase.n);
    str_release(&phrase);
    return ring;
}

/* Nobody's bundle is tried with somebody's: an unknown name takes as long as a wrong phrase. */
static bool find_bundle(struct home *home, const char *login, struct arena *arena,
                        struct account_row *row, bool *known, struct err *err)
{
    static const struct id nobody = {{0}};
    struct account_row *any;
    struct err none = {0};
    size_t n;

    memset(row, 0, sizeof *row);
    *known = !login_is_reserved(login) && account_row_find(home->db, login, arena, row, &none);
    if (*known)
        return true;
    if (!login_is_reserved(login) && none.code != ERR_MISSING) {
        *err = none;
        return false;
    }
    if (!account_row_list(home->db, arena, &any, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (!login_is_reserved(any[i].login)) {
            if (!account_row_find(home->db, any[i].login, arena, row, err))
                return false;
            break;
        }
    }
    row->id = nobody;
    return true;
}

/* The ring of an account, or NULL: unknown, ended and wrong sound alike. */
static struct keyring *open_account(struct home *home, const char *login, const char *passphrase,
                                    struct err *err)
{
    struct arena *arena = arena_new();
    struct keyring *ring = NULL;
    struct account_row row;
    bool known;

    if (find_bundle(home, login, arena, &row, &known, err)) {
        ring = session_open_bundle(home, &row, passphrase, err);
        if (ring == NULL && err->code != ERR_DENIED && (!known || err->code == ERR_PASSWORD))
            (void)wrong(home, &row.id, err);
    }
    arena_free(arena);
    return ring;
}

/* Newer lists, and a newer root, that were checked become the floor for the next time. */
bool session_pin(struct work *work, struct err *err)
{
    const struct pins *now = account_pins(work->keys);
    const struct pins *next = &work->own->roster.pins;
    struct str bundle;
    bool done;

    if (now->root_set == next->root_set && now->leads_number == next->leads_number &&
        now->home_number == next->home_number)
        return true;
    str_init(&bundle, 0);
    done = account_pin(work->keys, next, &bundle, err) &&
           account_row_reseal(work->home->db, &work->account, (const unsigned char *)bundle.p,
                              bundle.n, err);
    str_release(&bundle);
    return done;
}

static bool start(struct work *work, struct err *err)
{
    const struct account_entry *entry;
    struct turn turn;

    if (!roster_load(&work->own->roster, work->home->db, &work->home->side,
                     account_pins(work->keys), err))
        return false;
    if (!roster_role(&work->own->roster, &work->account, &work->role))
        return wrong(work->home, &work->account, err);
    entry = home_account(work->own->roster.home, &work->account);
    if (!vault_equal(&entry->keys, keyring_public(work->keys), sizeof entry->keys))
        return err_set(err, ERR_CORRUPT, T_LISTS_ALTERED, NULL, NULL);
    work->login = arena_strdup(work->arena, entry->login);
    if (!turn_begin_own(&turn, work, "session.start", err))
        return false;
    if (!session_pin(work, err) || !turn_commit(&turn, err)) {
        turn_end(&turn);
        return false;
    }
    work->name = arena_strdup(work->arena, work_person(work, &work->account));
    work->method = methods_current(work, err);
    return work->method != NULL;
}

struct work *session_make(struct home *home, struct keyring *ring, enum lang lang)
{
    struct work *work = mem_new(sizeof *work);

    work->arena = arena_new();
    work->own = mem_new(sizeof *work->own);
    work->own->others = -1;
    work->own->lists = -1;
    work->own->settings.name = "";
    work->home = home;
    work->keys = ring;
    work->account = *keyring_account(ring);
    work->lang = lang;
    work->practice = home->side.practice;
    work->clock = home->clock;
    return work;
}

struct work *session_login(struct home *home, const char *login, const char *passphrase,
                           enum lang lang, struct err *err)
{
    char name[LOGIN_MAX + 1];
    struct keyring *ring;
    struct work *work;

    session_login_name(login, name);
    ring = open_account(home, name, passphrase, err);
    if (ring == NULL)
        return NULL;
    work = session_make(home, ring, lang);
    if (!start(work, err)) {
        session_release(work);
        return NULL;
    }
    home->failures = 0;
    return work;
}

bool session_check(struct work *work, const char *passphrase, struct err *err)
{
    struct arena *arena = arena_new();
    struct keyring *ring = NULL;
    struct account_row row;

    if (account_row_find(work->home->db, work->login, arena, &row, err)) {
        ring = session_open_bundle(work->home, &row, passphrase, err);
        if (ring == NULL && err->code == ERR_PASSWORD)
            (void)wrong(work->home, &row.id, err);
    }
    if (ring != NULL) {
        keyring_free(ring);
        work->home->failures = 0;
    }
    arena_free(arena);
    return ring != NULL;
}

void session_release(struct work *work)
{
    struct work_own *own = work->own;

    while (own->cases != NULL)
        case_drop(work, own->cases);
    methods_release(work);
    work_drop_lists(work);
    arena_free(own->registry_arena);
    keyring_free(work->keys);
    arena_free(work->arena);
    mem_free(own);
    mem_free(work);
}

void session_end(struct work *work)
{
    struct turn turn;
    struct err err = {0};

    if (work == NULL)
        return;
    /* Leaving must not fail: a full disk may keep the line out of the log, never a person in. */
    if (turn_begin_own(&turn, work, "session.end", &err) && !turn_commit(&turn, &err))
        turn_end(&turn);
    session_release(work);
}

/* Argon2 takes its time; nobody else waits for it. */
bool session_new_passphrase(struct work *work, const char *passphrase, char *words, struct err *err)
{
    enum password_cost cost = work->practice ? PASSWORD_MINIMUM : PASSWORD_FULL;
    char phrase[PHRASE_TEXT];
    struct turn turn;
    struct str bundle;
    bool done = false;

    if (!passphrase_take(passphrase, work->role, phrase, err))
        return false;
    str_init(&bundle, 0);
    if (account_seal(work->keys, phrase, cost, account_pins(work->keys), &bundle, err) &&
        turn_begin_own(&turn, work, "account.passphrase", err)) {
        done = account_row_reseal(work->home->db, &work->account, (const unsigned char *)bundle.p,
                                  bundle.n, err) &&
               turn_commit(&turn, err);
        turn_end(&turn);
    }
    if (done && passphrase == NULL)
        memcpy(words, phrase, sizeof phrase);
    vault_wipe(phrase, sizeof phrase);
    str_release(&bundle);
    return done;
}
