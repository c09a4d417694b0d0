/*
 * left.h - what a leaver had begun.
 */
#ifndef SIS_CASEWORK_LEFT_INSIDE_H
#define SIS_CASEWORK_LEFT_INSIDE_H

#include "inside.h"

/* What somebody who loses the turn's case had begun there becomes records of it, ready and unsigned,
 * marked as theirs (NOTE_BY, NOTE_AT), before its key changes: later nobody could open it. */
bool desk_take_left(struct turn *turn, const struct access_view *access, const struct id *leaver,
                    struct err *err) WARN_UNUSED;

#endif
