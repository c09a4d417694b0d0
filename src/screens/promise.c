/* promise.c - promises to one youth: a new one in a line or two, and with one letter how one went. */
#include <stdio.h>
#include <string.h>

#include "screens/promise.h"
#include "screens/screens.h"
#include "screens/slip.h"

#define STATE "pr.04"
#define ASK_DAY 1

enum how { HOW_KEPT, HOW_NOT, HOW_MOVED };

static unsigned long version(const struct promises *it)
{
    return edit_version(it->entry[WHAT].edit) + edit_version(it->entry[BY].edit) +
           edit_version(it->entry[WHO].edit);
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

/* --- open and close --- */

static void close_promises(void *state)
{
    struct promises *it = state;

    if (it->file != NULL)
        case_close(it->file);
    for (size_t i = 0; i < FIELDS; i++)
        entry_release(&it->entry[i]);
    str_release(&it->problem);
    panel_release(&it->how);
    question_release(&it->ask);
    arena_free(it->arena);
    mem_free(it);
}

/* The one the place names; whoever comes anew goes on with the newest one of this case. */
static struct draft find_draft(const struct promises *it, struct arena *arena)
{
    struct err err = {0};
    struct draft found, *draft;
    size_t n;

    slip_find(it->env->work, &it->place, arena, &found);
    if (!id_is_none(&found.id) || !desk_list(it->env->work, arena, &draft, &n, &err))
        return found;
    for (size_t i = 0; i < n; i++)
        if (draft[i].place.room == ROOM_PROMISE && id_is_none(&draft[i].place.record) &&
            id_equal(&draft[i].place.case_id, &it->file->id))
            return draft[i];
    return found;
}

static const struct id none;

static void ask_day(struct promises *it, const char *typed)
{
    if (!id_equal(&it->moved, &it->asked)) {
        question_forget(&it->ask);
        it->moving = none;
    }
    it->moved = it->asked;
    question_open(&it->ask, ASK_DAY, T_PROMISE_NEW_DAY, "", false);
    question_add(&it->ask, T_PROMISE_FIELD_BY, typed, false);
}

static void continue_move(struct promises *it, const struct draft *draft)
{
    it->asked = draft->place.record;
    for (size_t i = 0; i < it->n; i++)
        if (id_equal(&it->promise[i].record->id, &it->asked))
            it->list.selected = i;
    ask_day(it, slip_text(draft, promise_field[BY].id));
    it->moving = draft->id;
    it->mode = MODE_LIST;
}

static void continue_draft(struct promises *it)
{
    struct arena *arena = arena_new();
    struct draft draft = find_draft(it, arena);

    if (!id_is_none(&draft.id) && !id_is_none(&draft.place.record)) {
        continue_move(it, &draft);
    } else if (!id_is_none(&draft.id)) {
        it->draft = draft.id;
        for (size_t i = 0; i < FIELDS; i++)
            set(it, i, slip_text(&draft, promise_field[i].id));
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
    for (size_t i = 0; i < FIELDS; i++)
        entry_init(&it->entry[i], "", false);
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
    if ((it->n == 0 || promise_is_over(&it->promise[0])) && promise_may_write(it))
        it->mode = MODE_NEW;
    continue_draft(it);
    return it;
}

static enum context context_of(const void *state)
{
    const struct promises *it = state;

    if (it->ask.about != 0)
        return question_context(&it->ask);
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
    if (it->ask.about != 0 && !id_is_none(&it->moving))
        id_text(&it->moving, out->item);
    else if (!id_is_none(&it->draft))
        id_text(&it->draft, out->item);
}

/* --- the draft --- */

static struct place draft_place(const struct promises *it)
{
    struct place at = place_of(ROOM_PROMISE);

    at.case_id = it->file->id;
    snprintf(at.form, sizeof at.form, "%s", FORM_PROMISE);
    return at;
}

static size_t slip(const struct promises *it, struct slip_field field[FIELDS])
{
    for (size_t i = 0; i < FIELDS; i++)
        field[i] = (struct slip_field){promise_field[i].id, promise_typed(it, i)};
    /* The suggested keeper alone is nothing to come back to. */
    return promise_typed(it, WHAT)[0] != '\0' || promise_typed(it, BY)[0] != '\0' ? FIELDS : 0;
}

/* The day that a promise is being moved to is a draft of its own, with the promise in its place. */
static struct slip_field slip_of_day(const struct promises *it, struct place *at)
{
    *at = draft_place(it);
    at->record = it->moved;
    return (struct slip_field){promise_field[BY].id, question_typed(&it->ask, 0)};
}

static bool keep_day(struct promises *it, struct err *err)
{
    struct place at;
    struct slip_field field = slip_of_day(it, &at);

    if (it->ask.about == 0 || !question_changed(&it->ask))
        return true;
    if (!slip_keep(it->env->work, &at, &field, 1, &it->moving, err))
        return false;
    question_kept(&it->ask);
    return true;
}

static bool keep(void *state, struct err *err)
{
    struct promises *it = state;
    struct place at = draft_place(it);
    struct slip_field field[FIELDS];
    size_t n = slip(it, field);

    if (!keep_day(it, err))
        return false;
    if (version(it) == it->kept)
        return true;
    if (!slip_keep(it->env->work, &at, field, n, &it->draft, err))
        return false;
    it->kept = version(it);
    return true;
}

static bool pack(void *state, struct str *sealed, struct err *err)
{
    const struct promises *it = state;
    struct place at = draft_place(it);
    struct slip_field field[FIELDS];
    size_t n = slip(it, field);

    if (it->ask.about != 0) {
        field[0] = slip_of_day(it, &at);
        return slip_pack(it->env->work, &at, field, 1, &it->moving, sealed, err);
    }
    return slip_pack(it->env->work, &at, field, n, &it->draft, sealed, err);
}

/* --- a new one --- */

static void save(struct promises *it, struct out *out)
{
    enum lang lang = it->env->lang;
    struct err err = {0};
    struct date by;

    str_clear(&it->problem);
    out->handled = true;
    if (!promise_day(it, promise_typed(it, BY), &by)) {
        str_puts(&it->problem, text(lang, T_PROMISE_NO_DAY));
        it->focus = BY;
        return;
    }
    if (!promise_add(it->env->work, it->file, promise_typed(it, WHAT), by, promise_typed(it, WHO),
                     &err)) {
        err_text(&err, lang, &it->problem);
        it->focus = promise_typed(it, WHAT)[0] == '\0' ? WHAT : it->focus;
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
        if (it->n == 0)
            return;
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

    if (option != NULL) {
        panel_option(&it->how, label_in(&option->key, it->env->lang),
                     label_in(&option->label, it->env->lang), value);
    }
}

static void ask_how(struct promises *it, struct out *out)
{
    const struct item *state = method_item(it->env->work->method, STATE, NULL);
    const struct promise *promise;

    if (it->list.selected >= it->n || state == NULL || state->scale == NULL)
        return;
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

/* Whoever chose that before goes on to what is asked. */
static bool was_not_kept(const struct promises *it)
{
    const struct promise *promise =
        it->list.selected < it->n ? &it->promise[it->list.selected] : NULL;

    return promise != NULL && promise->state == PROMISE_NOT_KEPT;
}

static void went(struct promises *it, enum how how, struct out *out)
{
    enum lang lang = it->env->lang;
    struct err err = {0};

    it->mode = MODE_LIST;
    if (how == HOW_MOVED) {
        ask_day(it, "");
        return;
    }
    if (!(how == HOW_NOT && was_not_kept(it)) &&
        !promise_close(it->env->work, it->file, &it->asked, how == HOW_KEPT, &err)) {
        say_err(out, lang, &err);
        return;
    }
    load(it);
    if (how == HOW_NOT)
        go_to_row(it, &it->asked, PROMISE_TALKED, out);
    else
        say_text(out, lang, T_PROMISE_KEPT);
}

static bool move_to_typed(struct promises *it, struct err *err)
{
    struct work *work = it->env->work;
    const char *typed = question_typed(&it->ask, 0);
    char written[DATE_TEXT];
    struct date day;

    if (!promise_day_text(it, typed, written))
        return err_set(err, ERR_INPUT, T_PROMISE_NO_DAY, NULL, NULL);
    return promise_day(it, typed, &day) &&
           day_is_meant(&it->day, work, FORM_PROMISE, promise_field[BY].id, written, err) &&
           promise_move(work, it->file, &it->moved, day, err);
}

static void new_day(struct promises *it, enum question_said said, struct out *out)
{
    struct err err = {0};

    if (said == ASK_NO ? keep_day(it, &err) : move_to_typed(it, &err)) {
        question_close(&it->ask);
        if (said == ASK_NO)
            return;
        slip_drop(it->env->work, &it->moving);
        question_forget(&it->ask);
        load(it);
        say_text(out, it->env->lang, T_PROMISE_MOVED);
        return;
    }
    question_problem(&it->ask, &err, it->env->lang);
}

/* --- events --- */

static void command(struct promises *it, const struct event *event, struct out *out)
{
    struct list_source source = promise_source(it);
    int rows = promise_rows(frame_rows(event->rows));

    list_settle(&it->list, &source, rows);
    if (event->command == COMMAND_NEW && promise_may_write(it)) {
        it->mode = MODE_NEW;
        out->handled = true;
    } else if (event->command == COMMAND_OPEN && promise_may_write(it)) {
        ask_how(it, out);
    } else if (event->command == COMMAND_TIMELINE && it->list.selected < it->n) {
        out->go = true;
        out->place = place_of(ROOM_HISTORY);
        out->place.case_id = it->file->id;
        out->place.record = it->promise[it->list.selected].record->id;
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
    if (how != PANEL_NONE)
        went(it, (enum how)how, out);
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

        if (said != ASK_NOTHING)
            new_day(it, said, out);
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
    "promise", open_promises, close_promises, context_of, handle, promise_draw, place, keep, pack};
