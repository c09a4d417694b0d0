/* test_base_date.c - civil dates, moments, and how people write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "sis/base/date.h"
#include "sis/base/mem.h"
#include "sis/base/utf8.h"

#define HOUR 3600

static const struct date today = {2026, 11, 22}; /* a Sunday */

static void assert_date(struct date date, const char *is)
{
    char text[DATE_TEXT];

    date_text(date, text);
    assert_string_equal(text, is);
}

static void every_day_goes_there_and_back(void **state)
{
    long first = date_to_days((struct date){1, 1, 1});
    long last = date_to_days((struct date){9999, 12, 31});
    struct date before = {0, 12, 31};
    long day;

    (void)state;
    for (day = first; day <= last; day++) {
        struct date date = date_from_days(day);
        bool next_day =
            date.year == before.year && date.month == before.month && date.day == before.day + 1;
        bool next_month =
            date.day == 1 && !date_exists((struct date){before.year, before.month, before.day + 1});

        assert_true(date_is_whole(date));
        assert_true(next_day || next_month || day == first);
        assert_int_equal(date_to_days(date), day);
        before = date;
    }
    assert_date(before, "9999-12-31");
    assert_int_equal(date_to_days((struct date){1970, 1, 1}), 0);
    assert_int_equal(date_to_days((struct date){2000, 3, 1}), 11017);
}

static void dates_that_exist(void **state)
{
    static const struct {
        struct date date;
        bool exists, whole;
    } cases[] = {
        {{2024, 2, 29}, true, true},   {{2023, 2, 29}, false, false}, {{2000, 2, 29}, true, true},
        {{1900, 2, 29}, false, false}, {{2024, 4, 31}, false, false}, {{2024, 0, 0}, true, false},
        {{2024, 5, 0}, true, false},   {{2024, 0, 3}, false, false},  {{0, 1, 1}, false, false},
        {{10000, 1, 1}, false, false}, {{2024, 13, 1}, false, false}, {{2024, -1, 1}, false, false},
        {{2024, 1, -1}, false, false},
    };
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_LEN(cases); i++) {
        assert_int_equal(date_exists(cases[i].date), cases[i].exists);
        assert_int_equal(date_is_whole(cases[i].date), cases[i].whole);
    }
}

static void dates_are_read_strictly(void **state)
{
    static const char *const good[] = {"2024", "2024-05", "2024-05-03", "0001-01-01", "9999-12-31"};
    static const char *const bad[] = {"",           "24",          "2024-",      "2024-5",
                                      "2024-05-3",  "2024-05-032", " 2024",      "2024-05-03 ",
                                      "2024/05/03", "2024-00",     "2024-05-00", "2023-02-29",
                                      "0000",       "20240503",    "+024",       "2024-+5-03"};
    struct date date;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_LEN(good); i++) {
        assert_true(date_parse(good[i], &date));
        assert_date(date, good[i]);
    }
    date = today;
    for (i = 0; i < ARRAY_LEN(bad); i++) {
        assert_false(date_parse(bad[i], &date));
        assert_date(date, "2026-11-22");
    }
}

static void dates_are_compared_by_their_first_day(void **state)
{
    (void)state;
    assert_int_equal(date_compare((struct date){2024, 5, 3}, (struct date){2024, 5, 4}), -1);
    assert_int_equal(date_compare((struct date){2024, 5, 0}, (struct date){2024, 5, 1}), 0);
    assert_int_equal(date_compare((struct date){2024, 0, 0}, (struct date){2023, 12, 31}), 1);
}

