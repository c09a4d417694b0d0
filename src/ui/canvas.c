/* canvas.c - a grid of cells; cuts at every edge and never splits a wide character. */
#include "sis/ui/canvas.h"

#include <string.h>

#include "sis/base/mem.h"
#include "sis/base/utf8.h"

#define MARKS_MAX 4 /* what ncurses keeps beside the base */

static void cell_set(struct cell *cell, const char *bytes, size_t n, int width, enum style style)
{
    memcpy(cell->bytes, bytes, n);
    cell->bytes[n] = '\0';
    cell->width = (unsigned char)width;
    cell->style = (unsigned char)style;
}

static struct cell *cell_of(struct canvas *canvas, int row, int col)
{
    return &canvas->cell[(size_t)row * (size_t)canvas->cols + (size_t)col];
}

const struct cell *canvas_at(const struct canvas *canvas, int row, int col)
{
    if (row < 0 || col < 0 || row >= canvas->rows || col >= canvas->cols)
        return NULL;
    return &canvas->cell[(size_t)row * (size_t)canvas->cols + (size_t)col];
}

static size_t cell_count(const struct canvas *canvas)
{
    return (size_t)canvas->rows * (size_t)canvas->cols;
}

struct canvas *canvas_new(int rows, int cols)
{
    struct canvas *canvas = mem_new(sizeof *canvas);
    canvas_resize(canvas, rows, cols);
    return canvas;
}

void canvas_free(struct canvas *canvas)
{
    if (!canvas)
        return;
    mem_wipe_free(canvas->cell, cell_count(canvas) * sizeof *canvas->cell);
    mem_free(canvas);
}

void canvas_resize(struct canvas *canvas, int rows, int cols)
{
    mem_wipe_free(canvas->cell, cell_count(canvas) * sizeof *canvas->cell);
    canvas->rows = rows < 1 ? 1 : rows;
    canvas->cols = cols < 1 ? 1 : cols;
    canvas->cell = mem_array(cell_count(canvas), sizeof *canvas->cell);
    canvas_clear(canvas);
}

void canvas_clear(struct canvas *canvas)
{
    static const struct cell empty = {.bytes = " ", .width = 1, .style = STYLE_PLAIN};
    size_t n = cell_count(canvas), done = 1;
    canvas->cell[0] = empty;
    for (size_t more; done < n; done += more) {
        more = done < n - done ? done : n - done;
        memcpy(&canvas->cell[done], canvas->cell, more * sizeof empty);
    }
    canvas->cursor_row = canvas->cursor_col = -1;
}

struct area canvas_area(struct canvas *canvas)
{
    return (struct area){canvas, 0, 0, canvas->rows, canvas->cols};
}

/* Cuts the run from..from+n to 0..max. */
static void cut(int *from, int *n, int max)
{
    long end = (long)*from + (*n < 0 ? 0 : *n);
    if (*from < 0)
        *from = 0;
    if (*from > max)
        *from = max;
    if (end > max)
        end = max;
    *n = end > *from ? (int)(end - *from) : 0;
}

struct area area_part(struct area area, int row, int col, int rows, int cols)
{
    cut(&row, &rows, area.rows);
    cut(&col, &cols, area.cols);
    return (struct area){area.canvas, area.row + row, area.col + col, rows, cols};
}

/* Blanks what a new cell at col would cut in two: the other half of a wide character. */
static void unhalve(struct canvas *canvas, int row, int col)
{
    struct cell *cell = cell_of(canvas, row, col);
    if (cell->width == 0 && col > 0)
        cell_set(cell - 1, " ", 1, 1, (enum style)cell[-1].style);
    if (cell->width == 2 && col + 1 < canvas->cols)
        cell_set(cell + 1, " ", 1, 1, (enum style)cell[1].style);
    cell_set(cell, " ", 1, 1, (enum style)cell->style);
}

/* One spacing character on one or two cells that lie in the canvas. */
static struct cell *put(struct canvas *canvas, int row, int col, const char *bytes, size_t n,
                        int width, enum style style)
{
    for (int i = 0; i < width; i++) {
        unhalve(canvas, row, col + i);
        cell_set(cell_of(canvas, row, col + i), "", 0, 0, style);
    }
    struct cell *cell = cell_of(canvas, row, col);
    cell_set(cell, bytes, n, width, style);
    return cell;
}

static bool in_rows(struct area area, int row)
{
    return row >= 0 && row < area.rows;
}

static void blank(struct area area, int row, int col, int cols, enum style style, const char *with)
{
    cut(&col, &cols, area.cols);
    if (!in_rows(area, row))
        return;
    for (int i = 0; i < cols; i++)
        put(area.canvas, area.row + row, area.col + col + i, with, 1, 1, style);
}

/* Each spacing character of a grapheme takes cells of its own, as terminals draw it; marks join the
 * one before them. */
static void put_grapheme(struct area area, int row, int col, const char *p, size_t n,
                         enum style style)
{
    struct canvas *canvas = area.canvas;
    struct cell *cell = NULL;
    int marks = 0;
    size_t used;
    for (size_t at = 0; at < n; at += used) {
        int32_t cp;
        used = utf8_decode(p + at, n - at, &cp);
        int width = utf8_width(p + at, used);
        if (width > 0) {
            cell = put(canvas, area.row + row, area.col + col, p + at, used, width, style);
            col += width;
            marks = 0;
        } else if (cell && marks < MARKS_MAX) {
            size_t have = strlen(cell->bytes);
            memcpy(cell->bytes + have, p + at, used);
            cell->bytes[have + used] = '\0';
            marks++;
        }
    }
}

