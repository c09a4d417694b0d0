/*
 * panel.h - a question inside a screen: words, and a few answers with a key each.
 */
#ifndef SCREENS_PANEL_H
#define SCREENS_PANEL_H

#include "sis/screens/screen.h"

#define PANEL_OPTIONS 16
#define PANEL_NONE (-1)

struct panel_option {
    int32_t key; /* character */
    char words[128];
    int value;
};

struct panel {
    char title[128];
    struct str words; /* paragraphs, wrapped; may be empty */
    struct panel_option option[PANEL_OPTIONS];
    size_t n;
    size_t selected;
    int top; /* first row of the words, when they are long */
};

void panel_init(struct panel *panel);
void panel_release(struct panel *panel);
/* Empties it for another question. */
void panel_begin(struct panel *panel, const char *title);
/* An answer with a key of its own; the first is the one that Enter takes at first. */
void panel_option(struct panel *panel, int32_t key, const char *words, int value);
/* The value of the answer that was taken, or PANEL_NONE; *used: the event meant something. */
int panel_handle(struct panel *panel, const struct event *event, bool *used);
void panel_draw(const struct panel *panel, struct area on);

#endif
