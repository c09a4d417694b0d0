/* edit_widget.c - the keys of an editor, and drawing a run of its text. */
#include "ui/edit_widget.h"

#include "sis/base/mem.h"
#include "sis/base/utf8.h"
#include "sis/ui/keymap.h"

/* With Ctrl or Alt a key goes further. */
static const struct {
    enum key_code code;
    bool deletes;
    enum edit_motion near, far;
} motions[] = {
    {KEYCODE_LEFT, false, EDIT_LEFT, EDIT_WORD_LEFT},
    {KEYCODE_RIGHT, false, EDIT_RIGHT, EDIT_WORD_RIGHT},
    {KEYCODE_HOME, false, EDIT_HOME, EDIT_TOP},
    {KEYCODE_END, false, EDIT_END, EDIT_BOTTOM},
    {KEYCODE_BACKSPACE, true, EDIT_LEFT, EDIT_WORD_LEFT},
    {KEYCODE_DELETE, true, EDIT_RIGHT, EDIT_WORD_RIGHT},
};

static bool handle_motion(struct edit *edit, struct key key)
{
    for (size_t i = 0; i < ARRAY_LEN(motions); i++) {
        if (motions[i].code != key.code)
            continue;
        bool far = (key.mods & (KEY_CTRL | KEY_ALT)) != 0;
        enum edit_motion motion = far ? motions[i].far : motions[i].near;
        if (!motions[i].deletes)
            return edit_move(edit, motion, (key.mods & KEY_SHIFT) != 0);
        edit_delete(edit, motion);
        return true;
    }
    return false;
}

static bool handle_key(struct edit *edit, struct key key)
{
    char bytes[4];
    if (!key_is_text(key))
        return handle_motion(edit, key);
    edit_insert(edit, bytes, utf8_encode(key.cp, bytes));
    return true;
}

static bool handle_command(struct edit *edit, int command)
{
    switch (command) {
    case COMMAND_UNDO: edit_undo(edit); return true;
    case COMMAND_REDO: edit_redo(edit); return true;
    case COMMAND_SELECT_ALL: edit_select_all(edit); return true;
    case COMMAND_SELECT: edit_mark(edit); return true;
    case COMMAND_CUT: edit_cut(edit); return true;
    case COMMAND_COPY: edit_copy(edit); return true;
    case COMMAND_PUT: edit_put(edit); return true;
    default: return false;
    }
}

bool edit_handle(struct edit *edit, const struct event *event)
{
    if (event->kind == EVENT_KEY)
        return handle_key(edit, event->key);
    if (event->kind == EVENT_COMMAND)
        return handle_command(edit, event->command);
    if (event->kind == EVENT_PASTE)
        edit_paste(edit, event->text, event->n);
    return event->kind == EVENT_PASTE;
}

static size_t clamp(size_t at, size_t from, size_t to)
{
    return at < from ? from : at > to ? to : at;
}

void edit_draw_run(struct area on, int row, int col, const char *p, size_t from, size_t to,
                   size_t select_from, size_t select_to)
{
    select_from = clamp(select_from, from, to);
    select_to = clamp(select_to, select_from, to);
    size_t edge[] = {from, select_from, select_to, to};
    for (int i = 0; i < 3; i++) {
        enum style style = i == 1 ? STYLE_MARK : STYLE_QUOTE;
        if (edge[i + 1] > edge[i])
            col = area_text_n(on, row, col, style, p + edge[i], edge[i + 1] - edge[i]);
    }
}
