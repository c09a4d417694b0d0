/*
 * casework_each.h - a home of its own for each test, with a lead logged in:
 *
 *     cmocka_unit_test_setup_teardown(test, casework_each, casework_each_end)
 */
#ifndef TESTS_CASEWORK_EACH_H
#define TESTS_CASEWORK_EACH_H

#include "casework_home.h"

extern struct casework_home home;
extern struct work *eli;

int casework_each(void **state);
int casework_each_end(void **state);

#endif
