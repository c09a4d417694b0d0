/*
 * scope.h - the whole case as expressions see it, for warnings, rhythm, letters and row texts.
 */
#ifndef SIS_CASEWORK_SCOPE_INSIDE_H
#define SIS_CASEWORK_SCOPE_INSIDE_H

#include "sis/casework/case.h"
#include "sis/form/expr.h"

struct case_scope {
    struct scope scope;
    struct work *work;
    struct case_file *file;
    const struct answers *row; /* of a row being looked at; its ids come first */
    struct {
        const struct form *form;
        size_t n;    /* how many of it have been found */
        size_t left; /* records not looked at */
    } walk;
};

/* row may be NULL. Borrowed: valid until the case is refreshed. */
void case_scope_init(struct case_scope *it, struct work *work, struct case_file *file,
                     const struct answers *row);

#endif
