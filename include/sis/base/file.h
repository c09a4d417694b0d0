/*
 * file.h - reading and writing files whole, and looking at who may touch them.
 */
#ifndef SIS_BASE_FILE_H
#define SIS_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "sis/base/err.h"
#include "sis/base/str.h"

/* Reads all of a regular file into out (cleared first). Larger than max bytes is ERR_LIMIT. */
bool file_read(const char *path, size_t max, struct str *out, struct err *err) WARN_UNUSED;
/* Writes to a temporary name beside it, syncs, renames, syncs the folder. On failure the old file
 * is as it was and no temporary file is left. */
bool file_write(const char *path, const void *bytes, size_t n, unsigned mode,
                struct err *err) WARN_UNUSED;
bool file_exists(const char *path);
bool file_is_folder(const char *path);
/* Makes the folder and those above it, mode 0700 each. */
bool file_make_folder(const char *path, struct err *err) WARN_UNUSED;
/* Refuses (ERR_DENIED) a file or folder that belongs to somebody other than this account or root,
 * or that its group or others may write to; also the folder it lies in. A path that does not exist
 * is checked by its folder. Links are followed. */
bool file_check_private(const char *path, struct err *err) WARN_UNUSED;
/* Refuses (ERR_DENIED) a file that its group or others may read. What is no file of a folder (a pipe), and
 * what is not there, passes. */
bool file_check_secret(const char *path, struct err *err) WARN_UNUSED;
/* On a network file system, where SQLite's locks cannot be trusted. */
bool file_on_network(const char *path);
/* Names in a folder that end with suffix, in byte order, in the arena. */
bool file_list(const char *folder, const char *suffix, struct arena *arena, char ***names,
               size_t *n, struct err *err) WARN_UNUSED;
/* "folder/name" in the arena. */
char *file_join(struct arena *arena, const char *folder, const char *name);

#endif
