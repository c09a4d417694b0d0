/* test_form_expr.c - operators, conversions and mistakes in expressions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "expr_cases.h"

#define CHECK(table)                                       \
    do {                                                   \
        const struct scope scope = expr_scope();           \
        expr_cases_check(table, ARRAY_LEN(table), &scope); \
    } while (0)

static void test_numbers(void **state)
{
    (void)state;
    const struct expr_case table[] = {
        {"0", "0"},
        {"7", "7"},
        {"007", "7"},
        {"1.50", "1.5"},
        {".5", "0.5"},
        {"5.", "5"},
        {"0.0", "0"},
        {"-0", "0"},
        {"-7", "-7"},
        {"- 7", "-7"},
        {"--7", "7"},
        {"---7", "-7"},
        {"- - 7", "7"},
        {"-'7'", "-7"},
        {"--'x'", "NaN"},
        {"-true()", "-1"},
        {"-''", "NaN"},
        {"1000000", "1000000"},
        {"123456789012", "123456789012"},
        {"100000000000000000000", "100000000000000000000"},
        {"0.1", "0.1"},
        {"0.1 + 0.2", "0.30000000000000004"},
        {"1.05 + 2.05", "3.0999999999999996"},
        {"1.05 - 2.05", "-0.9999999999999998"},
        {"0.000001", "0.000001"},
        {"1 div 3", "0.3333333333333333"},
        {"2 div 3", "0.6666666666666666"},
        {"9007199254740993", "9007199254740992"},
    };
    CHECK(table);
}

static void test_arithmetic(void **state)
{
    (void)state;
    const struct expr_case table[] = {
        {"1+1", "2"},
        {"0+-0", "0"},
        {"-1 + 1", "0"},
        {"-1 +-1", "-2"},
        {"5+4+1+-1+-4", "5"},
        {".55+ 0.56", "1.11"},
        {"'1'+'1'", "2"},
        {"true()+true()", "2"},
        {"false()+1", "1"},
        {"(1 div 0) + 1", "Infinity"},
        {"(-1 div 0) + 1", "-Infinity"},
        {"1 div 0 - 1 div 0", "NaN"},
        {"'a' + 1", "NaN"},
        {"'' + 1", "NaN"},
        {"1 + ''", "NaN"},
        {"1-1", "0"},
        {"1 -1", "0"},
        {"1- 1", "0"},
        {"0 -1", "-1"},
        {"-1-1", "-2"},
        {"-1 --1", "0"},
        {"5- 4-1--1--4", "5"},
        {"10-2-3", "5"},
        {"10-(2-3)", "11"},
        {".5-.5-.3", "-0.3"},
        {"true()  \n\r\t -true()", "0"},
        {"1*1", "1"},
        {"9 * -1", "-9"},
        {"-10 *-11", "110"},
        {"-15.*1.5", "-22.5"},
        {"2*3*4", "24"},
        {"(1 div 0) * -1", "-Infinity"},
        {"0 * (1 div 0)", "NaN"},
        {"-1*0", "0"},
        {"1div 1", "1"},
        {"1 div1", "1"},
        {"'1'div'1'", "1"},
        {"7 div 2", "3.5"},
        {"1 div 0", "Infinity"},
        {"-1 div 0", "-Infinity"},
        {"1 div -0", "-Infinity"},
        {"0 div 0", "NaN"},
        {"8 div 4 div 2", "1"},
        {"5 div 4 div 1 div -1 div -4", "0.3125"},
        {"true() div true()", "1"},
        {"5 mod 2", "1"},
        {"5 mod -2", "1"},
        {"-5 mod 2", "-1"},
        {"-5 mod -2", "-1"},
        {"5 mod 1.5", "0.5"},
        {"1.5 mod .5", "0"},
        {"6.4 mod 2.1", "0.10000000000000009"},
        {"-0.4 mod .2", "0"},
        {"1 mod -1", "0"},
        {"0 mod 1", "0"},
        {"10 mod (1 div 0)", "10"},
        {"-10 mod (-1 div 0)", "-10"},
        {"0 mod 0", "NaN"},
        {"1 mod 0", "NaN"},
        {"(1 div 0) mod 1", "NaN"},
        {"1mod1", "0"},
        {"1 mod1", "0"},
        {"1mod 1", "0"},
        {"'1'mod'1'", "0"},
        {"1+2*3", "7"},
        {"2*3+1", "7"},
        {"(1+2)*3", "9"},
        {"1-10 mod 3 div 3", "0.6666666666666667"},
        {"4-3*4+5-1", "-4"},
        {"(4-3)*4+5-1", "8"},
        {"8 div 2 + 4", "8"},
        {"-2 * 3", "-6"},
        {"-(2 + 3)", "-5"},
        {"2 * -3 + 1", "-5"},
        {"((((1))))", "1"},
        {"( 1 )", "1"},
    };
    CHECK(table);
}

static void test_logic(void **state)
{
    (void)state;
    const struct expr_case table[] = {
        {"true()", "true"},
        {"false()", "false"},
        {"true() and true()", "true"},
        {"true() and false()", "false"},
        {"false() or true()", "true"},
        {"false() or false()", "false"},
        {"1 and 0", "false"},
        {"1 and 2", "true"},
        {"'' or ''", "false"},
        {"'a' and 'false'", "true"},
        {"0 or 'x'", "true"},
        {"(0 div 0) or false()", "false"},
        {"1and 1", "true"},
        {"1 or1", "true"},
        {"true()and true()", "true"},
        {"false() and true() or true()", "true"},
        {"true() or true() and false()", "true"},
        {"(true() or true()) and false()", "false"},
        {"1 = 1 and 2 = 2", "true"},
        {"1 = 2 or 2 = 2", "true"},
        {"not(true() and false())", "true"},
        {"true() or regex('a', concat('(', ''))", "true"}, /* the rest is not asked */
        {"false() and regex('a', concat('(', ''))", "false"},
        {"false() or regex('a', concat('(', ''))", "!EXPR_PATTERN"},
    };
    CHECK(table);
}

