/*
 * letter.c - a letter for one receiver: who it is for, then the letter as they get it, with what is held
 * back above it; saved as text when a second person has logged in.
 */
#include <stdio.h>
#include <string.h>

#include "screens/doc_view.h"
#include "screens/question.h"
#include "screens/screens.h"
#include "sis/document/write.h"
#include "sis/pages/pages.h"

enum { ASK_SECOND = 1 };

#define PAPER_COLS 80
#define PAPER_LINES 60

struct letter_screen {
    const struct screen_env *env;
    struct place place; /* extra: the receiver, "" while that is asked for */
    struct case_file *file;
    const struct letter *letter;
    struct arena *arena; /* of receivers, letter and path */
    const struct entry **receiver;
    size_t n_receivers;
    struct list_view list;
    struct letter_out out; /* built when the receiver is known */
    bool built;
    const char *path;      /* where it was saved, or NULL */
    struct doc_view *view; /* apart, since drawing lays it out */
    struct question ask;
    struct str problem; /* why there is no letter */
};

/* --- open and close --- */

static void build(struct letter_screen *it)
{
    struct err err = {0};

    str_clear(&it->problem);
    doc_view_release(it->view);
    doc_view_init(it->view, LINK_NONE, 0);
    it->path = NULL;
    it->built = letter_build(it->env->work, it->file, it->letter->id, it->place.extra, it->arena,
                             &it->out, &err);
    if (!it->built)
        err_text(&err, it->env->lang, &it->problem);
}

static void close_letter(void *state)
{
    struct letter_screen *it = state;

    doc_view_release(it->view);
    mem_free(it->view);
    question_release(&it->ask);
    str_release(&it->problem);
    if (it->file != NULL)
        case_close(it->file);
    arena_free(it->arena);
    mem_free(it);
}

static bool prepare(struct letter_screen *it, struct err *err)
{
    it->letter = method_letter(it->env->work->method, it->place.form);
    if (it->letter == NULL)
        return err_set(err, ERR_MISSING, T_LETTER_UNKNOWN, it->place.form, NULL);
    it->file = case_open(it->env->work, &it->place.case_id, err);
    return it->file != NULL;
}

static void *open_letter(const struct screen_env *env, const struct place *place, struct err *err)
{
    struct letter_screen *it = mem_new(sizeof *it);

    it->env = env;
    it->place = *place;
    it->arena = arena_new();
    it->view = mem_new(sizeof *it->view);
    doc_view_init(it->view, LINK_NONE, place->scroll);
    question_init(&it->ask);
    str_init(&it->problem, 0);
    if (!prepare(it, err)) {
        close_letter(it);
        return NULL;
    }
    it->n_receivers = letter_receivers(env->work, it->file, it->letter, it->arena, &it->receiver);
    it->list.selected = place->row > 0 ? (size_t)place->row : 0;
    if (place->extra[0] != '\0' || !it->letter->for_receiver)
        build(it);
    return it;
}

/* Whether the receiver is still to be chosen. */
static bool chooses(const struct letter_screen *it)
{
    return !it->built && it->problem.n == 0;
}

static enum context context_of(const void *state)
{
    const struct letter_screen *it = state;

    return it->ask.about != 0 ? question_context(&it->ask) : CONTEXT_LIST;
}

static void place(const void *state, struct place *out)
{
    const struct letter_screen *it = state;

    *out = it->place;
    out->row = (int)it->list.selected;
    out->scroll = it->view->top;
}

/* --- the receivers --- */

static size_t count(const void *arg)
{
    return ((const struct letter_screen *)arg)->n_receivers;
}

static void draw_row(const void *arg, size_t n, struct area line, bool selected)
{
    const struct letter_screen *it = arg;

    area_fit(line, 0, 0, line.cols, selected ? STYLE_FOCUS : STYLE_PLAIN,
             label_in(&it->receiver[n]->title, it->env->lang));
}

static struct list_source source_of(const struct letter_screen *it)
{
    return (struct list_source){count, draw_row, it};
}

static void choose(struct letter_screen *it)
{
    if (it->list.selected < it->n_receivers) {
        snprintf(it->place.extra, sizeof it->place.extra, "%s",
                 it->receiver[it->list.selected]->id);
        build(it);
    }
}

/* --- the letter --- */

static void add_saved(const struct letter_screen *it, struct doc *doc)
{
    enum lang lang = it->env->lang;
    struct str words;

    str_init(&words, 0);
    text_put(&words, lang, T_SCR_LETTER_SAVED, it->path, NULL);
    doc_paragraph(doc, doc->root, DOC_STRONG, words.p);
    str_clear(&words);
    if (it->out.receiver != NULL) {
        text_put(&words, lang, T_SCR_LETTER_CODE, it->out.number, it->out.code, NULL);
        doc_paragraph(doc, doc->root, DOC_PLAIN, words.p);
    }
    doc_gap(doc, doc->root);
    str_release(&words);
}

static void join(struct doc *doc, const struct doc *part)
{
    struct doc_node *group = doc_node_new(doc, doc->root, DOC_GROUP);

    *group = *part->root;
}

