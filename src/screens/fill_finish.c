/* fill_finish.c - what keeps a form from being signed; signing, saving, handing in. */
#include <stdio.h>
#include <string.h>

#include "screens/fill.h"
#include "sis/casework/access.h"
#include "sis/casework/cosign.h"
#include "sis/casework/notes.h"

/* --- what is missing -------------------------------------------------------------------------- */

static enum text_id gap_text(enum gap_kind kind)
{
    static const enum text_id words[] = {
        [GAP_REQUIRED] = T_FILL_GAP_REQUIRED,
        [GAP_CHECK] = T_FILL_GAP_CHECK,
        [GAP_VALUE] = T_FILL_GAP_VALUE,
        [GAP_STRUCK] = T_FILL_GAP_STRUCK,
    };
    return words[kind];
}

void fill_missing(struct fill *fill)
{
    const struct gap *gap;
    form_view_leave(&fill->view);
    fill->n_gaps = live_gaps(fill->live, &gap);
    fill->gap = arena_array(fill->arena, fill->n_gaps + 1, sizeof *fill->gap);
    for (size_t i = 0; i < fill->n_gaps; i++)
        fill->gap[i] = gap[i];
    fill->n_remarked = fill_remarked(fill->live, fill->arena, &fill->remarked);
    fill->list = (struct list_view){0, 0};
    fill->mode = MODE_MISSING;
}

#define WHY_COLS 16 /* for what most of them say */

static size_t count_lines(const void *arg)
{
    const struct fill *fill = arg;
    return fill->n_gaps + fill->n_remarked;
}

static const struct item *item_on_line(const struct fill *fill, size_t n)
{
    return n < fill->n_gaps ? fill->gap[n].item : fill->remarked[n - fill->n_gaps];
}

/* Words on the item from the left, on what is with it from the column `why`. */
static void draw_line(const struct fill *fill, const struct item *item, struct area line, int why,
                      bool selected, enum style style, const char *said)
{
    struct str words;
    str_init(&words, 0);
    fill_item_words(fill, item, &words);
    area_fit(line, 0, 0, why - 2, selected ? STYLE_STRONG : STYLE_PLAIN, words.p);
    area_fit(line, 0, why, line.cols - why, style, said);
    str_release(&words);
}

static void draw_gap(const struct fill *fill, const struct gap *gap, struct area line,
                     bool selected)
{
    struct str words;
    bool short_why = gap->kind == GAP_REQUIRED;
    str_init(&words, 0);
    if (gap->kind == GAP_UNCONFIRMED)
        form_view_last_words(&fill->view, T_FILL_GAP_UNCONFIRMED, &words);
    else if (short_why || !live_mistake(fill->live, gap->item, fill_lang(fill), &words))
        str_puts(&words, text(fill_lang(fill), gap_text(gap->kind)));
    draw_line(fill, gap->item, line, short_why ? line.cols - WHY_COLS : line.cols / 2, selected,
              short_why ? STYLE_DIM : STYLE_WARN, words.p);
    str_release(&words);
}

static void draw_any_line(const void *arg, size_t n, struct area line, bool selected)
{
    const struct fill *fill = arg;
    struct str words;
    if (n < fill->n_gaps) {
        draw_gap(fill, &fill->gap[n], line, selected);
        return;
    }
    str_init(&words, 0);
    live_remark(fill->live, item_on_line(fill, n), fill_lang(fill), &words);
    draw_line(fill, item_on_line(fill, n), line, line.cols / 2, selected, STYLE_HINT, words.p);
    str_release(&words);
}

static struct list_source gap_source(const struct fill *fill)
{
    return (struct list_source){count_lines, draw_any_line, fill};
}

bool fill_is_signed_alone(const struct fill *fill)
{
    return fill->file && (fill->form->kind == FORM_FORM || fill->place.room == ROOM_ADDENDUM);
}

/* The same key as before: what it asks for is said, and nothing is saved by it. */
static void say_missing(const struct fill *fill, struct out *out)
{
    enum lang lang = fill_lang(fill);
    char key[KEY_WORDS_BYTES];
    struct str item, words;
    str_init(&item, 0);
    str_init(&words, 0);
    fill_item_words(fill, fill->gap[0].item, &item);
    keymap_words(fill->env->keymap, CONTEXT_LIST, COMMAND_UNSIGNED, lang, key);
    text_put(&words, lang, T_FILL_MISSING_FIRST, item.p, key, NULL);
    say(out, words.p);
    str_release(&words);
    str_release(&item);
}