static void typed_dates(void **state)
{
    static const struct {
        const char *typed, *is; /* NULL = no date */
    } cases[] = {
        {"2024-05-03", "2024-05-03"},
        {"2024-05", "2024-05"},
        {"2024", "2024"},
        {"3/5", "2026-05-03"},
        {"03/05", "2026-05-03"},
        {" 3/5 ", "2026-05-03"},
        {"3/1", "2027-01-03"},
        {"20/12", "2026-12-20"},
        {"3/5 2024", "2024-05-03"},
        {"3/5/24", "2024-05-03"},
        {"3.5.2024", "2024-05-03"},
        {"24-05-03", "2024-05-03"},
        {"2024-5-3", "2024-05-03"},
        {"240503", "2024-05-03"},
        {"20240503", "2024-05-03"},
        {"100229", NULL},
        {"080229", "2008-02-29"},
        {"750503", "1975-05-03"},
        {"361231", "2036-12-31"},
        {"370101", "1937-01-01"},
        {"3 maj", "2026-05-03"},
        {"3 MAJ", "2026-05-03"},
        {"3 may", "2026-05-03"},
        {"May 3", "2026-05-03"},
        {"May 3, 2024", "2024-05-03"},
        {"3 maj 2024", "2024-05-03"},
        {"3 maj 24", "2024-05-03"},
        {"3maj", "2026-05-03"},
        {"maj 2024", "2024-05"},
        {"may 2024", "2024-05"},
        {"1 okt", "2026-10-01"},
        {"1 oct", "2026-10-01"},
        {"1 sept.", "2026-09-01"},
        {"5 december", "2026-12-05"},
        {"i dag", "2026-11-22"},
        {"I DAG", "2026-11-22"},
        {"idag", "2026-11-22"},
        {"today", "2026-11-22"},
        {"i går", "2026-11-21"},
        {"i ga\xCC\x8Ar", "2026-11-21"},
        {"yesterday", "2026-11-21"},
        {"i morgon", "2026-11-23"},
        {"Tomorrow", "2026-11-23"},
        {"+7", "2026-11-29"},
        {"+10", "2026-12-02"},
        {"-22", "2026-10-31"},
        {"+0", "2026-11-22"},
        {"", NULL},
        {" ", NULL},
        {"0/5", NULL},
        {"31/4", NULL},
        {"3/13", NULL},
        {"29/2", NULL},
        {"29/2 2024", "2024-02-29"},
        {"3 5", NULL},
        {"maj", NULL},
        {"3 ma", NULL},
        {"3 majj", NULL},
        {"+", NULL},
        {"+99999", NULL},
        {"+7d", NULL},
        {"3/5/6/7", NULL},
        {"i fjol", NULL},
        {"240500", NULL},
        {"240003", NULL},
        {"24053", NULL},
        {"3//5", NULL},
        {"123456789", NULL},
        {"3/5\xFF", NULL},
        {"03-05-2024", NULL},
        {"maj maj", NULL},
        {"maj 2024 3", NULL},
        {"0 maj", NULL},
        {"aaaaaaaaaaaaaaaaaaaaaaaa 3", NULL},
    };
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_LEN(cases); i++) {
        struct date date = {1, 1, 1};
        char text[DATE_TEXT];
        bool read = date_parse_typed(cases[i].typed, today, &date);

        date_text(date, text);
        if (read != (cases[i].is != NULL) || !text_equal(text, read ? cases[i].is : "0001-01-01"))
            fail_msg("\"%s\" gave %s", cases[i].typed, read ? text : "nothing");
    }
}

static void typed_days_without_year_stay_near(void **state)
{
    struct date january = {2027, 1, 5}, date;

    (void)state;
    assert_true(date_parse_typed("20/12", january, &date));
    assert_date(date, "2026-12-20");
    assert_true(date_parse_typed("3 maj", january, &date));
    assert_date(date, "2027-05-03");
}

static void check_words(struct date date, const char *sv, const char *en)
{
    struct str out;

    str_init(&out, 0);
    date_words(&out, LANG_SV, date, today);
    assert_string_equal(out.p, sv);
    str_clear(&out);
    date_words(&out, LANG_EN, date, today);
    assert_string_equal(out.p, en);
    str_release(&out);
}

static void dates_in_words(void **state)
{
    (void)state;
    check_words((struct date){2026, 5, 3}, "3 maj", "3 May");
    check_words((struct date){2024, 5, 3}, "3 maj 2024", "3 May 2024");
    check_words((struct date){2026, 5, 0}, "maj 2026", "May 2026");
    check_words((struct date){2026, 0, 0}, "2026", "2026");
}

/* What is shown can be typed back. */
static void words_are_read_back(void **state)
{
    long day = date_to_days(today);
    struct str out;
    struct date date;
    int lang, i;

    (void)state;
    str_init(&out, 0);
    for (i = -600; i < 600; i++) {
        for (lang = 0; lang < LANG_COUNT; lang++) {
            struct date shown = date_from_days(day + i);

            if (shown.year == today.year && labs(i) > 270)
                continue;
            str_clear(&out);
            date_words(&out, (enum lang)lang, shown, today);
            assert_true(date_parse_typed(out.p, today, &date));
            assert_int_equal(date_compare(date, shown), 0);
        }
    }
    str_release(&out);
}

static void moments_are_read_and_written(void **state)
{
    static const char *const bad[] = {
        "",
        "2026-05-03",
        "2026-05-03T02:11:40",
        "2026-05-03 02:11:40Z",
        "2026-05-03T24:00:00Z",
        "2026-05-03T02:60:00Z",
        "2026-05-03T02:11:60Z",
        "2026-02-29T02:11:40Z",
        "2026-05-03T02:11:40Zx",
        "2026-05-03T2:11:40Z",
        "2026-05-03T02.11.40Z",
        "2026-05T02:11:40ZZZZ",
    };
    char text[MOMENT_TEXT];
    int64_t moment, step;
    size_t i;

    (void)state;
    assert_true(moment_parse("2026-05-03T02:11:40Z", &moment));
    assert_int_equal(moment, 1777774300);
    assert_true(moment_parse("2026-05-03T02:11Z", &moment));
    assert_int_equal(moment, 1777774260);
    for (step = INT64_C(-62135596800); step <= INT64_C(253402300799); step += 86399 * 1009) {
        moment_text(step, text);
        assert_true(moment_parse(text, &moment));
        assert_int_equal(moment, step);
    }
    moment = 7;
    for (i = 0; i < ARRAY_LEN(bad); i++)
        assert_false(moment_parse(bad[i], &moment));
    assert_int_equal(moment, 7);
    moment_text(INT64_MAX, text);
    assert_string_equal(text, "9999-12-31T23:59:59Z");
    moment_text(INT64_MIN, text);
    assert_string_equal(text, "0001-01-01T00:00:00Z");
    assert_int_equal(moment_date(INT64_MAX).year, 9999);
}

