/* drafts.c - what one has begun and not handed in: go on, or throw away. */
#include <string.h>

#include "screens/question.h"
#include "screens/screens.h"
#include "screens/slip.h"
#include "sis/casework/desk.h"
#include "sis/casework/notes.h"

enum { ASK_THROW = 1 };

struct drafts {
    const struct screen_env *env;
    struct arena *arena;
    struct draft *draft;
    size_t n;
    struct list_view list;
    struct question ask;
    struct str problem;
};

static void load(struct drafts *it)
{
    struct err err = {0};

    arena_reset(it->arena);
    str_clear(&it->problem);
    if (!desk_list(it->env->work, it->arena, &it->draft, &it->n, &err)) {
        it->n = 0;
        err_text(&err, it->env->lang, &it->problem);
    }
}

static void *open_drafts(const struct screen_env *env, const struct place *place, struct err *err)
{
    struct drafts *it = mem_new(sizeof *it);

    (void)err;
    it->env = env;
    it->arena = arena_new();
    it->list.selected = place->row > 0 ? (size_t)place->row : 0;
    question_init(&it->ask);
    str_init(&it->problem, 0);
    load(it);
    return it;
}

static void close_drafts(void *state)
{
    struct drafts *it = state;

    question_release(&it->ask);
    str_release(&it->problem);
    arena_free(it->arena);
    mem_free(it);
}

/* --- what a draft is called, without what it says --- */

static void add_youth(const struct drafts *it, const struct draft *draft, struct str *out)
{
    struct work *work = it->env->work;
    struct arena *arena = arena_new();
    const struct answer *whom = answers_get(draft->answers, NOTE_WHOM);
    struct youth youth;
    struct err err = {0};

    if (whom != NULL && whom->value.kind == VALUE_TEXT)
        str_printf(out, "%s  ", whom->value.text);
    if (!id_is_none(&draft->youth)
            ? register_get(work, &draft->youth, arena, &youth, &err)
            : !id_is_none(&draft->place.case_id) &&
                  register_of_case(work, &draft->place.case_id, arena, &youth, &err)) {
        youth_words(&youth, it->env->lang, out);
        str_puts(out, "  ");
    }
    arena_free(arena);
}

static void name_draft(const struct drafts *it, const struct draft *draft, struct str *out)
{
    enum lang lang = it->env->lang;
    const struct form *form = method_form(it->env->work->method, draft->place.form);

    add_youth(it, draft, out);
    if (draft->place.room == ROOM_YOUTH_NEW) {
        const char *name = slip_text(draft, DRAFT_WORK_NAME);

        str_printf(out, "%s%s%s", name, *name != '\0' ? "  " : "", text(lang, T_SCR_YOUTH_NEW));
    } else if (draft->place.room == ROOM_CONFERENCE) {
        str_puts(out, text(lang, T_DRAFT_CONFERENCE));
    } else if (draft->place.room == ROOM_PROMISE && !id_is_none(&draft->place.record)) {
        str_puts(out, text(lang, T_DRAFT_PROMISE_DAY));
    } else if (draft->place.room == ROOM_READ && !text_equal(draft->place.form, FORM_REPLY)) {
        str_puts(out, text(lang, T_SCR_DRAFT_STRIKE));
    } else if (form != NULL) {
        str_puts(out, label_in(&form->title, lang));
    }
}

static size_t count(const void *arg)
{
    return ((const struct drafts *)arg)->n;
}

static void draw_row(const void *arg, size_t n, struct area line, bool selected)
{
    const struct drafts *it = arg;
    struct str words;
    int cols;

    str_init(&words, 0);
    moment_words(&words, it->env->lang, it->draft[n].at, work_today(it->env->work));
    cols = text_cols(words.p, words.n);
    area_text(line, 0, line.cols - cols, STYLE_DIM, words.p);
    str_clear(&words);
    name_draft(it, &it->draft[n], &words);
    area_fit(line, 0, 0, line.cols - cols - 2, selected ? STYLE_FOCUS : STYLE_PLAIN, words.p);
    str_release(&words);
}

static struct list_source source_of(const struct drafts *it)
{
    return (struct list_source){count, draw_row, it};
}

/* --- events --- */

static enum context context_of(const void *state)
{
    const struct drafts *it = state;

    return it->ask.about != 0 ? question_context(&it->ask) : CONTEXT_LIST;
}

static void go_on(const struct drafts *it, struct out *out)
{
    const struct draft *draft = &it->draft[it->list.selected];

    out->go = true;
    out->place = desk_place(draft);
}

static void ask_throw(struct drafts *it)
{
    struct str name;

    str_init(&name, 0);
    name_draft(it, &it->draft[it->list.selected], &name);
    str_puts(&name, ", ");
    moment_words(&name, it->env->lang, it->draft[it->list.selected].at, work_today(it->env->work));
    question_open(&it->ask, ASK_THROW, T_SCR_THROW, name.p, true);
    str_release(&name);
}

static void answered(struct drafts *it, enum question_said said, struct out *out)
{
    struct err err = {0};

    question_forget(&it->ask);
    if (said == ASK_NO)
        return;
    if (desk_drop(it->env->work, &it->draft[it->list.selected].id, &err)) {
        load(it);
        say_text(out, it->env->lang, T_SCR_THROWN);
    } else {
        say_err(out, it->env->lang, &err);
    }
}

static void handle(void *state, const struct event *event, struct out *out)
{
    struct drafts *it = state;
    struct list_source source = source_of(it);

    if (it->ask.about != 0) {
        enum question_said said = question_handle(&it->ask, event, out);

        if (said != ASK_NOTHING)
            answered(it, said, out);
        return;
    }
    if (event->kind == EVENT_ANSWER)
        load(it);
    list_settle(&it->list, &source, frame_rows(event->rows));
    if (event->kind != EVENT_COMMAND)
        return;
    if (it->n > 0 && event->command == COMMAND_OPEN) {
        go_on(it, out);
    } else if (it->n > 0 && event->command == COMMAND_THROW) {
        ask_throw(it);
        out->handled = true;
    } else {
        out->handled = list_handle(&it->list, &source, frame_rows(event->rows), event);
    }
}

static void draw(const void *state, struct canvas *canvas)
{
    const struct drafts *it = state;
    enum lang lang = it->env->lang;
    struct list_source source = source_of(it);
    struct area on = frame_body(canvas);

    frame_title(canvas, it->env, text(lang, T_SCR_DRAFTS), NULL);
    list_draw(&it->list, &source, on, it->ask.about == 0);
    if (it->problem.n > 0)
        area_wrap(on, 0, MARGIN, on.cols - 2 * MARGIN, STYLE_ALERT, it->problem.p);
    else if (it->n == 0)
        area_wrap(on, 0, MARGIN, on.cols - 2 * MARGIN, STYLE_HINT, text(lang, T_SCR_DRAFTS_NONE));
    if (it->ask.about != 0)
        question_draw(&it->ask, it->env, canvas);
    else
        frame_keys(canvas, it->env, "drafts", it->n > 0 ? 1 : 0);
}

static void place(const void *state, struct place *out)
{
    const struct drafts *it = state;

    *out = place_of(ROOM_DRAFTS);
    out->row = (int)it->list.selected;
}

const struct screen_ops screen_drafts = {"drafts", open_drafts, close_drafts, context_of, handle,
                                         draw,     place,       NULL,         NULL};