static void say_failure(const struct fill *fill, const struct err *err, struct out *out)
{
    struct str message;
    str_init(&message, 0);
    err_text(err, fill_lang(fill), &message);
    snprintf(out->message, sizeof out->message, "%s", message.p);
    str_release(&message);
}

/* A row that is not complete is told before anything else is asked. */
static bool stops_at_row(struct fill *fill, struct out *out)
{
    struct err err = {0};
    const struct gap *gap;
    if (!fill_is_signed_alone(fill) || live_gaps(fill->live, &gap) > 0)
        return false;
    const struct item *item =
        record_row_gap(fill->work, fill->file, &fill->draft.record, fill->live, &err);
    if (!item)
        return false;
    fill->mode = MODE_FORM;
    form_view_go(&fill->view, item->id, 0);
    say_failure(fill, &err, out);
    return true;
}

static void finish_missing(struct fill *fill, struct out *out)
{
    if (!fill->file)
        fill->mode = MODE_FORM;
    else if (!fill_is_signed_alone(fill))
        fill_perform(fill, ACT_SAVE);
    else if (fill->n_gaps > 0)
        say_missing(fill, out);
    else if (!stops_at_row(fill, out))
        fill_sign_begin(fill, true);
}

static void missing_command(struct fill *fill, const struct event *event, struct out *out)
{
    struct list_source source = gap_source(fill);
    switch (event->command) {
    case COMMAND_BACK: fill->mode = MODE_FORM; break;
    case COMMAND_OPEN:
        if (fill->list.selected < count_lines(fill)) {
            fill->mode = MODE_FORM;
            form_view_go(&fill->view, item_on_line(fill, fill->list.selected)->id, SIZE_MAX);
        }
        break;
    case COMMAND_DONE: finish_missing(fill, out); break;
    case COMMAND_UNSIGNED:
        if (fill->file)
            fill_perform(fill, ACT_SAVE);
        break;
    default: out->handled = list_handle(&fill->list, &source, event->rows - 7, event); break;
    }
}

void fill_missing_handle(struct fill *fill, const struct event *event, struct out *out)
{
    out->handled = event->kind == EVENT_COMMAND;
    if (out->handled)
        missing_command(fill, event, out);
}

void fill_missing_draw(const struct fill *fill, struct area on)
{
    struct list_source source = gap_source(fill);
    enum lang lang = fill_lang(fill);
    struct area inside = area_part(on, 1, 3, on.rows - 1, on.cols - 6);
    int cols = inside.cols > 1 ? inside.cols : 1;
    int row = area_wrap(inside, 0, 0, cols, STYLE_STRONG,
                        text(lang, fill->n_gaps ? T_FILL_MISSING : T_FILL_NOTHING_MISSING));
    area_cursor(inside, 0, 0);
    if (count_lines(fill) == 0)
        return;
    if (fill->n_gaps > 0)
        row = area_wrap(inside, row, 0, cols, STYLE_HINT, text(lang, T_FILL_MISSING_WORDS));
    if (fill->n_remarked > 0) {
        row = area_wrap(inside, row, 0, cols, STYLE_HINT,
                        text(lang, fill->n_gaps ? T_FILL_REMARKED_LAST : T_FILL_REMARKED));
    }
    row++;
    list_draw(&fill->list, &source, area_part(on, row + 1, 1, on.rows - row - 1, on.cols - 4),
              true);
}

/* --- signing ---------------------------------------------------------------------------------- */

