/* fill_keys.c - the status line of the screen that fills in a form. */
#include "screens/fill.h"

#define KEYS_MAX 12
#define WIDE_COLS 80 /* from here on the line holds a longer word for handing in */

/* Where one key does not move on by itself, the line tells which does. */
static bool moves_by_tab(const struct fill *fill)
{
    const struct item *item = form_view_item(&fill->view);
    return form_view_context(&fill->view) == CONTEXT_TEXT || (item && item->type == ITEM_MANY);
}

static enum text_id done_text(const struct fill *fill)
{
    if (fill->view.youth)
        return T_FILL_KEY_YOUTH_DONE;
    if (!fill->work)
        return T_CMD_DONE;
    if (!fill->file)
        return moves_by_tab(fill) || (fill->cols > 0 && fill->cols < WIDE_COLS)
                   ? T_FILL_KEY_HAND_IN_SHORT
                   : T_FILL_KEY_HAND_IN;
    return fill->form->kind == FORM_ROW && fill->place.room != ROOM_ADDENDUM ? T_FILL_KEY_SAVE
                                                                             : T_FILL_KEY_SIGN;
}

/* How many more questions there are; false when there are no others. */
static bool more_words(const struct fill *fill, struct str *out)
{
    size_t more = live_deeper(fill->live, fill->view.youth);
    char number[24];
    if (live_full(fill->live))
        str_puts(out, text(fill_lang(fill), T_FILL_KEY_FEWER));
    else if (more > 0)
        text_put(out, fill_lang(fill), T_FILL_KEY_DEEPER, number_text(number, (long long)more),
                 NULL);
    return out->n > 0;
}

/* What must not be missed on a narrow screen stands first. */
static size_t form_keys(const struct fill *fill, struct bar_key *key, struct str *more)
{
    enum lang lang = fill_lang(fill);
    const struct item *item = form_view_item(&fill->view);
    bool youth = fill->view.youth;
    size_t n = 0;
    if (form_view_on_step(&fill->view) || (item && item->type == ITEM_ROWS))
        key[n++] = (struct bar_key){COMMAND_OPEN, NULL};
    key[n++] = (struct bar_key){COMMAND_DONE, text(lang, done_text(fill))};
    if (!youth)
        key[n++] =
            (struct bar_key){COMMAND_BACK, text(lang, fill->work ? T_FILL_KEY_BACK : T_CMD_BACK)};
    if (moves_by_tab(fill))
        key[n++] = (struct bar_key){COMMAND_NEXT, NULL};
    if (youth) {
        key[n++] = (struct bar_key){COMMAND_BLANK, NULL};
        key[n++] = (struct bar_key){COMMAND_PREVIOUS, NULL};
    }
    if (!youth && fill_can_carry(fill))
        key[n++] = (struct bar_key){COMMAND_CARRY, NULL};
    if (fill->file && !youth)
        key[n++] = (struct bar_key){COMMAND_MISSING, text(lang, T_FILL_KEY_MISSING)};
    if (more_words(fill, more))
        key[n++] = (struct bar_key){COMMAND_MORE, more->p};
    key[n++] = (struct bar_key){COMMAND_HELP, NULL};
    if (!youth)
        key[n++] = (struct bar_key){
            form_view_context(&fill->view) == CONTEXT_TEXT ? COMMAND_TEXT_FIND : COMMAND_FIND,
            text(lang, T_FILL_KEY_FIND)};
    key[n++] = (struct bar_key){COMMAND_LOCK, NULL};
    return n;
}

static size_t missing_keys(const struct fill *fill, struct bar_key *key)
{
    enum lang lang = fill_lang(fill);
    size_t n = 0;
    if (fill->n_gaps + fill->n_remarked > 0)
        key[n++] = (struct bar_key){COMMAND_OPEN, text(lang, T_FILL_KEY_GO)};
    if (fill->file && (fill->n_gaps == 0 || !fill_is_signed_alone(fill)))
        key[n++] = (struct bar_key){COMMAND_DONE, text(lang, done_text(fill))};
    else if (fill->file)
        key[n++] = (struct bar_key){COMMAND_UNSIGNED, NULL};
    key[n++] = (struct bar_key){COMMAND_BACK, NULL};
    key[n++] = (struct bar_key){COMMAND_LOCK, NULL};
    key[n++] = (struct bar_key){COMMAND_HELP, NULL};
    return n;
}

static size_t question_keys(const struct fill *fill, struct bar_key *key)
{
    enum lang lang = fill_lang(fill);
    bool page = fill_help_is_page(fill);
    size_t n = 0;
    if (fill_room_asks(fill))
        key[n++] = (struct bar_key){COMMAND_OPEN, text(lang, T_FILL_KEY_STAFF)};
    else if (fill->mode == MODE_YOUTH_END)
        key[n++] = (struct bar_key){COMMAND_DONE, text(lang, T_FILL_KEY_STAFF)};
    else if (fill->mode == MODE_YOUTH_INTRO)
        key[n++] = (struct bar_key){COMMAND_OPEN, text(lang, T_FILL_ROOM_BEGIN)};
    else if (!page)
        key[n++] = (struct bar_key){COMMAND_OPEN, text(lang, T_FILL_KEY_CHOOSE)};
    if (fill->mode != MODE_YOUTH_INTRO)
        key[n++] = (struct bar_key){COMMAND_BACK, page ? text(lang, T_FILL_CLOSE) : NULL};
    if (page)
        key[n++] = (struct bar_key){COMMAND_HELP, text(lang, T_FILL_KEY_HELP_KEYS)};
    if (fill->view.youth)
        key[n++] = (struct bar_key){COMMAND_BLANK, NULL};
    key[n++] = (struct bar_key){COMMAND_LOCK, NULL};
    if (!page && !fill->view.youth && fill->mode != MODE_YOUTH_INTRO)
        key[n++] = (struct bar_key){COMMAND_HELP, NULL};
    return n;
}

void fill_keys_draw(const struct fill *fill, struct area line, enum context context)
{
    struct bar_key key[KEYS_MAX];
    struct str more;
    str_init(&more, 0);
    size_t n = fill->mode == MODE_FORM      ? form_keys(fill, key, &more)
               : fill->mode == MODE_MISSING ? missing_keys(fill, key)
               : fill->mode == MODE_STEPS   ? fill_sign_keys(fill, key)
                                            : question_keys(fill, key);
    bar_keys(line, fill->env->keymap, context, key, n, fill_lang(fill));
    str_release(&more);
}
