/* functions.c - the table of functions; those on numbers, truth and codes. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "form/expr_private.h"
#include "sis/base/json.h"

const struct function expr_function[] = {
#define FUNCTION(id, name, use, min, max, rule) \
    {name, use, min, max, ARGUMENTS_##rule, function_##id},
#include "form/functions.def"
#undef FUNCTION
};
const size_t expr_function_count = ARRAY_LEN(expr_function);

const struct function *expr_function_find(const char *name, size_t n)
{
    size_t low = 0, high = expr_function_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strncmp(name, expr_function[middle].name, n);
        if (order == 0 && expr_function[middle].name[n])
            order = -1;
        if (order == 0)
            return &expr_function[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* Numbers. */

static bool by_number(struct eval *e, const struct expr *call, struct result *out,
                      double (*f)(double))
{
    double number;
    if (!eval_number(e, call->arg[0], &number))
        return false;
    *out = result_of_number(f(number));
    return true;
}

bool function_abs(struct eval *e, const struct expr *call, struct result *out)
{
    return by_number(e, call, out, fabs);
}

bool function_ceiling(struct eval *e, const struct expr *call, struct result *out)
{
    return by_number(e, call, out, ceil);
}

bool function_floor(struct eval *e, const struct expr *call, struct result *out)
{
    return by_number(e, call, out, floor);
}

bool function_int(struct eval *e, const struct expr *call, struct result *out)
{
    return by_number(e, call, out, trunc);
}

static double same(double number)
{
    return number;
}

bool function_number(struct eval *e, const struct expr *call, struct result *out)
{
    return by_number(e, call, out, same);
}

bool function_pow(struct eval *e, const struct expr *call, struct result *out)
{
    double number, power;
    if (!eval_number(e, call->arg[0], &number) || !eval_number(e, call->arg[1], &power))
        return false;
    *out = result_of_number(pow(number, power));
    return true;
}

static double round_whole(double number)
{
    double down = floor(number);
    return number - down >= 0.5 ? down + 1 : down;
}

/* To tens, hundreds, ... */
static double round_units(double number, double unit)
{
    double down = floor(fabs(number) / unit) * unit, rest = fabs(number) - down;
    bool up = number < 0 ? rest > unit / 2 : rest >= unit / 2;
    return copysign(up ? down + unit : down, number);
}

/* In the decimals that the number shows: 1.005 to two decimals is 1.01, although its binary form
 * lies just below. */
static double round_decimals(double number, size_t places)
{
    char digits[48];
    real_text(fabs(number), digits);
    char *point = strchr(digits, '.');
    if (strchr(digits, 'e'))
        return fabs(number) >= 1
                   ? number
                   : round_whole(number * pow(10, (double)places)) / pow(10, (double)places);
    if (!point || strlen(point + 1) <= places)
        return number;
    char *cut = point + 1 + places; /* the first digit that goes */
    bool half = cut[0] == '5' && cut[1] == '\0';
    bool up = cut[0] >= '5' && !(half && number < 0);
    *cut = '\0';
    for (char *d = cut - 1; up && d >= digits; d--) {
        if (d == point)
            continue;
        up = *d == '9';
        *d = up ? '0' : (char)(*d + 1);
    }
    double carried = up ? pow(10, (double)(point - digits)) : 0;
    return copysign(strtod(digits, NULL) + carried, number);
}

/* Half goes upwards, as in XPath: 2.5 to 3, -2.5 to -2. */
static double round_places(double number, int places)
{
    if (isnan(number) || isinf(number))
        return number;
    if (places == 0)
        return round_whole(number);
    if (places < 0)
        return round_units(number, pow(10, -places));
    return round_decimals(number, (size_t)places);
}

bool function_round(struct eval *e, const struct expr *call, struct result *out)
{
    double number, places = 0;
    if (!eval_number(e, call->arg[0], &number) ||
        (call->n > 1 && !eval_number(e, call->arg[1], &places)))
        return false;
    if (isnan(places) || fabs(places) > 30)
        *out = result_of_number(NAN);
    else
        *out = result_of_number(round_places(number, (int)places));
    return true;
}

/* Several values, each perhaps a list's column. */

struct gathered {
    size_t rows;    /* rows of lists, and other values that are not empty */
    size_t numbers; /* values that are not empty */
    bool strange;   /* one of them is no number */
    double sum, min, max;
};

static void gather_number(struct gathered *g, const struct result *value)
{
    if (value->kind == RESULT_EMPTY)
        return;
    double number = result_number(value);
    bool first = g->numbers++ == 0;
    g->strange = g->strange || isnan(number);
    g->sum += number;
    g->min = first || number < g->min ? number : g->min;
    g->max = first || number > g->max ? number : g->max;
}

static bool gather_rows(struct eval *e, const char *id, struct gathered *g)
{
    bool end = false;
    if (!e->scope->row_answer)
        return false;
    for (size_t row = 0;; row++) {
        const struct answer *answer = e->scope->row_answer(e->scope->arg, id, row, &end);
        if (end)
            return row > 0;
        g->rows++;
        struct result value = result_of_answer(answer, e->arena);
        gather_number(g, &value);
    }
}

/* Empty values count for nothing; a text that is no number makes the result NaN. */
static bool gather(struct eval *e, const struct expr *call, struct gathered *g)
{
    *g = (struct gathered){.min = NAN, .max = NAN};
    for (size_t i = 0; i < call->n; i++) {
        struct result value;
        if (call->arg[i]->kind == NODE_ANSWER && gather_rows(e, call->arg[i]->text, g))
            continue;
        if (!eval_node(e, call->arg[i], &value))
            return false;
        g->rows += value.kind != RESULT_EMPTY;
        gather_number(g, &value);
    }
    if (g->strange)
        g->min = g->max = NAN;
    return true;
}

