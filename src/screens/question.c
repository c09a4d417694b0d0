/* question.c - a question over the lowest rows of a screen. */
#include "screens/question.h"

#include <string.h>

void question_init(struct question *ask)
{
    memset(ask, 0, sizeof *ask);
    str_init(&ask->name, 0);
    str_init(&ask->problem, 0);
}

static void forget_fields(struct question *ask)
{
    for (size_t i = 0; i < ask->n_fields; i++)
        entry_release(&ask->field[i].entry);
    ask->n_fields = 0;
    ask->focus = 0;
    ask->kept = 0;
}

static unsigned long version(const struct question *ask)
{
    unsigned long sum = 0;

    for (size_t i = 0; i < ask->n_fields; i++)
        sum += edit_version(ask->field[i].entry.edit);
    return sum;
}

void question_release(struct question *ask)
{
    forget_fields(ask);
    str_release(&ask->name);
    str_release(&ask->problem);
}

void question_open(struct question *ask, int about, enum text_id words, const char *name,
                   bool careful)
{
    if (ask->words != words || !str_equal(&ask->name, name)) {
        forget_fields(ask);
        str_clear(&ask->name);
        str_puts(&ask->name, name);
        ask->words = words;
    }
    str_clear(&ask->problem);
    ask->about = about;
    ask->careful = careful;
}

void question_add(struct question *ask, enum text_id label, const char *typed, bool secret)
{
    for (size_t i = 0; i < ask->n_fields; i++)
        if (ask->field[i].label == label)
            return;
    ask->field[ask->n_fields].label = label;
    entry_init(&ask->field[ask->n_fields].entry, typed, secret);
    ask->n_fields++;
    ask->kept = version(ask);
}

bool question_changed(const struct question *ask)
{
    return version(ask) != ask->kept;
}

void question_kept(struct question *ask)
{
    ask->kept = version(ask);
}

void question_close(struct question *ask)
{
    ask->about = 0;
}

void question_forget(struct question *ask)
{
    ask->about = 0;
    ask->words = T_NONE;
    forget_fields(ask);
}

const char *question_typed(const struct question *ask, size_t field)
{
    return field < ask->n_fields ? edit_text(ask->field[field].entry.edit) : "";
}

void question_problem(struct question *ask, const struct err *err, enum lang lang)
{
    str_clear(&ask->problem);
    err_text(err, lang, &ask->problem);
    ask->problem_at = ask->n_fields;
    for (size_t i = 0; i < ask->n_fields; i++) {
        if (ask->field[i].entry.secret) {
            edit_set(ask->field[i].entry.edit, "", 0);
            ask->focus = i;
        }
    }
}

void question_problem_in(struct question *ask, size_t field, const struct err *err, enum lang lang)
{
    question_problem(ask, err, lang);
    if (field < ask->n_fields) {
        ask->problem_at = field;
        ask->focus = field;
    }
}

enum context question_context(const struct question *ask)
{
    return ask->n_fields > 0 ? CONTEXT_LOGIN : CONTEXT_ASK;
}

static enum question_said answer_fields(struct question *ask, const struct event *event,
                                        struct out *out)
{
    if (event->kind == EVENT_KEY || event->kind == EVENT_PASTE) {
        out->handled = entry_handle(&ask->field[ask->focus].entry, event);
        return ASK_NOTHING;
    }
    out->handled = true;
    switch (event->command) {
    case COMMAND_OPEN:
        if (ask->focus + 1 == ask->n_fields)
            return ASK_YES;
        ask->focus++;
        return ASK_NOTHING;
    case COMMAND_NEXT:
    case COMMAND_DOWN: ask->focus = (ask->focus + 1) % ask->n_fields; return ASK_NOTHING;
    case COMMAND_PREVIOUS:
    case COMMAND_UP:
        ask->focus = (ask->focus + ask->n_fields - 1) % ask->n_fields;
        return ASK_NOTHING;
    case COMMAND_BACK: return ASK_NO;
    default: out->handled = false; return ASK_NOTHING;
    }
}

