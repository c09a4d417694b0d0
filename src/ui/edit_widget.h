/* edit_widget.h - what the text area and the entry line have in common. */
#ifndef UI_EDIT_WIDGET_H
#define UI_EDIT_WIDGET_H

#include "sis/ui/canvas.h"
#include "sis/ui/edit.h"
#include "sis/ui/key.h"

/* Keys and commands that mean the same in every editor. False for all others, and for a motion
 * that leads nowhere. */
bool edit_handle(struct edit *edit, const struct event *event);
/* Draws the bytes from..to of a text of which select_from..select_to are selected. */
void edit_draw_run(struct area on, int row, int col, const char *p, size_t from, size_t to,
                   size_t select_from, size_t select_to);

#endif
