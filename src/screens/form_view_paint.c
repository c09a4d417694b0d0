/* form_view_paint.c - one question: its label, its options or its field, its answer and what is said of
 * it. The same code measures and draws, so that the two cannot differ. */
#include <string.h>

#include "screens/form_view_paint.h"
#include "sis/base/wrap.h"

#define BAR "┃"
#define ENTRY_COLS 24
#define ENTRY_COLS_MIN 16 /* a moment */

void paint_cursor(const struct paint *p, int y, int col)
{
    const struct form *form = live_form(p->view->live);
    if (p->spot)
        p->spot[form->n_items + form->n_sections] = (struct spot){y, 1};
    area_cursor(p->on, y, col);
}

void paint_spot(struct paint *p, size_t node, int y, int rows)
{
    if (p->spot)
        p->spot[node] = (struct spot){y, rows};
    for (int i = 0; p->view->focus == node && i < rows && !p->view->youth; i++)
        area_text(p->on, y + i, 0, STYLE_STRONG, BAR);
}

/* --- labels and answers -------------------------------------------------------------------------- */

int paint_label(const struct paint *p, const char *number, const char *words, int col, int cols,
                bool focused)
{
    int width = text_cols(number, strlen(number));
    area_text(p->on, p->y, col - 1 - width, focused ? STYLE_STRONG : STYLE_DIM, number);
    return area_wrap(p->on, p->y, col, max_of(cols, 1), focused ? STYLE_STRONG : STYLE_PLAIN,
                     words) -
           p->y;
}

/* The answer in words on row y; pushed left, down to `from`, when it is long. */
static void draw_answer(const struct paint *p, int y, int from, int col, const struct item *item)
{
    struct str words;
    str_init(&words, 0);
    str_puts(&words, "› ");
    size_t empty = words.n;
    item_answer_words(item, paint_answer(p, item), paint_lang(p), &words);
    int width = text_cols(words.p, words.n);
    if (col > p->columns->cols - width)
        col = p->columns->cols - width;
    if (col < from)
        col = from;
    area_fit(p->on, y, col, p->columns->cols - col, words.n > empty ? STYLE_CHOSEN : STYLE_DIM,
             words.p);
    str_release(&words);
}

static void draw_source(const struct paint *p, int *y, const struct item *item)
{
    const struct answer *answer = paint_answer(p, item);
    const struct entry *source =
        answer && answer->source ? entries_find(&p->view->method->sources, answer->source) : NULL;
    if (!source)
        return;
    int col =
        area_text(p->on, *y, p->columns->label, STYLE_HINT, text(paint_lang(p), T_FILL_SOURCE));
    area_text(p->on, (*y)++, col + 1, STYLE_HINT, label_in(&source->title, paint_lang(p)));
}

void paint_mistake(const struct paint *p, int *y, const struct item *item)
{
    const struct form_view *view = p->view;
    struct str words;
    if (paint_is_focused(p, item) && view->editor != EDITOR_NONE &&
        edit_version(form_view_edit(view)) != view->opened)
        return;
    int cols = p->columns->cols - p->columns->label;
    str_init(&words, 0);
    str_puts(&words, "! ");
    if (live_mistake(view->live, item, paint_lang(p), &words)) {
        *y = area_wrap(p->on, *y, p->columns->label, cols, STYLE_WARN, words.p);
    } else {
        str_clear(&words);
        if (live_remark(view->live, item, paint_lang(p), &words))
            *y = area_wrap(p->on, *y, p->columns->label, cols, STYLE_HINT, words.p);
    }
    str_release(&words);
}

/* --- choices ---------------------------------------------------------------------------------- */

static bool has_cursor(const struct paint *p, const struct options *options, size_t i)
{
    if (!options->focused)
        return false;
    if (p->view->pointing)
        return p->view->option == (int)i;
    for (size_t k = 0; k < options->n; k++)
        if (options->choice[k].chosen)
            return k == i;
    return i == 0;
}

static enum style option_style(const struct paint *p, const struct options *options, size_t i)
{
    if (options->focused && p->view->pointing && p->view->option == (int)i)
        return STYLE_FOCUS;
    if (options->choice[i].struck)
        return STYLE_STRUCK;
    return options->choice[i].chosen ? STYLE_CHOSEN : STYLE_PLAIN;
}

/* One option; of a scale the key alone. Returns the column behind. */
static int draw_option(const struct paint *p, const struct options *options, size_t i, int y,
                       int col, bool key_only)
{
    const struct choice *choice = &options->choice[i];
    enum style style = option_style(p, options, i);
    if (has_cursor(p, options, i))
        paint_cursor(p, y, col);
    if (!*choice->key || strcmp(choice->key, choice->label) == 0)
        return area_text(p->on, y, col, style, choice->label);
    col = area_text(p->on, y, col, style == STYLE_PLAIN ? STYLE_STRONG : style, choice->key);
    if (key_only)
        return col;
    col = area_text(p->on, y, col, style, " ");
    return area_text(p->on, y, col, style, choice->label);
}

