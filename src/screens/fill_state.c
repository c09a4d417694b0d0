/* fill_state.c - the answers being filled in, their draft, and the place to come back to. */
#include <stdio.h>
#include <string.h>

#include "screens/fill.h"

/* Old texts stay in the arena until it is made anew; a text that is being written is stored at
 * every keep. */
#define ANSWERS_TIDY ((size_t)4 << 20)

static struct date today(const struct fill *fill)
{
    struct clock clock = clock_system();
    return fill->work ? work_today(fill->work) : clock_today(&clock);
}

static int64_t now(const struct fill *fill)
{
    struct clock clock = clock_system();
    return clock_now(fill->work ? &fill->work->clock : &clock);
}

static void copy_answers(struct fill *fill, const struct answers *from)
{
    struct arena *arena = arena_new();
    struct answers copy;
    if (from)
        answers_copy(&copy, arena, from);
    else
        answers_init(&copy, arena);
    arena_free(fill->answers_arena);
    fill->answers_arena = arena;
    fill->answers = copy;
}

static void count_rows(struct fill *fill)
{
    struct str words;
    if (!fill->file)
        return;
    arena_reset(fill->rows_arena);
    str_init(&words, 0);
    for (size_t i = 0; i < fill->form->n_items; i++) {
        const struct item *item = &fill->form->item[i];
        const struct record **row;
        if (item->type != ITEM_ROWS)
            continue;
        size_t n = record_rows(fill->file, item->list, item->of_case ? NULL : &fill->draft.record,
                               fill->rows_arena, &row);
        const char **line = arena_array(fill->rows_arena, n + 1, sizeof *line);
        for (size_t k = 0; k < n; k++) {
            str_clear(&words);
            fill_row_words(fill, row[k], &words);
            line[k] = arena_strdup(fill->rows_arena, words.p);
        }
        form_view_set_rows(&fill->view, item, (struct view_rows){line, n});
    }
    str_release(&words);
}

void fill_start(struct fill *fill, const struct answers *answers, bool begin)
{
    const struct facts *facts = fill->file ? case_facts(fill->work, fill->file) : NULL;
    if (fill->live) {
        form_view_release(&fill->view);
        live_free(fill->live);
    }
    copy_answers(fill, answers);
    fill_sign_take(fill);
    fill->find.open = false;
    fill->live =
        live_new(fill->method, fill->form, &fill->answers, facts, today(fill), now(fill), begin);
    form_view_init(&fill->view, fill->env, fill->method, fill->live,
                   fill->work ? fill->work->role : ROLE_WARD);
    fill_show_last(fill, facts);
    count_rows(fill);
    fill->kept = fill->view.changes;
}

void fill_restart(struct fill *fill)
{
    struct place place;
    bool changed, full = live_full(fill->live), youth = fill->view.youth;
    fill_place(fill, &place);
    form_view_commit(&fill->view);
    changed = form_view_changed(&fill->view, fill->kept);
    fill_start(fill, &fill->answers, false);
    live_set_full(fill->live, full);
    form_view_set_youth(&fill->view, youth);
    form_view_go(&fill->view, place.item, place.cursor);
    fill->view.changes += changed;
}

/* --- the place -------------------------------------------------------------------------------- */

/* The next word of an extra, or false at its end. */
static bool next_word(const char **at, char word[PLACE_WORD])
{
    size_t n = strcspn(*at, EXTRA_BETWEEN);
    snprintf(word, PLACE_WORD, "%.*s", (int)n, *at);
    *at += n;
    *at += **at != '\0';
    return n > 0;
}

bool fill_extra_has(const struct place *place, const char *wanted)
{
    char word[PLACE_WORD];
    for (const char *at = place->extra; next_word(&at, word);)
        if (strcmp(word, wanted) == 0)
            return true;
    return false;
}

