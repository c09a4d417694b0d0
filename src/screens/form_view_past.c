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

size_t view_past_node(const struct form_view *view, size_t at)
{
    return view->past->step[at].node;
}

size_t view_past_newest(const struct form_view *view)
{
    for (size_t i = view->past->n; i-- > 0;)
        if (node_can_focus(view, view->past->step[i].node))
            return i;
    return NODE_NONE;
}

void view_past_restore(struct form_view *view, size_t at)
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
        view_past_restore(view, view->past->n - 1);
}
