/*
 * said.h - what signing a form asks, answered by somebody who has dealt with every warning and for whom
 * all stands in the journal.
 */
#ifndef TESTS_SAID_H
#define TESTS_SAID_H

#include "sis/casework/records.h"

/* Puts what signing these answers asks into record->also, in the arena. */
void said_all(struct work *work, struct case_file *file, struct record_new *record,
              struct arena *arena);

#endif
