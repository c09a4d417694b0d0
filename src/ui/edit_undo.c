/* edit_undo.c - changes that can be taken back: a word typed, a run of deletions, a paste. */
#include "sis/base/mem.h"
#include "ui/edit_inside.h"

/* The oldest changes are forgotten beyond this. */
#define HISTORY_BYTES_MAX (2 * EDIT_MAX)

static size_t change_bytes(const struct change *change)
{
    return change->removed.n + change->inserted.n;
}

static void change_release(struct change *change)
{
    str_release(&change->removed);
    str_release(&change->inserted);
}

/* Forgets the changes from..to. */
static void forget(struct history *history, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        history->bytes -= change_bytes(&history->item[i]);
        change_release(&history->item[i]);
    }
    for (size_t i = to; i < history->n; i++)
        history->item[from + i - to] = history->item[i];
    history->n -= to - from;
}

void history_release(struct history *history)
{
    forget(history, 0, history->n);
    mem_free(history->item);
    *history = (struct history){0};
}

void history_break(struct history *history)
{
    history->run = RUN_NONE;
}

static void copy(struct str *to, const struct str *from)
{
    str_init(to, 0);
    str_add(to, from->p, from->n);
}

/* Joins a change to the last one when it goes on where that ended. */
static bool join(struct history *history, const struct change *next, enum run run)
{
    struct change *last = history->done ? &history->item[history->done - 1] : NULL;
    if (!last || run == RUN_NONE || run != history->run)
        return false;
    size_t removed_end = next->at + next->removed.n;
    if (run == RUN_TYPING) {
        if (removed_end != last->at + last->inserted.n || next->removed.n > last->inserted.n)
            return false;
        str_truncate(&last->inserted, last->inserted.n - next->removed.n);
        str_add(&last->inserted, next->inserted.p, next->inserted.n);
    } else {
        bool before = run == RUN_BACKSPACE;
        if (next->inserted.n || last->inserted.n || (before ? removed_end : next->at) != last->at)
            return false;
        size_t at = before ? 0 : last->removed.n;
        str_splice(&last->removed, at, at, next->removed.p, next->removed.n);
        last->at = next->at;
    }
    last->after = next->after;
    return true;
}

static void append(struct history *history, const struct change *change)
{
    if (history->n == history->cap) {
        history->cap = history->cap ? history->cap * 2 : 16;
        history->item = mem_grow(history->item, history->cap * sizeof *history->item);
    }
    struct change *added = &history->item[history->n++];
    *added = *change;
    copy(&added->removed, &change->removed);
    copy(&added->inserted, &change->inserted);
    history->done = history->n;
}

void history_add(struct history *history, const struct change *change, enum run run)
{
    forget(history, history->done, history->n);
    size_t before = history->done ? change_bytes(&history->item[history->done - 1]) : 0;
    if (join(history, change, run)) {
        history->bytes += change_bytes(&history->item[history->done - 1]) - before;
    } else {
        append(history, change);
        history->bytes += change_bytes(change);
    }
    history->run = run;
    while (history->bytes > HISTORY_BYTES_MAX && history->n > 1) {
        forget(history, 0, 1);
        history->done--;
    }
}
