/*
 * bench.h - measurements beside named references. A program in tests/bench prints rows with
 * bench_row; tests/tools/bench makes one table of them all. Nothing is asserted: a slow machine
 * is no mistake.
 */
#ifndef TESTS_BENCH_H
#define TESTS_BENCH_H

#include <stddef.h>

#include "pty.h"

/* Monotonic, in milliseconds. */
double bench_now(void);
/* Prints median and 95th percentile of n > 0 samples, which are sorted by this. The first row of a
 * `what` is ours, the others are what it is beside, with the goal: how many times this ours may be
 * ("1.5"; "1 p95": the 95th percentile too; NULL: for comparison only). */
void bench_row(const char *what, const char *who, double *samples, size_t n, const char *unit,
               const char *goal);
/* For what was not possible here (a reference that is not installed): a row without figures. */
void bench_missing(const char *what, const char *who);

/* A program in a terminal. */
struct bench_editor {
    const char *who;
    const char *const *argv;
    const char *const *env;
    const char *shows; /* on the screen when it is ready */
    /* For bench_keys: from there to writing at the end of the text. */
    bool (*to_end)(struct term *term, const void *arg);
    const void *arg;
    const char *goal;
};

/* Waits until the text is on the screen, at most so many milliseconds. */
bool bench_until(struct term *term, const char *text, double patience);
/* Waits until nothing more comes. */
void bench_settle(struct term *term);
/* From the start until `shows` is on the screen; one start of each before, which is not counted. The
 * programs take turns, so that what else the machine does meets all alike; the first is ours. */
void bench_start(const char *what, const struct bench_editor *editor, size_t n, size_t times);
/* From a key until the cursor stands behind the new letter, or before the removed one; on a line
 * of its own at the end of the text. In turns too. */
void bench_keys(const char *what, const struct bench_editor *editor, size_t n, size_t keys);

#endif
