/* audit_log.c - the log's rows in the file. */
#include "sis/store/audit_log.h"

#include "store/sql.h"

bool audit_last(struct db *db, struct audit_head *head, struct err *err)
{
    struct audit_head last = {0};
    struct query q = query(db, SQL_AUDIT_LAST);
    if (query_next(&q)) {
        last.number = (uint64_t)query_int(&q, 0);
        last.hash = query_hash(&q, 1);
    }
    if (!query_end(&q, err))
        return false;
    *head = last;
    return true;
}

bool audit_next(struct db *db, struct audit_link *link, struct err *err)
{
    struct audit_head last;
    if (!audit_last(db, &last, err))
        return false;
    link->number = last.number + 1;
    link->previous = last.hash;
    return true;
}

bool audit_append(struct db *db, const struct side *side, const struct audit_link *link,
                  const struct keyring *actor, struct audit_start *start, const void *payload,
                  size_t n, struct audit_head *head, struct err *err)
{
    struct str body;
    struct hash hash;
    int changed = 0;
    str_init(&body, 0);
    bool done = audit_seal(side, link, actor, start, payload, n, &body, &hash, err);
    if (done) {
        struct query q = query(db, SQL_AUDIT_ADD);
        query_put_int(&q, (int64_t)link->number);
        query_put_blob(&q, hash.byte, sizeof hash.byte);
        query_put_blob(&q, body.p, body.n);
        done = query_run(&q, &changed, err);
    }
    str_release(&body);
    if (done && changed != 1)
        done = err_set(err, ERR_CONFLICT, T_STORE_TAKEN, NULL, NULL);
    if (done)
        *head = (struct audit_head){link->number, hash};
    return done;
}

bool audit_load(struct db *db, uint64_t from, size_t max, struct arena *arena,
                struct audit_row **row, size_t *n, struct err *err)
{
    struct audit_row *list = NULL;
    size_t count = 0;
    size_t room = 0;
    struct hash previous = {{0}};
    if (from == 0)
        from = 1;
    struct query q = query(db, SQL_AUDIT_FROM);
    /* The row before is read for its hash. */
    query_put_int(&q, (int64_t)from - 1);
    query_put_int(&q, (int64_t)max + (from > 1));
    while (query_next(&q)) {
        uint64_t number = (uint64_t)query_int(&q, 0);
        if (number >= from) {
            list = query_room(arena, list, count, &room, sizeof *list);
            list[count] = (struct audit_row){.link = {number, previous}, .hash = query_hash(&q, 1)};
            list[count].body = query_blob(&q, 2, arena, &list[count].n);
            count++;
        }
        previous = query_hash(&q, 1);
    }
    if (!query_end(&q, err))
        return false;
    *row = list;
    *n = count;
    return true;
}

/* The hash stored with a number; *any false: there is no such row. */
static bool stored_hash(struct db *db, uint64_t number, struct hash *hash, bool *any,
                        struct err *err)
{
    struct query q = query(db, SQL_AUDIT_HASH);
    query_put_int(&q, (int64_t)number);
    *any = query_next(&q);
    if (*any)
        *hash = query_hash(&q, 0);
    return query_end(&q, err);
}

bool audit_holds(struct db *db, const struct audit_head *head, bool *holds, struct err *err)
{
    struct hash hash;
    bool any;
    if (head->number == 0) {
        *holds = true;
        return true;
    }
    if (!stored_hash(db, head->number, &hash, &any, err))
        return false;
    *holds = any && hash_equal(&hash, &head->hash);
    return true;
}

bool audit_verify(struct db *db, const struct side *side, const struct audit_head *after,
                  bool *whole, uint64_t *at, struct err *err)
{
    struct audit_link link = {.number = after != NULL ? after->number + 1 : 1};
    bool fits = true;
    if (after != NULL) {
        link.previous = after->hash;
        if (!audit_holds(db, after, &fits, err))
            return false;
        if (!fits) {
            *whole = false;
            *at = after->number;
            return true;
        }
    }
    struct query q = query(db, SQL_AUDIT_FROM);
    query_put_int(&q, (int64_t)link.number);
    query_put_int(&q, -1);
    while (fits && query_next(&q)) {
        size_t n;
        const unsigned char *body = query_bytes(&q, 2, &n);
        struct hash stored = query_hash(&q, 1);
        struct hash is = audit_hash(side, &link, body, n);
        fits = (uint64_t)query_int(&q, 0) == link.number && hash_equal(&is, &stored);
        if (fits) {
            link.previous = is;
            link.number++;
        }
    }
    if (!query_end(&q, err))
        return false;
    *whole = fits;
    *at = link.number;
    return true;
}
