/* form_view.c - what is focused in a form, what is written there, and how it becomes an answer. */
#include "screens/form_view.h"

#include <ctype.h>
#include <string.h>

#include "screens/form_view_inside.h"

static const struct form *form_of(const struct form_view *view)
{
    return live_form(view->live);
}

static const struct answer *answer_of(const struct form_view *view, const char *id)
{
    return answers_get(live_answers(view->live), id);
}

/* --- what is written -------------------------------------------------------------------------- */

static enum editor_kind editor_for(const struct item *item)
{
    switch (item->type) {
    case ITEM_LINE:
    case ITEM_TEXT: return EDITOR_AREA;
    case ITEM_NUMBER:
    case ITEM_DATE:
    case ITEM_DATETIME:
    case ITEM_IDENTITY: return EDITOR_ENTRY;
    case ITEM_ONE:
    case ITEM_MANY:
    case ITEM_ROWS:
    case ITEM_GRID:
    case ITEM_FIXED: break;
    }
    return EDITOR_NONE;
}

static bool parse(struct form_view *view, const struct item *item, const char *typed,
                  struct answer *answer)
{
    struct err err;
    return item_parse(item, view->env->lang, typed, live_scope(view->live)->today, view->scratch,
                      answer, &err);
}

/* The answer as the person may go on writing it: in words where these read back the same. */
static void text_to_edit(struct form_view *view, const struct item *item, struct str *out)
{
    const struct answer *answer = answer_of(view, item->id);
    struct answer again = {.id = item->id};
    if (!answer || answer->nonanswer != NONANSWER_NONE)
        return;
    item_answer_words(item, answer, view->env->lang, out);
    /* A moment is written without its seconds; it keeps them as long as nothing is typed. */
    if (answer->value.kind == VALUE_TEXT &&
        (!parse(view, item, out->p, &again) ||
         (item->type != ITEM_DATETIME && !value_equal(&again.value, &answer->value)))) {
        str_clear(out);
        str_puts(out, answer->value.text);
    }
    arena_reset(view->scratch);
}

static void open_editor(struct form_view *view)
{
    const struct item *item = node_item(view, view->focus);
    struct str words;
    view->editor = item ? editor_for(item) : EDITOR_NONE;
    view_marks_forget(view->marks);
    if (view->editor == EDITOR_NONE)
        return;
    str_init(&words, EDIT_MAX);
    text_to_edit(view, item, &words);
    if (view->editor == EDITOR_AREA)
        textarea_init(&view->area, words.p, words.n);
    else
        entry_init(&view->entry, words.p, false);
    /* What the form began with is replaced by the first key typed. */
    if (view->editor == EDITOR_ENTRY && live_is_first(view->live, item))
        edit_select_all(view->entry.edit);
    str_release(&words);
    view->area.marked = view->marked;
    view->opened = view->committed = edit_version(form_view_edit(view));
}

static void close_editor(struct form_view *view)
{
    if (view->editor == EDITOR_AREA)
        textarea_release(&view->area);
    else if (view->editor == EDITOR_ENTRY)
        entry_release(&view->entry);
    view->editor = EDITOR_NONE;
}

void view_set(struct form_view *view, const struct answer *answer)
{
    const struct answer *before = answer_of(view, answer->id);
    struct answer now = *answer;
    if (!now.source && before && (now.value.kind != VALUE_EMPTY || now.nonanswer))
        now.source = before->source;
    if (answer_equal(before, &now))
        return;
    const struct item *item = form_item(view->method, form_of(view), answer->id);
    if (item && (item->type == ITEM_ONE || item->type == ITEM_MANY))
        view_past_add(view->past, item->index, before);
    live_set(view->live, &now);
    view->changes++;
    view_watch(view);
}

/* The focused item's answer came from last time and is confirmed now; false when it did not. */
static bool view_confirm(struct form_view *view)
{
    const struct item *item = form_view_item(view);
    const struct answer *answer = item ? answer_of(view, item->id) : NULL;
    if (!answer || !answer->carried)
        return false;
    struct answer confirmed = *answer;
    confirmed.carried = false;
    live_set(view->live, &confirmed);
    view->changes++;
    return true;
}

