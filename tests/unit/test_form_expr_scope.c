/* test_form_expr_scope.c - expressions over answers, lists and the case; templates; what the checker
 * sees. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "expr_cases.h"
#include "text_name.h"

struct world {
    struct arena *arena;
    struct answers answers;
    struct facts facts;
    struct scope scope;
};

static const char *const codes[] = {"home", "school", "work"};

static void put(struct world *w, const char *id, struct value value, enum nonanswer nonanswer)
{
    answers_set(&w->answers, &(struct answer){.id = id, .value = value, .nonanswer = nonanswer});
}

/* Rows of the list "p1": 3, nothing, 5. The list "none" has no rows. */
static const struct answer *row_answer(void *arg, const char *id, size_t n, bool *end)
{
    static const struct answer row[] = {
        {.value = {.kind = VALUE_NUMBER, .number = 3}},
        {.value = {.kind = VALUE_EMPTY}},
        {.value = {.kind = VALUE_NUMBER, .number = 5}},
    };
    (void)arg;
    *end = strcmp(id, "p1.n") != 0 || n >= 3;
    return *end ? NULL : &row[n];
}

static int setup(void **state)
{
    static const struct record k1 = {.form = "k1", .at = 1793016000}; /* 2026-10-26 12:00 UTC */
    static const struct record *const latest[] = {&k1};
    static const struct fact_field field[] = {
        {.name = "number", .value = {.kind = VALUE_TEXT, .text = "24-031"}},
        {.name = "count", .value = {.kind = VALUE_NUMBER, .number = 4}},
    };
    struct world *w = mem_new(sizeof(*w));
    w->arena = arena_new();
    answers_init(&w->answers, w->arena);
    put(w, "u1.09", value_codes(codes, 1), NONANSWER_NONE);
    put(w, "many", value_codes(codes, 3), NONANSWER_NONE);
    put(w, "n", value_number(2.5), NONANSWER_NONE);
    put(w, "zero", value_number(0), NONANSWER_NONE);
    put(w, "text", value_text("å ä"), NONANSWER_NONE);
    put(w, "d", value_text("2024-05"), NONANSWER_NONE);
    put(w, "junk", value_text("12abc"), NONANSWER_NONE);
    put(w, "unknown", value_empty(), NONANSWER_UNKNOWN);
    put(w, "declined", value_empty(), NONANSWER_DECLINED);
    put(w, "b1.08.need", value_text("cell"), NONANSWER_NONE);
    w->facts = (struct facts){
        .latest = latest, .n_latest = 1, .field = field, .n_fields = ARRAY_LEN(field)};
    w->scope = expr_scope();
    w->scope.answer = expr_answer;
    w->scope.row_answer = row_answer;
    w->scope.arg = &w->answers;
    w->scope.facts = &w->facts;
    *state = w;
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;
    arena_free(w->arena);
    mem_free(w);
    return 0;
}

