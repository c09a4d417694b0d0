/* edit_inside.h - what the files of the editor share. */
#ifndef UI_EDIT_INSIDE_H
#define UI_EDIT_INSIDE_H

#include "sis/ui/edit.h"

/* Changes that follow each other closely and are undone as one. */
enum run { RUN_NONE, RUN_TYPING, RUN_BACKSPACE, RUN_DELETE };

struct spot {
    size_t cursor, anchor;
};

/* At byte `at`, removed was replaced by inserted. */
struct change {
    size_t at;
    struct str removed, inserted;
    struct spot before, after;
};

struct history {
    struct change *item;
    size_t n, cap;
    size_t done;  /* the changes from here on are undone */
    size_t bytes; /* held by all changes */
    enum run run; /* what a next change may join; RUN_NONE: nothing */
};

struct edit {
    struct str text;
    struct str clip; /* cut or copied */
    struct spot spot;
    struct history history;
    unsigned long version;
    size_t changed_from;
    bool one_line;
    bool plain;
    bool marking; /* every motion selects */
    bool refused; /* a change did not fit */
};

void history_release(struct history *history);
void history_break(struct history *history);
/* Takes copies of the bytes. What was undone is forgotten. */
void history_add(struct history *history, const struct change *change, enum run run);

/* Where a motion leads from the cursor. */
size_t edit_target(const struct edit *edit, enum edit_motion motion);

#endif
