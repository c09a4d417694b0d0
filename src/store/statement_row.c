/* statement_row.c - the signed lists as they are kept: bytes with kind, owner and number. */
#include "sis/store/statement_row.h"

#include "store/sql.h"

bool statement_row_add(struct db *db, const struct statement_row *row, struct err *err)
{
    int changed;
    if (row->n > STATEMENT_MAX)
        return err_set(err, ERR_LIMIT, T_STORE_TOO_LARGE, NULL, NULL);
    struct query q = query(db, SQL_STATEMENT_ADD);
    query_put_int(&q, row->kind);
    query_put_id(&q, &row->owner);
    query_put_int(&q, (int64_t)row->number);
    query_put_blob(&q, row->bytes, row->n);
    if (!query_run(&q, &changed, err))
        return false;
    return changed == 1 || err_set(err, ERR_CONFLICT, T_STORE_TAKEN, NULL, NULL);
}

/* All columns of the present row of any of the statement queries. */
static struct statement_row read_row(struct query *q, struct arena *arena)
{
    struct statement_row row = {.kind = (enum statement_kind)query_int(q, 0),
                                .owner = query_id(q, 1),
                                .number = (uint64_t)query_int(q, 2)};
    row.bytes = query_blob(q, 3, arena, &row.n);
    return row;
}

bool statement_row_latest(struct db *db, enum statement_kind kind, const struct id *owner,
                          struct arena *arena, struct statement_row *row, struct err *err)
{
    struct statement_row found;
    struct query q = query(db, SQL_STATEMENT_LATEST);
    query_put_int(&q, kind);
    query_put_id(&q, owner);
    bool any = query_next(&q);
    if (any)
        found = read_row(&q, arena);
    if (!query_end(&q, err))
        return false;
    if (!any)
        return err_set(err, ERR_MISSING, T_STORE_NOT_THERE, NULL, NULL);
    *row = found;
    return true;
}

static bool read_all(struct query *q, struct arena *arena, struct statement_row **row, size_t *n,
                     struct err *err)
{
    struct statement_row *list = NULL;
    size_t count = 0;
    size_t room = 0;
    while (query_next(q)) {
        list = query_room(arena, list, count, &room, sizeof *list);
        list[count++] = read_row(q, arena);
    }
    if (!query_end(q, err))
        return false;
    *row = list;
    *n = count;
    return true;
}

bool statement_row_history(struct db *db, enum statement_kind kind, const struct id *owner,
                           uint64_t after, struct arena *arena, struct statement_row **row,
                           size_t *n, struct err *err)
{
    struct query q = query(db, SQL_STATEMENT_HISTORY);
    query_put_int(&q, kind);
    query_put_id(&q, owner);
    query_put_int(&q, (int64_t)after);
    return read_all(&q, arena, row, n, err);
}

bool statement_row_cases(struct db *db, struct arena *arena, struct statement_row **row, size_t *n,
                         struct err *err)
{
    struct query q = query(db, SQL_STATEMENT_CASES);
    query_put_int(&q, STATEMENT_ACCESS);
    return read_all(&q, arena, row, n, err);
}

bool statement_row_last(struct db *db, int64_t *number, struct err *err)
{
    struct query q = query(db, SQL_STATEMENT_LAST);
    int64_t last = query_next(&q) ? query_int(&q, 0) : 0;
    if (!query_end(&q, err))
        return false;
    *number = last;
    return true;
}

bool statement_row_home(struct db *db, struct id *home, struct err *err)
{
    struct id found;
    struct query q = query(db, SQL_STATEMENT_HOME);
    query_put_int(&q, STATEMENT_LEADS);
    bool any = query_next(&q);
    if (any)
        found = query_id(&q, 0);
    if (!query_end(&q, err))
        return false;
    if (!any)
        return err_set(err, ERR_MISSING, T_STORE_NOT_THERE, NULL, NULL);
    *home = found;
    return true;
}
