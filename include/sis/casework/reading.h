/*
 * reading.h - what is read of the records of a case: the rows of a list, whose words they are, what is
 * not shown yet.
 */
#ifndef SIS_CASEWORK_READING_H
#define SIS_CASEWORK_READING_H

#include "sis/casework/case.h"

/* Row forms of the method whose ids the program knows; see forms/README.md. */
#define FORM_ADDENDUM "addendum"
#define FORM_STRIKE "strike"
#define FORM_NOTE "u1"
#define LIST_EXPOSURE "exposure"
#define FORM_MEETING "c1"

/* Who wrote a record, and when. A note is signed by whoever reads it: what it tells was seen by its own
 * writer, when that person wrote (also where a lead took it in); of other records by who signed. The
 * words live as long as the case is open. */
void record_origin(struct case_file *file, const struct record *record, struct author *author,
                   int64_t *at);
/* Whether what the youth has answered in their own part (section_is_youths) is not shown to staff yet: it
 * is read when the form is signed, since two answers to one question must not lean on each other. What
 * was struck without ever having been signed is never shown. */
bool record_withholds(const struct case_file *file, const struct record *record);
/* The present faces of a list's rows that are not struck: of the case, or of one form (parent). In
 * the order of their last revisions; in the arena. */
size_t record_rows(struct case_file *file, const char *list, const struct id *parent,
                   struct arena *arena, const struct record ***row);

#endif
