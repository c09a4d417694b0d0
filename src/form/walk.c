/* walk.c - what an expression speaks of: ids, names of forms and fields, codes. */
#include "sis/form/expr.h"

#include <string.h>

#include "form/expr_private.h"
#include "sis/base/json.h"

void expr_ids(const struct expr *expr, void (*visit)(void *arg, const char *id), void *arg)
{
    if (expr->kind == NODE_ANSWER)
        visit(arg, expr->text);
    for (size_t i = 0; i < expr->n; i++)
        expr_ids(expr->arg[i], visit, arg);
}

void expr_names(const struct expr *expr,
                void (*visit)(void *arg, const char *function, const char *name), void *arg)
{
    if (expr->kind == NODE_CALL && expr->function->rule == ARGUMENTS_NAME)
        visit(arg, expr->function->name, expr->arg[0]->text);
    for (size_t i = 0; i < expr->n; i++)
        expr_names(expr->arg[i], visit, arg);
}

struct condition_visit {
    void (*visit)(void *arg, const char *form, const char *id);
    void *arg;
    const char *form;
};

static void visit_condition(void *arg, const char *id)
{
    const struct condition_visit *to = arg;

    to->visit(to->arg, to->form, id);
}

void expr_conditions(const struct expr *expr,
                     void (*visit)(void *arg, const char *form, const char *id), void *arg)
{
    if (expr->kind == NODE_CALL && expr->function->rule == ARGUMENTS_NAME && expr->n > 1) {
        struct condition_visit to = {visit, arg, expr->arg[0]->text};

        expr_ids(expr->arg[1], visit_condition, &to);
    }
    for (size_t i = 0; i < expr->n; i++)
        expr_conditions(expr->arg[i], visit, arg);
}

struct code_visit {
    void (*visit)(void *arg, const char *id, const char *code, size_t at);
    void *arg;
};

static void visit_pair(const struct code_visit *to, const struct expr *a, const struct expr *b)
{
    if (a->kind != NODE_ANSWER)
        return;
    if (b->kind == NODE_TEXT)
        to->visit(to->arg, a->text, b->text, b->at);
    if (b->kind == NODE_NUMBER) {
        char digits[40];
        real_text(b->number, digits);
        to->visit(to->arg, a->text, digits, b->at);
    }
}

static void visit_codes(const struct expr *expr, const struct code_visit *to)
{
    if (expr->kind == NODE_CHAIN &&
        (expr->op[0] == OPERATOR_EQUAL || expr->op[0] == OPERATOR_NOT_EQUAL)) {
        visit_pair(to, expr->arg[0], expr->arg[1]);
        visit_pair(to, expr->arg[1], expr->arg[0]);
    }
    if (expr->kind == NODE_CALL && strcmp(expr->function->name, "selected") == 0)
        visit_pair(to, expr->arg[0], expr->arg[1]);
    for (size_t i = 0; i < expr->n; i++)
        visit_codes(expr->arg[i], to);
}

void expr_codes(const struct expr *expr,
                void (*visit)(void *arg, const char *id, const char *code, size_t at), void *arg)
{
    visit_codes(expr, &(struct code_visit){visit, arg});
}

void expr_reckoned(const struct expr *expr, void (*visit)(void *arg, const char *id), void *arg)
{
    bool reckons =
        expr->kind == NODE_NEGATE || (expr->kind == NODE_CHAIN && expr->op[0] >= OPERATOR_LESS);
    for (size_t i = 0; i < expr->n; i++) {
        if (reckons && expr->arg[i]->kind == NODE_ANSWER)
            visit(arg, expr->arg[i]->text);
        expr_reckoned(expr->arg[i], visit, arg);
    }
}

static bool same_number(double a, double b)
{
    return a <= b && a >= b;
}

bool expr_same(const struct expr *a, const struct expr *b)
{
    if (a->kind != b->kind || a->n != b->n || a->function != b->function ||
        !same_number(a->number, b->number) || !text_equal(a->text, b->text))
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (!expr_same(a->arg[i], b->arg[i]) ||
            (a->kind == NODE_CHAIN && i > 0 && a->op[i - 1] != b->op[i - 1]))
            return false;
    return true;
}
