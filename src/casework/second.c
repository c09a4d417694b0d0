/* second.c - a second person at the same terminal: who may be it, and their keys. */
#include "inside.h"
#include "sis/store/account_row.h"

bool second_may(struct work *work, const struct id *case_id, enum action action, const char *login,
                struct author *who, struct err *err)
{
    const struct account_entry *entry = home_login(work->own->roster.home, login);
    const struct access_view *access = work_access(work, case_id, err);
    enum role role;

    if (access == NULL)
        return false;
    if (entry == NULL || !roster_role(&work->own->roster, &entry->account, &role))
        return err_set(err, ERR_PASSWORD, T_LOGIN_WRONG, NULL, NULL);
    if (id_equal(&entry->account, &work->account))
        return err_set(err, ERR_DENIED, T_SECOND_SELF, NULL, NULL);
    if (!access_list_has(access->list, &entry->account) ||
        !rights_allow(role, action, RELATION_ASSIGNED))
        return err_set(err, ERR_DENIED, T_SECOND_MAY_NOT, login, NULL);
    *who = (struct author){.account = entry->account,
                           .name = work_person(work, &entry->account),
                           .role = role_code(role)};
    return true;
}

struct keyring *second_open(struct work *work, const struct id *case_id, enum action action,
                            const char *login, const char *passphrase, struct err *err)
{
    struct arena *arena = arena_new();
    struct keyring *ring = NULL;
    struct account_row row;
    struct author who;

    if (work_refresh(work, err) && second_may(work, case_id, action, login, &who, err) &&
        account_row_find(work->home->db, login, arena, &row, err)) {
        ring = session_open_bundle(work->home, &row, passphrase, err);
        if (ring == NULL && err->code == ERR_PASSWORD) {
            session_failed(work->home, &row.id);
            err_set(err, ERR_PASSWORD, T_LOGIN_WRONG, NULL, NULL);
        }
    }
    arena_free(arena);
    return ring;
}
