/* cosign_paint.c - the second signature on the screen: the list of questions, both answers below it. */
#include "screens/cosign.h"

#include <stdio.h>

#include "screens/screens.h"

#define DETAIL_ROWS 6 /* below the list: the question and both answers in full */

void cosign_typed_id(const struct item *item, char id[COSIGN_TYPED_BYTES])
{
    snprintf(id, COSIGN_TYPED_BYTES, COSIGN_TYPED "%s", item->id);
}

enum lang cosign_lang(const struct cosign_screen *it)
{
    return it->env->lang;
}

const struct item *cosign_focused(const struct cosign_screen *it)
{
    return it->list.selected < it->n_items ? it->item[it->list.selected] : NULL;
}

void cosign_label(const struct cosign_screen *it, const struct item *item, struct str *out)
{
    if (item->grid_row) {
        str_puts(out, label_in(&item->grid_row->label, cosign_lang(it)));
        str_puts(out, ": ");
    }
    str_puts(out, label_in(&item->label, cosign_lang(it)));
}

void cosign_words(const struct cosign_screen *it, const struct answers *answers,
                  const struct item *item, struct str *out)
{
    const struct answer *answer = answers_get(answers, item->id);
    if (answer)
        item_answer_words(item, answer, cosign_lang(it), out);
}

const char *cosign_begun(const struct cosign_screen *it, const struct item *item)
{
    char id[COSIGN_TYPED_BYTES];
    cosign_typed_id(item, id);
    const struct answer *answer = answers_get(&it->typed, id);
    return answer && answer->value.kind == VALUE_TEXT ? answer->value.text : NULL;
}

const char *cosign_second(const struct cosign_screen *it)
{
    return text(cosign_lang(it), it->beside ? T_SCR_COSIGN_OTHER : T_SCR_COSIGN_YOU);
}

size_t cosign_found(const struct cosign_screen *it, struct arena *arena,
                    struct difference **difference)
{
    return cosign_differences(it->form, &it->first, &it->own, arena, difference);
}

/* --- the list --------------------------------------------------------------------------------- */

struct widths {
    int label, first, second; /* where each begins */
    int cols;                 /* of an answer */
};

static struct widths widths_of(int cols)
{
    int answer = (cols - 4) * 27 / 100;
    return (struct widths){0, cols - 2 * answer - 2, cols - answer, answer};
}

static bool is_far(const struct cosign_screen *it, const struct item *item)
{
    struct arena *arena = arena_new();
    struct difference *difference;
    bool far = false;
    size_t n = cosign_found(it, arena, &difference);
    for (size_t i = 0; i < n; i++)
        far |= difference[i].item == item && difference[i].far;
    arena_free(arena);
    return far;
}

static size_t count_rows(const void *arg)
{
    return ((const struct cosign_screen *)arg)->n_items;
}

static void draw_row(const void *arg, size_t n, struct area line, bool selected)
{
    const struct cosign_screen *it = arg;
    const struct item *item = it->item[n];
    struct widths at = widths_of(line.cols);
    struct str words;
    str_init(&words, 0);
    cosign_label(it, item, &words);
    area_fit(line, 0, at.label, at.first - 2, selected ? STYLE_FOCUS : STYLE_PLAIN, words.p);
    str_clear(&words);
    cosign_words(it, &it->first, item, &words);
    area_fit(line, 0, at.first, at.cols, STYLE_PLAIN, words.p);
    str_clear(&words);
    cosign_words(it, &it->own, item, &words);
    bool begun = cosign_begun(it, item) != NULL;
    if (begun) {
        str_clear(&words);
        str_puts(&words, text(cosign_lang(it), T_SCR_COSIGN_BEGUN));
    }
    area_fit(line, 0, at.second, at.cols,
             begun              ? STYLE_HINT
             : is_far(it, item) ? STYLE_ALERT
                                : STYLE_STRONG,
             words.p);
    str_release(&words);
}

struct list_source cosign_source(const struct cosign_screen *it)
{
    return (struct list_source){count_rows, draw_row, it};
}

/* --- drawing ---------------------------------------------------------------------------------- */

