/* form_view_warning.c - what the method says at once. */
#include <string.h>

#include "screens/form_view_inside.h"
#include "sis/base/utf8.h"
#include "sis/base/wrap.h"
#include "sis/casework/warnings.h"

/* --- which warning ---------------------------------------------------------------------------- */

struct about {
    const struct form_view *view;
    const struct warning *warning;
    bool here;
    bool pair; /* weighs the two answers to one question against each other */
};

struct mention {
    const char *id;
    bool found;
};

static void look_for_id(void *arg, const char *id)
{
    struct mention *mention = arg;
    mention->found = mention->found || strcmp(mention->id, id) == 0;
}

static void look_for_form(void *arg, const char *id)
{
    struct about *about = arg;
    const struct form *form = NULL;
    const struct item *item = method_item(about->view->method, id, &form);
    if (!item || form != live_form(about->view->live))
        return;
    about->here = true;
    if (item->pair) {
        struct mention mention = {item->pair, false};
        expr_ids(about->warning->when, look_for_id, &mention);
        about->pair = about->pair || mention.found;
    }
}

/* Whether answers of this form can set it off; the others are shown where the case is. That staff and
 * youth have answered differently is told when the form is signed: known before, it would tell the one
 * what the other has said. */
static bool is_about_form(const struct form_view *view, const struct warning *warning)
{
    struct about about = {view, warning, false, false};
    expr_ids(warning->when, look_for_form, &about);
    return about.here && !about.pair;
}

/* Whether this screen holds an answer that the warning looks at. */
static void look_for_answer(void *arg, const char *id)
{
    struct about *about = arg;
    const struct answer *answer = answers_get(live_answers(about->view->live), id);
    about->here =
        about->here ||
        (answer && (answer->nonanswer != NONANSWER_NONE || answer->value.kind != VALUE_EMPTY) &&
         form_item(about->view->method, live_form(about->view->live), id));
}

static bool is_answered_here(const struct form_view *view, const struct warning *warning)
{
    struct about about = {view, warning, false, false};
    expr_ids(warning->when, look_for_answer, &about);
    return about.here;
}

/* One that was set off here goes before one that another form has set off. */
static const struct warning *first_fired(const struct form_view *view)
{
    const struct method *method = view->method;
    const struct warning *first = NULL;
    for (size_t i = method->n_warnings; i-- > 0;)
        if (view->fired[i] && (!first || view->own[i] || !view->own[first - method->warning]))
            first = &method->warning[i];
    return first;
}

void view_watch(struct form_view *view)
{
    const struct method *method = view->method;
    const struct warning *newest = NULL;
    bool still = false, first = !view->watched;
    for (size_t i = method->n_warnings; i-- > 0;) {
        const struct warning *warning = &method->warning[i];
        bool holds = is_about_form(view, warning) &&
                     expr_true(warning->when, live_scope(view->live), view->scratch);
        if (holds && !view->fired[i]) {
            view->own[i] = !first || is_answered_here(view, warning);
            newest = warning;
        }
        still = still || (holds && warning == view->warning);
        view->fired[i] = holds;
    }
    view->watched = true;
    if (newest && !first)
        view->warning = newest;
    else if (newest || !still)
        view->warning = first_fired(view);
}

/* --- its frame -------------------------------------------------------------------------------- */

#define FRAME_PAD 2

/* Set off by another form: known before, so it takes no more room than a line. */
static bool is_folded(const struct form_view *view)
{
    return !view->own[view->warning - view->method->warning];
}

static void calls_of(const struct form_view *view, const struct warning *warning, struct str *out)
{
    warning_call_words(view->env->work, view->method, warning, view->env->lang, out);
}

/* What is acute stays in sight when something else is answered after it: its numbers come first. */
static const struct warning *more_acute(const struct form_view *view)
{
    const struct warning *first = first_fired(view);
    bool shown = first == NULL || first == view->warning || !warning_is_acute(first);

    return shown || !view->own[first - view->method->warning] ? NULL : first;
}

void form_view_calls(const struct form_view *view, struct str *out)
{
    const struct warning *first = first_fired(view);
    if (first)
        calls_of(view, first, out);
}

static void words_of(const struct form_view *view, const struct warning *warning, struct str *out)
{
    wrap_hold_numbers(label_in(&warning->text[view->role], view->env->lang), out);
}

/* Whom to call first, then what has just been said, then what was said of the danger before; what is
 * empty takes no row. */
#define PARTS 3
struct said {
    struct str part[PARTS];
    enum style style[PARTS];
};