static void test_equality(void **state)
{
    (void)state;
    const struct expr_case table[] = {
        {"1 = 1", "true"},
        {"1=1.0", "true"},
        {"1 = 2", "false"},
        {"1 != 2", "true"},
        {"1!=1", "false"},
        {"'a' = 'a'", "true"},
        {"'a' = \"a\"", "true"},
        {"'a' = 'A'", "false"},
        {"'a' = 'a '", "false"},
        {"'a' != 'b'", "true"},
        {"'1' = 1", "true"},
        {"'1.0' = 1", "true"},
        {"'1.0' = '1'", "false"},
        {"' 1 ' = 1", "true"},
        {"'a' = 1", "false"},
        {"'a' != 1", "true"},
        {"'12abc' = 12", "false"},
        {"'' = ''", "true"},
        {"'' != ''", "false"},
        {"'' = 0", "false"},
        {"'' != 0", "true"},
        {"0 = ''", "false"},
        {"'' = false()", "true"},
        {"'' = true()", "false"},
        {"true() = 1", "true"},
        {"true() = 2", "true"},
        {"true() = 'x'", "true"},
        {"true() = 'false'", "true"},
        {"false() = 0", "true"},
        {"false() = '0'", "false"},
        {"true() != false()", "true"},
        {"0 div 0 = 0 div 0", "false"},
        {"0 div 0 != 0 div 0", "true"},
        {"1 div 0 = 1 div 0", "true"},
        {"0 = -0", "true"},
        {"0.1 + 0.2 = 0.3", "false"},
        {"round(0.1 + 0.2, 10) = 0.3", "true"},
        {"1 = 1 = 1", "true"},
        {"2 = 2 = 2", "true"}, /* (true) = 2 */
        {"3 = 3 = 0", "false"},
        {"1 != 2 = true()", "true"},
        {"'å' = 'å'", "true"},
        {"1 = 2 = false()", "true"},
    };
    CHECK(table);
}

