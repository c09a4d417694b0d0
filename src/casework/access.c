/* access.c - who may read which case: opening a file, assigning, taking away, refusing. */
#include <string.h>

#include "access_inside.h"
#include "left.h"
#include "lists.h"
#include "note_inside.h"
#include "registry.h"
#include "sis/store/statement_row.h"

/* Ids of accounts, none twice. */
struct people {
    struct id *id;
    size_t n, cap;
    struct arena *arena;
};

static bool people_has(const struct people *people, const struct id *id)
{
    for (size_t i = 0; i < people->n; i++)
        if (id_equal(&people->id[i], id))
            return true;
    return false;
}

static void people_add(struct people *people, const struct id *id)
{
    if (people_has(people, id))
        return;
    if (people->n == people->cap) {
        size_t cap = people->cap == 0 ? 8 : 2 * people->cap;

        people->id = arena_regrow(people->arena, people->id, people->n, cap, sizeof *people->id);
        people->cap = cap;
    }
    people->id[people->n++] = *id;
}

static void people_remove(struct people *people, const struct id *id)
{
    for (size_t i = 0; i < people->n; i++) {
        if (id_equal(&people->id[i], id)) {
            people->id[i] = people->id[--people->n];
            return;
        }
    }
}

static void add_leads(struct work *work, struct people *people)
{
    const struct lead_list *leads = work->own->roster.leads;
    enum role role;

    for (size_t i = 0; i < leads->n; i++)
        if (roster_role(&work->own->roster, &leads->leads[i].account, &role))
            people_add(people, &leads->leads[i].account);
}

/* Everybody on a list but recovery. */
static void add_wraps(const struct access_list *list, struct people *people)
{
    for (size_t i = 0; i < list->key.n; i++)
        if (!id_is_none(&list->key.wraps[i].recipient))
            people_add(people, &list->key.wraps[i].recipient);
}

static bool key_for(struct work *work, const struct vault_key *key, const struct people *people,
                    struct key_entry *entry, struct err *err)
{
    const struct roster *roster = &work->own->roster;

    return lists_key_entry(roster->home, &roster->pins.root, key, people->id, people->n,
                           people->arena, entry, err);
}

static const struct account_entry *find_login(struct work *work, const char *login, struct err *err)
{
    const struct account_entry *entry = home_login(work->own->roster.home, login);

    if (entry == NULL || entry->ended != 0) {
        err_set(err, ERR_MISSING, T_ACCOUNT_UNKNOWN, login, NULL);
        return NULL;
    }
    return entry;
}

/* Only who has the key can give it on; a lead who is denied has none. */
static const struct access_view *own_access(struct work *work, const struct id *case_id,
                                            struct err *err)
{
    const struct access_view *view = work_access(work, case_id, err);

    if (view != NULL && view->key == NULL) {
        err_set(err, ERR_DENIED, T_DENIED, NULL, NULL);
        return NULL;
    }
    return view;
}

bool access_open_case(struct work *work, const struct id *youth_id, struct id *case_id,
                      struct err *err)
{
    struct arena *arena = arena_new();
    struct people people = {.arena = arena};
    struct access_list list = {0};
    const struct vault_key *key;
    struct youth youth;
    struct turn turn;
    bool done = false;

    if (!turn_begin(&turn, work, ACTION_CASE_OPEN, "case.create", NULL, err)) {
        arena_free(arena);
        return false;
    }
    if (!register_get(work, youth_id, arena, &youth, err))
        goto end;
    if (!id_is_none(&youth.case_id)) {
        err_set(err, ERR_CONFLICT, T_CASE_EXISTS, youth.number, NULL);
        goto end;
    }
    list.case_id = random_id();
    youth.case_id = list.case_id;
    turn.object = list.case_id;
    key = keyring_make(work->keys, KEY_CASE, &list.case_id, 1, err);
    add_leads(work, &people);
    people_add(&people, &work->account);
    done = key != NULL && key_for(work, key, &people, &list.key, err) &&
           lists_sign_access(work, &list, err) && registry_write_youth(&turn, &youth, err);
    turn.case_id = youth.case_id;
    done = done && notes_take_home(&turn, &youth, err) && turn_commit(&turn, err);
    if (done)
        *case_id = youth.case_id;
    else
        keyring_forget(work->keys, KEY_CASE, &youth.case_id, 0);
end:
    turn_end(&turn);
    arena_free(arena);
    return done;
}

