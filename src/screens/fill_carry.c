/* fill_carry.c - last time's answers: seen beside the questions, taken over one by one, or confirmed as
 * unchanged for a whole section. */
#include "screens/fill.h"

void fill_show_last(struct fill *fill, const struct facts *facts)
{
    const struct record *last = facts ? facts_latest(facts, fill->form->id) : NULL;
    if (fill->form->kind != FORM_FORM || !last || !last->answers ||
        id_equal(&last->id, &fill->draft.record))
        return;
    form_view_set_last(&fill->view, last->answers, moment_date(last->at));
}

/* The last answer to an item that may be taken over; NULL when there is none, or it is asked anew. */
static const struct answer *carried_over(const struct fill *fill, const struct item *item)
{
    return item && live_may_carry(item) ? form_view_last(&fill->view, item) : NULL;
}

bool fill_can_carry(const struct fill *fill)
{
    return carried_over(fill, form_view_item(&fill->view)) != NULL;
}

void fill_carry(struct fill *fill, struct out *out)
{
    enum lang lang = fill_lang(fill);
    const struct item *item = form_view_item(&fill->view);
    const struct answer *last = carried_over(fill, item);
    out->handled = true;
    if (form_view_confirm(&fill->view))
        return;
    if (last) {
        struct answer answer = *last;
        answer.carried = true;
        form_view_take(&fill->view, &answer, 1);
    } else if (item && !live_may_carry(item) && fill->view.last) {
        say_text(out, lang, T_FILL_ASKED_ANEW);
    } else {
        say_text(out, lang, T_FILL_NO_LAST);
    }
}

/* --- a whole section -------------------------------------------------------------------------- */

static const struct item *section_item(const struct fill *fill, const struct section *section,
                                       size_t i)
{
    return &fill->form->item[section->first + i];
}

/* Not answered, or taken over and not confirmed: what somebody has answered anew stays. */
static bool is_open(const struct fill *fill, const struct item *item)
{
    const struct answer *now = answers_get(&fill->answers, item->id);
    return live_shown(fill->live, item) && (!now || now->carried);
}

static size_t left_open(const struct fill *fill, const struct section *section,
                        const struct item **first)
{
    size_t n = 0;
    *first = NULL;
    for (size_t i = 0; i < section->n; i++) {
        const struct item *item = section_item(fill, section, i);
        if (item->type == ITEM_FIXED || item->type == ITEM_GRID || item->type == ITEM_ROWS ||
            item->compute || !is_open(fill, item))
            continue;
        if (n++ == 0)
            *first = item;
    }
    return n;
}

static void forget_unchanged(struct fill *fill)
{
    arena_free(fill->unchanged.arena);
    fill->unchanged.arena = NULL;
}

static bool undo_unchanged(struct fill *fill, struct out *out)
{
    if (!fill->unchanged.arena || fill->unchanged.changes != fill->view.changes)
        return false;
    form_view_take(&fill->view, fill->unchanged.before, fill->unchanged.n);
    forget_unchanged(fill);
    say_text(out, fill_lang(fill), T_FILL_UNCHANGED_BACK);
    return true;
}

/* The answers of the section that stay as they were, and what they are instead of now; behind the n
 * that there are already. What the form began with by itself nobody has answered. */
static size_t gather(struct fill *fill, const struct section *section, struct answer *now, size_t n)
{
    for (size_t i = 0; i < section->n && n < section->n; i++) {
        const struct item *item = section_item(fill, section, i);
        const struct answer *last = carried_over(fill, item);
        const struct answer *before = answers_get(&fill->answers, item->id);
        bool first = before && live_shown(fill->live, item) && live_is_first(fill->live, item) &&
                     last && !answer_equal(before, last);
        if (!last || !(first || is_open(fill, item)))
            continue;
        fill->unchanged.before[n] = first    ? *before
                                    : before ? *last
                                             : (struct answer){.id = item->id};
        fill->unchanged.before[n].carried = before != NULL && !first;
        now[n] = *last;
        now[n++].carried = false;
    }
    return n;
}

static void say_unchanged(const struct fill *fill, size_t n, size_t left, struct out *out)
{
    char all[24], open[24];
    struct str words, day;
    str_init(&words, 0);
    str_init(&day, 0);
    date_words_short(&day, fill_lang(fill), fill->view.last_on, live_scope(fill->live)->today);
    text_put(&words, fill_lang(fill), n == 1 ? T_FILL_UNCHANGED_1 : T_FILL_UNCHANGED, day.p,
             number_text(open, (long long)left), number_text(all, (long long)n), NULL);
    say(out, words.p);
    str_release(&day);
    str_release(&words);
}

/* An answer taken over may show further questions, which were answered last time as well. */
static void take_unchanged(struct fill *fill, const struct section *section, struct answer *now)
{
    size_t n;
    fill->unchanged.n = 0;
    while ((n = gather(fill, section, now, fill->unchanged.n)) > fill->unchanged.n) {
        form_view_take(&fill->view, now + fill->unchanged.n, n - fill->unchanged.n);
        fill->unchanged.n = n;
    }
}

void fill_unchanged(struct fill *fill, struct out *out)
{
    const struct item *item = form_view_item(&fill->view), *open;
    out->handled = true;
    form_view_leave(&fill->view);
    if (undo_unchanged(fill, out))
        return;
    forget_unchanged(fill);
    if (!item || !fill->view.last) {
        say_text(out, fill_lang(fill), fill->view.last ? T_FILL_UNCHANGED_NONE : T_FILL_NO_LAST);
        return;
    }
    const struct section *section = item->section;
    fill->unchanged.arena = arena_new();
    struct answer *now = arena_array(fill->unchanged.arena, section->n + 1, sizeof *now);
    fill->unchanged.before = arena_array(fill->unchanged.arena, section->n + 1, sizeof *now);
    take_unchanged(fill, section, now);
    if (fill->unchanged.n == 0) {
        forget_unchanged(fill);
        say_text(out, fill_lang(fill), T_FILL_UNCHANGED_NONE);
        return;
    }
    size_t left = left_open(fill, section, &open);
    if (open)
        form_view_go(&fill->view, open->id, SIZE_MAX);
    fill->unchanged.changes = fill->view.changes;
    say_unchanged(fill, fill->unchanged.n, left, out);
}
