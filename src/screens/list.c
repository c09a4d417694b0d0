/* list.c - the rows of one living list: of the case, or of one form. */
#include <stdio.h>
#include <string.h>

#include "screens/parts.h"
#include "screens/screens.h"
#include "sis/casework/absence.h"
#include "sis/casework/records.h"
#include "sis/form/live.h"

#define DETAIL_ROWS 5 /* for the whole of the selected row */

struct row_list {
    const struct screen_env *env;
    struct place place;
    struct case_file *file;
    const struct form *form;
    struct arena *arena; /* of the rows */
    const struct record **row;
    const char **words;
    size_t n;
    struct list_view list;
};

/* --- the rows --- */

static const char *words_of(struct row_list *it, const struct record *row)
{
    struct work *work = it->env->work;
    const struct method *method = case_method(work, row);
    const struct form *form = method_form(method, row->form);
    const struct answers *answers = case_answers(it->file, row);
    const char *words;
    struct str out;

    if (form == NULL || answers == NULL)
        return text(it->env->lang, T_SCR_ROW_UNREADABLE);
    str_init(&out, 0);
    row_words(method, form, answers, case_facts(work, it->file), it->env->lang, &out);
    words =
        out.n > 0 ? arena_strndup(it->arena, out.p, out.n) : text(it->env->lang, T_SCR_ROW_EMPTY);
    str_release(&out);
    return words;
}

static void load(struct row_list *it)
{
    const struct id *parent = id_is_none(&it->place.record) ? NULL : &it->place.record;
    const struct record **mine;
    const struct record **all;
    size_t n;

    arena_reset(it->arena);
    it->n = record_rows(it->file, it->form->id, parent, it->arena, &mine);
    n = case_records(it->file, it->form->id, it->arena, &all);
    it->row = arena_array(it->arena, it->n + n + 1, sizeof *it->row);
    memcpy(it->row, mine, it->n * sizeof *mine);
    /* What was struck stays in sight, behind what holds. */
    for (size_t i = n; i-- > 0;)
        if (all[i]->state == RECORD_STRUCK && (parent == NULL || id_equal(&all[i]->parent, parent)))
            it->row[it->n++] = all[i];
    it->words = arena_array(it->arena, it->n + 1, sizeof *it->words);
    for (size_t i = 0; i < it->n; i++)
        it->words[i] = words_of(it, it->row[i]);
}

static void close_list(void *state)
{
    struct row_list *it = state;

    if (it->file != NULL)
        case_close(it->file);
    arena_free(it->arena);
    mem_free(it);
}

static void *open_list(const struct screen_env *env, const struct place *place, struct err *err)
{
    struct row_list *it = mem_new(sizeof *it);

    it->env = env;
    it->place = *place;
    it->arena = arena_new();
    it->form = method_form(env->work->method, place->form);
    if (it->form == NULL || it->form->kind != FORM_ROW) {
        err_set(err, ERR_MISSING, T_FORM_UNKNOWN, place->form, NULL);
        close_list(it);
        return NULL;
    }
    it->file = case_open(env->work, &place->case_id, err);
    if (it->file == NULL) {
        close_list(it);
        return NULL;
    }
    load(it);
    it->list.selected = place->row > 0 ? (size_t)place->row : 0;
    return it;
}

static enum context context_of(const void *state)
{
    (void)state;
    return CONTEXT_LIST;
}

static void place(const void *state, struct place *out)
{
    const struct row_list *it = state;

    *out = it->place;
    out->row = (int)it->list.selected;
}

/* --- drawing --- */

static enum text_id state_words(const struct record *row)
{
    static const enum text_id words[] = {[RECORD_READY] = T_SCR_STATE_READY,
                                         [RECORD_SIGNED] = T_SCR_STATE_SIGNED,
                                         [RECORD_STRUCK] = T_SCR_STATE_STRUCK};

    return words[row->state];
}

static size_t count(const void *arg)
{
    return ((const struct row_list *)arg)->n;
}

static void draw_row(const void *arg, size_t n, struct area line, bool selected)
{
    const struct row_list *it = arg;
    const char *state = text(it->env->lang, state_words(it->row[n]));
    bool struck = it->row[n]->state == RECORD_STRUCK;
    int cols = text_cols(state, strlen(state));

    area_fit(line, 0, 0, line.cols - cols - 2,
             selected ? STYLE_FOCUS
             : struck ? STYLE_STRUCK
                      : STYLE_PLAIN,
             it->words[n]);
    area_text(line, 0, line.cols - cols, STYLE_DIM, state);
}

static struct list_source source_of(const struct row_list *it)
{
    return (struct list_source){count, draw_row, it};
}

/* Rows of the list itself, below its name and above the selected row in full. */
static int list_rows(int body)
{
    return body - 2 - DETAIL_ROWS > 3 ? body - 2 - DETAIL_ROWS : body - 2;
}

static bool may_write(const struct row_list *it)
{
    return work_may(it->env->work, ACTION_CASE_WRITE, &it->file->id);
}

