/*
 * graph.h - what depends on what within one form.
 *
 * A node is an item or, behind the items, a section. An item's node stands for whether it is shown
 * and what it holds; it needs its section, its grid, and all that its show, compute and initial
 * mention. A section's node stands for whether it is shown. Other forms give signed answers only,
 * so they are no part of it.
 */
#ifndef FORM_GRAPH_H
#define FORM_GRAPH_H

#include "sis/form/method.h"

struct links {
    const size_t *node;
    size_t n;
};

struct graph {
    size_t n; /* items and sections */
    const struct links *needs;
    const struct links *needed_by;
    /* Every node behind all it needs, as far as there is no circle. */
    const size_t *order;
    /* Circles that share no node: each node needs the next, the last one the first. */
    const struct links *circle;
    size_t n_circles;
};

/* The graph lives in arena; what is only needed while it is made, in scratch. */
struct graph *graph_make(const struct method *method, const struct form *form,
                         struct arena *scratch, struct arena *arena);

#endif
