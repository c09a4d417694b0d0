/* form_view_handle.c - keys in a form: answering and moving. */
#include <stdio.h>
#include <string.h>

#include "screens/form_view_inside.h"
#include "sis/base/utf8.h"

/* --- choosing --------------------------------------------------------------------------------- */

static bool is_choice(const struct item *item)
{
    return item && (item->type == ITEM_ONE || item->type == ITEM_MANY);
}

/* Takes a code in or out; the codes stand in the order of the form. */
static void toggle(struct form_view *view, const struct item *item, const char *code)
{
    const struct answer *before = answers_get(live_answers(view->live), item->id);
    const struct value *value = before ? &before->value : NULL;
    const char **codes =
        mem_array(item->scale->n_options + (value ? value->n : 0) + 1, sizeof *codes);
    size_t n = 0;
    for (size_t i = 0; i < item->scale->n_options; i++) {
        const char *option = item->scale->option[i].code;
        bool had = value && value_has_code(value, option);
        if (had != (strcmp(option, code) == 0))
            codes[n++] = option;
    }
    for (size_t i = 0; value && i < value->n; i++)
        if (!scale_option(item->scale, value->code[i]) && strcmp(value->code[i], code) != 0)
            codes[n++] = value->code[i];
    struct answer answer = {.id = item->id, .value = value_codes(codes, n)};
    view_set(view, &answer);
    mem_free(codes);
}

/* What an answer asks for in words, and has none yet, is where the next letters belong. */
static bool leads_to_words(const struct form_view *view)
{
    size_t node = node_beside(view, view->focus, true);
    const struct item *item = node != NODE_NONE ? node_item(view, node) : NULL;
    return item && (item->type == ITEM_LINE || item->type == ITEM_TEXT) &&
           !answers_get(live_answers(view->live), item->id);
}

/* Answers with one option: one answer moves on, one of many stays. */
static void choose(struct form_view *view, const struct choice *choice, bool stay)
{
    const struct item *item = form_view_item(view);
    struct answer answer = {.id = item->id, .nonanswer = choice->nonanswer};
    if (choice->code && item->type == ITEM_MANY) {
        toggle(view, item, choice->code);
        return;
    }
    if (choice->struck)
        return;
    if (choice->code)
        answer.value = value_codes(&choice->code, 1);
    view_set(view, &answer);
    if (view->stays && !leads_to_words(view))
        view->pointing = false;
    else if (!stay && !view_move(view, true))
        view_focus(view, view->focus);
}

static bool is_key(const char *key, int32_t cp)
{
    int32_t has;
    size_t n = strlen(key);
    return n > 0 && utf8_decode(key, n, &has) == n && key_folded(has) == key_folded(cp);
}

/* The option of a key: as shown; else as the other language has it, for whoever has learnt those. */
static const struct choice *find_key(const struct form_view *view, const struct item *item,
                                     const struct choice *choice, size_t n, int32_t cp)
{
    enum lang other = (enum lang)((view->env->lang + 1) % LANG_COUNT);
    for (size_t i = 0; i < n; i++)
        if (is_key(choice[i].key, cp))
            return &choice[i];
    for (size_t i = 0; i < n; i++) {
        const struct option *option =
            choice[i].code && item->scale ? scale_option(item->scale, choice[i].code) : NULL;
        if (option && !choice[i].struck && is_key(label_in(&option->key, other), cp))
            return &choice[i];
    }
    return NULL;
}

static const struct choice *find_nonanswer(enum lang lang, int32_t cp)
{
    static const struct choice reason[] = {{.nonanswer = NONANSWER_UNKNOWN},
                                           {.nonanswer = NONANSWER_DECLINED}};
    for (size_t i = 0; i < ARRAY_LEN(reason); i++)
        if (is_key(text(lang, nonanswer_key(reason[i].nonanswer)), cp))
            return &reason[i];
    return NULL;
}

/* The number of two digits or more that the typed ones begin, or are when nothing may follow. */
static const struct choice *find_number(const struct choice *choice, size_t n, const char *typed,
                                        bool whole)
{
    size_t digits = strlen(typed);
    for (size_t i = 0; i < n; i++)
        if (choice[i].code && !choice[i].struck && choice_is_number(&choice[i]) &&
            strncmp(choice[i].label, typed, digits) == 0 &&
            (choice[i].label[digits] == '\0') == whole)
            return &choice[i];
    return NULL;
}

static bool handle_letter(struct form_view *view, const struct item *item,
                          const struct choice *choice, size_t n, const struct event *event)
{
    if (view_word_takes(view, event))
        return view->word.answers > 0;
    const struct choice *chosen = find_key(view, item, choice, n, event->key.cp);
    if (!chosen)
        chosen = find_nonanswer(view->env->lang, event->key.cp);
    if (!chosen)
        return view_word_strays(view, event);
    view_word_answers(view, event, chosen);
    bool begun = item->type == ITEM_ONE && chosen->code && choice_is_number(chosen) &&
                 find_number(choice, n, chosen->label, false);
    choose(view, chosen, begun);
    view_word_answered(view);
    view->begun = begun;
    return true;
}

