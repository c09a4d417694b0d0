/* doc_view.c - lines of a document, some of them links. */
#include "screens/doc_view.h"

#include <string.h>

#include "sis/base/mem.h"

#define MARKER_COLS 2

void doc_view_init(struct doc_view *view, size_t focus, size_t top)
{
    memset(view, 0, sizeof *view);
    view->focus = focus;
    view->top = top;
}

void doc_view_release(struct doc_view *view)
{
    arena_free(view->arena);
    memset(view, 0, sizeof *view);
}

static bool same_or_none(const struct id *a, const struct id *b)
{
    return id_is_none(a) || id_is_none(b) || id_equal(a, b);
}

/* A form that has been begun since leads to what was begun. */
static bool is_begun(const struct place *link, const struct place *place)
{
    return link->room == ROOM_FILL && place->room == ROOM_FILL &&
           id_equal(&link->case_id, &place->case_id) && strcmp(link->form, place->form) == 0 &&
           same_or_none(&link->youth, &place->youth) && same_or_none(&link->record, &place->record);
}

/* The link to the same place, or to what was begun there; of several the nearest, since a page may
 * lead to one place from more than one part. */
static size_t same_link(const struct doc *doc, const struct place *place, size_t was)
{
    size_t found = LINK_NONE, least = 0;

    for (size_t i = 0; i < doc->n_links; i++) {
        bool same = place_equal(&doc->link[i], place);
        size_t far = 2 * (i > was ? i - was : was - i) + (same ? 0 : 3);

        if ((same || is_begun(&doc->link[i], place)) && (found == LINK_NONE || far < least)) {
            found = i;
            least = far;
        }
    }
    return found != LINK_NONE   ? found
           : was < doc->n_links ? was
           : doc->n_links > 0   ? doc->n_links - 1
                                : LINK_NONE;
}

/* The link stays at the same height on the screen when lines came or went above it. */
static void keep_height(struct doc_view *view, size_t was, size_t is)
{
    if (is < was)
        view->top = view->top > was - is ? view->top - (was - is) : 0;
    else if (view->top > 0)
        view->top += is - was;
}

void doc_view_take(struct doc_view *view, struct arena *arena, struct doc *doc, int cols,
                   bool plain)
{
    struct layout *layout = layout_make(doc, cols, plain, arena);

    if (view->doc != NULL && view->focus < view->doc->n_links) {
        size_t link = same_link(doc, &view->doc->link[view->focus], view->focus);

        if (link != LINK_NONE)
            keep_height(view, view->layout->link_line[view->focus], layout->link_line[link]);
        view->focus = link;
    } else if (view->focus >= doc->n_links) {
        view->focus = doc->n_links > 0 ? 0 : LINK_NONE;
    }
    arena_free(view->arena);
    view->arena = arena;
    view->doc = doc;
    view->layout = layout;
}

static size_t last_top(const struct doc_view *view, size_t rows)
{
    return view->layout->n > rows ? view->layout->n - rows : 0;
}

static size_t line_of(const struct doc_view *view, size_t link)
{
    return view->layout->link_line[link];
}

static bool in_sight(const struct doc_view *view, size_t link, size_t top, size_t rows)
{
    return link < view->layout->n_links && line_of(view, link) >= top &&
           line_of(view, link) < top + rows;
}

/* The top as near the present one as can be, so that the link is seen. */
static void reveal(struct doc_view *view, size_t rows)
{
    size_t line = line_of(view, view->focus);

    if (line < view->top)
        view->top = line < rows / 2 ? 0 : line;
    else if (line >= view->top + rows)
        view->top = line - rows + 1;
}

void doc_view_show_focus(struct doc_view *view, int body_rows)
{
    if (view->layout != NULL && view->focus < view->layout->n_links)
        reveal(view, body_rows > 1 ? (size_t)body_rows : 1);
}

static size_t shown_top(const struct doc_view *view, size_t rows)
{
    return view->top < last_top(view, rows) ? view->top : last_top(view, rows);
}

const struct place *doc_view_link(const struct doc_view *view, int body_rows)
{
    size_t rows = body_rows > 1 ? (size_t)body_rows : 1;

    return view->doc != NULL && in_sight(view, view->focus, shown_top(view, rows), rows)
               ? &view->doc->link[view->focus]
               : NULL;
}

/* The focused link itself while it has not come into sight yet, else the next one. A link that was
 * scrolled away is passed: going down never leads back up, but into the next column. */
static size_t link_below(const struct doc_view *view, size_t rows)
{
    size_t n = view->layout->n_links;

    if (view->focus < n && line_of(view, view->focus) >= view->top + rows)
        return view->focus;
    if (view->focus == LINK_NONE)
        return n > 0 ? 0 : LINK_NONE;
    return view->focus + 1 < n ? view->focus + 1 : LINK_NONE;
}

static size_t link_above(const struct doc_view *view)
{
    if (view->focus < view->layout->n_links && line_of(view, view->focus) < view->top)
        return view->focus;
    return view->focus > 0 && view->focus != LINK_NONE ? view->focus - 1 : LINK_NONE;
}

/* From line to line one goes to the first link of each; Tab, left and right go from link to link. */
static size_t link_of_other_line(const struct doc_view *view, size_t link, bool below)
{
    size_t n = view->layout->n_links;
    size_t at = view->focus;

    while (link < n && at < n && link != at && line_of(view, link) == line_of(view, at))
        link = below ? (link + 1 < n ? link + 1 : LINK_NONE) : (link > 0 ? link - 1 : LINK_NONE);
    while (!below && link < n && link > 0 && line_of(view, link - 1) == line_of(view, link))
        link--;
    return link;
}

