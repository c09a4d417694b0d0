/*
 * expr.h - the expression language: a documented subset of XLSForm/ODK XForms expressions.
 *
 * Operators by rising precedence: or, and, = !=, < <= > >=, + -, * div mod, unary -. Values are
 * numbers (IEEE double), strings, booleans and code sets, converted as XPath 1.0 does; empty equals
 * missing. The reference is forms/README.md. Parsing gives a tree that the checker walks (unknown
 * ids, cycles); evaluating is pure and fails only for a pattern or date format that is not fixed
 * text and is wrong: parsing refuses everything else.
 */
#ifndef SIS_FORM_EXPR_H
#define SIS_FORM_EXPR_H

#include <stdbool.h>
#include <stddef.h>

#include "sis/base/date.h"
#include "sis/base/err.h"
#include "sis/domain/facts.h"

struct expr;

enum result_kind { RESULT_EMPTY, RESULT_NUMBER, RESULT_TEXT, RESULT_BOOL, RESULT_CODES };

struct result {
    enum result_kind kind;
    double number;
    bool flag;
    const char *text; /* also of RESULT_CODES: the codes with one space between them */
};

/* One time a form was filled in and signed, or the present face of a row. */
struct past_filling {
    int64_t at;
    const struct answers *answers; /* NULL: `filled` is asked for them */
    const struct record *record;   /* for `filled` */
};

/* Where evaluation finds answers. */
struct scope {
    /* The answer of ${id}, or NULL. Hidden answers must come as NULL. */
    const struct answer *(*answer)(void *arg, const char *id);
    /* The rows of a list named by ${id} in count(), sum(), min(), max(); may be NULL. Gives the n-th
     * answer of column `id`, NULL behind the last row (then *end is set). */
    const struct answer *(*row_answer)(void *arg, const char *id, size_t n, bool *end);
    /* For expr_fill and the function words(${id}), which gives a text: adds the answer of a bare
     * ${id} in words ("ja", "3 maj"), nothing when it is empty. NULL: the plain value is added. The
     * one-line text of a row needs it: a code is no text for a person. */
    void (*words)(void *arg, const char *id, struct str *out);
    /* The n-th time the form was signed, newest first, for last('form', condition) and its like; of a
     * list, its n-th row, the one written last first. False behind the last one. NULL: only the last
     * time, from the facts. */
    bool (*filling)(void *arg, const char *form, size_t n, struct past_filling *filling);
    /* The answers of such a time, asked for when a condition needs one of them; NULL when they cannot
     * be read. May be NULL. */
    const struct answers *(*filled)(void *arg, const struct past_filling *filling);
    void *arg;
    const struct answer *self; /* the value of `.` in a check */
    const struct facts *facts; /* may be NULL: no case */
    struct date today;
    int64_t now;
    enum lang lang; /* of the names of months and days in format-date() */
};

#define EXPR_MAX ((size_t)64 << 10) /* bytes of one expression */
#define EXPR_DEPTH_MAX 1000         /* levels of nesting */

/* Parses text into the arena. On failure NULL and err: err->text is the reason (a sentence), {1}
 * what it is about, {2} the position as a number of characters from 1; err->detail has it in bytes
 * as "at N". */
const struct expr *expr_parse(const char *text, size_t n, struct arena *arena, struct err *err);
/* The source text. */
const char *expr_source(const struct expr *expr);
/* Calls visit for every ${id} in the tree. */
void expr_ids(const struct expr *expr, void (*visit)(void *arg, const char *id), void *arg);
/* Calls visit for every age('form') and the like: names of forms and of case fields. */
void expr_names(const struct expr *expr,
                void (*visit)(void *arg, const char *function, const char *name), void *arg);

/* Calls visit for every ${id} in the condition of a last('form', condition) and its like. */
void expr_conditions(const struct expr *expr,
                     void (*visit)(void *arg, const char *form, const char *id), void *arg);

/* Calls visit for every ${id} that stands beside a fixed text or number where a code is meant: with =
 * or !=, and in selected(${id}, 'code'). The code lives during the call; `at` is its position. */
void expr_codes(const struct expr *expr,
                void (*visit)(void *arg, const char *id, const char *code, size_t at), void *arg);
/* Calls visit for every ${id} that is itself a side of < <= > >= + - * div mod. */
void expr_reckoned(const struct expr *expr, void (*visit)(void *arg, const char *id), void *arg);

/* Text results live in the arena. False only with an error such as a bad regex; err tells. */
bool expr_eval(const struct expr *expr, const struct scope *scope, struct arena *arena,
               struct result *result, struct err *err);
/* As a condition; an error or empty counts as false. */
bool expr_true(const struct expr *expr, const struct scope *scope, struct arena *arena);
/* The result as the command line prints it: shortest number, true, false, text; empty for empty. */
void result_text(const struct result *result, struct str *out);

/* Text with ${...} parts filled in, for letters and reasons: ${id}, or any expression as in
 * ${if(${u1.09} = 'yes', 'a', 'b')}. */
bool expr_fill(const char *template, const struct scope *scope, struct arena *arena,
               struct str *out, struct err *err);
/* Reads a template as expr_fill does and calls visit for every expression in it. On failure err is
 * as expr_parse leaves it. */
bool expr_template(const char *template, struct arena *arena,
                   void (*visit)(void *arg, const struct expr *expr), void *arg, struct err *err);

#endif
