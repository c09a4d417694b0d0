/* functions_text.c - the functions on texts. Places and lengths are counted in characters. */
#include <math.h>
#include <string.h>

#include "form/expr_private.h"
#include "sis/base/utf8.h"

/* Bytes of the first `n` characters; all when there are fewer. */
static size_t bytes_of(const char *text, size_t n)
{
    const char *at = text;
    for (; *at && n > 0; n--)
        do
            at++;
        while (((unsigned char)*at & 0xC0) == 0x80);
    return (size_t)(at - text);
}

static size_t characters_of(const char *text)
{
    size_t n = 0;
    for (; *text; text++)
        n += ((unsigned char)*text & 0xC0) != 0x80;
    return n;
}

static bool two_texts(struct eval *e, const struct expr *call, const char **a, const char **b)
{
    return eval_text(e, call->arg[0], a) && eval_text(e, call->arg[1], b);
}

/* The only value, or the item's own answer when none is given. */
static bool text_or_self(struct eval *e, const struct expr *call, const char **text)
{
    if (call->n > 0)
        return eval_text(e, call->arg[0], text);
    struct result self = result_of_answer(e->scope->self, e->arena);
    *text = result_string(&self, e->arena);
    return true;
}

bool function_string(struct eval *e, const struct expr *call, struct result *out)
{
    const char *text;
    if (!eval_text(e, call->arg[0], &text))
        return false;
    *out = result_of_text(text);
    return true;
}

bool function_concat(struct eval *e, const struct expr *call, struct result *out)
{
    const char **part = arena_array(e->arena, call->n, sizeof(*part));
    size_t n = 0;
    for (size_t i = 0; i < call->n; i++) {
        if (!eval_text(e, call->arg[i], &part[i]))
            return false;
        n += strlen(part[i]);
    }
    char *text = arena_alloc(e->arena, n + 1), *at = text;
    for (size_t i = 0; i < call->n; i++) {
        size_t length = strlen(part[i]);
        memcpy(at, part[i], length);
        at += length;
    }
    *out = result_of_text(text);
    return true;
}

bool function_string_length(struct eval *e, const struct expr *call, struct result *out)
{
    const char *text;
    if (!text_or_self(e, call, &text))
        return false;
    *out = result_of_number((double)characters_of(text));
    return true;
}

bool function_contains(struct eval *e, const struct expr *call, struct result *out)
{
    const char *text, *part;
    if (!two_texts(e, call, &text, &part))
        return false;
    *out = result_of_flag(strstr(text, part) != NULL);
    return true;
}

bool function_starts_with(struct eval *e, const struct expr *call, struct result *out)
{
    const char *text, *part;
    if (!two_texts(e, call, &text, &part))
        return false;
    *out = result_of_flag(strncmp(text, part, strlen(part)) == 0);
    return true;
}

bool function_ends_with(struct eval *e, const struct expr *call, struct result *out)
{
    const char *text, *part;
    if (!two_texts(e, call, &text, &part))
        return false;
    size_t n = strlen(text), tail = strlen(part);
    *out = result_of_flag(tail <= n && strcmp(text + n - tail, part) == 0);
    return true;
}

bool function_substring_before(struct eval *e, const struct expr *call, struct result *out)
{
    const char *text, *part;
    if (!two_texts(e, call, &text, &part))
        return false;
    const char *found = strstr(text, part);
    *out = result_of_text(found ? arena_strndup(e->arena, text, (size_t)(found - text)) : NULL);
    return true;
}

bool function_substring_after(struct eval *e, const struct expr *call, struct result *out)
{
    const char *text, *part;
    if (!two_texts(e, call, &text, &part))
        return false;
    const char *found = strstr(text, part);
    *out = result_of_text(found ? found + strlen(part) : NULL);
    return true;
}

/* A place counted from 0, from the end when negative, brought within 0..n. No number is 0. */
static size_t place_in(double place, size_t n)
{
    place = trunc(place);
    if (place < 0)
        place += (double)n;
    if (!(place > 0))
        return 0;
    return place < (double)n ? (size_t)place : n;
}

bool function_substr(struct eval *e, const struct expr *call, struct result *out)
{
    const char *text;
    double from, to = INFINITY;
    if (!eval_text(e, call->arg[0], &text) || !eval_number(e, call->arg[1], &from) ||
        (call->n > 2 && !eval_number(e, call->arg[2], &to)))
        return false;
    size_t n = characters_of(text), first = place_in(from, n), end = place_in(to, n);
    *out = (struct result){.kind = RESULT_EMPTY};
    if (first >= end)
        return true;
    const char *start = text + bytes_of(text, first);
    *out = result_of_text(arena_strndup(e->arena, start, bytes_of(start, end - first)));
    return true;
}

/* Where the character that begins at `from` stands in `set`, or NULL; *place counts from 0. */
static const char *find_character(const char *set, const char *from, size_t n, size_t *place)
{
    *place = 0;
    for (; *set; set += bytes_of(set, 1), (*place)++)
        if (strncmp(set, from, n) == 0)
            return set;
    return NULL;
}

bool function_translate(struct eval *e, const struct expr *call, struct result *out)
{
    const char *text, *from, *to;
    if (!two_texts(e, call, &text, &from) || !eval_text(e, call->arg[2], &to))
        return false;
    char *changed = arena_alloc(e->arena, 4 * strlen(text) + 1), *at = changed;
    for (; *text; text += bytes_of(text, 1)) {
        size_t place, n = bytes_of(text, 1);
        const char *put = text;
        if (find_character(from, text, n, &place)) {
            put = to + bytes_of(to, place);
            n = bytes_of(put, 1);
        }
        memcpy(at, put, n);
        at += n;
    }
    *out = result_of_text(changed);
    return true;
}

bool function_normalize_space(struct eval *e, const struct expr *call, struct result *out)
{
    static const char space[] = " \t\r\n";
    const char *text;
    if (!text_or_self(e, call, &text))
        return false;
    char *changed = arena_alloc(e->arena, strlen(text) + 1), *at = changed;
    while (*(text += strspn(text, space))) {
        size_t n = strcspn(text, space);
        if (at > changed)
            *at++ = ' ';
        memcpy(at, text, n);
        at += n;
        text += n;
    }
    *out = result_of_text(changed);
    return true;
}

bool function_regex(struct eval *e, const struct expr *call, struct result *out)
{
    const char *text, *pattern;
    bool match;
    if (!two_texts(e, call, &text, &pattern))
        return false;
    if (!pattern_match(pattern, text, &match))
        return expr_fail(e->err, e->top->source, call->arg[1]->at, T_EXPR_PATTERN, pattern);
    *out = result_of_flag(match);
    return true;
}
