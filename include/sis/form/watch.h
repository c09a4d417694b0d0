/*
 * watch.h - what free text should not hold: the method's `watch` patterns (personal numbers, telephone
 * numbers, addresses), found while somebody writes.
 *
 * It tells and never blocks. All text and line items are watched but those with `watch = false`.
 */
#ifndef SIS_FORM_WATCH_H
#define SIS_FORM_WATCH_H

#include "sis/form/method.h"

struct watcher;

/* Bytes from..to of a text look like what the method watches for. */
struct watch_hit {
    size_t from, to;
    const struct watch *watch;
};

/* Makes the method's patterns ready; the method is borrowed. today: a day of birth lies before it. */
struct watcher *watcher_new(const struct method *method, struct date today);
void watcher_free(struct watcher *watcher); /* accepts NULL */

/* Whether what is written in this item is looked at. */
bool watch_looks_at(const struct item *item);
/* The hits in n bytes of text, at most max, in order; none lies over another. */
size_t watcher_find(const struct watcher *watcher, const char *text, size_t n,
                    struct watch_hit *hit, size_t max);

#endif
