/* form_view_inside.h - the parts of the form view among themselves. */
#ifndef SCREENS_FORM_VIEW_INSIDE_H
#define SCREENS_FORM_VIEW_INSIDE_H

#include "screens/form_view.h"

/* --- nodes: what can be focused, in the order it stands --- */

/* The node that is the step into a youth's section. */
size_t node_of_section(const struct form_view *view, const struct section *section);
/* NULL for a step. */
const struct item *node_item(const struct form_view *view, size_t node);
bool node_can_focus(const struct form_view *view, size_t node);
/* The next one before or after; NODE_NONE at the ends. From NODE_NONE: the first or last. */
size_t node_beside(const struct form_view *view, size_t node, bool after);
/* Whether the section's questions stand on the screen as it is now. */
bool section_is_open(const struct form_view *view, const struct section *section);
/* Whether it stands there as a step. */
bool section_is_step(const struct form_view *view, const struct section *section);

/* --- the options of a question --- */

struct choice {
    const char *key;
    const char *label;
    const char *code; /* NULL: a non-answer */
    enum nonanswer nonanswer;
    bool chosen;
    bool struck; /* no longer fits; cannot be chosen any more */
};

#define OPTION_GAP 3 /* columns between options */

/* How the options of a question stand. */
enum choice_shape {
    SHAPE_BESIDE, /* on the line of the label */
    SHAPE_BELOW,  /* on one line below it */
    SHAPE_SCALE,  /* the keys alone between the words at the ends */
    SHAPE_RULER,  /* numbers on a line, the words at the ends below it; then the rest, one a line */
    SHAPE_LINES   /* one a line */
};

/* All that stand there now; *choice is freed by the caller with mem_free. */
size_t view_choices(const struct form_view *view, const struct item *item, struct choice **choice);
int choices_cols(const struct choice *choice, size_t n);
/* Its label is a number: shown as it is, also where words would stand at the ends. */
bool choice_is_number(const struct choice *choice);

/* --- columns --- */

struct columns {
    int cols;        /* of the questions */
    int label;       /* where labels begin */
    int field;       /* where what is answered begins, beside a label */
    int answer;      /* where the answer in words stands, */
    int wide_answer; /* and a long one of a scale */
    int pane;        /* where guidance begins; 0: none */
};

struct columns view_columns(const struct form_view *view, int cols);
enum choice_shape view_shape(const struct form_view *view, const struct columns *columns,
                             const struct item *item, const struct choice *choice, size_t n);
/* Whether what is typed stands beside the label of this item. */
bool field_is_beside(const struct form_view *view, const struct columns *columns,
                     const struct item *item);
/* Columns and most rows that an item's text has on the screen. */
int field_cols(const struct form_view *view, const struct columns *columns,
               const struct item *item);
int field_rows_max(const struct item *item, int rows);
/* Whether the cells of a grid stand as a table of columns, and the width of one. */
int table_cols(const struct columns *columns, const struct item *grid);

/* --- painting --- */

struct spot {
    int y, rows;
};

/* Spot gets where each node stands on a screen of so many rows, and behind them all where the cursor
 * does. Returns the row behind the last. */
int view_measure(const struct form_view *view, const struct columns *columns, int rows,
                 struct spot *spot);
/* As if the question (no cell) were the only one; the spots of all others stay empty. */
void view_measure_one(const struct form_view *view, const struct columns *columns, int rows,
                      const struct item *item, struct spot *spot);
/* Paints what of it is seen when row `top` of all is the first in the area. */
void view_paint(const struct form_view *view, struct area on, const struct columns *columns,
                int top, int rows, const struct spot *spot);
/* The warning's frame at the bottom: its rows, 0 when there is none; then draws it. */
int warning_rows(const struct form_view *view, int rows, int cols);
void warning_draw(const struct form_view *view, struct area on);
void guidance_draw(const struct form_view *view, struct area on);

/* What is remembered of where all stands. */
struct view_places *view_places_new(void);
void view_places_free(struct view_places *places); /* accepts NULL */

/* What holds now, and did not before, is the warning to show. */
void view_watch(struct form_view *view);

/* What is remembered of texts that hold what they should not. */
struct view_marks *view_marks_new(const struct method *method, const struct live *live);
/* Another text is being written now. */
void view_marks_forget(struct view_marks *marks);
void view_marks_free(struct view_marks *marks); /* accepts NULL */

/* --- answering --- */

/* What is being edited; NULL when nothing is. */
struct edit *form_view_edit(const struct form_view *view);
void view_set(struct form_view *view, const struct answer *answer);
/* Leaves what is focused, its text becomes the answer, and focuses another node. */
void view_focus(struct form_view *view, size_t node);
/* Moves on to the next; false when there is none. */
bool view_move(struct form_view *view, bool after);

/* --- words where one letter is the answer --- */

/* Of letters a to z. */
int32_t key_folded(int32_t cp);
/* Whether a character belongs to a word that was begun, and so answers nothing; what the letters before
 * it answered is taken back, but for the first. */
bool view_word_takes(struct form_view *view, const struct event *event);
/* A character is about to answer; has answered; answers nothing (true: something was taken back). */
void view_word_answers(struct form_view *view, const struct event *event,
                       const struct choice *chosen);
void view_word_answered(struct form_view *view);
bool view_word_strays(struct form_view *view, const struct event *event);
/* A key that types nothing ends the word; true when that is all it does. */
bool view_word_ends(struct form_view *view, const struct event *event, bool enter);

/* --- taking back --- */

struct view_past *view_past_new(void);
void view_past_free(struct view_past *past); /* accepts NULL */
/* A choice is about to change; before may be NULL. */
void view_past_add(struct view_past *past, size_t node, const struct answer *before);
size_t view_past_count(const struct form_view *view);
/* The newest step at a question that can be seen now; NODE_NONE: there is none. */
size_t view_past_newest(const struct form_view *view);
size_t view_past_node(const struct form_view *view, size_t at);
/* Takes one back: its question has the answer from before it. */
void view_past_restore(struct form_view *view, size_t at);
/* Takes back all but the first n. */
void view_past_back_to(struct form_view *view, size_t n);
/* Takes the last choice back, goes there and says what it was; false when there is none. */
bool view_past_undo(struct form_view *view);
/* Goes to the last question answered before this one and says how; false when there is none. */
bool view_past_show(struct form_view *view);

#endif
