/* promise.c - promises to one youth: a new one in a line or two, and with one letter how one went. */
#include <stdio.h>
#include <string.h>

#include "screens/panel.h"
#include "screens/question.h"
#include "screens/screens.h"
#include "screens/slip.h"
#include "sis/base/utf8.h"
#include "sis/casework/case.h"
#include "sis/casework/promises.h"

#define STATE "pr.04"
#define TALKED "pr.05" /* the first of what is asked about one not held */
#define DETAIL_ROWS 4
#define ASK_DAY 1

enum { WHAT, BY, WHO, FIELDS };
enum mode { MODE_LIST, MODE_NEW, MODE_HOW };
enum how { HOW_KEPT, HOW_NOT, HOW_MOVED };

static const struct {
    const char *id; /* in the draft */
    enum text_id label;
} fields[FIELDS] = {
    [WHAT] = {"pr.01", T_PROMISE_FIELD_WHAT},
    [BY] = {"pr.02", T_PROMISE_FIELD_BY},
    [WHO] = {"pr.03", T_PROMISE_FIELD_WHO},
};

struct promises {
    const struct screen_env *env;
    struct place place;
    struct case_file *file;
    struct arena *arena; /* of the rows */
    struct promise *promise;
    size_t n;
    struct list_view list;
    enum mode mode;
    struct entry_line entry[FIELDS];
    size_t focus;
    struct str problem;
    struct panel how;
    struct id asked; /* the promise that the panel or the question is about */
    struct question ask;
    struct id draft;
    unsigned long kept;
};

static const char *typed(const struct promises *it, size_t field)
{
    return edit_text(it->entry[field].edit);
}

static unsigned long version(const struct promises *it)
{
    return edit_version(it->entry[WHAT].edit) + edit_version(it->entry[BY].edit) +
           edit_version(it->entry[WHO].edit);
}

static bool may_write(const struct promises *it)
{
    return work_may(it->env->work, ACTION_CASE_WRITE, &it->file->id);
}

static void load(struct promises *it)
{
    arena_reset(it->arena);
    it->n = promise_list(it->env->work, it->file, it->arena, &it->promise);
}

static void set(struct promises *it, size_t field, const char *words)
{
    edit_set(it->entry[field].edit, words, strlen(words));
}

/* An empty line for another promise; whoever writes it is most often the one who keeps it. */
static void empty(struct promises *it)
{
    const struct work *work = it->env->work;

    set(it, WHAT, "");
    set(it, BY, "");
    set(it, WHO, work_role_title(work, work->role));
    it->focus = WHAT;
    it->kept = version(it);
    str_clear(&it->problem);
}

static bool is_live(const struct promise *promise)
{
    return promise->state == PROMISE_PASSED || promise->state == PROMISE_OPEN;
}

/* --- open and close --- */

static void close_promises(void *state)
{
    struct promises *it = state;

    if (it->file != NULL) {
        case_close(it->file);
    }
    for (size_t i = 0; i < FIELDS; i++) {
        entry_release(&it->entry[i]);
    }
    str_release(&it->problem);
    panel_release(&it->how);
    question_release(&it->ask);
    arena_free(it->arena);
    mem_free(it);
}

static void continue_draft(struct promises *it)
{
    struct arena *arena = arena_new();
    struct draft draft;

    slip_find(it->env->work, &it->place, arena, &draft);
    if (!id_is_none(&draft.id)) {
        it->draft = draft.id;
        for (size_t i = 0; i < FIELDS; i++) {
            set(it, i, slip_text(&draft, fields[i].id));
        }
        it->kept = version(it);
        it->mode = MODE_NEW;
    }
    arena_free(arena);
}

static void *open_promises(const struct screen_env *env, const struct place *place, struct err *err)
{
    struct promises *it = mem_new(sizeof *it);

    it->env = env;
    it->place = *place;
    it->arena = arena_new();
    for (size_t i = 0; i < FIELDS; i++) {
        entry_init(&it->entry[i], "", false);
    }
    str_init(&it->problem, 0);
    panel_init(&it->how);
    question_init(&it->ask);
    it->file = case_open(env->work, &place->case_id, err);
    if (it->file == NULL) {
        close_promises(it);
        return NULL;
    }
    load(it);
    empty(it);
    it->list.selected = place->row > 0 ? (size_t)place->row : 0;
    if ((it->n == 0 || !is_live(&it->promise[0])) && may_write(it)) {
        it->mode = MODE_NEW;
    }
    continue_draft(it);
    return it;
}

static enum context context_of(const void *state)
{
    const struct promises *it = state;