/* What was saved, what is held back, then the letter itself. */
static void lay_out(const struct letter_screen *it, int cols)
{
    struct work *work = it->env->work;
    struct doc_view *view = it->view;
    struct arena *arena;
    struct doc *doc;

    if (!it->built || (view->doc != NULL && view->doc->lang == it->env->lang &&
                       view->layout->cols == frame_cols(cols)))
        return;
    arena = arena_new();
    doc = doc_new(arena, it->env->lang, "");
    if (it->path != NULL)
        add_saved(it, doc);
    if (it->letter->for_receiver) {
        join(doc, page_letter_withheld(work, &it->out, arena));
        doc_gap(doc, doc->root);
        doc_node_new(doc, doc->root, DOC_RULE);
        doc_gap(doc, doc->root);
    }
    join(doc, page_letter(work, &it->out, arena));
    doc_view_take(view, arena, doc, frame_cols(cols), it->env->plain);
}

static bool save(struct letter_screen *it, struct err *err)
{
    struct work *work = it->env->work;
    struct second_person second = {question_typed(&it->ask, 0), question_typed(&it->ask, 1)};
    struct arena *arena = arena_new();
    const char *foot =
        it->env->practice
            ? arena_printf(arena, "%s  %s", text(work->lang, T_PRACTICE), it->out.number)
            : it->out.number;
    struct str bytes;
    bool done;

    str_init(&bytes, 0);
    done = write_text(page_letter(work, &it->out, arena), PAPER_COLS, PAPER_LINES, foot, &bytes)
               ? letter_save(work, it->file, &it->out, bytes.p, bytes.n, &second,
                             it->env->letters_folder, it->arena, &it->path, err)
               : err_set(err, ERR_LIMIT, T_ROW_TOO_LARGE, NULL, NULL);
    if (!done)
        it->path = NULL;
    str_release(&bytes);
    arena_free(arena);
    return done;
}

static void answered(struct letter_screen *it, enum question_said said)
{
    struct err err = {0};

    if (said == ASK_NO) {
        question_forget(&it->ask);
    } else if (save(it, &err)) {
        question_forget(&it->ask);
        doc_view_release(it->view);
        doc_view_init(it->view, LINK_NONE, 0);
    } else {
        question_problem(&it->ask, &err, it->env->lang);
    }
}

static void ask_second(struct letter_screen *it)
{
    question_open(&it->ask, ASK_SECOND, T_SCR_LETTER_SECOND, "", true);
    question_add(&it->ask, T_SCR_NAME, "", false);
    question_add(&it->ask, T_SCR_PHRASE, "", true);
}

static bool may_save(const struct letter_screen *it)
{
    return it->built && it->path == NULL &&
           work_may(it->env->work, ACTION_LETTER_SAVE, &it->file->id);
}

/* --- events --- */

/* Back from the letter is to the receivers, when they were asked for. */
static bool back_to_receivers(struct letter_screen *it)
{
    if (chooses(it) || !it->letter->for_receiver)
        return false;
    it->built = false;
    it->place.extra[0] = '\0';
    str_clear(&it->problem);
    return true;
}

static void command(struct letter_screen *it, const struct event *event, struct out *out)
{
    struct list_source source = source_of(it);
    int rows = frame_rows(event->rows);

    if (event->command == COMMAND_BACK) {
        out->handled = back_to_receivers(it);
    } else if (chooses(it)) {
        out->handled =
            event->command == COMMAND_OPEN || list_handle(&it->list, &source, rows - 2, event);
        if (event->command == COMMAND_OPEN)
            choose(it);
    } else if (event->command == COMMAND_DONE && may_save(it)) {
        ask_second(it);
        out->handled = true;
    } else {
        out->handled = doc_view_handle(it->view, event, rows);
    }
}

static void handle(void *state, const struct event *event, struct out *out)
{
    struct letter_screen *it = state;

    lay_out(it, event->cols);
    if (it->ask.about != 0) {
        enum question_said said = question_handle(&it->ask, event, out);

        if (said != ASK_NOTHING)
            answered(it, said);
    } else if (event->kind == EVENT_COMMAND) {
        command(it, event, out);
    }
}

/* --- drawing --- */

static void draw_receivers(const struct letter_screen *it, struct area on)
{
    struct list_source source = source_of(it);

    area_fit(on, 0, MARGIN, on.cols - 2 * MARGIN, STYLE_STRONG,
             text(it->env->lang, T_SCR_LETTER_RECEIVER));
    list_draw(&it->list, &source, area_part(on, 2, 0, on.rows - 2, on.cols), true);
}

static void draw(const void *state, struct canvas *canvas)
{
    const struct letter_screen *it = state;
    struct area on = frame_body(canvas);
    unsigned holds = chooses(it) ? 1u : may_save(it) ? 2u : 0;
    struct str title;

    lay_out(it, canvas->cols);
    str_init(&title, 0);
    youth_words(&it->file->youth, it->env->lang, &title);
    frame_title(canvas, it->env, title.p, NULL);
    str_release(&title);
    if (it->problem.n > 0) {
        area_wrap(on, 0, MARGIN, on.cols - 2 * MARGIN, STYLE_ALERT, it->problem.p);
        area_cursor(on, 0, MARGIN);
    } else if (chooses(it)) {
        draw_receivers(it, on);
    } else {
        doc_view_draw(it->view, on, it->ask.about == 0);
    }
    if (it->ask.about != 0)
        question_draw(&it->ask, it->env, canvas);
    else
        frame_keys(canvas, it->env, "letter", holds);
}

const struct screen_ops screen_letter = {"letter", open_letter, close_letter, context_of, handle,
                                         draw,     place,       NULL,         NULL};
