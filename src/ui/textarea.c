/* textarea.c - long text on lines that break softly, always with the cursor in sight. */
#include "sis/base/utf8.h"
#include "sis/ui/widget.h"
#include "ui/edit_widget.h"
#include "ui/lines.h"

#define MORE_COLS_MIN 3 /* narrower, an arrow would hide text */

void textarea_init(struct textarea *area, const char *text, size_t n)
{
    *area = (struct textarea){.edit = edit_new(false), .goal = -1, .rows = 1, .cols = 1};
    area->lines = lines_new(area->edit);
    edit_set(area->edit, text, n);
}

void textarea_release(struct textarea *area)
{
    lines_free(area->lines);
    edit_free(area->edit);
    *area = (struct textarea){.goal = -1};
}

/* The last column is left to the cursor behind a full line. */
static int text_width(int cols)
{
    return cols > 1 ? cols - 1 : 1;
}

/* Lines from `from` to the end, counted no further than max; *found: one begins at `wanted`. */
static int count_lines(const struct textarea *area, int cols, size_t from, int max, size_t wanted,
                       bool *found)
{
    struct wrap_line line;
    int count = 0;
    *found = false;
    while (count < max && lines_at(area->lines, cols, from, &line)) {
        *found = *found || from == wanted;
        count++;
        if (line.next == from)
            break;
        from = line.next;
    }
    return count;
}

/* The first line to show: as near to `top` as the cursor and the text's end allow. */
static size_t first_line(const struct textarea *area, int rows, int width)
{
    size_t n = edit_length(area->edit);
    size_t at = lines_of(area->lines, width, edit_cursor(area->edit)).from;
    size_t top = lines_of(area->lines, width, area->top < n ? area->top : n).from;
    bool found;
    if (at < top)
        top = at;
    int count = count_lines(area, width, top, rows, at, &found);
    if (!found) {
        top = lines_back(area->lines, width, at, rows - 1);
        count = rows;
    }
    return lines_back(area->lines, width, top, rows - count);
}

static void settle(struct textarea *area)
{
    area->top = first_line(area, area->rows, text_width(area->cols));
    area->version = edit_version(area->edit);
    area->cursor = edit_cursor(area->edit);
}

/* Nothing that the first line depends on has changed since it was found. */
static bool is_settled(const struct textarea *area, int rows, int cols)
{
    return area->rows == rows && area->cols == cols && area->version == edit_version(area->edit) &&
           area->cursor == edit_cursor(area->edit);
}

void textarea_layout(struct textarea *area, int rows, int cols)
{
    rows = rows < 1 ? 1 : rows;
    cols = cols < 1 ? 1 : cols;
    if (is_settled(area, rows, cols))
        return;
    area->rows = rows;
    area->cols = cols;
    settle(area);
}

int textarea_height(const struct textarea *area, int cols, int max)
{
    bool found;
    return count_lines(area, text_width(cols), 0, max, 0, &found);
}

/* The line above or below one; false when there is none. */
static bool neighbour(const struct textarea *area, bool up, struct wrap_line *line)
{
    int width = text_width(area->cols);
    if (up && line->from == 0)
        return false;
    if (up)
        *line = lines_of(area->lines, width, line->from - 1);
    else
        return line->next > line->from && lines_at(area->lines, width, line->next, line);
    return true;
}

static bool move_rows(struct textarea *area, bool up, int rows, bool select)
{
    size_t cursor = edit_cursor(area->edit);
    struct wrap_line line = lines_of(area->lines, text_width(area->cols), cursor);
    int goal = area->goal >= 0 ? area->goal : lines_col(area->lines, &line, cursor);
    int moved = 0;
    while (moved < rows && neighbour(area, up, &line))
        moved++;
    if (moved == 0)
        return false;
    edit_move_to(area->edit, lines_place(area->lines, &line, goal), select);
    area->goal = goal;
    return true;
}

static bool move_page(struct textarea *area, bool up, bool select)
{
    int rows = area->rows > 2 ? area->rows - 1 : 1;
    struct wrap_line top = lines_of(area->lines, text_width(area->cols), area->top);
    for (int i = 0; i < rows && neighbour(area, up, &top); i++)
        area->top = top.from;
    return move_rows(area, up, rows, select);
}

/* To the end of the line on the screen; when it stands there already, of the line as typed. */
static bool move_side(struct textarea *area, bool home, bool select)
{
    size_t cursor = edit_cursor(area->edit);
    struct wrap_line line = lines_of(area->lines, text_width(area->cols), cursor);
    size_t to = home ? line.from : lines_end(area->lines, &line);
    area->goal = -1;
    if (to == cursor)
        return edit_move(area->edit, home ? EDIT_HOME : EDIT_END, select);
    edit_move_to(area->edit, to, select);
    return true;
}

