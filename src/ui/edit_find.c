/* edit_find.c - finding words in a text, whatever their case. */
#include <string.h>

#include "sis/base/utf8.h"
#include "ui/edit_inside.h"

struct searched {
    const char *p;
    size_t n;
};

/* Whether the folded needle stands at byte `at`, whole graphemes only. */
static bool stands_at(const struct searched *text, size_t at, const struct str *needle, size_t *to)
{
    struct str folded;
    bool same = true;
    str_init(&folded, 0);
    while (same && folded.n < needle->n && at < text->n) {
        size_t next = utf8_next(text->p, text->n, at);
        utf8_fold(&folded, text->p + at, next - at);
        same = folded.n <= needle->n && memcmp(folded.p, needle->p, folded.n) == 0;
        at = next;
    }
    same = same && folded.n == needle->n;
    str_release(&folded);
    *to = at;
    return same;
}

/* Folding a whole line is much faster than looking at each place, and most lines have no hit. */
static bool may_hold(const struct searched *text, size_t from, size_t to, const struct str *needle)
{
    struct str folded;
    str_init(&folded, SIZE_MAX / 2);
    utf8_fold(&folded, text->p + from, to - from);
    bool holds = strstr(folded.p, needle->p) != NULL;
    str_release(&folded);
    return holds;
}

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Cheap: false when a needle that begins with ASCII cannot stand there. */
static bool may_begin(char c, const struct str *needle)
{
    return (c & 0x80) || (needle->p[0] & 0x80) || small(c) == needle->p[0];
}

/* The first (or last) hit that begins in from..to, both graphemes' boundaries. */
static bool find_between(const struct searched *text, size_t from, size_t to,
                         const struct str *needle, bool last, struct text_hit *hit)
{
    bool found = false;
    while (from < to && (last || !found)) {
        const char *newline = memchr(text->p + from, '\n', text->n - from);
        size_t end = newline ? (size_t)(newline - text->p) : text->n;
        bool look = may_hold(text, from, end, needle);
        for (; look && from < end && from < to; from = utf8_next(text->p, text->n, from)) {
            size_t stop;
            if (!may_begin(text->p[from], needle) || !stands_at(text, from, needle, &stop))
                continue;
            *hit = (struct text_hit){from, stop};
            found = true;
            if (!last)
                break;
        }
        from = end + 1;
    }
    return found;
}

bool text_find(const char *p, size_t n, const char *words, size_t from, size_t to, bool last,
               struct text_hit *hit)
{
    const struct searched text = {p, n};
    struct str needle;
    str_init(&needle, 0);
    utf8_fold(&needle, words, strlen(words));
    bool found = needle.n > 0 && find_between(&text, from, to, &needle, last, hit);
    str_release(&needle);
    return found;
}
