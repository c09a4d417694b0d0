/* canvas_dump.c - a canvas as readable text, for golden files and tests. */
#include "canvas_dump.h"

#include <string.h>

const char *style_name(enum style style)
{
    static const char *const name[STYLE_COUNT] = {
        [STYLE_PLAIN] = "plain",   [STYLE_STRONG] = "strong", [STYLE_DIM] = "dim",
        [STYLE_TITLE] = "title",   [STYLE_BAR] = "bar",       [STYLE_KEY] = "key",
        [STYLE_FOCUS] = "focus",   [STYLE_CHOSEN] = "chosen", [STYLE_LINK] = "link",
        [STYLE_ALERT] = "alert",   [STYLE_WARN] = "warn",     [STYLE_GOOD] = "good",
        [STYLE_QUOTE] = "quote",   [STYLE_HINT] = "hint",     [STYLE_MARK] = "mark",
        [STYLE_STRUCK] = "struck",
    };
    return name[style];
}

static bool is_blank(const struct cell *cell, bool styles)
{
    return strcmp(cell->bytes, " ") == 0 && (!styles || cell->style == STYLE_PLAIN);
}

/* Columns to write: blanks at the right end are cut, but not before the cursor. */
static int used_cols(const struct canvas *canvas, int row, bool styles)
{
    int cols = canvas->cols;
    int least = row == canvas->cursor_row ? canvas->cursor_col : 0;
    while (cols > least && is_blank(canvas_at(canvas, row, cols - 1), styles))
        cols--;
    return cols;
}

static void dump_row(const struct canvas *canvas, int row, bool styles, struct str *out)
{
    int cols = used_cols(canvas, row, styles);
    unsigned char style = STYLE_PLAIN;
    for (int col = 0; col <= cols; col++) {
        const struct cell *cell = canvas_at(canvas, row, col);
        unsigned char next = styles && col < cols ? cell->style : STYLE_PLAIN;
        if (next != style && style != STYLE_PLAIN)
            str_putc(out, '}');
        if (next != style && next != STYLE_PLAIN)
            str_printf(out, "{%s:", style_name((enum style)next));
        style = next;
        if (row == canvas->cursor_row && col == canvas->cursor_col)
            str_puts(out, "‸");
        if (col < cols)
            str_puts(out, cell->bytes);
    }
    str_putc(out, '\n');
}

void canvas_dump(const struct canvas *canvas, bool styles, struct str *out)
{
    size_t from = out->n;
    for (int row = 0; row < canvas->rows; row++)
        dump_row(canvas, row, styles, out);
    while (out->n > from + 1 && out->p[out->n - 1] == '\n' && out->p[out->n - 2] == '\n')
        str_truncate(out, out->n - 1);
}
