/*
 * casework_pair.h - two who work in the same case at once: one home and three sessions for a whole
 * test program, since logging in costs, and a case for each test.
 *
 *     cmocka_unit_test_setup_teardown(test, casework_pair, casework_pair_end)
 *     cmocka_run_group_tests(tests, casework_group, casework_pair_group_end)
 */
#ifndef TESTS_CASEWORK_PAIR_H
#define TESTS_CASEWORK_PAIR_H

#include "casework_each.h"

extern struct work *noor, *sam;
extern struct id case_id;               /* noor, sam and kim are on it */
extern struct case_file *file, *theirs; /* of noor and of sam */

int casework_pair(void **state);
int casework_pair_end(void **state);
int casework_pair_group_end(void **state);

/* What the other has written since is read as well. */
void casework_pair_refresh(struct case_file *at);

#endif
