/* fill.c - the screen that fills in a form: opening from a place, keys, drawing. */
#include "screens/fill.h"

#include <stdio.h>
#include <string.h>

#include "screens/screens.h"

#define AIRY_ROWS 30

/* --- opening ---------------------------------------------------------------------------------- */

static bool find_form(struct fill *fill, const struct record *record, struct err *err)
{
    const char *id = fill->place.form;
    if (fill->place.room == ROOM_ADDENDUM) /* its draft is told by this name */
        snprintf(fill->place.form, sizeof fill->place.form, "%s", FORM_ADDENDUM);
    else if (!*id && record)
        id = record->form;
    fill->form = method_form(fill->method, id);
    if (!fill->form)
        return err_set(err, ERR_MISSING, T_FORM_UNKNOWN, id, NULL);
    if (fill->work && !(fill->form->filled_by & (1U << fill->work->role)))
        return err_set(err, ERR_DENIED, T_DENIED, NULL, NULL);
    return true;
}

/* A row of a list may be revised after signing, a form may not, and a note only by who wrote it. */
static bool may_change(const struct fill *fill, const struct record *record, struct err *err)
{
    if (text_equal(record->form, FORM_NOTE) && !id_equal(&record->by.account, &fill->work->account))
        return err_set(err, ERR_DENIED, T_FILL_NOTE_OF_OTHER, NULL, NULL);
    if (record->state == RECORD_STRUCK)
        return err_set(err, ERR_DENIED, T_RECORD_STRUCK, NULL, NULL);
    if (record->state == RECORD_SIGNED && fill->form->kind == FORM_FORM)
        return err_set(err, ERR_DENIED, T_RECORD_SIGNED, record->by.name, NULL);
    return true;
}

/* Of a new row that belongs to one form. */
static void read_parent(struct fill *fill)
{
    char word[PLACE_WORD];
    snprintf(word, sizeof word, "%.*s", (int)strcspn(fill->place.extra, EXTRA_BETWEEN),
             fill->place.extra);
    (void)id_parse(word, &fill->parent);
}

static bool open_record(struct fill *fill, const struct answers **answers, struct err *err)
{
    const struct record *record = NULL;
    fill->file = case_open(fill->work, &fill->place.case_id, err);
    if (!fill->file)
        return false;
    fill->youth = fill->file->youth;
    fill->has_youth = true;
    if (!id_is_none(&fill->place.record))
        record = case_record(fill->file, &fill->place.record);
    if (!find_form(fill, record, err))
        return false;
    if (fill->place.room == ROOM_ADDENDUM) {
        fill->parent = fill->place.record;
        return record ? true : err_set(err, ERR_MISSING, T_RECORD_UNKNOWN, NULL, NULL);
    }
    read_parent(fill);
    fill->draft.record = fill->place.record;
    if (!record)
        return true;
    if (!may_change(fill, record, err))
        return false;
    fill->parent = record->parent;
    fill->draft.based_on = record->revision;
    *answers = case_answers(fill->file, record);
    return *answers ? true : err_set(err, ERR_CORRUPT, T_ROW_BROKEN, record->form, NULL);
}

static bool open_content(struct fill *fill, const struct answers **answers, struct err *err)
{
    if (!fill->work)
        return find_form(fill, NULL, err);
    if (fill_is_note(fill))
        return fill_open_note(fill, answers, err) && find_form(fill, NULL, err);
    return open_record(fill, answers, err);
}

/* A place that names an item came from the draft itself, or from before the lock. */
static void begin(struct fill *fill, const struct answers *answers)
{
    const struct place *place = &fill->place;
    bool named = place->item[0] != '\0';
    bool youth = fill_extra_has(place, EXTRA_YOUTH);
    if (id_is_none(&fill->draft.record))
        fill->draft.record = record_begin();
    if (fill->found && named) {
        fill->found = false;
        fill_start(fill, fill->draft.answers, false);
    } else {
        fill_start(fill, answers, !answers);
    }
    if (fill_extra_has(place, EXTRA_FULL)) {
        live_set_full(fill->live, true);
        form_view_refresh(&fill->view);
    }
    form_view_set_youth(&fill->view, youth);
    if (named)
        form_view_go(&fill->view, place->item, place->cursor);
    if (fill->found)
        fill_ask(fill, MODE_DRAFT);
    else if (youth)
        fill_ask(fill, MODE_YOUTH_END);
}

static void close_fill(void *state)
{
    struct fill *fill = state;
    if (fill->live) {
        form_view_release(&fill->view);
        live_free(fill->live);
    }
    panel_release(&fill->panel);
    doc_view_release(&fill->help);
    arena_free(fill->unchanged.arena);
    fill_sign_release(fill);
    fill_room_release(fill);
    fill_find_release(fill);
    if (fill->file)
        case_close(fill->file);
    arena_free(fill->answers_arena);
    arena_free(fill->rows_arena);
    arena_free(fill->arena);
    mem_free(fill);
}