bool event_is_typed(const struct event *event)
{
    return event->kind == EVENT_PASTE || (event->kind == EVENT_KEY && key_is_text(event->key));
}

/* After the 1 of a ruler to 10, a 0 makes it 10. Whatever else is typed is meant for the next
 * question; keys that move do it from here. True when nothing is left to do. */
static bool end_number(struct form_view *view, const struct event *event)
{
    const struct item *item = form_view_item(view);
    bool typed = event_is_typed(event);
    struct choice *choice;
    char number[8] = "";
    size_t digits = 0;
    if (!view->begun || (!typed && event->kind != EVENT_KEY && event->kind != EVENT_COMMAND))
        return false;
    view->begun = false;
    if (!typed)
        return false;
    size_t n = view_choices(view, item, &choice);
    for (size_t i = 0; i < n; i++)
        if (choice[i].chosen && strlen(choice[i].label) + 2 < sizeof number)
            digits = (size_t)snprintf(number, sizeof number, "%s", choice[i].label);
    if (event->kind == EVENT_KEY && event->key.cp >= '0' && event->key.cp <= '9')
        number[digits++] = (char)event->key.cp;
    number[digits] = '\0';
    const struct choice *whole = digits > 1 ? find_number(choice, n, number, true) : NULL;
    if (whole)
        choose(view, whole, false);
    else
        view_move(view, true);
    mem_free(choice);
    return whole != NULL;
}

/* --- pointing with the arrows ----------------------------------------------------------------- */

static int first_pointed(const struct choice *choice, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (choice[i].chosen)
            return (int)i;
    return 0;
}

/* Moves to the option beside; false when that leads out of the question. */
static bool point(struct form_view *view, const struct choice *choice, size_t n, int by)
{
    if (n == 0)
        return false;
    if (!view->pointing) {
        view->pointing = true;
        view->option = first_pointed(choice, n);
        return true;
    }
    if (view->option + by < 0 || view->option + by >= (int)n)
        return false;
    view->option += by;
    return true;
}

static bool handle_arrow(struct form_view *view, const struct event *event,
                         const struct choice *choice, size_t n, bool lines)
{
    int command = event->kind == EVENT_COMMAND ? event->command : COMMAND_NONE;
    enum key_code code = event->kind == EVENT_KEY ? event->key.code : KEYCODE_CHAR;
    if (lines && command == COMMAND_DOWN)
        return point(view, choice, n, 1);
    if (lines && command == COMMAND_UP)
        return view->pointing && point(view, choice, n, -1);
    if (!lines && (code == KEYCODE_LEFT || code == KEYCODE_RIGHT)) {
        point(view, choice, n, code == KEYCODE_RIGHT ? 1 : -1);
        return true;
    }
    return false;
}

static void clear(struct form_view *view)
{
    struct answer none = {.id = form_view_item(view)->id};
    view_set(view, &none);
    view->pointing = false;
}

/* Takes the answer away; where there is none goes back to the last one that was given. A key that is
 * held down does no more than one of each. */
static void rub_out(struct form_view *view)
{
    if (answers_get(live_answers(view->live), form_view_item(view)->id)) {
        clear(view);
        view->cleared = true;
    } else if (!view->cleared) {
        view_past_show(view);
    }
}

static bool handle_choice_key(struct form_view *view, const struct item *item,
                              const struct event *event, const struct choice *choice, size_t n)
{
    struct key key = event->key;
    if (key.code == KEYCODE_BACKSPACE) {
        rub_out(view);
        return true;
    }
    if (key.code == KEYCODE_DELETE) {
        clear(view);
        return true;
    }
    if (!key_is_text(key))
        return false;
    if (key.cp != ' ')
        return handle_letter(view, item, choice, n, event);
    if (!view->pointing && view_word_takes(view, event))
        return view->word.answers > 0;
    if (!view->pointing)
        point(view, choice, n, 0);
    if (n > 0 && item->type == ITEM_ONE && choice[view->option].chosen)
        clear(view);
    else if (n > 0)
        choose(view, &choice[view->option], true);
    return true;
}

static bool handle_choice(struct form_view *view, const struct event *event, int cols)
{
    const struct item *item = form_view_item(view);
    struct columns columns = view_columns(view, cols);
    struct choice *choice;
    size_t n = view_choices(view, item, &choice);
    bool lines = view_shape(view, &columns, item, choice, n) == SHAPE_LINES;
    bool used = handle_arrow(view, event, choice, n, lines);
    if (!used && event->kind == EVENT_KEY)
        used = handle_choice_key(view, item, event, choice, n);
    /* Enter takes what the arrows point at, and moves on. */
    if (!used && event->kind == EVENT_COMMAND && event->command == COMMAND_OPEN && view->pointing &&
        item->type == ITEM_ONE && view->option < (int)n) {
        choose(view, &choice[view->option], false);
        used = true;
    }
    mem_free(choice);
    return used;
}

/* --- moving ----------------------------------------------------------------------------------- */

