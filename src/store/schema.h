/* schema.h - the tables of each version, and bringing a file from one version to the next. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

#include "sis/base/err.h"
#include "sis/vault/hash.h"

/* Step i (from 0) brings a file from version i to version i + 1. */
struct schema {
    const char *const *step;
    int n; /* also the version of a file that has taken all steps */
    /* Of what all steps together make (schema_objects), in hex; NULL: not known. */
    const char *hash;
};

/* This program's. */
struct schema schema_current(void);

/* Takes the steps after version `from`, each in a transaction with its user_version. */
bool schema_apply(sqlite3 *file, const struct schema *schema, int from, const char *path,
                  struct err *err) WARN_UNUSED;
/* The hash of all that the file lists: types, names and words. */
bool schema_objects(sqlite3 *file, struct hash *hash, const char *path,
                    struct err *err) WARN_UNUSED;
/* Whether the file holds exactly the tables and indexes that all steps together make: the same
 * names and the same words, and nothing besides (no view, no trigger). ERR_CORRUPT otherwise. */
bool schema_verify(sqlite3 *file, const struct schema *schema, const char *path,
                   struct err *err) WARN_UNUSED;

#endif
