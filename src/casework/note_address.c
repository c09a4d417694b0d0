/* note_address.c - where a note goes: its addresses, and who can read what is sealed to them. */
#include <stdlib.h>
#include <string.h>

#include "note_inside.h"
#include "sis/base/utf8.h"
#include "sis/vault/vault.h"

const struct id note_leads_box = {{0}};

static bool is_lead(struct work *work, const struct id *account)
{
    enum role role;

    return lead_list_find(work->own->roster.leads, account) != NULL &&
           roster_role(&work->own->roster, account, &role) && role == ROLE_LEAD;
}

static bool add_box(struct note_address *it, const uint8_t box[VAULT_PUBLIC])
{
    if (it->to.n_boxes == BOX_RECIPIENTS)
        return false;
    it->box[it->to.n_boxes++].box = box;
    return true;
}

/* The leads of the signed list that it is for. */
static void add_leads(struct work *work, const struct id *only, const struct id *but,
                      struct note_address *it)
{
    const struct lead_list *leads = work->own->roster.leads;

    for (size_t i = 0; i < leads->n; i++) {
        const struct lead *lead = &leads->leads[i];

        if (!is_lead(work, &lead->account) || (only != NULL && !id_equal(&lead->account, only)) ||
            (but != NULL && id_equal(&lead->account, but)))
            continue;
        if (add_box(it, lead->keys.box))
            it->reader[it->n_readers++] = lead->account;
    }
}

/* A letter to one lead looks like one to all. */
static void make_up_the_number(struct note_address *it)
{
    for (size_t i = it->to.n_boxes; i < BOX_RECIPIENTS; i++) {
        random_bytes(it->nobody[i], VAULT_PUBLIC);
        add_box(it, it->nobody[i]);
    }
}

/* Whether there is a lead to choose at all, besides the writer and one more. */
static bool has_other_lead(struct work *work, const struct id *but)
{
    const struct lead_list *leads = work->own->roster.leads;

    for (size_t i = 0; i < leads->n; i++) {
        const struct id *account = &leads->leads[i].account;

        if (is_lead(work, account) && !id_equal(account, &work->account) && !id_equal(account, but))
            return true;
    }
    return false;
}

static bool not_chosen(struct work *work, const struct id *but, enum text_id text, struct err *err)
{
    return has_other_lead(work, but) ? err_set(err, ERR_INPUT, text, NULL, NULL)
                                     : err_set(err, ERR_DENIED, T_NOTE_NOBODY, NULL, NULL);
}

/* Who may get it, of the leads; the answers must have chosen. */
static bool choose_leads(struct work *work, const struct answers *answers, struct id *only,
                         struct id *but, struct err *err)
{
    *only = *but = note_leads_box;
    if (note_is_about_lead(answers) &&
        (!note_said_id(answers, NOTE_ABOUT, but) || !is_lead(work, but)))
        return not_chosen(work, &note_leads_box, T_NOTE_CHOOSE_ABOUT, err);
    if (note_is_for_one(answers) &&
        (!note_said_id(answers, NOTE_LEAD, only) || !is_lead(work, only) || id_equal(only, but)))
        return not_chosen(work, but, T_NOTE_CHOOSE_LEAD, err);
    return true;
}

static bool to_leads(struct work *work, const struct answers *answers, struct note_address *it,
                     struct err *err)
{
    struct id only, but;

    if (!choose_leads(work, answers, &only, &but, err))
        return false;
    it->to.kind = RECIPIENT_LEAD;
    it->to.id = note_leads_box;
    it->to.key_number = LEAD_NEW;
    add_leads(work, id_is_none(&only) ? NULL : &only, id_is_none(&but) ? NULL : &but, it);
    make_up_the_number(it);
    return true;
}

static bool to_case(struct work *work, const struct id *case_id, struct note_address *it,
                    struct err *err)
{
    const struct access_view *access = work_access(work, case_id, err);

    if (access == NULL)
        return false;
    it->to.kind = RECIPIENT_CASE;
    it->to.id = *case_id;
    it->to.key_number = access->list->key.number;
    return add_box(it, access->list->key.box);
}