/* The keys that mean something else here than in one line; false for all others. */
static bool handle_key(struct textarea *area, struct key key, bool *used)
{
    bool select = (key.mods & KEY_SHIFT) != 0;
    if (key.mods & (KEY_CTRL | KEY_ALT))
        return false;
    *used = true;
    switch ((int)key.code) {
    case KEYCODE_UP: *used = move_rows(area, true, 1, select); break;
    case KEYCODE_DOWN: *used = move_rows(area, false, 1, select); break;
    case KEYCODE_PAGE_UP: *used = move_page(area, true, select); break;
    case KEYCODE_PAGE_DOWN: *used = move_page(area, false, select); break;
    case KEYCODE_HOME: *used = move_side(area, true, select); break;
    case KEYCODE_END: *used = move_side(area, false, select); break;
    case KEYCODE_ENTER:
        edit_insert(area->edit, "\n", 1);
        area->goal = -1;
        break;
    default: return false;
    }
    return true;
}

bool textarea_handle(struct textarea *area, const struct event *event)
{
    bool used;
    if (event->kind != EVENT_KEY || !handle_key(area, event->key, &used)) {
        used = edit_handle(area->edit, event);
        area->goal = used ? -1 : area->goal;
    }
    settle(area);
    return used;
}

/* Marks what begins in the line from..to, and what goes on into it from the line before; *hit is the hit
 * looked at last, and moves on with the lines. */
static void draw_marked(const struct textarea *area, struct area on, int row,
                        const struct wrap_line *line, size_t from, struct text_hit *hit)
{
    const char *p = edit_text(area->edit);
    size_t n = edit_length(area->edit), selected, end;
    bool selects = edit_selection(area->edit, &selected, &end);
    for (;;) {
        if (hit->to <= from && !text_find(p, n, area->marked, from, line->to, false, hit)) {
            *hit = (struct text_hit){from, from};
            return;
        }
        size_t a = hit->from > from ? hit->from : from, b = hit->to < line->to ? hit->to : line->to;
        if (a < b && !(selects && hit->from == selected))
            area_text_n(on, row, lines_col(area->lines, line, a), STYLE_LINK, p + a, b - a);
        if (hit->to > line->to)
            return;
        from = hit->to;
    }
}

void textarea_draw(const struct textarea *area, struct area on, bool focus)
{
    struct wrap_line line;
    size_t from = 0, to = 0, cursor = edit_cursor(area->edit);
    struct text_hit hit = {0, 0};
    if (on.rows < 1 || on.cols < 1)
        return;
    int width = text_width(on.cols), row = 0;
    size_t top = is_settled(area, on.rows, on.cols) ? area->top : first_line(area, on.rows, width);
    size_t at = top;
    size_t cursor_line = lines_of(area->lines, width, cursor).from;
    if (focus)
        edit_selection(area->edit, &from, &to);
    for (; row < on.rows && lines_at(area->lines, width, at, &line); row++) {
        edit_draw_run(on, row, 0, edit_text(area->edit), at, line.to, from, to);
        if (area->marked)
            draw_marked(area, on, row, &line, at, &hit);
        if (focus && at == cursor_line)
            area_cursor(on, row, lines_col(area->lines, &line, cursor));
        if (line.next == at)
            break;
        at = line.next;
    }
    if (on.cols < MORE_COLS_MIN)
        return;
    if (top > 0)
        area_text(on, 0, on.cols - 1, STYLE_DIM, "↑");
    if (row == on.rows && lines_at(area->lines, width, at, &line))
        area_text(on, on.rows - 1, on.cols - 1, STYLE_DIM, "↓");
}

void textarea_draw_part(const struct textarea *area, struct area on, size_t from, size_t to,
                        enum style style)
{
    struct wrap_line line;
    if (on.rows < 1 || on.cols < 1)
        return;
    int width = text_width(on.cols);
    size_t at = is_settled(area, on.rows, on.cols) ? area->top : first_line(area, on.rows, width);
    for (int row = 0; row < on.rows && lines_at(area->lines, width, at, &line); row++) {
        size_t begin = from > at ? from : at;
        size_t end = to < line.to ? to : line.to;
        if (begin < end)
            area_text_n(on, row, lines_col(area->lines, &line, begin), style,
                        edit_text(area->edit) + begin, end - begin);
        if (line.next == at)
            break;
        at = line.next;
    }
}
