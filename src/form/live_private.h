/*
 * live_private.h - what the files of a live form share.
 */
#ifndef FORM_LIVE_PRIVATE_H
#define FORM_LIVE_PRIVATE_H

#include "form/graph.h"
#include "sis/form/live.h"

#define ROWS_UNTOLD SIZE_MAX
/* What is true of a threat is asked anew every time. */
#define SUBJECT_NOT_CARRIED "threat"

/* Where the last row of a list was found, so that walking a list is one pass. */
struct row_walk {
    const struct form *form;
    size_t n;
    size_t next; /* in facts->row */
};

struct live {
    const struct method *method;
    const struct form *form;
    struct answers *answers;
    struct scope scope;
    struct arena *arena;
    struct arena *scratch; /* of one evaluation */
    const struct graph *graph;
    bool *relevant; /* by node: shown by its rules, whatever the depth */
    bool *stale;    /* by node: to be looked at again */
    size_t *rows;   /* by item */
    struct row_walk walk;
    bool full;
    unsigned long changes;
    struct gap *gap;
    size_t n_gaps, cap_gaps;
};

bool answer_is_blank(const struct answer *answer);
bool item_takes_answer(const struct item *item);
/* Whether an expression over this form holds; NULL holds. */
bool live_holds(const struct live *live, const struct expr *expr, const struct answer *self);
/* A result brought into the type of an item, in the arena. */
struct value item_value(const struct item *item, const struct result *result, struct arena *arena);
/* The scope of live_scope, which finds answers through live. */
void live_scope_init(struct live *live, const struct facts *facts, struct date today, int64_t now);
size_t live_rows(const struct live *live, const struct item *item);

#endif
