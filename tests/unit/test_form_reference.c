/*
 * test_form_reference.c - forms/README.md is true: its examples of expressions give what it says, and
 * it names every function as it is written.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "expr_cases.h"
#include "form/expr_private.h"
#include "sis/base/file.h"
#include "sis/store/json_read.h"

#define REFERENCE "forms/README.md"
#define EXAMPLES_LEAST 110

struct reference {
    struct str text;
    struct arena *arena;
    struct answers answers;
    struct answer self;
    struct facts facts;
    struct scope scope;
};

static const struct answer *row_answer(void *arg, const char *id, size_t n, bool *end)
{
    static const struct answer row[] = {
        {.value = {.kind = VALUE_NUMBER, .number = 3}},
        {.value = {.kind = VALUE_EMPTY}},
        {.value = {.kind = VALUE_NUMBER, .number = 5}},
    };
    (void)arg;
    *end = strcmp(id, "p1.n") != 0 || n >= ARRAY_LEN(row);
    return *end ? NULL : &row[n];
}

/* The inside of the first fenced block of that kind from `at` on; *end stands behind it. */
static const char *next_block(const char *at, const char *kind, const char **end)
{
    char fence[32];
    snprintf(fence, sizeof(fence), "\n```%s\n", kind);
    const char *start = strstr(at, fence);
    if (!start)
        return NULL;
    start += strlen(fence);
    *end = strstr(start, "\n```");
    assert_non_null(*end);
    return start;
}

static void read_answers(struct reference *r)
{
    struct err err;
    const char *end, *json = next_block(r->text.p, "json", &end);
    assert_non_null(json);
    answers_init(&r->answers, r->arena);
    assert_true(json_read_answers(json, (size_t)(end - json), &r->answers, &err));
}

static int setup(void **state)
{
    static const struct record k1 = {.form = "k1", .at = 1793016000}; /* 2026-10-26 12:00 UTC */
    static const struct record *const latest[] = {&k1};
    static const struct fact_field field[] = {
        {.name = "number", .value = {.kind = VALUE_TEXT, .text = "24-031"}}};
    struct reference *r = mem_new(sizeof(*r));
    str_init(&r->text, 0);
    r->arena = arena_new();
    if (!file_read(REFERENCE, (size_t)1 << 20, &r->text, NULL))
        return -1;
    read_answers(r);
    r->self = (struct answer){.id = "self", .value = value_number(7)};
    r->facts = (struct facts){.latest = latest, .n_latest = 1, .field = field, .n_fields = 1};
    r->scope = expr_scope();
    r->scope.answer = expr_answer;
    r->scope.row_answer = row_answer;
    r->scope.arg = &r->answers;
    r->scope.self = &r->self;
    r->scope.facts = &r->facts;
    *state = r;
    return 0;
}

static int teardown(void **state)
{
    struct reference *r = *state;
    str_release(&r->text);
    arena_free(r->arena);
    mem_free(r);
    return 0;
}

static char *evaluate(struct reference *r, const char *expr, size_t n)
{
    struct result result;
    struct err err;
    struct str out;
    str_init(&out, 0);
    err_clear(&err);
    const struct expr *tree = expr_parse(expr, n, r->arena, &err);
    if (tree && expr_eval(tree, &r->scope, r->arena, &result, &err)) {
        result_text(&result, &out);
    } else {
        str_puts(&out, "error: ");
        err_text(&err, LANG_EN, &out);
    }
    char *taken = str_take(&out, NULL);
    str_release(&out);
    return taken;
}

static bool check_example(struct reference *r, const char *line, size_t n)
{
    static const char arrow[] = "  ->";
    char *copy = arena_strndup(r->arena, line, n), *to = strstr(copy, arrow);
    if (!to)
        fail_msg("no arrow: %s", copy);
    *to = '\0';
    to += strlen(arrow);
    to += strspn(to, " ");
    char *given = evaluate(r, copy, strlen(copy));
    bool same = strcmp(given, to) == 0;
    if (!same)
        print_error("%s\n    gives %s\n    the reference says %s\n", copy, given, to);
    mem_free(given);
    return same;
}

static void test_every_example(void **state)
{
    struct reference *r = *state;
    const char *end = r->text.p, *at;
    size_t examples = 0, wrong = 0;
    while ((at = next_block(end, "expr", &end))) {
        while (at < end) {
            size_t n = strcspn(at, "\n");
            wrong += !check_example(r, at, n);
            examples++;
            at += n + 1;
        }
    }
    assert_int_equal(wrong, 0);
    assert_true(examples >= EXAMPLES_LEAST);
}

static void test_every_function_is_named(void **state)
{
    struct reference *r = *state;
    for (size_t i = 0; i < expr_function_count; i++) {
        char row[128];
        snprintf(row, sizeof(row), "\n| `%s` | ", expr_function[i].use);
        if (!strstr(r->text.p, row))
            fail_msg("the reference has no row for %s", expr_function[i].use);
    }
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_every_example, setup, teardown),
        cmocka_unit_test_setup_teardown(test_every_function_is_named, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
