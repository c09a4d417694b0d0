/*
 * expr_cases.h - tables of expressions and what they give.
 *
 * A result is written as the command line prints it. "!NAME" is a mistake with the text T_NAME,
 * "!NAME@7" one at the seventh character.
 */
#ifndef TEST_EXPR_CASES_H
#define TEST_EXPR_CASES_H

#include "sis/form/expr.h"

struct expr_case {
    const char *expr;
    const char *result;
};

/* Fails the test with all cases that differ. */
void expr_cases_check(const struct expr_case *table, size_t n, const struct scope *scope);
/* The result of one, as above; the caller frees with mem_free. */
char *expr_result(const char *expr, const struct scope *scope);
/* today() is 2026-11-22, now() 10:30 UTC that day; no answers. */
struct scope expr_scope(void);
/* A scope's `answer` for struct answers as its arg. */
const struct answer *expr_answer(void *arg, const char *id);

#endif