static int draw_head(const struct cosign_screen *it, struct area on)
{
    enum lang lang = cosign_lang(it);
    struct work *work = it->env->work;
    int cols = on.cols - 2 * MARGIN > 1 ? on.cols - 2 * MARGIN : 1, row;
    struct str words, when;
    str_init(&words, 0);
    str_init(&when, 0);
    moment_words(&when, lang, it->record->at, work_today(work));
    text_put(&words, lang, T_SCR_COSIGN_HEAD, label_in(&it->form->title, lang), it->record->by.name,
             when.p, NULL);
    row = area_wrap(on, 0, MARGIN, cols, STYLE_STRONG, words.p);
    row = area_wrap(on, row, MARGIN, cols, STYLE_HINT, text(lang, T_SCR_COSIGN_HOW)) + 1;
    str_release(&when);
    str_release(&words);
    return row + 1;
}

/* Rows of the list between what stands above and below it. */
static int list_rows(const struct cosign_screen *it, struct area on)
{
    int rows =
        on.rows - draw_head(it, (struct area){.canvas = NULL, .cols = on.cols}) - DETAIL_ROWS;
    return rows > 1 ? rows : 1;
}

int cosign_rows(const struct cosign_screen *it, int rows, int cols)
{
    return list_rows(
        it, (struct area){.rows = frame_rows(rows), .cols = frame_cols(cols) + 2 * MARGIN});
}

static void draw_columns(const struct cosign_screen *it, struct area line)
{
    struct widths at = widths_of(line.cols);
    area_fit(line, 0, at.first, at.cols, STYLE_DIM, it->record->by.name);
    area_fit(line, 0, at.second, at.cols, STYLE_DIM, cosign_second(it));
}

static void draw_detail(const struct cosign_screen *it, struct area on)
{
    const struct item *item = cosign_focused(it);
    int cols = on.cols - 2 * MARGIN > 1 ? on.cols - 2 * MARGIN : 1, row;
    struct str words;
    if (!item)
        return;
    for (int col = MARGIN; col < on.cols - MARGIN; col++)
        area_text(on, 0, col, STYLE_DIM, "─");
    str_init(&words, 0);
    cosign_label(it, item, &words);
    row = area_wrap(on, 1, MARGIN, cols, STYLE_STRONG, words.p);
    str_clear(&words);
    str_printf(&words, "%s: ", it->record->by.name);
    cosign_words(it, &it->first, item, &words);
    row = area_wrap(on, row, MARGIN, cols, STYLE_PLAIN, words.p);
    if (answers_get(&it->own, item->id)) {
        str_clear(&words);
        str_printf(&words, "%s: ", cosign_second(it));
        cosign_words(it, &it->own, item, &words);
        area_wrap(on, row, MARGIN, cols, STYLE_PLAIN, words.p);
    }
    str_release(&words);
}

static void draw_list(const struct cosign_screen *it, struct area on)
{
    struct list_source source = cosign_source(it);
    int rows = list_rows(it, on), row = draw_head(it, on);
    draw_columns(it, area_part(on, row - 1, MARGIN, 1, on.cols - 2 * MARGIN));
    list_draw(&it->list, &source, area_part(on, row, 0, rows, on.cols), it->mode == MODE_LIST);
    if (it->mode == MODE_LIST)
        draw_detail(it, area_part(on, row + rows, 0, on.rows - row - rows, on.cols));
}

void cosign_draw(const void *state, struct canvas *canvas)
{
    static const struct screen_key panel_keys[] = {
        {COMMAND_OPEN, T_FILL_KEY_CHOOSE, 0}, {COMMAND_BACK, T_NONE, 0}, {COMMAND_LOCK, T_NONE, 0}};
    const struct cosign_screen *it = state;
    struct area on = frame_body(canvas);
    struct str title;
    str_init(&title, 0);
    youth_words(&it->file->youth, cosign_lang(it), &title);
    frame_title(canvas, it->env, title.p, NULL);
    str_release(&title);
    if (it->mode == MODE_CHOICE || it->mode == MODE_CONFIRM) {
        panel_draw(&it->panel, on);
        frame_keys_in(canvas, it->env, CONTEXT_PLAIN, panel_keys, ARRAY_LEN(panel_keys), 0);
        return;
    }
    draw_list(it, on);
    if (it->mode == MODE_ASK)
        question_draw(&it->ask, it->env, canvas);
    else if (it->mode == MODE_LOGIN)
        question_draw(&it->login, it->env, canvas);
    else
        frame_keys(canvas, it->env, "cosign", 0);
}
