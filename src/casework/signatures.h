/*
 * signatures.h - whether rows were signed by whom they say, by the signed lists of the home.
 */
#ifndef SIS_CASEWORK_SIGNATURES_INSIDE_H
#define SIS_CASEWORK_SIGNATURES_INSIDE_H

#include "inside.h"

/* Kept with a second signature (cosign.h); they have no items. */
#define COSIGN_ROW "cs.row"
#define COSIGN_SIGNATURE "cs.signature"

/* A letter that was given out, as a record of the case (letter.h): who was the second, and the statement
 * that both signed (vault/sign.h) over the case and the hash of the letter's bytes. */
#define FORM_COPY "copy"
#define COPY_SECOND "copy.second"
#define COPY_HASH "copy.hash"
#define COPY_SIGNATURES "copy.signatures"
#define COPY_ACTION "letter.save"

/* Whether a row is signed, each signature is right, and its author had that role. */
bool signatures_right(struct work *work, const struct row *row);
/* The row that a second signature is over, by the answers of its record; false when it names none. */
bool cosign_row_id(const struct answers *answers, struct id *row);
/* Whether it is right over that row (NULL: it is not there), which is of the record's parent and which
 * somebody else signed. */
bool cosign_right(struct work *work, const struct record *record, const struct answers *answers,
                  const struct row *first);
/* Whether the statement kept with a revision of a copy is right: of this case and hash, by two people
 * whose accounts had not ended then; with the first revision they are its author and the second whom it
 * names. A first one that is signed must have it, since only giving out a letter makes such a row; a row
 * written by hand, or changed later (what the receiver answered), may have none. */
bool copy_right(struct work *work, const struct record *record, const struct answers *answers);

#endif