int paint_options_row(const struct paint *p, const struct options *options, int y, int col)
{
    for (size_t i = 0; i < options->n; i++)
        col = draw_option(p, options, i, y, col + (i > 0 ? OPTION_GAP : 0), false);
    return col;
}

/* "stämmer inte alls  1  2  3  4  5  stämmer helt  - vill inte svara" */
static int draw_scale(const struct paint *p, const struct options *options, int y, int col)
{
    const struct scale *scale = options->item->scale;
    bool ended = false;
    col = area_text(p->on, y, col, STYLE_HINT, label_in(&scale->low, paint_lang(p)));
    for (size_t i = 0; i < options->n; i++) {
        bool is_code = options->choice[i].code != NULL;
        if (!is_code && !ended) {
            col = area_text(p->on, y, col + 2, STYLE_HINT, label_in(&scale->high, paint_lang(p)));
            ended = true;
        }
        col = draw_option(p, options, i, y, col + 2,
                          is_code && !choice_is_number(&options->choice[i]));
    }
    if (!ended)
        col = area_text(p->on, y, col + 2, STYLE_HINT, label_in(&scale->high, paint_lang(p)));
    return col;
}

static void leave_free(struct paint *p, int row, int col)
{
    p->free_row = row;
    p->free_col = col;
}

/* "0   1   2   3" and below it what the ends mean. Why there may be no answer stands behind; alone on
 * the screen on lines of their own, with the answer. */
static int draw_ruler(struct paint *p, const struct options *options, int y, int left)
{
    const struct scale *scale = options->item->scale;
    const char *high = label_in(&scale->high, paint_lang(p));
    bool alone = p->view->youth;
    size_t codes = 0;
    int col = left;
    for (; codes < options->n && options->choice[codes].code; codes++)
        col = draw_option(p, options, codes, y, col + (codes > 0 ? OPTION_GAP : 0), false);
    area_text(p->on, y + 1, left, STYLE_HINT, label_in(&scale->low, paint_lang(p)));
    area_text(p->on, y + 1, max_of(col - text_cols(high, strlen(high)), left), STYLE_HINT, high);
    leave_free(p, y + 1, col + 2);
    if (alone && paint_answer(p, options->item))
        draw_answer(p, y + 2, left, left, options->item);
    for (size_t i = codes; i < options->n; i++) {
        col = alone ? left : col + OPTION_GAP;
        col = draw_option(p, options, i, alone ? y + 4 + (int)(i - codes) : y, col, false);
    }
    return alone ? y + 4 + (int)(options->n - codes) : y + 2;
}

static const char *mark_of(const struct choice *choice, bool many)
{
    if (many && choice->code)
        return choice->chosen ? "[x]" : "[ ]";
    return choice->chosen ? "›" : " ";
}

int paint_options_lines(const struct paint *p, const struct options *options, int y, int col)
{
    bool many = options->item->type == ITEM_MANY;
    for (size_t i = 0; i < options->n; i++) {
        const struct choice *choice = &options->choice[i];
        enum style style = option_style(p, options, i);
        int at = col + (many ? 4 : 2);
        if (has_cursor(p, options, i))
            paint_cursor(p, y, at);
        area_text(p->on, y, many && !choice->code ? at - 2 : col, style, mark_of(choice, many));
        area_text(p->on, y, at, style == STYLE_PLAIN ? STYLE_STRONG : style, choice->key);
        y = area_wrap(p->on, y, at + 2, max_of(p->columns->cols - at - 2, 1), style, choice->label);
    }
    return y;
}

static bool answer_is_among(const struct paint *p, const struct options *options)
{
    const struct answer *answer = paint_answer(p, options->item);
    for (size_t i = 0; i < options->n; i++)
        if (options->choice[i].chosen)
            return true;
    return !answer;
}

