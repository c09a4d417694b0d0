/*
 * same_answers.h - whether two sets of answers say the same.
 */
#ifndef TESTS_SAME_ANSWERS_H
#define TESTS_SAME_ANSWERS_H

#include "sis/domain/answers.h"

/* The order of answering does not count. */
bool same_answers(const struct answers *a, const struct answers *b);

#endif
