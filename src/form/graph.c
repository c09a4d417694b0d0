/* graph.c - gathers the links of a form and puts its nodes in order. */
#include "form/graph.h"

#include <stdbool.h>
#include <stdint.h>

#include "sis/base/mem.h"
#include "sis/form/expr.h"

#define NO_NODE SIZE_MAX
#define CIRCLES_MAX 16

/* Links from each node as chains in one array, so that they can grow together. */
struct link {
    size_t to;
    size_t next;
};

struct builder {
    const struct method *method;
    const struct form *form;
    struct arena *arena;
    struct link *link;
    size_t n_links, cap;
    size_t *first;
    size_t *count;
    size_t from;
};

static void add_link(struct builder *b, size_t to)
{
    if (b->n_links == b->cap) {
        size_t cap = b->cap * 2;
        b->link = arena_regrow(b->arena, b->link, b->n_links, cap, sizeof b->link[0]);
        b->cap = cap;
    }
    b->link[b->n_links] = (struct link){.to = to, .next = b->first[b->from]};
    b->first[b->from] = b->n_links++;
    b->count[b->from]++;
}

static void add_id(void *arg, const char *id)
{
    struct builder *b = arg;
    const struct item *item = form_item(b->method, b->form, id);
    if (item)
        add_link(b, item->index);
}

static void add_expr(struct builder *b, const struct expr *expr)
{
    if (expr)
        expr_ids(expr, add_id, b);
}

static void gather(struct builder *b)
{
    const struct form *form = b->form;
    for (size_t i = 0; i < form->n_items; i++) {
        const struct item *item = &form->item[i];
        b->from = i;
        add_expr(b, item->show);
        add_expr(b, item->compute);
        add_expr(b, item->initial);
        if (item->grid)
            add_link(b, item->grid->index);
        if (item->grid_row)
            add_expr(b, item->grid_row->show);
        add_link(b, form->n_items + (size_t)(item->section - form->section));
    }
    for (size_t i = 0; i < form->n_sections; i++) {
        b->from = form->n_items + i;
        add_expr(b, form->section[i].show);
    }
}

/* The chains as arrays, in both directions. */
static void lay_out(const struct builder *b, struct arena *arena, struct graph *graph)
{
    size_t n = graph->n;
    struct links *needs = arena_array(arena, n + 1, sizeof needs[0]);
    struct links *needed_by = arena_array(arena, n + 1, sizeof needed_by[0]);
    size_t *there = arena_array(arena, b->n_links + 1, sizeof there[0]);
    size_t *back = arena_array(arena, b->n_links + 1, sizeof back[0]);
    size_t *fill = arena_array(b->arena, n + 1, sizeof fill[0]);
    for (size_t i = 0; i < b->n_links; i++)
        needed_by[b->link[i].to].n++;
    size_t at_there = 0;
    size_t at_back = 0;
    for (size_t i = 0; i < n; i++) {
        needed_by[i].node = &back[at_back];
        fill[i] = at_back;
        at_back += needed_by[i].n;
    }
    for (size_t i = 0; i < n; i++) {
        needs[i] = (struct links){.node = &there[at_there], .n = b->count[i]};
        for (size_t k = b->first[i]; k != NO_NODE; k = b->link[k].next) {
            size_t to = b->link[k].to;
            there[at_there++] = to;
            back[fill[to]++] = i;
        }
    }
    graph->needs = needs;
    graph->needed_by = needed_by;
}

/* Kahn's way: whoever waits for nobody is next. */
struct queue {
    size_t *order;
    size_t n, done;
    size_t *waits; /* for how many each node still waits */
    bool *queued;
};

static void take(struct queue *queue, size_t node)
{
    queue->queued[node] = true;
    queue->order[queue->n++] = node;
}

static void drain(struct queue *queue, const struct graph *graph)
{
    for (; queue->done < queue->n; queue->done++) {
        const struct links *next = &graph->needed_by[queue->order[queue->done]];
        for (size_t k = 0; k < next->n; k++) {
            size_t node = next->node[k];
            if (--queue->waits[node] == 0 && !queue->queued[node])
                take(queue, node);
        }
    }
}

/* Where only waiting nodes are left each of them needs another one, so a walk among them comes back
 * to where it has been. */
static struct links find_circle(const struct graph *graph, const struct queue *queue, size_t node,
                                struct arena *arena)
{
    size_t *path = arena_array(arena, graph->n + 1, sizeof path[0]);
    size_t *place = arena_array(arena, graph->n + 1, sizeof place[0]); /* in path, from 1 */
    size_t n = 0;
    while (place[node] == 0) {
        path[n++] = node;
        place[node] = n;
        const struct links *needs = &graph->needs[node];
        size_t k = 0;
        while (queue->queued[needs->node[k]])
            k++;
        node = needs->node[k];
    }
    size_t from = place[node] - 1;
    return (struct links){.node = path + from, .n = n - from};
}

static void put_in_order(struct graph *graph, struct arena *scratch, struct arena *arena)
{
    struct queue queue = {
        .order = arena_array(arena, graph->n + 1, sizeof queue.order[0]),
        .waits = arena_array(scratch, graph->n + 1, sizeof queue.waits[0]),
        .queued = arena_array(scratch, graph->n + 1, sizeof queue.queued[0]),
    };
    struct links *circle = NULL;
    for (size_t i = 0; i < graph->n; i++)
        queue.waits[i] = graph->needs[i].n;
    for (size_t i = 0; i < graph->n; i++)
        if (queue.waits[i] == 0)
            take(&queue, i);
    drain(&queue, graph);
    for (size_t i = 0; i < graph->n && graph->n_circles < CIRCLES_MAX; i++) {
        if (queue.queued[i])
            continue;
        if (circle == NULL)
            circle = arena_array(arena, CIRCLES_MAX, sizeof circle[0]);
        struct links found = find_circle(graph, &queue, i, arena);
        circle[graph->n_circles++] = found;
        for (size_t k = 0; k < found.n; k++)
            take(&queue, found.node[k]);
        drain(&queue, graph);
    }
    graph->order = queue.order;
    graph->circle = circle;
}

struct graph *graph_make(const struct method *method, const struct form *form,
                         struct arena *scratch, struct arena *arena)
{
    size_t n = form->n_items + form->n_sections;
    struct graph *graph = arena_alloc(arena, sizeof *graph);
    struct builder b = {.method = method, .form = form, .arena = scratch, .cap = n + 1};
    b.link = arena_array(scratch, b.cap, sizeof b.link[0]);
    b.first = arena_array(scratch, n + 1, sizeof b.first[0]);
    b.count = arena_array(scratch, n + 1, sizeof b.count[0]);
    for (size_t i = 0; i < n; i++)
        b.first[i] = NO_NODE;
    *graph = (struct graph){.n = n};
    gather(&b);
    lay_out(&b, arena, graph);
    put_in_order(graph, scratch, arena);
    return graph;
}
