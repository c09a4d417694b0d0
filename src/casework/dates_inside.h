/*
 * dates_inside.h - what moved days and attempts make of a thing that is due.
 */
#ifndef SIS_CASEWORK_DATES_INSIDE_H
#define SIS_CASEWORK_DATES_INSIDE_H

#include "sis/casework/dates.h"

/* The rows that may concern anything due, in order of writing; gathered once for all of it. */
size_t dates_rows(struct work *work, struct case_file *file, struct arena *arena,
                  const struct record ***row);
/* Sets date, moved, attempts and attempt of a due whose original day is set. */
void dates_apply(struct work *work, struct case_file *file, const struct record *const *row,
                 size_t n, struct due_view *due);

#endif
