/* lines.c - visual lines of a text that changes. */
#include "ui/lines.h"

#include <string.h>

#include "sis/base/mem.h"
#include "sis/base/utf8.h"
#include "sis/ui/canvas.h"

#define MARK_EVERY 32                 /* lines from one remembered start to the next */
#define LONG_PARAGRAPH ((size_t)8192) /* shorter ones are wrapped anew */
#define KEPT 499                      /* lines; so many that those of one screen seldom meet */
#define LOOK_AHEAD 64 /* columns behind the line's end that decide where it breaks */

struct lines {
    struct edit *edit;
    unsigned long version; /* of the text that the marks belong to */
    int cols;
    size_t *mark; /* line starts of one long paragraph, the first is its own start */
    size_t n, cap;
    struct wrap_line kept[KEPT]; /* by where they begin; looked 0: none */
};

struct lines *lines_new(struct edit *edit)
{
    struct lines *lines = mem_new(sizeof *lines);
    lines->edit = edit;
    return lines;
}

void lines_free(struct lines *lines)
{
    if (!lines)
        return;
    mem_free(lines->mark);
    mem_free(lines);
}

static size_t paragraph_end(const char *p, size_t n, size_t from)
{
    const char *newline = memchr(p + from, '\n', n - from);
    return newline ? (size_t)(newline - p) : n;
}

/* A stretch of text as it is shown, with the places of its graphemes in both. */
struct stretch {
    struct str shown;
    size_t *raw, *seen;
    size_t n, cap;
};

static void stretch_note(struct stretch *stretch, size_t raw)
{
    if (stretch->n == stretch->cap) {
        stretch->cap = stretch->cap ? stretch->cap * 2 : 256;
        stretch->raw = mem_grow(stretch->raw, stretch->cap * sizeof *stretch->raw);
        stretch->seen = mem_grow(stretch->seen, stretch->cap * sizeof *stretch->seen);
    }
    stretch->raw[stretch->n] = raw;
    stretch->seen[stretch->n++] = stretch->shown.n;
}

/* From `from` on as much as decides about one line, at most to `end`. */
static void stretch_init(struct stretch *stretch, const char *p, size_t from, size_t end, int cols)
{
    *stretch = (struct stretch){.n = 0};
    str_init(&stretch->shown, SIZE_MAX / 2);
    int width = 0;
    size_t at = from;
    stretch_note(stretch, at);
    while (at < end && (width <= cols + LOOK_AHEAD || p[at - 1] == ' ')) {
        size_t next = utf8_next(p, end, at);
        utf8_show(&stretch->shown, p + at, next - at);
        width += text_cols(p + at, next - at);
        at = next;
        stretch_note(stretch, at);
    }
}

static void stretch_release(struct stretch *stretch)
{
    str_release(&stretch->shown);
    mem_free(stretch->raw);
    mem_free(stretch->seen);
}

/* The place in the text of a place in what is shown, or the one before it. */
static size_t stretch_raw(const struct stretch *stretch, size_t seen)
{
    size_t i = stretch->n - 1;
    while (i > 0 && stretch->seen[i] > seen)
        i--;
    return stretch->raw[i];
}

/* wrap_line measures the text as it is; this measures it as it is shown. */
static bool shown_line(const char *p, size_t n, size_t from, int cols, struct wrap_line *line)
{
    struct stretch stretch;
    struct wrap_line seen;
    size_t end = paragraph_end(p, n, from);
    if (from == n && n > 0 && p[n - 1] != '\n')
        return false;
    stretch_init(&stretch, p, from, end, cols);
    wrap_line(stretch.shown.p, stretch.shown.n, 0, cols, &seen);
    *line = (struct wrap_line){.from = from, .width = seen.width, .hard = seen.hard};
    line->to = stretch_raw(&stretch, seen.to);
    line->next = seen.hard ? end + (end < n) : stretch_raw(&stretch, seen.next);
    if (!seen.hard && line->next == from) /* one character that is wider than the line */
        line->to = line->next = stretch.raw[1];
    stretch_release(&stretch);
    return true;
}

static void forget_from(struct lines *lines, size_t from)
{
    for (size_t i = 0; i < KEPT; i++)
        if (lines->kept[i].looked > from)
            lines->kept[i].looked = 0;
}

