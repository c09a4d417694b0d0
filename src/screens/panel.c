/* panel.c - a question with its answers, one a line. */
#include "screens/panel.h"

#include <stdio.h>
#include <string.h>

#include "sis/base/utf8.h"
#include "sis/base/wrap.h"

#define PANEL_COLS_MAX 76
#define MARGIN 3

void panel_init(struct panel *panel)
{
    memset(panel, 0, sizeof *panel);
    str_init(&panel->words, 0);
}

void panel_release(struct panel *panel)
{
    str_release(&panel->words);
}

void panel_begin(struct panel *panel, const char *title)
{
    str_clear(&panel->words);
    snprintf(panel->title, sizeof panel->title, "%s", title);
    panel->n = 0;
    panel->selected = 0;
    panel->top = 0;
}

static void add(struct panel *panel, int32_t key, const char *words, int value)
{
    struct panel_option *option = &panel->option[panel->n];
    if (panel->n == PANEL_OPTIONS)
        return;
    option->key = key;
    option->value = value;
    snprintf(option->words, sizeof option->words, "%s", words);
    panel->n++;
}

void panel_option(struct panel *panel, const char *key, const char *words, int value)
{
    int32_t cp = 0;
    utf8_decode(key, strlen(key), &cp);
    add(panel, cp, words, value);
}

void panel_numbered(struct panel *panel, size_t n, const char *words, int value)
{
    add(panel, n < 10 ? '0' + (int32_t)n : 'a' + (int32_t)n - 10, words, value);
}

static int32_t folded(int32_t cp)
{
    return cp >= 'A' && cp <= 'Z' ? cp + ('a' - 'A') : cp;
}

static int find(const struct panel *panel, int32_t cp)
{
    for (size_t i = 0; i < panel->n; i++)
        if (folded(cp) == panel->option[i].key)
            return panel->option[i].value;
    return PANEL_NONE;
}

static bool move(struct panel *panel, int command)
{
    switch (command) {
    case COMMAND_UP:
    case COMMAND_PREVIOUS: panel->selected -= panel->selected > 0; return true;
    case COMMAND_DOWN:
    case COMMAND_NEXT: panel->selected += panel->selected + 1 < panel->n; return true;
    case COMMAND_PAGE_DOWN: panel->top += 8; return true;
    case COMMAND_PAGE_UP: panel->top = panel->top > 8 ? panel->top - 8 : 0; return true;
    default: return false;
    }
}

int panel_handle(struct panel *panel, const struct event *event, bool *used)
{
    int value = PANEL_NONE;
    *used = true;
    if (event->kind == EVENT_COMMAND && event->command == COMMAND_OPEN && panel->n > 0)
        return panel->option[panel->selected].value;
    if (event->kind == EVENT_COMMAND && move(panel, event->command))
        return PANEL_NONE;
    if (event->kind == EVENT_KEY && key_is_text(event->key))
        value = find(panel, event->key.cp);
    *used = value != PANEL_NONE;
    return value;
}

/* The words in an area of their own, from the row that is first now. */
static void draw_words(const struct panel *panel, struct area on)
{
    int all = (int)wrap_count(panel->words.p, panel->words.n, on.cols > 1 ? on.cols : 1);
    int most = all > on.rows ? all - on.rows : 0;
    int top = panel->top < most ? panel->top : most;
    area_wrap(on, -top, 0, on.cols > 1 ? on.cols : 1, STYLE_PLAIN, panel->words.p);
    if (top < most)
        area_text(on, on.rows - 1, on.cols - 1, STYLE_DIM, "↓");
}

void panel_draw(const struct panel *panel, struct area on)
{
    int cols = on.cols - 2 * MARGIN < PANEL_COLS_MAX ? on.cols - 2 * MARGIN : PANEL_COLS_MAX;
    struct area inside = area_part(on, 1, MARGIN, on.rows - 1, cols > 1 ? cols : 1);
    int row =
        area_wrap(inside, 0, 0, inside.cols > 1 ? inside.cols : 1, STYLE_STRONG, panel->title);
    int least = inside.rows - row - 2 - (int)panel->n;
    int words = panel->words.n > 0
                    ? (int)wrap_count(panel->words.p, panel->words.n, cols > 1 ? cols : 1)
                    : 0;
    if (words > least)
        words = least > 1 ? least : 1;
    if (panel->words.n > 0) {
        draw_words(panel, area_part(inside, row + 1, 0, words, inside.cols));
        row += 1 + words;
    }
    row++;
    for (size_t i = 0; i < panel->n; i++, row++) {
        char key[5] = "";
        bool selected = panel->selected == i;
        key[utf8_encode(panel->option[i].key, key)] = '\0';
        area_text(inside, row, 0, STYLE_STRONG, selected ? "›" : " ");
        area_text(inside, row, 2, STYLE_STRONG, key);
        area_fit(inside, row, 4, inside.cols - 4, selected ? STYLE_STRONG : STYLE_PLAIN,
                 panel->option[i].words);
        if (selected)
            area_cursor(inside, row, 2);
    }
    if (panel->n == 0)
        area_cursor(inside, 0, 0);
}
