/*
 * warnings.h - what the method warns of: which warnings stand open in a case, which ones answers set
 * off, and that a person has dealt with them.
 *
 * A warning decides nothing and sends nothing. It stays open until somebody has written what was
 * done, and comes back when something signed later sets it off anew.
 */
#ifndef SIS_CASEWORK_WARNINGS_H
#define SIS_CASEWORK_WARNINGS_H

#include "sis/casework/case.h"

/* The row form in which dealing with a warning is kept; see forms/README.md. */
#define FORM_ACKNOWLEDGE "acknowledge"
#define ACK_WARNING "ak.01" /* its id */
#define ACK_WHAT "ak.02"
#define ACK_WHO "ak.03"
#define ACK_WHEN "ak.04"

struct warning_open {
    const struct warning *warning;
    const char *text; /* for this person's role */
    const struct record
        *cause;        /* newest signed record, or note, whose answers set it off; NULL: what has
                          set it off is being written, or is no record but the calendar */
    struct date since; /* when that was written (record_origin); year 0: the calendar
                          has set it off, and no record tells the day */
    const struct record *acknowledged; /* an earlier time it was dealt with, or NULL */
};

/* Warnings that hold over the case and have not been dealt with since they were set off, newest
 * first; in the arena. A note is looked at for itself, also before somebody has signed it as read: what
 * it told stays open although a later note tells nothing of the kind. */
size_t warnings_open(struct work *work, struct case_file *file, struct arena *arena,
                     struct warning_open **open);

/* What the answers of a form or row set off and nobody has dealt with for this record: what signing
 * must ask for. answers are those that are shown (live_export); record is the one being written.
 * file may be NULL (a note on a youth whose case one does not read). */
size_t warnings_of(struct work *work, struct case_file *file, const struct form *form,
                   const struct id *record, const struct answers *answers, struct arena *arena,
                   struct warning_open **open);

/* Keeps that a warning was dealt with: what was done, by whom (a role), and when it was done or must
 * be done by (a moment, or a date). cause is the record that set it off, or that is being written and
 * need not be saved yet; none when there is no such record. ERR_INPUT when something is left out. */
bool warning_acknowledge(struct work *work, struct case_file *file, const char *warning,
                         const struct id *cause, const char *action, const char *who,
                         const char *when, struct err *err) WARN_UNUSED;

/* "RING FÖRST 112, sedan chef i beredskap, ..." with the numbers that the home has set (work NULL:
 * those of the method); adds nothing when nobody is to be rung. */
void warning_call_words(const struct work *work, const struct method *method,
                        const struct warning *warning, enum lang lang, struct str *out);
/* Whether the emergency number is the first to ring. */
bool warning_is_acute(const struct warning *warning);

#endif