static int draw_choices(struct paint *p, const struct item *item, const char *number,
                        const char *words)
{
    const struct columns *columns = p->columns;
    struct choice *choice;
    size_t n = view_choices(p->view, item, &choice);
    enum choice_shape shape = view_shape(p->view, columns, item, choice, n);
    struct options options = {choice, n, item, paint_is_focused(p, item)};
    int beside = columns->field - columns->label - 1;
    int alone = (p->view->youth ? columns->cols : columns->wide_answer - 2) - columns->label;
    int y = p->y + paint_label(p, number, words, columns->label,
                               shape == SHAPE_BESIDE ? beside : alone, options.focused);
    y += p->view->youth;
    if (shape == SHAPE_RULER) {
        y = draw_ruler(p, &options, y, columns->label);
        if (!p->view->youth)
            draw_answer(p, p->y, columns->wide_answer, columns->answer, item);
    } else if (shape == SHAPE_BESIDE) {
        int col = paint_options_row(p, &options, p->y, columns->field);
        draw_answer(p, p->y, col + 2, columns->answer, item);
        leave_free(p, p->y + 1, y > p->y + 1 ? columns->field : -1);
    } else if (shape == SHAPE_LINES) {
        if (answer_is_among(p, &options))
            leave_free(p, p->y, columns->wide_answer);
        y = paint_options_lines(p, &options, y, columns->label);
        if (!answer_is_among(p, &options))
            draw_answer(p, p->y, columns->wide_answer,
                        shape == SHAPE_SCALE ? columns->wide_answer : columns->answer, item);
    } else {
        int col =
            (shape == SHAPE_SCALE ? draw_scale : paint_options_row)(p, &options, y, columns->label);
        leave_free(p, y++, col + 2);
        draw_answer(p, p->y, columns->wide_answer,
                    shape == SHAPE_SCALE ? columns->wide_answer : columns->answer, item);
    }
    mem_free(choice);
    return y;
}

/* --- what is written -------------------------------------------------------------------------- */

static bool is_edited(const struct paint *p, const struct item *item)
{
    return paint_is_focused(p, item) && p->view->editor != EDITOR_NONE;
}

/* Text as it stands when nobody writes in it: at most max rows, … when there is more. Returns the
 * rows. */
static int draw_still(struct area on, int y, int col, int cols, const char *words, int max)
{
    size_t n = strlen(words);
    struct wrap_line line = {.next = 0};
    int row = 0;
    size_t at = 0;
    while (row < max && wrap_line(words, n, at, max_of(cols - 1, 1), &line)) {
        area_text_n(on, y + row++, col, STYLE_QUOTE, words + at, line.to - at);
        if (line.next == at)
            break;
        at = line.next;
    }
    if (row == max && at < n)
        area_text(on, y + row - 1, col + cols - 1, STYLE_DIM, "…");
    return row;
}

/* How to write it: the question's own example before that of its kind. */
static void put_hint(const struct paint *p, const struct item *item, struct str *out)
{
    static const enum text_id words[] = {[ITEM_DATE] = T_FILL_HINT_DATE,
                                         [ITEM_DATETIME] = T_FILL_HINT_MOMENT,
                                         [ITEM_IDENTITY] = T_FILL_HINT_IDENTITY};
    const char *own = label_in(&item->example, paint_lang(p));
    enum text_id id = (size_t)item->type < ARRAY_LEN(words) ? words[item->type] : T_NONE;
    if (id == T_NONE || item->grid)
        return;
    if (text_is_empty(own))
        str_puts(out, text(paint_lang(p), id));
    else
        text_put(out, paint_lang(p), T_FILL_HINT_EXAMPLE, own, NULL);
}

static int field_height(const struct paint *p, const struct item *item, int cols, const char *words)
{
    int max = field_rows_max(item, p->rows);
    int least = item->type == ITEM_TEXT ? 2 : 1;
    struct area nowhere = {p->on.canvas, 0, 0, 0, cols};
    if (!is_edited(p, item))
        return max_of(draw_still(nowhere, 0, 0, cols, words, max), least);
    if (p->view->editor == EDITOR_ENTRY)
        return 1;
    return max_of(textarea_height(&p->view->area, cols, max), least);
}

/* Of a date or number: room is left for a hint that fits beside it; else it is left out. */
static int entry_cols(int room, int hint)
{
    int cols = hint > 0 && room - hint - 2 < ENTRY_COLS ? room - hint - 2 : ENTRY_COLS;
    return cols < ENTRY_COLS_MIN ? ENTRY_COLS : cols;
}

