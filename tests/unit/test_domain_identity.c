/* test_domain_identity.c - identity numbers by Skatteverket's rules. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "domain/test_numbers.h"
#include "sis/domain/identity.h"

static const struct date today = {2026, 11, 22};

struct good {
    const char *text;
    enum identity_kind kind;
    const char *normal;
};

static const struct good good[] = {
    {"20080824-2390", IDENTITY_PERSONNUMMER, "20080824-2390"},
    {"200808242390", IDENTITY_PERSONNUMMER, "20080824-2390"},
    {"080824-2390", IDENTITY_PERSONNUMMER, "20080824-2390"},
    {"0808242390", IDENTITY_PERSONNUMMER, "20080824-2390"},
    {"  080824-2390 ", IDENTITY_PERSONNUMMER, "20080824-2390"},
    {"200802292391", IDENTITY_PERSONNUMMER, "20080229-2391"}, /* a leap day */
    {"19121212-1212", IDENTITY_PERSONNUMMER, "19121212-1212"},
    {"121212+1212", IDENTITY_PERSONNUMMER, "19121212-1212"},
    {"031204+9802", IDENTITY_PERSONNUMMER, "19031204-9802"},
    {"440813-9089", IDENTITY_PERSONNUMMER, "19440813-9089"},
    {"080580-2394", IDENTITY_SAMORDNINGSNUMMER, "20080580-2394"},
    {"200805802394", IDENTITY_SAMORDNINGSNUMMER, "20080580-2394"},
    {"20060668-2391", IDENTITY_SAMORDNINGSNUMMER, "20060668-2391"},
    {"20070660-2398", IDENTITY_SAMORDNINGSNUMMER, "20070660-2398"}, /* no day */
    {"20080066-2397", IDENTITY_SAMORDNINGSNUMMER, "20080066-2397"}, /* no month */
    {"080066-2397", IDENTITY_SAMORDNINGSNUMMER, "20080066-2397"},
    {"20080824-T390", IDENTITY_INTERIM, "20080824-T390"},
    {"080824-t390", IDENTITY_INTERIM, "20080824-T390"},
    {"080824R123", IDENTITY_INTERIM, "20080824-R123"},
    {"200808 24", IDENTITY_NONE, NULL},
};

static void test_good(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
        struct identity id = {.kind = IDENTITY_NONE};
        bool read = identity_parse(good[i].text, today, &id);
        if (read != (good[i].kind != IDENTITY_NONE) || id.kind != good[i].kind ||
            (read && strcmp(id.normal, good[i].normal) != 0))
            fail_msg("%s: kind %d, %s", good[i].text, id.kind, id.normal);
    }
}

static void test_bad(void **state)
{
    (void)state;
    const char *bad[] = {
        "",
        " ",
        "-",
        "080824-2391",   /* check digit */
        "20080824-2399", /* check digit */
        "090229-2390",   /* no such day */
        "081324-2390",   /* no such month */
        "080800-2390",   /* no day, and no samordningsnummer */
        "080832-2390",   /* between the days of both kinds */
        "20080892-2390", /* day 32 */
        "080892-2390",
        "080824--2390",
        "080824 2390",
        "080824-239",
        "080824-23900",
        "80824-2390",
        "20080824+2390", /* + stands with six digits only */
        "2008-08-24-2390",
        "080824-239O",
        "O80824-2390",
        "0808242390x",
        "x0808242390",
        "0808\t242390",
        "161212121212",  /* 16: a company */
        "21080824-2390", /* not yet born */
        "20261123-2390",
        "080824-A390", /* not a letter of interim numbers */
        "080824-T39T",
        "080884-T390", /* an interim number has the real day */
        "080824-0000",
        "080824-2390\n",
        "٠٨٠٨٢٤-٢٣٩٠",
        "08082423900808242390",
        "123456789",
        "12345678901",
    };
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        struct identity id = {.kind = IDENTITY_INTERIM, .normal = "untouched"};
        if (identity_parse(bad[i], today, &id))
            fail_msg("%s was taken as %s", bad[i], id.normal);
        assert_string_equal(id.normal, "untouched");
    }
}

