/*
 * backup.h - a verified copy of the file while others use it.
 */
#ifndef SIS_STORE_BACKUP_H
#define SIS_STORE_BACKUP_H

#include <stdbool.h>
#include <stdint.h>

#include "sis/base/err.h"
#include "sis/base/mem.h"
#include "sis/store/db.h"

struct backup_count {
    int64_t rows, letterbox, drafts, statements, accounts, method_files, audit;
};

/* Copies the whole file as it is at one moment to a new file (mode 0600, one file without -wal),
 * syncs it, then opens the copy as db_open does, checks all of it and counts what it holds. A file
 * that is there already is refused (ERR_DENIED). On failure the copy is removed. db must be idle. */
bool backup_make(struct db *db, const char *to, struct backup_count *count,
                 struct err *err) WARN_UNUSED;
/* The same checks and counts on a copy made earlier. */
bool backup_verify(const char *path, bool practice, struct backup_count *count,
                   struct err *err) WARN_UNUSED;

#endif
