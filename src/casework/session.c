/* session.c - logging in: from a passphrase to keys, checked lists and the adopted method. */
#include "sis/casework/session.h"

#include <string.h>
#include <syslog.h>

#include "inside.h"
#include "methods.h"
#include "sis/store/account_row.h"
#include "sis/store/setting.h"
#include "sis/vault/password.h"

#define WAIT_MAX 30 /* seconds */

int session_wait(const struct home *home)
{
    int64_t wait =
        home->failures < 3 ? 0 : (int64_t)1 << (home->failures - 3 < 5 ? home->failures - 3 : 5);
    int64_t left;

    if (wait > WAIT_MAX) {
        wait = WAIT_MAX;
    }
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
        db_begin(home->db, &err)) {
        if (!audit_next(home->db, &link, &err) ||
            !audit_append(home->db, &home->side, &link, NULL, row.bundle, row.bundle[VAULT_PUBLIC],
                          payload.p, payload.n, &head, &err) ||
            !db_commit(home->db, &err)) {
            db_rollback(home->db);
        }
    }
    str_release(&payload);
    arena_free(arena);
}

static bool wrong(struct home *home, const struct id *account, struct err *err)
{
    home->failures++;
    home->failed_at = clock_now(&home->clock);
    log_failure(home, account);
    return err_set(err, ERR_PASSWORD, T_LOGIN_WRONG, NULL, NULL);
}

/* The ring of an account, or NULL: unknown, ended and wrong sound alike. */
static struct keyring *open_account(struct home *home, const char *login, const char *passphrase,
                                    struct err *err)
{
    static const struct id nobody = {{0}};
    struct arena *arena = arena_new();
    struct keyring *ring = NULL;
    struct account_row row;
    struct str phrase;

    str_init(&phrase, 4096);
    if (login[0] == '.' || !account_row_find(home->db, login, arena, &row, err)) {
        if (login[0] == '.' || err->code == ERR_MISSING) {
            (void)wrong(home, &nobody, err);
        }
    } else {
        ring = account_open(&home->side, &row.id, row.bundle, row.n, passphrase, err);
        if (ring == NULL && err->code == ERR_PASSWORD) {
            (void)wrong(home, &row.id, err);
        }
    }
    str_release(&phrase);
    arena_free(arena);
    return ring;
}

/* Newer lists that were checked become the floor for the next time. */
static bool raise_pins(struct work *work, struct err *err)
{
    const struct roster *roster = &work->own->roster;
    struct pins pins = *account_pins(work->keys);
    struct str bundle;
    bool done;

    if (pins.leads_number == roster->leads->number && pins.home_number == roster->home->number) {
        return true;
    }
    pins.leads_number = roster->leads->number;
    pins.home_number = roster->home->number;
    str_init(&bundle, 0);
    done = account_pin(work->keys, &pins, &bundle, err) &&
           account_row_reseal(work->home->db, &work->account, (const unsigned char *)bundle.p,
                              bundle.n, err);
    str_release(&bundle);
    return done;
}

static void read_settings(struct work *work)
{
    struct err err = {0};
    char *text;
    size_t n;

    work->own->home_name = "";
    if (setting_load(work->home->db, work->keys, &work->own->roster.home->settings, work->arena,
                     &text, &n, &err)) {
        work->own->home_name = text;
    }
}

static bool start(struct work *work, struct err *err)
{
    const struct account_entry *entry;
    struct turn turn;

    work->own->others = -1;
    work->own->reader = json_reader_new(err);
    if (work->own->reader == NULL) {
        return false;
    }
    if (!roster_load(&work->own->roster, work->home->db, &work->home->side,
                     account_pins(work->keys), err)) {
        return false;
    }
    if (!roster_role(&work->own->roster, &work->account, &work->role)) {
        return wrong(work->home, &work->account, err);
    }
    entry = home_account(work->own->roster.home, &work->account);
    if (!vault_equal(&entry->keys, keyring_public(work->keys), sizeof entry->keys)) {
        return err_set(err, ERR_CORRUPT, T_LISTS_ALTERED, NULL, NULL);
    }
    work->login = arena_strdup(work->arena, entry->login);
    if (!turn_begin_own(&turn, work, "session.start", err)) {
        return false;
    }
    if (!raise_pins(work, err) || !turn_commit(&turn, err)) {
        turn_end(&turn);
        return false;
    }
    read_settings(work);
    work->name = arena_strdup(work->arena, work_person(work, &work->account));
    work->method = methods_current(work, err);
    return work->method != NULL;
}

struct work *session_login(struct home *home, const char *login, const char *passphrase,
                           enum lang lang, struct err *err)
{
    struct keyring *ring = open_account(home, login, passphrase, err);
    struct work *work;

    if (ring == NULL) {
        return NULL;
    }
    work = mem_new(sizeof *work);
    work->arena = arena_new();
    work->own = mem_new(sizeof *work->own);
    work->home = home;
    work->keys = ring;
    work->account = *keyring_account(ring);
    work->lang = lang;
    work->practice = home->side.practice;
    work->clock = home->clock;
    if (!start(work, err)) {
        session_release(work);
        return NULL;
    }
    home->failures = 0;
    return work;
}

void session_release(struct work *work)
{
    struct work_own *own = work->own;

    while (own->cases != NULL) {
        case_drop(work, own->cases);
    }
    methods_release(work);
    json_reader_free(own->reader);
    work_forget_lists(work);
    roster_release(&own->roster);
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

    if (work == NULL) {
        return;
    }
    /* Leaving must not fail: a full disk may keep the line out of the log, never a person in. */
    if (turn_begin_own(&turn, work, "session.end", &err) && !turn_commit(&turn, &err)) {
        turn_end(&turn);
    }
    session_release(work);
}

bool session_new_passphrase(struct work *work, const char *passphrase, struct err *err)
{
    enum password_cost cost = work->practice ? PASSWORD_MINIMUM : PASSWORD_FULL;
    struct turn turn;
    struct str bundle;
    bool done;

    if (!password_check(passphrase, err)) {
        return false;
    }
    if (!turn_begin_own(&turn, work, "account.passphrase", err)) {
        return false;
    }
    str_init(&bundle, 0);
    done = account_seal(work->keys, passphrase, cost, account_pins(work->keys), &bundle, err) &&
           account_row_reseal(work->home->db, &work->account, (const unsigned char *)bundle.p,
                              bundle.n, err) &&
           turn_commit(&turn, err);
    str_release(&bundle);
    turn_end(&turn);
    return done;
}
