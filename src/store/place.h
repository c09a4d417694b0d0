/* place.h - where a database file lies, and making one there. */
#ifndef STORE_PLACE_H
#define STORE_PLACE_H

#include <sqlite3.h>
#include <stdbool.h>

#include "sis/base/err.h"

/* Refuses a file (with its -wal and -shm) that does not exist, lies on a network disk, or that
 * others own or may write to. */
bool place_check(const char *path, struct err *err) WARN_UNUSED;

/* path with something behind it; freed with mem_free. */
char *place_beside(const char *path, const char *suffix);
/* What SQLite calls a file that is only to be read, as a URI; freed with mem_free. In a folder that
 * cannot be written to there is no place for a -wal, and so nobody else who writes. */
char *place_to_read(const char *path);
/* Removes a database file and what lies beside it. */
void place_remove(const char *path);
/* A new empty file, mode 0600; ERR_DENIED when there is one. */
bool place_make(const char *path, struct err *err) WARN_UNUSED;
/* Gives a finished file its name, durably; ERR_DENIED when the name is taken. */
bool place_name(const char *from, const char *to, struct err *err) WARN_UNUSED;

/* Copies all of an open file to a new one, durably, as one file without -wal. Nothing is left on
 * failure. */
bool place_copy(sqlite3 *file, const char *path, const char *to, struct err *err) WARN_UNUSED;

#endif
