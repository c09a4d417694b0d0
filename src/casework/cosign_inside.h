/*
 * cosign_inside.h - who may be the second.
 */
#ifndef SIS_CASEWORK_COSIGN_INSIDE_H
#define SIS_CASEWORK_COSIGN_INSIDE_H

#include "inside.h"
#include "sis/casework/cosign.h"

/* Whether this person may sign the record as the second; ERR_DENIED tells why not. */
bool cosign_may_be(struct work *work, const struct case_file *file, const struct record *record,
                   const struct author *who, struct err *err) WARN_UNUSED;

#endif
