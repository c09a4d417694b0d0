/* fill_merge.c - somebody else changed the same answer: both texts side by side, one choice each. */
#include <string.h>

#include "screens/fill.h"
#include "sis/base/utf8.h"
#include "sis/base/wrap.h"

/* Both sides outlive the answers and revisions that they were found in. */
void fill_take_merge(struct fill *fill, const struct merge *merge)
{
    struct answers *mine = arena_alloc(fill->arena, sizeof *mine);
    struct answers *theirs = arena_alloc(fill->arena, sizeof *theirs);
    struct conflict *conflict = arena_array(fill->arena, merge->n_conflicts + 1, sizeof *conflict);
    answers_init(mine, fill->arena);
    answers_init(theirs, fill->arena);
    for (size_t i = 0; i < merge->n_conflicts; i++) {
        if (merge->conflict[i].mine)
            answers_set(mine, merge->conflict[i].mine);
        if (merge->conflict[i].theirs)
            answers_set(theirs, merge->conflict[i].theirs);
    }
    for (size_t i = 0; i < merge->n_conflicts; i++) {
        const char *id = arena_strdup(fill->arena, merge->conflict[i].id);
        conflict[i] = (struct conflict){
            .id = id, .mine = answers_get(mine, id), .theirs = answers_get(theirs, id)};
    }
    answers_copy(&fill->merge.joined, fill->arena, &merge->joined);
    fill->merge.conflict = conflict;
    fill->merge.n_conflicts = merge->n_conflicts;
}

static const struct conflict *conflict_of(const struct fill *fill)
{
    return &fill->merge.conflict[fill->conflict];
}

static const struct item *item_of(const struct fill *fill)
{
    return form_item(fill->method, fill->form, conflict_of(fill)->id);
}

static bool is_text(const struct answer *answer)
{
    return answer && answer->value.kind == VALUE_TEXT;
}

static bool can_join(const struct fill *fill)
{
    const struct conflict *conflict = conflict_of(fill);
    const struct item *item = item_of(fill);
    return item && (item->type == ITEM_TEXT || item->type == ITEM_LINE) &&
           is_text(conflict->mine) && is_text(conflict->theirs);
}

void fill_ask_conflict(struct fill *fill)
{
    enum lang lang = fill_lang(fill);
    panel_begin(&fill->panel, "");
    panel_option(&fill->panel, "1", text(lang, T_FILL_MINE_HOLDS), CHOICE_MINE);
    panel_option(&fill->panel, "2", text(lang, T_FILL_THEIRS_HOLDS), CHOICE_THEIRS);
    if (can_join(fill))
        panel_option(&fill->panel, "3", text(lang, T_FILL_BOTH_HOLD), CHOICE_BOTH);
}

static void set_choice(struct fill *fill, int value)
{
    const struct conflict *conflict = conflict_of(fill);
    const struct answer *chosen = value == CHOICE_THEIRS ? conflict->theirs : conflict->mine;
    struct answer answer = {.id = conflict->id};
    struct str both;
    if (chosen)
        answer = *chosen;
    str_init(&both, 0);
    if (value == CHOICE_BOTH && conflict->theirs && conflict->mine) {
        str_puts(&both, conflict->theirs->value.text);
        str_puts(&both, item_of(fill)->type == ITEM_TEXT ? "\n" : " ");
        str_puts(&both, conflict->mine->value.text);
        answer.value = value_text(both.p);
    }
    answers_set(&fill->merge.joined, &answer);
    str_release(&both);
}

void fill_take_joined(struct fill *fill)
{
    const struct record *newest = case_record(fill->file, &fill->draft.record);
    struct place place;
    bool full = live_full(fill->live);
    fill_place(fill, &place);
    if (newest)
        fill->draft.based_on = newest->revision;
    fill_start(fill, &fill->merge.joined, false);
    live_set_full(fill->live, full);
    form_view_go(&fill->view, place.item, place.cursor);
    fill->view.changes++;
}

void fill_settle_conflict(struct fill *fill, int value, struct out *out)
{
    (void)out;
    set_choice(fill, value);
    if (++fill->conflict < fill->merge.n_conflicts) {
        fill_ask(fill, MODE_CONFLICT);
        return;
    }
    fill->mode = MODE_FORM;
    fill_take_joined(fill);
    fill_perform(fill, fill->conflict_act);
}

/* From the row that is first now, which Page Down moves. */
static void draw_side(const struct fill *fill, struct area on, const char *title,
                      const struct answer *answer)
{
    const struct item *item = item_of(fill);
    struct str words;
    int cols = on.cols > 1 ? on.cols : 1;
    str_init(&words, 0);
    if (item)
        item_answer_words(item, answer, fill_lang(fill), &words);
    if (words.n == 0)
        str_puts(&words, text(fill_lang(fill), T_FILL_NO_ANSWER));
    int row = area_wrap(on, 0, 0, cols, STYLE_DIM, title);
    struct area text_on = area_part(on, row, 0, on.rows - row, on.cols);
    int most = (int)wrap_count(words.p, words.n, cols) - text_on.rows;
    int top = fill->panel.top < most ? fill->panel.top : most > 0 ? most : 0;
    area_wrap(text_on, -top, 0, cols, STYLE_QUOTE, words.p);
    if (top < most)
        area_text(on, on.rows - 1, on.cols, STYLE_DIM, "↓");
    str_release(&words);
}

void fill_conflict_draw(const struct fill *fill, struct area on)
{
    const struct record *newest = case_record(fill->file, &fill->draft.record);
    enum lang lang = fill_lang(fill);
    const struct item *item = item_of(fill);
    int options = (int)fill->panel.n + 2;
    int half = (on.cols - 8) / 2;
    struct area words = area_part(on, 1, 3, 5, on.cols - 6);
    int cols = words.cols > 1 ? words.cols : 1;
    struct str label;
    str_init(&label, 0);
    if (item)
        fill_item_words(fill, item, &label);
    int row = area_wrap(words, 0, 0, cols, STYLE_PLAIN, text(lang, T_FILL_CONFLICT));
    row = area_wrap(words, row + 1, 0, cols, STYLE_STRONG, label.p) + 2;
    str_release(&label);
    int rows = on.rows - (int)fill->panel.n - 1 - row;
    draw_side(fill, area_part(on, row, 3, rows, half), text(lang, T_FILL_MINE),
              conflict_of(fill)->mine);
    draw_side(fill, area_part(on, row, 5 + half, rows, half),
              newest && newest->by.name ? newest->by.name : text(lang, T_FILL_THEIRS),
              conflict_of(fill)->theirs);
    panel_draw(&fill->panel, area_part(on, on.rows - options - 1, 0, options + 1, on.cols));
}