static void add_extra(struct str *extra, const char *word)
{
    if (extra->n > 0)
        str_puts(extra, EXTRA_BETWEEN);
    str_puts(extra, word);
}

/* What the place was opened with stays; whether all questions are shown, and who holds the screen, is
 * as it is now. */
static void write_extra(const struct fill *fill, bool youth, struct place *place)
{
    struct str extra;
    char word[PLACE_WORD];
    str_init(&extra, 0);
    for (const char *at = fill->place.extra; next_word(&at, word);)
        if (strcmp(word, EXTRA_FULL) != 0 && strcmp(word, EXTRA_YOUTH) != 0)
            add_extra(&extra, word);
    if (live_full(fill->live))
        add_extra(&extra, EXTRA_FULL);
    if (youth)
        add_extra(&extra, EXTRA_YOUTH);
    if (extra.n < sizeof place->extra)
        memcpy(place->extra, extra.p, extra.n + 1);
    str_release(&extra);
}

/* --- the draft -------------------------------------------------------------------------------- */

static bool is_addendum(const struct fill *fill)
{
    return fill->place.room == ROOM_ADDENDUM;
}

/* An addendum's draft is found by what it is added to: its own record has just been made up. */
static bool find_addendum(struct fill *fill, struct err *err)
{
    struct draft *list;
    size_t n;
    if (!desk_list(fill->work, fill->arena, &list, &n, err))
        return false;
    for (size_t i = 0; i < n && !fill->found; i++) {
        if (list[i].place.room == ROOM_ADDENDUM &&
            id_equal(&list[i].place.record, &fill->place.record)) {
            fill->draft = list[i];
            fill->found = true;
        }
    }
    return true;
}

bool fill_find_draft(struct fill *fill, struct err *err)
{
    struct draft draft;
    if (!fill->work)
        return true;
    if (is_addendum(fill))
        return find_addendum(fill, err);
    if (!desk_find(fill->work, &fill->place, fill->arena, &draft, &fill->found, err))
        return false;
    if (fill->found)
        fill->draft = draft;
    return true;
}

static bool is_asking_about_draft(const struct fill *fill)
{
    return fill->mode == MODE_DRAFT || fill->mode == MODE_DRAFT_SHOW ||
           fill->mode == MODE_DRAFT_DROP;
}

bool fill_keep(struct fill *fill, struct err *err)
{
    if (fill->done || is_asking_about_draft(fill))
        return true;
    if (!form_view_changed(&fill->view, fill->kept) && !fill_sign_changed(fill))
        return true;
    form_view_commit(&fill->view);
    if (!fill->work)
        return true;
    unsigned long changes = fill->view.changes;
    fill->draft.answers = fill_draft_answers(fill);
    fill->draft.youth = fill->place.youth;
    fill_place(fill, &fill->draft.place);
    if (fill->place.room == ROOM_FILL)
        fill->draft.place.record = fill->draft.record;
    /* Whoever goes on with the draft has logged in. */
    write_extra(fill, false, &fill->draft.place);
    if (!desk_keep(fill->work, &fill->draft, err))
        return false;
    fill->kept = changes;
    fill_sign_kept(fill);
    size_t bytes = fill->view.editor == EDITOR_AREA ? edit_length(fill->view.area.edit) : 0;
    fill->stored += bytes;
    if (fill->stored > ANSWERS_TIDY + 8 * bytes) {
        copy_answers(fill, &fill->answers);
        fill->stored = 0;
    }
    return true;
}

void fill_place(const struct fill *fill, struct place *place)
{
    const struct item *item = form_view_item(&fill->view);
    *place = fill->place;
    if (is_asking_about_draft(fill))
        return;
    if (!id_is_none(&fill->draft.id) && place->room == ROOM_FILL)
        place->record = fill->draft.record;
    snprintf(place->item, sizeof place->item, "%s", item ? item->id : "");
    place->cursor = form_view_cursor(&fill->view);
    write_extra(fill, fill->view.youth, place);
}