enum question_said question_handle(struct question *ask, const struct event *event, struct out *out)
{
    if (event->kind != EVENT_COMMAND && event->kind != EVENT_KEY && event->kind != EVENT_PASTE)
        return ASK_NOTHING;
    if (ask->n_fields > 0)
        return answer_fields(ask, event, out);
    if (event->kind != EVENT_COMMAND) {
        out->handled = event->kind == EVENT_PASTE || key_is_text(event->key);
        return ASK_NOTHING;
    }
    if (event->command == COMMAND_YES || (event->command == COMMAND_OPEN && !ask->careful)) {
        out->handled = true;
        return ASK_YES;
    }
    if (event->command == COMMAND_NO || event->command == COMMAND_BACK) {
        out->handled = true;
        return ASK_NO;
    }
    return ASK_NOTHING;
}

static const struct screen_key yes_no_keys[] = {
    {COMMAND_YES, T_NONE, 0},
    {COMMAND_NO, T_NONE, 0},
    {COMMAND_BACK, T_SCR_CANCEL, 0},
    {COMMAND_LOCK, T_NONE, 0},
};

static const struct screen_key field_keys[] = {
    {COMMAND_OPEN, T_SCR_GO_ON, 0},
    {COMMAND_BACK, T_NONE, 0},
    {COMMAND_LOCK, T_NONE, 0},
};

static int rows_needed(const struct question *ask, const char *words, int cols)
{
    struct area nowhere = {.canvas = NULL};
    int rows = area_wrap(nowhere, 0, 0, cols, STYLE_PLAIN, words);

    rows += ask->n_fields > 0 ? 1 + (int)ask->n_fields : 0;
    rows += ask->problem.n > 0 ? area_wrap(nowhere, 0, 0, cols, STYLE_PLAIN, ask->problem.p) : 0;
    return rows + 2;
}

static int label_cols(const struct question *ask, enum lang lang)
{
    int widest = 0;

    for (size_t i = 0; i < ask->n_fields; i++) {
        const char *label = text(lang, ask->field[i].label);
        int cols = text_cols(label, strlen(label));

        widest = cols > widest ? cols : widest;
    }
    return widest + 2;
}

void question_draw(const struct question *ask, const struct screen_env *env, struct canvas *canvas)
{
    struct area body = frame_body(canvas);
    int labels = label_cols(ask, env->lang);
    struct str words;
    struct area on;
    int rows;
    int row = 1;

    str_init(&words, 0);
    text_put(&words, env->lang, ask->words, ask->name.p, NULL);
    rows = rows_needed(ask, words.p, body.cols - 2 * MARGIN);
    on = area_part(body, rows < body.rows ? body.rows - rows : 0, 0,
                   rows < body.rows ? rows : body.rows, body.cols);
    for (int i = 0; i < on.rows; i++)
        area_fill(on, i, 0, on.cols, STYLE_PLAIN, ' ');
    for (int col = MARGIN; col < on.cols - MARGIN; col++)
        area_text(on, 0, col, STYLE_DIM, "─");
    row = area_wrap(on, row, MARGIN, on.cols - 2 * MARGIN, STYLE_STRONG, words.p);
    str_release(&words);
    area_cursor(on, 1, MARGIN);
    row += ask->n_fields > 0;
    for (size_t i = 0; i < ask->n_fields; i++, row++) {
        bool focus = i == ask->focus;

        frame_mark(on, row, focus);
        area_text(on, row, MARGIN, STYLE_PLAIN, text(env->lang, ask->field[i].label));
        entry_draw(&ask->field[i].entry,
                   area_part(on, row, MARGIN + labels, 1, on.cols - 2 * MARGIN - labels), focus);
        if (ask->problem.n > 0 && i == ask->problem_at) {
            row =
                area_wrap(on, row + 1, MARGIN, on.cols - 2 * MARGIN, STYLE_ALERT, ask->problem.p) -
                1;
        }
    }
    if (ask->problem.n > 0 && ask->problem_at >= ask->n_fields)
        area_wrap(on, row, MARGIN, on.cols - 2 * MARGIN, STYLE_ALERT, ask->problem.p);
    if (ask->n_fields > 0)
        frame_keys_in(canvas, env, CONTEXT_LOGIN, field_keys, ARRAY_LEN(field_keys), 0);
    else
        frame_keys_in(canvas, env, CONTEXT_ASK, yes_no_keys, ARRAY_LEN(yes_no_keys), 0);
}
