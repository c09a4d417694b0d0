/*
 * access_inside.h - taking a person out of cases.
 */
#ifndef SIS_CASEWORK_ACCESS_INSIDE_H
#define SIS_CASEWORK_ACCESS_INSIDE_H

#include "inside.h"
#include "sis/casework/access.h"

/* Cases on whose access list an account stands. */
bool access_cases_of(struct work *work, const struct id *account, struct arena *arena,
                     struct id **case_id, size_t *n, struct err *err) WARN_UNUSED;
/* A new case key without the leaver; deny: and never again. */
bool access_change_key(struct work *work, const struct id *case_id, const struct id *leaver,
                       bool deny, const char *what, struct err *err) WARN_UNUSED;

#endif
