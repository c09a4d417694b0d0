/* date_words.c - dates as people write and type them. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sis/base/date.h"
#include "sis/base/mem.h"
#include "sis/base/utf8.h"

#define MONTHS 12
#define TYPED_MAX 40
#define PARTS_MAX 3
/* A day without year that lies further away than this means the year before or after. */
#define SAME_YEAR_DAYS 270
/* Two digits mean a year at most this far ahead. */
#define AHEAD_YEARS 10

static const char *month_name(enum lang lang, int month)
{
    return text(lang, (enum text_id)(T_MONTH_1 + month - 1));
}

static void put_words(struct str *out, struct date date, struct date today, const char *month)
{
    if (date.day)
        str_printf(out, "%d ", date.day);
    str_puts(out, month);
    if (date.month && date.day && date.year == today.year)
        return;
    str_printf(out, "%s%04d", date.month ? " " : "", date.year);
}

void date_words(struct str *out, enum lang lang, struct date date, struct date today)
{
    put_words(out, date, today, date.month ? month_name(lang, date.month) : "");
}

void date_words_short(struct str *out, enum lang lang, struct date date, struct date today)
{
    enum text_id month = (enum text_id)(T_MONTH_SHORT_1 + date.month - 1);
    put_words(out, date, today, date.month ? text(lang, month) : "");
}

void moment_words(struct str *out, enum lang lang, int64_t moment, struct date today)
{
    struct date date = moment_date(moment);
    long days = date_to_days(date), ago = date_to_days(today) - days;

    if (ago == 0)
        str_puts(out, text(lang, T_TODAY));
    else if (ago == 1)
        str_puts(out, text(lang, T_YESTERDAY));
    else if (ago > 1 && ago < 7) /* the first day of 1970 was a Thursday */
        str_puts(out, text(lang, (enum text_id)(T_WEEKDAY_1 + ((days % 7) + 10) % 7)));
    else
        date_words(out, lang, date, today);
    str_putc(out, ' ');
    moment_clock(out, moment, false);
}

/* A word or a number of what was typed. */
struct part {
    char word[16];
    size_t n;
    bool digits;
    int number;
};

static bool is_letter(char c)
{
    return isalpha((unsigned char)c) || (unsigned char)c >= 0x80;
}

static const char *read_part(const char *at, struct part *part)
{
    size_t n = 0;
    bool digits = isdigit((unsigned char)at[0]);

    while (digits ? isdigit((unsigned char)at[n]) : is_letter(at[n]))
        n++;
    if (n == 0 || n >= sizeof(part->word) || (digits && n > 8))
        return NULL;
    *part = (struct part){.n = n, .digits = digits};
    memcpy(part->word, at, n);
    if (digits)
        part->number = (int)strtol(part->word, NULL, 10);
    return at + n;
}

/* Parts apart by spaces, one dot, comma, slash or hyphen. Returns how many, 0 when something else
 * stands there. */
static size_t split(const char *at, struct part *parts)
{
    size_t n = 0;

    while (*at) {
        if (n == PARTS_MAX || !(at = read_part(at, &parts[n++])))
            return 0;
        at += strspn(at, " ");
        if (*at && strchr(".,/-", *at))
            at++;
        at += strspn(at, " ");
    }
    return n;
}

/* The month that the word begins in either language, with three letters at least; 0 = none. */
static int month_of(const struct part *part)
{
    int month, lang;

    for (month = 1; !part->digits && part->n >= 3 && month <= MONTHS; month++) {
        for (lang = 0; lang < LANG_COUNT; lang++) {
            struct str name;
            const char *full = month_name((enum lang)lang, month);
            bool begins;

            str_init(&name, 0);
            utf8_fold(&name, full, strlen(full));
            begins = strncmp(name.p, part->word, part->n) == 0;
            str_release(&name);
            if (begins)
                return month;
        }
    }
    return 0;
}

static int full_year(int typed, struct date today)
{
    int year = today.year / 100 * 100 + typed;

    return year > today.year + AHEAD_YEARS ? year - 100 : year;
}

static bool year_of(const struct part *part, struct date today, int *year)
{
    if (!part->digits || (part->n != 2 && part->n != 4))
        return false;
    *year = part->n == 2 ? full_year(part->number, today) : part->number;
    return true;
}

static bool take(struct date read, struct date *date)
{
    if (!date_exists(read))
        return false;
    *date = read;
    return true;
}

