/* eval.c - the value of an expression, with XPath 1.0's conversions. */
#include "sis/form/expr.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "form/expr_private.h"
#include "sis/base/json.h"

bool expr_fail(struct err *err, const char *source, size_t at, enum text_id text, const char *value)
{
    char number[24];
    long long characters = 1;
    for (size_t i = 0; source[i] && i + 1 < at; i++)
        if (((unsigned char)source[i + 1] & 0xC0) != 0x80)
            characters++;
    err_set(err, ERR_FORM, text, value, number_text(number, characters));
    err_detail(err, "at %zu", at);
    return false;
}

struct result result_of_number(double number)
{
    return (struct result){.kind = RESULT_NUMBER, .number = number};
}

struct result result_of_flag(bool flag)
{
    return (struct result){.kind = RESULT_BOOL, .flag = flag};
}

struct result result_of_text(const char *text)
{
    if (text_is_empty(text))
        return (struct result){.kind = RESULT_EMPTY};
    return (struct result){.kind = RESULT_TEXT, .text = text};
}

static const char *joined(const struct value *value, struct arena *arena)
{
    if (value->n == 1)
        return value->code[0];
    size_t n = 0;
    for (size_t i = 0; i < value->n; i++)
        n += strlen(value->code[i]) + 1;
    char *text = arena_alloc(arena, n + 1), *at = text;
    for (size_t i = 0; i < value->n; i++) {
        size_t length = strlen(value->code[i]);
        if (i > 0)
            *at++ = ' ';
        memcpy(at, value->code[i], length);
        at += length;
    }
    return text;
}

struct result result_of_value(const struct value *value, struct arena *arena)
{
    switch (value->kind) {
    case VALUE_EMPTY: break;
    case VALUE_NUMBER: return result_of_number(value->number);
    case VALUE_TEXT: return result_of_text(value->text);
    case VALUE_CODES:
        if (value->n == 0)
            break;
        return (struct result){.kind = RESULT_CODES, .text = joined(value, arena)};
    }
    return (struct result){.kind = RESULT_EMPTY};
}

struct result result_of_answer(const struct answer *answer, struct arena *arena)
{
    if (!answer)
        return (struct result){.kind = RESULT_EMPTY};
    return result_of_value(&answer->value, arena);
}

bool result_is_empty(const struct result *result)
{
    return result->kind == RESULT_EMPTY || (result->kind == RESULT_NUMBER && isnan(result->number));
}

/* The bytes of an XPath number: -?(digits(.digits?)?|.digits). 0 when there is none. */
static size_t number_length(const char *text)
{
    size_t sign = text[0] == '-';
    size_t whole = strspn(text + sign, "0123456789");
    size_t n = sign + whole;
    if (text[n] != '.')
        return whole ? n : 0;
    size_t decimals = strspn(text + n + 1, "0123456789");
    return whole + decimals ? n + 1 + decimals : 0;
}

static double number_of_text(const char *text)
{
    static const char space[] = " \t\r\n";
    struct date date;
    int64_t moment;
    text += strspn(text, space);
    size_t n = number_length(text);
    if (n && text[n + strspn(text + n, space)] == '\0')
        return strtod(text, NULL);
    switch (time_of_text(text, &date, &moment)) {
    case TIME_DATE: return (double)date_to_days(date);
    case TIME_MOMENT: return (double)moment / 86400;
    case TIME_NONE: break;
    }
    return NAN;
}

double result_number(const struct result *result)
{
    switch (result->kind) {
    case RESULT_EMPTY: break;
    case RESULT_NUMBER: return result->number;
    case RESULT_BOOL: return result->flag ? 1 : 0;
    case RESULT_TEXT:
    case RESULT_CODES: return number_of_text(result->text);
    }
    return NAN;
}

static bool result_flag(const struct result *result)
{
    switch (result->kind) {
    case RESULT_EMPTY: break;
    case RESULT_NUMBER: return fabs(result->number) > 0;
    case RESULT_BOOL: return result->flag;
    case RESULT_TEXT:
    case RESULT_CODES: return true;
    }
    return false;
}

const char *result_string(const struct result *result, struct arena *arena)
{
    char number[40];
    switch (result->kind) {
    case RESULT_EMPTY: break;
    case RESULT_NUMBER: real_text(result->number, number); return arena_strdup(arena, number);
    case RESULT_BOOL: return result->flag ? "true" : "false";
    case RESULT_TEXT:
    case RESULT_CODES: return result->text;
    }
    return "";
}

bool eval_number(struct eval *e, const struct expr *node, double *out)
{
    struct result result;
    if (!eval_node(e, node, &result))
        return false;
    *out = result_number(&result);
    return true;
}

bool eval_text(struct eval *e, const struct expr *node, const char **out)
{
    struct result result;
    if (!eval_node(e, node, &result))
        return false;
    *out = result_string(&result, e->arena);
    return true;
}

bool eval_flag(struct eval *e, const struct expr *node, bool *out)
{
    struct result result;
    if (!eval_node(e, node, &result))
        return false;
    *out = result_flag(&result);
    return true;
}

/* Two texts that both tell a day or a moment, at least one of them surely no mere number. Days when
 * one is a day, else moments. */
