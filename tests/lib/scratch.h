/*
 * scratch.h - a folder of its own for a test, gone with all in it when the test is over.
 */
#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct scratch {
    char folder[64];
    char path[128]; /* the last one asked for */
};

/* A new folder, mode 0700; in memory where that goes, since syncing a disk takes its time. */
void scratch_make(struct scratch *scratch);
/* A file's path in it; good until the next call. */
const char *scratch_path(struct scratch *scratch, const char *name);
void scratch_remove(struct scratch *scratch);

/* Whether any file in it holds these bytes. */
bool scratch_holds(const struct scratch *scratch, const void *bytes, size_t n);
/* Runs work in a child, and gives its exit status, or minus the signal that ended it. */
int scratch_child(int (*work)(void *arg), void *arg);

#endif
