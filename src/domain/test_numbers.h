/* test_numbers.h - identity numbers for practice and tests, as "YYYYMMDD-NNNN". */
#ifndef SIS_DOMAIN_TEST_NUMBERS_H
#define SIS_DOMAIN_TEST_NUMBERS_H

#define TEST_NUMBER_COUNT 110

extern const char *const test_number[TEST_NUMBER_COUNT];

#endif
