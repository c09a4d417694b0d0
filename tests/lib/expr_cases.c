/* expr_cases.c - evaluating tables of expressions. */
#include "expr_cases.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "text_name.h"

struct scope expr_scope(void)
{
    return (struct scope){.today = {2026, 11, 22}, .now = 1795343400, .lang = LANG_EN};
}

const struct answer *expr_answer(void *arg, const char *id)
{
    return answers_get(arg, id);
}

char *expr_result(const char *expr, const struct scope *scope)
{
    struct arena *arena = arena_new();
    struct result result;
    struct err err;
    struct str out;
    str_init(&out, 0);
    err_clear(&err);
    const struct expr *tree = expr_parse(expr, strlen(expr), arena, &err);
    if (tree && expr_eval(tree, scope, arena, &result, &err)) {
        result_text(&result, &out);
    } else {
        str_printf(&out, "!%s", text_name(err.text));
        if (err.value[1][0])
            str_printf(&out, "@%s", err.value[1]);
    }
    arena_free(arena);
    char *taken = str_take(&out, NULL);
    str_release(&out);
    return taken;
}

static bool as_expected(const char *given, const char *expected)
{
    if (strcmp(given, expected) == 0)
        return true;
    size_t n = strlen(expected);
    return expected[0] == '!' && !strchr(expected, '@') && strncmp(given, expected, n) == 0 &&
           given[n] == '@';
}

void expr_cases_check(const struct expr_case *table, size_t n, const struct scope *scope)
{
    size_t wrong = 0;
    for (size_t i = 0; i < n; i++) {
        char *given = expr_result(table[i].expr, scope);
        if (!as_expected(given, table[i].result)) {
            print_error("%s\n    gives    %s\n    expected %s\n", table[i].expr, given,
                        table[i].result);
            wrong++;
        }
        mem_free(given);
    }
    if (wrong)
        fail_msg("%zu of %zu cases differ", wrong, n);
}