static void test_order(void **state)
{
    (void)state;
    const struct expr_case table[] = {
        {"1 < 2", "true"},
        {"2 < 1", "false"},
        {"1 < 1", "false"},
        {"1 <= 1", "true"},
        {"1 >= 1", "true"},
        {"1 > 1", "false"},
        {"2>1", "true"},
        {"1<=2", "true"},
        {"'10' > '9'", "true"}, /* numbers, not texts */
        {"'a' < 'b'", "false"},
        {"'a' > 'b'", "false"},
        {"'a' <= 'a'", "false"},
        {"'' < 1", "false"},
        {"'' > 1", "false"},
        {"'' <= 0", "false"},
        {"'' >= 0", "false"},
        {"'' <= ''", "false"},
        {"1 > ''", "false"},
        {"true() > false()", "true"},
        {"true() >= 1", "true"},
        {"0 div 0 < 1", "false"},
        {"0 div 0 >= 1", "false"},
        {"-1 div 0 < 1 div 0", "true"},
        {"1 < 2 < 3", "true"},
        {"3 > 2 > 1", "false"}, /* true > 1 */
        {"1 < 2 = true()", "true"},
        {"1 + 1 > 1", "true"},
        {"2 * 3 >= 5 + 1", "true"},
        {"1 < 2 and 2 < 3", "true"},
        {"'12abc' > 1", "false"},
        {"'12abc' < 100", "false"},
    };
    CHECK(table);
}

static void test_dates_compare_as_civil_dates(void **state)
{
    (void)state;
    const struct expr_case table[] = {
        {"'2026-05-03' < '2026-05-04'", "true"},
        {"'2026-05-03' > '2025-12-31'", "true"},
        {"'2026-05-03' >= '2026-05-03'", "true"},
        {"'2026-05-03' = '2026-05-03'", "true"},
        {"'2026-05-03' != '2026-05-04'", "true"},
        {"today() = '2026-11-22'", "true"},
        {"today() > '2026-11-21'", "true"},
        {"today() >= date('2026-11-22')", "true"},
        {"today() < '2026-11-22'", "false"},
        {"today() + 1 > '2026-11-22'", "true"},
        {"'2026-11-22' = today() + 0", "true"},
        {"'2026-12-22' <= today() + 30", "true"},
        {"'2026-12-23' <= today() + 30", "false"},
        {"'2024' < '2024-01-02'", "true"}, /* a partial date is its first day */
        {"'2024' <= '2024-01-01'", "true"},
        {"'2024' >= '2024-01-01'", "true"},
        {"'2024' > '1999-12-31'", "true"},
        {"'2024-05' < '2024-05-02'", "true"},
        {"'2024-05' < '2024-06'", "true"},
        {"'2024-05' = '2024-05'", "true"},
        {"'2024-05' = '2024-05-01'", "false"},
        {"'2024' < '2025'", "true"},
        {"'2026-05-03' < 'x'", "false"},
        {"'2026-05-03' > ''", "false"},
        {"'' < '2026-05-03'", "false"},
        {"'2026-02-30' < '2026-05-03'", "false"},
        {"'2026-02-30' > '2026-05-03'", "false"},
        {"'2026-05-03T10:00:00Z' > '2026-05-03T09:59:59Z'", "true"},
        {"'2026-05-03T10:00:00Z' = '2026-05-03T10:00Z'", "true"},
        {"'2026-05-03T10:00:00Z' = '2026-05-03'", "true"}, /* the same day */
        {"'2026-05-03' = '2026-05-03T10:00:00Z'", "true"},
        {"'2026-05-03T10:00:00Z' > '2026-05-03'", "false"},
        {"'2026-05-03T10:00:00Z' < '2026-05-04'", "true"},
        {"'2026-05-03T12:00:00.000+02:00' = '2026-05-03T10:00Z'", "true"},
        {"'2026-05-03T12:00:00.000+02:00' < '2026-05-03T10:00:01Z'", "true"},
        {"now() = today()", "true"},
        {"now() >= today()", "true"},
        {"'x' != date('1999-09-09')", "true"},
        {"'x' = date('1999-09-09')", "false"},
        {"date(0) = date('1970-01-01')", "true"},
        {"date(14127) = date('2008-09-05')", "true"},
        {"date(-10252) = '1941-12-07'", "true"},
    };
    CHECK(table);
}

