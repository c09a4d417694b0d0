/* fill.c - texts with ${...} in them. */
#include "sis/form/expr.h"

#include <string.h>

#include "form/expr_private.h"

struct part {
    const char *plain; /* the text before ${ */
    size_t n_plain;
    const char *inside; /* between ${ and }, or NULL at the end of the template */
    size_t n_inside;
};

/* The } that closes what was opened, past quoted texts and further ${ }. */
static const char *closing(const char *at)
{
    char quote = '\0';
    size_t depth = 1;
    for (; *at; at++) {
        if (quote) {
            quote = *at == quote ? '\0' : quote;
        } else if (*at == '\'' || *at == '"') {
            quote = *at;
        } else if (at[0] == '$' && at[1] == '{') {
            depth++;
            at++;
        } else if (*at == '}' && --depth == 0) {
            return at;
        }
    }
    return NULL;
}

/* The next part; false when ${ is never closed. At the end inside is NULL and *at stands on NUL. */
static bool next_part(const char **at, struct part *part, const char *template, struct err *err)
{
    const char *open = strstr(*at, "${");
    *part = (struct part){.plain = *at};
    part->n_plain = open ? (size_t)(open - *at) : strlen(*at);
    if (!open) {
        *at += part->n_plain;
        return true;
    }
    const char *close = closing(open + 2);
    if (!close)
        return expr_fail(err, template, (size_t)(open - template) + 1, T_EXPR_REFERENCE, NULL);
    part->inside = open + 2;
    part->n_inside = (size_t)(close - part->inside);
    *at = close + 1;
    return true;
}

/* An id with or without spaces around it. */
static bool is_id(const char *p, size_t n)
{
    static const char name[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";
    size_t before = strspn(p, " "), length = strspn(p + before, name);
    return length > 0 && before + length + strspn(p + before + length, " ") >= n;
}

/* ${id} is the answer itself; anything else is an expression. */
static const struct expr *parse_part(const struct part *part, struct arena *arena, struct err *err)
{
    bool id = is_id(part->inside, part->n_inside);
    const char *from = id ? part->inside - 2 : part->inside;
    return expr_parse(from, part->n_inside + (id ? 3 : 0), arena, err);
}

static bool fill_part(const struct part *part, const struct scope *scope, struct arena *arena,
                      struct str *out, struct err *err)
{
    struct result result;
    const struct expr *expr = parse_part(part, arena, err);
    if (!expr)
        return false;
    if (expr->kind == NODE_ANSWER && scope->words) {
        scope->words(scope->arg, expr->text, out);
        return true;
    }
    if (!expr_eval(expr, scope, arena, &result, err))
        return false;
    if (!result_is_empty(&result))
        result_text(&result, out);
    return true;
}

bool expr_fill(const char *template, const struct scope *scope, struct arena *arena,
               struct str *out, struct err *err)
{
    const char *at = template;
    size_t before = out->n;
    while (*at) {
        struct part part;
        bool good = next_part(&at, &part, template, err);
        if (good)
            str_add(out, part.plain, part.n_plain);
        if (good && part.inside)
            good = fill_part(&part, scope, arena, out, err);
        if (!good) {
            str_truncate(out, before);
            return false;
        }
    }
    return true;
}

bool expr_template(const char *template, struct arena *arena,
                   void (*visit)(void *arg, const struct expr *expr), void *arg, struct err *err)
{
    const char *at = template;
    while (*at) {
        struct part part;
        if (!next_part(&at, &part, template, err))
            return false;
        const struct expr *expr = part.inside ? parse_part(&part, arena, err) : NULL;
        if (part.inside && !expr)
            return false;
        if (expr)
            visit(arg, expr);
    }
    return true;
}
