/* date.c - civil dates and moments: arithmetic, reading and writing. */
#include "sis/base/date.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define DAY_SECONDS 86400
#define MOMENT_MIN INT64_C(-62135596800) /* 0001-01-01T00:00:00Z */
#define MOMENT_MAX INT64_C(253402300799) /* 9999-12-31T23:59:59Z */

static int64_t read_system(void *arg)
{
    (void)arg;
    return (int64_t)time(NULL);
}

struct clock clock_system(void)
{
    return (struct clock){read_system, NULL};
}

static int64_t read_fixed(void *arg)
{
    const int64_t *moment = arg;

    return *moment;
}

struct clock clock_fixed(int64_t *moment)
{
    return (struct clock){read_fixed, moment};
}

int64_t clock_now(const struct clock *clock)
{
    return clock->now(clock->arg);
}

struct date clock_today(const struct clock *clock)
{
    return moment_date(clock_now(clock));
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return days[month - 1] + (month == 2 && is_leap(year));
}

bool date_exists(struct date date)
{
    if (date.year < 1 || date.year > 9999)
        return false;
    if (date.month == 0)
        return date.day == 0;
    if (date.month < 1 || date.month > 12)
        return false;
    return date.day >= 0 && date.day <= days_in(date.year, date.month);
}

bool date_is_whole(struct date date)
{
    return date.day != 0 && date_exists(date);
}

/* Exactly n digits at text. */
static bool read_digits(const char *text, int n, int *value)
{
    int i, number = 0;

    for (i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        number = number * 10 + (text[i] - '0');
    }
    *value = number;
    return true;
}

bool date_parse(const char *text, struct date *date)
{
    struct date read = {0};
    size_t n = strlen(text);

    if (n != 4 && n != 7 && n != 10)
        return false;
    if (!read_digits(text, 4, &read.year))
        return false;
    if (n >= 7 && (text[4] != '-' || !read_digits(text + 5, 2, &read.month) || read.month == 0))
        return false;
    if (n == 10 && (text[7] != '-' || !read_digits(text + 8, 2, &read.day) || read.day == 0))
        return false;
    if (!date_exists(read))
        return false;
    *date = read;
    return true;
}

/* Two digits, and those of larger numbers cut off, so that a date that does not exist cannot need more
 * than its bytes. Rules ask for days so often that snprintf was felt. */
static char *put_two(char *out, int number)
{
    out[0] = (char)('0' + (unsigned)number / 10 % 10);
    out[1] = (char)('0' + (unsigned)number % 10);
    return out + 2;
}

void date_text(struct date date, char out[DATE_TEXT])
{
    out = put_two(out, date.year / 100);
    out = put_two(out, date.year % 100);
    if (date.month != 0) {
        *out++ = '-';
        out = put_two(out, date.month);
    }
    if (date.month != 0 && date.day != 0) {
        *out++ = '-';
        out = put_two(out, date.day);
    }
    *out = '\0';
}

int date_compare(struct date a, struct date b)
{
    long left = date_to_days(a), right = date_to_days(b);

    return (left > right) - (left < right);
}

/* Years are counted from March, so that the leap day is the last of its year; 400 of them are
 * 146 097 days. */
long date_to_days(struct date date)
{
    long month = date.month ? date.month : 1, day = date.day ? date.day : 1;
    long year = date.year - (month <= 2);
    long era = (year >= 0 ? year : year - 399) / 400;
    long of_era = year - era * 400;
    long of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct date date_from_days(long days)
{
    struct date date;
    long era, of_era, year, of_year, month;

    days += 719468;
    era = (days >= 0 ? days : days - 146096) / 146097;
    of_era = days - era * 146097;
    year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    of_year = of_era - (365 * year + year / 4 - year / 100);
    month = (5 * of_year + 2) / 153;
    date.day = (int)(of_year - (153 * month + 2) / 5 + 1);
    date.month = (int)(month < 10 ? month + 3 : month - 9);
    date.year = (int)(year + era * 400 + (date.month <= 2));
    return date;
}

bool moment_parse(const char *text, int64_t *moment)
{
    struct date date;
    char day[DATE_TEXT];
    int hour, minute, second = 0;
    size_t n = strlen(text);

    if (n != 17 && n != 20)
        return false;
    memcpy(day, text, DATE_TEXT - 1);
    day[DATE_TEXT - 1] = '\0';
    if (!date_parse(day, &date) || text[10] != 'T' || text[13] != ':' || text[n - 1] != 'Z')
        return false;
    if (!read_digits(text + 11, 2, &hour) || !read_digits(text + 14, 2, &minute))
        return false;
    if (n == 20 && (text[16] != ':' || !read_digits(text + 17, 2, &second)))
        return false;
    if (hour > 23 || minute > 59 || second > 59)
        return false;
    *moment = (int64_t)date_to_days(date) * DAY_SECONDS + hour * 3600 + minute * 60 + second;
    return true;
}

static int64_t within_calendar(int64_t moment)
{
    if (moment < MOMENT_MIN)
        return MOMENT_MIN;
    return moment > MOMENT_MAX ? MOMENT_MAX : moment;
}

void moment_text(int64_t moment, char out[MOMENT_TEXT])
{
    int64_t days, seconds;
    char day[DATE_TEXT];

    moment = within_calendar(moment);
    days = moment / DAY_SECONDS;
    seconds = moment % DAY_SECONDS;
    if (seconds < 0) {
        seconds += DAY_SECONDS;
        days--;
    }
    date_text(date_from_days((long)days), day);
    snprintf(out, MOMENT_TEXT, "%sT%02u:%02u:%02uZ", day, (unsigned)(seconds / 3600) % 24,
             (unsigned)(seconds / 60) % 60, (unsigned)seconds % 60);
}

static struct tm local_time(int64_t moment)
{
    time_t seconds = (time_t)within_calendar(moment);
    struct tm local = {0};

    localtime_r(&seconds, &local);
    return local;
}

struct date moment_date(int64_t moment)
{
    struct tm local = local_time(moment);

    return (struct date){local.tm_year + 1900, local.tm_mon + 1, local.tm_mday};
}

int64_t moment_at(struct date date, int hour, int minute)
{
    struct tm local = {
        .tm_year = date.year - 1900,
        .tm_mon = date.month - 1,
        .tm_mday = date.day,
        .tm_hour = hour,
        .tm_min = minute,
        .tm_isdst = -1,
    };

    return (int64_t)mktime(&local);
}

void moment_clock(struct str *out, int64_t moment, bool seconds)
{
    struct tm local = local_time(moment);

    str_printf(out, "%02d:%02d", local.tm_hour, local.tm_min);
    if (seconds)
        str_printf(out, ":%02d", local.tm_sec);
}
