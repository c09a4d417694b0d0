/* entry.c - one line of text that scrolls sideways. */
#include <string.h>

#include "sis/base/utf8.h"
#include "sis/ui/widget.h"
#include "ui/edit_widget.h"

#define DOT "•"
#define MORE "…"
#define MORE_COLS_MIN 6 /* narrower lines have no room to say that there is more */

void entry_init(struct entry_line *entry, const char *text, bool secret)
{
    entry->edit = edit_new(true);
    entry->secret = secret;
    edit_set(entry->edit, text, strlen(text));
}

void entry_release(struct entry_line *entry)
{
    edit_free(entry->edit);
    entry->edit = NULL;
}

bool entry_handle(struct entry_line *entry, const struct event *event)
{
    return edit_handle(entry->edit, event);
}

/* What is drawn instead of the text, and the places in it. */
struct look {
    const char *p;
    size_t n, cursor, from, to;
    struct str dots;
};

static size_t dots_before(const char *p, size_t at)
{
    return utf8_count(p, at) * strlen(DOT);
}

static void look_init(struct look *look, const struct entry_line *entry)
{
    const char *p = edit_text(entry->edit);
    str_init(&look->dots, 0);
    look->p = p;
    look->n = edit_length(entry->edit);
    look->cursor = edit_cursor(entry->edit);
    edit_selection(entry->edit, &look->from, &look->to);
    if (!entry->secret)
        return;
    for (size_t i = utf8_count(p, look->n); i > 0; i--)
        str_puts(&look->dots, DOT);
    look->cursor = dots_before(p, look->cursor);
    look->from = dots_before(p, look->from);
    look->to = dots_before(p, look->to);
    look->p = look->dots.p;
    look->n = look->dots.n;
}

/* The first column to show, by half lines, so that the text does not move with every key. The
 * character at the cursor stands free of the signs for more. */
static int scroll_of(const struct look *look, int cursor, int cols)
{
    size_t behind = utf8_next(look->p, look->n, look->cursor);
    int width = text_cols(look->p + look->cursor, behind - look->cursor);
    int last = cols - (width > 1 ? width : 1) - (cols < MORE_COLS_MIN ? 0 : 1);
    int step = cols > 1 ? cols / 2 : 1;
    if (cursor <= last)
        return 0;
    return cols < MORE_COLS_MIN ? cursor : (cursor - last + step - 1) / step * step;
}

void entry_draw(const struct entry_line *entry, struct area on, bool focus)
{
    struct look look;
    if (on.cols < 1 || on.rows < 1)
        return;
    look_init(&look, entry);
    if (!focus)
        look.from = look.to = 0;
    int cursor = text_cols(look.p, look.cursor);
    int scroll = focus ? scroll_of(&look, cursor, on.cols) : 0;
    edit_draw_run(on, 0, -scroll, look.p, 0, look.n, look.from, look.to);
    if (on.cols >= MORE_COLS_MIN && scroll > 0)
        area_text(on, 0, 0, STYLE_DIM, MORE);
    if (on.cols >= MORE_COLS_MIN && text_cols(look.p, look.n) > scroll + on.cols)
        area_text(on, 0, on.cols - 1, STYLE_DIM, MORE);
    if (focus)
        area_cursor(on, 0, cursor - scroll);
    str_release(&look.dots);
}
