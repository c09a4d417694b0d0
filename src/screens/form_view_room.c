/* form_view_room.c - the youth's own part: one question at a time, in the middle, with air around it. */
#include <string.h>

#include "screens/form_view_paint.h"

#define AIR_ROWS 20 /* a screen with fewer rows has none to spare */

size_t form_view_count(const struct form_view *view, size_t *at)
{
    size_t n = 0;
    *at = 0;
    for (size_t node = node_beside(view, NODE_NONE, true); node != NODE_NONE;
         node = node_beside(view, node, true)) {
        n++;
        if (node == view->focus)
            *at = n;
    }
    return n;
}

static void paint_count(struct paint *p)
{
    char a[24], b[24];
    size_t at, n = form_view_count(p->view, &at);
    struct str words;
    str_init(&words, 0);
    text_put(&words, paint_lang(p), T_FILL_ROOM_COUNT, number_text(a, (long long)at),
             number_text(b, (long long)n), NULL);
    area_text(p->on, p->y, p->columns->label, STYLE_DIM, words.p);
    p->y += 2;
    str_release(&words);
}

static void paint_words(struct paint *p, enum style style, const char *words)
{
    if (text_is_empty(words))
        return;
    p->y = area_wrap(p->on, p->y, p->columns->label,
                     max_of(p->columns->cols - p->columns->label, 1), style, words) +
           1;
}

/* What the section says before its first question, and what is only to be read before this one. */
static void paint_before(struct paint *p, const struct item *item)
{
    const struct form *form = live_form(p->view->live);
    const struct section *section = item->section;
    size_t before = node_beside(p->view, item->index, false);
    const struct item *last = before != NODE_NONE ? node_item(p->view, before) : NULL;
    bool first = !last || last->section != section;
    /* Before the very first question it has been read on a page of its own. */
    if (first && last)
        paint_words(p, STYLE_HINT, label_in(&section->guidance, paint_lang(p)));
    size_t from = first ? section->first : last->index + 1;
    for (size_t i = from; i < item->index; i++) {
        const struct item *read = &form->item[i];
        if (read->type == ITEM_FIXED && live_shown(p->view->live, read))
            paint_words(p, STYLE_PLAIN, label_in(&read->label, paint_lang(p)));
    }
}

/* A cell is asked as a question of its own: what the grid asks, then what this row is about. */
static void paint_question(struct paint *p, const struct item *item)
{
    enum lang lang = paint_lang(p);
    struct str words;
    str_init(&words, 0);
    if (item->grid_row) {
        paint_words(p, STYLE_PLAIN, label_in(&item->grid->label, lang));
        str_puts(&words, label_in(&item->grid_row->label, lang));
        if (item->grid->n_columns > 1)
            str_puts(&words, ": ");
    }
    if (!item->grid_row || item->grid->n_columns > 1)
        str_puts(&words, label_in(&item->label, lang));
    paint_item(p, item, "", words.p);
    str_release(&words);
}

void paint_room(struct paint *p)
{
    const struct item *item = form_view_item(p->view);
    p->y += p->rows >= AIR_ROWS ? 1 + p->rows / 12 : 0;
    if (!item)
        return;
    paint_count(p);
    paint_before(p, item);
    paint_question(p, item);
    p->y++;
    const struct item *row = item->grid_row;
    if (row)
        paint_words(p, STYLE_HINT, label_in(&row->help, paint_lang(p)));
    paint_words(p, STYLE_HINT, label_in(&item->help, paint_lang(p)));
}
