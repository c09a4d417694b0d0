/*
 * form_view_watch.c - what free text should not hold, marked while it is written.
 *
 * Looking through a text costs about a millisecond for a thousand bytes, and a form is painted anew
 * for every key. So what was found is remembered by item, and of a text being written only the part
 * round the cursor is looked through again; what stands before and behind it has moved as a whole.
 */
#include <string.h>

#include "screens/form_view_paint.h"
#include "sis/base/wrap.h"
#include "sis/form/watch.h"

#define HITS_MAX 8
#define NEAR 150            /* bytes on both sides of the cursor */
#define WHOLE_MAX (1 << 14) /* a longer text is looked through near the cursor alone */

struct found {
    uint64_t sum; /* of the text; 0: not looked at yet */
    size_t n;
    struct watch_hit hit[HITS_MAX];
};

struct view_marks {
    struct watcher *watcher;
    struct found *item; /* by item index: text that nobody is writing in */
    struct found typed; /* the text being written */
    const struct edit *edit;
    unsigned long version;
    size_t length;
};

struct view_marks *view_marks_new(const struct method *method, const struct live *live)
{
    struct view_marks *marks = mem_new(sizeof *marks);
    marks->watcher = watcher_new(method, live_scope(live)->today);
    marks->item = mem_array(live_form(live)->n_items + 1, sizeof marks->item[0]);
    return marks;
}

void view_marks_free(struct view_marks *marks)
{
    if (!marks)
        return;
    watcher_free(marks->watcher);
    mem_free(marks->item);
    mem_free(marks);
}

void view_marks_forget(struct view_marks *marks)
{
    marks->edit = NULL;
}

/* --- finding ---------------------------------------------------------------------------------- */

/* FNV-1a; never 0. */
static uint64_t sum_of(const char *text, size_t n)
{
    uint64_t sum = 14695981039346656037u;
    for (size_t i = 0; i < n; i++)
        sum = (sum ^ (unsigned char)text[i]) * 1099511628211u;
    return sum | 1;
}

static void find_in(const struct view_marks *marks, const char *text, size_t from, size_t to,
                    struct found *found)
{
    size_t n = watcher_find(marks->watcher, text + from, to - from, found->hit + found->n,
                            HITS_MAX - found->n);
    for (size_t i = 0; i < n; i++, found->n++) {
        found->hit[found->n].from += from;
        found->hit[found->n].to += from;
    }
}

/* A place between two words at least NEAR bytes before or behind `at`. */
static size_t word_edge(const char *text, size_t n, size_t at, bool after)
{
    size_t edge = after ? (n - at < NEAR ? n : at + NEAR) : (at < NEAR ? 0 : at - NEAR);
    while (edge > 0 && edge < n && text[edge] != ' ' && text[edge] != '\n')
        edge = after ? edge + 1 : edge - 1;
    return edge;
}

static void keep_hit(struct found *found, const struct watch_hit *hit, size_t moved)
{
    if (found->n == HITS_MAX)
        return;
    found->hit[found->n] = *hit;
    found->hit[found->n].from += moved;
    found->hit[found->n++].to += moved;
}

/* What was typed near the cursor; `moved` is by how much what stands behind it has moved. */
static void look_near(struct view_marks *marks, const char *text, size_t n, size_t cursor,
                      size_t moved)
{
    struct found before = marks->typed;
    size_t from = word_edge(text, n, cursor, false);
    size_t to = word_edge(text, n, cursor, true);
    marks->typed.n = 0;
    /* What reaches over an edge is looked at whole. */
    for (size_t i = 0; i < before.n; i++) {
        const struct watch_hit *hit = &before.hit[i];
        from = hit->from < from && hit->to > from ? hit->from : from;
        if (hit->from + moved < to && hit->to + moved > to && hit->to + moved <= n)
            to = hit->to + moved;
    }
    for (size_t i = 0; i < before.n; i++)
        if (before.hit[i].to <= from)
            keep_hit(&marks->typed, &before.hit[i], 0);
    find_in(marks, text, from, to, &marks->typed);
    for (size_t i = 0; i < before.n; i++)
        if (before.hit[i].from + moved >= to && before.hit[i].to + moved <= n)
            keep_hit(&marks->typed, &before.hit[i], moved);
}

