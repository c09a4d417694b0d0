/*
 * document.h - a document tree: what a page, a letter, help or a paper form says, before anyone
 * decides on lines, paper or files.
 *
 * Built by appending; the tree owns copies of all text (NFC, shown through utf8_show by the
 * writers). Links carry a place and are numbered in order of appearance.
 */
#ifndef SIS_DOCUMENT_DOCUMENT_H
#define SIS_DOCUMENT_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "sis/base/mem.h"
#include "sis/base/text.h"
#include "sis/domain/place.h"

enum doc_style {
    DOC_PLAIN,
    DOC_STRONG,
    DOC_DIM,    /* less important */
    DOC_ALERT,  /* needs attention; always also said in words */
    DOC_STRUCK, /* shown between ~ and ~ where a terminal cannot strike */
    DOC_QUOTE   /* a person's own words */
};

enum doc_kind {
    DOC_HEADING,
    DOC_PARAGRAPH,
    DOC_LIST,    /* children are items */
    DOC_TABLE,   /* children are rows, theirs are cells */
    DOC_COLUMNS, /* children stand side by side when there is room, else below each other */
    DOC_GROUP,   /* children below each other; an item, a row, a cell, a column */
    DOC_GAP,     /* one empty line */
    DOC_RULE,    /* a line of dashes, or of dots to write on when it is blank */
    DOC_CHART,   /* a small line of values over time */
    DOC_PAGE     /* paper: a new page begins here; elsewhere one empty line */
};

struct doc_run {
    enum doc_style style;
    const char *text;
    int link; /* index in doc->link, or -1 */
};

struct doc_node {
    enum doc_kind kind;
    int level; /* heading 1..3; paragraph: indent in columns; chart: lines high, 0 = 1 */
    struct doc_run *run;
    size_t n_runs;
    struct doc_node **child;
    size_t n_children;
    const double *value; /* chart, oldest first; NAN is a gap, shown as a dot, never bridged */
    size_t n_values;
    double low, high;
    int least; /* columns: they stand side by side from so many columns on, 0 = where there is room */
    bool fit; /* columns: as wide as what stands in them; below each other when that has no room */
    bool whole;  /* a table's cell: its column does not give way to the others */
    bool blank;  /* rule: to write on */
    bool header; /* table: the first row is its head */
    int wide;    /* column of DOC_COLUMNS: share of the width, 0 = 1; chart: columns of one value */
    bool keep;   /* paper: do not part from what follows */
};

struct doc {
    struct arena *arena;
    const char *title; /* neutral: no name, no sensitive word */
    struct doc_node *root;
    struct place *link;
    size_t n_links;
    enum lang lang;
};

/* Everything is allocated in the arena. */
struct doc *doc_new(struct arena *arena, enum lang lang, const char *title);

/* Each appends to parent (doc->root at the top) and returns the new node. */
struct doc_node *doc_heading(struct doc *doc, struct doc_node *parent, int level, const char *text);
/* text may hold newlines: each is a hard line end. */
struct doc_node *doc_paragraph(struct doc *doc, struct doc_node *parent, enum doc_style style,
                               const char *text);
struct doc_node *doc_node_new(struct doc *doc, struct doc_node *parent, enum doc_kind kind);
struct doc_node *doc_gap(struct doc *doc, struct doc_node *parent);
/* A paragraph that is one link. */
struct doc_node *doc_link(struct doc *doc, struct doc_node *parent, const char *text,
                          const struct place *place);
/* Adds to a paragraph or heading; place may be NULL. */
void doc_run(struct doc *doc, struct doc_node *node, enum doc_style style, const char *text,
             const struct place *place);
/* A chart of a copy of these values between low and high. A scale of more than eight steps needs two
 * lines, or two neighbours look the same. */
struct doc_node *doc_chart(struct doc *doc, struct doc_node *parent, const double *value, size_t n,
                           double low, double high);
/* A table row of n plain cells. */
struct doc_node *doc_row(struct doc *doc, struct doc_node *table, const char *const *cell,
                         size_t n);

#endif