/* The year in which the day lies nearest to today, this year preferred. */
static bool take_without_year(int month, int day, struct date today, struct date *date)
{
    struct date read = {today.year, month, day};
    long away;

    if (day == 0 || month == 0)
        return false;
    away = date_to_days(read) - date_to_days(today);
    if (away > SAME_YEAR_DAYS)
        read.year--;
    else if (away < -SAME_YEAR_DAYS)
        read.year++;
    return take(read, date);
}

/* 240503 and 20240503. */
static bool take_digits(const struct part *part, struct date today, struct date *date)
{
    int number = part->number;
    struct date read = {number / 10000, number / 100 % 100, number % 100};

    if (part->n == 6)
        read.year = full_year(read.year, today);
    return (part->n == 6 || part->n == 8) && read.month && read.day && take(read, date);
}

/* "3 maj", "May 3", "maj 2024", "3 maj 2024", "May 3, 2024". */
static bool take_named(const struct part *parts, size_t n, struct date today, struct date *date)
{
    size_t at = month_of(&parts[0]) ? 0 : 1;
    const struct part *day = &parts[1 - at];
    struct date read = {.month = n >= 2 ? month_of(&parts[at]) : 0};

    if (read.month == 0 || !day->digits)
        return false;
    if (n == 2 && at == 0 && day->n == 4) {
        read.year = day->number;
        return take(read, date);
    }
    if (day->n > 2 || day->number == 0)
        return false;
    read.day = day->number;
    if (n == 2)
        return take_without_year(read.month, read.day, today, date);
    return year_of(&parts[2], today, &read.year) && take(read, date);
}

/* "3/5", "3.5.2024", "24-05-03", "2024-5-3". */
static bool take_numbers(const struct part *parts, size_t n, char separator, struct date today,
                         struct date *date)
{
    bool year_first = n == 3 && (parts[0].n == 4 || separator == '-');
    const struct part *year = year_first ? &parts[0] : &parts[2];
    const struct part *day = year_first ? &parts[2] : &parts[0];
    struct date read = {0, parts[1].number, day->number};

    if (!parts[1].digits || !day->digits || parts[1].n > 2 || day->n > 2)
        return false;
    if (n == 2)
        return separator == '/' && take_without_year(read.month, read.day, today, date);
    return year_of(year, today, &read.year) && read.month && read.day && take(read, date);
}

/* Folded, without spaces around it. False when it is too long to be a date. */
static bool tidy(const char *text, char out[TYPED_MAX])
{
    struct str folded;
    size_t from, n;
    bool ok;

    str_init(&folded, 0);
    utf8_fold(&folded, text, strnlen(text, TYPED_MAX * 4));
    from = strspn(folded.p, " \t\n");
    n = folded.n - from;
    while (n > 0 && strchr(" \t\n", folded.p[from + n - 1]))
        n--;
    ok = n > 0 && n < TYPED_MAX;
    if (ok) {
        memcpy(out, folded.p + from, n);
        out[n] = '\0';
    }
    str_release(&folded);
    return ok;
}

/* "+7", "-3" and the words for the days around today. */
static bool take_relative(const char *typed, struct date today, struct date *date)
{
    static const struct {
        const char *word;
        int days;
    } words[] = {{"i dag", 0},      {"idag", 0},     {"today", 0},   {"i går", -1},  {"igår", -1},
                 {"yesterday", -1}, {"i morgon", 1}, {"imorgon", 1}, {"tomorrow", 1}};
    struct part part;
    const char *end;
    size_t i;
    long days;

    if (typed[0] == '+' || typed[0] == '-') {
        end = read_part(typed + 1, &part);
        if (!end || *end || !part.digits || part.n > 4)
            return false;
        days = typed[0] == '+' ? part.number : -part.number;
        return take(date_from_days(date_to_days(today) + days), date);
    }
    for (i = 0; i < ARRAY_LEN(words); i++)
        if (strcmp(words[i].word, typed) == 0)
            return take(date_from_days(date_to_days(today) + words[i].days), date);
    return false;
}

bool date_parse_typed(const char *text, struct date today, struct date *date)
{
    struct part parts[PARTS_MAX] = {{.n = 0}};
    char typed[TYPED_MAX];
    size_t n;

    if (!tidy(text, typed))
        return false;
    if (date_parse(typed, date) || take_relative(typed, today, date))
        return true;
    n = split(typed, parts);
    if (n == 1)
        return parts[0].digits && take_digits(&parts[0], today, date);
    if (n < 2)
        return false;
    return take_named(parts, n, today, date) ||
           take_numbers(parts, n, typed[parts[0].n], today, date);
}
