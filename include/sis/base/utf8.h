/*
 * utf8.h - text as people see it: code points, graphemes, columns.
 *
 * Text inside the program is valid UTF-8 in NFC; utf8_clean makes it so at every door. Storage is
 * counted in bytes, movement in graphemes, screens in columns. Columns are the sum of libc's
 * wcwidth over a grapheme's code points, because ncurses counts that way (needs a UTF-8 LC_CTYPE).
 * Case folding, NFC and grapheme breaks are utf8proc's.
 */
#ifndef SIS_BASE_UTF8_H
#define SIS_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sis/base/str.h"

/* A space at which no line is broken. */
#define UTF8_NO_BREAK "\xC2\xA0"

/* Sets LC_CTYPE, and nothing else, to the user's locale, or to C.UTF-8 when that one is not UTF-8.
 * False when the system has no UTF-8 locale. Called once, first in main and in each test program. */
bool utf8_locale(void);

/* Reads one code point from n > 0 bytes. Returns the bytes used (>= 1); a bad byte uses one and
 * gives U+FFFD. */
size_t utf8_decode(const char *p, size_t n, int32_t *cp);
/* Writes 1 to 4 bytes; a code point that does not exist is written as U+FFFD. */
size_t utf8_encode(int32_t cp, char out[4]);
bool utf8_valid(const char *p, size_t n);
/* Nothing but spaces of any kind, line ends and signs that are not seen; NULL too. */
bool utf8_is_blank(const char *text);

/* Adds p as valid NFC. Bad bytes become U+FFFD, NUL is left out; *replaced (may be NULL) counts
 * both. False when out is full. */
bool utf8_clean(struct str *out, const char *p, size_t n, size_t *replaced);

/* Grapheme boundaries: the next one after the boundary `at`, the last one before any `at`. At the
 * ends n and 0. Both look only at the neighbourhood of `at`. */
size_t utf8_next(const char *p, size_t n, size_t at);
size_t utf8_prev(const char *p, size_t n, size_t at);
size_t utf8_count(const char *p, size_t n); /* graphemes */

/* Columns of n bytes on the screen; control characters count 0. */
int utf8_width(const char *p, size_t n);
/* The longest run of whole graphemes from the start that fits in cols; returns its bytes. */
size_t utf8_fit(const char *p, size_t n, int cols, int *used);

/* Folded for comparing without case; å, ä, ö stay apart from a and o. */
bool utf8_fold(struct str *out, const char *p, size_t n);
/* Upper case for headings; what has no capital stays. */
bool utf8_upper(struct str *out, const char *p, size_t n);
/* As strcmp, in Swedish order: å ä ö after z; æ ø ü đ ł as Swedish lists them; other marks, case and
 * some signs do not count. */
int utf8_compare(const char *a, const char *b);

/* Adds p with control characters (but not newline), bidi overrides and isolates, and other
 * characters that could steer a terminal or hide text made visible as <U+001B>. What is stored is
 * never changed; everything stored passes here on its way to a screen or a printer. */
bool utf8_show(struct str *out, const char *p, size_t n);
bool utf8_is_plain(const char *p, size_t n); /* utf8_show would change nothing */

#endif
