/*
 * canvas.h - the screen as a grid of cells that everything draws on and only term/ shows.
 *
 * Drawing outside is cut, at any size from 1x1. Text passes utf8_show on its way in, so that no
 * control character reaches a cell. A wide grapheme takes its cell and empty ones behind it.
 */
#ifndef SIS_UI_CANVAS_H
#define SIS_UI_CANVAS_H

#include <stdbool.h>
#include <stddef.h>

#include "sis/base/str.h"

/* Meaning, not colour: each must also be clear without colour. */
enum style {
    STYLE_PLAIN,
    STYLE_STRONG, /* bold */
    STYLE_DIM,
    STYLE_TITLE,  /* the line at the top */
    STYLE_BAR,    /* the status line */
    STYLE_KEY,    /* a key in the status line */
    STYLE_FOCUS,  /* what is focused */
    STYLE_CHOSEN, /* a chosen option */
    STYLE_LINK,
    STYLE_ALERT, /* danger, a mistake */
    STYLE_WARN,  /* late, missing */
    STYLE_GOOD,  /* done */
    STYLE_QUOTE, /* a person's words, what is typed */
    STYLE_HINT,  /* guidance */
    STYLE_MARK,  /* practice mode, selection */
    STYLE_STRUCK,
    STYLE_COUNT
};

#define CELL_BYTES 22 /* a base and four marks */

struct cell {
    char bytes[CELL_BYTES]; /* NUL-ended; "" behind a wide grapheme */
    unsigned char style;
    unsigned char width; /* columns; 0 behind a wide grapheme */
};

struct canvas {
    int rows, cols;
    struct cell *cell;          /* rows * cols */
    int cursor_row, cursor_col; /* -1, -1: none */
};

struct canvas *canvas_new(int rows, int cols); /* each at least 1 */
void canvas_free(struct canvas *canvas);
void canvas_resize(struct canvas *canvas, int rows, int cols); /* and clears */
/* Blanks everything, no cursor. */
void canvas_clear(struct canvas *canvas);

/* An area of the canvas; drawing in it is cut at its edges. */
struct area {
    struct canvas *canvas;
    int row, col, rows, cols;
};

struct area canvas_area(struct canvas *canvas);
/* A part of an area; cut to it, perhaps empty. */
struct area area_part(struct area area, int row, int col, int rows, int cols);

/* Draws one line of text (newlines are shown as spaces) and returns the column behind it, cut at the
 * edge. Coordinates are the area's. */
int area_text(struct area area, int row, int col, enum style style, const char *text);
int area_text_n(struct area area, int row, int col, enum style style, const char *text, size_t n);
/* As area_text, but a text wider than cols ends in … */
int area_fit(struct area area, int row, int col, int cols, enum style style, const char *text);
/* Wrapped lines from row on; returns the row behind the last. */
int area_wrap(struct area area, int row, int col, int cols, enum style style, const char *text);
void area_fill(struct area area, int row, int col, int cols, enum style style, char c);
void area_cursor(struct area area, int row, int col);
const struct cell *canvas_at(const struct canvas *canvas, int row, int col);

/* As lines of text, right blanks cut, the cursor as ‸ before its cell; for golden files. With
 * styles = true runs of a style other than plain stand as {name:text}. */
void canvas_dump(const struct canvas *canvas, bool styles, struct str *out);
const char *style_name(enum style style);

#endif
