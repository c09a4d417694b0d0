/* guard.h - what a connection must not do, switched off and read back. */
#ifndef STORE_GUARD_H
#define STORE_GUARD_H

#include <sqlite3.h>
#include <stdbool.h>

#include "sis/base/err.h"

/* Before anything of the file is read: a hostile file must not get at views, triggers, functions
 * or extensions while it is looked at. */
bool guard_connection(sqlite3 *file, const char *path, struct err *err) WARN_UNUSED;
/* How it is written: WAL, synced at every commit, deleted bytes overwritten. */
bool guard_writing(sqlite3 *file, const char *path, struct err *err) WARN_UNUSED;
/* From here on no ATTACH, no change of tables, and no PRAGMA except while *own_pragma is set; only
 * the version may be asked at any time, as every transaction does. */
bool guard_statements(sqlite3 *file, bool *own_pragma, const char *path,
                      struct err *err) WARN_UNUSED;
/* Waits 1 to 2 ms at a time, 250 ms in all, for another session's commit. */
bool guard_busy(sqlite3 *file, const char *path, struct err *err) WARN_UNUSED;

#endif
