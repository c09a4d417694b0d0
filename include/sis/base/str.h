/*
 * str.h - a growing byte string with a limit.
 *
 * The bytes are always followed by a NUL that does not count. A string that would pass its limit
 * keeps what it had, sets `over` and refuses all further additions until it is cleared, so a run
 * of additions needs one check at its end. Knows nothing of UTF-8.
 */
#ifndef SIS_BASE_STR_H
#define SIS_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

#define STR_MAX_DEFAULT ((size_t)64 << 20)

struct str {
    char *p; /* never NULL after str_init */
    size_t n;
    size_t cap;
    size_t max;
    bool over;
};

/* max is the greatest number of bytes it may hold; 0 means STR_MAX_DEFAULT. */
void str_init(struct str *s, size_t max);
/* Wipes and frees; the string may be initialised again. */
void str_release(struct str *s);
/* Empties, keeps the memory, resets `over`. */
void str_clear(struct str *s);

/* All return false, with nothing added, when the limit would be passed. What is added must not lie
 * in s itself. */
bool str_add(struct str *s, const void *bytes, size_t n);
bool str_puts(struct str *s, const char *text);
bool str_putc(struct str *s, char c);
bool str_repeat(struct str *s, char c, size_t n);
bool str_printf(struct str *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Replaces the bytes from..to (from <= to <= n) by n_new bytes, or does nothing. An edit is whole
 * by itself, so it neither sets nor heeds `over`. */
bool str_splice(struct str *s, size_t from, size_t to, const void *bytes, size_t n_new);

void str_truncate(struct str *s, size_t n);
bool str_equal(const struct str *s, const char *text);
/* Hands the bytes to the caller, who frees them with mem_free; s is empty and initialised. */
char *str_take(struct str *s, size_t *n);

/* Small helpers on plain C strings; both accept NULL as the empty string. */
bool text_is_empty(const char *text);
bool text_equal(const char *a, const char *b);

#endif
