/* edit.c - the text, its cursor, and the one way in which it changes. */
#include "sis/ui/edit.h"

#include <string.h>

#include "sis/base/mem.h"
#include "sis/base/utf8.h"
#include "ui/edit_inside.h"

struct edit *edit_new(bool one_line)
{
    struct edit *edit = mem_new(sizeof *edit);
    /* The limit is edit_insert's to keep: what is stored already is never cut. */
    str_init(&edit->text, SIZE_MAX / 2);
    str_init(&edit->clip, SIZE_MAX / 2);
    edit->one_line = one_line;
    edit->plain = true;
    return edit;
}

void edit_free(struct edit *edit)
{
    if (!edit)
        return;
    history_release(&edit->history);
    str_release(&edit->text);
    str_release(&edit->clip);
    mem_wipe_free(edit, sizeof *edit);
}

const char *edit_text(const struct edit *edit)
{
    return edit->text.p;
}

size_t edit_length(const struct edit *edit)
{
    return edit->text.n;
}

size_t edit_cursor(const struct edit *edit)
{
    return edit->spot.cursor;
}

unsigned long edit_version(const struct edit *edit)
{
    return edit->version;
}

bool edit_is_plain(const struct edit *edit)
{
    return edit->plain;
}

size_t edit_take_change(struct edit *edit)
{
    size_t from = edit->changed_from;
    edit->changed_from = SIZE_MAX;
    return from;
}

/* The text from there on is another. */
static void touch(struct edit *edit, size_t from)
{
    edit->version++;
    edit->marking = false;
    if (from < edit->changed_from)
        edit->changed_from = from;
}

