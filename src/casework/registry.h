/*
 * registry.h - the registers of youths and of staff from within: rows under the home key.
 */
#ifndef SIS_CASEWORK_REGISTRY_INSIDE_H
#define SIS_CASEWORK_REGISTRY_INSIDE_H

#include "inside.h"
#include "sis/casework/register.h"

/* Writes the next revision of a youth in the turn; youth->id none: a new record. */
bool registry_write_youth(struct turn *turn, struct youth *youth, struct err *err) WARN_UNUSED;
/* The name that colleagues see, in the turn. */
bool registry_write_staff(struct turn *turn, const struct id *account, const char *name,
                          struct err *err) WARN_UNUSED;
/* The present face of every youth, also of those who have left; the texts are the register's. */
bool registry_youths(struct work *work, struct arena *arena, struct youth **youth, size_t *n,
                     struct err *err) WARN_UNUSED;
/* The moment a youth's file was opened; 0 when there is none. */
int64_t registry_opened(struct work *work, const struct id *youth);

#endif
