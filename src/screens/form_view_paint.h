/* form_view_paint.h - painting questions: what the parts of it share. */
#ifndef SCREENS_FORM_VIEW_PAINT_H
#define SCREENS_FORM_VIEW_PAINT_H

#include "screens/form_view_inside.h"

struct paint {
    const struct form_view *view;
    struct area on;
    const struct columns *columns;
    int rows; /* of the screen */
    int top;  /* where the first row of all stands */
    int y;
    struct spot *spot;        /* measuring: gets where everything stands; */
    const struct spot *known; /* painting: what was measured */
    int number;               /* of the last question, */
    int part;                 /* and how many that depend on answers have come after it */
    bool tall;                /* what was painted last */
    bool fresh;               /* a title has just been painted */
    /* Where the item painted last has left room: a row, and a column or -1. */
    int free_row, free_col;
};

struct options {
    const struct choice *choice;
    size_t n;
    const struct item *item;
    bool focused;
};

static inline int max_of(int a, int b)
{
    return a > b ? a : b;
}

static inline enum lang paint_lang(const struct paint *p)
{
    return p->view->env->lang;
}

static inline bool paint_is_focused(const struct paint *p, const struct item *item)
{
    return p->view->focus == item->index;
}

static inline const struct answer *paint_answer(const struct paint *p, const struct item *item)
{
    return answers_get(live_answers(p->view->live), item->id);
}

/* Tells where a node stands, and marks it when it is focused. */
void paint_spot(struct paint *p, size_t node, int y, int rows);
void paint_cursor(const struct paint *p, int y, int col);
/* A label at p->y, its number before it; returns its rows. */
int paint_label(const struct paint *p, const char *number, const char *words, int col, int cols,
                bool focused);
/* Beside the field as it was left; not while it is being written. Moves *y below. */
void paint_mistake(const struct paint *p, int *y, const struct item *item);
/* What free text should not hold: marked in the field that lies in `on`, and told below it. */
void paint_watch_marks(const struct paint *p, const struct item *item, struct area on);
void paint_watch_words(const struct paint *p, int *y, const struct item *item);
/* All options on row y; returns the column behind. */
int paint_options_row(const struct paint *p, const struct options *options, int y, int col);
/* One a line; returns the row below. */
int paint_options_lines(const struct paint *p, const struct options *options, int y, int col);
/* What is written, from row y; returns the row below. */
int paint_field(const struct paint *p, const struct item *item, int y, int col, int cols);
/* An item at p->y, and goes on below it. */
void paint_item(struct paint *p, const struct item *item, const char *number, const char *words);
/* form_view_last.c: last time's answer, in the room the item has left or below it. Moves *y. */
void paint_last(const struct paint *p, int *y, const struct item *item);
/* form_view_room.c: the youth's own part, one question at a time. */
void paint_room(struct paint *p);
void paint_grid(struct paint *p, const struct item *grid, const char *number);

#endif
