/* promise_draw.c - the promises to one youth as they are shown, and what has been typed about a new one. */
#include "screens/promise.h"

#include <string.h>

#define DETAIL_ROWS 4

const struct promise_field promise_field[FIELDS] = {
    [WHAT] = {"pr.01", T_PROMISE_FIELD_WHAT},
    [BY] = {"pr.02", T_PROMISE_FIELD_BY},
    [WHO] = {"pr.03", T_PROMISE_FIELD_WHO},
};

const char *promise_typed(const struct promises *it, size_t field)
{
    return edit_text(it->entry[field].edit);
}

bool promise_may_write(const struct promises *it)
{
    return work_may(it->env->work, ACTION_CASE_WRITE, &it->file->id);
}

/* False when what was typed is no day. */
bool promise_day(const struct promises *it, const char *words, struct date *day)
{
    *day = (struct date){0, 0, 0};
    return words[strspn(words, " ")] == '\0' ||
           (date_parse_typed(words, work_today(it->env->work), day) && date_is_whole(*day));
}

bool promise_day_text(const struct promises *it, const char *words, char written[DATE_TEXT])
{
    struct date day;

    if (!promise_day(it, words, &day) || day.year == 0)
        return false;
    date_text(day, written);
    return true;
}

static enum text_id state_text(const struct promise *promise)
{
    static const enum text_id words[] = {
        [PROMISE_PASSED] = T_PROMISE_IS_PASSED,
        [PROMISE_OPEN] = T_PROMISE_IS_OPEN,
        [PROMISE_NOT_KEPT] = T_PROMISE_IS_NOT_KEPT,
        [PROMISE_KEPT] = T_PROMISE_IS_KEPT,
    };

    return words[promise->state];
}

static size_t count(const void *arg)
{
    return ((const struct promises *)arg)->n;
}

static int state_cols(enum lang lang)
{
    int widest = 0;

    for (int i = PROMISE_PASSED; i <= PROMISE_KEPT; i++) {
        struct promise promise = {.state = (enum promise_state)i};
        const char *words = text(lang, state_text(&promise));
        int cols = text_cols(words, strlen(words));

        widest = cols > widest ? cols : widest;
    }
    return widest + 2;
}

static void draw_row(const void *arg, size_t n, struct area line, bool selected)
{
    const struct promises *it = arg;
    const struct promise *promise = &it->promise[n];
    enum lang lang = it->env->lang;
    enum style style = selected                           ? STYLE_FOCUS
                       : promise->state == PROMISE_PASSED ? STYLE_WARN
                       : promise->state == PROMISE_OPEN   ? STYLE_PLAIN
                                                          : STYLE_DIM;
    int left = state_cols(lang);
    struct str day;
    int cols;

    str_init(&day, 0);
    if (promise->by.year != 0)
        date_words(&day, lang, promise->by, work_today(it->env->work));
    cols = text_cols(day.p, day.n);
    area_fill(line, 0, 0, line.cols, style, ' ');
    area_text(line, 0, 0, style, text(lang, state_text(promise)));
    area_fit(line, 0, left, line.cols - left - cols - 2, style, promise->what);
    area_text(line, 0, line.cols - cols, style, day.p);
    str_release(&day);
}

struct list_source promise_source(const struct promises *it)
{
    return (struct list_source){count, draw_row, it};
}

int promise_rows(int body)
{
    return body - 3 - DETAIL_ROWS > 3 ? body - 3 - DETAIL_ROWS : body - 2;
}

static void draw_detail(const struct promises *it, struct area on)
{
    enum lang lang = it->env->lang;
    struct date today = work_today(it->env->work);
    const struct promise *promise;
    struct str words;
    struct str day;
    int row = 1;

    if (it->list.selected >= it->n || on.rows < DETAIL_ROWS)
        return;
    promise = &it->promise[it->list.selected];
    for (int col = MARGIN; col < on.cols - MARGIN; col++)
        area_text(on, 0, col, STYLE_DIM, "─");
    str_init(&words, 0);
    str_init(&day, 0);
    str_printf(&words, "%s – %s", promise->what, promise->who);
    row = area_wrap(on, row, MARGIN, on.cols - 2 * MARGIN, STYLE_PLAIN, words.p);
    if (promise->first.year != 0) {
        date_words(&day, lang, promise->first, today);
        str_clear(&words);
        text_put(&words, lang, T_PROMISE_FIRST, day.p, NULL);
        row = area_wrap(on, row, MARGIN, on.cols - 2 * MARGIN, STYLE_DIM, words.p);
    }
    if (promise->state == PROMISE_NOT_KEPT && !promise->talked) {
        area_wrap(on, row, MARGIN, on.cols - 2 * MARGIN, STYLE_WARN,
                  text(lang, T_PROMISE_NOT_TALKED));
    }
    str_release(&day);
    str_release(&words);
}