static void set_zone(const char *zone)
{
    setenv("TZ", zone, 1);
    tzset();
}

/* POSIX rules, so that no zone files are needed. */
static const char *const zones[] = {
    "UTC0",
    "CET-1CEST,M3.5.0,M10.5.0/3",
    "EST5EDT,M3.2.0,M11.1.0",
    "<+14>-14",
    "<-12>12",
    "<+0545>-5:45",
    "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
};

/* Walking hour by hour through two years the date never goes back, never jumps a day, and each day
 * has 23, 24 or 25 hours; half hours where summer time is half an hour. */
static void local_days_follow_each_other_in_every_zone(void **state)
{
    int64_t start, moment;
    size_t i;

    (void)state;
    assert_true(moment_parse("2026-01-01T00:00Z", &start));
    for (i = 0; i < ARRAY_LEN(zones); i++) {
        long before;

        set_zone(zones[i]);
        before = date_to_days(moment_date(start));
        for (moment = start; moment < start + 2 * 366 * 24 * HOUR; moment += HOUR / 2) {
            long day = date_to_days(moment_date(moment));

            assert_true(day == before || day == before + 1);
            before = day;
        }
    }
    set_zone("UTC0");
}

static void check_moment(const char *at, const char *now, const char *is)
{
    int64_t moment, then;
    struct clock clock;
    struct str out;

    assert_true(moment_parse(at, &then));
    assert_true(moment_parse(now, &moment));
    clock = clock_fixed(&moment);
    str_init(&out, 0);
    moment_words(&out, LANG_SV, then, clock_today(&clock));
    assert_string_equal(out.p, is);
    str_release(&out);
}

static void moments_in_words(void **state)
{
    (void)state;
    set_zone("UTC0");
    check_moment("2026-11-22T02:11Z", "2026-11-22T20:00Z", "i dag 02:11");
    check_moment("2026-11-21T23:40Z", "2026-11-22T00:10Z", "i går 23:40");
    check_moment("2026-11-20T02:14Z", "2026-11-22T00:10Z", "fre 02:14");
    check_moment("2026-11-16T02:14Z", "2026-11-22T00:10Z", "mån 02:14");
    check_moment("2026-11-15T02:14Z", "2026-11-22T00:10Z", "15 november 02:14");
    check_moment("2026-11-23T02:14Z", "2026-11-22T00:10Z", "23 november 02:14");
    check_moment("2025-05-03T02:11Z", "2026-11-22T00:10Z", "3 maj 2025 02:11");
    check_moment("1969-12-29T02:11Z", "1970-01-01T00:10Z", "mån 02:11");
    /* The night when summer time ends has 25 hours, the one when it begins 23. */
    set_zone("CET-1CEST,M3.5.0,M10.5.0/3");
    check_moment("2026-10-24T22:30Z", "2026-10-25T22:30Z", "i dag 00:30");
    check_moment("2026-10-24T21:30Z", "2026-10-25T22:30Z", "i går 23:30");
    check_moment("2026-10-25T00:30Z", "2026-10-26T22:30Z", "i går 02:30");
    check_moment("2026-10-25T01:30Z", "2026-10-26T22:30Z", "i går 02:30");
    check_moment("2026-03-28T22:30Z", "2026-03-29T21:59Z", "i går 23:30");
    check_moment("2026-03-29T01:30Z", "2026-03-29T21:59Z", "i dag 03:30");
    set_zone("UTC0");
}

static void clocks(void **state)
{
    int64_t moment = 0;
    struct clock fixed = clock_fixed(&moment), own = clock_system();
    struct str out;

    (void)state;
    assert_int_equal(clock_now(&fixed), 0);
    moment = 86400;
    assert_date(clock_today(&fixed), "1970-01-02");
    assert_true(clock_now(&own) > 1700000000);
    str_init(&out, 0);
    moment_clock(&out, 3661, false);
    str_putc(&out, ' ');
    moment_clock(&out, 3661, true);
    assert_string_equal(out.p, "01:01 01:01:01");
    str_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_goes_there_and_back),
        cmocka_unit_test(dates_that_exist),
        cmocka_unit_test(dates_are_read_strictly),
        cmocka_unit_test(dates_are_compared_by_their_first_day),
        cmocka_unit_test(typed_dates),
        cmocka_unit_test(typed_days_without_year_stay_near),
        cmocka_unit_test(dates_in_words),
        cmocka_unit_test(words_are_read_back),
        cmocka_unit_test(moments_are_read_and_written),
        cmocka_unit_test(local_days_follow_each_other_in_every_zone),
        cmocka_unit_test(moments_in_words),
        cmocka_unit_test(clocks),
    };

    set_zone("UTC0");
    return cmocka_run_group_tests_name("base date", tests, NULL, NULL);
}
