/*
 * methods.h - adopted bundles from the database, loaded once each.
 */
#ifndef SIS_CASEWORK_METHODS_INSIDE_H
#define SIS_CASEWORK_METHODS_INSIDE_H

#include "sis/casework/adoption.h"
#include "sis/casework/case.h"

/* The bundle the home statement names; NULL and err. */
const struct method *methods_current(struct work *work, struct err *err);
/* Any adopted bundle by its hash in hex; NULL when it is not there. */
const struct method *methods_by_hash(struct work *work, const char *text);
void methods_release(struct work *work);

/* Ends a session without a line in the log, and closes an open case. */
void session_release(struct work *work);
void case_drop(struct work *work, struct case_file *file);
/* Reads a case without a line in the log, for counts only; case_free gives it back. */
struct case_file *case_load(struct work *work, const struct id *case_id, struct err *err);
void case_free(struct case_file *file);
/* After a commit: reads what was written. What was done is done, so a file that cannot be read now is
 * read at the next refresh; always true. */
bool case_follow(struct work *work, struct case_file *file);

#endif