static bool is_blank(const char *typed)
{
    while (isspace((unsigned char)*typed))
        typed++;
    return *typed == '\0';
}

/* While a text is being written it is kept to the last blank; what is left behind is tidied. */
static void take_typed(struct form_view *view, bool leaving)
{
    const struct item *item = node_item(view, view->focus);
    const struct edit *edit = form_view_edit(view);
    const struct answer *before;
    struct answer answer;
    if (!edit || edit_version(edit) == view->opened)
        return;
    if (!leaving && edit_version(edit) == view->committed)
        return;
    before = answer_of(view, item->id);
    answer = (struct answer){.id = item->id};
    if (is_blank(edit_text(edit))) {
        /* Nothing was written instead of the reason why there is no answer. */
        if (before && before->nonanswer != NONANSWER_NONE)
            answer.nonanswer = before->nonanswer;
    } else if ((!leaving && item->type == ITEM_TEXT) ||
               !parse(view, item, edit_text(edit), &answer)) {
        answer.value = value_text(edit_text(edit));
    }
    view_set(view, &answer);
    arena_reset(view->scratch);
    view->committed = edit_version(edit);
}

void form_view_commit(struct form_view *view)
{
    take_typed(view, false);
}

void form_view_leave(struct form_view *view)
{
    take_typed(view, true);
}

void view_focus(struct form_view *view, size_t node)
{
    take_typed(view, true);
    close_editor(view);
    /* Leaving may have hidden where we were going. */
    if (node != NODE_NONE && !node_can_focus(view, node)) {
        size_t next = node_beside(view, node, true);
        node = next != NODE_NONE ? next : node_beside(view, node, false);
    }
    view->focus = node;
    view->begun = false;
    view->cleared = false;
    view->pointing = false;
    view->option = 0;
    open_editor(view);
}

bool view_move(struct form_view *view, bool after)
{
    take_typed(view, true);
    size_t node = node_beside(view, view->focus, after);
    if (node == NODE_NONE)
        return false;
    view_focus(view, node);
    return true;
}

/* --- the view --------------------------------------------------------------------------------- */

void form_view_init(struct form_view *view, const struct screen_env *env,
                    const struct method *method, struct live *live, enum role role)
{
    *view = (struct form_view){.env = env,
                               .method = method,
                               .live = live,
                               .role = role,
                               .focus = NODE_NONE,
                               .anchor = NODE_NONE};
    view->scratch = arena_new();
    view->rows = mem_array(live_form(live)->n_items + 1, sizeof view->rows[0]);
    view->fired = mem_array(method->n_warnings + 1, sizeof view->fired[0]);
    view->own = mem_array(method->n_warnings + 1, sizeof view->own[0]);
    view->marks = view_marks_new(method, live);
    view->places = view_places_new();
    view->past = view_past_new();
    str_init(&view->said, 0);
    live_set_language(live, env->lang);
    view_watch(view);
    view_focus(view, node_beside(view, NODE_NONE, true));
}

void form_view_release(struct form_view *view)
{
    close_editor(view);
    mem_free(view->rows);
    mem_free(view->fired);
    mem_free(view->own);
    view_marks_free(view->marks);
    view_places_free(view->places);
    view_past_free(view->past);
    str_release(&view->said);
    arena_free(view->scratch);
}

void form_view_refresh(struct form_view *view)
{
    size_t cursor = form_view_cursor(view);
    const struct item *item = form_view_item(view);
    size_t focus = view->focus;
    close_editor(view);
    live_set_language(view->live, view->env->lang);
    view_watch(view);
    view_focus(view, focus == NODE_NONE ? node_beside(view, NODE_NONE, true) : focus);
    if (item && item == form_view_item(view) && view->editor != EDITOR_NONE)
        edit_move_to(form_view_edit(view), cursor, false);
}