/* Whether somebody besides the writer can open it. */
static bool reaches_somebody(struct work *work, const struct note_address *it)
{
    for (size_t i = 0; i < it->n_readers; i++)
        if (!id_equal(&it->reader[i], &work->account))
            return true;
    return it->to.kind == RECIPIENT_CASE;
}

bool note_address(struct work *work, const struct youth *youth, const struct answers *answers,
                  const uint8_t *writer, struct note_address *it, struct err *err)
{
    bool chosen = note_is_chosen(answers);
    bool of_case = youth != NULL && !id_is_none(&youth->case_id) && !chosen;

    memset(it, 0, sizeof *it);
    it->to.box = it->box;
    if (writer != NULL)
        add_box(it, writer);
    if (of_case ? !to_case(work, &youth->case_id, it, err) : !to_leads(work, answers, it, err))
        return false;
    return !chosen || reaches_somebody(work, it) ||
           err_set(err, ERR_DENIED, T_NOTE_NOBODY, NULL, NULL);
}

static struct note_person person(struct work *work, const struct id *account, struct arena *arena)
{
    struct note_person it = {.account = *account};

    (void)roster_role(&work->own->roster, account, &it.role);
    it.name = arena_strdup(arena, work_person(work, account));
    return it;
}

/* The same order each time, so that a digit means the same person. */
static int by_name(const void *a, const void *b)
{
    const struct note_person *left = a, *right = b;
    int order = utf8_compare(left->name, right->name);

    return order != 0 ? order : memcmp(&left->account, &right->account, sizeof left->account);
}

/* Whoever the key of this letterbox is wrapped for. */
static void readers_of_case(struct work *work, const struct access_view *access,
                            struct arena *arena, struct note_readers *readers)
{
    const struct key_entry *key = &access->list->key;
    enum role role;

    readers->of_case = true;
    readers->person = arena_array(arena, key->n + 1, sizeof *readers->person);
    for (size_t i = 0; i < key->n; i++) {
        const struct id *account = &key->wraps[i].recipient;

        if (!id_is_none(account) && roster_role(&work->own->roster, account, &role))
            readers->person[readers->n++] = person(work, account, arena);
    }
}

bool note_readers(struct work *work, const struct id *youth_id, const struct answers *answers,
                  struct arena *arena, struct note_readers *readers, struct err *err)
{
    bool known = !id_is_none(youth_id);
    struct note_address address;
    const struct access_view *access;
    struct youth youth;

    if (!work_refresh(work, err) || (known && !register_get(work, youth_id, arena, &youth, err)) ||
        !note_address(work, known ? &youth : NULL, answers, NULL, &address, err))
        return false;
    memset(readers, 0, sizeof *readers);
    if (address.to.kind == RECIPIENT_CASE) {
        access = work_access(work, &address.to.id, err);
        if (access == NULL)
            return false;
        readers_of_case(work, access, arena, readers);
        qsort(readers->person, readers->n, sizeof *readers->person, by_name);
        return true;
    }
    readers->person = arena_array(arena, address.n_readers + 1, sizeof *readers->person);
    for (size_t i = 0; i < address.n_readers; i++)
        readers->person[readers->n++] = person(work, &address.reader[i], arena);
    qsort(readers->person, readers->n, sizeof *readers->person, by_name);
    return true;
}

bool note_leads(struct work *work, struct arena *arena, struct note_person **lead, size_t *n,
                struct err *err)
{
    const struct lead_list *leads;

    if (!work_refresh(work, err))
        return false;
    leads = work->own->roster.leads;
    *lead = arena_array(arena, leads->n + 1, sizeof **lead);
    *n = 0;
    for (size_t i = 0; i < leads->n; i++) {
        const struct id *account = &leads->leads[i].account;

        if (is_lead(work, account) && !id_equal(account, &work->account))
            (*lead)[(*n)++] = person(work, account, arena);
    }
    qsort(*lead, *n, sizeof **lead, by_name);
    return true;
}
