/* bar.c - the line at the top and the status line. */
#include <string.h>

#include "sis/ui/widget.h"

#define GAP 3       /* columns between keys, and between title and what stands to its right */
#define GAP_SMALL 2 /* when the keys do not fit otherwise */

void bar_title(struct area line, const struct bar *bar, enum lang lang)
{
    int col = 0;
    area_fill(line, 0, 0, line.cols, STYLE_TITLE, ' ');
    if (bar->practice)
        col = area_text(line, 0, 0, STYLE_MARK, text(lang, T_PRACTICE)) + 2;
    int left = text_cols(bar->left, strlen(bar->left));
    int right = bar->right ? text_cols(bar->right, strlen(bar->right)) : 0;
    bool fits = right > 0 && col + left + GAP + right <= line.cols;
    area_fit(line, 0, col, line.cols - col, STYLE_TITLE, bar->left);
    if (fits)
        area_text(line, 0, line.cols - right, STYLE_DIM, bar->right);
}

static const char *words_of(const struct bar_key *key, enum lang lang)
{
    return key->words ? key->words : text(lang, command_text(key->command));
}

/* 0 for a command that has no key here. */
static int cols_of(const struct keymap *keymap, enum context context, const struct bar_key *key,
                   enum lang lang)
{
    char name[KEY_WORDS_BYTES];
    const char *words = words_of(key, lang);
    keymap_words(keymap, context, key->command, lang, name);
    return name[0] ? text_cols(name, strlen(name)) + 1 + text_cols(words, strlen(words)) : 0;
}

static int draw_key(struct area line, int col, const struct keymap *keymap, enum context context,
                    const struct bar_key *key, enum lang lang)
{
    char name[KEY_WORDS_BYTES];
    keymap_words(keymap, context, key->command, lang, name);
    col = area_text(line, 0, col, STYLE_KEY, name);
    col = area_text(line, 0, col, STYLE_BAR, " ");
    return area_text(line, 0, col, STYLE_BAR, words_of(key, lang));
}

/* Beside a message there is only the lock. */
static void draw_message(struct area line, const struct keymap *keymap, enum context context,
                         int lock, const char *message, enum lang lang)
{
    static const struct bar_key key = {COMMAND_LOCK, NULL};
    bool fits = lock > 0 && lock <= line.cols;
    area_fit(line, 0, GAP, line.cols - GAP - (fits ? lock + GAP_SMALL : 0), STYLE_STRONG, message);
    if (fits)
        draw_key(line, line.cols - lock, keymap, context, &key, lang);
}

/* The lock always has its place; help has, where there is room for both. */
static bool has_place(enum command command, bool both)
{
    return command == COMMAND_LOCK || (both && command == COMMAND_HELP);
}

void bar_keys(struct area line, const struct keymap *keymap, enum context context,
              const struct bar_key *key, size_t n, const char *message, enum lang lang)
{
    int all = 0, help = 0, lock = 0, col = 0;
    area_fill(line, 0, 0, line.cols, STYLE_BAR, ' ');
    for (size_t i = 0; i < n; i++) {
        int cols = cols_of(keymap, context, &key[i], lang);
        all += cols ? cols + GAP : 0;
        help = cols && key[i].command == COMMAND_HELP ? cols + GAP_SMALL : help;
        lock = cols && key[i].command == COMMAND_LOCK ? cols + GAP_SMALL : lock;
    }
    if (message) {
        draw_message(line, keymap, context, lock, message, lang);
        return;
    }
    bool fits = all <= line.cols, both = help + lock <= line.cols;
    int gap = fits ? GAP : GAP_SMALL, room = line.cols;
    int reserved = fits ? 0 : both ? help + lock : lock;
    for (size_t i = 0; i < n; i++) {
        int cols = cols_of(keymap, context, &key[i], lang);
        if (cols && !fits && has_place(key[i].command, both))
            reserved -= cols + gap;
        if (cols == 0 || cols + gap > room - reserved)
            continue;
        col = draw_key(line, col + gap, keymap, context, &key[i], lang);
        room -= cols + gap;
    }
}
