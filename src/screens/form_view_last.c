/* form_view_last.c - what stands beside a question: guidance, and last time's answer. */
#include <string.h>

#include "screens/form_view_paint.h"
#include "sis/base/wrap.h"

#define ROWS_BELOW 3     /* of a long answer below the focused question */
#define FREE_COLS_MIN 16 /* less room than that is left empty */

/* --- last time's answer ----------------------------------------------------------------------- */

static void put_day(const struct form_view *view, struct str *out)
{
    date_words_short(out, view->env->lang, view->last_on, live_scope(view->live)->today);
}

void form_view_last_words(const struct form_view *view, enum text_id id, struct str *out)
{
    struct str day;
    str_init(&day, 0);
    if (view->last)
        put_day(view, &day);
    else
        str_puts(&day, text(view->env->lang, T_FILL_LAST_TIME));
    text_put(out, view->env->lang, id, day.p, NULL);
    str_release(&day);
}

/* "sist 12 nov: ja"; false when nothing is to be shown. */
static bool last_words(const struct form_view *view, const struct item *item, struct str *out)
{
    const struct answer *last = form_view_last(view, item);
    struct str answer, day;
    if (!last)
        return false;
    str_init(&answer, 0);
    str_init(&day, 0);
    put_day(view, &day);
    item_answer_words(item, last, view->env->lang, &answer);
    text_put(out, view->env->lang, T_FILL_LAST, day.p, answer.p, NULL);
    str_release(&day);
    str_release(&answer);
    return true;
}

/* Beside what the item has painted, pushed right; false when it has no room there. */
static bool draw_beside(const struct paint *p, const char *words)
{
    int width = text_cols(words, strlen(words));
    int room = p->columns->cols - p->free_col;
    if (p->free_col < 0 || room < FREE_COLS_MIN || width > room)
        return false;
    area_text(p->on, p->free_row, p->columns->cols - width, STYLE_DIM, words);
    return true;
}

void paint_last(const struct paint *p, int *y, const struct item *item)
{
    const struct answer *now = paint_answer(p, item);
    bool focused = paint_is_focused(p, item);
    int col = p->columns->label, cols = max_of(p->columns->cols - p->columns->label, 1);
    struct str words;
    if ((!focused && p->columns->pane == 0) || (now && now->carried))
        return;
    str_init(&words, 0);
    if (last_words(p->view, item, &words) && !draw_beside(p, words.p)) {
        int rows = focused && p->columns->pane == 0 ? (int)wrap_count(words.p, words.n, cols) : 1;
        if (rows > ROWS_BELOW || rows == 1)
            area_fit(p->on, *y, col, cols, STYLE_DIM, words.p);
        rows = rows > ROWS_BELOW ? ROWS_BELOW : rows;
        if (rows > 1)
            area_wrap(area_part(p->on, *y, col, rows, cols), 0, 0, cols, STYLE_DIM, words.p);
        *y += rows;
    }
    str_release(&words);
}

/* All of a long one stands beside the questions. */
static void draw_last(const struct form_view *view, struct area on, int row,
                      const struct item *item)
{
    const struct answer *last = form_view_last(view, item);
    struct str words;
    if (!last || (item->type != ITEM_LINE && item->type != ITEM_TEXT))
        return;
    str_init(&words, 0);
    form_view_last_words(view, T_FILL_LAST_HEAD, &words);
    row = area_wrap(on, row, 0, on.cols, STYLE_STRONG, words.p);
    str_clear(&words);
    item_answer_words(item, last, view->env->lang, &words);
    area_wrap(on, row, 0, on.cols, STYLE_QUOTE, words.p);
    str_release(&words);
}

/* --- guidance --------------------------------------------------------------------------------- */

static int draw_words(struct area on, int row, enum style style, const struct label *label,
                      enum lang lang)
{
    const char *words = label_in(label, lang);
    if (text_is_empty(words))
        return row;
    return area_wrap(on, row, 0, on.cols, style, words) + 1;
}

void guidance_draw(const struct form_view *view, struct area on)
{
    enum lang lang = view->env->lang;
    const struct form *form = live_form(view->live);
    const struct item *item = form_view_item(view);
    const struct section *section = item ? item->section : NULL;
    struct area inside = area_part(on, 0, 2, on.rows, on.cols - 3);
    int row = 0;
    for (int i = 0; i < on.rows; i++)
        area_text(on, i, 0, STYLE_DIM, "│");
    if (!view->youth)
        row = draw_words(inside, row, STYLE_HINT, &form->guidance, lang);
    if (section)
        row = draw_words(inside, row, STYLE_HINT, &section->guidance, lang);
    if (!item)
        return;
    const struct item *asked =
        item->grid_row && !text_is_empty(item->grid_row->help.in[lang]) ? item->grid_row : item;
    row = draw_words(inside, row, STYLE_STRONG, &asked->label, lang);
    row = draw_words(inside, row, STYLE_PLAIN, &asked->help, lang);
    row = draw_words(inside, row, STYLE_QUOTE, &asked->example, lang);
    if (item->pair && !view->youth)
        row = area_wrap(inside, row, 0, inside.cols, STYLE_HINT, text(lang, T_FILL_PAIR)) + 1;
    draw_last(view, inside, row, item);
}