/* To what cannot be focused now: the step that leads into the youth's part, or the beginning. */
static size_t way_to(const struct form_view *view, const struct item *item)
{
    const struct section *section = item ? item->section : form_of(view)->section;
    while (item && section_is_youths(item->section) && section > form_of(view)->section &&
           !section_is_step(view, section))
        section--;
    return item && section_is_step(view, section) ? node_of_section(view, section)
                                                  : node_beside(view, NODE_NONE, true);
}

void form_view_go(struct form_view *view, const char *id, size_t cursor)
{
    const struct item *item = form_item(view->method, form_of(view), id);
    /* Where a jump leads is shown, also when the form is read in short. */
    if (item && item->full && !live_shown(view->live, item))
        live_set_full(view->live, true);
    size_t node = item && node_can_focus(view, item->index) ? item->index : way_to(view, item);
    view_focus(view, node);
    if (item && node == item->index && view->editor != EDITOR_NONE)
        edit_move_to(form_view_edit(view), cursor, false);
}

void form_view_set_youth(struct form_view *view, bool youth)
{
    size_t step = NODE_NONE;
    if (view->youth == youth)
        return;
    take_typed(view, true);
    close_editor(view);
    view->youth = youth;
    for (size_t i = 0; !youth && i < form_of(view)->n_sections; i++) {
        if (section_is_step(view, &form_of(view)->section[i])) {
            step = node_beside(view, node_of_section(view, &form_of(view)->section[i]), true);
            if (step == NODE_NONE)
                step = node_of_section(view, &form_of(view)->section[i]);
            break;
        }
    }
    view->anchor = NODE_NONE;
    view_focus(view, step != NODE_NONE ? step : node_beside(view, NODE_NONE, true));
}

void form_view_set_rows(struct form_view *view, const struct item *item, struct view_rows rows)
{
    view->rows[item->index] = rows;
    live_set_rows(view->live, item->id, rows.n);
}

void form_view_nonanswer(struct form_view *view, enum nonanswer nonanswer)
{
    const struct item *item = form_view_item(view);
    if (!item || item->type == ITEM_ROWS)
        return;
    struct answer answer = {.id = item->id, .nonanswer = nonanswer};
    close_editor(view);
    view_set(view, &answer);
    open_editor(view);
    view_move(view, true);
}

void form_view_set_last(struct form_view *view, const struct answers *last, struct date on)
{
    view->last = last;
    view->last_on = on;
}

void form_view_take(struct form_view *view, const struct answer *answer, size_t n)
{
    take_typed(view, true);
    close_editor(view);
    for (size_t i = 0; i < n; i++)
        view_set(view, &answer[i]);
    view_focus(view, view->focus);
}

bool form_view_confirm(struct form_view *view)
{
    if (!view_confirm(view))
        return false;
    view_move(view, true);
    return true;
}

void form_view_source(struct form_view *view, const char *source)
{
    const struct item *item = form_view_item(view);
    take_typed(view, false);
    const struct answer *answer = item ? answer_of(view, item->id) : NULL;
    if (!answer)
        return;
    struct answer with = *answer;
    with.source = source;
    live_set(view->live, &with);
    view->changes++;
}

bool form_view_changed(const struct form_view *view, unsigned long changes)
{
    const struct edit *edit = form_view_edit(view);
    return view->changes != changes ||
           (edit && edit_version(edit) != view->committed && edit_version(edit) != view->opened);
}

/* --- taking back ------------------------------------------------------------------------------ */

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
    size_t at = view_past_newest(view);
    if (at == NODE_NONE)
        return false;
    size_t node = view_past_node(view, at);
    say_answer(view, T_FILL_UNDONE, T_FILL_UNDONE_CLEAR, node_item(view, node));
    view_past_restore(view, at);
    view_focus(view, node);
    return true;
}

bool view_past_show(struct form_view *view)
{
    for (size_t i = view_past_count(view); i-- > 0;) {
        size_t node = view_past_node(view, i);
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