static void test_date_arithmetic(void **state)
{
    (void)state;
    const struct expr_case table[] = {
        {"'1970-01-01' + 0", "0"},
        {"'1970-01-02' + 0", "1"},
        {"'1969-12-31' + 0", "-1"},
        {"number('2008-09-05')", "14127"},
        {"number('1941-12-07')", "-10252"},
        {"number('2024')", "2024"}, /* a number first */
        {"number('2024-05')", "19844"},
        {"number('2026-02-29')", "NaN"},
        {"number('1970-01-02T12:00:00Z')", "1.5"},
        {"today() + 30", "20809"},
        {"date(today() + 30)", "2026-12-22"},
        {"date(today() - 22)", "2026-10-31"},
        {"today() - '2026-11-01'", "21"},
        {"date('2001-12-26') + 5 = '2001-12-31'", "true"},
        {"date(date('2024-02-28') + 1)", "2024-02-29"},
        {"date(date('2023-02-28') + 1)", "2023-03-01"},
        {"int((today() - date('2008-08-24')) div 365.25)", "18"},
    };
    CHECK(table);
}

static void test_texts(void **state)
{
    (void)state;
    const struct expr_case table[] = {
        {"'a'", "a"},         {"\"a\"", "a"},       {"''", ""},         {"\"\"", ""},
        {"'it\"s'", "it\"s"}, {"\"it's\"", "it's"}, {"'${x}'", "${x}"}, {"' a '", " a "},
        {"'åäö 👍'", "åäö 👍"}, {"'a\\'", "a\\"}, /* no escapes */
    };
    CHECK(table);
}

