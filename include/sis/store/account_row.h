/*
 * account_row.h - login names and the sealed bundles behind them.
 *
 * A bundle is sealed by vault under the account's password and is opaque here. Who an account is
 * and what it may do stands in the home statement, not here.
 */
#ifndef SIS_STORE_ACCOUNT_ROW_H
#define SIS_STORE_ACCOUNT_ROW_H

#include <stdbool.h>
#include <stddef.h>

#include "sis/base/err.h"
#include "sis/base/mem.h"
#include "sis/domain/id.h"
#include "sis/store/db.h"

struct account_row {
    struct id id;
    const char *login; /* NFC; compared byte by byte, so fold it before it comes here */
    const unsigned char *bundle;
    size_t n;
};

/* A login name or id that is taken is ERR_CONFLICT; an empty name, or one longer than LOGIN_MAX
 * bytes (vault/statement.h), ERR_INPUT. */
bool account_row_add(struct db *db, const struct account_row *row, struct err *err) WARN_UNUSED;
/* Another bundle for the same account: new password, reset, a newer highest statement.
 * ERR_MISSING when there is no such account. */
bool account_row_reseal(struct db *db, const struct id *id, const unsigned char *bundle, size_t n,
                        struct err *err) WARN_UNUSED;
/* ERR_MISSING when nobody has the name. */
bool account_row_find(struct db *db, const char *login, struct arena *arena,
                      struct account_row *row, struct err *err) WARN_UNUSED;
/* All, by login name in byte order, without their bundles. */
bool account_row_list(struct db *db, struct arena *arena, struct account_row **row, size_t *n,
                      struct err *err) WARN_UNUSED;

#endif
