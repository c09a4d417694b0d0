/*
 * practice_group.h - one practice home in each language for a whole test program, since making one
 * takes its time, and an arena of each test's own:
 *
 *     cmocka_unit_test_setup_teardown(test, practice_begin, practice_end)
 *     cmocka_run_group_tests(tests, practice_group, practice_group_end)
 */
#ifndef TESTS_PRACTICE_GROUP_H
#define TESTS_PRACTICE_GROUP_H

#include "practice_home.h"

extern struct practice_home homes[LANG_COUNT];
extern struct arena *arena;

int practice_group(void **state);
int practice_group_end(void **state);
int practice_begin(void **state);
int practice_end(void **state);

#endif