static void *open_fill(const struct screen_env *env, const struct place *place, struct err *err)
{
    struct fill *fill = mem_new(sizeof *fill);
    const struct answers *answers = NULL;
    fill->env = env;
    fill->work = env->work;
    fill->method = env->work ? env->work->method : env->method;
    fill->lang = env->lang;
    fill->place = *place;
    if (place->room == ROOM_SIGN || place->room == ROOM_MISSING)
        fill->place.room = ROOM_FILL;
    fill->arena = arena_new();
    fill->rows_arena = arena_new();
    panel_init(&fill->panel);
    str_init(&fill->room_problem, 0);
    if (!open_content(fill, &answers, err) || !fill_find_draft(fill, err)) {
        close_fill(fill);
        return NULL;
    }
    begin(fill, answers);
    if (fill->mode == MODE_FORM && place->room == ROOM_SIGN)
        fill_ask_to_sign(fill, false);
    else if (fill->mode == MODE_FORM && place->room == ROOM_MISSING)
        fill_missing(fill);
    fill_put_question(fill);
    return fill;
}

/* Where the questions begin: a tall screen has air below the title. */
static int body_row(int rows)
{
    return rows >= AIRY_ROWS ? 2 : 1;
}

/* --- keys ------------------------------------------------------------------------------------- */

static enum context context_of(const void *state)
{
    const struct fill *fill = state;
    if (fill->blank)
        return CONTEXT_PLAIN;
    if (fill->mode == MODE_FORM)
        return fill->find.open ? CONTEXT_TEXT : form_view_context(&fill->view);
    if (fill_room_asks(fill))
        return CONTEXT_LOGIN;
    if (fill->mode == MODE_STEPS)
        return fill_sign_context(fill);
    return fill->mode == MODE_MISSING || fill_help_is_page(fill) ? CONTEXT_LIST : CONTEXT_PLAIN;
}

static void go_to_rows(const struct fill *fill, const struct item *item, struct out *out)
{
    if (!fill->file) {
        snprintf(out->message, sizeof out->message, "%s",
                 text(fill_lang(fill), T_FILL_ROWS_NEED_CASE));
        return;
    }
    out->go = true;
    out->place = place_of(ROOM_LIST);
    out->place.case_id = fill->place.case_id;
    snprintf(out->place.form, sizeof out->place.form, "%s", item->list);
    if (!item->of_case)
        out->place.record = fill->draft.record;
}

static void open_focused(struct fill *fill, struct out *out)
{
    const struct item *item = form_view_item(&fill->view);
    if (form_view_on_step(&fill->view))
        fill_ask(fill, MODE_YOUTH_BEGIN);
    else if (item && item->type == ITEM_ROWS)
        go_to_rows(fill, item, out);
}

static bool handle_command(struct fill *fill, int command, struct out *out)
{
    const struct item *item = form_view_item(&fill->view);
    switch (command) {
    case COMMAND_DONE:
        form_view_end_word(&fill->view);
        fill_finish(fill, out);
        return true;
    case COMMAND_MISSING: fill_missing(fill); return true;
    case COMMAND_MORE: fill_deeper(fill, out); return true;
    case COMMAND_FIND:
    case COMMAND_TEXT_FIND: fill_find_begin(fill); return true;
    case COMMAND_CARRY: fill_carry(fill, out); return true;
    case COMMAND_UNCHANGED: fill_unchanged(fill, out); return true;
    case COMMAND_OTHER:
        form_view_leave(&fill->view);
        if (fill_can_other(fill))
            fill_ask(fill, MODE_OTHER);
        return true;
    case COMMAND_HELP: fill_ask(fill, MODE_HELP); return true;
    case COMMAND_BACK: out->pop = true; return true;
    case COMMAND_OPEN:
        if (form_view_in_word(&fill->view) ||
            (!form_view_on_step(&fill->view) && !(item && item->type == ITEM_ROWS)))
            return false;
        open_focused(fill, out);
        return true;
    default: return false;
    }
}

static void handle_form(struct fill *fill, const struct event *event, struct out *out)
{
    size_t at;
    bool was_last = fill->view.youth && form_view_count(&fill->view, &at) == at;
    int rows = event->rows - 1 - body_row(event->rows);
    if (fill->find.open && fill_find_handle(fill, event)) {
        form_view_settle(&fill->view, rows, event->cols);
        out->handled = true;
        return;
    }
    if (event->kind == EVENT_COMMAND && handle_command(fill, event->command, out)) {
        out->handled = true;
        return;
    }
    out->handled = form_view_handle(&fill->view, event, rows, event->cols);
    fill_say(fill, &fill->view, event, out);
    fill_room_said(fill, event, was_last, out);
}

/* Esc in a question leads to what it was asked over. */
static void leave_question(struct fill *fill, struct out *out)
{
    switch (fill->mode) {
    case MODE_DRAFT: out->pop = true; break;
    case MODE_DRAFT_SHOW:
    case MODE_DRAFT_DROP: fill_ask(fill, MODE_DRAFT); break;
    case MODE_SIGN:
        if (!fill_sign_back(fill))
            fill->mode = MODE_FORM;
        break;
    case MODE_FORM:
    case MODE_MISSING:
    case MODE_STEPS:
    case MODE_HAND_IN:
    case MODE_NOTE_LEAD:
    case MODE_NOTE_ABOUT:
    case MODE_OTHER:
    case MODE_SOURCE:
    case MODE_HELP:
    case MODE_CONFLICT:
    case MODE_YOUTH_BEGIN:
    case MODE_YOUTH_INTRO:
    case MODE_YOUTH_END:
    case MODE_COUNT: fill->mode = MODE_FORM; break;
    }
}