static bool is_tail(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* Bytes of a line end at p: CR LF, LF, CR, and what word processors use; 0 when there is none. */
static size_t line_end(const char *p, size_t n)
{
    static const char *const ends[] = {"\r\n", "\n",       "\r",           "\v",
                                       "\f",   "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};
    for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
        size_t length = strlen(ends[i]);
        if (length <= n && memcmp(p, ends[i], length) == 0)
            return length;
    }
    return 0;
}

static bool is_ordinary(char c)
{
    return (unsigned char)c >= ' ' && c != '\xC2' && c != '\xE2';
}

/* Adds bytes with every line end as one newline (in one-line text: a space, none at the end) and
 * tabs as spaces. */
static void add_lines(struct str *out, const char *p, size_t n, bool one_line)
{
    size_t end;
    for (size_t at = 0; at < n; at += end) {
        for (end = 0; at + end < n && is_ordinary(p[at + end]); end++)
            ;
        str_add(out, p + at, end);
        at += end;
        if (at == n)
            break;
        end = line_end(p + at, n - at);
        if (end && (!one_line || at + end < n))
            str_putc(out, one_line ? ' ' : '\n');
        else if (!end)
            str_putc(out, p[at] == '\t' ? ' ' : p[at]);
        end = end ? end : 1;
    }
}

static bool is_boundary(const struct str *text, size_t at)
{
    return at == 0 || at >= text->n ||
           (!is_tail(text->p[at]) &&
            utf8_next(text->p, text->n, utf8_prev(text->p, text->n, at)) == at);
}

static size_t boundary_before(const struct str *text, size_t at)
{
    if (at >= text->n)
        return text->n;
    while (at > 0 && is_tail(text->p[at]))
        at--;
    return is_boundary(text, at) ? at : utf8_prev(text->p, text->n, at);
}

static size_t boundary_behind(const struct str *text, size_t at)
{
    return is_boundary(text, at) ? at : utf8_next(text->p, text->n, boundary_before(text, at));
}

/* What a replacement changes in fact, within the window from..to of the text: its first and last
 * grapheme can join with what is put in, so they are composed anew and compared. */
struct window {
    size_t from, to;
    struct str now;    /* what shall stand there */
    size_t head, tail; /* bytes at its ends that stay as they are */
    size_t cursor;
};

static size_t common_head(const char *a, const char *b, size_t max)
{
    size_t n = 0;
    while (n < max && a[n] == b[n])
        n++;
    while (n > 0 && n < max && is_tail(a[n]))
        n--;
    return n;
}

static size_t common_tail(const char *a_end, const char *b_end, size_t max)
{
    size_t n = 0;
    while (n < max && a_end[-1 - (ptrdiff_t)n] == b_end[-1 - (ptrdiff_t)n])
        n++;
    while (n > 0 && is_tail(a_end[-(ptrdiff_t)n]))
        n--;
    return n;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static void window_init(struct window *window, const struct edit *edit, size_t from, size_t to,
                        const char *bytes, size_t n)
{
    const struct str *text = &edit->text;
    struct str raw;
    window->from = from > 0 ? utf8_prev(text->p, text->n, from) : 0;
    window->to = utf8_next(text->p, text->n, to);
    str_init(&raw, SIZE_MAX / 2);
    str_init(&window->now, SIZE_MAX / 2);
    str_add(&raw, text->p + window->from, from - window->from);
    add_lines(&raw, bytes, n, edit->one_line);
    str_add(&raw, text->p + to, window->to - to);
    utf8_clean(&window->now, raw.p, raw.n, NULL);
    str_release(&raw);
    size_t max = least(from - window->from, window->now.n);
    window->head = common_head(text->p + window->from, window->now.p, max);
    max = least(window->to - to, window->now.n - window->head);
    window->tail = common_tail(text->p + window->to, window->now.p + window->now.n, max);
    bool joined = window->tail < window->to - to;
    window->cursor = window->from + window->now.n - (joined ? 0 : window->tail);
}

static void apply(struct edit *edit, const struct window *window, enum run run)
{
    struct str *text = &edit->text;
    struct history *history = &edit->history;
    size_t from = window->from + window->head, to = window->to - window->tail;
    struct change change = {
        .at = from,
        .removed = {.p = text->p + from, .n = to - from},
        .inserted = {.p = window->now.p + window->head,
                     .n = window->now.n - window->head - window->tail},
        .before = edit->spot,
    };
    bool changes = change.removed.n > 0 || change.inserted.n > 0;
    if (changes) {
        history_add(history, &change, run);
        edit->plain = edit->plain && utf8_is_plain(change.inserted.p, change.inserted.n);
        str_splice(text, from, to, change.inserted.p, change.inserted.n);
        touch(edit, from);
    }
    edit->spot.cursor = edit->spot.anchor = boundary_behind(text, window->cursor);
    if (changes)
        history->item[history->done - 1].after = edit->spot;
}

/* The one way in which a person changes the text: from..to, both boundaries, become the bytes. */
static bool replace(struct edit *edit, size_t from, size_t to, const char *bytes, size_t n,
                    enum run run)
{
    struct window window;
    bool fits;
    if (n > 4 * EDIT_MAX) {
        edit->refused = true;
        return false;
    }
    window_init(&window, edit, from, to, bytes, n);
    fits = n == 0 || edit->text.n - (window.to - window.from) + window.now.n <= EDIT_MAX;
    if (fits)
        apply(edit, &window, run);
    else
        edit->refused = true;
    str_release(&window.now);
    return fits;
}

void edit_set(struct edit *edit, const char *text, size_t n)
{
    struct str line;
    str_init(&line, SIZE_MAX / 2);
    if (edit->one_line) {
        add_lines(&line, text, n, true);
        text = line.p;
        n = line.n;
    }
    str_clear(&edit->text);
    utf8_clean(&edit->text, text, n, NULL);
    str_release(&line);
    history_release(&edit->history);
    edit->plain = utf8_is_plain(edit->text.p, edit->text.n);
    edit->spot.cursor = edit->spot.anchor = edit->text.n;
    touch(edit, 0);
}

bool edit_selection(const struct edit *edit, size_t *from, size_t *to)
{
    size_t cursor = edit->spot.cursor, anchor = edit->spot.anchor;
    *from = least(cursor, anchor);
    *to = cursor > anchor ? cursor : anchor;
    return cursor != anchor;
}

void edit_move_to(struct edit *edit, size_t at, bool select)
{
    edit->spot.cursor = boundary_before(&edit->text, at);
    if (!select && !edit->marking)
        edit->spot.anchor = edit->spot.cursor;
    history_break(&edit->history);
}

bool edit_move(struct edit *edit, enum edit_motion motion, bool select)
{
    size_t from, to, target = edit_target(edit, motion);
    bool selected = edit_selection(edit, &from, &to);
    select = select || edit->marking;
    if (selected && !select && motion == EDIT_LEFT)
        target = from;
    if (selected && !select && motion == EDIT_RIGHT)
        target = to;
    bool moves = target != edit->spot.cursor || (selected && !select);
    edit_move_to(edit, target, select);
    return moves;
}

void edit_select(struct edit *edit, size_t anchor, size_t cursor)
{
    edit->marking = false;
    edit_move_to(edit, anchor, false);
    edit_move_to(edit, cursor, true);
}

void edit_mark(struct edit *edit)
{
    edit->marking = !edit->marking;
    edit->spot.anchor = edit->spot.cursor;
}

void edit_select_all(struct edit *edit)
{
    edit_select(edit, 0, edit->text.n);
}

void edit_select_none(struct edit *edit)
{
    edit->marking = false;
    edit->spot.anchor = edit->spot.cursor;
}

/* A word is the unit that undo takes back: it begins with a letter behind a space. */
static bool begins_word(const struct edit *edit, const char *bytes, size_t n)
{
    size_t at = edit->spot.cursor;
    char before = at > 0 ? edit->text.p[at - 1] : ' ';
    return n > 0 && bytes[0] != ' ' && bytes[0] != '\n' && (before == ' ' || before == '\n');
}

bool edit_insert(struct edit *edit, const char *bytes, size_t n)
{
    size_t from, to;
    edit_selection(edit, &from, &to);
    if (begins_word(edit, bytes, n))
        history_break(&edit->history);
    return replace(edit, from, to, bytes, n, RUN_TYPING);
}

bool edit_paste(struct edit *edit, const char *bytes, size_t n)
{
    size_t from, to;
    edit_selection(edit, &from, &to);
    return replace(edit, from, to, bytes, n, RUN_NONE);
}

bool edit_take_refused(struct edit *edit)
{
    bool refused = edit->refused;
    edit->refused = false;
    return refused;
}

void edit_delete(struct edit *edit, enum edit_motion motion)
{
    size_t from, to;
    enum run run = RUN_NONE;
    if (!edit_selection(edit, &from, &to)) {
        size_t target = edit_target(edit, motion);
        from = least(from, target);
        to = to > target ? to : target;
        run = motion == EDIT_LEFT ? RUN_BACKSPACE : motion == EDIT_RIGHT ? RUN_DELETE : RUN_NONE;
    }
    if (from < to)
        replace(edit, from, to, "", 0, run);
}

bool edit_copy(struct edit *edit)
{
    size_t from, to;
    if (!edit_selection(edit, &from, &to))
        return false;
    str_clear(&edit->clip);
    str_add(&edit->clip, edit->text.p + from, to - from);
    edit->marking = false;
    return true;
}

bool edit_cut(struct edit *edit)
{
    if (!edit_copy(edit))
        return false;
    edit_delete(edit, EDIT_LEFT);
    return true;
}

bool edit_put(struct edit *edit)
{
    return edit_paste(edit, edit->clip.p, edit->clip.n);
}

/* Puts `with` in the place of `what`, as undo and redo both do. */
static void swap(struct edit *edit, size_t at, const struct str *what, const struct str *with,
                 struct spot spot)
{
    str_splice(&edit->text, at, at + what->n, with->p, with->n);
    edit->spot = spot;
    history_break(&edit->history);
    touch(edit, at);
}

bool edit_undo(struct edit *edit)
{
    if (edit->history.done == 0)
        return false;
    const struct change *change = &edit->history.item[--edit->history.done];
    swap(edit, change->at, &change->inserted, &change->removed, change->before);
    return true;
}

bool edit_redo(struct edit *edit)
{
    if (edit->history.done == edit->history.n)
        return false;
    const struct change *change = &edit->history.item[edit->history.done++];
    swap(edit, change->at, &change->removed, &change->inserted, change->after);
    return true;
}