static void add_rows_signed_along(const struct fill *fill, struct str *out)
{
    bool any = false;
    for (size_t i = 0; i < fill->form->n_items; i++) {
        const struct item *item = &fill->form->item[i];
        const struct record **row;
        if (item->type != ITEM_ROWS || !live_shown(fill->live, item))
            continue;
        size_t n = record_rows(fill->file, item->list, item->of_case ? NULL : &fill->draft.record,
                               fill->arena, &row);
        for (size_t k = 0; k < n; k++) {
            if (row[k]->state != RECORD_READY)
                continue;
            if (!any)
                str_puts(out, text(fill_lang(fill), T_FILL_SIGN_ROWS));
            any = true;
            str_puts(out, "\n– ");
            fill_row_words(fill, row[k], out);
            fill_row_remarks_words(fill, row[k], out);
        }
    }
    if (any)
        str_puts(out, "\n\n");
}

static size_t count_answers(const struct fill *fill)
{
    struct answers shown;
    struct arena *arena = arena_new();
    live_export(fill->live, arena, &shown);
    size_t n = shown.n;
    arena_free(arena);
    return n;
}

void fill_ask_sign(struct fill *fill)
{
    enum lang lang = fill_lang(fill);
    struct str title, who, when;
    char number[24];
    str_init(&title, 0);
    str_init(&who, 0);
    str_init(&when, 0);
    fill_youth_words(fill, &who);
    text_put(&title, lang, T_FILL_SIGN_TITLE, label_in(&fill->form->title, lang),
             fill->youth.number, who.p, NULL);
    panel_begin(&fill->panel, title.p);
    text_put(&fill->panel.words, lang, T_FILL_SIGN_ANSWERS,
             number_text(number, (long long)count_answers(fill)), NULL);
    str_puts(&fill->panel.words, "\n\n");
    fill_remarks_words(fill, &fill->panel.words);
    add_rows_signed_along(fill, &fill->panel.words);
    fill_sign_words(fill, &fill->panel.words);
    moment_words(&when, lang, clock_now(&fill->work->clock), work_today(fill->work));
    text_put(&fill->panel.words, lang, T_FILL_SIGN_WHO, fill->work->name,
             work_role_title(fill->work, fill->work->role), when.p, NULL);
    str_puts(&fill->panel.words, "\n");
    str_puts(&fill->panel.words, text(lang, T_FILL_SIGN_WORDS));
    fill_option(fill, T_KEY_YES, T_FILL_SIGN_YES, CHOICE_YES);
    if (fill_sign_asks(fill))
        fill_option(fill, T_KEY_CHANGE, T_FILL_SIGN_CHANGE, CHOICE_CHANGE);
    fill_option(fill, T_KEY_NO, T_FILL_SIGN_NO, CHOICE_NO);
    fill_option(fill, T_KEY_READY, T_FILL_SIGN_READY, CHOICE_READY);
    str_release(&title);
    str_release(&who);
    str_release(&when);
}

/* --- doing it --------------------------------------------------------------------------------- */

/* What waits for a second signature is shown: there a colleague can give it. */
static void leave(const struct fill *fill, enum fill_act act, struct out *out)
{
    const struct record *record =
        act == ACT_SIGN && fill->file ? case_record(fill->file, &fill->draft.record) : NULL;
    if (!record || !cosign_wanted(fill->work, fill->file, record)) {
        out->pop = true;
        return;
    }
    out->go = out->replace = true;
    out->place = place_of(ROOM_READ);
    out->place.case_id = fill->place.case_id;
    out->place.record = fill->draft.record;
}

static void try_done(struct fill *fill, struct out *out)
{
    struct arena *arena = arena_new();
    struct answers shown;
    live_export(fill->live, arena, &shown);
    for (size_t i = 0; fill->env->answers && i < shown.n; i++)
        answers_set(fill->env->answers, &shown.item[i]);
    arena_free(arena);
    fill->done = true;
    out->pop = true;
}

void fill_ask_to_sign(struct fill *fill, bool anew)
{
    const struct gap *gap;
    if (live_gaps(fill->live, &gap) > 0)
        fill_missing(fill);
    else if (fill_is_signed_alone(fill))
        fill_sign_begin(fill, anew);
}

void fill_finish(struct fill *fill, struct out *out)
{
    form_view_leave(&fill->view);
    if (!fill->work)
        try_done(fill, out);
    else if (!fill->file)
        fill_hand_in(fill);
    else if (!fill_is_signed_alone(fill))
        fill_perform(fill, ACT_SAVE);
    else if (!stops_at_row(fill, out))
        fill_ask_to_sign(fill, true);
}