static void said_init(struct said *said, const struct form_view *view)
{
    const struct warning *acute = more_acute(view);
    const struct warning *calls = acute ? acute : view->warning;
    for (size_t i = 0; i < PARTS; i++) {
        str_init(&said->part[i], 0);
        said->style[i] = STYLE_PLAIN;
    }
    calls_of(view, calls, &said->part[0]);
    said->style[0] = warning_is_acute(calls) ? STYLE_ALERT : STYLE_STRONG;
    words_of(view, view->warning, &said->part[1]);
    if (acute)
        words_of(view, acute, &said->part[2]);
}

static void said_release(struct said *said)
{
    for (size_t i = 0; i < PARTS; i++)
        str_release(&said->part[i]);
}

bool form_view_warning(const struct form_view *view, struct str *out)
{
    struct said said;
    if (!view->warning || view->youth)
        return false;
    said_init(&said, view);
    for (size_t i = 0; i < PARTS; i++) {
        if (out->n > 0 && said.part[i].n > 0)
            str_putc(out, ' ');
        str_puts(out, said.part[i].p);
    }
    said_release(&said);
    return true;
}

static int frame_cols(int cols)
{
    return cols > 2 * FRAME_PAD + 1 ? cols - 2 * FRAME_PAD - 1 : 1;
}

static int rows_of(const char *words, int cols)
{
    return *words ? (int)wrap_count(words, strlen(words), frame_cols(cols)) : 0;
}

/* What the whole warning takes. */
static int rows_needed(const struct said *said, int cols)
{
    int rows = 2;
    for (size_t i = 0; i < PARTS; i++)
        rows += rows_of(said->part[i].p, cols);
    return rows;
}

int warning_rows(const struct form_view *view, int rows, int cols)
{
    if (!view->warning || view->youth)
        return 0;
    if (is_folded(view))
        return 1;
    struct said said;
    said_init(&said, view);
    int need = rows_needed(&said, cols);
    said_release(&said);
    /* The questions keep the larger part. */
    return need < rows / 2 ? need : rows / 2;
}

static void draw_edge(struct area on, int row, const char *left, const char *right)
{
    area_text(on, row, 0, STYLE_WARN, left);
    for (int i = 1; i < on.cols - 1; i++)
        area_text(on, row, i, STYLE_WARN, "─");
    area_text(on, row, on.cols - 1, STYLE_WARN, right);
}

/* " F1 visar allt ", at the right; returns its columns. */
static int draw_more(const struct form_view *view, struct area on, int row)
{
    char key[KEY_WORDS_BYTES];
    struct str words;
    keymap_words(view->env->keymap, form_view_context(view), COMMAND_HELP, view->env->lang, key);
    str_init(&words, 0);
    str_putc(&words, ' ');
    text_put(&words, view->env->lang, T_FILL_WARNING_MORE, key, NULL);
    str_putc(&words, ' ');
    int cols = text_cols(words.p, words.n);
    area_text(on, row, on.cols > 2 + cols ? on.cols - 2 - cols : 0, STYLE_STRONG, words.p);
    str_release(&words);
    return cols + 2;
}

/* The first sentence is enough to know it again by. */
static void draw_folded(const struct form_view *view, struct area on)
{
    struct str words;
    str_init(&words, 0);
    str_puts(&words, "! ");
    words_of(view, view->warning, &words);
    const char *end = strstr(words.p, ". ");
    if (end)
        str_truncate(&words, (size_t)(end - words.p) + 1);
    int more = draw_more(view, on, 0);
    area_fit(on, 0, 0, on.cols - more - 1, STYLE_WARN, words.p);
    str_release(&words);
}

void warning_draw(const struct form_view *view, struct area on)
{
    struct said said;
    struct area inside = area_part(on, 1, FRAME_PAD, on.rows - 2, frame_cols(on.cols));
    if (is_folded(view)) {
        draw_folded(view, on);
        return;
    }
    draw_edge(on, 0, "┌", "┐");
    for (int i = 1; i < on.rows - 1; i++) {
        area_text(on, i, 0, STYLE_WARN, "│");
        area_text(on, i, on.cols - 1, STYLE_WARN, "│");
    }
    draw_edge(on, on.rows - 1, "└", "┘");
    said_init(&said, view);
    if (rows_needed(&said, on.cols) > on.rows)
        draw_more(view, on, on.rows - 1);
    int row = 0;
    for (size_t i = 0; i < PARTS; i++)
        if (said.part[i].n > 0)
            row = area_wrap(inside, row, 0, inside.cols, said.style[i], said.part[i].p);
    said_release(&said);
}
