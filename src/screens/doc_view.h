/*
 * doc_view.h - a document on the screen: scrolls, and moves between its links.
 *
 * Arrows go to the next link while it can be seen and scroll otherwise, so that a text is read from
 * its beginning also where links stand far apart.
 */
#ifndef SCREENS_DOC_VIEW_H
#define SCREENS_DOC_VIEW_H

#include "sis/document/layout.h"
#include "sis/ui/widget.h"

#define LINK_NONE ((size_t)-1)

struct doc_view {
    struct arena *arena; /* of doc and layout; NULL: there is none yet */
    struct doc *doc;
    struct layout *layout;
    size_t focus; /* link, or LINK_NONE */
    size_t top;   /* first line shown */
};

void doc_view_init(struct doc_view *view, size_t focus, size_t top);
void doc_view_release(struct doc_view *view);
/* Takes doc with the arena it lies in, and stays on the same link where there still is one. plain: lines
 * and charts in ASCII. */
void doc_view_take(struct doc_view *view, struct arena *arena, struct doc *doc, int cols,
                   bool plain);
/* Scrolls to the focused link when it is out of sight. */
void doc_view_show_focus(struct doc_view *view, int rows);
bool doc_view_handle(struct doc_view *view, const struct event *event, int rows);
/* Where the focused link leads; NULL while no link in sight is focused: a text is opened at its
 * beginning, wherever its first link stands. */
const struct place *doc_view_link(const struct doc_view *view, int rows);
/* Text stands behind two columns for the sign of the focused link; the last two show arrows. */
void doc_view_draw(const struct doc_view *view, struct area on, bool focus);

#endif
