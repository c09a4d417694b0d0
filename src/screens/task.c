/* task.c - the screen of something that a person must deal with: reading, asking, keeping what was typed. */
#include "screens/task.h"

#include <stdio.h>
#include <string.h>

#include "screens/screens.h"
#include "screens/slip.h"
#include "sis/base/utf8.h"

#define NEWS_MS 5000
#define REASON "task.reason" /* in the draft */

enum { ASKING = 1 };

/* --- the page --- */

static void lay_out(const struct task *task, int cols)
{
    struct arena *arena = arena_new();

    doc_view_take(task->view, arena, task->kind->build(task, arena), frame_cols(cols),
                  task->env->plain);
}

static void prepare(const struct task *task, int cols)
{
    const struct doc_view *view = task->view;

    if (view->doc == NULL || view->doc->lang != task->env->lang ||
        view->layout->cols != frame_cols(cols))
        lay_out(task, cols);
}

/* --- what is typed --- */

static void ask(struct task *task, const char *item)
{
    /* What was typed for another reason stays a draft of its own. */
    if (!text_equal(task->reason, item))
        memset(&task->draft, 0, sizeof task->draft);
    snprintf(task->reason, sizeof task->reason, "%s", item);
    task->kind->ask(task, item);
    task->ask.about = ASKING;
}

static void fill_in(struct task *task, const struct draft *draft)
{
    for (size_t i = 0; i < task->kind->n_fields; i++) {
        const char *words = slip_text(draft, task->kind->field[i]);

        edit_set(task->ask.field[i].entry.edit, words, strlen(words));
    }
    task->draft = draft->id;
    question_kept(&task->ask);
}

/* With what was typed before a lock, or left behind. */
static void ask_again(struct task *task)
{
    struct arena *arena = arena_new();
    struct draft draft;

    slip_find(task->env->work, &task->place, arena, &draft);
    if (!id_is_none(&draft.id)) {
        ask(task, slip_text(&draft, REASON));
        fill_in(task, &draft);
    }
    arena_free(arena);
}

/* With what was typed on an earlier visit for the same reason. */
static void ask_anew(struct task *task, const char *item)
{
    struct slip_field reason = {REASON, item};
    struct arena *arena = arena_new();
    struct draft draft;

    ask(task, item);
    slip_again(task->env->work, &task->place, &reason, arena, &draft);
    if (id_is_none(&task->draft) && !id_is_none(&draft.id))
        fill_in(task, &draft);
    arena_free(arena);
}

static size_t gather(const struct task *task, struct slip_field field[ASK_FIELDS + 1])
{
    size_t n = 0;

    for (size_t i = 0; i < task->kind->n_fields; i++)
        field[n++] = (struct slip_field){task->kind->field[i], question_typed(&task->ask, i)};
    field[n++] = (struct slip_field){REASON, task->reason};
    return n;
}

static bool keep(void *state, struct err *err)
{
    struct task *task = state;
    struct slip_field field[ASK_FIELDS + 1];
    size_t n = gather(task, field);

    if (task->ask.about == 0 || !question_changed(&task->ask))
        return true;
    if (!slip_keep(task->env->work, &task->place, field, n, &task->draft, err))
        return false;
    question_kept(&task->ask);
    return true;
}

static bool pack(void *state, struct str *sealed, struct err *err)
{
    struct task *task = state;
    struct slip_field field[ASK_FIELDS + 1];
    size_t n = gather(task, field);

    return slip_pack(task->env->work, &task->place, field, n, &task->draft, sealed, err);
}

static void place(const void *state, struct place *out)
{
    const struct task *task = state;

    *out = task->place;
    out->row = task->view->focus != LINK_NONE ? (int)task->view->focus : -1;
    out->scroll = task->view->top;
    out->item[0] = '\0';
    if (task->ask.about != 0 && !id_is_none(&task->draft))
        id_text(&task->draft, out->item);
}

/* --- open and close --- */

static void close_task(void *state)
{
    struct task *task = state;

    doc_view_release(task->view);
    mem_free(task->view);
    question_release(&task->ask);
    if (task->file != NULL)
        case_close(task->file);
    mem_free(task);
}

