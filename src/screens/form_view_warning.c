/* form_view_warning.c - what the method says at once. */
#include <string.h>

#include "screens/form_view_inside.h"
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

void view_watch(struct form_view *view)
{
    const struct method *method = view->method;
    const struct warning *newest = NULL;
    bool still = false;
    for (size_t i = method->n_warnings; i-- > 0;) {
        const struct warning *warning = &method->warning[i];
        bool holds = is_about_form(view, warning) &&
                     expr_true(warning->when, live_scope(view->live), view->scratch);
        if (holds && !view->fired[i])
            newest = warning;
        still = still || (holds && warning == view->warning);
        view->fired[i] = holds;
    }
    if (newest) {
        view->warning = newest;
    } else if (!still) {
        view->warning = NULL;
        for (size_t i = method->n_warnings; i-- > 0;)
            if (view->fired[i])
                view->warning = &method->warning[i];
    }
}

/* --- its frame -------------------------------------------------------------------------------- */

#define FRAME_PAD 2

static const char *warning_words(const struct form_view *view)
{
    const struct label *label = &view->warning->text[view->role];
    return label_in(label, view->env->lang);
}

static int frame_cols(int cols)
{
    return cols > 2 * FRAME_PAD + 1 ? cols - 2 * FRAME_PAD - 1 : 1;
}

int warning_rows(const struct form_view *view, int rows, int cols)
{
    struct str call;
    if (!view->warning || view->youth)
        return 0;
    str_init(&call, 0);
    warning_call_words(view->env->work, view->method, view->warning, view->env->lang, &call);
    int need = 2 + (call.n > 0 ? (int)wrap_count(call.p, call.n, frame_cols(cols)) : 0) +
               (int)wrap_count(warning_words(view), strlen(warning_words(view)), frame_cols(cols));
    str_release(&call);
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

void warning_draw(const struct form_view *view, struct area on)
{
    struct str call;
    struct area inside = area_part(on, 1, FRAME_PAD, on.rows - 2, frame_cols(on.cols));
    draw_edge(on, 0, "┌", "┐");
    for (int i = 1; i < on.rows - 1; i++) {
        area_text(on, i, 0, STYLE_WARN, "│");
        area_text(on, i, on.cols - 1, STYLE_WARN, "│");
    }
    draw_edge(on, on.rows - 1, "└", "┘");
    str_init(&call, 0);
    warning_call_words(view->env->work, view->method, view->warning, view->env->lang, &call);
    bool acute = warning_is_acute(view->warning);
    int row = 0;
    if (call.n > 0)
        row = area_wrap(inside, 0, 0, inside.cols, acute ? STYLE_ALERT : STYLE_STRONG, call.p);
    area_wrap(inside, row, 0, inside.cols, STYLE_PLAIN, warning_words(view));
    str_release(&call);
}