static void test_answers(void **state)
{
    struct world *w = *state;
    const struct expr_case table[] = {
        {"${u1.09}", "home"},
        {"${ u1.09 }", "home"},
        {"${u1.09} = 'home'", "true"},
        {"${u1.09} != 'school'", "true"},
        {"${many}", "home school work"},
        {"selected(${many}, 'school')", "true"},
        {"selected(${many}, 'scho')", "false"},
        {"count-selected(${many})", "3"},
        {"selected-at(${many}, 2)", "work"},
        {"${n}", "2.5"},
        {"${n} * 2", "5"},
        {"${n}-${n}", "0"},
        {"${zero} = 0", "true"},
        {"${zero} = ''", "false"},
        {"${zero} != ''", "true"},
        {"boolean(${zero})", "false"},
        {"${text}", "å ä"},
        {"string-length(${text})", "3"},
        {"${b1.08.need}", "cell"},
        {"${d} < '2024-06-01'", "true"},
        {"date(${d})", "2024-05-01"},
        {"${junk} > 1", "false"},
        {"${junk} + 1", "NaN"},
        {"${missing}", ""},
        {"${missing} = ''", "true"},
        {"'' = ${missing}", "true"},
        {"${missing} != ''", "false"},
        {"${missing} = 0", "false"},
        {"${missing} > 0", "false"},
        {"${missing} <= 0", "false"},
        {"${missing} + 1", "NaN"},
        {"not(${missing})", "true"},
        {"if(${missing}, 'a', 'b')", "b"},
        {"coalesce(${missing}, ${n})", "2.5"},
        {"string-length(${missing})", "0"},
        {"selected(${missing}, 'a')", "false"},
        {"count-selected(${missing})", "0"},
        {"concat('[', ${missing}, ']')", "[]"},
        {"regex(${missing}, '')", "true"},
        {"${unknown} = ''", "true"},
        {"answered(${n})", "true"},
        {"answered(${missing})", "false"},
        {"answered(${unknown})", "true"}, /* an answer too: why there is none */
        {"nonanswer(${unknown})", "unknown"},
        {"nonanswer(${declined})", "declined"},
        {"nonanswer(${n})", ""},
        {"nonanswer(${missing})", ""},
        {"words(${n})", "2.5"}, /* nobody to ask for the words */
        {"nonanswer(${declined}) = 'declined'", "true"},
        {"sum(${p1.n})", "8"},
        {"count(${p1.n})", "3"},
        {"min(${p1.n})", "3"},
        {"max(${p1.n}, 4)", "5"},
        {"count(${none})", "0"},
        {"sum(${none})", "0"},
        {"max(${none})", "NaN"},
        {"count(${n}, ${missing}, ${text})", "2"},
        {"sum(${n}, ${missing})", "2.5"},
        {".", ""},
        {"once(3)", "3"},
    };
    expr_cases_check(table, ARRAY_LEN(table), &w->scope);
}

static void test_self(void **state)
{
    struct world *w = *state;
    const struct answer self = {.id = "x", .value = value_text("  7  ")};
    const struct answer declined = {.id = "x", .nonanswer = NONANSWER_DECLINED};
    const struct expr_case table[] = {
        {".", "  7  "},
        {". > 6", "true"},
        {". >= 6 and . <= 8", "true"},
        {".*2", "14"},
        {"7 - .", "0"},
        {"string-length()", "5"},
        {"normalize-space()", "7"},
        {"answered(.)", "true"},
        {"once(3)", "  7  "},
        {"(.)", "  7  "},
    };
    w->scope.self = &self;
    expr_cases_check(table, ARRAY_LEN(table), &w->scope);
    const struct expr_case reason[] = {
        {".", ""}, {"nonanswer(.)", "declined"}, {"answered(.)", "true"}, {"once(3)", "3"}};
    w->scope.self = &declined;
    expr_cases_check(reason, ARRAY_LEN(reason), &w->scope);
}

static void test_case_facts(void **state)
{
    struct world *w = *state;
    const struct expr_case table[] = {
        {"last('k1')", "2026-10-26"}, {"age('k1')", "27"},
        {"age('k1') > 30", "false"},  {"date(date(last('k1')) + 30)", "2026-11-25"},
        {"last('k2')", ""},           {"age('k2')", ""},
        {"age('k2') = ''", "true"},   {"age('k2') > 30", "false"},
        {"age('k2') <= 30", "false"}, {"case('number')", "24-031"},
        {"case('count') + 1", "5"},   {"case('name')", ""},
    };
    expr_cases_check(table, ARRAY_LEN(table), &w->scope);
    const struct expr_case without[] = {
        {"last('k1')", ""}, {"age('k1') != ''", "false"}, {"case('number')", ""}};
    w->scope.facts = NULL;
    expr_cases_check(without, ARRAY_LEN(without), &w->scope);
}

/* Two forms, each signed on the tenth of three months, newest first. */
struct past {
    struct answers answers[3]; /* n = 0, 1, 2 */
    int asked;                 /* how often answers were read */
};