bool access_list(struct work *work, const struct id *case_id, struct arena *arena,
                 struct access_person **person, size_t *n, struct err *err)
{
    const struct access_view *view;
    const struct home_statement *home;
    const struct id *denied = NULL;
    size_t n_denied = 0;

    if (!work_refresh(work, err))
        return false;
    if (!work_may(work, ACTION_CASE_READ, case_id) &&
        !work_may(work, ACTION_ACCESS_CHANGE, case_id))
        return err_set(err, ERR_DENIED, T_DENIED, NULL, NULL);
    view = work_access(work, case_id, err);
    if (view == NULL)
        return false;
    if (view->key != NULL && view->list->denials_n > 0 &&
        access_denials_open(view->key, view->list, arena, &denied, &n_denied) != SEAL_OPEN)
        return err_set(err, ERR_CORRUPT, T_LISTS_ALTERED, NULL, NULL);
    home = work->own->roster.home;
    *person = arena_array(arena, home->n_accounts + 1, sizeof **person);
    *n = home->n_accounts;
    for (size_t i = 0; i < *n; i++) {
        const struct account_entry *entry = &home->accounts[i];
        struct access_person *it = &(*person)[i];

        it->account = entry->account;
        it->login = arena_strdup(arena, entry->login);
        it->name = arena_strdup(arena, work_person(work, &entry->account));
        it->role = entry->role;
        it->ended = entry->ended != 0;
        it->relation =
            access_list_has(view->list, &entry->account) ? RELATION_ASSIGNED : RELATION_NONE;
        for (size_t j = 0; j < n_denied; j++)
            if (id_equal(&denied[j], &entry->account))
                it->relation = RELATION_DENIED;
    }
    return true;
}

bool access_assign(struct work *work, const struct id *case_id, const char *login, struct err *err)
{
    struct arena *arena = arena_new();
    const struct access_view *view = NULL;
    const struct account_entry *entry;
    const struct id *denied;
    size_t n_denied = 0;
    struct access_list next;
    struct turn turn;
    bool done = false;

    if (!turn_begin(&turn, work, ACTION_ACCESS_CHANGE, "access.assign", case_id, err)) {
        arena_free(arena);
        return false;
    }
    entry = find_login(work, login, err);
    view = entry != NULL ? own_access(work, case_id, err) : NULL;
    if (view == NULL)
        goto end;
    if (!role_holds(entry->role, KEY_HOME)) {
        err_set(err, ERR_DENIED, T_ROLE_READS_NO_CASE, login, NULL);
        goto end;
    }
    if (view->list->denials_n > 0 &&
        access_denials_open(view->key, view->list, arena, &denied, &n_denied) != SEAL_OPEN) {
        err_set(err, ERR_CORRUPT, T_LISTS_ALTERED, NULL, NULL);
        goto end;
    }
    for (size_t i = 0; i < n_denied; i++) {
        if (id_equal(&denied[i], &entry->account)) {
            err_set(err, ERR_DENIED, T_ACCOUNT_DENIED, login, NULL);
            goto end;
        }
    }
    turn.object = entry->account;
    next = *view->list;
    done = lists_wrap(view->key, &entry->account, entry->keys.box, arena, &next.key, err) &&
           lists_sign_access(work, &next, err) && turn_commit(&turn, err);
end:
    turn_end(&turn);
    arena_free(arena);
    return done;
}

/* Who may never see the case: those of before, and perhaps one more. */
static bool next_denials(const struct access_view *view, const struct vault_key *key,
                         const struct id *more, struct arena *arena, struct str *out,
                         struct err *err)
{
    struct people denied = {.arena = arena};
    const struct id *old;
    size_t n = 0;

    if (view->list->denials_n > 0 &&
        access_denials_open(view->key, view->list, arena, &old, &n) != SEAL_OPEN)
        return err_set(err, ERR_CORRUPT, T_LISTS_ALTERED, NULL, NULL);
    for (size_t i = 0; i < n; i++)
        people_add(&denied, &old[i]);
    if (more != NULL)
        people_add(&denied, more);
    return denied.n == 0 || access_denials_seal(key, denied.id, denied.n, out) ||
           err_set(err, ERR_LIMIT, T_ROW_TOO_LARGE, NULL, NULL);
}

