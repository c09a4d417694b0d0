/* absent_who.c - who is missing? The cases of this person, by number, work name and room: nobody is rung
 * about before it is said whom it concerns. */
#include <string.h>

#include "screens/parts.h"
#include "screens/screens.h"
#include "sis/casework/agenda.h"

struct absent_who {
    const struct screen_env *env;
    struct arena *arena;
    struct agenda agenda;
    const char **where; /* the room of each, or "" */
    struct id first;    /* the case that stands first: the one the cursor was on */
    struct list_view list;
};

static void put_first(struct absent_who *it)
{
    struct agenda_case *item = it->agenda.item;

    for (size_t i = 0; i < it->agenda.n; i++) {
        if (id_equal(&item[i].case_id, &it->first)) {
            struct agenda_case one = item[i];

            memmove(&item[1], &item[0], i * sizeof *item);
            item[0] = one;
            return;
        }
    }
}

static const char *room_of(struct absent_who *it, const struct id *case_id)
{
    struct youth youth;
    struct err err = {0};
    const char *words;
    struct str out;

    if (!register_of_case(it->env->work, case_id, it->arena, &youth, &err) ||
        text_is_empty(youth.room))
        return "";
    str_init(&out, 0);
    text_put(&out, it->env->lang, T_SCR_ROOM, youth.room, NULL);
    words = arena_strndup(it->arena, out.p, out.n);
    str_release(&out);
    return words;
}

static bool load(struct absent_who *it, struct err *err)
{
    arena_reset(it->arena);
    if (!agenda_read(it->env->work, it->arena, &it->agenda, err)) {
        it->agenda.n = 0;
        return false;
    }
    put_first(it);
    it->where = arena_array(it->arena, it->agenda.n + 1, sizeof *it->where);
    for (size_t i = 0; i < it->agenda.n; i++)
        it->where[i] = room_of(it, &it->agenda.item[i].case_id);
    return true;
}

static void close_who(void *state)
{
    struct absent_who *it = state;

    arena_free(it->arena);
    mem_free(it);
}

static void *open_who(const struct screen_env *env, const struct place *place, struct err *err)
{
    struct absent_who *it = mem_new(sizeof *it);

    it->env = env;
    it->arena = arena_new();
    it->first = place->case_id;
    it->list.selected = place->row > 0 ? (size_t)place->row : 0;
    if (!load(it, err)) {
        close_who(it);
        return NULL;
    }
    return it;
}

static enum context context_of(const void *state)
{
    (void)state;
    return CONTEXT_LIST;
}

static void place(const void *state, struct place *out)
{
    const struct absent_who *it = state;

    *out = place_of(ROOM_ABSENT_WHO);
    out->case_id = it->first;
    out->row = (int)it->list.selected;
}

/* --- drawing --- */

static size_t count(const void *arg)
{
    return ((const struct absent_who *)arg)->agenda.n;
}

static void draw_row(const void *arg, size_t n, struct area line, bool selected)
{
    const struct absent_who *it = arg;
    const struct agenda_case *at = &it->agenda.item[n];
    enum style style = selected ? STYLE_FOCUS : STYLE_PLAIN;

    area_fill(line, 0, 0, line.cols, style, ' ');
    area_fit(line, 0, 0, 8, style, at->number);
    area_fit(line, 0, 9, 16, style, at->work_name);
    area_fit(line, 0, 27, line.cols - 27, style, it->where[n]);
}

static struct list_source source_of(const struct absent_who *it)
{
    return (struct list_source){count, draw_row, it};
}

static int list_rows(int body)
{
    return body > 5 ? body - 4 : body;
}

static void draw(const void *state, struct canvas *canvas)
{
    const struct absent_who *it = state;
    enum lang lang = it->env->lang;
    struct list_source source = source_of(it);
    struct area on = frame_body(canvas);
    int row;

    frame_title(canvas, it->env, text(lang, T_ABSENT_WHO), NULL);
    row = area_wrap(on, 0, MARGIN, on.cols - 2 * MARGIN, STYLE_HINT,
                    text(lang, it->agenda.n > 0 ? T_ABSENT_WHO_HOW : T_CONFERENCE_NONE));
    if (it->agenda.n > 0)
        list_draw(&it->list, &source, area_part(on, row + 1, 0, on.rows - row - 1, on.cols), true);
    else
        area_cursor(on, 0, MARGIN);
    frame_keys(canvas, it->env, "absent-who", it->agenda.n > 0 ? 1u : 0);
}

/* --- events --- */

static void command(struct absent_who *it, const struct event *event, struct out *out)
{
    struct list_source source = source_of(it);
    int rows = list_rows(frame_rows(event->rows));

    list_settle(&it->list, &source, rows);
    if (event->command == COMMAND_OPEN && it->list.selected < it->agenda.n) {
        out->go = true;
        out->replace = true;
        out->place = place_of(ROOM_ABSENT);
        out->place.case_id = it->agenda.item[it->list.selected].case_id;
    } else if (it->agenda.n > 0) {
        out->handled = list_handle(&it->list, &source, rows, event);
    }
}

static void handle(void *state, const struct event *event, struct out *out)
{
    struct absent_who *it = state;
    struct err err = {0};

    if (event->kind == EVENT_ANSWER) {
        if (!load(it, &err))
            say_err(out, it->env->lang, &err);
    } else if (event->kind == EVENT_COMMAND) {
        command(it, event, out);
    }
}

const struct screen_ops screen_absent_who = {"absent-who", open_who, close_who, context_of, handle,
                                             draw,         place,    NULL,      NULL};
