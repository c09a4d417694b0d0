/* parts.c - the frame round every screen. */
#include "screens/parts.h"

#include <stdio.h>

#include "sis/base/utf8.h"

void frame_title(struct canvas *canvas, const struct screen_env *env, const char *left,
                 const char *right)
{
    struct bar bar = {.left = left, .right = right, .practice = env->practice};

    bar_title(area_part(canvas_area(canvas), 0, 0, 1, canvas->cols), &bar, env->lang);
}

/* Air below the title where there is room for it. */
static int first_row(int rows)
{
    return rows > 8 ? 2 : 1;
}

int frame_rows(int rows)
{
    int body = rows - first_row(rows) - 1;

    return body > 1 ? body : 1;
}

int frame_cols(int cols)
{
    int body = cols - 2 * MARGIN;

    return body > TEXT_COLS_MAX ? TEXT_COLS_MAX : body > 1 ? body : 1;
}

struct area frame_body(struct canvas *canvas)
{
    int cols = frame_cols(canvas->cols);
    int left = (canvas->cols - cols) / 2 - MARGIN;

    return area_part(canvas_area(canvas), first_row(canvas->rows), left > 0 ? left : 0,
                     canvas->rows - first_row(canvas->rows) - 1, cols + 2 * MARGIN);
}

void frame_mark(struct area on, int row, bool focus)
{
    if (focus)
        area_text(on, row, 0, STYLE_FOCUS, "›");
}

void frame_keys_in(struct canvas *canvas, const struct screen_env *env, enum context context,
                   const struct screen_key *key, size_t n, unsigned when)
{
    struct area line = area_part(canvas_area(canvas), canvas->rows - 1, 0, 1, canvas->cols);
    struct bar_key shown[BAR_KEYS_MAX];
    size_t n_shown = 0;

    if (canvas->rows < 2)
        return;
    for (size_t i = 0; i < n && n_shown < BAR_KEYS_MAX; i++) {
        if (key[i].when == 0 || (key[i].when & when) != 0) {
            const char *words = key[i].words != T_NONE ? text(env->lang, key[i].words) : NULL;

            shown[n_shown++] = (struct bar_key){key[i].command, words};
        }
    }
    bar_keys(line, env->keymap, context, shown, n_shown, env->lang);
}

void frame_keys(struct canvas *canvas, const struct screen_env *env, const char *screen,
                unsigned when)
{
    const struct screen_keys *keys = screen_keys_of(screen);

    frame_keys_in(canvas, env, keys->context, keys->key, keys->n, when);
}

void youth_words(const struct youth *youth, enum lang lang, struct str *out)
{
    str_printf(out, "%s %s", youth->number, youth->work_name);
    if (!text_is_empty(youth->room)) {
        str_puts(out, "  ");
        text_put(out, lang, T_SCR_ROOM, youth->room, NULL);
    }
}

bool blank_handle(bool *blank, const struct event *event, struct out *out)
{
    bool key = event->kind == EVENT_COMMAND && event->command == COMMAND_BLANK;
    bool lock = event->kind == EVENT_COMMAND && event->command == COMMAND_LOCK;

    out->room = true;
    if (key)
        *blank = !*blank;
    out->handled =
        key ||
        (*blank && !lock &&
         (event->kind == EVENT_COMMAND || event->kind == EVENT_KEY || event->kind == EVENT_PASTE));
    return out->handled;
}

void blank_draw(const struct screen_env *env, struct canvas *canvas)
{
    char key[KEY_WORDS_BYTES];
    struct str words;

    canvas_clear(canvas);
    keymap_words(env->keymap, CONTEXT_LIST, COMMAND_BLANK, env->lang, key);
    str_init(&words, 0);
    text_put(&words, env->lang, T_FILL_BLANKED, key, NULL);
    area_text(canvas_area(canvas), canvas->rows - 1, MARGIN, STYLE_DIM, words.p);
    str_release(&words);
}

void say(struct out *out, const char *message)
{
    struct str cut;

    out->handled = true;
    str_init(&cut, 0);
    str_puts(&cut, message);
    while (cut.n >= sizeof out->message)
        str_truncate(&cut, utf8_prev(cut.p, cut.n, cut.n));
    snprintf(out->message, sizeof out->message, "%s", cut.p);
    str_release(&cut);
}

void say_text(struct out *out, enum lang lang, enum text_id id)
{
    say(out, text(lang, id));
}

void say_err(struct out *out, enum lang lang, const struct err *err)
{
    struct str words;

    str_init(&words, 0);
    err_text(err, lang, &words);
    say(out, words.p);
    str_release(&words);
}