static bool act_on(struct fill *fill, enum fill_act act, struct err *err)
{
    struct merge merge = {.n_conflicts = 0};
    struct arena *arena;
    struct record_also *also;
    bool done;
    struct record_new it = {.record = fill->draft.record,
                            .parent = fill->parent,
                            .form = fill->form->id,
                            .based_on = fill->draft.based_on,
                            .answers = &fill->answers,
                            .draft = fill->draft.id};
    if (act == ACT_HAND_IN)
        return note_hand_in(fill->work, &fill->place.youth, &fill->note, &fill->answers,
                            &fill->draft.id, err);
    arena = arena_new();
    it.n_also = act == ACT_SIGN ? fill_sign_also(fill, arena, &also) : 0;
    it.also = it.n_also > 0 ? also : NULL;
    done = (act == ACT_SIGN ? record_sign : record_save)(fill->work, fill->file, &it, &merge, err);
    arena_free(arena);
    fill->merge.n_conflicts = 0;
    if (!done && merge.n_conflicts > 0) {
        fill_take_merge(fill, &merge);
    } else if (!done && err->code == ERR_INPUT && merge.joined.n > 0) {
        fill->merge.joined = merge.joined;
        fill_take_joined(fill);
    }
    return done;
}

/* What somebody else has written since may ask for more than was asked. */
static bool asks_more(enum fill_act act, const struct err *err)
{
    return act == ACT_SIGN &&
           (err->text == T_SIGN_GAPS || err->text == T_SIGN_WARNING || err->text == T_SIGN_JOURNAL);
}

/* A row that lacks its time never comes up by itself. */
static bool lacks_time(const struct fill *fill)
{
    const struct gap *gap;
    size_t n = live_gaps(fill->live, &gap);
    for (size_t i = 0; i < n; i++)
        if (gap[i].kind == GAP_REQUIRED && gap[i].item->type == ITEM_DATETIME)
            return true;
    return false;
}

static void say_done(const struct fill *fill, enum fill_act act, struct out *out)
{
    static const enum text_id words[] = {
        [ACT_SAVE] = T_FILL_SAVED, [ACT_SIGN] = T_FILL_SIGNED, [ACT_HAND_IN] = T_FILL_HANDED_IN};
    struct str clock, message;
    str_init(&clock, 0);
    str_init(&message, 0);
    moment_clock(&clock, clock_now(&fill->work->clock), false);
    text_put(&message, fill_lang(fill), words[act], clock.p, NULL);
    if (act == ACT_SIGN && fill->form->signatures == 2) {
        str_puts(&message, " ");
        str_puts(&message, text(fill_lang(fill), T_FILL_SIGNED_ONE));
    }
    if (act == ACT_SAVE && fill->form->kind == FORM_ROW && lacks_time(fill)) {
        str_puts(&message, " ");
        str_puts(&message, text(fill_lang(fill), T_FILL_SAVED_NO_TIME));
    }
    snprintf(out->message, sizeof out->message, "%s", message.p);
    str_release(&message);
    str_release(&clock);
}

void fill_carry_out(struct fill *fill, struct out *out)
{
    enum fill_act act = fill->act;
    struct err err = {0}, unkept;
    if (act == ACT_NONE)
        return;
    fill->act = ACT_NONE;
    out->handled = true;
    fill->mode = MODE_FORM;
    fill->retry = ACT_NONE;
    if (act_on(fill, act, &err)) {
        fill->done = true;
        leave(fill, act, out);
        say_done(fill, act, out);
        return;
    }
    /* What others wrote has been read. */
    fill_restart(fill);
    if (err.code == ERR_CONFLICT && fill->merge.n_conflicts > 0) {
        fill->conflict_act = act;
        fill->conflict = 0;
        fill_ask(fill, MODE_CONFLICT);
    } else if (err.code == ERR_BUSY) {
        (void)fill_keep(fill, &unkept);
        fill->retry = act;
        snprintf(out->message, sizeof out->message, "%s", text(fill_lang(fill), T_FILL_BUSY));
    } else {
        if (asks_more(act, &err))
            fill_ask_to_sign(fill, false);
        say_failure(fill, &err, out);
    }
}
