/*
 * overview.h - the parts of a case's overview among themselves.
 */
#ifndef PAGES_OVERVIEW_H
#define PAGES_OVERVIEW_H

#include "case_parts.h"
#include "sis/casework/desk.h"
#include "sis/casework/rhythm.h"
#include "sis/casework/warnings.h"

struct overview {
    struct page page;
    struct work *work;
    struct case_file *file;
    const struct method *method;
    const struct facts *facts;
    struct date date;
    struct due_view *due;
    size_t n_due;
    struct draft *draft; /* own ones in this case */
    size_t n_drafts;
    struct warning_open *open; /* found by overview_danger */
    size_t n_open;
    bool danger; /* one of them says to ring the emergency number first */
};

/* overview_next.c: open warnings, the next step and why, what was passed on, what is coming. Where the
 * emergency number is to be rung first, that comes before all; the other warnings after the next step. */
void overview_danger(struct overview *it, struct doc_node *parent);
void overview_warnings(struct overview *it, struct doc_node *parent);
void overview_next(struct overview *it, struct doc_node *parent);
void overview_passed_on(struct overview *it, struct doc_node *parent);
void overview_coming(struct overview *it, struct doc_node *parent);

/* overview_state.c: what people have judged and said. Nothing is computed from it. */
void overview_state(struct overview *it, struct doc_node *parent);

/* overview_doors.c: what can be written and read from here. */
void overview_forms(struct overview *it, struct doc_node *parent);
void overview_reading(struct overview *it, struct doc_node *parent);

#endif