/* Inside the turn: first what waits in the letterbox under the old key becomes rows, then every row
 * is sealed anew. */
static bool change_key(struct turn *turn, const struct access_view *view, const struct id *leaver,
                       bool deny, const struct vault_key *key, struct arena *arena, struct err *err)
{
    struct work *work = turn->work;
    struct people people = {.arena = arena};
    struct access_list next = *view->list;
    size_t resealed, broken;
    struct str denials;
    bool done;

    str_init(&denials, 0);
    add_wraps(view->list, &people);
    people_remove(&people, leaver);
    done = notes_take_all(turn, view, err) && desk_take_left(turn, view, leaver, err) &&
           key_for(work, key, &people, &next.key, err) &&
           next_denials(view, key, deny ? leaver : NULL, arena, &denials, err);
    if (done) {
        next.denials = (const uint8_t *)denials.p;
        next.denials_n = denials.n;
        done = rows_reseal(work->home->db, view->key, key, &resealed, &broken, err) &&
               lists_sign_access(work, &next, err);
    }
    str_release(&denials);
    return done;
}

/* A new case key for those who stay; afterwards the old pages are cut away and the old key is
 * forgotten. */
bool access_change_key(struct work *work, const struct id *case_id, const struct id *leaver,
                       bool deny, const char *what, struct err *err)
{
    struct arena *arena = arena_new();
    const struct access_view *view;
    const struct vault_key *key = NULL;
    uint32_t number = 0;
    struct err busy = {0};
    struct turn turn;
    bool done = false;

    if (turn_begin(&turn, work, ACTION_ACCESS_CHANGE, what, case_id, err)) {
        turn.object = *leaver;
        view = own_access(work, case_id, err);
        if (view != NULL) {
            number = view->list->key.number;
            key = keyring_make(work->keys, KEY_CASE, case_id, number + 1, err);
        }
        done = key != NULL && change_key(&turn, view, leaver, deny, key, arena, err) &&
               turn_commit(&turn, err);
        turn_end(&turn);
    }
    if (key != NULL)
        keyring_forget(work->keys, KEY_CASE, case_id, done ? number : number + 1);
    if (done) {
        /* Another session's reader may hold the log; whoever commits next tries again. */
        (void)!db_truncate_wal(work->home->db, &busy);
    }
    arena_free(arena);
    return done;
}

static bool take_away(struct work *work, const struct id *case_id, const char *login, bool deny,
                      struct err *err)
{
    const struct account_entry *entry;
    struct id leaver;

    if (!work_refresh(work, err))
        return false;
    if (!work_may(work, ACTION_ACCESS_CHANGE, case_id))
        return err_set(err, ERR_DENIED, T_DENIED, NULL, NULL);
    entry = find_login(work, login, err);
    if (entry == NULL)
        return false;
    if (id_equal(&entry->account, &work->account))
        return err_set(err, ERR_DENIED, T_ACCESS_OWN, NULL, NULL);
    leaver = entry->account;
    return access_change_key(work, case_id, &leaver, deny, deny ? "access.deny" : "access.remove",
                             err);
}

bool access_remove(struct work *work, const struct id *case_id, const char *login, struct err *err)
{
    return take_away(work, case_id, login, false, err);
}

bool access_deny(struct work *work, const struct id *case_id, const char *login, struct err *err)
{
    return take_away(work, case_id, login, true, err);
}

bool access_cases_of(struct work *work, const struct id *account, struct arena *arena,
                     struct id **case_id, size_t *n, struct err *err)
{
    struct statement_row *row;
    size_t n_rows;

    if (!statement_row_cases(work->home->db, arena, &row, &n_rows, err))
        return false;
    *case_id = arena_array(arena, n_rows + 1, sizeof **case_id);
    *n = 0;
    for (size_t i = 0; i < n_rows; i++) {
        const struct access_view *view = work_access(work, &row[i].owner, err);

        if (view == NULL)
            return false;
        if (access_list_has(view->list, account))
            (*case_id)[(*n)++] = row[i].owner;
    }
    return true;
}
