/* parse.c - from the text of an expression to its tree, by precedence climbing. */
#include "sis/form/expr.h"

#include <stdlib.h>
#include <string.h>

#include "form/expr_private.h"
#include "sis/base/utf8.h"

struct parser {
    const char *text;
    size_t n, at; /* at: byte from 0 */
    size_t depth;
    struct arena *arena;
    struct err *err;
};

static const struct expr *parse_chain(struct parser *p, int least);

static const struct expr *fail(struct parser *p, size_t at, enum text_id text, const char *value)
{
    expr_fail(p->err, p->text, at + 1, text, value);
    return NULL;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_name(char c)
{
    return is_letter(c) || is_digit(c) || c == '-' || c == '.';
}

static void skip_space(struct parser *p)
{
    while (p->at < p->n && is_space(p->text[p->at]))
        p->at++;
}

static bool next_is(const struct parser *p, const char *word)
{
    size_t n = strlen(word);
    return p->n - p->at >= n && memcmp(p->text + p->at, word, n) == 0;
}

/* What stands at `at`, for a message: a name or number whole, else one character. */
static const struct expr *unexpected(struct parser *p, size_t at)
{
    char what[64];
    size_t n = 0;
    int32_t cp;
    if (at >= p->n)
        return fail(p, p->n, T_EXPR_ENDS, NULL);
    while (at + n < p->n && n < sizeof(what) - 1 && is_name(p->text[at + n]))
        n++;
    if (n == 0)
        n = utf8_decode(p->text + at, p->n - at, &cp);
    memcpy(what, p->text + at, n);
    what[n] = '\0';
    return fail(p, at, T_EXPR_UNEXPECTED, what);
}

static struct expr *new_node(struct parser *p, enum node_kind kind, size_t at)
{
    struct expr *node = arena_alloc(p->arena, sizeof(*node));
    node->kind = kind;
    node->at = at + 1;
    return node;
}

static void add_arg(struct parser *p, struct expr *node, const struct expr *arg)
{
    if (node->n == node->cap) {
        node->cap = node->cap ? 2 * node->cap : 4;
        node->arg = arena_regrow(p->arena, node->arg, node->n, node->cap, sizeof(struct expr *));
        node->op = arena_regrow(p->arena, node->op, node->kind == NODE_CHAIN ? node->n : 0,
                                node->kind == NODE_CHAIN ? node->cap : 0, sizeof(*node->op));
    }
    node->arg[node->n++] = arg;
}

static const struct expr *parse_number(struct parser *p)
{
    struct expr *node = new_node(p, NODE_NUMBER, p->at);
    char *end;
    size_t start = p->at;
    while (p->at < p->n && is_digit(p->text[p->at]))
        p->at++;
    if (p->at < p->n && p->text[p->at] == '.')
        p->at++;
    while (p->at < p->n && is_digit(p->text[p->at]))
        p->at++;
    node->text = arena_strndup(p->arena, p->text + start, p->at - start);
    node->number = strtod(node->text, &end);
    return node;
}

static const struct expr *parse_text(struct parser *p)
{
    struct expr *node = new_node(p, NODE_TEXT, p->at);
    const char *start = p->text + p->at + 1;
    const char *end = memchr(start, p->text[p->at], p->n - p->at - 1);
    if (!end)
        return fail(p, p->at, T_EXPR_QUOTE, NULL);
    node->text = arena_strndup(p->arena, start, (size_t)(end - start));
    p->at += (size_t)(end - start) + 2;
    return node;
}

static const struct expr *parse_answer(struct parser *p)
{
    struct expr *node = new_node(p, NODE_ANSWER, p->at);
    size_t opened = p->at;
    p->at += 2;
    skip_space(p);
    size_t start = p->at;
    while (p->at < p->n && is_name(p->text[p->at]))
        p->at++;
    node->text = arena_strndup(p->arena, p->text + start, p->at - start);
    size_t n = p->at - start;
    skip_space(p);
    if (n == 0 || p->at >= p->n || p->text[p->at] != '}')
        return fail(p, opened, T_EXPR_REFERENCE, NULL);
    p->at++;
    return node;
}

/* What can be seen of a value without evaluating it. */
static bool value_holds(struct parser *p, const struct function *f, const struct expr *value)
{
    bool fixed = value->kind == NODE_TEXT;
    size_t at = value->at - 1;
    switch (f->rule) {
    case ARGUMENTS_ANY:
    case ARGUMENTS_PAIRS: return true;
    case ARGUMENTS_NAME: return fixed || fail(p, at, T_EXPR_NAME, f->use);
    case ARGUMENTS_ANSWER:
        return value->kind == NODE_ANSWER || value->kind == NODE_SELF ||
               fail(p, at, T_EXPR_ANSWER, f->use);
    case ARGUMENTS_PATTERN:
        return !fixed || pattern_usable(value->text) || fail(p, at, T_EXPR_PATTERN, value->text);
    case ARGUMENTS_FORMAT:
        return !fixed || date_format_usable(value->text) ||
               fail(p, at, T_EXPR_DATE_FORMAT, value->text);
    }
    return true;
}

static bool arguments_hold(struct parser *p, const struct expr *call)
{
    const struct function *f = call->function;
    if (call->n < f->min || (f->max != ARGUMENTS_MANY && call->n > f->max) ||
        (f->rule == ARGUMENTS_PAIRS && call->n % 2))
        return fail(p, call->at - 1, T_EXPR_ARGUMENTS, f->use);
    size_t ruled = f->rule == ARGUMENTS_PATTERN || f->rule == ARGUMENTS_FORMAT;
    return ruled >= call->n || value_holds(p, f, call->arg[ruled]);
}

static const struct expr *parse_arguments(struct parser *p, struct expr *call)
{
    p->at++;
    skip_space(p);
    if (p->at < p->n && p->text[p->at] == ')') {
        p->at++;
        return arguments_hold(p, call) ? call : NULL;
    }
    for (;;) {
        const struct expr *arg = parse_chain(p, 0);
        if (!arg)
            return NULL;
        add_arg(p, call, arg);
        skip_space(p);
        if (p->at >= p->n || (p->text[p->at] != ',' && p->text[p->at] != ')'))
            return unexpected(p, p->at);
        if (p->text[p->at++] == ')')
            return arguments_hold(p, call) ? call : NULL;
    }
}

static const struct expr *parse_call(struct parser *p)
{
    struct expr *call = new_node(p, NODE_CALL, p->at);
    size_t start = p->at;
    while (p->at < p->n && is_name(p->text[p->at]))
        p->at++;
    size_t n = p->at - start;
    skip_space(p);
    call->function = expr_function_find(p->text + start, n);
    bool opened = p->at < p->n && p->text[p->at] == '(';
    if (opened && call->function)
        return parse_arguments(p, call);
    if (opened)
        return fail(p, start, T_EXPR_FUNCTION, arena_strndup(p->arena, p->text + start, n));
    if (call->function)
        return fail(p, start, T_EXPR_PARENTHESIS, call->function->use);
    return unexpected(p, start);
}

static const struct expr *parse_primary(struct parser *p)
{
    skip_space(p);
    if (p->at >= p->n)
        return fail(p, p->n, T_EXPR_ENDS, NULL);
    char c = p->text[p->at], after = p->at + 1 < p->n ? p->text[p->at + 1] : '\0';
    if (is_digit(c) || (c == '.' && is_digit(after)))
        return parse_number(p);
    if (c == '\'' || c == '"')
        return parse_text(p);
    if (c == '$' && after == '{')
        return parse_answer(p);
    if (is_letter(c))
        return parse_call(p);
    if (c == '.' && !is_name(after))
        return new_node(p, NODE_SELF, p->at++);
    if (c != '(')
        return unexpected(p, p->at);
    p->at++;
    const struct expr *inner = parse_chain(p, 0);
    if (!inner)
        return NULL;
    skip_space(p);
    if (p->at >= p->n || p->text[p->at] != ')')
        return unexpected(p, p->at);
    p->at++;
    return inner;
}

static const struct expr *parse_unary(struct parser *p)
{
    skip_space(p);
    size_t start = p->at, signs = 0;
    while (p->at < p->n && p->text[p->at] == '-') {
        signs++;
        p->at++;
        skip_space(p);
    }
    const struct expr *operand = parse_primary(p);
    if (!operand || signs == 0)
        return operand;
    struct expr *node = new_node(p, NODE_NEGATE, start);
    node->number = (double)signs;
    add_arg(p, node, operand);
    return node;
}

struct operator
{
    const char *word;
    int level; /* a higher one binds tighter */
    enum operator_kind kind;
};

/* The longer of two that begin alike comes first. */
static const struct operator operator_table[] = {
    {"or", 0, OPERATOR_OR},         {"and", 1, OPERATOR_AND},       {"=", 2, OPERATOR_EQUAL},
    {"!=", 2, OPERATOR_NOT_EQUAL},  {"<=", 3, OPERATOR_LESS_EQUAL}, {"<", 3, OPERATOR_LESS},
    {">=", 3, OPERATOR_MORE_EQUAL}, {">", 3, OPERATOR_MORE},        {"+", 4, OPERATOR_ADD},
    {"-", 4, OPERATOR_SUBTRACT},    {"*", 5, OPERATOR_MULTIPLY},    {"div", 5, OPERATOR_DIVIDE},
    {"mod", 5, OPERATOR_MODULO},
};

static const struct operator* next_operator(const struct parser *p)
{
    for (size_t i = 0; i < ARRAY_LEN(operator_table); i++) {
        const struct operator* op = & operator_table[i];
        size_t end = p->at + strlen(op->word);
        if (!next_is(p, op->word))
            continue;
        if (is_letter(op->word[0]) && end < p->n && is_letter(p->text[end]))
            continue;
        return op;
    }
    return NULL;
}

/* Operands of one precedence gather in one node, so that a long sum is no deep tree. */
static struct expr *add_operand(struct parser *p, struct expr *chain, enum operator_kind op,
                                const struct expr *right)
{
    add_arg(p, chain, right);
    chain->op[chain->n - 2] = op;
    return chain;
}

static const struct expr *parse_operators(struct parser *p, int least)
{
    const struct expr *left = parse_unary(p);
    struct expr *chain = NULL;
    int level = -1; /* of the chain */
    if (!left)
        return NULL;
    for (;;) {
        skip_space(p);
        const struct operator* op = next_operator(p);
        if (!op || op->level < least)
            return left;
        p->at += strlen(op->word);
        const struct expr *right = parse_chain(p, op->level + 1);
        if (!right)
            return NULL;
        if (!chain || level != op->level) {
            chain = new_node(p, NODE_CHAIN, left->at - 1);
            add_arg(p, chain, left);
            level = op->level;
        }
        left = add_operand(p, chain, op->kind, right);
    }
}

static const struct expr *parse_chain(struct parser *p, int least)
{
    if (++p->depth > EXPR_DEPTH_MAX)
        return fail(p, p->at, T_EXPR_DEEP, NULL);
    const struct expr *node = parse_operators(p, least);
    p->depth--;
    return node;
}

const struct expr *expr_parse(const char *text, size_t n, struct arena *arena, struct err *err)
{
    if (n > EXPR_MAX) {
        err_set(err, ERR_LIMIT, T_EXPR_LONG, NULL, NULL);
        return NULL;
    }
    const char *source = arena_strndup(arena, text, n);
    struct parser p = {.text = source, .n = n, .arena = arena, .err = err};
    if (!utf8_valid(text, n) || memchr(text, '\0', n)) {
        err_set(err, ERR_FORM, T_EXPR_UTF8, NULL, NULL);
        return NULL;
    }
    skip_space(&p);
    if (p.at == n)
        return fail(&p, 0, T_EXPR_EMPTY, NULL);
    const struct expr *tree = parse_chain(&p, 0);
    if (!tree)
        return NULL;
    skip_space(&p);
    if (p.at < n)
        return unexpected(&p, p.at);
    struct expr *top = arena_alloc(arena, sizeof(*top));
    *top = *tree;
    top->source = source;
    return top;
}

const char *expr_source(const struct expr *expr)
{
    return expr->source;
}