    if (it->ask.about != 0) {
        return question_context(&it->ask);
    }
    return it->mode == MODE_NEW   ? CONTEXT_TEXT
           : it->mode == MODE_HOW ? CONTEXT_PLAIN
                                  : CONTEXT_LIST;
}

static void place(const void *state, struct place *out)
{
    const struct promises *it = state;

    *out = it->place;
    out->row = (int)it->list.selected;
    out->item[0] = '\0';
    if (!id_is_none(&it->draft)) {
        id_text(&it->draft, out->item);
    }
}

/* --- the draft --- */

static struct place draft_place(const struct promises *it)
{
    struct place at = place_of(ROOM_PROMISE);

    at.case_id = it->file->id;
    return at;
}

static size_t slip(const struct promises *it, struct slip_field field[FIELDS])
{
    for (size_t i = 0; i < FIELDS; i++) {
        field[i] = (struct slip_field){fields[i].id, typed(it, i)};
    }
    /* The suggested keeper alone is nothing to come back to. */
    return typed(it, WHAT)[0] != '\0' || typed(it, BY)[0] != '\0' ? FIELDS : 0;
}

static bool keep(void *state, struct err *err)
{
    struct promises *it = state;
    struct place at = draft_place(it);
    struct slip_field field[FIELDS];
    size_t n = slip(it, field);

    if (version(it) == it->kept) {
        return true;
    }
    if (!slip_keep(it->env->work, &at, field, n, &it->draft, err)) {
        return false;
    }
    it->kept = version(it);
    return true;
}

static bool pack(void *state, struct str *sealed, struct err *err)
{
    const struct promises *it = state;
    struct place at = draft_place(it);
    struct slip_field field[FIELDS];
    size_t n = slip(it, field);

    return slip_pack(it->env->work, &at, field, n, &it->draft, sealed, err);
}

/* --- a new one --- */

/* False when what was typed is no day. */
static bool read_day(const struct promises *it, const char *words, struct date *day)
{
    *day = (struct date){0, 0, 0};
    return words[strspn(words, " ")] == '\0' ||
           (date_parse_typed(words, work_today(it->env->work), day) && date_is_whole(*day));
}

static void save(struct promises *it, struct out *out)
{
    enum lang lang = it->env->lang;
    struct err err = {0};
    struct date by;

    str_clear(&it->problem);
    out->handled = true;
    if (!read_day(it, typed(it, BY), &by)) {
        str_puts(&it->problem, text(lang, T_PROMISE_NO_DAY));
        it->focus = BY;
        return;
    }
    if (!promise_add(it->env->work, it->file, typed(it, WHAT), by, typed(it, WHO), &err)) {
        err_text(&err, lang, &it->problem);
        it->focus = typed(it, WHAT)[0] == '\0' ? WHAT : it->focus;
        return;
    }
    slip_drop(it->env->work, &it->draft);
    empty(it);
    load(it);
    it->mode = MODE_LIST;
    say_text(out, lang, T_PROMISE_SAVED);
}

static void typing(struct promises *it, const struct event *event, struct out *out)
{
    bool is_key = event->kind == EVENT_KEY;

    out->handled = true;
    if (is_key && event->key.code == KEYCODE_ENTER && it->focus == WHO) {
        save(it, out);
    } else if (is_key && (event->key.code == KEYCODE_ENTER || event->key.code == KEYCODE_DOWN)) {
        it->focus = (it->focus + 1) % FIELDS;
    } else if (is_key && event->key.code == KEYCODE_UP) {
        it->focus = (it->focus + FIELDS - 1) % FIELDS;
    } else {
        out->handled = entry_handle(&it->entry[it->focus], event);
        str_clear(&it->problem);
    }
}

static void new_command(struct promises *it, const struct event *event, struct out *out)
{
    switch (event->command) {
    case COMMAND_DONE: save(it, out); return;
    case COMMAND_NEXT: it->focus = (it->focus + 1) % FIELDS; break;
    case COMMAND_PREVIOUS: it->focus = (it->focus + FIELDS - 1) % FIELDS; break;
    case COMMAND_BACK:
        if (it->n == 0) {
            return;
        }
        it->mode = MODE_LIST;
        break;
    default: out->handled = entry_handle(&it->entry[it->focus], event); return;
    }
    out->handled = true;
}

/* --- how one went --- */

static void add_how(struct promises *it, const struct item *state, const char *code, int value)
{
    const struct option *option = scale_option(state->scale, code);
    const char *key;
    int32_t cp = 0;

    if (option == NULL) {
        return;
    }
    key = label_in(&option->key, it->env->lang);
    utf8_decode(key, strlen(key), &cp);
    panel_option(&it->how, cp, label_in(&option->label, it->env->lang), value);
}