static void test_mistakes(void **state)
{
    (void)state;
    const struct expr_case table[] = {
        {"", "!EXPR_EMPTY@1"},
        {"  \t\n", "!EXPR_EMPTY@1"},
        {"1 +", "!EXPR_ENDS@4"},
        {"1 + ", "!EXPR_ENDS@5"},
        {"(1", "!EXPR_ENDS@3"},
        {"1)", "!EXPR_UNEXPECTED@2"},
        {"()", "!EXPR_UNEXPECTED@2"},
        {"1 2", "!EXPR_UNEXPECTED@3"},
        {"12abc", "!EXPR_UNEXPECTED@3"},
        {"1e3", "!EXPR_UNEXPECTED@2"},
        {"1.2.3", "!EXPR_UNEXPECTED@4"},
        {"+1", "!EXPR_UNEXPECTED@1"},
        {"1 == 1", "!EXPR_UNEXPECTED@4"},
        {"1 <> 2", "!EXPR_UNEXPECTED@4"},
        {"1 && 2", "!EXPR_UNEXPECTED@3"},
        {"1 || 2", "!EXPR_UNEXPECTED@3"},
        {"!1", "!EXPR_UNEXPECTED@1"},
        {"1 / 2", "!EXPR_UNEXPECTED@3"},
        {"1 % 2", "!EXPR_UNEXPECTED@3"},
        {"* 2", "!EXPR_UNEXPECTED@1"},
        {"and", "!EXPR_UNEXPECTED@1"},
        {"1 andtrue()", "!EXPR_UNEXPECTED@3"},
        {"'abc", "!EXPR_QUOTE@1"},
        {"1 + \"abc'", "!EXPR_QUOTE@5"},
        {"'åäö' + \"x", "!EXPR_QUOTE@9"}, /* counted in characters */
        {"”ja”", "!EXPR_UNEXPECTED@1"},
        {"${", "!EXPR_REFERENCE@1"},
        {"${}", "!EXPR_REFERENCE@1"},
        {"${a", "!EXPR_REFERENCE@1"},
        {"${a b}", "!EXPR_REFERENCE@1"},
        {"1 + ${å}", "!EXPR_REFERENCE@5"},
        {"$a", "!EXPR_UNEXPECTED@1"},
        {"nosuch()", "!EXPR_FUNCTION@1"},
        {"1 + nosuch (2)", "!EXPR_FUNCTION@5"},
        {"True()", "!EXPR_FUNCTION@1"},
        {"true", "!EXPR_PARENTHESIS@1"},
        {"not true()", "!EXPR_PARENTHESIS@1"},
        {"today", "!EXPR_PARENTHESIS@1"},
        {"name", "!EXPR_UNEXPECTED@1"},
        {"a/b", "!EXPR_UNEXPECTED@1"},
        {"..", "!EXPR_UNEXPECTED@1"},
        {"./a", "!EXPR_UNEXPECTED@2"},
        {"true(1)", "!EXPR_ARGUMENTS@1"},
        {"not()", "!EXPR_ARGUMENTS@1"},
        {"not(1, 2)", "!EXPR_ARGUMENTS@1"},
        {"if(1, 2)", "!EXPR_ARGUMENTS@1"},
        {"if(1, 2, 3, 4)", "!EXPR_ARGUMENTS@1"},
        {"concat()", "!EXPR_ARGUMENTS@1"},
        {"coalesce('a')", "!EXPR_ARGUMENTS@1"},
        {"round()", "!EXPR_ARGUMENTS@1"},
        {"round(1, 2, 3)", "!EXPR_ARGUMENTS@1"},
        {"checklist(1)", "!EXPR_ARGUMENTS@1"},
        {"weighted-checklist(1, 2, 3)", "!EXPR_ARGUMENTS@1"},
        {"sum()", "!EXPR_ARGUMENTS@1"},
        {"concat('a',)", "!EXPR_UNEXPECTED@12"},
        {"concat(,'a')", "!EXPR_UNEXPECTED@8"},
        {"concat('a' 'b')", "!EXPR_UNEXPECTED@12"},
        {"concat('a'", "!EXPR_ENDS@11"},
        {"age(1)", "!EXPR_NAME@5"},
        {"age(${k1})", "!EXPR_NAME@5"},
        {"case(concat('a', 'b'))", "!EXPR_NAME@6"},
        {"answered('a')", "!EXPR_ANSWER@10"},
        {"nonanswer(1)", "!EXPR_ANSWER@11"},
        {"regex('a', '(')", "!EXPR_PATTERN@12"},
        {"format-date('2026-05-03', '%Q')", "!EXPR_DATE_FORMAT@27"},
        {"format-date('2026-05-03', '%')", "!EXPR_DATE_FORMAT@27"},
        {"1 + \xff", "!EXPR_UTF8"},
        {"'\xc3'", "!EXPR_UTF8"},
    };
    CHECK(table);
}

static char *repeated(const char *left, const char *middle, const char *right, size_t n)
{
    struct str s;
    str_init(&s, 0);
    for (size_t i = 0; i < n; i++)
        str_puts(&s, left);
    str_puts(&s, middle);
    for (size_t i = 0; i < n; i++)
        str_puts(&s, right);
    char *taken = str_take(&s, NULL);
    str_release(&s);
    return taken;
}

