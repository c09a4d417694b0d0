/* lists.c - the next home statement, the next access list. */
#include "lists.h"

#include <string.h>

#include "sis/store/statement_row.h"

bool lists_keep(struct db *db, enum statement_kind kind, const struct id *owner, uint64_t number,
                const struct str *bytes, struct err *err)
{
    struct statement_row row = {.kind = kind,
                                .owner = *owner,
                                .number = number,
                                .bytes = (const unsigned char *)bytes->p,
                                .n = bytes->n};

    return statement_row_add(db, &row, err);
}

bool lists_sign_home(struct work *work, struct home_statement *next, struct err *err)
{
    struct str bytes;
    bool done;

    next->number = work->own->roster.home->number + 1;
    next->leads_number = work->own->roster.leads->number;
    next->at = clock_now(&work->clock);
    str_init(&bytes, STATEMENT_MAX);
    done = home_statement_sign(work->keys, next, &bytes, err) &&
           lists_keep(work->home->db, STATEMENT_HOME, &work->home->side.home, next->number, &bytes,
                      err);
    str_release(&bytes);
    if (!done) {
        return false;
    }
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
           lists_keep(work->home->db, STATEMENT_ACCESS, &next->case_id, next->number, &bytes, err);
    str_release(&bytes);
    if (done) {
        work_forget_access(work);
    }
    return done;
}

bool lists_wrap(const struct vault_key *key, const struct wrap_for *to, size_t n,
                struct arena *arena, struct key_entry *entry, struct err *err)
{
    struct key_wrap *wrap = arena_array(arena, n, sizeof *wrap);

    entry->kind = key_kind(key);
    entry->number = key_number(key);
    entry->hash = key_hash(key);
    memcpy(entry->box, key_box(key), VAULT_PUBLIC);
    entry->wraps = wrap;
    entry->n = n;
    for (size_t i = 0; i < n; i++) {
        if (!key_wrap(key, &to[i].account, to[i].box, &wrap[i], err)) {
            return false;
        }
    }
    return true;
}

bool lists_key_entry(struct work *work, const struct vault_key *key, const struct id *account,
                     size_t n, struct arena *arena, struct key_entry *entry, struct err *err)
{
    struct wrap_for *to = arena_array(arena, n + 1, sizeof *to);
    size_t n_to = 0;

    for (size_t i = 0; i < n; i++) {
        const struct account_entry *person = home_account(work->own->roster.home, &account[i]);

        if (person != NULL && person->ended == 0) {
            to[n_to].account = account[i];
            to[n_to++].box = person->keys.box;
        }
    }
    to[n_to++].box = work->own->roster.pins.root.box;
    return lists_wrap(key, to, n_to, arena, entry, err);
}