static void draw_list(const struct promises *it, struct area on)
{
    struct list_source source = promise_source(it);
    int rows = promise_rows(on.rows);

    area_fit(on, 0, MARGIN, on.cols - 2 * MARGIN, STYLE_STRONG,
             text(it->env->lang, T_PROMISE_TITLE));
    if (it->n == 0) {
        area_wrap(on, 2, MARGIN, on.cols - 2 * MARGIN, STYLE_HINT,
                  text(it->env->lang, T_PROMISE_NONE));
        area_cursor(on, 2, MARGIN);
        return;
    }
    list_draw(&it->list, &source, area_part(on, 2, 0, rows, on.cols), true);
    draw_detail(it, area_part(on, 2 + rows, 0, on.rows - 2 - rows, on.cols));
}

/* What the typed day was understood as, so that nobody promises the wrong week. */
static void draw_day(const struct promises *it, struct area on, int row, int col)
{
    struct date day;
    struct str words;

    if (promise_typed(it, BY)[0] == '\0' || !promise_day(it, promise_typed(it, BY), &day) ||
        day.year == 0)
        return;
    str_init(&words, 0);
    str_puts(&words, "= ");
    date_words(&words, it->env->lang, day, work_today(it->env->work));
    area_fit(on, row, col, on.cols - col - MARGIN, STYLE_HINT, words.p);
    str_release(&words);
}

/* What is strange about the day; below the lines. */
static int draw_day_remark(const struct promises *it, struct area on, int row)
{
    char written[DATE_TEXT];
    struct str words;

    str_init(&words, 0);
    if (promise_day_text(it, promise_typed(it, BY), written) &&
        day_remark(it->env->work, FORM_PROMISE, promise_field[BY].id, written, it->env->lang,
                   &words))
        row = area_wrap(on, row, MARGIN, on.cols - 2 * MARGIN, STYLE_HINT, words.p);
    str_release(&words);
    return row;
}

static void draw_new(const struct promises *it, struct area on)
{
    static const enum text_id hint[FIELDS] = {
        [WHAT] = T_PROMISE_HINT, [BY] = T_PROMISE_BY_HINT, [WHO] = T_PROMISE_WHO_HINT};
    enum lang lang = it->env->lang;
    int labels = 0;
    int row = 2;

    for (size_t i = 0; i < FIELDS; i++) {
        const char *label = text(lang, promise_field[i].label);
        int cols = text_cols(label, strlen(label));

        labels = cols > labels ? cols : labels;
    }
    labels += 2;
    area_fit(on, 0, MARGIN, on.cols - 2 * MARGIN, STYLE_STRONG, text(lang, T_PROMISE_NEW));
    for (size_t i = 0; i < FIELDS; i++, row++) {
        bool focus = it->focus == i;
        int width = i == BY ? 20 : on.cols - 2 * MARGIN - labels;

        frame_mark(on, row, focus);
        area_text(on, row, MARGIN, STYLE_PLAIN, text(lang, promise_field[i].label));
        entry_draw(&it->entry[i], area_part(on, row, MARGIN + labels, 1, width), focus);
    }
    draw_day(it, on, 2 + BY, MARGIN + labels + 22);
    row = draw_day_remark(it, on, row + 1);
    if (it->problem.n > 0)
        row = area_wrap(on, row, MARGIN, on.cols - 2 * MARGIN, STYLE_ALERT, it->problem.p);
    area_wrap(on, row, MARGIN, on.cols - 2 * MARGIN, STYLE_HINT, text(lang, hint[it->focus]));
}

/* What holds now, for the keys: 1 a row to answer, 2 may write, 4 a new one is being typed, 8 it is
 * asked how one went. */
static unsigned holds(const struct promises *it)
{
    if (it->mode != MODE_LIST)
        return it->mode == MODE_NEW ? 4 : 8;
    return promise_may_write(it) ? (it->n > 0 ? 3u : 2u) : 0;
}

void promise_draw(const void *state, struct canvas *canvas)
{
    const struct promises *it = state;
    struct area on = frame_body(canvas);
    struct str title;

    str_init(&title, 0);
    youth_words(&it->file->youth, it->env->lang, &title);
    frame_title(canvas, it->env, title.p, NULL);
    str_release(&title);
    if (it->mode == MODE_NEW)
        draw_new(it, on);
    else if (it->mode == MODE_HOW)
        panel_draw(&it->how, on);
    else
        draw_list(it, on);
    if (it->ask.about != 0) {
        question_draw(&it->ask, it->env, canvas);
    } else if (it->mode == MODE_NEW) {
        const struct screen_keys *keys = screen_keys_of("promise");

        frame_keys_in(canvas, it->env, CONTEXT_TEXT, keys->key, keys->n, holds(it));
    } else {
        frame_keys(canvas, it->env, "promise", holds(it));
    }
}