static bool past_filling(void *arg, const char *form, size_t n, struct past_filling *filling)
{
    static const int64_t at[] = {1793620800, 1791028800, 1788436800}; /* 2 Nov, 3 Oct, 3 Sep */
    (void)arg;
    if (n >= ARRAY_LEN(at) || (strcmp(form, "u1") != 0 && strcmp(form, "k1") != 0))
        return false;
    /* The other form each time a day later. */
    *filling = (struct past_filling){.at = at[n] + (form[0] == 'k' ? 86400 : 0)};
    return true;
}

static const struct answers *past_filled(void *arg, const struct past_filling *filling)
{
    struct past *past = arg;
    past->asked++;
    return &past->answers[(1793707200 - filling->at) / 2592000];
}

static void test_conditions_on_the_past(void **state)
{
    struct world *w = *state;
    struct past past = {.asked = 0};
    for (size_t i = 0; i < ARRAY_LEN(past.answers); i++) {
        answers_init(&past.answers[i], w->arena);
        answers_set(&past.answers[i],
                    &(struct answer){.id = "n", .value = value_number((double)i)});
    }
    w->scope.filling = past_filling;
    w->scope.filled = past_filled;
    w->scope.answer = NULL;
    w->scope.arg = &past;
    const struct expr_case by_day[] = {
        {"first('u1')", "2026-09-03"},
        {"last('u1', . < '2026-11-01')", "2026-10-03"},
        {"first('u1', . > '2026-11-02')", ""},
        {"age('u1', . < '2026-10-01') > 60", "true"},
        /* A condition may itself look back. */
        {"first('u1', . > first('k1'))", "2026-10-03"},
        {"last('u1', . < last('k1', . < '2026-11-01'))", "2026-10-03"},
    };
    expr_cases_check(by_day, ARRAY_LEN(by_day), &w->scope);
    assert_int_equal(past.asked, 0);
    const struct expr_case by_answer[] = {
        {"first('u1', ${n} < 2)", "2026-10-03"},
        {"last('u1', ${n} > 0)", "2026-10-03"},
        {"last('u1', . < '2026-10-01' and ${n} = 2)", "2026-09-03"},
        {"first('u1', ${missing} != '')", ""},
        {"first('u1', . > first('k1', ${n} = 2))", "2026-10-03"},
    };
    expr_cases_check(by_answer, ARRAY_LEN(by_answer), &w->scope);
    /* Once a time is found, those before it are not read. */
    past.asked = 0;
    const struct expr_case newest[] = {{"last('u1', ${n} >= 0)", "2026-11-02"}};
    expr_cases_check(newest, 1, &w->scope);
    assert_int_equal(past.asked, 1);
}

static void test_no_scope_functions(void **state)
{
    (void)state;
    const struct scope scope = expr_scope();
    const struct expr_case table[] = {
        {"${a}", ""}, {"count(${a})", "0"}, {"answered(${a})", "false"}, {".", ""}};
    expr_cases_check(table, ARRAY_LEN(table), &scope);
}

static void test_condition(void **state)
{
    struct world *w = *state;
    const struct {
        const char *expr;
        bool holds;
    } table[] = {
        {"${n} > 2", true}, {"${n} > 3", false}, {"${missing}", false},
        {"0 div 0", false}, {"'false'", true},   {"regex('a', concat('(', ''))", false},
    };
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        const struct expr *e = expr_parse(table[i].expr, strlen(table[i].expr), w->arena, NULL);
        assert_non_null(e);
        assert_int_equal(expr_true(e, &w->scope, w->arena), table[i].holds);
    }
}

static void words(void *arg, const char *id, struct str *out)
{
    (void)arg;
    str_printf(out, "<%s>", id);
}

static void check_fill(const struct scope *scope, const char *template, const char *expected)
{
    struct arena *arena = arena_new();
    struct str out;
    struct err err;
    str_init(&out, 0);
    str_puts(&out, "+");
    err_clear(&err);
    if (expr_fill(template, scope, arena, &out, &err))
        assert_string_equal(out.p + 1, expected);
    else
        assert_string_equal(expected, text_name(err.text));
    if (err.code != ERR_NONE)
        assert_string_equal(out.p, "+"); /* nothing half filled is left */
    str_release(&out);
    arena_free(arena);
}