static void ask_how(struct promises *it, struct out *out)
{
    const struct item *state = method_item(it->env->work->method, STATE, NULL);
    const struct promise *promise;

    if (it->list.selected >= it->n || state == NULL || state->scale == NULL) {
        return;
    }
    promise = &it->promise[it->list.selected];
    out->handled = true;
    it->asked = promise->record->id;
    panel_begin(&it->how, text(it->env->lang, T_PROMISE_HOW));
    str_puts(&it->how.words, promise->what);
    add_how(it, state, "kept", HOW_KEPT);
    add_how(it, state, "not_kept", HOW_NOT);
    add_how(it, state, "changed", HOW_MOVED);
    it->mode = MODE_HOW;
}

/* What was said to the youth is asked for where there is room to write. */
static void go_to_row(const struct promises *it, const struct id *record, const char *item,
                      struct out *out)
{
    out->go = true;
    out->place = place_of(ROOM_FILL);
    out->place.case_id = it->file->id;
    out->place.record = *record;
    snprintf(out->place.form, sizeof out->place.form, "%s", FORM_PROMISE);
    snprintf(out->place.item, sizeof out->place.item, "%s", item);
}

static void went(struct promises *it, enum how how, struct out *out)
{
    enum lang lang = it->env->lang;
    struct err err = {0};

    it->mode = MODE_LIST;
    if (how == HOW_MOVED) {
        question_open(&it->ask, ASK_DAY, T_PROMISE_NEW_DAY, "", false);
        question_add(&it->ask, T_PROMISE_FIELD_BY, "", false);
        return;
    }
    if (!promise_close(it->env->work, it->file, &it->asked, how == HOW_KEPT, &err)) {
        say_err(out, lang, &err);
        return;
    }
    load(it);
    if (how == HOW_NOT) {
        go_to_row(it, &it->asked, TALKED, out);
    } else {
        say_text(out, lang, T_PROMISE_KEPT);
    }
}

static void new_day(struct promises *it, enum question_said said, struct out *out)
{
    enum lang lang = it->env->lang;
    struct err err = {0};
    struct date day;

    if (said == ASK_NO) {
        question_forget(&it->ask);
        return;
    }
    if (!read_day(it, question_typed(&it->ask, 0), &day) || day.year == 0) {
        err_set(&err, ERR_INPUT, T_PROMISE_NO_DAY, NULL, NULL);
    } else if (promise_move(it->env->work, it->file, &it->asked, day, &err)) {
        question_forget(&it->ask);
        load(it);
        say_text(out, lang, T_PROMISE_MOVED);
        return;
    }
    question_problem(&it->ask, &err, lang);
}

/* --- drawing --- */

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

static size_t count(void *arg)
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

static void draw_row(void *arg, size_t n, struct area line, bool selected)
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
    if (promise->by.year != 0) {
        date_words(&day, lang, promise->by, work_today(it->env->work));
    }
    cols = text_cols(day.p, day.n);
    area_fill(line, 0, 0, line.cols, style, ' ');
    area_text(line, 0, 0, style, text(lang, state_text(promise)));
    area_fit(line, 0, left, line.cols - left - cols - 2, style, promise->what);
    area_text(line, 0, line.cols - cols, style, day.p);
    str_release(&day);
}

static struct list_source source_of(const struct promises *it)
{
    union {
        const struct promises *from;
        void *arg;
    } as = {.from = it};

    return (struct list_source){count, draw_row, NULL, as.arg};
}

static int list_rows(int body)
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

    if (it->list.selected >= it->n || on.rows < DETAIL_ROWS) {
        return;
    }
    promise = &it->promise[it->list.selected];
    for (int col = MARGIN; col < on.cols - MARGIN; col++) {
        area_text(on, 0, col, STYLE_DIM, "─");
    }
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
    struct list_source source = source_of(it);
    int rows = list_rows(on.rows);

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

    if (typed(it, BY)[0] == '\0' || !read_day(it, typed(it, BY), &day) || day.year == 0) {
        return;
    }
    str_init(&words, 0);
    str_puts(&words, "= ");
    date_words(&words, it->env->lang, day, work_today(it->env->work));
    area_fit(on, row, col, on.cols - col - MARGIN, STYLE_HINT, words.p);
    str_release(&words);
}

