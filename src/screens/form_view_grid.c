/* form_view_grid.c - grids: a table of columns, or the options of one column row by row. */
#include <string.h>

#include "screens/form_view_paint.h"

static bool is_choice(const struct item *item)
{
    return item->type == ITEM_ONE || item->type == ITEM_MANY;
}

/* A question in a cell shows its answer; the options come below the row while it is focused. */
static int draw_cell(const struct paint *p, const struct item *cell, int col, int cols)
{
    if (!is_choice(cell))
        return paint_field(p, cell, p->y, col, cols);
    struct str words;
    str_init(&words, 0);
    str_puts(&words, "› ");
    item_answer_words(cell, paint_answer(p, cell), paint_lang(p), &words);
    area_fit(p->on, p->y, col, cols, STYLE_CHOSEN, words.p);
    str_release(&words);
    return p->y + 1;
}

static int draw_cell_options(const struct paint *p, const struct item *cell, int y)
{
    struct choice *choice;
    size_t n = view_choices(p->view, cell, &choice);
    struct options options = {choice, n, cell, true};
    int col = p->columns->label + 2;
    if (cell->type == ITEM_ONE && col + choices_cols(choice, n) <= p->columns->cols)
        paint_options_row(p, &options, y++, col);
    else
        y = paint_options_lines(p, &options, y, col);
    mem_free(choice);
    return y;
}

static void paint_table_row(struct paint *p, const struct item *cell, size_t n, int cols)
{
    const struct columns *columns = p->columns;
    bool focused = p->view->focus >= cell->index && p->view->focus < cell->index + n;
    const char *words = label_in(&cell->grid_row->label, paint_lang(p));
    int y = p->y + paint_label(p, "", words, columns->label + 2,
                               columns->field - columns->label - 3, focused);
    for (size_t i = 0; i < n; i++)
        if (live_shown(p->view->live, &cell[i]))
            y = max_of(y, draw_cell(p, &cell[i], columns->field + (int)i * (cols + 2), cols));
    for (size_t i = 0; i < n; i++)
        if (paint_is_focused(p, &cell[i]) && is_choice(&cell[i]))
            y = draw_cell_options(p, &cell[i], y);
    for (size_t i = 0; i < n; i++) {
        if (live_shown(p->view->live, &cell[i])) {
            paint_mistake(p, &y, &cell[i]);
            paint_spot(p, cell[i].index, p->y, y - p->y);
        }
    }
    p->y = y;
}

static void paint_stacked_row(struct paint *p, const struct item *cell, size_t n)
{
    if (n > 1)
        p->y += paint_label(p, "", label_in(&cell->grid_row->label, paint_lang(p)),
                            p->columns->label, p->columns->cols - p->columns->label, false);
    for (size_t i = 0; i < n; i++) {
        const struct label *label = n > 1 ? &cell[i].label : &cell[i].grid_row->label;
        if (live_shown(p->view->live, &cell[i]))
            paint_item(p, &cell[i], n > 1 ? "–" : "", label_in(label, paint_lang(p)));
    }
}

/* The rows of a grid have short names: their options stand nearer. */
static struct columns grid_columns(const struct paint *p, const struct item *grid)
{
    struct columns columns = *p->columns;
    int widest = 0;
    for (size_t i = 0; i < grid->n_over; i++) {
        const char *words = label_in(&grid->over[i].label, paint_lang(p));
        widest = max_of(widest, text_cols(words, strlen(words)));
    }
    if (columns.label + widest + 3 < columns.field)
        columns.field = columns.label + widest + 3;
    return columns;
}

static bool row_is_shown(const struct paint *p, const struct item *cell, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (live_shown(p->view->live, &cell[i]))
            return true;
    return false;
}

void paint_grid(struct paint *p, const struct item *grid, const char *number)
{
    const struct item *cell = grid + 1;
    size_t n = grid->n_columns;
    int cols = table_cols(p->columns, grid);
    bool table = cols > 0 && !(n == 1 && is_choice(&grid->column[0]));
    p->y += paint_label(p, number, label_in(&grid->label, paint_lang(p)), p->columns->label,
                        p->columns->cols - p->columns->label, false);
    for (size_t i = 0; table && i < n; i++) {
        area_fit(p->on, p->y, p->columns->field + (int)i * (cols + 2), cols, STYLE_DIM,
                 label_in(&grid->column[i].label, paint_lang(p)));
    }
    p->y += table;
    const struct columns *whole = p->columns;
    struct columns narrow = grid_columns(p, grid);
    p->columns = table ? whole : &narrow;
    for (size_t i = 0; i < grid->n_over; i++, cell += n) {
        if (!row_is_shown(p, cell, n))
            continue;
        if (table)
            paint_table_row(p, cell, n, cols);
        else
            paint_stacked_row(p, cell, n);
    }
    p->columns = whole;
}
