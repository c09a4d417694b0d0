/* wrap.c - breaking text into lines. */
#include "sis/base/wrap.h"

#include <string.h>
#include <utf8proc.h>

#include "sis/base/mem.h"
#include "sis/base/utf8.h"

/* Punctuation longer than this is a word of its own, so that no line looks far ahead. */
#define CLOSING_MAX 4
/* Bytes behind a line that is_closing and the end of a grapheme may have looked at. */
#define AHEAD ((CLOSING_MAX + 2) * (size_t)4)

enum sort { SORT_OTHER, SORT_SPACE, SORT_LETTER, SORT_HYPHEN, SORT_NEWLINE };

static bool is_in(int32_t cp, const int32_t *list, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++)
        if (list[i] == cp)
            return true;
    return false;
}

/* Not the spaces that are made to hold words together. */
static bool is_space(int32_t cp)
{
    return cp == ' ' || cp == '\t' || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x2006) ||
           (cp >= 0x2008 && cp <= 0x200A) || cp == 0x205F || cp == 0x3000;
}

static bool is_hyphen(int32_t cp)
{
    static const int32_t hyphens[] = {'-', '/', 0x2010, 0x2013, 0x2014};

    return is_in(cp, hyphens, ARRAY_LEN(hyphens));
}

static bool is_letter(int32_t cp)
{
    utf8proc_category_t category;

    if (cp < 0x80)
        return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
    category = utf8proc_category(cp);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

/* Of the grapheme from..to. */
static enum sort sort_of(const char *p, size_t from, size_t to)
{
    size_t used;
    int32_t cp;

    if (p[to - 1] == '\n')
        return SORT_NEWLINE;
    used = utf8_decode(p + from, to - from, &cp);
    if (is_space(cp) && used == to - from) /* a space with a mark is drawn */
        return SORT_SPACE;
    if (is_hyphen(cp))
        return SORT_HYPHEN;
    return is_letter(cp) ? SORT_LETTER : SORT_OTHER;
}

static bool is_mark(int32_t cp)
{
    static const int32_t marks[] = {'.', ',', ';',    ':',    '!',    '?',    ')', ']',
                                    '}', '%', 0x2019, 0x201D, 0x2026, 0x2030, 0xBB};

    return is_in(cp, marks, ARRAY_LEN(marks));
}

/* Punctuation from `at` up to a space or an end; the quotation mark of Swedish opens as well, so
 * what follows decides. */
static bool is_closing(const char *p, size_t n, size_t at)
{
    int32_t cp;
    int i;

    for (i = 0; i <= CLOSING_MAX; i++) {
        if (at >= n)
            return i > 0;
        at += utf8_decode(p + at, n - at, &cp);
        if (is_space(cp) || cp == '\n')
            return i > 0;
        if (!is_mark(cp))
            return false;
    }
    return false;
}

/* Where the line could end, and what it has so far. */
struct run {
    const char *p;
    size_t n, from;
    size_t ink;     /* behind the last grapheme that is no space */
    int ink_width;  /* up to there */
    int width;      /* with the spaces after it */
    bool can_break; /* `soft` is a place to break */
    struct wrap_line soft;
    enum sort before, before2;
};

static void note_break(struct run *run, size_t at)
{
    run->can_break = true;
    run->soft = (struct wrap_line){run->from, run->ink, at, run->ink_width, false, 0};
}

/* May a line end before the grapheme at `at`, of the sort `sort`? */
static bool breaks_before(const struct run *run, size_t at, enum sort sort)
{
    if (run->before == SORT_SPACE)
        return sort == SORT_LETTER || !is_closing(run->p, run->n, at);
    return run->before == SORT_HYPHEN && run->before2 == SORT_LETTER && sort == SORT_LETTER;
}

/* A word wider than the line, cut before `at` or a little earlier to keep punctuation with it. */
static struct wrap_line cut_word(const struct run *run, size_t at)
{
    size_t cut = at;
    int32_t first;
    int i;

    for (i = 0; i < CLOSING_MAX && cut > run->from && is_closing(run->p, run->n, cut); i++)
        cut = utf8_prev(run->p, run->n, cut);
    utf8_decode(run->p + cut, run->n - cut, &first);
    if (cut <= run->from || is_mark(first))
        cut = at;
    return (struct wrap_line){run->from, cut, cut, utf8_width(run->p + run->from, cut - run->from),
                              false,     0};
}

/* The grapheme at `at` does not fit any more. */
static struct wrap_line soft_end(struct run *run, size_t at)
{
    if (!run->can_break && run->before == SORT_SPACE)
        note_break(run, at);
    return run->can_break ? run->soft : cut_word(run, at);
}

/* Spaces before a hard end are drawn as far as they fit. */
static struct wrap_line hard_end(const struct run *run, size_t at, size_t next, int cols)
{
    struct wrap_line line = {run->from, at, next, run->width, true, 0};

    if (run->width > cols)
        line.to = run->from + utf8_fit(run->p + run->from, at - run->from, cols, &line.width);
    if (line.to < run->ink) {
        line.to = run->ink;
        line.width = run->ink_width;
    }
    return line;
}

/* Most of what people write: one character of ASCII that nothing is joined to. */
static bool is_simple(const char *p, size_t n, size_t at)
{
    return p[at] >= ' ' && p[at] < 0x7F && (at + 1 == n || !(p[at + 1] & 0x80));
}

/* Where the grapheme behind the one at `at` begins, and the sort and columns of that one. */
static size_t step(const char *p, size_t n, size_t at, enum sort *sort, int *width)
{
    size_t next;
    char c = p[at];

    if (is_simple(p, n, at)) {
        *width = 1;
        if (is_letter(c))
            *sort = SORT_LETTER;
        else
            *sort = c == ' ' ? SORT_SPACE : is_hyphen(c) ? SORT_HYPHEN : SORT_OTHER;
        return at + 1;
    }
    next = utf8_next(p, n, at);
    /* å and its like: all of U+00C0 to U+00FF are letters but × and ÷. */
    if (c == '\xC3' && next == at + 2 && p[at + 1] != '\x97' && p[at + 1] != '\xB7') {
        *width = 1;
        *sort = SORT_LETTER;
        return next;
    }
    *sort = sort_of(p, at, next);
    *width = utf8_width(p + at, next - at);
    return next;
}

bool wrap_line(const char *p, size_t n, size_t from, int cols, struct wrap_line *line)
{
    struct run run = {.p = p, .n = n, .from = from, .ink = from};
    size_t at, next;

    if (from > n || (from == n && n > 0 && p[n - 1] != '\n'))
        return false;
    for (at = from; at < n; at = next) {
        enum sort sort;
        int width;

        next = step(p, n, at, &sort, &width);
        if (sort == SORT_NEWLINE) {
            *line = hard_end(&run, at, next, cols);
            line->looked = next + AHEAD;
            return true;
        }
        if (sort != SORT_SPACE) {
            if (breaks_before(&run, at, sort))
                note_break(&run, at);
            if (width > cols - run.width && at > from) {
                *line = soft_end(&run, at);
                line->looked = next + AHEAD;
                return true;
            }
            run.ink = next;
            run.ink_width = run.width + width;
        }
        run.width += width;
        run.before2 = run.before;
        run.before = sort;
    }
    *line = hard_end(&run, n, n, cols);
    line->looked = n + AHEAD;
    return true;
}

size_t wrap_count(const char *p, size_t n, int cols)
{
    struct wrap_line line;
    size_t from = 0, count = 0;

    while (wrap_line(p, n, from, cols, &line)) {
        count++;
        if (line.next == from)
            break;
        from = line.next;
    }
    return count;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

void wrap_hold_numbers(const char *text, struct str *out)
{
    for (const char *at = text; *at != '\0'; at++)
        if (*at == ' ' && at > text && is_digit(at[1]) && (at[1] == '0' || is_digit(at[-1])))
            str_puts(out, UTF8_NO_BREAK);
        else
            str_putc(out, *at);
}