static void draw_new(const struct promises *it, struct area on)
{
    enum lang lang = it->env->lang;
    int labels = 0;
    int row = 2;

    for (size_t i = 0; i < FIELDS; i++) {
        const char *label = text(lang, fields[i].label);
        int cols = text_cols(label, strlen(label));

        labels = cols > labels ? cols : labels;
    }
    labels += 2;
    area_fit(on, 0, MARGIN, on.cols - 2 * MARGIN, STYLE_STRONG, text(lang, T_PROMISE_NEW));
    for (size_t i = 0; i < FIELDS; i++, row++) {
        bool focus = it->focus == i;
        int width = i == BY ? 20 : on.cols - 2 * MARGIN - labels;

        frame_mark(on, row, focus);
        area_text(on, row, MARGIN, STYLE_PLAIN, text(lang, fields[i].label));
        entry_draw(&it->entry[i], area_part(on, row, MARGIN + labels, 1, width), focus);
    }
    draw_day(it, on, 2 + BY, MARGIN + labels + 22);
    row++;
    if (it->problem.n > 0) {
        row = area_wrap(on, row, MARGIN, on.cols - 2 * MARGIN, STYLE_ALERT, it->problem.p);
    }
    area_wrap(on, row, MARGIN, on.cols - 2 * MARGIN, STYLE_HINT,
              text(lang, it->focus == BY ? T_PROMISE_BY_HINT : T_PROMISE_HINT));
}

/* What holds now, for the keys: 1 a row to answer, 2 may write, 4 a new one is being typed. */
static unsigned holds(const struct promises *it)
{
    if (it->mode == MODE_NEW) {
        return 4;
    }
    return may_write(it) ? (it->n > 0 ? 3u : 2u) : 0;
}

static void draw(const void *state, struct canvas *canvas)
{
    const struct promises *it = state;
    struct area on = frame_body(canvas);
    struct str title;

    str_init(&title, 0);
    youth_words(&it->file->youth, it->env->lang, &title);
    frame_title(canvas, it->env, title.p, NULL);
    str_release(&title);
    if (it->mode == MODE_NEW) {
        draw_new(it, on);
    } else if (it->mode == MODE_HOW) {
        panel_draw(&it->how, on);
    } else {
        draw_list(it, on);
    }
    if (it->ask.about != 0) {
        question_draw(&it->ask, it->env, canvas);
    } else if (it->mode == MODE_NEW) {
        const struct screen_keys *keys = screen_keys_of("promise");

        frame_keys_in(canvas, it->env, CONTEXT_TEXT, keys->key, keys->n, holds(it));
    } else {
        frame_keys(canvas, it->env, "promise", holds(it));
    }
}

/* --- events --- */

static void command(struct promises *it, const struct event *event, struct out *out)
{
    struct list_source source = source_of(it);
    int rows = list_rows(frame_rows(event->rows));

    list_settle(&it->list, &source, rows);
    if (event->command == COMMAND_NEW && may_write(it)) {
        it->mode = MODE_NEW;
        out->handled = true;
    } else if (event->command == COMMAND_OPEN && may_write(it)) {
        ask_how(it, out);
    } else if (it->n > 0) {
        out->handled = list_handle(&it->list, &source, rows, event);
    }
}

static void how_event(struct promises *it, const struct event *event, struct out *out)
{
    bool used = false;
    int how;

    if (event->kind == EVENT_COMMAND && event->command == COMMAND_BACK) {
        it->mode = MODE_LIST;
        out->handled = true;
        return;
    }
    how = panel_handle(&it->how, event, &used);
    out->handled = used;
    if (how != PANEL_NONE) {
        went(it, (enum how)how, out);
    }
}

static void refresh(struct promises *it, struct out *out)
{
    struct err err = {0};
    bool changed;

    if (!case_refresh(it->env->work, it->file, &changed, &err)) {
        out->pop = err.code == ERR_DENIED;
        say_err(out, it->env->lang, &err);
    }
    load(it);
}

static void handle(void *state, const struct event *event, struct out *out)
{
    struct promises *it = state;
    bool typed_in = event->kind == EVENT_KEY || event->kind == EVENT_PASTE;

    if (it->ask.about != 0) {
        enum question_said said = question_handle(&it->ask, event, out);

        if (said != ASK_NOTHING) {
            new_day(it, said, out);
        }
    } else if (event->kind == EVENT_ANSWER || event->kind == EVENT_TICK) {
        refresh(it, out);
    } else if (it->mode == MODE_HOW) {
        how_event(it, event, out);
    } else if (it->mode == MODE_NEW && typed_in) {
        typing(it, event, out);
    } else if (it->mode == MODE_NEW && event->kind == EVENT_COMMAND) {
        new_command(it, event, out);
    } else if (event->kind == EVENT_COMMAND) {
        command(it, event, out);
    }
}

const struct screen_ops screen_promise = {
    "promise", open_promises, close_promises, context_of, handle, draw, place, keep, pack};