static bool times_compare(const char *a, const char *b, int *order)
{
    struct date day[2];
    int64_t moment[2];
    enum time_kind kind_a = time_of_text(a, &day[0], &moment[0]);
    enum time_kind kind_b = kind_a ? time_of_text(b, &day[1], &moment[1]) : TIME_NONE;
    if (!kind_b)
        return false;
    if (kind_a == TIME_MOMENT && kind_b == TIME_MOMENT) {
        *order = (moment[0] > moment[1]) - (moment[0] < moment[1]);
        return true;
    }
    if (kind_a == TIME_MOMENT)
        day[0] = moment_date(moment[0]);
    if (kind_b == TIME_MOMENT)
        day[1] = moment_date(moment[1]);
    *order = date_compare(day[0], day[1]);
    return true;
}

static bool is_text(const struct result *r)
{
    return r->kind == RESULT_TEXT || r->kind == RESULT_CODES;
}

static bool is_moment(const char *text)
{
    return strlen(text) > 10 && text[10] == 'T';
}

static bool texts_equal(const char *a, const char *b)
{
    int order;
    if (strcmp(a, b) == 0)
        return true;
    /* Two days that read differently differ: a partial date equals itself only. */
    return (is_moment(a) || is_moment(b)) && times_compare(a, b, &order) && order == 0;
}

static bool equal(struct eval *e, const struct result *a, const struct result *b)
{
    if (a->kind == RESULT_BOOL || b->kind == RESULT_BOOL)
        return result_flag(a) == result_flag(b);
    if (a->kind == RESULT_NUMBER || b->kind == RESULT_NUMBER) {
        double x = result_number(a), y = result_number(b);
        return x <= y && x >= y;
    }
    return texts_equal(result_string(a, e->arena), result_string(b, e->arena));
}

static bool ordered(enum operator_kind op, double a, double b)
{
    if (op == OPERATOR_LESS)
        return a < b;
    if (op == OPERATOR_LESS_EQUAL)
        return a <= b;
    return op == OPERATOR_MORE ? a > b : a >= b;
}

static bool compare(enum operator_kind op, const struct result *a, const struct result *b)
{
    int order;
    if (is_text(a) && is_text(b) && times_compare(a->text, b->text, &order))
        return ordered(op, order, 0);
    return ordered(op, result_number(a), result_number(b));
}

static double calculate(enum operator_kind op, double a, double b)
{
    if (op == OPERATOR_ADD)
        return a + b;
    if (op == OPERATOR_SUBTRACT)
        return a - b;
    if (op == OPERATOR_MULTIPLY)
        return a * b;
    return op == OPERATOR_DIVIDE ? a / b : fmod(a, b);
}

static struct result apply(struct eval *e, enum operator_kind op, const struct result *a,
                           const struct result *b)
{
    switch (op) {
    case OPERATOR_OR: return result_of_flag(result_flag(a) || result_flag(b));
    case OPERATOR_AND: return result_of_flag(result_flag(a) && result_flag(b));
    case OPERATOR_EQUAL: return result_of_flag(equal(e, a, b));
    case OPERATOR_NOT_EQUAL: return result_of_flag(!equal(e, a, b));
    case OPERATOR_LESS:
    case OPERATOR_LESS_EQUAL:
    case OPERATOR_MORE:
    case OPERATOR_MORE_EQUAL: return result_of_flag(compare(op, a, b));
    case OPERATOR_ADD:
    case OPERATOR_SUBTRACT:
    case OPERATOR_MULTIPLY:
    case OPERATOR_DIVIDE:
    case OPERATOR_MODULO: break;
    }
    return result_of_number(calculate(op, result_number(a), result_number(b)));
}

static bool eval_chain(struct eval *e, const struct expr *node, struct result *out)
{
    struct result left, right;
    if (!eval_node(e, node->arg[0], &left))
        return false;
    for (size_t i = 1; i < node->n; i++) {
        enum operator_kind op = node->op[i - 1];
        if ((op == OPERATOR_OR && result_flag(&left)) ||
            (op == OPERATOR_AND && !result_flag(&left))) {
            left = result_of_flag(op == OPERATOR_OR);
            break;
        }
        if (!eval_node(e, node->arg[i], &right))
            return false;
        left = apply(e, op, &left, &right);
    }
    *out = left;
    return true;
}

bool eval_node(struct eval *e, const struct expr *node, struct result *out)
{
    double number;
    switch (node->kind) {
    case NODE_NUMBER: *out = result_of_number(node->number); return true;
    case NODE_TEXT: *out = result_of_text(node->text); return true;
    case NODE_ANSWER:
        *out = result_of_answer(
            e->scope->answer ? e->scope->answer(e->scope->arg, node->text) : NULL, e->arena);
        return true;
    case NODE_SELF: *out = result_of_answer(e->scope->self, e->arena); return true;
    case NODE_NEGATE:
        if (!eval_number(e, node->arg[0], &number))
            return false;
        *out = result_of_number(fmod(node->number, 2) > 0 ? -number : number);
        return true;
    case NODE_CHAIN: return eval_chain(e, node, out);
    case NODE_CALL: return node->function->run(e, node, out);
    }
    return false;
}

bool expr_eval(const struct expr *expr, const struct scope *scope, struct arena *arena,
               struct result *result, struct err *err)
{
    struct eval e = {.top = expr, .scope = scope, .arena = arena, .err = err};
    struct result value;
    if (!eval_node(&e, expr, &value))
        return false;
    *result = value;
    return true;
}

bool expr_true(const struct expr *expr, const struct scope *scope, struct arena *arena)
{
    struct result result;
    return expr_eval(expr, scope, arena, &result, NULL) && result_flag(&result);
}

void result_text(const struct result *result, struct str *out)
{
    char number[40];
    if (result->kind == RESULT_NUMBER)
        real_text(result->number, number);
    str_puts(out, result->kind == RESULT_NUMBER ? number : result_string(result, NULL));
}
