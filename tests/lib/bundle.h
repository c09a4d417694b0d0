/*
 * bundle.h - methods for tests: a folder of files, of which one may be changed.
 */
#ifndef TEST_BUNDLE_H
#define TEST_BUNDLE_H

#include "sis/form/load.h"

#define BUNDLE_SMALL "tests/unit/data/small"

struct test_bundle {
    struct arena *arena;
    struct bundle bundle;
    struct problems problems;
    const struct method *method;
};

/* Reads the folder; fails the test when that does not go. Nothing is loaded yet. */
void bundle_open(struct test_bundle *t, const char *folder);
void bundle_close(struct test_bundle *t);
/* Replaces the first `from` in a file; fails the test when it is not there. */
void bundle_replace(struct test_bundle *t, const char *file, const char *from, const char *to);
/* Gives a file other bytes. */
void bundle_put(struct test_bundle *t, const char *file, const char *text, size_t n);
/* Loads what is there now into t->method, with fresh problems. */
void bundle_load(struct test_bundle *t);
/* Loads and fails the test, printing them, when there are problems. */
void bundle_load_clean(struct test_bundle *t);
/* All problems in English, one a line; the caller frees with mem_free. */
char *bundle_problems(const struct test_bundle *t);

#endif
