/*
 * dates.h - days that were moved, attempts that led nowhere, words to the next shift: the row forms
 * `moved`, `attempt` and `passon` of the method.
 *
 * A move holds for one day of one rule: when the rule gives another day, because the form was signed or
 * because what the rule counts from was changed, the thing is due anew and the old move is history.
 */
#ifndef SIS_CASEWORK_DATES_H
#define SIS_CASEWORK_DATES_H

#include "sis/casework/rhythm.h"

#define FORM_MOVED "moved"
#define FORM_ATTEMPT "attempt"
#define FORM_PASSON "passon"
#define MOVED_WHY "mv.03"
#define MOVED_WORDS "mv.04"
#define ATTEMPT_OUTCOME "at.03"
#define ATTEMPT_REACHED "reached"
#define PASSON_TEXT "po.01"

/* Moves it to another day, whichever. reason is a code of MOVED_WHY; words may be empty. ERR_INPUT tells what is
 * missing or wrong, in words. */
bool due_move(struct work *work, struct case_file *file, const struct due_view *due, struct date to,
              const char *reason, const char *words, struct err *err) WARN_UNUSED;
/* Keeps an attempt, now; outcome is a code of ATTEMPT_OUTCOME. */
bool due_attempt(struct work *work, struct case_file *file, const struct due_view *due,
                 const char *outcome, struct err *err) WARN_UNUSED;
/* What `done` of its rule sets in its row, with the option's words in the session's language; NULL when
 * there is no such answer to give. */
const struct option *due_done_option(const struct work *work, const struct due_view *due);
/* Sets that answer in the row, now. */
bool due_done(struct work *work, struct case_file *file, const struct due_view *due,
              struct err *err) WARN_UNUSED;
/* Every time it was moved, newest first; in the arena. */
size_t due_moves(struct case_file *file, const struct due_view *due, struct arena *arena,
                 const struct record ***record);
/* Attempts since it was last done, newest first; in the arena. */
size_t due_attempts(struct work *work, struct case_file *file, const struct due_view *due,
                    struct arena *arena, const struct record ***record);
/* What has been passed on and still holds today, newest first; in the arena. */
size_t passed_on(struct work *work, struct case_file *file, struct arena *arena,
                 const struct record ***record);

#endif
