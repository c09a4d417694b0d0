/* fill_find.c - looking for words in a form: a line to type them over the status line. */
#include <string.h>

#include "screens/fill.h"

#define FIELD_COLS 24
#define GAP 2

static const char *words_of(const struct fill *fill)
{
    return edit_text(fill->find.entry.edit);
}

void fill_find_begin(struct fill *fill)
{
    struct fill_find *find = &fill->find;
    if (!find->entry.edit)
        entry_init(&find->entry, "", false);
    /* The words of last time are there, and the first letter takes their place. */
    edit_select_all(find->entry.edit);
    find->open = true;
    find->node = fill->view.focus;
    find->cursor = form_view_cursor(&fill->view);
    form_view_mark(&fill->view, words_of(fill));
}

static void fill_find_end(struct fill *fill)
{
    fill->find.open = false;
    form_view_mark(&fill->view, NULL);
    /* What is typed next stands behind the word, not in its place. */
    if (form_view_context(&fill->view) == CONTEXT_TEXT)
        form_view_seek(&fill->view, fill->view.focus, form_view_cursor(&fill->view));
}

void fill_find_release(struct fill *fill)
{
    if (fill->find.entry.edit)
        entry_release(&fill->find.entry);
}

static void look_from_here(struct fill *fill)
{
    form_view_seek(&fill->view, fill->find.node, fill->find.cursor);
    form_view_find(&fill->view, words_of(fill), false, true);
    form_view_mark(&fill->view, words_of(fill));
}

static bool is_next(const struct event *event)
{
    if (event->kind == EVENT_COMMAND)
        return event->command == COMMAND_TEXT_FIND || event->command == COMMAND_NEXT ||
               event->command == COMMAND_FIND;
    return event->kind == EVENT_KEY &&
           (event->key.code == KEYCODE_ENTER || event->key.code == KEYCODE_DOWN);
}

static bool is_previous(const struct event *event)
{
    if (event->kind == EVENT_COMMAND)
        return event->command == COMMAND_PREVIOUS;
    return event->kind == EVENT_KEY && event->key.code == KEYCODE_UP;
}

bool fill_find_handle(struct fill *fill, const struct event *event)
{
    unsigned long before = edit_version(fill->find.entry.edit);
    bool back = event->kind == EVENT_COMMAND && event->command == COMMAND_BACK;
    if (back) {
        fill_find_end(fill);
        return true;
    }
    if (is_next(event) || is_previous(event)) {
        form_view_find(&fill->view, words_of(fill), is_previous(event), false);
        return true;
    }
    if (entry_handle(&fill->find.entry, event)) {
        if (edit_version(fill->find.entry.edit) != before)
            look_from_here(fill);
        return true;
    }
    /* Whatever else is to be done begins where the search has led. */
    if (event->kind == EVENT_COMMAND)
        fill_find_end(fill);
    return event->kind == EVENT_KEY;
}

static void put_found(const struct fill *fill, struct str *out)
{
    enum lang lang = fill_lang(fill);
    size_t at, n = form_view_hits(&fill->view, words_of(fill), &at);
    char a[24], b[24];
    if (edit_length(fill->find.entry.edit) == 0)
        return;
    if (n == 0)
        str_puts(out, text(lang, T_FILL_FIND_NONE));
    else
        text_put(out, lang, T_FILL_FIND_AT, number_text(a, (long long)at),
                 number_text(b, (long long)n), NULL);
    str_puts(out, "   ");
}

void fill_find_draw(const struct fill *fill, struct area line)
{
    enum lang lang = fill_lang(fill);
    const char *label = text(lang, T_FILL_FIND);
    int cols = line.cols / 3 < FIELD_COLS ? line.cols / 3 : FIELD_COLS;
    struct str words;
    area_fill(line, 0, 0, line.cols, STYLE_PLAIN, ' ');
    int col = area_text(line, 0, GAP, STYLE_STRONG, label) + 1;
    area_fill(line, 0, col, cols, STYLE_DIM, '_');
    entry_draw(&fill->find.entry, area_part(line, 0, col, 1, cols), true);
    col += cols + GAP;
    str_init(&words, 0);
    put_found(fill, &words);
    str_puts(&words, text(lang, T_FILL_FIND_KEYS));
    area_fit(line, 0, col, line.cols - col, STYLE_PLAIN, words.p);
    str_release(&words);
}
