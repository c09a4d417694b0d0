/*
 * store_file.h - a database file in a folder of its own for each test:
 *
 *     cmocka_unit_test_setup_teardown(test, store_file, store_file_end)
 */
#ifndef TESTS_STORE_FILE_H
#define TESTS_STORE_FILE_H

#include "scratch.h"
#include "sis/store/db.h"

int store_file(void **state);
int store_file_end(void **state);

/* The test's folder, and where the file lies in it. */
struct scratch *store_scratch(void);
const char *store_path(void);
struct db *store_create(unsigned flags);
/* Does something to the closed file that no program of ours would do. */
void store_alter(const char *sql);
/* An account with a bundle of n bytes; all of them. */
void store_add_account(struct db *db, unsigned number, size_t n);
size_t store_count_accounts(struct db *db);

#endif
