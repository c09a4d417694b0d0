/* conference.c - the cases of a conference, by number and work name: mark them, then go through their
 * sheets. */
#include <string.h>

#include "screens/question.h"
#include "screens/screens.h"
#include "sis/casework/agenda.h"

#define ASK_CLEAR 1

struct conference {
    const struct screen_env *env;
    struct arena *arena;
    struct agenda agenda;
    struct list_view list;
    struct question ask;
    bool blank; /* while others are in the room */
};

static bool load(struct conference *it, struct err *err)
{
    arena_reset(it->arena);
    return agenda_read(it->env->work, it->arena, &it->agenda, err);
}

static void close_conference(void *state)
{
    struct conference *it = state;

    question_release(&it->ask);
    arena_free(it->arena);
    mem_free(it);
}

static void *open_conference(const struct screen_env *env, const struct place *place,
                             struct err *err)
{
    struct conference *it = mem_new(sizeof *it);

    it->env = env;
    it->arena = arena_new();
    question_init(&it->ask);
    it->list.selected = place->row > 0 ? (size_t)place->row : 0;
    if (!load(it, err)) {
        close_conference(it);
        return NULL;
    }
    return it;
}

static enum context context_of(const void *state)
{
    const struct conference *it = state;

    return it->ask.about != 0 ? question_context(&it->ask) : CONTEXT_LIST;
}

static void place(const void *state, struct place *out)
{
    const struct conference *it = state;

    *out = place_of(ROOM_CONFERENCE);
    out->row = (int)it->list.selected;
}

/* --- drawing --- */

static size_t count(const void *arg)
{
    return ((const struct conference *)arg)->agenda.n;
}

static void draw_row(const void *arg, size_t n, struct area line, bool selected)
{
    const struct conference *it = arg;
    const struct agenda_case *at = &it->agenda.item[n];
    struct str words;

    str_init(&words, 0);
    str_printf(&words, "[%s] %s %s", at->marked ? "x" : " ", at->number, at->work_name);
    area_fit(line, 0, 0, line.cols,
             selected     ? STYLE_FOCUS
             : at->marked ? STYLE_STRONG
                          : STYLE_PLAIN,
             words.p);
    str_release(&words);
}

static struct list_source source_of(const struct conference *it)
{
    return (struct list_source){count, draw_row, it};
}

static int list_rows(int body)
{
    return body > 4 ? body - 3 : body;
}

static void draw(const void *state, struct canvas *canvas)
{
    const struct conference *it = state;
    enum lang lang = it->env->lang;
    struct list_source source = source_of(it);
    struct area on = frame_body(canvas);
    int row;

    if (it->blank) {
        blank_draw(it->env, canvas);
        return;
    }
    frame_title(canvas, it->env, text(lang, T_CONFERENCE_TITLE), NULL);
    row = area_wrap(on, 0, MARGIN, on.cols - 2 * MARGIN, STYLE_HINT,
                    text(lang, it->agenda.n > 0 ? T_CONFERENCE_HOW : T_CONFERENCE_NONE));
    if (it->agenda.n > 0) {
        list_draw(&it->list, &source, area_part(on, row + 1, 0, on.rows - row - 1, on.cols),
                  it->ask.about == 0);
    } else {
        area_cursor(on, 0, MARGIN);
    }
    if (it->ask.about != 0) {
        question_draw(&it->ask, it->env, canvas);
    } else {
        frame_keys(canvas, it->env, "conference",
                   (it->agenda.n > 0 ? 1u : 0) | (it->agenda.n_marked > 0 ? 2u : 0));
    }
}

/* --- events --- */

static void mark(struct conference *it, struct out *out)
{
    struct err err = {0};

    out->handled = true;
    if (!agenda_mark(it->env->work, &it->agenda, it->list.selected, &err))
        say_err(out, it->env->lang, &err);
}

/* The meeting begins with the first that is marked, wherever one stands in the list. */
static void open_sheet(const struct conference *it, struct out *out)
{
    size_t at = it->agenda.n_marked > 0 ? agenda_step(&it->agenda, NULL, 1) : it->list.selected;

    out->go = true;
    out->place = place_of(ROOM_SHEET);
    out->place.case_id = it->agenda.item[at].case_id;
}

/* Space marks here as in a form. */
static bool is_mark(const struct event *event)
{
    struct key space;

    return event->command == COMMAND_MARK ||
           (event->command == COMMAND_PAGE_DOWN && key_parse("Space", &space) &&
            key_equal(event->key, space));
}

static void command(struct conference *it, const struct event *event, struct out *out)
{
    struct list_source source = source_of(it);
    int rows = list_rows(frame_rows(event->rows));

    list_settle(&it->list, &source, rows);
    if (it->list.selected >= it->agenda.n)
        return;
    if (is_mark(event)) {
        mark(it, out);
    } else if (event->command == COMMAND_OPEN) {
        open_sheet(it, out);
    } else if (event->command == COMMAND_THROW && it->agenda.n_marked > 0) {
        question_open(&it->ask, ASK_CLEAR, T_CONFERENCE_CLEAR, "", false);
        out->handled = true;
    } else {
        out->handled = list_handle(&it->list, &source, rows, event);
    }
}

static void answered(struct conference *it, enum question_said said, struct out *out)
{
    struct err err = {0};

    question_forget(&it->ask);
    if (said == ASK_YES && !agenda_clear(it->env->work, &it->agenda, &err))
        say_err(out, it->env->lang, &err);
}

static void handle(void *state, const struct event *event, struct out *out)
{
    struct conference *it = state;
    struct err err = {0};

    if (blank_handle(&it->blank, event, out))
        return;
    if (it->ask.about != 0) {
        enum question_said said = question_handle(&it->ask, event, out);

        if (said != ASK_NOTHING)
            answered(it, said, out);
    } else if (event->kind == EVENT_ANSWER) {
        if (!load(it, &err))
            say_err(out, it->env->lang, &err);
    } else if (event->kind == EVENT_COMMAND) {
        command(it, event, out);
    }
}

const struct screen_ops screen_conference = {
    "conference", open_conference, close_conference, context_of, handle, draw, place, NULL, NULL};
