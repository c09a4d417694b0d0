/* account_row.c - login names and the sealed bundles behind them. */
#include "sis/store/account_row.h"

#include <string.h>

#include "sis/vault/statement.h"
#include "store/sql.h"

bool account_row_add(struct db *db, const struct account_row *row, struct err *err)
{
    char most[24];
    struct err why;
    if (text_is_empty(row->login) || strlen(row->login) > LOGIN_MAX)
        return err_set(err, ERR_INPUT, T_STORE_LOGIN_BAD, number_text(most, LOGIN_MAX), NULL);
    struct query q = query(db, SQL_ACCOUNT_ADD);
    query_put_id(&q, &row->id);
    query_put_text(&q, row->login);
    query_put_blob(&q, row->bundle, row->n);
    if (query_run(&q, NULL, &why))
        return true;
    if (why.code == ERR_CONFLICT)
        return err_set(err, ERR_CONFLICT, T_STORE_LOGIN_TAKEN, row->login, NULL);
    if (err != NULL)
        *err = why;
    return false;
}

bool account_row_reseal(struct db *db, const struct id *id, const unsigned char *bundle, size_t n,
                        struct err *err)
{
    int changed;
    struct query q = query(db, SQL_ACCOUNT_RESEAL);
    query_put_id(&q, id);
    query_put_blob(&q, bundle, n);
    if (!query_run(&q, &changed, err))
        return false;
    return changed == 1 || err_set(err, ERR_MISSING, T_STORE_NO_ACCOUNT, NULL, NULL);
}

bool account_row_find(struct db *db, const char *login, struct arena *arena,
                      struct account_row *row, struct err *err)
{
    struct account_row found;
    struct query q = query(db, SQL_ACCOUNT_FIND);
    query_put_text(&q, login);
    bool any = query_next(&q);
    if (any) {
        found.id = query_id(&q, 0);
        found.login = query_text(&q, 1, arena);
        found.bundle = query_blob(&q, 2, arena, &found.n);
    }
    if (!query_end(&q, err))
        return false;
    if (!any)
        return err_set(err, ERR_MISSING, T_STORE_NO_ACCOUNT, NULL, NULL);
    *row = found;
    return true;
}

bool account_row_list(struct db *db, struct arena *arena, struct account_row **row, size_t *n,
                      struct err *err)
{
    struct account_row *list = NULL;
    size_t count = 0;
    size_t room = 0;
    struct query q = query(db, SQL_ACCOUNT_LIST);
    while (query_next(&q)) {
        list = query_room(arena, list, count, &room, sizeof *list);
        list[count].id = query_id(&q, 0);
        list[count++].login = query_text(&q, 1, arena);
    }
    if (!query_end(&q, err))
        return false;
    *row = list;
    *n = count;
    return true;
}
