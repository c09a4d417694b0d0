/* lists.c - the next home statement, the next access list. */
#include "lists.h"

#include <string.h>

#include "sis/store/statement_row.h"

bool lists_put(struct db *db, enum statement_kind kind, const struct id *owner, uint64_t number,
               const struct str *bytes, struct err *err)
{
    struct statement_row row = {.kind = kind,
                                .owner = *owner,
                                .number = number,
                                .bytes = (const unsigned char *)bytes->p,
                                .n = bytes->n};

    return statement_row_add(db, &row, err);
}

bool lists_keep(struct home *home, enum statement_kind kind, const struct id *owner,
                uint64_t number, const struct str *bytes, struct err *err)
{
    struct hash hash = hash_of(bytes->p, bytes->n);

    if (!lists_put(home->db, kind, owner, number, bytes, err))
        return false;
    turn_note_list(home->turn, &hash);
    return true;
}

bool lists_sign_home(struct work *work, struct home_statement *next, struct err *err)
{
    struct str bytes;
    bool done;

    next->number = work->own->roster.home->number + 1;
    next->leads_number = work->own->roster.leads->number;
    next->at = clock_now(&work->clock);
    str_init(&bytes, STATEMENT_MAX);
    done =
        home_statement_sign(work->keys, next, &bytes, err) &&
        lists_keep(work->home, STATEMENT_HOME, &work->home->side.home, next->number, &bytes, err);
    str_release(&bytes);
    if (!done)
        return false;
    work_forget_lists(work);
    return work_refresh(work, err);
}

bool lists_sign_access(struct work *work, struct access_list *next, struct err *err)
{
    struct str bytes;
    bool done;

    next->number++;
    next->at = clock_now(&work->clock);
    str_init(&bytes, STATEMENT_MAX);
    done = access_list_sign(work->keys, next, &bytes, err) &&
           lists_keep(work->home, STATEMENT_ACCESS, &next->case_id, next->number, &bytes, err);
    str_release(&bytes);
    if (done)
        work_forget_access(work);
    return done;
}

bool lists_wrap(const struct vault_key *key, const struct id *account, const uint8_t *box,
                struct arena *arena, struct key_entry *entry, struct err *err)
{
    struct key_wrap *wrap = arena_regrow(arena, entry->wraps, entry->n, entry->n + 1, sizeof *wrap);
    size_t i = 0;

    while (i < entry->n && !id_equal(&wrap[i].recipient, account))
        i++;
    if (!key_wrap(key, account, box, &wrap[i], err))
        return false;
    entry->wraps = wrap;
    if (i == entry->n)
        entry->n++;
    return true;
}

bool lists_key_entry(const struct home_statement *home, const struct public_keys *root,
                     const struct vault_key *key, const struct id *account, size_t n,
                     struct arena *arena, struct key_entry *entry, struct err *err)
{
    static const struct id recovery = {{0}};
    struct key_wrap *wrap = arena_array(arena, n + 1, sizeof *wrap);

    entry->kind = key_kind(key);
    entry->number = key_number(key);
    entry->hash = key_hash(key);
    memcpy(entry->box, key_box(key), VAULT_PUBLIC);
    entry->wraps = wrap;
    entry->n = 0;
    for (size_t i = 0; i < n; i++) {
        const struct account_entry *person = home_account(home, &account[i]);

        if (person != NULL && person->ended == 0 &&
            !key_wrap(key, &account[i], person->keys.box, &wrap[entry->n++], err))
            return false;
    }
    return key_wrap(key, &recovery, root->box, &wrap[entry->n++], err);
}

bool lists_home_key_entry(const struct home_statement *home, const struct public_keys *root,
                          const struct vault_key *key, struct arena *arena, struct key_entry *entry,
                          struct err *err)
{
    struct id *holder = arena_array(arena, home->n_accounts, sizeof *holder);
    size_t n = 0;

    for (size_t i = 0; i < home->n_accounts; i++)
        if (role_holds(home->accounts[i].role, key_kind(key)))
            holder[n++] = home->accounts[i].account;
    return lists_key_entry(home, root, key, holder, n, arena, entry, err);
}
