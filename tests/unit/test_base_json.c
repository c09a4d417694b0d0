/* test_base_json.c - JSON written, and numbers in their shortest form. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sis/base/json.h"
#include "sis/base/mem.h"

static void write_sample(struct json *json)
{
    json_open(json, '{');
    json_name(json, "ord");
    json_text(json, "å \"x\" \\ \n \x01 \x7F");
    json_name(json, "tomt");
    json_open(json, '[');
    json_close(json, ']');
    json_name(json, "rader");
    json_open(json, '[');
    json_int(json, -3);
    json_open(json, '{');
    json_name(json, "a");
    json_bool(json, true);
    json_name(json, "b");
    json_text(json, NULL);
    json_close(json, '}');
    json_real(json, 0.1);
    json_real(json, NAN);
    json_real(json, INFINITY);
    json_close(json, ']');
    json_name(json, "slut");
    json_bool(json, false);
    json_close(json, '}');
}

static void compact_and_pretty(void **state)
{
    struct json json;
    struct str out;

    (void)state;
    str_init(&out, 0);
    json_start(&json, &out, false);
    write_sample(&json);
    assert_string_equal(out.p, "{\"ord\":\"å \\\"x\\\" \\\\ \\n \\u0001 \x7F\",\"tomt\":[],"
                               "\"rader\":[-3,{\"a\":true,\"b\":null},0.1,null,null],"
                               "\"slut\":false}");
    str_clear(&out);
    json_start(&json, &out, true);
    write_sample(&json);
    assert_string_equal(out.p, "{\n  \"ord\": \"å \\\"x\\\" \\\\ \\n \\u0001 \x7F\",\n"
                               "  \"tomt\": [],\n  \"rader\": [\n    -3,\n    {\n"
                               "      \"a\": true,\n      \"b\": null\n    },\n    0.1,\n"
                               "    null,\n    null\n  ],\n  \"slut\": false\n}");
    str_release(&out);
}

static void single_values(void **state)
{
    struct json json;
    struct str out;

    (void)state;
    str_init(&out, 0);
    json_start(&json, &out, true);
    json_text_n(&json, "a\0b\xFF", 4);
    assert_string_equal(out.p, "\"a\\u0000b\xEF\xBF\xBD\"");
    str_release(&out);
}

static void numbers_are_shortest(void **state)
{
    static const struct {
        double number;
        const char *is;
    } cases[] = {
        {0, "0"},
        {-0.0, "0"},
        {1, "1"},
        {-1, "-1"},
        {0.1, "0.1"},
        {0.5, "0.5"},
        {1.5, "1.5"},
        {100, "100"},
        {1.0 / 3, "0.3333333333333333"},
        {0.1 + 0.2, "0.30000000000000004"},
        {123456.789, "123456.789"},
        {1e20, "100000000000000000000"},
        {123456789012345680000.0, "123456789012345680000"},
        {1e21, "1e+21"},
        {-1.25e300, "-1.25e+300"},
        {1e-6, "0.000001"},
        {1.5e-6, "0.0000015"},
        {1e-7, "1e-7"},
        {5e-324, "5e-324"},
        {1.7976931348623157e308, "1.7976931348623157e+308"},
        {9007199254740993.0, "9007199254740992"},
    };
    char text[40];
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_LEN(cases); i++) {
        real_text(cases[i].number, text);
        assert_string_equal(text, cases[i].is);
    }
    real_text(NAN, text);
    assert_string_equal(text, "NaN");
    real_text(INFINITY, text);
    assert_string_equal(text, "Infinity");
    real_text(-INFINITY, text);
    assert_string_equal(text, "-Infinity");
}

static void numbers_read_back_the_same(void **state)
{
    char text[40];
    size_t i, k;

    (void)state;
    srandom(5);
    for (i = 0; i < 20000; i++) {
        unsigned char bytes[sizeof(double)];
        double number;

        for (k = 0; k < sizeof(bytes); k++)
            bytes[k] = (unsigned char)random();
        memcpy(&number, bytes, sizeof(number));
        if (!isfinite(number))
            continue;
        real_text(number, text);
        assert_true(strlen(text) < sizeof(text));
        assert_true(strtod(text, NULL) == number);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compact_and_pretty),
        cmocka_unit_test(single_values),
        cmocka_unit_test(numbers_are_shortest),
        cmocka_unit_test(numbers_read_back_the_same),
    };

    return cmocka_run_group_tests_name("base json", tests, NULL, NULL);
}
