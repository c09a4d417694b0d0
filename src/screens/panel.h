/*
 * panel.h - a question in place of a screen's body: words, and a few answers with a key each.
 *
 * What question.h asks lies over a page that stays in sight, is answered by yes, no or typed lines, and
 * keeps them; the two share no more than a title, so they are two.
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
/* An answer with a key of its own, the first character of `key`; the first answer is the one that Enter
 * takes at first. */
void panel_option(struct panel *panel, const char *key, const char *words, int value);
/* The same with the key n, 0 to 9, and then a, b, ... */
void panel_numbered(struct panel *panel, size_t n, const char *words, int value);
/* The value of the answer that was taken, or PANEL_NONE; *used: the event meant something. */
int panel_handle(struct panel *panel, const struct event *event, bool *used);
void panel_draw(const struct panel *panel, struct area on);

#endif
