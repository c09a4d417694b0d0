/* form_view_past.c - the answers that were chosen, one before the other, so that the last one can be
 * taken back. */
#include "screens/form_view_inside.h"

struct step {
    size_t node;
    struct answers before; /* of that question alone; none when it was not answered */
};

struct view_past {
    struct arena *arena;
    struct step *step;
    size_t n, cap;
};

struct view_past *view_past_new(void)
{
    struct view_past *past = mem_new(sizeof *past);
    past->arena = arena_new();
    return past;
}

void view_past_free(struct view_past *past)
{
    if (!past)
        return;
    arena_free(past->arena);
    mem_free(past->step);
    mem_free(past);
}

void view_past_add(struct view_past *past, size_t node, const struct answer *before)
{
    if (past->n == past->cap) {
        past->cap = past->cap > 0 ? 2 * past->cap : 16;
        past->step = mem_grow(past->step, past->cap * sizeof *past->step);
    }
    struct step *step = &past->step[past->n++];
    step->node = node;
    answers_init(&step->before, past->arena);
    if (before)
        answers_set(&step->before, before);
}

size_t view_past_count(const struct form_view *view)
{
    return view->past->n;
}

/* The newest step at a question that can be seen now; NODE_NONE: there is none. */
static size_t newest(const struct form_view *view)
{
    for (size_t i = view->past->n; i-- > 0;)
        if (node_can_focus(view, view->past->step[i].node))
            return i;
    return NODE_NONE;
}

static void restore(struct form_view *view, size_t at)
{
    struct view_past *past = view->past;
    const struct step *step = &past->step[at];
    struct answer none = {.id = node_item(view, step->node)->id};
    live_set(view->live, step->before.n > 0 ? &step->before.item[0] : &none);
    view->changes++;
    view_watch(view);
    past->n--;
    for (size_t i = at; i < past->n; i++)
        past->step[i] = past->step[i + 1];
}

void view_past_back_to(struct form_view *view, size_t n)
{
    while (view->past->n > n)
        restore(view, view->past->n - 1);
}

static void say_answer(struct form_view *view, enum text_id id, enum text_id id_none,
                       const struct item *item)
{
    enum lang lang = view->env->lang;
    struct str words;
    str_init(&words, 0);
    item_answer_words(item, answers_get(live_answers(view->live), item->id), lang, &words);
    str_clear(&view->said);
    text_put(&view->said, lang, words.n > 0 ? id : id_none, words.p, NULL);
    str_release(&words);
}

bool view_past_undo(struct form_view *view)
{
    size_t at = newest(view);
    if (at == NODE_NONE)
        return false;
    size_t node = view->past->step[at].node;
    say_answer(view, T_FILL_UNDONE, T_FILL_UNDONE_CLEAR, node_item(view, node));
    restore(view, at);
    view_focus(view, node);
    return true;
}

bool view_past_show(struct form_view *view)
{
    for (size_t i = view->past->n; i-- > 0;) {
        size_t node = view->past->step[i].node;
        const struct item *item = node_item(view, node);
        if (node == view->focus || !node_can_focus(view, node) ||
            !answers_get(live_answers(view->live), item->id))
            continue;
        say_answer(view, T_FILL_BACK_AT, T_FILL_BACK_AT, item);
        view_focus(view, node);
        return true;
    }
    return false;
}
