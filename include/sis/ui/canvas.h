/*
 * canvas.h - the screen as a grid of cells that everything draws on and only term/ shows.
 *
 * Drawing outside is cut, at any size from 1x1. Text passes utf8_show on its way in, so that no
 * control character reaches a cell. A cell holds one spacing character and up to four marks, which
 * is what ncurses can show; a grapheme of several spacing characters (a flag) takes several cells.
 * A double-width character takes its cell and an empty one behind it; an edge never shows half of
 * one, but blanks.
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
    char bytes[CELL_BYTES]; /* NUL-ended; "" behind a double-width character */
    unsigned char style;
    unsigned char width; /* 1 or 2 columns; 0 behind a double-width character */
};

struct canvas {
    int rows, cols;
    struct cell *cell;          /* rows * cols */
    int cursor_row, cursor_col; /* -1, -1: none */
};

struct canvas *canvas_new(int rows, int cols); /* each at least 1 */
/* Wipes the cells. Accepts NULL. */
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
/* A part of an area; cut to it, perhaps empty. Its row 0 and column 0 are what is left of it. */
struct area area_part(struct area area, int row, int col, int rows, int cols);

/* Draws one line of text (newlines are shown as spaces) and returns the column behind it, cut at the
 * edge. Coordinates are the area's; row and col may lie outside, also before 0. */
int area_text(struct area area, int row, int col, enum style style, const char *text);
int area_text_n(struct area area, int row, int col, enum style style, const char *text, size_t n);
/* Columns that area_text needs for it. */
int text_cols(const char *text, size_t n);
/* As area_text, but a text wider than cols ends in … */
int area_fit(struct area area, int row, int col, int cols, enum style style, const char *text);
/* Wrapped lines from row on; returns the row behind the last, also where the area ends before. */
int area_wrap(struct area area, int row, int col, int cols, enum style style, const char *text);
void area_fill(struct area area, int row, int col, int cols, enum style style, char c);
/* Puts the hardware cursor there, or at the nearest cell of the area. */
void area_cursor(struct area area, int row, int col);
/* NULL outside. */
const struct cell *canvas_at(const struct canvas *canvas, int row, int col);

#endif