static void test_every_wrong_digit_is_found(void **state)
{
    (void)state;
    const char right[] = "0808242390";
    for (int i = 6; i < 10; i++)
        for (char c = '0'; c <= '9'; c++) {
            char wrong[11];
            struct identity id;
            memcpy(wrong, right, sizeof(wrong));
            wrong[i] = c;
            assert_int_equal(identity_parse(wrong, today, &id), c == right[i]);
        }
}

static void test_swapped_neighbours_are_found(void **state)
{
    (void)state;
    for (size_t n = 0; n < TEST_NUMBER_COUNT; n++)
        for (int i = 9; i < 12; i++) {
            char wrong[14];
            struct identity id;
            memcpy(wrong, test_number[n], sizeof(wrong));
            char a = wrong[i], b = wrong[i + 1];
            if (a == b || (a == '0' && b == '9') || (a == '9' && b == '0'))
                continue; /* what Luhn cannot see */
            wrong[i] = b;
            wrong[i + 1] = a;
            assert_false(identity_parse(wrong, today, &id));
        }
}

static void test_born(void **state)
{
    (void)state;
    struct identity id;
    assert_true(identity_parse("080580-2394", today, &id));
    assert_int_equal(id.born.year, 2008);
    assert_int_equal(id.born.month, 5);
    assert_int_equal(id.born.day, 20);
    assert_true(identity_parse("20070660-2398", today, &id));
    assert_int_equal(id.born.month, 6);
    assert_int_equal(id.born.day, 0);
    assert_true(identity_parse("20080066-2397", today, &id));
    assert_int_equal(id.born.month, 0);
    assert_int_equal(id.born.day, 0);
}

static int year_of(const char *text, int year, int month, int day)
{
    struct identity id;
    assert_true(identity_parse(text, (struct date){year, month, day}, &id));
    return id.born.year;
}

static void test_century_moves_with_today(void **state)
{
    (void)state;
    struct identity id;
    assert_int_equal(year_of("080824-2390", 2008, 8, 23), 1908);
    assert_int_equal(year_of("080824-2390", 2008, 8, 24), 2008);
    assert_int_equal(year_of("0808242390", 2107, 12, 31), 2008);
    /* The sign becomes + in the year of the hundredth birthday. */
    assert_int_equal(year_of("080824-2390", 2108, 8, 23), 2008);
    assert_int_equal(year_of("080824+2390", 2108, 1, 1), 2008);
    assert_int_equal(year_of("080824+2390", 2107, 12, 31), 1908);
    assert_int_equal(year_of("031204+9802", 2003, 1, 1), 1903);
    assert_false(identity_parse("20080824-2390", (struct date){2008, 8, 23}, &id));
    assert_true(identity_parse("20080824-2390", (struct date){2008, 8, 24}, &id));
}

static void test_published_numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < TEST_NUMBER_COUNT; i++) {
        struct identity id;
        if (!identity_parse(test_number[i], today, &id))
            fail_msg("%s is not valid", test_number[i]);
        assert_string_equal(id.normal, test_number[i]);
        assert_true(identity_is_test_number(&id));
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(test_number[i], test_number[j]);
    }
    struct identity id;
    /* The century counts. */
    assert_true(identity_parse("080824-2390", (struct date){2007, 1, 1}, &id));
    assert_false(identity_is_test_number(&id));
    assert_true(identity_parse("20080824-T390", today, &id));
    assert_false(identity_is_test_number(&id));
}

static void test_words(void **state)
{
    (void)state;
    assert_string_equal(identity_kind_word(IDENTITY_NONE), "");
    assert_string_equal(identity_kind_word(IDENTITY_PERSONNUMMER), "personnummer");
    assert_string_equal(identity_kind_word(IDENTITY_SAMORDNINGSNUMMER), "samordningsnummer");
    assert_string_equal(identity_kind_word(IDENTITY_INTERIM), "interim");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),
        cmocka_unit_test(test_bad),
        cmocka_unit_test(test_every_wrong_digit_is_found),
        cmocka_unit_test(test_swapped_neighbours_are_found),
        cmocka_unit_test(test_born),
        cmocka_unit_test(test_century_moves_with_today),
        cmocka_unit_test(test_published_numbers),
        cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