/* Forgets what a change of the text or of the width has moved. A line ends where the words behind
 * it say, so a mark close before the change goes too. */
static void refresh(struct lines *lines, int cols)
{
    if (lines->cols != cols) {
        lines->n = lines->n > 1 ? 1 : lines->n;
        forget_from(lines, 0);
    }
    lines->cols = cols;
    if (lines->version == edit_version(lines->edit))
        return;
    lines->version = edit_version(lines->edit);
    size_t from = edit_take_change(lines->edit), keep = 0;
    forget_from(lines, from);
    while (keep < lines->n && lines->mark[keep] <= from)
        keep++;
    lines->n = keep > 1 ? keep - 1 : keep;
}

bool lines_at(struct lines *lines, int cols, size_t from, struct wrap_line *line)
{
    const char *p = edit_text(lines->edit);
    size_t n = edit_length(lines->edit);
    struct wrap_line *kept = &lines->kept[from % KEPT];
    if (from > n)
        return false;
    if (!edit_is_plain(lines->edit))
        return shown_line(p, n, from, cols, line);
    refresh(lines, cols);
    if (kept->looked == 0 || kept->from != from) {
        if (!wrap_line(p, n, from, cols, line))
            return false;
        *kept = *line;
    }
    *line = *kept;
    return true;
}

static void remember(struct lines *lines, size_t from)
{
    if (lines->n == lines->cap) {
        lines->cap = lines->cap ? lines->cap * 2 : 64;
        lines->mark = mem_grow(lines->mark, lines->cap * sizeof *lines->mark);
    }
    lines->mark[lines->n++] = from;
}

/* A line start at or before `at`, as near as one is known; *i is its mark, or -1. */
static size_t known_start(struct lines *lines, size_t at, ptrdiff_t *i)
{
    const char *p = edit_text(lines->edit);
    size_t start = at;
    *i = (ptrdiff_t)lines->n - 1;
    while (*i >= 0 && lines->mark[*i] > at)
        --*i;
    size_t low = *i >= 0 ? lines->mark[*i] : 0;
    while (start > low && p[start - 1] != '\n')
        start--;
    if (start == low && *i >= 0)
        return low;
    *i = -1;
    if (at - start < LONG_PARAGRAPH)
        return start;
    lines->n = 0;
    remember(lines, start);
    *i = 0;
    return start;
}

static bool holds(const struct lines *lines, const struct wrap_line *line, size_t at)
{
    return at < line->next || line->next == line->from ||
           (line->next == edit_length(lines->edit) &&
            edit_text(lines->edit)[line->next - 1] != '\n');
}

struct wrap_line lines_of(struct lines *lines, int cols, size_t at)
{
    struct wrap_line line;
    ptrdiff_t i;
    refresh(lines, cols);
    size_t from = known_start(lines, at, &i);
    bool last = i >= 0 && (size_t)i == lines->n - 1;
    for (int count = 1; lines_at(lines, cols, from, &line) && !holds(lines, &line, at); count++) {
        from = line.next;
        if (last && count % MARK_EVERY == 0)
            remember(lines, from);
    }
    return line;
}

size_t lines_back(struct lines *lines, int cols, size_t from, int rows)
{
    while (rows-- > 0 && from > 0)
        from = lines_of(lines, cols, from - 1).from;
    return from;
}

int lines_col(const struct lines *lines, const struct wrap_line *line, size_t at)
{
    return text_cols(edit_text(lines->edit) + line->from, at - line->from);
}

size_t lines_end(const struct lines *lines, const struct wrap_line *line)
{
    const char *p = edit_text(lines->edit);
    if (line->hard)
        return line->next > line->from && p[line->next - 1] == '\n' ? line->next - 1 : line->next;
    if (line->to < line->next)
        return line->to;
    return utf8_prev(p, edit_length(lines->edit), line->next);
}

size_t lines_place(const struct lines *lines, const struct wrap_line *line, int col)
{
    const char *p = edit_text(lines->edit);
    size_t end = lines_end(lines, line), at = line->from;
    while (at < end) {
        size_t next = utf8_next(p, edit_length(lines->edit), at);
        col -= text_cols(p + at, next - at);
        if (col < 0)
            break;
        at = next;
    }
    return at;
}
