/* watch.c - finding in free text what the method watches for. */
#include "sis/form/watch.h"

#include <string.h>

#include "form/expr_private.h"
#include "sis/base/str.h"

struct watcher {
    const struct method *method;
    struct date today;
    struct pattern **pattern;
};

struct watcher *watcher_new(const struct method *method, struct date today)
{
    struct watcher *watcher = mem_new(sizeof *watcher);
    watcher->method = method;
    watcher->today = today;
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

static bool is_meant(const struct watcher *watcher, const struct watch_hit *hit, const char *text)
{
    struct answer self = {.id = ""};
    struct scope scope = {.self = &self, .today = watcher->today};
    if (!hit->watch->when)
        return true;
    struct arena *arena = arena_new();
    self.value = value_text(arena_strndup(arena, text + hit->from, hit->to - hit->from));
    bool meant = expr_true(hit->watch->when, &scope, arena);
    arena_free(arena);
    return meant;
}

/* The first place from hit->from on that matches and is what the watch means. */
static bool find_one(const struct watcher *watcher, const struct pattern *pattern, const char *text,
                     struct watch_hit *hit)
{
    while (pattern_find(pattern, text, &hit->from, &hit->to)) {
        /* A pattern that looks at what stands before may begin with it. */
        hit->from += strspn(text + hit->from, " \n");
        if (is_meant(watcher, hit, text))
            return true;
        hit->from = hit->to;
    }
    return false;
}

/* The first hit of any pattern from `at` on; of two that begin together the longer one. */
static bool find_next(const struct watcher *watcher, const char *text, size_t at,
                      struct watch_hit *hit)
{
    bool found = false;
    for (size_t i = 0; i < watcher->method->n_watches; i++) {
        struct watch_hit one = {.from = at, .watch = &watcher->method->watch[i]};
        if (!watcher->pattern[i] || !find_one(watcher, watcher->pattern[i], text, &one))
            continue;
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
