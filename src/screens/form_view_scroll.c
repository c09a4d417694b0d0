/* form_view_scroll.c - where the questions stand, and which of them are in sight. */
#include <string.h>

#include "screens/form_view_inside.h"

/* Where everything stood when it was measured last, and all that this was made from. */
struct view_places {
    struct form_view view;
    unsigned long changes; /* of the live form */
    enum lang lang;
    int rows, cols;
    const struct edit *edit; /* what is written in, */
    unsigned long version;   /* and its text */
    struct spot *spot;       /* NULL: not measured yet */
    int all;
};

struct view_places *view_places_new(void)
{
    return mem_new(sizeof(struct view_places));
}

void view_places_free(struct view_places *places)
{
    if (!places)
        return;
    mem_free(places->spot);
    mem_free(places);
}

static size_t count_spots(const struct form_view *view)
{
    const struct form *form = live_form(view->live);
    return form->n_items + form->n_sections + 1;
}

/* The view but for what is measured anew each time (the text being written) and what measuring does not
 * ask (how far it is scrolled). */
static void copy_view(struct form_view *copy, const struct form_view *view)
{
    memcpy(copy, view, sizeof *copy);
    memset(&copy->area, 0, sizeof copy->area);
    memset(&copy->entry, 0, sizeof copy->entry);
    copy->anchor = 0;
    copy->anchor_row = 0;
}

/* Byte by byte, so that no member can be forgotten; what lies between members may differ, and then all
 * is measured once more. */
static bool is_same(const void *a, const void *b, size_t n)
{
    return memcmp(a, b, n) == 0;
}

static bool is_same_view(const struct view_places *places, const struct form_view *view, int rows,
                         int cols)
{
    struct form_view now;
    copy_view(&now, view);
    return places->rows == rows && places->cols == cols && places->lang == view->env->lang &&
           places->changes == live_changes(view->live) && is_same(&places->view, &now, sizeof now);
}

/* Whether the question that is written in is as high as it was, with the cursor on the same row. */
static bool is_as_high(const struct view_places *places, const struct form_view *view)
{
    size_t n = count_spots(view);
    const struct item *item = form_view_item(view);
    const struct edit *edit = form_view_edit(view);
    if (!edit || (edit == places->edit && edit_version(edit) == places->version))
        return true;
    item = item->grid ? item->grid : item;
    struct columns columns = view_columns(view, places->cols);
    struct spot *now = mem_array(n, sizeof *now);
    const struct spot *was = places->spot;
    int y = was[item->index].y;
    view_measure_one(view, &columns, places->rows, item, now);
    bool same = now[n - 1].y + y == was[n - 1].y;
    for (size_t i = 0; i < n - 1; i++)
        if (now[i].rows > 0)
            same = same && now[i].y + y == was[i].y && now[i].rows == was[i].rows;
    mem_free(now);
    return same;
}

/* Where everything stands at this size. A key in a text leaves most of it where it was. */
static const struct view_places *measure(const struct form_view *view, int rows, int cols)
{
    struct view_places *places = view->places;
    struct columns columns = view_columns(view, cols);
    const struct edit *edit = form_view_edit(view);
    bool stays = places->spot && !view->youth && is_same_view(places, view, rows, cols) &&
                 is_as_high(places, view);
    places->edit = edit;
    places->version = edit ? edit_version(edit) : 0;
    if (stays)
        return places;
    mem_free(places->spot);
    places->spot = mem_array(count_spots(view), sizeof *places->spot);
    places->all = view_measure(view, &columns, rows, places->spot);
    copy_view(&places->view, view);
    places->changes = live_changes(view->live);
    places->lang = view->env->lang;
    places->rows = rows;
    places->cols = cols;
    return places;
}

/* The row of the questions that stands first in an area of that size. */
static int view_top(const struct form_view *view, const struct spot *spot, int all, int rows)
{
    int top = 0;
    if (view->focus == NODE_NONE)
        return 0;
    const struct spot *at = &spot[view->focus];
    if (view->anchor != NODE_NONE && node_can_focus(view, view->anchor))
        top = spot[view->anchor].y - view->anchor_row;
    /* What comes next is in sight too. */
    int ahead = rows / 4 + 1;
    if (at->y + at->rows + ahead > top + rows)
        top = at->y + at->rows + ahead - rows;
    if (at->y - 1 < top)
        top = at->y - 1;
    const struct form *form = live_form(view->live);
    int cursor = spot[form->n_items + form->n_sections].y;
    if (cursor >= top + rows)
        top = cursor - rows + 1;
    if (cursor < top)
        top = cursor;
    if (top > all - rows)
        top = all - rows;
    return top > 0 ? top : 0;
}

void form_view_settle(struct form_view *view, int rows, int cols)
{
    const struct view_places *places = measure(view, rows, cols);
    int room = rows - warning_rows(view, rows, view_columns(view, cols).cols + 1);
    int top = view_top(view, places->spot, places->all, room);
    view->anchor = view->focus;
    view->anchor_row = view->focus == NODE_NONE ? 0 : places->spot[view->focus].y - top;
}

void form_view_draw(const struct form_view *view, struct area on)
{
    struct columns columns = view_columns(view, on.cols);
    if (on.rows < 1 || on.cols < 1)
        return;
    const struct view_places *places = measure(view, on.rows, on.cols);
    int warning = warning_rows(view, on.rows, columns.cols + 1);
    int room = on.rows - warning;
    int top = view_top(view, places->spot, places->all, room);
    view_paint(view, area_part(on, 0, 0, room, columns.cols), &columns, top, on.rows, places->spot);
    if (top > 0)
        area_text(on, 0, columns.cols, STYLE_DIM, "↑");
    if (top + room < places->all)
        area_text(on, room - 1, columns.cols, STYLE_DIM, "↓");
    if (columns.pane > 0)
        guidance_draw(view, area_part(on, 0, columns.pane, on.rows, on.cols - columns.pane));
    if (warning > 0)
        warning_draw(view, area_part(on, room, 0, warning, columns.cols + 1));
}