/* The text being written, when it is another than last time. */
static const struct found *look_at_typed(struct view_marks *marks, const struct edit *edit)
{
    const char *text = edit_text(edit);
    size_t n = edit_length(edit);
    bool same = marks->edit == edit;
    /* In modular arithmetic a text that became shorter moves what stands behind it back. */
    size_t moved = n - marks->length;
    bool little = same && (moved < NEAR || -moved < NEAR);
    if (same && marks->version == edit_version(edit))
        return &marks->typed;
    if (little || n > WHOLE_MAX) {
        marks->typed.n = little ? marks->typed.n : 0;
        look_near(marks, text, n, edit_cursor(edit), moved);
    } else {
        marks->typed.n = 0;
        find_in(marks, text, 0, n, &marks->typed);
    }
    marks->edit = edit;
    marks->version = edit_version(edit);
    marks->length = n;
    return &marks->typed;
}

static const struct found *look_at_still(struct view_marks *marks, const struct item *item,
                                         const char *text)
{
    struct found *found = &marks->item[item->index];
    size_t n = strlen(text);
    uint64_t sum = sum_of(text, n);
    if (found->sum != sum) {
        found->sum = sum;
        found->n = 0;
        find_in(marks, text, 0, n < WHOLE_MAX ? n : WHOLE_MAX, found);
    }
    return found;
}

static bool is_written_in(const struct paint *p, const struct item *item)
{
    return paint_is_focused(p, item) && p->view->editor == EDITOR_AREA;
}

/* NULL: nothing, or nothing that is looked at. *text is what was looked through. */
static const struct found *found_in(const struct paint *p, const struct item *item,
                                    const char **text)
{
    const struct answer *answer = paint_answer(p, item);
    const struct found *found = NULL;
    /* The youth writes as they like; staff see it when the screen is handed back. */
    if (!watch_looks_at(item) || p->view->youth)
        return NULL;
    if (is_written_in(p, item)) {
        *text = edit_text(p->view->area.edit);
        found = look_at_typed(p->view->marks, p->view->area.edit);
    } else if (answer && answer->value.kind == VALUE_TEXT) {
        *text = answer->value.text;
        found = look_at_still(p->view->marks, item, *text);
    }
    return found && found->n > 0 ? found : NULL;
}

/* --- showing ---------------------------------------------------------------------------------- */

static void mark_still(struct area on, const char *words, const struct watch_hit *hit)
{
    size_t n = strlen(words);
    struct wrap_line line;
    size_t at = 0;
    for (int row = 0; row < on.rows && wrap_line(words, n, at, max_of(on.cols - 1, 1), &line);
         row++) {
        size_t from = hit->from > at ? hit->from : at;
        size_t to = hit->to < line.to ? hit->to : line.to;
        if (from < to)
            area_text_n(on, row, text_cols(words + at, from - at), STYLE_WARN, words + from,
                        to - from);
        if (line.next == at)
            break;
        at = line.next;
    }
}

void paint_watch_marks(const struct paint *p, const struct item *item, struct area on)
{
    const char *text = "";
    const struct found *found = found_in(p, item, &text);
    for (size_t i = 0; found && i < found->n; i++)
        if (is_written_in(p, item))
            textarea_draw_part(&p->view->area, on, found->hit[i].from, found->hit[i].to,
                               STYLE_WARN);
        else
            mark_still(on, text, &found->hit[i]);
}

static bool told_before(const struct found *found, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (found->hit[k].watch == found->hit[i].watch)
            return true;
    return false;
}

void paint_watch_words(const struct paint *p, int *y, const struct item *item)
{
    const char *text = "";
    const struct found *found = found_in(p, item, &text);
    int col = p->columns->label;
    for (size_t i = 0; found && i < found->n; i++) {
        const struct watch_hit *hit = &found->hit[i];
        struct str words;
        if (told_before(found, i))
            continue;
        str_init(&words, 0);
        str_puts(&words, "! ”");
        str_add(&words, text + hit->from, hit->to - hit->from);
        str_printf(&words, "” %s", label_in(&hit->watch->text, paint_lang(p)));
        *y = area_wrap(p->on, *y, col, p->columns->cols - col, STYLE_WARN, words.p);
        str_release(&words);
    }
}