/* The field itself from row y; returns the row behind it. */
int paint_field(const struct paint *p, const struct item *item, int y, int col, int cols)
{
    const struct answer *answer = paint_answer(p, item);
    bool entry = item->type != ITEM_LINE && item->type != ITEM_TEXT;
    struct str words, hint;
    str_init(&hint, 0);
    put_hint(p, item, &hint);
    int hint_cols = text_cols(hint.p, hint.n);
    if (entry && cols > ENTRY_COLS && !item->grid)
        cols = entry_cols(p->columns->cols - col, hint_cols);
    bool still = !is_edited(p, item) || edit_length(form_view_edit(p->view)) == 0;
    str_init(&words, 0);
    if (still && answer && answer->nonanswer != NONANSWER_NONE)
        str_puts(&words, "› ");
    if (still)
        item_answer_words(item, answer, paint_lang(p), &words);
    int rows = field_height(p, item, cols, words.p);
    struct area on = area_part(p->on, y, col, rows, cols);
    if (item->type != ITEM_TEXT || item->grid)
        area_fill(p->on, y, col, cols, STYLE_DIM, '_');
    for (int i = 0; item->type == ITEM_TEXT && !item->grid && i < rows; i++)
        area_text(p->on, y + i, col - 2, STYLE_DIM, "│");
    if (still)
        draw_still(p->on, y, col, cols, words.p, rows);
    /* The editor puts the cursor where it is; for scrolling its last row will do. */
    if (is_edited(p, item))
        paint_cursor(p, y + rows - 1, col);
    if (is_edited(p, item) && p->view->editor == EDITOR_AREA)
        textarea_draw(&p->view->area, on, true);
    else if (is_edited(p, item))
        entry_draw(&p->view->entry, on, true);
    paint_watch_marks(p, item, on);
    if (is_edited(p, item) && col + cols + 2 + hint_cols <= p->columns->cols)
        area_text(p->on, y, col + cols + 2, STYLE_HINT, hint.p);
    str_release(&words);
    str_release(&hint);
    return y + rows;
}

static int draw_written(struct paint *p, const struct item *item, const char *number,
                        const char *words)
{
    const struct columns *columns = p->columns;
    bool beside = field_is_beside(p->view, columns, item);
    int to = beside ? columns->field - 1 : columns->cols;
    int y = p->y + paint_label(p, number, words, columns->label, to - columns->label,
                               paint_is_focused(p, item));
    int cols = field_cols(p->view, columns, item);
    if (!beside)
        return paint_field(p, item, y + p->view->youth, columns->label + 2, cols);
    return max_of(y, paint_field(p, item, p->y, columns->field, cols));
}

/* --- the other kinds -------------------------------------------------------------------------- */

static int draw_rows(struct paint *p, const struct item *item, const char *number,
                     const char *words)
{
    const struct view_rows *rows = &p->view->rows[item->index];
    const struct columns *columns = p->columns;
    int y = p->y + paint_label(p, number, words, columns->label, columns->cols - columns->label,
                               paint_is_focused(p, item));
    if (paint_is_focused(p, item))
        paint_cursor(p, p->y, columns->label);
    for (size_t i = 0; i < rows->n; i++) {
        area_text(p->on, y, columns->label, STYLE_DIM, "–");
        y = area_wrap(p->on, y, columns->label + 2, columns->cols - columns->label - 2, STYLE_QUOTE,
                      rows->line[i]);
    }
    if (rows->n == 0)
        area_text(p->on, y++, columns->label, STYLE_HINT, text(paint_lang(p), T_FILL_NO_ROWS));
    return y;
}

static int draw_computed(struct paint *p, const struct item *item, const char *number,
                         const char *words)
{
    int y = p->y + paint_label(p, number, words, p->columns->label,
                               p->columns->answer - 2 - p->columns->label, false);
    draw_answer(p, p->y, p->columns->label, p->columns->answer, item);
    return y;
}

static void draw_carried(const struct paint *p, int *y, const struct item *item)
{
    const struct answer *answer = paint_answer(p, item);
    if (!answer || !answer->carried)
        return;
    struct str words;
    str_init(&words, 0);
    form_view_last_words(p->view, T_FILL_CARRIED, &words);
    *y = area_wrap(p->on, *y, p->columns->label, p->columns->cols - p->columns->label, STYLE_WARN,
                   words.p);
    str_release(&words);
}

static int draw_item(struct paint *p, const struct item *item, const char *number,
                     const char *words)
{
    int y = p->y;
    p->free_col = -1;
    if (item->compute)
        return draw_computed(p, item, number, words);
    if (item->type == ITEM_FIXED)
        return area_wrap(p->on, y, p->columns->label, p->columns->cols - p->columns->label,
                         STYLE_PLAIN, words);
    if (item->type == ITEM_ROWS)
        y = draw_rows(p, item, number, words);
    else if (item->type == ITEM_ONE || item->type == ITEM_MANY)
        y = draw_choices(p, item, number, words);
    else
        y = draw_written(p, item, number, words);
    paint_last(p, &y, item);
    draw_carried(p, &y, item);
    draw_source(p, &y, item);
    paint_watch_words(p, &y, item);
    paint_mistake(p, &y, item);
    return y;
}

/* Paints an item at p->y and goes on below it. */
void paint_item(struct paint *p, const struct item *item, const char *number, const char *words)
{
    int y = draw_item(p, item, number, words);
    paint_spot(p, item->index, p->y, y - p->y);
    p->y = y;
}
