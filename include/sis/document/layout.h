/*
 * layout.h - a document in lines of a given number of columns: pure arithmetic, no terminal.
 *
 * Tables become columns when they fit, else one block a row with the head as labels.
 */
#ifndef SIS_DOCUMENT_LAYOUT_H
#define SIS_DOCUMENT_LAYOUT_H

#include "sis/document/document.h"

struct layout_run {
    int col;
    enum doc_style style;
    bool heading;
    const char *text; /* utf8_show has been over it */
    int width;
    int link; /* or -1 */
};

struct layout_line {
    struct layout_run *run;
    size_t n;
    bool keep; /* must stand on the same page as the next line */
    bool page; /* paper: not shown, what follows begins a new page */
};

struct layout {
    struct layout_line *line;
    size_t n;
    int cols;
    /* Of each link: its first line and column, for the cursor. */
    size_t *link_line;
    int *link_col;
    size_t n_links;
};

/* In the document's arena or another. plain = true keeps to ASCII for lines and charts. */
struct layout *layout_make(const struct doc *doc, int cols, bool plain, struct arena *arena);

#endif
