/* fuzz_expr.c - any text as an expression, as a template and as a pattern. */
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "form/expr_private.h"
#include "sis/base/utf8.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    return setlocale(LC_CTYPE, "C.UTF-8") ? 0 : 1;
}

/* Each id gives another kind of answer. */
static const struct answer *answer_of(void *arg, const char *id)
{
    static const char *const codes[] = {"a", "b"};
    static const struct answer answer[] = {
        {.id = "a", .value = {.kind = VALUE_NUMBER, .number = -2.5}},
        {.id = "b", .value = {.kind = VALUE_TEXT, .text = "2024-05"}},
        {.id = "c", .value = {.kind = VALUE_CODES, .code = codes, .n = 2}},
        {.id = "d", .nonanswer = NONANSWER_DECLINED},
        {.id = "e", .value = {.kind = VALUE_TEXT, .text = "å\n\x1b👍"}},
    };
    (void)arg;
    size_t place = (size_t)(unsigned char)id[0] % (ARRAY_LEN(answer) + 1);
    return place < ARRAY_LEN(answer) ? &answer[place] : NULL;
}

static void ignore_id(void *arg, const char *id)
{
    (void)arg;
    if (!id[0])
        abort();
}

static void ignore_name(void *arg, const char *function, const char *name)
{
    (void)arg;
    if (!function[0] || !name)
        abort();
}

static void ignore_code(void *arg, const char *id, const char *code, size_t at)
{
    (void)arg;
    if (!id[0] || !code || at == 0)
        abort();
}

static void check_result(const struct result *result)
{
    struct str out;
    str_init(&out, 0);
    result_text(result, &out);
    if (!utf8_valid(out.p, out.n))
        abort();
    str_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena *arena = arena_new();
    struct scope scope = {.answer = answer_of, .today = {2026, 11, 22}, .now = 1795343400};
    char *text = arena_strndup(arena, (const char *)bytes, n);
    struct result result;
    struct err err;
    struct str out;
    bool match;
    scope.self = answer_of(NULL, "b");
    const struct expr *expr = expr_parse(text, n, arena, &err);
    if (expr) {
        expr_ids(expr, ignore_id, NULL);
        expr_names(expr, ignore_name, NULL);
        expr_codes(expr, ignore_code, NULL);
        if (expr_eval(expr, &scope, arena, &result, &err))
            check_result(&result);
    } else if (err.text == T_NONE) {
        abort();
    }
    str_init(&out, 0);
    if (utf8_valid(text, strlen(text))) {
        expr_fill(text, &scope, arena, &out, &err);
        pattern_match(text, "2026-05-03 åäö", &match);
    }
    str_release(&out);
    arena_free(arena);
    return 0;
}
