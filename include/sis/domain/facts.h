/*
 * facts.h - what the method engine may know of a case while it computes: read-only, in one arena.
 *
 * The engine is pure; casework gathers the facts and hands them over.
 */
#ifndef SIS_DOMAIN_FACTS_H
#define SIS_DOMAIN_FACTS_H

#include <stdbool.h>
#include <stddef.h>

#include "sis/base/date.h"
#include "sis/domain/answers.h"
#include "sis/domain/record.h"

/* A named field of the case, as case('name') asks for it: number, work_name, opened, ground,
 * discharge. */
struct fact_field {
    const char *name;
    struct value value;
};

struct facts {
    struct date today;
    const struct fact_field *field;
    size_t n_fields;
    /* The last signed record of each form, newest first among equals. */
    const struct record *const *latest;
    size_t n_latest;
    /* For each of those, what rules go by: its answers, and of the questions that only the whole form
     * asks the last answer that was given, since a short form passed them over. A note, and a form of no
     * phase, tells of its own moment: its own answers and nothing else. */
    const struct answers *const *known;
    /* The present face of every list row that is not struck, in order of writing. */
    const struct record *const *row;
    size_t n_rows;
};

const struct record *facts_latest(const struct facts *facts, const char *form);
/* NULL: never signed. */
const struct answers *facts_known(const struct facts *facts, const char *form);
const struct value *facts_field(const struct facts *facts, const char *name);
/* Whether any case has a field of that name. */
bool fact_field_known(const char *name);

#endif
