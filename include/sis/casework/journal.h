/*
 * journal.h - what of a signed form belongs in the home's journal, which is another system: words to
 * copy there, and whether somebody has.
 *
 * It is a row of FORM_JOURNAL with the signed record as its parent, written in the same transaction
 * (record_new.also).
 */
#ifndef SIS_CASEWORK_JOURNAL_H
#define SIS_CASEWORK_JOURNAL_H

#include "sis/casework/case.h"
#include "sis/form/live.h"

#define FORM_JOURNAL "journal"
#define JOURNAL_WHAT "jn.01" /* JOURNAL_WRITTEN, JOURNAL_TEXT or JOURNAL_NO */
#define JOURNAL_WORDS "jn.02"
#define JOURNAL_WHY_NOT "jn.03"
#define JOURNAL_AT "jn.04"

#define JOURNAL_WRITTEN "written"
#define JOURNAL_TEXT "text"
#define JOURNAL_NO "no"

/* Texts that somebody still has to put into the journal, oldest first, in the arena. */
size_t journal_waiting(struct case_file *file, struct arena *arena, const struct record ***row);
/* The one of this record that waits, or the record itself when it is one; NULL. */
const struct record *journal_of(struct case_file *file, const struct id *record);
/* It has been put in, now. */
bool journal_tick(struct work *work, struct case_file *file, const struct id *row,
                  struct err *err) WARN_UNUSED;

#endif
