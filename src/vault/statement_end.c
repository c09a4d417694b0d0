/* statement_end.c - an account that an administrator has shut. */
#include <string.h>

#include "vault/frame.h"

bool account_shut_sign(const struct keyring *ring, const struct account_shut *it, struct str *out,
                       struct err *err)
{
    frame_begin(out, STATEMENT_END);
    str_add(out, it->account.byte, ID_BYTES);
    wire_u64(out, it->number);
    wire_moment(out, it->at);
    return frame_sign(ring, out, err);
}

static const struct account_entry *admin_of(const struct home_statement *home,
                                            const struct id *account, int64_t at)
{
    const struct account_entry *entry = home_account(home, account);

    return entry && entry->role == ROLE_ADMIN && (entry->ended == 0 || at <= entry->ended) ? entry
                                                                                           : NULL;
}

bool account_shut_open(const struct side *side, const void *bytes, size_t n,
                       const struct home_statement *home, struct account_shut *it, struct err *err)
{
    struct frame frame;
    struct account_shut read;

    if (!frame_read(bytes, n, STATEMENT_END, &frame, err))
        return false;
    read.account = read_id(&frame.body);
    read.number = read_u64(&frame.body);
    read.at = read_moment(&frame.body);
    if (!read_done(&frame.body))
        return err_set(err, ERR_CORRUPT, T_VAULT_LIST_BROKEN, NULL, NULL);
    const struct account_entry *admin = admin_of(home, &frame.signer, read.at);

    if (!admin)
        return err_set(err, ERR_DENIED, T_VAULT_LIST_SIGNER, NULL, NULL);
    if (!frame_check(&frame, side, admin->keys.sign, err))
        return false;
    *it = read;
    return true;
}