static void *open_task(const struct screen_env *env, const struct place *from, struct err *err)
{
    struct task *task = mem_new(sizeof *task);

    task->env = env;
    task->kind = from->room == ROOM_DUE ? &task_due : &task_warning;
    task->place = *from;
    task->view = mem_new(sizeof *task->view);
    doc_view_init(task->view, from->row >= 0 ? (size_t)from->row : LINK_NONE, from->scroll);
    question_init(&task->ask);
    task->file = case_open(env->work, &from->case_id, err);
    if (task->file == NULL) {
        close_task(task);
        return NULL;
    }
    ask_again(task);
    return task;
}

/* --- events --- */

static enum context context_of(const void *state)
{
    const struct task *task = state;

    return task->ask.about != 0         ? question_context(&task->ask)
           : task->kind->letter != NULL ? CONTEXT_FORM
                                        : CONTEXT_LIST;
}

static void answered(struct task *task, enum question_said said, struct out *out)
{
    struct err err = {0};

    if (said == ASK_NO) {
        if (keep(task, &err))
            question_close(&task->ask);
        else
            question_problem(&task->ask, &err, task->env->lang);
        return;
    }
    task->wrong = task->kind->n_fields;
    if (!task->kind->answer(task, out, &err)) {
        question_problem_in(&task->ask, task->wrong, &err, task->env->lang);
        return;
    }
    slip_drop(task->env->work, &task->draft);
    question_forget(&task->ask);
}

static void follow(struct task *task, const struct event *event, struct out *out)
{
    const struct place *link = doc_view_link(task->view, frame_rows(event->rows));

    if (link != NULL && link->room == task->place.room) {
        ask_anew(task, link->item);
        out->handled = true;
    } else if (link != NULL) {
        out->go = true;
        out->place = *link;
    }
}

static void command(struct task *task, const struct event *event, struct out *out)
{
    if (event->command == COMMAND_OPEN)
        follow(task, event, out);
    else if (event->command != COMMAND_BACK)
        out->handled = doc_view_handle(task->view, event, frame_rows(event->rows));
}

static void look_for_news(struct task *task, const struct event *event, struct out *out)
{
    struct err err = {0};
    bool changed = false;

    if (event->now - task->built < NEWS_MS)
        return;
    task->built = event->now;
    if (!case_refresh(task->env->work, task->file, &changed, &err)) {
        out->pop = err.code == ERR_DENIED;
        say_err(out, task->env->lang, &err);
    } else if (changed) {
        lay_out(task, event->cols);
    }
}

static void handle(void *state, const struct event *event, struct out *out)
{
    struct task *task = state;

    prepare(task, event->cols);
    if (task->ask.about != 0) {
        enum question_said said = question_handle(&task->ask, event, out);

        if (said != ASK_NOTHING) {
            answered(task, said, out);
            lay_out(task, event->cols);
        }
        return;
    }
    if (event->kind == EVENT_ANSWER && task->kind->gone != NULL && task->kind->gone(task)) {
        out->pop = true; /* it was dealt with from here: an empty page helps nobody */
    } else if (event->kind == EVENT_ANSWER) {
        lay_out(task, event->cols);
    } else if (event->kind == EVENT_TICK) {
        look_for_news(task, event, out);
    } else if (event->kind == EVENT_COMMAND) {
        command(task, event, out);
    } else if (event->kind == EVENT_KEY && task->kind->letter != NULL && key_is_text(event->key)) {
        out->handled = task->kind->letter(task, event->key.cp, out);
        lay_out(task, event->cols);
    }
}

/* --- drawing --- */

static void draw(const void *state, struct canvas *canvas)
{
    const struct task *task = state;
    struct str left;

    prepare(task, canvas->cols);
    str_init(&left, 0);
    youth_words(&task->file->youth, task->env->lang, &left);
    frame_title(canvas, task->env, left.p, NULL);
    str_release(&left);
    doc_view_draw(task->view, frame_body(canvas), task->ask.about == 0);
    if (task->ask.about != 0) {
        question_draw(&task->ask, task->env, canvas);
    } else {
        frame_keys(canvas, task->env, task->kind->screen,
                   doc_view_link(task->view, frame_rows(canvas->rows)) != NULL ? 1 : 0);
    }
}

const struct screen_ops screen_due = {"due", open_task, close_task, context_of, handle,
                                      draw,  place,     keep,       pack};
const struct screen_ops screen_warning = {"warning", open_task, close_task, context_of, handle,
                                          draw,      place,     keep,       pack};