bool function_count(struct eval *e, const struct expr *call, struct result *out)
{
    struct gathered g;
    if (!gather(e, call, &g))
        return false;
    *out = result_of_number((double)g.rows);
    return true;
}

bool function_sum(struct eval *e, const struct expr *call, struct result *out)
{
    struct gathered g;
    if (!gather(e, call, &g))
        return false;
    *out = result_of_number(g.sum);
    return true;
}

bool function_min(struct eval *e, const struct expr *call, struct result *out)
{
    struct gathered g;
    if (!gather(e, call, &g))
        return false;
    *out = result_of_number(g.min);
    return true;
}

bool function_max(struct eval *e, const struct expr *call, struct result *out)
{
    struct gathered g;
    if (!gather(e, call, &g))
        return false;
    *out = result_of_number(g.max);
    return true;
}

/* Truth. */

bool function_true(struct eval *e, const struct expr *call, struct result *out)
{
    (void)e, (void)call;
    *out = result_of_flag(true);
    return true;
}

bool function_false(struct eval *e, const struct expr *call, struct result *out)
{
    (void)e, (void)call;
    *out = result_of_flag(false);
    return true;
}

bool function_boolean(struct eval *e, const struct expr *call, struct result *out)
{
    bool flag;
    if (!eval_flag(e, call->arg[0], &flag))
        return false;
    *out = result_of_flag(flag);
    return true;
}

bool function_not(struct eval *e, const struct expr *call, struct result *out)
{
    bool flag;
    if (!eval_flag(e, call->arg[0], &flag))
        return false;
    *out = result_of_flag(!flag);
    return true;
}

bool function_boolean_from_string(struct eval *e, const struct expr *call, struct result *out)
{
    const char *text;
    if (!eval_text(e, call->arg[0], &text))
        return false;
    *out = result_of_flag(strcmp(text, "true") == 0 || strcmp(text, "1") == 0);
    return true;
}

bool function_if(struct eval *e, const struct expr *call, struct result *out)
{
    bool flag;
    if (!eval_flag(e, call->arg[0], &flag))
        return false;
    return eval_node(e, call->arg[flag ? 1 : 2], out);
}

bool function_coalesce(struct eval *e, const struct expr *call, struct result *out)
{
    for (size_t i = 0; i < call->n; i++) {
        if (!eval_node(e, call->arg[i], out))
            return false;
        if (!result_is_empty(out))
            return true;
    }
    *out = (struct result){.kind = RESULT_EMPTY};
    return true;
}

bool function_once(struct eval *e, const struct expr *call, struct result *out)
{
    *out = result_of_answer(e->scope->self, e->arena);
    return !result_is_empty(out) || eval_node(e, call->arg[0], out);
}

static bool within(double value, double min, double max)
{
    return (min < 0 || value >= min) && (max < 0 || value <= max);
}

bool function_checklist(struct eval *e, const struct expr *call, struct result *out)
{
    double min, max, count = 0;
    if (!eval_number(e, call->arg[0], &min) || !eval_number(e, call->arg[1], &max))
        return false;
    for (size_t i = 2; i < call->n; i++) {
        bool flag;
        if (!eval_flag(e, call->arg[i], &flag))
            return false;
        count += flag;
    }
    *out = result_of_flag(within(count, min, max));
    return true;
}

bool function_weighted_checklist(struct eval *e, const struct expr *call, struct result *out)
{
    double min, max, total = 0;
    if (!eval_number(e, call->arg[0], &min) || !eval_number(e, call->arg[1], &max))
        return false;
    for (size_t i = 2; i + 1 < call->n; i += 2) {
        double weight;
        bool flag;
        if (!eval_flag(e, call->arg[i], &flag) || !eval_number(e, call->arg[i + 1], &weight))
            return false;
        total += flag ? weight : 0;
    }
    *out = result_of_flag(within(total, min, max));
    return true;
}

/* Codes: a text with spaces between them. */

/* The next code from *at; NULL at the end. */
static const char *next_code(const char **at, size_t *n)
{
    const char *code = *at + strspn(*at, " ");
    *n = strcspn(code, " ");
    *at = code + *n;
    return *n ? code : NULL;
}

bool function_selected(struct eval *e, const struct expr *call, struct result *out)
{
    const char *codes, *code, *one;
    size_t n, wanted;
    if (!eval_text(e, call->arg[0], &codes) || !eval_text(e, call->arg[1], &code))
        return false;
    const char *rest = code;
    code = next_code(&rest, &wanted);
    bool found = !code && !codes[0]; /* nothing is chosen in an empty answer */
    while (code && !found && (one = next_code(&codes, &n)))
        found = n == wanted && memcmp(one, code, n) == 0;
    *out = result_of_flag(found && !next_code(&rest, &wanted));
    return true;
}

bool function_selected_at(struct eval *e, const struct expr *call, struct result *out)
{
    const char *codes, *one;
    double place;
    size_t n;
    if (!eval_text(e, call->arg[0], &codes) || !eval_number(e, call->arg[1], &place))
        return false;
    *out = (struct result){.kind = RESULT_EMPTY};
    place = trunc(place);
    if (!(place >= 0))
        return true;
    for (double i = 0; (one = next_code(&codes, &n)); i++)
        if (i >= place) {
            *out = result_of_text(arena_strndup(e->arena, one, n));
            return true;
        }
    return true;
}

bool function_count_selected(struct eval *e, const struct expr *call, struct result *out)
{
    const char *codes;
    size_t n;
    double count = 0;
    if (!eval_text(e, call->arg[0], &codes))
        return false;
    while (next_code(&codes, &n))
        count++;
    *out = result_of_number(count);
    return true;
}
