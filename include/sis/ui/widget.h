/*
 * widget.h - the few things a screen is made of: text area, entry line, list, status line.
 *
 * A widget is a view: it keeps only scroll and focus, the owner keeps the data. Each has handle
 * (takes an event, says whether it was used) and draw (const state, cells). A motion that leads
 * nowhere was not used, so that the screen can go on to what stands above or below. With focus, draw
 * puts the hardware cursor on what is focused.
 *
 * The editors take keys and the commands of CONTEXT_TEXT (undo, cut, select ...); not Tab, Esc or
 * function keys.
 */
#ifndef SIS_UI_WIDGET_H
#define SIS_UI_WIDGET_H

#include "sis/ui/canvas.h"
#include "sis/ui/edit.h"
#include "sis/ui/keymap.h"

/* --- text area: long text with soft wrap over an edit --- */
struct lines;

struct textarea {
    struct edit *edit;     /* owned */
    struct lines *lines;   /* owned: where its lines begin */
    size_t top;            /* first shown line, by byte */
    int goal;              /* column that up and down keep; -1 none */
    int cols, rows;        /* as last laid out; so far top is right, */
    size_t cursor;         /* for this cursor */
    unsigned long version; /* and this text */
    const char *marked;    /* borrowed: words that are marked wherever they stand; NULL: none */
};

void textarea_init(struct textarea *area, const char *text, size_t n);
void textarea_release(struct textarea *area);
/* Tells the size that the next handle moves in; draw uses its area's own. One column is left to the
 * cursor behind a full line. */
void textarea_layout(struct textarea *area, int rows, int cols);
bool textarea_handle(struct textarea *area, const struct event *event);
void textarea_draw(const struct textarea *area, struct area on, bool focus);
/* Draws the bytes from..to once more in another style, where they are in sight; after textarea_draw. */
void textarea_draw_part(const struct textarea *area, struct area on, size_t from, size_t to,
                        enum style style);
/* Rows that all of the text needs at that width; counts no further than max. */
int textarea_height(const struct textarea *area, int cols, int max);

/* --- entry: one line, scrolls sideways; secret shows a dot for each grapheme --- */
struct entry_line {
    struct edit *edit; /* owned, one line */
    bool secret;
};

void entry_init(struct entry_line *entry, const char *text, bool secret);
void entry_release(struct entry_line *entry);
bool entry_handle(struct entry_line *entry, const struct event *event);
void entry_draw(const struct entry_line *entry, struct area on, bool focus);

/* --- list: any number of rows from a source, one selected --- */
struct list_source {
    size_t (*count)(const void *arg);
    /* Draws row n in an area of one line. */
    void (*draw)(const void *arg, size_t n, struct area line, bool selected);
    const void *arg;
};

struct list_view {
    size_t selected; /* 0 when there are no rows */
    size_t top;
};

/* After the rows have changed, or selected was set: moves it to a row that there is, and shows it. */
void list_settle(struct list_view *list, const struct list_source *source, int rows);
/* Takes the commands up, down, page, top and bottom. */
bool list_handle(struct list_view *list, const struct list_source *source, int rows,
                 const struct event *event);
/* Rows stand behind two columns for the › of the selected one; the last two columns show arrows
 * where there is more above or below. The cursor stands at the row's beginning. */
void list_draw(const struct list_view *list, const struct list_source *source, struct area on,
               bool focus);

/* --- the line at the top and the status line --- */
struct bar {
    const char *left;  /* what this is: "NOTERING  24-031 Granen  rum 4" */
    const char *right; /* "utkast sparat 02:11:40"; of lines the first that fits. May be NULL */
    bool practice;     /* ÖVNING stands on every screen */
};

void bar_title(struct area line, const struct bar *bar, enum lang lang);

/* A key to show; words (may be NULL) say what the command does on this screen. */
struct bar_key {
    enum command command;
    const char *words;
};

/* The keys that work here, from the keymap, the most important first; at most BAR_KEYS_MAX. What does
 * not fit is left out from the end; the first key and those that stay (command_stays) keep their
 * places, the latter without their words if need be, `lock` longest, then `help`. */
#define BAR_KEYS_MAX 16
void bar_keys(struct area line, const struct keymap *keymap, enum context context,
              const struct bar_key *key, size_t n, enum lang lang);

#endif
