/*
 * sign_inside.h - what is looked at before a record is signed.
 */
#ifndef SIS_CASEWORK_SIGN_INSIDE_H
#define SIS_CASEWORK_SIGN_INSIDE_H

#include "inside.h"
#include "sis/casework/records.h"
#include "sis/form/live.h"

/* Whether answers of a row form have no gaps, so that they may be signed; ERR_INPUT names the first one.
 * exported (in the arena) is what is signed: without what is hidden. form and stored may be NULL: a row
 * that cannot be read. */
bool records_row_whole(struct work *work, struct case_file *file, const struct form *form,
                       const struct answers *stored, struct arena *arena, struct answers *exported,
                       struct err *err) WARN_UNUSED;
/* Whether all that signing asks (asks.h) is said by the rows that go in with it; ERR_INPUT names the
 * first thing that is not. */
bool sign_asks_met(struct work *work, struct case_file *file, const struct record_new *it,
                   const struct live *live, struct err *err) WARN_UNUSED;

#endif
