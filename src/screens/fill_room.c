/* fill_room.c - the youth's own part: handing over the screen, blanking it, taking it back. */
#include <string.h>

#include "screens/fill.h"
#include "sis/casework/practice.h"
#include "sis/casework/session.h"

/* --- handing over ----------------------------------------------------------------------------- */

static void put_blank_key(const struct fill *fill, enum text_id id, struct str *out)
{
    char key[KEY_WORDS_BYTES];
    keymap_words(fill->env->keymap, CONTEXT_FORM, COMMAND_BLANK, fill_lang(fill), key);
    text_put(out, fill_lang(fill), id, key, NULL);
}

void fill_ask_youth_begin(struct fill *fill)
{
    panel_begin(&fill->panel, text(fill_lang(fill), T_FILL_YOUTH_TITLE));
    put_blank_key(fill, T_FILL_YOUTH_WORDS, &fill->panel.words);
    fill_option(fill, T_KEY_YES, T_FILL_YOUTH_YES, CHOICE_YES);
    fill_option(fill, T_KEY_NO, T_FILL_YOUTH_NO, CHOICE_NO);
}

/* The first thing the youth sees is what the part is, and not a question. */
void fill_chosen_youth_begin(struct fill *fill, int value, struct out *out)
{
    const struct item *item;
    fill->mode = MODE_FORM;
    if (value != CHOICE_YES)
        return;
    form_view_set_youth(&fill->view, true);
    out->room = true;
    item = form_view_item(&fill->view);
    if (item && !text_is_empty(label_in(&item->section->guidance, fill_lang(fill))))
        fill_ask(fill, MODE_YOUTH_INTRO);
}

void fill_ask_youth_intro(struct fill *fill)
{
    const struct item *item = form_view_item(&fill->view);
    panel_begin(&fill->panel, item ? label_in(&item->section->title, fill_lang(fill)) : "");
    if (item)
        fill_paragraph(&fill->panel.words, label_in(&item->section->guidance, fill_lang(fill)));
    fill_option(fill, T_KEY_BEGIN, T_FILL_ROOM_BEGIN, CHOICE_YES);
}

/* --- taking it back --------------------------------------------------------------------------- */

static void forget_phrase(struct fill *fill)
{
    if (fill->phrase.edit)
        entry_release(&fill->phrase);
    entry_init(&fill->phrase, "", true);
}

void fill_room_release(struct fill *fill)
{
    if (fill->phrase.edit)
        entry_release(&fill->phrase);
    str_release(&fill->room_problem);
}

void fill_ask_youth_end(struct fill *fill)
{
    enum lang lang = fill_lang(fill);
    panel_begin(&fill->panel, text(lang, T_FILL_BACK_TITLE));
    fill_paragraph(&fill->panel.words, text(lang, T_FILL_BACK_WORDS));
    if (!fill->work)
        fill_paragraph(&fill->panel.words, text(lang, T_FILL_BACK_TRIAL));
    forget_phrase(fill);
    str_clear(&fill->room_problem);
}

bool fill_room_asks(const struct fill *fill)
{
    return fill->mode == MODE_YOUTH_END && fill->work;
}

static void to_staff(struct fill *fill, struct out *out)
{
    fill->mode = MODE_FORM;
    form_view_set_youth(&fill->view, false);
    out->room = false;
}

static void look_at_wait(struct fill *fill, struct out *out)
{
    fill->wait = session_wait(fill->work->home);
    out->soon = fill->wait > 0;
}

static void try_phrase(struct fill *fill, struct out *out)
{
    struct err err = {0};
    str_clear(&fill->room_problem);
    if (fill->wait > 0)
        return;
    if (edit_length(fill->phrase.edit) == 0) {
        str_puts(&fill->room_problem, text(fill_lang(fill), T_SCR_PHRASE_FIRST));
        return;
    }
    bool done = session_check(fill->work, edit_text(fill->phrase.edit), &err);
    forget_phrase(fill);
    if (done) {
        to_staff(fill, out);
        return;
    }
    if (err.code == ERR_PASSWORD)
        str_puts(&fill->room_problem, text(fill_lang(fill), T_FILL_WRONG_PHRASE));
    else
        err_text(&err, fill_lang(fill), &fill->room_problem);
}

static void handle_end(struct fill *fill, const struct event *event, struct out *out)
{
    int command = event->kind == EVENT_COMMAND ? event->command : COMMAND_NONE;
    out->handled = command != COMMAND_LANGUAGE;
    if (command == COMMAND_BACK) {
        forget_phrase(fill);
        fill->mode = MODE_FORM;
    } else if (command == COMMAND_OPEN || command == COMMAND_DONE) {
        try_phrase(fill, out);
    } else if (command == COMMAND_NONE) {
        out->handled = entry_handle(&fill->phrase, event);
    }
    look_at_wait(fill, out);
}

static int draw_phrase(const struct fill *fill, struct area on, int row)
{
    enum lang lang = fill_lang(fill);
    const char *label = text(lang, T_SCR_PHRASE);
    int col = text_cols(label, strlen(label)) + 3;
    area_text(on, row, 0, STYLE_PLAIN, label);
    area_fill(on, row, col, on.cols - col, STYLE_DIM, '_');
    entry_draw(&fill->phrase, area_part(on, row, col, 1, on.cols - col), true);
    return row + 2;
}

/* In practice the phrase is known to everybody, as on the login screen. */
static void draw_practice(const struct fill *fill, struct area on, int row)
{
    const struct screen_env *env = fill->env;
    for (size_t i = 0; i < env->n_accounts; i++)
        if (text_equal(env->account[i].login, fill->work->login))
            area_text(on, row, 0, STYLE_HINT, env->account[i].passphrase);
}