static void handle_question(struct fill *fill, const struct event *event, struct out *out)
{
    bool is_command = event->kind == EVENT_COMMAND;
    if (is_command && event->command == COMMAND_BACK) {
        leave_question(fill, out);
        out->handled = true;
    } else {
        int value = panel_handle(&fill->panel, event, &out->handled);
        if (value != PANEL_NONE)
            fill_chosen(fill, value, out);
    }
}

static void follow_language(struct fill *fill)
{
    if (fill->lang == fill->env->lang)
        return;
    fill->lang = fill->env->lang;
    fill_restart(fill);
    if (fill->mode == MODE_STEPS)
        fill_sign_restart(fill);
    else if (fill->mode != MODE_FORM && fill->mode != MODE_MISSING)
        fill_ask(fill, fill->mode);
    fill_put_question(fill);
}

static void handle_event(struct fill *fill, const struct event *event, struct out *out)
{
    if (fill_room_handle(fill, event, out))
        return;
    if (event->kind == EVENT_TICK && fill->retry != ACT_NONE) {
        fill_perform(fill, fill->retry);
    } else if (event->kind == EVENT_ANSWER) {
        fill_restart(fill);
        out->handled = true;
    } else if (fill->mode == MODE_FORM) {
        handle_form(fill, event, out);
    } else if (fill->mode == MODE_MISSING) {
        fill_missing_handle(fill, event, out);
    } else if (fill_help_is_page(fill)) {
        fill_help_handle(fill, event, out);
    } else if (fill->mode == MODE_STEPS) {
        fill_sign_handle(fill, event, event->rows - 1 - body_row(event->rows), out);
    } else {
        handle_question(fill, event, out);
    }
}

static void handle_fill(void *state, const struct event *event, struct out *out)
{
    struct fill *fill = state;
    fill->cols = event->cols;
    follow_language(fill);
    handle_event(fill, event, out);
    fill_carry_out(fill, out);
    fill_put_question(fill);
}

/* --- drawing ---------------------------------------------------------------------------------- */

static void draw_body(const struct fill *fill, struct area on)
{
    if (fill->mode == MODE_FORM)
        form_view_draw(&fill->view, on);
    else if (fill->mode == MODE_MISSING)
        fill_missing_draw(fill, on);
    else if (fill->mode == MODE_STEPS)
        fill_sign_draw(fill, on);
    else if (fill->mode == MODE_CONFLICT)
        fill_conflict_draw(fill, on);
    else if (!fill_room_asks(fill))
        panel_draw(&fill->panel, on);
}

static void draw_fill(const void *state, struct canvas *canvas)
{
    const struct fill *fill = state;
    struct area all = canvas_area(canvas);
    struct area body =
        area_part(all, body_row(all.rows), 0, all.rows - 1 - body_row(all.rows), all.cols);
    struct str left, right;
    if (fill_room_draw(fill, canvas, body))
        return;
    str_init(&left, 0);
    str_init(&right, 0);
    fill_title(fill, &left, &right);
    struct bar bar = {left.p, right.p, fill->env->practice};
    bar_title(area_part(all, 0, 0, 1, all.cols), &bar, fill_lang(fill));
    if (fill_help_is_page(fill))
        fill_help_draw(fill, canvas);
    else
        draw_body(fill, body);
    struct area line = area_part(all, all.rows - 1, 0, 1, all.cols);
    if (fill->mode == MODE_FORM && fill->find.open)
        fill_find_draw(fill, line);
    else
        fill_keys_draw(fill, line, context_of(fill));
    str_release(&left);
    str_release(&right);
}

/* --- the screen ------------------------------------------------------------------------------- */

static void place_fill(const void *state, struct place *place)
{
    const struct fill *fill = state;
    fill_place(fill, place);
    /* Signing that was begun goes on behind the lock. */
    if ((fill->mode == MODE_STEPS || fill->mode == MODE_SIGN) && place->room == ROOM_FILL)
        place->room = ROOM_SIGN;
}

static bool keep_fill(void *state, struct err *err)
{
    return fill_keep(state, err);
}

static bool pack_fill(void *state, struct str *sealed, struct err *err)
{
    struct fill *fill = state;
    if (!fill->work)
        return true;
    fill->draft.answers = fill_draft_answers(fill);
    return desk_pack(fill->work, &fill->draft, sealed, err);
}

const struct screen_ops screen_fill = {
    .name = "fill",
    .open = open_fill,
    .close = close_fill,
    .context = context_of,
    .handle = handle_fill,
    .draw = draw_fill,
    .place = place_fill,
    .keep = keep_fill,
    .pack = pack_fill,
};
