/*
 * signatures.h - whether rows were signed by whom they say, by the signed lists of the home.
 */
#ifndef SIS_CASEWORK_SIGNATURES_INSIDE_H
#define SIS_CASEWORK_SIGNATURES_INSIDE_H

#include "inside.h"

/* Kept with a second signature (cosign.h); they have no items. */
#define COSIGN_ROW "cs.row"
#define COSIGN_SIGNATURE "cs.signature"

/* Whether a row is signed, each signature is right, and its author had that role. */
bool signatures_right(struct work *work, const struct row *row);
/* The row that a second signature is over, by the answers of its record; false when it names none. */
bool cosign_row_id(const struct answers *answers, struct id *row);
/* Whether it is right over that row (NULL: it is not there), which is of the record's parent and which
 * somebody else signed. */
bool cosign_right(struct work *work, const struct record *record, const struct answers *answers,
                  const struct row *first);

#endif
