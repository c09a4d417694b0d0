/* expr_private.h - the tree of an expression, and what its functions share. */
#ifndef FORM_EXPR_PRIVATE_H
#define FORM_EXPR_PRIVATE_H

#include "sis/form/expr.h"

enum node_kind {
    NODE_NUMBER, /* number */
    NODE_TEXT,   /* text */
    NODE_ANSWER, /* ${text} */
    NODE_SELF,   /* . */
    NODE_NEGATE, /* arg[0], number minus signs */
    NODE_CHAIN,  /* arg[0] op[0] arg[1] op[1] ..., all of one precedence, from the left */
    NODE_CALL    /* function(arg[0], ...) */
};

enum operator_kind {
    OPERATOR_OR,
    OPERATOR_AND,
    OPERATOR_EQUAL,
    OPERATOR_NOT_EQUAL,
    OPERATOR_LESS,
    OPERATOR_LESS_EQUAL,
    OPERATOR_MORE,
    OPERATOR_MORE_EQUAL,
    OPERATOR_ADD,
    OPERATOR_SUBTRACT,
    OPERATOR_MULTIPLY,
    OPERATOR_DIVIDE,
    OPERATOR_MODULO
};

struct expr {
    enum node_kind kind;
    size_t at; /* 1-based byte in the source */
    double number;
    const char *text;
    const struct function *function;
    const struct expr **arg;
    enum operator_kind *op;
    size_t n, cap;      /* args */
    const char *source; /* of the whole; only in the topmost node */
};

/* What an evaluation carries along. */
struct eval {
    const struct expr *top;
    const struct scope *scope;
    struct arena *arena;
    struct err *err;
};

/* What the arguments of a function must be, beyond their number. */
enum argument_rule {
    ARGUMENTS_ANY,
    ARGUMENTS_PAIRS,   /* an even number */
    ARGUMENTS_NAME,    /* one fixed text */
    ARGUMENTS_ANSWER,  /* one ${id} or . */
    ARGUMENTS_PATTERN, /* the second is a pattern: tried at once when it is fixed text */
    ARGUMENTS_FORMAT   /* the second is a date format: the same */
};

#define ARGUMENTS_MANY 255

struct function {
    const char *name;
    const char *use; /* "substr(text, from, to?)": for messages and the reference */
    unsigned char min, max;
    enum argument_rule rule;
    bool (*run)(struct eval *e, const struct expr *call, struct result *out);
};

/* Sorted by name. */
extern const struct function expr_function[];
extern const size_t expr_function_count;
const struct function *expr_function_find(const char *name, size_t n);

/* Whether two expressions read alike, wherever they stand. */
bool expr_same(const struct expr *a, const struct expr *b);

/* Sets err to a mistake at byte `at` (1-based) of the source. Always false. */
bool expr_fail(struct err *err, const char *source, size_t at, enum text_id text,
               const char *value);

bool eval_node(struct eval *e, const struct expr *node, struct result *out);
/* An argument as number, text or truth. */
bool eval_number(struct eval *e, const struct expr *node, double *out);
bool eval_text(struct eval *e, const struct expr *node, const char **out);
bool eval_flag(struct eval *e, const struct expr *node, bool *out);

/* XPath's conversions. */
double result_number(const struct result *result);
const char *result_string(const struct result *result, struct arena *arena); /* never NULL */
bool result_is_empty(const struct result *result);

struct result result_of_number(double number);
struct result result_of_flag(bool flag);
struct result result_of_text(const char *text); /* borrows */
/* The value of an answer; NULL is empty. */
struct result result_of_answer(const struct answer *answer, struct arena *arena);
struct result result_of_value(const struct value *value, struct arena *arena);

/* What a text says of time. */
enum time_kind { TIME_NONE, TIME_DATE, TIME_MOMENT };
enum time_kind time_of_text(const char *text, struct date *date, int64_t *moment);

/* Whether the whole text matches; a pattern that cannot be used is false with err set (at 0: the
 * caller knows the place). */
bool pattern_match(const char *pattern, const char *text, bool *match);
bool pattern_usable(const char *pattern);

/* The same made ready for being looked for; NULL when it cannot be used. */
struct pattern;
struct pattern *pattern_new(const char *pattern);
void pattern_free(struct pattern *pattern); /* accepts NULL */
/* The first and longest match in text that begins at *from or later; sets *from and *to. A match of
 * nothing is none. */
bool pattern_find(const struct pattern *pattern, const char *text, size_t *from, size_t *to);
bool date_format_usable(const char *format);

#define FUNCTION(id, name, use, min, max, rule) \
    bool function_##id(struct eval *e, const struct expr *call, struct result *out);
#include "form/functions.def"
#undef FUNCTION

#endif