static void scroll_to(struct doc_view *view, size_t top, size_t rows)
{
    view->top = top < last_top(view, rows) ? top : last_top(view, rows);
}

static void go_to(struct doc_view *view, size_t link, size_t rows)
{
    view->focus = link;
    reveal(view, rows);
}

static void down(struct doc_view *view, size_t rows)
{
    size_t next = link_of_other_line(view, link_below(view, rows), true);

    if (next != LINK_NONE && line_of(view, next) < view->top + rows) {
        go_to(view, next, rows);
        return;
    }
    scroll_to(view, view->top + 1, rows);
    if (in_sight(view, next, view->top, rows))
        view->focus = next;
}

static void up(struct doc_view *view, size_t rows)
{
    size_t next = link_of_other_line(view, link_above(view), false);

    if (next != LINK_NONE && line_of(view, next) >= view->top) {
        go_to(view, next, rows);
        return;
    }
    scroll_to(view, view->top > 0 ? view->top - 1 : 0, rows);
    if (in_sight(view, next, view->top, rows))
        view->focus = next;
}

/* After a jump the first link in sight is the one to go on from. */
static void jump(struct doc_view *view, size_t top, size_t rows, bool to_last)
{
    size_t n = view->layout->n_links;

    scroll_to(view, top, rows);
    for (size_t i = 0; i < n; i++) {
        size_t link = to_last ? n - 1 - i : i;

        if (in_sight(view, link, view->top, rows)) {
            view->focus = link;
            return;
        }
    }
}

bool doc_view_handle(struct doc_view *view, const struct event *event, int body_rows)
{
    size_t rows = body_rows > 1 ? (size_t)body_rows : 1;
    size_t page = rows > 2 ? rows - 1 : 1;
    size_t link;

    if (event->kind != EVENT_COMMAND || view->layout == NULL)
        return false;
    scroll_to(view, view->top, rows);
    switch (event->command) {
    case COMMAND_DOWN: down(view, rows); break;
    case COMMAND_UP: up(view, rows); break;
    case COMMAND_PAGE_DOWN:
        jump(view, view->top + page, rows, view->top >= last_top(view, rows));
        break;
    case COMMAND_PAGE_UP: jump(view, view->top > page ? view->top - page : 0, rows, false); break;
    case COMMAND_TOP: jump(view, 0, rows, false); break;
    case COMMAND_BOTTOM: jump(view, view->layout->n, rows, true); break;
    case COMMAND_NEXT:
    case COMMAND_RIGHT:
    case COMMAND_PREVIOUS:
    case COMMAND_LEFT:
        link = event->command == COMMAND_NEXT || event->command == COMMAND_RIGHT
                   ? link_below(view, rows)
                   : link_above(view);
        if (link != LINK_NONE)
            go_to(view, link, rows);
        break;
    default: return false;
    }
    return true;
}

static enum style style_of(const struct layout_run *run, bool focused)
{
    static const enum style style[] = {
        [DOC_PLAIN] = STYLE_PLAIN, [DOC_STRONG] = STYLE_STRONG, [DOC_DIM] = STYLE_DIM,
        [DOC_ALERT] = STYLE_ALERT, [DOC_STRUCK] = STYLE_STRUCK, [DOC_QUOTE] = STYLE_QUOTE,
    };

    if (focused)
        return STYLE_FOCUS;
    if (run->heading)
        return STYLE_STRONG;
    return run->link >= 0 && run->style == DOC_PLAIN ? STYLE_LINK : style[run->style];
}

static bool is_blank(struct area on, int row, int col)
{
    const struct cell *cell = canvas_at(on.canvas, on.row + row, on.col + col);

    return cell != NULL && (cell->bytes[0] == ' ' || cell->bytes[0] == '\0');
}

static void mark(const struct doc_view *view, struct area on, int row)
{
    int col = view->layout->link_col[view->focus];

    if (is_blank(on, row, col) && is_blank(on, row, col + 1))
        area_text(on, row, col, STYLE_FOCUS, "›");
    area_cursor(on, row, col + MARKER_COLS);
}

void doc_view_draw(const struct doc_view *view, struct area on, bool focus)
{
    const struct layout *layout = view->layout;
    size_t rows = on.rows > 0 ? (size_t)on.rows : 0;
    size_t top;

    if (layout == NULL || rows == 0)
        return;
    top = shown_top(view, rows);
    for (size_t i = top; i < layout->n && i < top + rows; i++) {
        for (size_t j = 0; j < layout->line[i].n; j++) {
            const struct layout_run *run = &layout->line[i].run[j];
            bool focused = focus && run->link >= 0 && (size_t)run->link == view->focus;

            area_text(on, (int)(i - top), run->col + MARKER_COLS, style_of(run, focused),
                      run->text);
        }
    }
    if (top > 0)
        area_text(on, 0, on.cols - 1, STYLE_DIM, "↑");
    if (top + rows < layout->n)
        area_text(on, on.rows - 1, on.cols - 1, STYLE_DIM, "↓");
    if (focus && in_sight(view, view->focus, top, rows))
        mark(view, on, (int)(line_of(view, view->focus) - top));
    else if (focus)
        area_cursor(on, 0, MARKER_COLS);
}