static void draw_detail(const struct row_list *it, struct area on)
{
    const struct record *row;
    struct str words;

    if (it->list.selected >= it->n || on.rows < DETAIL_ROWS)
        return;
    row = it->row[it->list.selected];
    for (int col = MARGIN; col < on.cols - MARGIN; col++)
        area_text(on, 0, col, STYLE_DIM, "─");
    area_wrap(area_part(on, 1, 0, on.rows - 2, on.cols), 0, MARGIN, on.cols - 2 * MARGIN,
              STYLE_PLAIN, it->words[it->list.selected]);
    str_init(&words, 0);
    str_puts(&words, text(it->env->lang, state_words(row)));
    str_puts(&words, ", ");
    moment_words(&words, it->env->lang, row->at, work_today(it->env->work));
    if (row->by.name != NULL)
        str_printf(&words, ", %s", row->by.name);
    area_fit(on, on.rows - 1, MARGIN, on.cols - 2 * MARGIN, STYLE_DIM, words.p);
    str_release(&words);
}

static void draw(const void *state, struct canvas *canvas)
{
    const struct row_list *it = state;
    enum lang lang = it->env->lang;
    struct list_source source = source_of(it);
    struct area on = frame_body(canvas);
    int rows = list_rows(on.rows);
    unsigned holds = (it->n > 0 ? 1u : 0) | (may_write(it) ? 2u : 0) |
                     (it->n > 0 && may_write(it) ? 4u : 0) |
                     (it->n > 0 && text_equal(it->form->id, FORM_EVENT) ? 8u : 0);
    struct str title;

    str_init(&title, 0);
    youth_words(&it->file->youth, lang, &title);
    frame_title(canvas, it->env, title.p, NULL);
    str_release(&title);
    area_fit(on, 0, MARGIN, on.cols - 2 * MARGIN, STYLE_STRONG, label_in(&it->form->title, lang));
    if (it->n == 0) {
        area_wrap(on, 2, MARGIN, on.cols - 2 * MARGIN, STYLE_HINT, text(lang, T_SCR_LIST_NONE));
        area_cursor(on, 2, MARGIN);
    } else {
        list_draw(&it->list, &source, area_part(on, 2, 0, rows, on.cols), true);
        draw_detail(it, area_part(on, 2 + rows, 0, on.rows - 2 - rows, on.cols));
    }
    frame_keys(canvas, it->env, "list", holds);
}

/* --- events --- */

static void go_to_row(const struct row_list *it, const struct record *row, struct out *out)
{
    out->go = true;
    out->place = place_of(
        row != NULL && (row->state == RECORD_STRUCK || !may_write(it)) ? ROOM_READ : ROOM_FILL);
    out->place.case_id = it->file->id;
    snprintf(out->place.form, sizeof out->place.form, "%s", it->form->id);
    if (row != NULL)
        out->place.record = row->id;
    if (!id_is_none(&it->place.record))
        id_text(&it->place.record, out->place.extra);
}

static bool is_event(const struct row_list *it)
{
    return text_equal(it->form->id, FORM_EVENT);
}

/* The youth has not come back from this one. */
static void go_to_absent(const struct row_list *it, const struct record *row, struct out *out)
{
    out->go = true;
    out->place = place_of(ROOM_ABSENT);
    out->place.case_id = it->file->id;
    out->place.record = row->id;
}

/* The reason is asked for where the whole row can be read. */
static void go_to_strike(const struct row_list *it, const struct record *row, struct out *out)
{
    out->go = true;
    out->place = place_of(ROOM_READ);
    out->place.case_id = it->file->id;
    out->place.record = row->id;
    snprintf(out->place.form, sizeof out->place.form, "%s", FORM_STRIKE);
}

/* What has happened to this row. */
static void go_to_history(const struct row_list *it, const struct record *row, struct out *out)
{
    out->go = true;
    out->place = place_of(ROOM_HISTORY);
    out->place.case_id = it->file->id;
    out->place.record = row->id;
}

static void command(struct row_list *it, const struct event *event, struct out *out)
{
    struct list_source source = source_of(it);
    int rows = list_rows(frame_rows(event->rows));
    const struct record *row;

    list_settle(&it->list, &source, rows);
    row = it->list.selected < it->n ? it->row[it->list.selected] : NULL;
    if (event->command == COMMAND_NEW && may_write(it))
        go_to_row(it, NULL, out);
    else if (event->command == COMMAND_ABSENT && row != NULL && is_event(it))
        go_to_absent(it, row, out);
    else if (event->command == COMMAND_OPEN && row != NULL)
        go_to_row(it, row, out);
    else if (event->command == COMMAND_TIMELINE && row != NULL)
        go_to_history(it, row, out);
    else if (event->command == COMMAND_STRIKE && row != NULL && may_write(it) &&
             row->state != RECORD_STRUCK)
        go_to_strike(it, row, out);
    else
        out->handled = list_handle(&it->list, &source, rows, event);
}

static void handle(void *state, const struct event *event, struct out *out)
{
    struct row_list *it = state;
    struct err err = {0};
    bool changed = false;

    if (event->kind == EVENT_ANSWER || event->kind == EVENT_TICK) {
        if (!case_refresh(it->env->work, it->file, &changed, &err)) {
            out->pop = err.code == ERR_DENIED;
            say_err(out, it->env->lang, &err);
        }
        load(it);
    } else if (event->kind == EVENT_COMMAND) {
        command(it, event, out);
    }
}

const struct screen_ops screen_list = {"list", open_list, close_list, context_of, handle,
                                       draw,   place,     NULL,       NULL};
