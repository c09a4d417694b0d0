/* list.c - any number of rows from a source, one of them selected and always in sight. */
#include "sis/ui/widget.h"

#define MARKER_COLS 2
#define ARROW_COLS 2

void list_settle(struct list_view *list, const struct list_source *source, int rows)
{
    size_t count = source->count(source->arg);
    size_t room = rows < 1 ? 1 : (size_t)rows;
    if (list->selected >= count)
        list->selected = count > 0 ? count - 1 : 0;
    if (list->top > list->selected)
        list->top = list->selected;
    if (list->selected - list->top >= room)
        list->top = list->selected - room + 1;
    if (list->top + room > count)
        list->top = count > room ? count - room : 0;
}

static size_t target(size_t n, size_t page, size_t count, int command)
{
    size_t last = count - 1;
    switch (command) {
    case COMMAND_DOWN: return n < last ? n + 1 : n;
    case COMMAND_UP: return n > 0 ? n - 1 : n;
    case COMMAND_PAGE_DOWN: return last - n > page ? n + page : last;
    case COMMAND_PAGE_UP: return n > page ? n - page : 0;
    case COMMAND_TOP: return 0;
    case COMMAND_BOTTOM: return last;
    default: return n;
    }
}

bool list_handle(struct list_view *list, const struct list_source *source, int rows,
                 const struct event *event)
{
    size_t count = source->count(source->arg);
    if (event->kind != EVENT_COMMAND)
        return false;
    list_settle(list, source, rows);
    if (count == 0)
        return false;
    size_t to = target(list->selected, rows > 2 ? (size_t)rows - 1 : 1, count, event->command);
    bool moves = to != list->selected;
    list->selected = to;
    list_settle(list, source, rows);
    return moves;
}

void list_draw(const struct list_view *list, const struct list_source *source, struct area on,
               bool focus)
{
    struct list_view now = *list;
    size_t count = source->count(source->arg);
    if (on.rows < 1 || on.cols < 1)
        return;
    list_settle(&now, source, on.rows);
    for (int row = 0; row < on.rows && now.top + (size_t)row < count; row++) {
        size_t n = now.top + (size_t)row;
        bool selected = n == now.selected;
        struct area line = area_part(on, row, MARKER_COLS, 1, on.cols - MARKER_COLS - ARROW_COLS);
        source->draw(source->arg, n, line, selected);
        if (selected)
            area_text(on, row, 0, focus ? STYLE_FOCUS : STYLE_PLAIN, "›");
        if (selected && focus)
            area_cursor(on, row, MARKER_COLS);
    }
    if (now.top > 0)
        area_text(on, 0, on.cols - 1, STYLE_DIM, "↑");
    if (now.top + (size_t)on.rows < count)
        area_text(on, on.rows - 1, on.cols - 1, STYLE_DIM, "↓");
    if (focus && count == 0)
        area_cursor(on, 0, 0);
}
