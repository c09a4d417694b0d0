/*
 * methods.h - adopted bundles from the database, loaded once each.
 */
#ifndef SIS_CASEWORK_METHODS_INSIDE_H
#define SIS_CASEWORK_METHODS_INSIDE_H

#include "sis/casework/work.h"
#include "sis/vault/hash.h"

/* The bundle the home statement names; NULL and err. */
const struct method *methods_current(struct work *work, struct err *err);
/* Any adopted bundle by its hash in hex; NULL when it is not there. */
const struct method *methods_by_hash(struct work *work, const char *text);
/* The same by the hash itself; NULL and err. */
const struct method *methods_find(struct work *work, const struct hash *hash, struct err *err);
void methods_release(struct work *work);

#endif
