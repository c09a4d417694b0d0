/* statement_leads.c - root changes and the lead list, signed by the root. */
#include <string.h>

#include "vault/frame.h"

#define LEAD_BYTES (ID_BYTES + 2 * VAULT_PUBLIC + 8 + 8)

static bool malformed(struct err *err)
{
    return err_set(err, ERR_CORRUPT, T_VAULT_LIST_BROKEN, NULL, NULL);
}

/* The root's lists name no account as signer. */
static bool read_from_root(const struct side *side, const void *bytes, size_t n,
                           enum statement_kind kind, const struct pins *pins, struct frame *frame,
                           struct err *err)
{
    if (!frame_read(bytes, n, kind, frame, err))
        return false;
    if (!id_is_none(&frame->signer))
        return err_set(err, ERR_DENIED, T_VAULT_LIST_SIGNER, NULL, NULL);
    return frame_check(frame, side, pins->root.sign, err);
}

static bool is_root(const struct keyring *ring, struct err *err)
{
    return id_is_none(keyring_account(ring)) ||
           err_set(err, ERR_DENIED, T_VAULT_LIST_SIGNER, NULL, NULL);
}

/* ---- root change ---- */

bool root_change_sign(const struct keyring *ring, const struct root_change *it, struct str *out,
                      struct err *err)
{
    if (!is_root(ring, err))
        return false;
    frame_begin(out, STATEMENT_ROOT);
    wire_u32(out, it->set);
    wire_moment(out, it->at);
    wire_public(out, &it->root);
    return frame_sign(ring, out, err);
}

bool root_change_open(const struct side *side, const void *bytes, size_t n, struct pins *pins,
                      struct root_change *it, struct err *err)
{
    struct frame frame;
    struct root_change read;

    if (!read_from_root(side, bytes, n, STATEMENT_ROOT, pins, &frame, err))
        return false;
    read.set = read_u32(&frame.body);
    read.at = read_moment(&frame.body);
    read_public(&frame.body, &read.root);
    if (!read_done(&frame.body))
        return malformed(err);
    if (read.set != pins->root_set + 1)
        return err_set(err, ERR_CONFLICT, T_VAULT_OLDER, NULL, NULL);
    pins->root_set = read.set;
    pins->root = read.root;
    *it = read;
    return true;
}

/* ---- lead list ---- */

static bool leads_hold(const struct lead_list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        if (id_is_none(&list->leads[i].account))
            return false;
        for (size_t j = 0; j < i; j++)
            if (id_equal(&list->leads[i].account, &list->leads[j].account) ||
                public_keys_share(&list->leads[i].keys, &list->leads[j].keys))
                return false;
    }
    return true;
}

bool lead_list_sign(const struct keyring *ring, const struct lead_list *list, struct str *out,
                    struct err *err)
{
    if (!is_root(ring, err))
        return false;
    if (!leads_hold(list))
        return err_set(err, ERR_INPUT, T_VAULT_LIST_CONTENT, NULL, NULL);
    frame_begin(out, STATEMENT_LEADS);
    wire_u64(out, list->number);
    wire_moment(out, list->at);
    wire_u32(out, list->root_set);
    wire_moment(out, list->drilled);
    wire_u32(out, (uint32_t)list->n);
    for (size_t i = 0; i < list->n; i++) {
        str_add(out, list->leads[i].account.byte, ID_BYTES);
        wire_public(out, &list->leads[i].keys);
        wire_moment(out, list->leads[i].from);
        wire_moment(out, list->leads[i].ended);
    }
    return frame_sign(ring, out, err);
}

static bool read_leads(struct reader *body, struct arena *arena, struct lead_list *list)
{
    list->number = read_u64(body);
    list->at = read_moment(body);
    list->root_set = read_u32(body);
    list->drilled = read_moment(body);
    list->n = read_count(body, LEAD_BYTES);
    struct lead *leads = arena_array(arena, list->n, sizeof(*leads));

    for (size_t i = 0; i < list->n; i++) {
        leads[i].account = read_id(body);
        read_public(body, &leads[i].keys);
        leads[i].from = read_moment(body);
        leads[i].ended = read_moment(body);
    }
    list->leads = leads;
    return read_done(body) && leads_hold(list);
}

const struct lead_list *lead_list_open(const struct side *side, const void *bytes, size_t n,
                                       const struct pins *pins, struct arena *arena,
                                       struct err *err)
{
    struct frame frame;

    if (!read_from_root(side, bytes, n, STATEMENT_LEADS, pins, &frame, err))
        return NULL;
    struct lead_list *list = arena_alloc(arena, sizeof(*list));

    if (!read_leads(&frame.body, arena, list)) {
        malformed(err);
        return NULL;
    }
    if (list->number < pins->leads_number || list->root_set != pins->root_set) {
        err_set(err, ERR_CONFLICT, T_VAULT_OLDER, NULL, NULL);
        return NULL;
    }
    return list;
}

const struct lead *lead_list_find(const struct lead_list *list, const struct id *account)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->leads[i].ended == 0 && id_equal(&list->leads[i].account, account))
            return &list->leads[i];
    return NULL;
}
