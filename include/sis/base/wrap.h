/*
 * wrap.h - breaking text into lines of a given number of columns.
 *
 * Greedy, at spaces, and after a hyphen, dash or slash between letters; never inside a grapheme;
 * closing punctuation stays with its word. A word wider than the line is cut between graphemes.
 * Newlines in the text are hard ends. Spaces at a soft end hang: they belong to the line but need
 * no column; before a hard end they are drawn as far as they fit. Never more columns than asked for,
 * but for a single grapheme that is wider.
 *
 * All lines: begin at 0 and go on at `next` until there is no line, or until `next` is where the
 * line began, as only in the empty line after a last newline.
 */
#ifndef SIS_BASE_WRAP_H
#define SIS_BASE_WRAP_H

#include <stdbool.h>
#include <stddef.h>

#include "sis/base/str.h"

struct wrap_line {
    size_t from; /* first byte */
    size_t to;   /* behind the last byte to draw, hanging spaces and newline not counted */
    size_t next; /* where the next line begins */
    int width;   /* columns of from..to */
    bool hard;   /* ended by a newline or by the end of the text */
    /* A text that is changed from here on only keeps the line; beyond the end: none does. */
    size_t looked;
};

/* The line that begins at byte `from` (<= n), at most cols (>= 1) columns. A grapheme wider than
 * cols stands alone on its line. A text that ends in a newline has one empty line more. Returns
 * false when there is no line there. */
bool wrap_line(const char *p, size_t n, size_t from, int cols, struct wrap_line *line);
/* Lines in all; 1 for the empty text. */
size_t wrap_count(const char *p, size_t n, int cols);

/* The text with its telephone numbers held together: no line ends in a number, or before one that begins
 * with 0. For showing; what is kept holds plain spaces. */
void wrap_hold_numbers(const char *text, struct str *out);

#endif