static void check_repeated(const char *left, const char *middle, const char *right, size_t n,
                           const char *expected)
{
    const struct scope scope = expr_scope();
    char *expr = repeated(left, middle, right, n), *given = expr_result(expr, &scope);
    if (strncmp(given, expected, strlen(expected)) != 0)
        fail_msg("%zu times %s%s%s gives %s", n, left, middle, right, given);
    mem_free(given);
    mem_free(expr);
}

static void test_depth(void **state)
{
    (void)state;
    check_repeated("(", "1", ")", 900, "1");
    check_repeated("(", "1", ")", 2000, "!EXPR_DEEP");
    check_repeated("(", "1", ")", 100000, "!EXPR_LONG");
    check_repeated("(", "", "", 30000, "!EXPR_DEEP");
    check_repeated("not(", "1", ")", 900, "true");
    check_repeated("not(", "1", ")", 3000, "!EXPR_DEEP");
    check_repeated("-(", "1", ")", 900, "1");
    check_repeated("1 or 1 and 1 = 1 < 1 + 1 * (", "1", ")", 100, "true");
    check_repeated("1 or 1 and 1 = 1 < 1 + 1 * (", "1", ")", 900, "!EXPR_DEEP");
    check_repeated("if(1, 2, ", "3", ")", 900, "2");
    /* What is only long is no deep tree. */
    check_repeated("1 + ", "1", "", 10000, "10001");
    check_repeated("-", "1", "", 60000, "1");
    check_repeated("", "1", " = 1", 10000, "true");
    check_repeated("", "false()", " or 0", 10000, "false");
    check_repeated("1 - 1 * ", "1", "", 5000, "-4999");
    check_repeated("", "concat('a'", ", 'b'", 5000, "!EXPR_ENDS");
}

static void test_longest(void **state)
{
    (void)state;
    const struct scope scope = expr_scope();
    for (size_t extra = 0; extra < 2; extra++) {
        size_t n = EXPR_MAX + extra;
        char *expr = mem_new(n + 1);
        memset(expr, ' ', n);
        expr[n - 1] = '7';
        char *given = expr_result(expr, &scope);
        assert_string_equal(given, extra ? "!EXPR_LONG" : "7");
        mem_free(given);
        mem_free(expr);
    }
}

static void test_position_in_bytes(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct err err;
    const char *text = "'åäö' +";
    assert_null(expr_parse(text, strlen(text), arena, &err));
    assert_int_equal(err.text, T_EXPR_ENDS);
    assert_string_equal(err.value[1], "8");
    assert_string_equal(err.detail, "at 11");
    assert_null(expr_parse("1\0002", 3, arena, &err));
    assert_int_equal(err.text, T_EXPR_UTF8);
    assert_string_equal(expr_source(expr_parse(" 1 + 2 ;", 7, arena, &err)), " 1 + 2 ");
    arena_free(arena);
}

/* Whatever is cut off or garbled gives a value or a mistake, never a crash. */
static void test_every_prefix(void **state)
{
    (void)state;
    const char *text = "if(selected(${u1.09}, 'yes') and not(. >= -3.5 div 2) or regex(\"å\", "
                       "'[a-z]{2,3}'), format-date(today() + 30, '%e %b'), 'x') != ''";
    const struct scope scope = expr_scope();
    char piece[256];
    for (size_t n = 0; n <= strlen(text); n++)
        for (size_t from = 0; from <= n; from += 7) {
            memcpy(piece, text + from, n - from);
            piece[n - from] = '\0';
            mem_free(expr_result(piece, &scope));
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),         cmocka_unit_test(test_arithmetic),
        cmocka_unit_test(test_logic),           cmocka_unit_test(test_equality),
        cmocka_unit_test(test_order),           cmocka_unit_test(test_dates_compare_as_civil_dates),
        cmocka_unit_test(test_date_arithmetic), cmocka_unit_test(test_texts),
        cmocka_unit_test(test_mistakes),        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_longest),         cmocka_unit_test(test_position_in_bytes),
        cmocka_unit_test(test_every_prefix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
