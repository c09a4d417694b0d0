/*
 * method_file.h - every method file ever adopted, by hash, and the bundles they made up.
 *
 * A bundle is a folder as it was when a lead adopted it: names and files. Its hash is over a
 * manifest of names and file hashes in byte order of the names, so the same folder always has the
 * same hash in every home, and a file that two bundles share is kept once. Which bundle is in force stands in the
 * home statement. Texts of the method are public: they are kept unsealed.
 */
#ifndef SIS_STORE_METHOD_FILE_H
#define SIS_STORE_METHOD_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "sis/base/err.h"
#include "sis/base/mem.h"
#include "sis/store/db.h"
#include "sis/vault/hash.h"

#define METHOD_FILE_MAX ((size_t)4 << 20)

struct method_file {
    const char *name; /* path in the folder: "u1.cfg", "letters/plan.cfg"; no line break */
    const char *bytes;
    size_t n;
};

/* The hash of a bundle, without keeping it. files in any order; a name twice, empty, or with a
 * line break is ERR_INPUT. */
bool method_bundle_hash(const struct method_file *file, size_t n, struct hash *hash,
                        struct err *err) WARN_UNUSED;
/* Keeps a bundle; one that is there already stays as it is. */
bool method_bundle_add(struct db *db, const struct method_file *file, size_t n, struct hash *hash,
                       struct err *err) WARN_UNUSED;
/* The files of a bundle by name; ERR_MISSING when it was never adopted, ERR_CORRUPT when a file
 * is not what its hash says. */
bool method_bundle_load(struct db *db, const struct hash *hash, struct arena *arena,
                        struct method_file **file, size_t *n, struct err *err) WARN_UNUSED;
/* The hashes of all bundles, first adopted first. */
bool method_bundle_list(struct db *db, struct arena *arena, struct hash **hash, size_t *n,
                        struct err *err) WARN_UNUSED;

#endif
