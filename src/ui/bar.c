/* bar.c - the line at the top and the status line. */
#include <string.h>

#include "sis/ui/widget.h"

#define GAP 3       /* columns between keys, and between title and what stands to its right */
#define GAP_SMALL 2 /* when the keys do not fit otherwise */
#define OTHERS 3    /* rank of the first key that need not stay */

/* Of lines the first that has so many columns at most; its bytes, 0 when none has. */
static size_t first_that_fits(const char **lines, int cols)
{
    while (*lines && **lines) {
        size_t n = strcspn(*lines, "\n");
        if (text_cols(*lines, n) <= cols)
            return n;
        *lines += n + ((*lines)[n] == '\n');
    }
    return 0;
}

void bar_title(struct area line, const struct bar *bar, enum lang lang)
{
    const char *right = bar->right;
    int col = 0;
    area_fill(line, 0, 0, line.cols, STYLE_TITLE, ' ');
    if (bar->practice)
        col = area_text(line, 0, 0, STYLE_MARK, text(lang, T_PRACTICE)) + 2;
    int left = text_cols(bar->left, strlen(bar->left));
    size_t n = first_that_fits(&right, line.cols - col - left - GAP);
    area_fit(line, 0, col, line.cols - col, STYLE_TITLE, bar->left);
    if (n > 0)
        area_text_n(line, 0, line.cols - text_cols(right, n), STYLE_DIM, right, n);
}

/* One key with its place in the line. */
struct slot {
    const struct bar_key *key;
    char name[KEY_WORDS_BYTES];
    const char *words;
    int name_cols, words_cols; /* words_cols: with the blank before them */
    int rank;                  /* the lower, the longer it stays */
    bool shown, says;          /* says: with its words */
};

/* What stays, then the first key, then the others as they come. */
static int rank_of(enum command command, size_t i)
{
    return command == COMMAND_LOCK   ? 0
           : command == COMMAND_HELP ? 1
           : command_stays(command)  ? 2
                                     : OTHERS + (int)i;
}

/* Keys without a name in this context are left out. */
static size_t find_slots(struct slot *slot, const struct keymap *keymap, enum context context,
                         const struct bar_key *key, size_t n, enum lang lang)
{
    size_t found = 0;
    for (size_t i = 0; i < n && found < BAR_KEYS_MAX; i++) {
        struct slot *one = &slot[found];
        *one = (struct slot){.key = &key[i]};
        one->words = key[i].words ? key[i].words : text(lang, command_text(key[i].command));
        keymap_words(keymap, context, key[i].command, lang, one->name);
        one->name_cols = text_cols(one->name, strlen(one->name));
        one->words_cols = 1 + text_cols(one->words, strlen(one->words));
        one->rank = rank_of(key[i].command, found);
        found += one->name_cols > 0;
    }
    return found;
}

static int draw_slot(struct area line, int col, const struct slot *slot)
{
    col = area_text(line, 0, col, STYLE_KEY, slot->name);
    if (!slot->says)
        return col;
    col = area_text(line, 0, col, STYLE_BAR, " ");
    return area_text(line, 0, col, STYLE_BAR, slot->words);
}

static struct slot *of_rank(struct slot *slot, size_t n, int rank)
{
    for (size_t i = 0; i < n; i++)
        if (slot[i].rank == rank)
            return &slot[i];
    return NULL;
}

/* Takes columns off the room; false when there are too few. */
static bool take(int *room, int cols)
{
    if (cols > *room)
        return false;
    *room -= cols;
    return true;
}

/* What stays gives up its words before the first key is left out. Behind a key that has no room all
 * the others are left out too, so that no lesser one takes its place. */
static void choose(struct slot *slot, size_t n, int room, int gap)
{
    struct slot *one, *first = NULL;
    for (int rank = 0; rank < OTHERS; rank++)
        if ((one = of_rank(slot, n, rank)) != NULL)
            one->shown = take(&room, gap + one->name_cols);
    for (int rank = OTHERS; rank < OTHERS + (int)n && !first; rank++)
        first = of_rank(slot, n, rank);
    if (first)
        first->shown = first->says = take(&room, gap + first->name_cols + first->words_cols);
    for (int rank = 0; rank < OTHERS; rank++)
        if ((one = of_rank(slot, n, rank)) != NULL && one->shown)
            one->says = take(&room, one->words_cols);
    bool fits = first && first->shown;
    for (int rank = fits ? first->rank + 1 : 0; fits && rank < OTHERS + (int)n; rank++)
        if ((one = of_rank(slot, n, rank)) != NULL)
            fits = one->shown = one->says = take(&room, gap + one->name_cols + one->words_cols);
}

void bar_keys(struct area line, const struct keymap *keymap, enum context context,
              const struct bar_key *key, size_t n, enum lang lang)
{
    struct slot slot[BAR_KEYS_MAX];
    int all = 0, col = 0;
    area_fill(line, 0, 0, line.cols, STYLE_BAR, ' ');
    n = find_slots(slot, keymap, context, key, n, lang);
    for (size_t i = 0; i < n; i++)
        all += GAP + slot[i].name_cols + slot[i].words_cols;
    int gap = all <= line.cols ? GAP : GAP_SMALL;
    choose(slot, n, line.cols, gap);
    for (size_t i = 0; i < n; i++)
        if (slot[i].shown)
            col = draw_slot(line, col + gap, &slot[i]);
}
