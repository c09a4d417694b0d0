/* form_view_all.c - all questions one below the other: measured first, then what is seen painted. */
#include <stdio.h>
#include <string.h>

#include "screens/form_view_paint.h"

#define NUMBER_COL 2
#define TALL 2 /* an item of more rows has air around it */

/* What stands only because of another answer is 3a, 3b after question 3, so that no number changes
 * while answering. */
static void count_number(struct paint *p, const struct item *item)
{
    bool depends = item->show && p->number > 0;
    if (item->type == ITEM_FIXED)
        return;
    p->number += !depends;
    p->part = depends ? p->part + 1 : 0;
}

static void number_words(const struct paint *p, const struct item *item, char out[24])
{
    size_t n = item->type == ITEM_FIXED ? 0 : strlen(number_text(out, p->number));
    if (n > 0 && p->part > 0 && p->part <= 'z' - 'a' + 1)
        out[n++] = (char)('a' + p->part - 1);
    out[n] = '\0';
}

static void paint_at(struct paint *p, const struct item *item)
{
    char number[24];
    number_words(p, item, number);
    if (item->type == ITEM_GRID)
        paint_grid(p, item, number);
    else
        paint_item(p, item, number, label_in(&item->label, paint_lang(p)));
}

/* Moves what was measured of a question, its cells and the cursor in it, one row down. */
static void move_down(struct paint *p, const struct item *item)
{
    const struct form *form = live_form(p->view->live);
    for (size_t i = item->index;
         i < form->n_items && (i == item->index || form->item[i].grid == item); i++) {
        p->spot[i].y++;
        if (p->view->focus == i)
            p->spot[form->n_items + form->n_sections].y++;
    }
    p->y++;
}

/* Only what was painted tells whether a question is tall and has air around it. */
static void measure_question(struct paint *p, const struct item *item)
{
    int from = p->y;
    paint_at(p, item);
    p->spot[item->index] = (struct spot){from, p->y - from};
    bool tall = p->y - from > TALL;
    if ((tall || p->tall) && !p->fresh)
        move_down(p, item);
    p->fresh = false;
    p->tall = tall;
}

static void paint_question(struct paint *p, const struct item *item)
{
    count_number(p, item);
    if (p->spot) {
        measure_question(p, item);
        return;
    }
    const struct spot *at = &p->known[item->index];
    int y = at->y + p->top;
    p->y = y;
    if (y < p->on.rows && y + at->rows > 0)
        paint_at(p, item);
    p->y = y + at->rows;
}

static void paint_step(struct paint *p, const struct section *section)
{
    const struct form_view *view = p->view;
    size_t node = node_of_section(view, section);
    bool focused = view->focus == node;
    int y = p->y;
    area_text(p->on, p->y++, NUMBER_COL - 1, STYLE_STRONG,
              label_in(&section->title, paint_lang(p)));
    p->y = area_wrap(p->on, p->y, p->columns->label, p->columns->cols - p->columns->label,
                     STYLE_HINT, text(paint_lang(p), T_FILL_STEP));
    if (focused)
        paint_cursor(p, y, p->columns->label);
    paint_spot(p, node, y, p->y - y);
}

static void paint_title(struct paint *p, const struct section *section)
{
    area_text(p->on, p->y++, NUMBER_COL - 1, STYLE_STRONG,
              label_in(&section->title, paint_lang(p)));
    p->tall = false;
    p->fresh = true;
}

/* Behind the last question: how many more there are, and which key shows them. A form that fits the
 * screen does not grow out of it by that. */
static void paint_deeper(struct paint *p, bool fits)
{
    enum lang lang = paint_lang(p);
    const struct form_view *view = p->view;
    size_t more =
        live_full(view->live) || view->short_only ? 0 : live_deeper(view->live, view->youth);
    char key[KEY_WORDS_BYTES], number[24];
    struct str words;
    if (more == 0)
        return;
    keymap_words(view->env->keymap, CONTEXT_FORM, COMMAND_MORE, lang, key);
    str_init(&words, 0);
    if (more == 1)
        text_put(&words, lang, T_FILL_DEEPER_1, key, NULL);
    else
        text_put(&words, lang, T_FILL_DEEPER, number_text(number, (long long)more), key, NULL);
    int y = area_wrap(p->on, p->y + 1, p->columns->label, p->columns->cols - p->columns->label,
                      STYLE_HINT, words.p);
    p->y = fits ? p->y : y;
    str_release(&words);
}

static int paint_all(struct paint p)
{
    const struct form_view *view = p.view;
    const struct form *form = live_form(view->live);
    bool first = true;
    p.y = p.top;
    if (view->youth) {
        paint_room(&p);
        return p.y;
    }
    for (size_t i = 0; i < form->n_sections; i++) {
        const struct section *section = &form->section[i];
        bool step = section_is_step(view, section);
        if (!step && !section_is_open(view, section))
            continue;
        p.y += !first;
        first = false;
        if (step) {
            paint_step(&p, section);
            continue;
        }
        paint_title(&p, section);
        for (size_t k = 0; k < section->n; k++) {
            const struct item *item = &form->item[section->first + k];
            if (!item->grid && live_shown(view->live, item))
                paint_question(&p, item);
        }
    }
    paint_deeper(&p, p.y - p.top <= p.rows);
    return p.y;
}

int view_measure(const struct form_view *view, const struct columns *columns, int rows,
                 struct spot *spot)
{
    return paint_all((struct paint){.view = view,
                                    .on = {NULL, 0, 0, 0, columns->cols},
                                    .columns = columns,
                                    .rows = rows,
                                    .spot = spot});
}

void view_measure_one(const struct form_view *view, const struct columns *columns, int rows,
                      const struct item *item, struct spot *spot)
{
    struct paint p = {.view = view,
                      .on = {NULL, 0, 0, 0, columns->cols},
                      .columns = columns,
                      .rows = rows,
                      .spot = spot};
    paint_at(&p, item);
    spot[item->index] = (struct spot){0, p.y};
}

void view_paint(const struct form_view *view, struct area on, const struct columns *columns,
                int top, int rows, const struct spot *spot)
{
    paint_all((struct paint){
        .view = view, .on = on, .columns = columns, .rows = rows, .top = -top, .known = spot});
}