static void draw_grapheme(struct area area, int row, int col, const char *p, size_t n, int width,
                          enum style style)
{
    if (!in_rows(area, row) || width == 0)
        return;
    if (*p == '\n' || col < 0 || width > area.cols - col)
        blank(area, row, col, width, style, " ");
    else
        put_grapheme(area, row, col, p, n, style);
}

/* Bytes of the grapheme at `at` when it is surely one column wide: ASCII or a letter like å, with no
 * mark behind it. Else 0. */
static size_t simple(const char *p, size_t n, size_t at)
{
    unsigned char c = (unsigned char)p[at];
    size_t used = c >= 0x20 && c < 0x7f ? 1 : c == 0xc3 && n - at > 1 ? 2 : 0;
    if (used == 0 || at + used == n)
        return used;
    c = (unsigned char)p[at + used];
    return c < 0x80 || c == 0xc3 ? used : 0;
}

/* What stands at the beginning of a text and is simple, as far as the area goes; returns its bytes. */
static size_t draw_simple(struct area area, int row, int *col, const char *p, size_t n,
                          enum style style)
{
    bool seen = in_rows(area, row);
    struct cell *line = seen ? cell_of(area.canvas, area.row + row, area.col) : NULL;
    size_t at = 0, used;
    int x = *col;
    for (; at < n && x < area.cols && (used = simple(p, n, at)) > 0; at += used, x++) {
        if (!seen || x < 0)
            continue;
        if (line[x].width != 1)
            unhalve(area.canvas, area.row + row, area.col + x);
        line[x].bytes[0] = p[at];
        line[x].bytes[1] = used > 1 ? p[at + 1] : '\0';
        line[x].bytes[2] = '\0';
        line[x].width = 1;
        line[x].style = (unsigned char)style;
    }
    *col = x;
    return at;
}

/* The grapheme at `at` of a text that has passed utf8_show. */
static size_t next_shown(const char *p, size_t n, size_t at, int *width)
{
    size_t used = simple(p, n, at);
    size_t next = used ? at + used : utf8_next(p, n, at);
    *width = used || p[at] == '\n' ? 1 : utf8_width(p + at, next - at);
    return next;
}

static int draw_shown(struct area area, int row, int col, enum style style, const char *p, size_t n)
{
    for (size_t at = 0, next; at < n && col < area.cols; at = next) {
        int width;
        next = at + draw_simple(area, row, &col, p + at, n - at, style);
        if (next > at)
            continue;
        next = next_shown(p, n, at, &width);
        draw_grapheme(area, row, col, p + at, next - at, width, style);
        col += width;
    }
    return col < area.cols ? col : area.cols;
}

/* What may be sent to a terminal: the text itself when it is plain, else a copy in `buffer`. */
struct shown {
    const char *p;
    size_t n;
    struct str buffer;
};

static void shown_init(struct shown *shown, const char *text, size_t n)
{
    *shown = (struct shown){.p = text, .n = n};
    if (utf8_is_plain(text, n))
        return;
    str_init(&shown->buffer, 0);
    utf8_show(&shown->buffer, text, n);
    shown->p = shown->buffer.p;
    shown->n = shown->buffer.n;
}

int area_text_n(struct area area, int row, int col, enum style style, const char *text, size_t n)
{
    struct shown shown;
    size_t at = draw_simple(area, row, &col, text, n, style);
    if (at == n)
        return col < area.cols ? col : area.cols;
    shown_init(&shown, text + at, n - at);
    int end = draw_shown(area, row, col, style, shown.p, shown.n);
    str_release(&shown.buffer);
    return end;
}

int area_text(struct area area, int row, int col, enum style style, const char *text)
{
    return area_text_n(area, row, col, style, text, strlen(text));
}

int text_cols(const char *text, size_t n)
{
    struct shown shown;
    int cols = 0, width;
    for (size_t used; n > 0 && (used = simple(text, n, 0)) > 0; text += used, n -= used)
        cols++;
    if (n == 0)
        return cols;
    shown_init(&shown, text, n);
    for (size_t at = 0; at < shown.n; cols += width)
        at = next_shown(shown.p, shown.n, at, &width);
    str_release(&shown.buffer);
    return cols;
}

int area_fit(struct area area, int row, int col, int cols, enum style style, const char *text)
{
    struct shown shown;
    if (cols <= 0)
        return col;
    if (cols > area.cols - col)
        cols = area.cols - col;
    shown_init(&shown, text, strlen(text));
    int end;
    if (utf8_width(shown.p, shown.n) <= cols) {
        end = draw_shown(area, row, col, style, shown.p, shown.n);
    } else {
        size_t n = utf8_fit(shown.p, shown.n, cols - 1, NULL);
        end = draw_shown(area, row, col, style, shown.p, n);
        end = draw_shown(area, row, end, style, "…", strlen("…"));
    }
    str_release(&shown.buffer);
    return end;
}

void area_fill(struct area area, int row, int col, int cols, enum style style, char c)
{
    blank(area, row, col, cols, style, &c);
}

static int clamp(int value, int max)
{
    return value < 0 ? 0 : value > max ? max : value;
}

void area_cursor(struct area area, int row, int col)
{
    if (area.rows < 1 || area.cols < 1)
        return;
    area.canvas->cursor_row = area.row + clamp(row, area.rows - 1);
    area.canvas->cursor_col = area.col + clamp(col, area.cols - 1);
}
