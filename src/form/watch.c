/* watch.c - finding in free text what the method watches for. */
#include "sis/form/watch.h"

#include <string.h>

#include "form/expr_private.h"
#include "sis/base/str.h"

struct watcher {
    const struct method *method;
    struct pattern **pattern;
};

struct watcher *watcher_new(const struct method *method)
{
    struct watcher *watcher = mem_new(sizeof *watcher);
    watcher->method = method;
    watcher->pattern = mem_array(method->n_watches + 1, sizeof watcher->pattern[0]);
    for (size_t i = 0; i < method->n_watches; i++)
        watcher->pattern[i] = pattern_new(method->watch[i].pattern);
    return watcher;
}

void watcher_free(struct watcher *watcher)
{
    if (!watcher)
        return;
    for (size_t i = 0; i < watcher->method->n_watches; i++)
        pattern_free(watcher->pattern[i]);
    mem_free(watcher->pattern);
    mem_free(watcher);
}

bool watch_looks_at(const struct item *item)
{
    return (item->type == ITEM_LINE || item->type == ITEM_TEXT) && !item->unwatched;
}

/* The first hit of any pattern from `at` on; of two that begin together the longer one. */
static bool find_next(const struct watcher *watcher, const char *text, size_t at,
                      struct watch_hit *hit)
{
    bool found = false;
    for (size_t i = 0; i < watcher->method->n_watches; i++) {
        struct watch_hit one = {.from = at, .watch = &watcher->method->watch[i]};
        if (!watcher->pattern[i] || !pattern_find(watcher->pattern[i], text, &one.from, &one.to))
            continue;
        /* A pattern that looks at what stands before may begin with it. */
        one.from += strspn(text + one.from, " \n");
        if (!found || one.from < hit->from || (one.from == hit->from && one.to > hit->to))
            *hit = one;
        found = true;
    }
    return found;
}

size_t watcher_find(const struct watcher *watcher, const char *text, size_t n,
                    struct watch_hit *hit, size_t max)
{
    size_t found = 0;
    struct str part;
    str_init(&part, 0);
    str_add(&part, text, n);
    for (size_t at = 0; found < max && at < part.n; at = hit[found++].to)
        if (!find_next(watcher, part.p, at, &hit[found]))
            break;
    str_release(&part);
    return found;
}
