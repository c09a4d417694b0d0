/* document.c - building a document tree in an arena. */
#include "sis/document/document.h"

#include <stdint.h>

struct doc *doc_new(struct arena *arena, enum lang lang, const char *title)
{
    struct doc *doc = arena_alloc(arena, sizeof *doc);

    doc->arena = arena;
    doc->lang = lang;
    doc->title = arena_strdup(arena, title);
    doc->root = arena_alloc(arena, sizeof *doc->root);
    doc->root->kind = DOC_GROUP;
    return doc;
}

/* Arrays in an arena double when they are full, so that n appends copy at most 2n things. */
static void *with_room(struct arena *arena, void *old, size_t n, size_t size)
{
    if (n != 0 && (n & (n - 1)) != 0)
        return old;
    return arena_regrow(arena, old, n, n == 0 ? 1 : 2 * n, size);
}

struct doc_node *doc_node_new(struct doc *doc, struct doc_node *parent, enum doc_kind kind)
{
    struct doc_node *node = arena_alloc(doc->arena, sizeof *node);

    node->kind = kind;
    parent->child = with_room(doc->arena, parent->child, parent->n_children, sizeof(node));
    parent->child[parent->n_children++] = node;
    return node;
}

void doc_run(struct doc *doc, struct doc_node *node, enum doc_style style, const char *text,
             const struct place *place)
{
    struct doc_run *run;

    node->run = with_room(doc->arena, node->run, node->n_runs, sizeof(*run));
    run = &node->run[node->n_runs++];
    run->style = style;
    run->text = arena_strdup(doc->arena, text != NULL ? text : "");
    run->link = -1;
    if (place != NULL) {
        doc->link = with_room(doc->arena, doc->link, doc->n_links, sizeof(*place));
        run->link = (int)doc->n_links;
        doc->link[doc->n_links++] = *place;
    }
}

struct doc_node *doc_heading(struct doc *doc, struct doc_node *parent, int level, const char *text)
{
    struct doc_node *node = doc_node_new(doc, parent, DOC_HEADING);

    node->level = level;
    node->keep = true;
    doc_run(doc, node, DOC_STRONG, text, NULL);
    return node;
}

struct doc_node *doc_paragraph(struct doc *doc, struct doc_node *parent, enum doc_style style,
                               const char *text)
{
    struct doc_node *node = doc_node_new(doc, parent, DOC_PARAGRAPH);

    if (!text_is_empty(text))
        doc_run(doc, node, style, text, NULL);
    return node;
}

struct doc_node *doc_gap(struct doc *doc, struct doc_node *parent)
{
    return doc_node_new(doc, parent, DOC_GAP);
}

struct doc_node *doc_link(struct doc *doc, struct doc_node *parent, const char *text,
                          const struct place *place)
{
    struct doc_node *node = doc_node_new(doc, parent, DOC_PARAGRAPH);

    doc_run(doc, node, DOC_PLAIN, text, place);
    return node;
}

struct doc_node *doc_chart(struct doc *doc, struct doc_node *parent, const double *value, size_t n,
                           double low, double high)
{
    struct doc_node *node = doc_node_new(doc, parent, DOC_CHART);
    double *copy = arena_array(doc->arena, n + 1, sizeof *copy);

    for (size_t i = 0; i < n; i++)
        copy[i] = value[i];
    node->value = copy;
    node->n_values = n;
    node->low = low;
    node->high = high;
    node->level = high - low > 7 ? 2 : 1;
    node->wide = 2;
    return node;
}

struct doc_node *doc_row(struct doc *doc, struct doc_node *table, const char *const *cell, size_t n)
{
    struct doc_node *row = doc_node_new(doc, table, DOC_GROUP);

    for (size_t i = 0; i < n; i++) {
        struct doc_node *group = doc_node_new(doc, row, DOC_GROUP);

        doc_paragraph(doc, group, DOC_PLAIN, cell[i]);
    }
    return row;
}
