/*
 * setting.h - what the home has set: one text, sealed under the home key.
 *
 * Which of the texts ever kept is in force says the home statement, by a hash of
 * "sis-tui setting 1" | side | id | key number u32 | sealed body (bytes). An older or foreign text
 * put in its place is therefore not found.
 */
#ifndef SIS_STORE_SETTING_H
#define SIS_STORE_SETTING_H

#include <stdbool.h>
#include <stddef.h>

#include "sis/base/err.h"
#include "sis/base/mem.h"
#include "sis/store/db.h"
#include "sis/vault/hash.h"
#include "sis/vault/keyring.h"

/* Seals and keeps a text; *hash goes into the next home statement. After a change of the home key
 * put it again. */
bool setting_put(struct db *db, const struct side *side, const struct vault_key *key,
                 const char *text, size_t n, struct hash *hash, struct err *err) WARN_UNUSED;
/* The text that the home statement names, in the arena, followed by a NUL. ERR_MISSING: not there;
 * ERR_DENIED: the ring lacks the key; ERR_CORRUPT: damaged. */
bool setting_load(struct db *db, const struct keyring *ring, const struct hash *hash,
                  struct arena *arena, char **text, size_t *n, struct err *err) WARN_UNUSED;

#endif
