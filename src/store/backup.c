/* backup.c - a verified copy of the file while others use it. */
#include "sis/store/backup.h"

#include "store/db_inner.h"
#include "store/place.h"

static bool count_all(struct db *db, struct backup_count *count, struct err *err)
{
    struct query q = query(db, SQL_HOLDS);
    if (query_next(&q))
        *count = (struct backup_count){
            .rows = query_int(&q, 0),
            .letterbox = query_int(&q, 1),
            .drafts = query_int(&q, 2),
            .statements = query_int(&q, 3),
            .accounts = query_int(&q, 4),
            .method_files = query_int(&q, 5),
            .audit = query_int(&q, 6),
        };
    return query_end(&q, err);
}

bool backup_verify(const char *path, bool practice, struct backup_count *count, struct err *err)
{
    struct db *copy = db_open(path, DB_READ | (practice ? DB_PRACTICE : 0u), err);
    bool done = copy != NULL && db_check(copy, err) && count_all(copy, count, err);
    db_close(copy);
    return done;
}

bool backup_make(struct db *db, const char *to, struct backup_count *count, struct err *err)
{
    if (!place_copy(db->file, db->path, to, err))
        return false;
    if (backup_verify(to, db_is_practice(db), count, err))
        return true;
    place_remove(to);
    return false;
}
