/*
 * screens.h - the screens among themselves: their tables of operations.
 */
#ifndef SCREENS_SCREENS_H
#define SCREENS_SCREENS_H

#include "sis/screens/screen.h"

extern const struct screen_ops screen_login, screen_find, screen_youth_new, screen_drafts,
    screen_list, screen_letter, screen_cosign;
/* One screen for all pages; a name for each, since the help topic follows it. */
extern const struct screen_ops screen_today, screen_case, screen_timeline, screen_read,
    screen_notes, screen_compare, screen_series, screen_relation, screen_who, screen_history,
    screen_help, screen_limits, screen_own_note, screen_to_you, screen_to_you_read;
/* What somebody must deal with. */
extern const struct screen_ops screen_due, screen_warning;
extern const struct screen_ops screen_absent, screen_absent_journal, screen_sheet;
extern const struct screen_ops screen_promise, screen_conference, screen_absent_who;
extern const struct screen_ops screen_fill;

#endif
