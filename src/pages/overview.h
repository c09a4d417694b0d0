/*
 * overview.h - the parts of a case's overview among themselves.
 */
#ifndef PAGES_OVERVIEW_H
#define PAGES_OVERVIEW_H

#include "case_parts.h"
#include "sis/casework/desk.h"
#include "sis/casework/rhythm.h"
#include "sis/casework/warnings.h"

struct step;

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
    struct warning_open *open;
    size_t n_open;
    struct step *step;
    size_t n_steps;
    bool all_steps;
};

/* overview_warnings.c. True when one of those that stand open says to ring the emergency number first. */
bool overview_find_warnings(struct overview *it);
void overview_warnings(struct overview *it, struct doc_node *parent);

/* overview_next.c: the next step and why, what was passed on, what is coming. */
void overview_next(struct overview *it, struct doc_node *parent);
void overview_passed_on(struct overview *it, struct doc_node *parent);
void overview_coming(struct overview *it, struct doc_node *parent);

/* overview_state.c: what people have judged and said. Nothing is computed from it. */
void overview_state(struct overview *it, struct doc_node *parent);

/* overview_doors.c: what can be written and read from here. */
void overview_forms(struct overview *it, struct doc_node *parent);
void overview_reading(struct overview *it, struct doc_node *parent);

#endif