static const struct section *section_of(const struct form_view *view, size_t node)
{
    const struct form *form = live_form(view->live);
    const struct item *item = node_item(view, node);
    return item ? item->section : &form->section[node - form->n_items];
}

static bool move_section(struct form_view *view, bool after)
{
    size_t node = view->focus;
    const struct section *here;
    if (node == NODE_NONE)
        return false;
    here = section_of(view, node);
    size_t to = node;
    for (size_t next = node_beside(view, node, after); next != NODE_NONE;
         next = node_beside(view, next, after)) {
        const struct section *section = section_of(view, next);
        if (after ? section != here : section != section_of(view, to) && to != node)
            break;
        to = next;
        if (!after && section != here)
            here = section;
    }
    if (after) {
        size_t next = node_beside(view, to, true);
        to = next != NODE_NONE ? next : to;
    }
    view_focus(view, to);
    /* Its title stands at the top. */
    view->anchor = view->focus;
    view->anchor_row = 1;
    return true;
}

static bool move_end(struct form_view *view, bool last)
{
    size_t node = node_beside(view, NODE_NONE, !last);
    if (node == NODE_NONE)
        return false;
    view_focus(view, node);
    return true;
}

static bool handle_command(struct form_view *view, int command)
{
    switch (command) {
    case COMMAND_NEXT:
    case COMMAND_DOWN:
    case COMMAND_OPEN: view_move(view, true); return true;
    case COMMAND_PREVIOUS:
    case COMMAND_UP: view_move(view, false); return true;
    case COMMAND_PAGE_DOWN: return move_section(view, true);
    case COMMAND_PAGE_UP: return move_section(view, false);
    case COMMAND_TOP: return move_end(view, false);
    case COMMAND_BOTTOM: return move_end(view, true);
    default: return false;
    }
}

/* Keys that a text does not use lead out of it. */
static bool leave_text(struct form_view *view, struct key key)
{
    switch ((int)key.code) {
    case KEYCODE_ENTER:
    case KEYCODE_DOWN: view_move(view, true); return true;
    case KEYCODE_UP: view_move(view, false); return true;
    case KEYCODE_PAGE_DOWN: return move_section(view, true);
    case KEYCODE_PAGE_UP: return move_section(view, false);
    default: return false;
    }
}

static bool handle_text(struct form_view *view, const struct event *event, int rows, int cols)
{
    const struct item *item = form_view_item(view);
    struct columns columns = view_columns(view, cols);
    bool enter = event->kind == EVENT_KEY && event->key.code == KEYCODE_ENTER;
    bool used = false;
    if (view->editor == EDITOR_AREA) {
        int width = field_cols(view, &columns, item);
        int max = field_rows_max(item, rows);
        textarea_layout(&view->area, textarea_height(&view->area, width, max), width);
        if (!enter || item->type == ITEM_TEXT)
            used = textarea_handle(&view->area, event);
    } else if (!enter) {
        used = entry_handle(&view->entry, event);
    }
    return used || (event->kind == EVENT_KEY && leave_text(view, event->key));
}

static bool is_enter(const struct event *event)
{
    return event->kind == EVENT_COMMAND
               ? event->command == COMMAND_OPEN
               : event->kind == EVENT_KEY && event->key.code == KEYCODE_ENTER;
}

/* What was typed is taken back first, then the answer before it. */
static bool undo(struct form_view *view, const struct event *event, int rows, int cols)
{
    const struct edit *edit = form_view_edit(view);
    unsigned long version = edit ? edit_version(edit) : 0;
    bool used = edit && handle_text(view, event, rows, cols);
    return (edit && edit_version(edit) != version) || view_past_undo(view) || used;
}

static void say_refused(struct form_view *view)
{
    struct edit *edit = form_view_edit(view);
    if (edit && edit_take_refused(edit))
        str_puts(&view->said, text(view->env->lang, T_FILL_NO_ROOM));
}

static bool dispatch(struct form_view *view, const struct event *event, int rows, int cols)
{
    bool is_key = event->kind == EVENT_COMMAND || event->kind == EVENT_KEY;
    str_clear(&view->said);
    if (view->focus == NODE_NONE)
        return false;
    if ((is_key && !event_is_typed(event)) || event->kind == EVENT_PASTE) {
        if (view_word_ends(view, event, is_enter(event)))
            return true;
    }
    if (end_number(view, event))
        return true;
    if (is_enter(event) && form_view_confirm(view))
        return true;
    if (event->kind == EVENT_COMMAND && event->command == COMMAND_UNDO)
        return undo(view, event, rows, cols);
    if (view->editor != EDITOR_NONE && handle_text(view, event, rows, cols)) {
        say_refused(view);
        return true;
    }
    if (is_choice(form_view_item(view)) && handle_choice(view, event, cols))
        return true;
    return event->kind == EVENT_COMMAND && handle_command(view, event->command);
}

bool form_view_handle(struct form_view *view, const struct event *event, int rows, int cols)
{
    bool used = dispatch(view, event, rows, cols);
    form_view_settle(view, rows, cols);
    return used;
}
