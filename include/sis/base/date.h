/*
 * date.h - civil dates, moments, and the clock.
 *
 * A date is a day in the calendar without time zone; it may be partial (2024, 2024-05). A moment
 * is seconds since 1970 UTC and is shown in local time. The clock is given, never taken, so that
 * tests and practice set their own.
 */
#ifndef SIS_BASE_DATE_H
#define SIS_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "sis/base/str.h"
#include "sis/base/text.h"

struct date {
    int year;  /* 1 to 9999 */
    int month; /* 1 to 12; 0 = not known */
    int day;   /* 1 to 31; 0 = not known */
};

struct clock {
    int64_t (*now)(void *arg); /* moment */
    void *arg;
};

#define DATE_TEXT 11   /* bytes that hold a date as text */
#define MOMENT_TEXT 21 /* and a moment: 2026-05-03T02:11:40Z */

struct clock clock_system(void);
/* Reads *moment each time it is asked. */
struct clock clock_fixed(int64_t *moment);
int64_t clock_now(const struct clock *clock);
struct date clock_today(const struct clock *clock); /* in local time */

/* "2024", "2024-05", "2024-05-03"; nothing else around it. False leaves *date alone. */
bool date_parse(const char *text, struct date *date);
/* What people type, in either language: also "3/5", "3/5 2024", "3 maj", "May 3", "maj 2024",
 * "240503", "20240503", "i dag", "today", "i går", "yesterday", "i morgon", "tomorrow", "+7", "-3".
 * Without a year: this year, unless the day then lies more than nine months from today. A year of
 * two digits lies at most ten years ahead. */
bool date_parse_typed(const char *text, struct date today, struct date *date);
bool date_exists(struct date date);
bool date_is_whole(struct date date);
void date_text(struct date date, char out[DATE_TEXT]);
/* -1, 0, 1; a partial date stands for its first day. */
int date_compare(struct date a, struct date b);
/* Days since 1970-01-01 and back; a partial date stands for its first day. */
long date_to_days(struct date date);
struct date date_from_days(long days);
/* For a sentence: "3 maj", with the year when it is not today's; partial dates "maj 2024". */
void date_words(struct str *out, enum lang lang, struct date date, struct date today);
/* For narrow places: "12 nov", with the year when it is not today's; "nov 2024", "2024". */
void date_words_short(struct str *out, enum lang lang, struct date date, struct date today);

/* "2026-05-03T02:11:40Z", and without seconds. A moment outside the years 1 to 9999 is written and
 * shown as the nearest one inside. */
bool moment_parse(const char *text, int64_t *moment);
void moment_text(int64_t moment, char out[MOMENT_TEXT]);
struct date moment_date(int64_t moment); /* in local time */
/* The moment of that local time; a time that the clock skips or repeats gives the one mktime picks. */
int64_t moment_at(struct date date, int hour, int minute);
/* "02:11" and "02:11:40" in local time. */
void moment_clock(struct str *out, int64_t moment, bool seconds);
/* "i dag 02:11", "i går 23:40", "lör 02:14" within a week, else "3 maj 02:11". */
void moment_words(struct str *out, enum lang lang, int64_t moment, struct date today);

#endif
