/* db_inner.h - what the files of the store share of an open file. */
#ifndef STORE_DB_INNER_H
#define STORE_DB_INNER_H

#include <sqlite3.h>

#include "sis/store/db.h"
#include "store/schema.h"
#include "store/sql.h"

struct db {
    sqlite3 *file;
    char *path;
    unsigned flags;
    int version;
    bool own_pragma; /* the authorizer lets a PRAGMA of ours through only while this is set */
    sqlite3_stmt *statement[SQL_COUNT]; /* prepared so far */
};

/* db_open and db_create with other tables than this version's. */
struct db *db_open_schema(const char *path, unsigned flags, const struct schema *schema,
                          struct err *err) WARN_UNUSED;
struct db *db_create_schema(const char *path, unsigned flags, const struct schema *schema,
                            struct err *err) WARN_UNUSED;

#endif
