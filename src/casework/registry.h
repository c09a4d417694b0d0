/*
 * registry.h - the youth register and the letterbox from within.
 */
#ifndef SIS_CASEWORK_REGISTRY_INSIDE_H
#define SIS_CASEWORK_REGISTRY_INSIDE_H

#include "inside.h"
#include "sis/casework/records.h"
#include "sis/form/live.h"

/* Writes the next revision of a youth in the turn; youth->id none: a new record. */
bool registry_write_youth(struct turn *turn, struct youth *youth, struct err *err) WARN_UNUSED;
/* The name that colleagues see, in the turn. */
bool registry_write_staff(struct turn *turn, const struct id *account, const char *name,
                          struct err *err) WARN_UNUSED;
/* The moment a youth's file was opened; 0 when there is none. */
int64_t registry_opened(struct work *work, const struct id *youth);
/* Notes on a youth without a file lie with the leads; when the file is opened they move into it. */
bool notes_take_home(struct turn *turn, const struct youth *youth, struct err *err) WARN_UNUSED;
/* What waits in the letterbox of the turn's case becomes rows, before its key changes. */
bool notes_take_all(struct turn *turn, const struct access_view *access,
                    struct err *err) WARN_UNUSED;
/* What somebody who loses the turn's case had begun there becomes records of it, ready and unsigned,
 * marked as theirs (NOTE_BY, NOTE_AT), before its key changes: later nobody could open it. */
bool desk_take_left(struct turn *turn, const struct access_view *access, const struct id *leaver,
                    struct err *err) WARN_UNUSED;
/* Cases on whose access list an account stands. */
bool access_cases_of(struct work *work, const struct id *account, struct arena *arena,
                     struct id **case_id, size_t *n, struct err *err) WARN_UNUSED;

/* A new case key without the leaver; deny: and never again. */
bool access_change_key(struct work *work, const struct id *case_id, const struct id *leaver,
                       bool deny, const char *what, struct err *err) WARN_UNUSED;

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
