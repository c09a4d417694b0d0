/*
 * mem.h - memory that never fails to its caller, and arenas.
 *
 * Small allocations do not return NULL: when memory is gone the hook runs once (it saves drafts and
 * restores the terminal), then the process ends with status 70. Sizes that come from outside (a
 * file, a paste, a row) are checked against a limit before they come here.
 */
#ifndef SIS_BASE_MEM_H
#define SIS_BASE_MEM_H

#include <stddef.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))
#define WARN_UNUSED __attribute__((warn_unused_result))

/* Zeroed memory of n bytes; n = 0 gives a pointer that may be freed. */
void *mem_new(size_t n);
/* Zeroed memory for n things of size bytes; an overflow counts as exhausted memory. */
void *mem_array(size_t n, size_t size);
/* As realloc; new bytes are not zeroed. */
void *mem_grow(void *p, size_t n);
char *mem_strdup(const char *text);
/* Accepts NULL. */
void mem_free(void *p);
/* Overwrites n bytes in a way the compiler keeps, then frees. Accepts NULL. */
void mem_wipe_free(void *p, size_t n);
/* What was freed goes back to the system, when something large is done: logging in leaves megabytes. */
void mem_give_back(void);

/* Called once when memory is exhausted. Replaces an earlier hook; NULL removes it. */
void mem_on_exhausted(void (*hook)(void *arg), void *arg);
/* For tests: the n-th allocation from now fails as if memory were gone; 0 switches this off. */
void mem_fail_at(long n);

/*
 * An arena owns everything allocated from it; all of it is wiped and freed at once. Whoever
 * allocates in an arena frees nothing.
 */
struct arena;

struct arena *arena_new(void);
/* Accepts NULL. */
void arena_free(struct arena *arena);
/* Wipes everything allocated from it and keeps some memory for what comes next. */
void arena_reset(struct arena *arena);
/* Zeroed, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t n);
void *arena_array(struct arena *arena, size_t n, size_t size);
/* NULL gives NULL. */
char *arena_strdup(struct arena *arena, const char *text);
/* Copies n bytes and adds a NUL. */
char *arena_strndup(struct arena *arena, const char *text, size_t n);
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Grows an array in an arena: a copy of old (n_old things) with room for n_new >= n_old. */
void *arena_regrow(struct arena *arena, const void *old, size_t n_old, size_t n_new, size_t size);

#endif
