/* form_view_find.c - finding words in a form: in what is written, and in the questions themselves. */
#include <string.h>

#include "screens/form_view_inside.h"

struct looked {
    const char *text; /* what is written there, "" where nothing is */
    size_t n;
    struct str label;
};

static void look_at(const struct form_view *view, size_t node, struct looked *it)
{
    const struct item *item = node_item(view, node);
    const struct edit *edit = node == view->focus ? form_view_edit(view) : NULL;
    const struct answer *answer = item ? answers_get(live_answers(view->live), item->id) : NULL;
    enum lang lang = view->env->lang;
    str_init(&it->label, 0);
    if (item && item->grid_row)
        str_printf(&it->label, "%s ", label_in(&item->grid_row->label, lang));
    if (item)
        str_puts(&it->label, label_in(&item->label, lang));
    it->text = edit ? edit_text(edit) : "";
    if (!edit && answer && answer->value.kind == VALUE_TEXT &&
        (item->type == ITEM_LINE || item->type == ITEM_TEXT))
        it->text = answer->value.text;
    it->n = strlen(it->text);
}

/* Hits in what is written; a question that only asks about it counts once. */
static size_t hits_at(const struct form_view *view, size_t node, const char *words)
{
    struct looked it;
    struct text_hit hit = {0, 0};
    size_t n = 0;
    look_at(view, node, &it);
    while (text_find(it.text, it.n, words, hit.to, it.n, false, &hit))
        n++;
    if (n == 0)
        n = text_find(it.label.p, it.label.n, words, 0, it.label.n, false, &hit);
    str_release(&it.label);
    return n;
}

/* How many of them come before the one where the cursor stands. */
static size_t hits_before(const struct form_view *view, const char *words)
{
    const struct edit *edit = form_view_edit(view);
    struct text_hit hit = {0, 0};
    size_t from, to, n = 0;
    if (!edit || !edit_selection(edit, &from, &to))
        return 0;
    while (text_find(edit_text(edit), edit_length(edit), words, hit.to, from, false, &hit))
        n++;
    return n;
}

size_t form_view_hits(const struct form_view *view, const char *words, size_t *at)
{
    size_t n = 0;
    *at = 0;
    for (size_t node = node_beside(view, NODE_NONE, true); node != NODE_NONE;
         node = node_beside(view, node, true)) {
        size_t here = hits_at(view, node, words);
        if (node == view->focus && here > 0)
            *at = n + hits_before(view, words) + 1;
        n += here;
    }
    return n;
}

/* In the focused text, behind `start` or before it. */
static bool find_here(struct form_view *view, const char *words, bool backwards, size_t start)
{
    struct edit *edit = form_view_edit(view);
    struct text_hit hit;
    size_t n = edit ? edit_length(edit) : 0;
    if (!edit || !text_find(edit_text(edit), n, words, backwards ? 0 : start, backwards ? start : n,
                            backwards, &hit))
        return false;
    edit_select(edit, hit.from, hit.to);
    return true;
}

/* The question asks about it, and nothing is written there that holds it. */
static bool only_asks(const struct form_view *view, const char *words)
{
    const struct edit *edit = form_view_edit(view);
    struct text_hit hit;
    return hits_at(view, view->focus, words) > 0 &&
           !(edit && text_find(edit_text(edit), edit_length(edit), words, 0, edit_length(edit),
                               false, &hit));
}

static size_t next_node(const struct form_view *view, size_t node, bool backwards)
{
    size_t next = node_beside(view, node, !backwards);
    return next != NODE_NONE ? next : node_beside(view, NODE_NONE, !backwards);
}

static void go_to_hit(struct form_view *view, size_t node, const char *words, bool backwards)
{
    struct edit *edit;
    if (node != view->focus)
        view_focus(view, node);
    edit = form_view_edit(view);
    if (edit)
        edit_select_none(edit);
    find_here(view, words, backwards, backwards && edit ? edit_length(edit) : 0);
}

bool form_view_find(struct form_view *view, const char *words, bool backwards, bool stay)
{
    const struct edit *edit = form_view_edit(view);
    size_t from = 0, to = 0, node = view->focus;
    if (node == NODE_NONE || !*words)
        return false;
    if (edit)
        edit_selection(edit, &from, &to);
    if (find_here(view, words, backwards, backwards || stay ? from : to))
        return true;
    if (stay && only_asks(view, words))
        return true;
    do {
        node = next_node(view, node, backwards);
        if (hits_at(view, node, words) > 0) {
            go_to_hit(view, node, words, backwards);
            return true;
        }
    } while (node != view->focus);
    return false;
}

void form_view_mark(struct form_view *view, const char *words)
{
    view->marked = words;
    view->area.marked = words;
}

void form_view_seek(struct form_view *view, size_t node, size_t cursor)
{
    if (node != NODE_NONE && node != view->focus)
        view_focus(view, node);
    if (form_view_edit(view))
        edit_move_to(form_view_edit(view), cursor, false);
}
