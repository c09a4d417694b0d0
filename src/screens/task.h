/*
 * task.h - the screen of something in a case that a person must deal with: a thing that is due, an open
 * warning. A page to read, and a few lines to type that are kept as a draft.
 */
#ifndef SCREENS_TASK_H
#define SCREENS_TASK_H

#include "screens/day.h"
#include "screens/doc_view.h"
#include "screens/question.h"
#include "sis/casework/case.h"

struct task_kind;

struct task {
    const struct screen_env *env;
    const struct task_kind *kind;
    struct place place;
    struct case_file *file;
    struct doc_view *view; /* apart, since drawing lays it out */
    int64_t built;         /* milliseconds */
    struct question ask;
    char reason[PLACE_WORD]; /* of a move that is being asked for */
    struct id draft;         /* of what was typed */
    size_t wrong;            /* line of the question that the last err is about; n_fields: none */
    struct day_asked asked;
};

/* What is asked for by a link to the task's own room. */
struct task_kind {
    const char *screen;
    const char *const *field; /* ids in the draft, one for each line of the question */
    size_t n_fields;
    struct doc *(*build)(const struct task *task, struct arena *arena);
    /* Asks; item is place.item of the link, or the reason of a draft. The lines hold what is suggested. */
    void (*ask)(struct task *task, const char *item);
    /* Does what was asked for: false and err, which is told. */
    bool (*answer)(struct task *task, struct out *out, struct err *err);
    /* Whether there is nothing left to deal with; NULL: the page says so itself. */
    bool (*gone)(const struct task *task);
    /* A letter that means something here; NULL: none does. */
    bool (*letter)(struct task *task, int32_t letter, struct out *out);
};

extern const struct task_kind task_due;
extern const struct task_kind task_warning;

#endif
