/* rows.h - a row of a living list changed by a few answers, the others as they were. */
#ifndef CASEWORK_ROWS_H
#define CASEWORK_ROWS_H

#include "sis/casework/records.h"

/* Saves a revision of *record with these answers set beside those it has; a new row of that form when
 * *record is none, which then gets its id. An empty answer takes away. */
bool row_change(struct work *work, struct case_file *file, const char *form,
                const struct id *parent, struct id *record, const struct answer *answer, size_t n,
                struct err *err) WARN_UNUSED;

/* NULL when there is no such answer. */
const char *row_text_of(struct case_file *file, const struct record *row, const char *item);
bool row_has_code(struct case_file *file, const struct record *row, const char *item,
                  const char *code);
/* False when there is none, or it is no moment. */
bool row_moment(struct case_file *file, const struct record *row, const char *item, int64_t *at);
/* Year 0 when there is none. */
struct date row_date(struct case_file *file, const struct record *row, const char *item);

#endif
