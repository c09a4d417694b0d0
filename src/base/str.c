/* str.c - a growing byte string with a limit. */
#include "sis/base/str.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "sis/base/mem.h"

#define CAP_FIRST 64

void str_init(struct str *s, size_t max)
{
    *s = (struct str){.max = max ? max : STR_MAX_DEFAULT, .cap = CAP_FIRST};
    s->p = mem_new(s->cap);
}

void str_release(struct str *s)
{
    mem_wipe_free(s->p, s->cap);
    *s = (struct str){0};
}

void str_clear(struct str *s)
{
    str_truncate(s, 0);
    s->over = false;
}

static bool fits(const struct str *s, size_t n)
{
    return s->n <= s->max && n <= s->max - s->n;
}

/* Not realloc: it would leave the old bytes behind in freed memory. */
static void make_room(struct str *s, size_t n)
{
    size_t need = s->n + n + 1, cap = s->cap;
    char *grown;

    if (need <= cap)
        return;
    while (cap < need)
        cap = cap > SIZE_MAX / 2 ? need : cap * 2;
    grown = mem_new(cap);
    memcpy(grown, s->p, s->n + 1);
    mem_wipe_free(s->p, s->cap);
    s->p = grown;
    s->cap = cap;
}

/* Room for n more bytes, or false with `over` set. */
static bool reserve(struct str *s, size_t n)
{
    if (s->over || !fits(s, n)) {
        s->over = true;
        return false;
    }
    make_room(s, n);
    return true;
}

static void grown_by(struct str *s, size_t n)
{
    s->n += n;
    s->p[s->n] = '\0';
}

bool str_add(struct str *s, const void *bytes, size_t n)
{
    if (!reserve(s, n))
        return false;
    if (n)
        memcpy(s->p + s->n, bytes, n);
    grown_by(s, n);
    return true;
}

bool str_puts(struct str *s, const char *text)
{
    return str_add(s, text, strlen(text));
}

bool str_putc(struct str *s, char c)
{
    return str_add(s, &c, 1);
}

bool str_repeat(struct str *s, char c, size_t n)
{
    if (!reserve(s, n))
        return false;
    memset(s->p + s->n, c, n);
    grown_by(s, n);
    return true;
}

bool str_printf(struct str *s, const char *format, ...)
{
    va_list args, again;
    bool ok;
    int n;

    va_start(args, format);
    va_copy(again, args);
    n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    ok = n >= 0 && reserve(s, (size_t)n);
    if (ok) {
        vsnprintf(s->p + s->n, (size_t)n + 1, format, again);
        s->n += (size_t)n;
    }
    va_end(again);
    return ok;
}

bool str_splice(struct str *s, size_t from, size_t to, const void *bytes, size_t n_new)
{
    size_t n_old = to - from;

    if (n_new > n_old) {
        if (!fits(s, n_new - n_old))
            return false;
        make_room(s, n_new - n_old);
    }
    memmove(s->p + from + n_new, s->p + to, s->n - to + 1);
    if (n_new)
        memcpy(s->p + from, bytes, n_new);
    s->n = s->n - n_old + n_new;
    return true;
}

void str_truncate(struct str *s, size_t n)
{
    if (n < s->n) {
        s->n = n;
        s->p[n] = '\0';
    }
}

bool str_equal(const struct str *s, const char *text)
{
    size_t n = strlen(text);

    return s->n == n && memcmp(s->p, text, n) == 0;
}

char *str_take(struct str *s, size_t *n)
{
    char *bytes = s->p;

    if (n)
        *n = s->n;
    str_init(s, s->max);
    return bytes;
}

bool text_is_empty(const char *text)
{
    return !text || !text[0];
}

bool text_equal(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}
