/* work.c - the session's view of the signed lists: who may do what, with which keys. */
#include <string.h>

#include "home_settings.h"
#include "inside.h"
#include "sis/store/statement_row.h"

struct date work_today(const struct work *work)
{
    return clock_today(&work->clock);
}

struct author work_author(const struct work *work)
{
    struct author author = {
        .account = work->account, .name = work->name, .role = role_code(work->role)};

    return author;
}

static void empty_view(struct access_view *view)
{
    arena_free(view->arena);
    view->arena = NULL;
    view->list = NULL;
    view->key = NULL;
}

void work_forget_access(struct work *work)
{
    for (struct access_view *view = work->own->access; view != NULL; view = view->next)
        empty_view(view);
}

void work_forget_lists(struct work *work)
{
    work_forget_access(work);
    work->own->others = -1;
    work->own->lists = -1;
    work->own->home_key = NULL;
}

void work_drop_lists(struct work *work)
{
    while (work->own->access != NULL) {
        struct access_view *next = work->own->access->next;

        empty_view(work->own->access);
        mem_free(work->own->access);
        work->own->access = next;
    }
    roster_release(&work->own->roster);
}

bool work_refresh(struct work *work, struct err *err)
{
    struct work_own *own = work->own;
    struct roster roster;
    int64_t others;
    int64_t lists;
    enum role role;

    if (!db_others(work->home->db, &others, err))
        return false;
    if (others == own->others)
        return true;
    /* Others mostly write rows; checking the lists anew takes longer than writing one. */
    if (!statement_row_last(work->home->db, &lists, err))
        return false;
    if (lists == own->lists) {
        own->others = others;
        return true;
    }
    if (!roster_load(&roster, work->home->db, &work->home->side, account_pins(work->keys), err))
        return false;
    if (!roster_role(&roster, &work->account, &role) || role != work->role) {
        roster_release(&roster);
        return err_set(err, ERR_DENIED, T_ACCOUNT_ENDED, NULL, NULL);
    }
    work_forget_access(work);
    roster_release(&own->roster);
    own->roster = roster;
    own->log_key = home_key_newest(roster.home, KEY_AUDIT);
    own->home_key = NULL;
    if (home_keys_unwrap(roster.home, work->keys) == SEAL_OPEN &&
        role_holds(work->role, KEY_HOME)) {
        const struct key_entry *entry = home_key_newest(roster.home, KEY_HOME);

        own->home_key = keyring_find(work->keys, KEY_HOME, &work->home->side.home, entry->number);
    }
    if (!vault_equal(&own->settings.hash, &roster.home->settings, sizeof own->settings.hash))
        home_settings_load(work);
    own->others = others;
    own->lists = lists;
    return true;
}

static struct access_view *find_view(struct work *work, const struct id *case_id)
{
    struct access_view *view = work->own->access;

    while (view != NULL && !id_equal(&view->case_id, case_id))
        view = view->next;
    return view;
}

/* An older list put back in the file would name people who have lost access: what this session has
 * seen is the least it takes. */
const struct access_view *work_access(struct work *work, const struct id *case_id, struct err *err)
{
    struct access_view *view = find_view(work, case_id);
    const struct access_list *list = NULL;
    struct statement_row row;
    struct arena *arena;

    if (view != NULL && view->list != NULL)
        return view;
    arena = arena_new();
    if (statement_row_latest(work->home->db, STATEMENT_ACCESS, case_id, arena, &row, err)) {
        list = access_list_open(&work->home->side, row.bytes, row.n, case_id,
                                view != NULL ? view->seen : 0, work->own->roster.leads, arena, err);
    }
    if (list == NULL) {
        arena_free(arena);
        return NULL;
    }
    if (view == NULL) {
        view = mem_new(sizeof *view);
        view->case_id = *case_id;
        view->next = work->own->access;
        work->own->access = view;
    }
    view->arena = arena;
    view->list = list;
    view->seen = list->number;
    if (access_unwrap(list, work->keys, &view->key) != SEAL_OPEN) {
        view->key = NULL;
        keyring_forget(work->keys, KEY_CASE, case_id, 0);
    }
    return view;
}

/* How this person stands to a case, from the case's signed access list. */
static enum relation work_relation(struct work *work, const struct id *case_id)
{
    const struct access_view *view;
    struct err err = {0};

    if (case_id == NULL || id_is_none(case_id))
        return RELATION_NONE;
    view = work_access(work, case_id, &err);
    return view != NULL && view->key != NULL ? RELATION_ASSIGNED : RELATION_NONE;
}

bool work_may(struct work *work, enum action action, const struct id *case_id)
{
    return rights_allow(work->role, action, work_relation(work, case_id));
}

bool work_registry(struct work *work, struct err *err)
{
    struct work_own *own = work->own;

    if (own->home_key == NULL)
        return err_set(err, ERR_DENIED, T_DENIED, NULL, NULL);
    if (own->registry_arena == NULL) {
        own->registry_arena = arena_new();
        rows_init(&own->registry, own->registry_arena);
    }
    return rows_load(work->home->db, own->home_key, &own->registry, err);
}

const char *work_person(struct work *work, const struct id *account)
{
    const struct account_entry *entry = home_account(work->own->roster.home, account);
    struct err err = {0};

    if (work_registry(work, &err)) {
        for (size_t i = work->own->registry.n; i-- > 0;) {
            struct row *row = work->own->registry.row[i];
            const struct answer *name;

            if (id_equal(&row->record.id, account) && text_equal(row->record.form, FORM_STAFF) &&
                row_answers(row, work->own->registry_arena, &err)) {
                name = answers_get(row->record.answers, "staff.name");
                if (name != NULL && name->value.kind == VALUE_TEXT)
                    return name->value.text;
            }
        }
    }
    return entry != NULL ? entry->login : "";
}

const char *work_role_title(const struct work *work, enum role role)
{
    static const enum text_id title[ROLE_COUNT] = {
        [ROLE_WARD] = T_ROLE_WARD,   [ROLE_CASEWORKER] = T_ROLE_CASEWORKER,
        [ROLE_LEAD] = T_ROLE_LEAD,   [ROLE_REVIEWER] = T_ROLE_REVIEWER,
        [ROLE_ADMIN] = T_ROLE_ADMIN,
    };

    return work->role_title != NULL ? label_in(&work->role_title[role], work->lang)
                                    : text(work->lang, title[role]);
}
