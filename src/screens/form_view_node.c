/* form_view_node.c - what can be focused in a form and in which order, and what is focused now. */
#include "screens/form_view_inside.h"

static const struct form *form_of(const struct form_view *view)
{
    return live_form(view->live);
}

size_t node_of_section(const struct form_view *view, const struct section *section)
{
    return form_of(view)->n_items + (size_t)(section - form_of(view)->section);
}

const struct item *node_item(const struct form_view *view, size_t node)
{
    return node < form_of(view)->n_items ? &form_of(view)->item[node] : NULL;
}

bool section_is_open(const struct form_view *view, const struct section *section)
{
    return section_is_youths(section) == view->youth && live_section_shown(view->live, section);
}

bool section_is_step(const struct form_view *view, const struct section *section)
{
    if (view->youth || !section_is_youths(section) || !live_section_shown(view->live, section))
        return false;
    return section == form_of(view)->section || !section_is_youths(section - 1);
}

bool node_can_focus(const struct form_view *view, size_t node)
{
    const struct item *item = node_item(view, node);
    if (node >= form_of(view)->n_items + form_of(view)->n_sections)
        return false;
    if (!item)
        return section_is_step(view, &form_of(view)->section[node - form_of(view)->n_items]);
    return item->type != ITEM_FIXED && item->type != ITEM_GRID && !item->compute &&
           section_is_youths(item->section) == view->youth && live_shown(view->live, item);
}

/* Sections and items in one order: each section's step stands before its items. */
static size_t rank_of(const struct form_view *view, size_t node)
{
    const struct form *form = form_of(view);
    const struct item *item = node_item(view, node);
    if (item)
        return node + (size_t)(item->section - form->section) + 1;
    return form->section[node - form->n_items].first + (node - form->n_items);
}

size_t node_beside(const struct form_view *view, size_t node, bool after)
{
    size_t all = form_of(view)->n_items + form_of(view)->n_sections;
    size_t best = NODE_NONE;
    for (size_t i = 0; i < all; i++) {
        if (!node_can_focus(view, i))
            continue;
        size_t rank = rank_of(view, i);
        if (node != NODE_NONE &&
            (after ? rank <= rank_of(view, node) : rank >= rank_of(view, node)))
            continue;
        if (best == NODE_NONE || (after ? rank < rank_of(view, best) : rank > rank_of(view, best)))
            best = i;
    }
    return best;
}

enum context form_view_context(const struct form_view *view)
{
    return view->editor != EDITOR_NONE ? CONTEXT_TEXT : CONTEXT_FORM;
}

const struct item *form_view_item(const struct form_view *view)
{
    return view->focus == NODE_NONE ? NULL : node_item(view, view->focus);
}

bool form_view_on_step(const struct form_view *view)
{
    return view->focus != NODE_NONE && !node_item(view, view->focus);
}

struct edit *form_view_edit(const struct form_view *view)
{
    switch (view->editor) {
    case EDITOR_AREA: return view->area.edit;
    case EDITOR_ENTRY: return view->entry.edit;
    case EDITOR_NONE: break;
    }
    return NULL;
}

size_t form_view_cursor(const struct form_view *view)
{
    return view->editor == EDITOR_NONE ? 0 : edit_cursor(form_view_edit(view));
}

const struct answer *form_view_last(const struct form_view *view, const struct item *item)
{
    /* When it was last time stands before each of the answers. */
    if (!view->last || view->youth || item->compute || item->type == ITEM_DATETIME)
        return NULL;
    /* A judgement is made before the last one is looked at. */
    if (item->judgement && !answers_get(live_answers(view->live), item->id))
        return NULL;
    return answers_get(view->last, item->id);
}
