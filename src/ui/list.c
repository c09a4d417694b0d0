/* list.c - any number of rows from a source, one of them selected and always in sight. */
#include "sis/ui/widget.h"

#define MARKER_COLS 2
#define ARROW_COLS 2

static bool can_select(const struct list_source *source, size_t n)
{
    return !source->can_select || source->can_select(source->arg, n);
}

/* The nearest row that can be selected at or behind n, or at or before it; count when there is none
 * that way. */
static size_t behind(const struct list_source *source, size_t n, size_t count)
{
    while (n < count && !can_select(source, n))
        n++;
    return n < count ? n : count;
}

static size_t before(const struct list_source *source, size_t n, size_t count)
{
    for (n++; n > 0; n--)
        if (can_select(source, n - 1))
            return n - 1;
    return count;
}

static size_t nearest(const struct list_source *source, size_t n, size_t count)
{
    size_t found = behind(source, n, count);
    return found < count || count == 0 ? found : before(source, n < count ? n : count - 1, count);
}

/* Headings above the selected row and details below it are shown with it where they fit. */
static void scroll(struct list_view *list, const struct list_source *source, size_t rows,
                   size_t count)
{
    size_t first = list->selected < count ? list->selected : 0, last = first;
    while (first > 0 && last - first + 1 < rows && !can_select(source, first - 1))
        first--;
    while (last + 1 < count && last - first + 1 < rows && !can_select(source, last + 1))
        last++;
    if (list->top > first)
        list->top = first;
    if (list->top + rows <= last)
        list->top = last - rows + 1;
    if (list->top + rows > count)
        list->top = count > rows ? count - rows : 0;
}

void list_settle(struct list_view *list, const struct list_source *source, int rows)
{
    size_t count = source->count(source->arg);
    list->selected = nearest(source, list->selected, count);
    scroll(list, source, rows < 1 ? 1 : (size_t)rows, count);
}

static size_t target(const struct list_view *list, const struct list_source *source, size_t page,
                     size_t count, int command)
{
    size_t n = list->selected, last = count - 1, found = count;
    switch (command) {
    case COMMAND_DOWN: found = behind(source, n + 1, count); break;
    case COMMAND_UP: found = n > 0 ? before(source, n - 1, count) : count; break;
    case COMMAND_PAGE_DOWN:
        found = last - n > page ? behind(source, n + page, count) : count;
        return found < count ? found : before(source, last, count);
    case COMMAND_PAGE_UP:
        found = n > page ? before(source, n - page, count) : count;
        return found < count ? found : behind(source, 0, count);
    case COMMAND_TOP: return behind(source, 0, count);
    case COMMAND_BOTTOM: return before(source, last, count);
    default: break;
    }
    return found < count ? found : n;
}

bool list_handle(struct list_view *list, const struct list_source *source, int rows,
                 const struct event *event)
{
    size_t count = source->count(source->arg);
    if (event->kind != EVENT_COMMAND)
        return false;
    list_settle(list, source, rows);
    if (list->selected == count)
        return false;
    size_t to = target(list, source, rows > 2 ? (size_t)rows - 1 : 1, count, event->command);
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
    if (focus && now.selected == count)
        area_cursor(on, 0, 0);
}