static void test_fill(void **state)
{
    struct world *w = *state;
    check_fill(&w->scope, "", "");
    check_fill(&w->scope, "plain $ { } text", "plain $ { } text");
    check_fill(&w->scope, "${n}", "2.5");
    check_fill(&w->scope, "a ${n} b ${text}.", "a 2.5 b å ä.");
    check_fill(&w->scope, "${missing}|${unknown}", "|");
    check_fill(&w->scope, "${${n} * 2}", "5");
    check_fill(&w->scope, "${if(${n} > 2, 'a}b', \"c\")}!", "a}b!");
    check_fill(&w->scope, "${ ${n} }", "2.5");
    check_fill(&w->scope, "${0 div 0}", "");
    check_fill(&w->scope, "${date(last('k1'))}", "2026-10-26");
    check_fill(&w->scope, "x ${n", "EXPR_REFERENCE");
    check_fill(&w->scope, "x ${n} ${'}", "EXPR_REFERENCE");
    check_fill(&w->scope, "x ${}", "EXPR_EMPTY");
    check_fill(&w->scope, "x ${n} ${1 +}", "EXPR_ENDS");
    check_fill(&w->scope, "x ${regex('', concat('(', ''))}", "EXPR_PATTERN");
    w->scope.words = words;
    check_fill(&w->scope, "${n} ${ n } ${${n}} ${missing}", "<n> <n> <n> <missing>");
    check_fill(&w->scope, "${concat('[', words(${n}), ']')}", "[<n>]");
    check_fill(&w->scope, "${${n} + 0} ${string(${n})}", "2.5 2.5");
}

static void see_id(void *arg, const char *id)
{
    str_printf(arg, "%s ", id);
}

static void see_name(void *arg, const char *function, const char *name)
{
    str_printf(arg, "%s:%s ", function, name);
}

static void see_code(void *arg, const char *id, const char *code, size_t at)
{
    str_printf(arg, "%s=%s@%zu ", id, code, at);
}

static void see_expr(void *arg, const struct expr *expr)
{
    str_printf(arg, "[%s] ", expr_source(expr));
}

static void test_what_the_checker_sees(void **state)
{
    struct world *w = *state;
    const char *text = "if(${a} = 'x' or 'y' != ${b}, age('k1') + last('k2'), "
                       "selected(${c.d}, 'z') and case('ground') > -${a} and answered(${e}))";
    const struct expr *e = expr_parse(text, strlen(text), w->arena, NULL);
    struct str list;
    str_init(&list, 0);
    expr_ids(e, see_id, &list);
    assert_string_equal(list.p, "a b c.d a e ");
    str_clear(&list);
    expr_names(e, see_name, &list);
    assert_string_equal(list.p, "age:k1 last:k2 case:ground ");
    str_clear(&list);
    expr_codes(e, see_code, &list);
    assert_string_equal(list.p, "a=x@11 b=y@18 c.d=z@72 ");
    str_clear(&list);
    assert_true(expr_template("a ${b} c ${${d} + '}'} e ${ f }", w->arena, see_expr, &list, NULL));
    assert_string_equal(list.p, "[${b}] [${d} + '}'] [${ f }] ");
    str_clear(&list);
    struct err err;
    assert_false(expr_template("a ${b} ${1 +} ${c}", w->arena, see_expr, &list, &err));
    assert_int_equal(err.text, T_EXPR_ENDS);
    str_release(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_answers, setup, teardown),
        cmocka_unit_test_setup_teardown(test_self, setup, teardown),
        cmocka_unit_test_setup_teardown(test_case_facts, setup, teardown),
        cmocka_unit_test_setup_teardown(test_conditions_on_the_past, setup, teardown),
        cmocka_unit_test(test_no_scope_functions),
        cmocka_unit_test_setup_teardown(test_condition, setup, teardown),
        cmocka_unit_test_setup_teardown(test_fill, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_the_checker_sees, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
