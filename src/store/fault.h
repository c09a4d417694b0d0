/* fault.h - what SQLite's results mean to the person: one sentence for each kind of trouble. */
#ifndef STORE_FAULT_H
#define STORE_FAULT_H

#include <sqlite3.h>
#include <stdbool.h>

#include "sis/base/err.h"

/* From the last failure of the connection (which may be NULL when it could not be made). Returns
 * false. */
bool fault_set(sqlite3 *file, int result, const char *path, struct err *err);

#endif