static void draw_end(const struct fill *fill, struct area on)
{
    enum lang lang = fill_lang(fill);
    struct area inside = area_part(on, 1, 3, on.rows - 1, on.cols - 6 < 62 ? on.cols - 6 : 62);
    int cols = inside.cols > 1 ? inside.cols : 1;
    char number[24];
    int row = area_wrap(inside, 0, 0, cols, STYLE_STRONG, fill->panel.title) + 1;
    row = area_wrap(inside, row, 0, cols, STYLE_PLAIN, fill->panel.words.p) + 2;
    struct str words;
    str_init(&words, 0);
    text_put(&words, lang, T_FILL_BACK_STAFF, fill->work->name, NULL);
    row = area_wrap(inside, row, 0, cols, STYLE_PLAIN, words.p);
    row = draw_phrase(fill, inside, row);
    if (fill->room_problem.n > 0)
        row = area_wrap(inside, row, 0, cols, STYLE_ALERT, fill->room_problem.p);
    str_clear(&words);
    if (fill->wait > 0) {
        text_put(&words, lang, fill->wait == 1 ? T_SCR_WAIT_1 : T_SCR_WAIT,
                 number_text(number, fill->wait), NULL);
        row = area_wrap(inside, row, 0, cols, STYLE_WARN, words.p);
    }
    draw_practice(fill, inside, row);
    str_release(&words);
}

/* --- while the youth has the screen ----------------------------------------------------------- */

/* What would show something else than the youth's own part, or leave it. */
static bool is_shut(int command)
{
    static const enum command shut[] = {COMMAND_MISSING, COMMAND_CARRY,     COMMAND_UNCHANGED,
                                        COMMAND_FIND,    COMMAND_TEXT_FIND, COMMAND_NOTE,
                                        COMMAND_TODAY,   COMMAND_QUIT,      COMMAND_SUSPEND};
    for (size_t i = 0; i < ARRAY_LEN(shut); i++)
        if ((int)shut[i] == command)
            return true;
    return false;
}

/* Every way out leads to the question who holds the screen now. */
static bool handle_command(struct fill *fill, int command, struct out *out)
{
    const struct item *item = form_view_item(&fill->view);
    bool leaves =
        command == COMMAND_DONE ||
        (command == COMMAND_BACK && (fill->mode == MODE_FORM || fill->mode == MODE_YOUTH_INTRO));
    /* From the help of the whole screen one could go on to anywhere. */
    if (is_shut(command) || (command == COMMAND_HELP && fill->mode != MODE_FORM))
        return true;
    if (command == COMMAND_OPEN && fill->mode == MODE_FORM && item && item->type == ITEM_ROWS)
        return true;
    if (!leaves)
        return false;
    form_view_leave(&fill->view);
    if (command == COMMAND_DONE && fill->mode == MODE_YOUTH_END)
        to_staff(fill, out);
    else
        fill_ask(fill, MODE_YOUTH_END);
    return true;
}

static bool handle_blank(struct fill *fill, const struct event *event)
{
    bool key = event->kind == EVENT_COMMAND && event->command == COMMAND_BLANK;
    if (key)
        fill->blank = !fill->blank;
    /* Nothing that is typed on a blank screen goes anywhere. */
    return key || (fill->blank && (event->kind == EVENT_COMMAND || event->kind == EVENT_KEY ||
                                   event->kind == EVENT_PASTE));
}

bool fill_room_handle(struct fill *fill, const struct event *event, struct out *out)
{
    if (!fill->view.youth)
        return false;
    out->room = true;
    if (handle_blank(fill, event)) {
        out->handled = true;
        return true;
    }
    if (event->kind == EVENT_COMMAND && !fill_room_asks(fill) &&
        handle_command(fill, event->command, out)) {
        out->handled = true;
        return true;
    }
    if (!fill_room_asks(fill))
        return false;
    handle_end(fill, event, out);
    return true;
}

void fill_room_said(const struct fill *fill, const struct event *event, bool was_last,
                    struct out *out)
{
    const struct item *item = form_view_item(&fill->view);
    bool answered = event->kind == EVENT_KEY && form_view_context(&fill->view) == CONTEXT_FORM &&
                    item && answers_get(&fill->answers, item->id);
    bool moves = event->kind == EVENT_COMMAND &&
                 (event->command == COMMAND_NEXT || event->command == COMMAND_OPEN);
    char key[KEY_WORDS_BYTES];
    struct str words;
    if (!fill->view.youth || fill->mode != MODE_FORM || !was_last || !(answered || moves) ||
        out->message[0])
        return;
    keymap_words(fill->env->keymap, CONTEXT_FORM, COMMAND_DONE, fill_lang(fill), key);
    str_init(&words, 0);
    text_put(&words, fill_lang(fill), T_FILL_ROOM_LAST, key, NULL);
    say(out, words.p);
    str_release(&words);
}

bool fill_room_draw(const struct fill *fill, struct canvas *canvas, struct area on)
{
    struct str words;
    if (fill->view.youth && fill->blank) {
        canvas_clear(canvas);
        str_init(&words, 0);
        put_blank_key(fill, T_FILL_BLANKED, &words);
        area_text(canvas_area(canvas), canvas->rows - 1, 3, STYLE_DIM, words.p);
        str_release(&words);
        return true;
    }
    if (fill_room_asks(fill))
        draw_end(fill, on);
    return false;
}
