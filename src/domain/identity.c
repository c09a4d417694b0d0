/* identity.c - personnummer, samordningsnummer and interim numbers. */
#include "sis/domain/identity.h"

#include <string.h>

#include "domain/test_numbers.h"
#include "sis/base/mem.h"

#define OLDEST_YEAR 1840 /* nobody born earlier has a number; 16 before one marks a company */

/* The parts of a number as it is written. */
struct written {
    bool has_century;
    int year; /* with or without century */
    int month;
    int day;
    char sign;    /* '-', '+' or 0 */
    char last[5]; /* the last four */
    char ten[11]; /* the ten digits that the check digit covers */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int two_digits(const char *p)
{
    return 10 * (p[0] - '0') + (p[1] - '0');
}

/* Digits of the date: 6 or 8, then a sign or none, then the last four. */
static bool split(const char *p, size_t n, struct written *w)
{
    size_t date = 0;
    while (date < n && is_digit(p[date]))
        date++;
    if (date > 8) /* no sign between date and the last four */
        date = n - 4;
    else if (date < n && (p[date] == '-' || p[date] == '+'))
        w->sign = p[date];
    if ((date != 6 && date != 8) || n != date + (w->sign != 0) + 4)
        return false;
    w->has_century = date == 8;
    if (w->has_century && w->sign == '+')
        return false;
    memcpy(w->last, p + n - 4, 4);
    const char *short_date = p + date - 6;
    w->year = two_digits(short_date) + (w->has_century ? 100 * two_digits(p) : 0);
    w->month = two_digits(short_date + 2);
    w->day = two_digits(short_date + 4);
    memcpy(w->ten, short_date, 6);
    memcpy(w->ten + 6, w->last, 4);
    return true;
}

static bool check_digit_holds(const char ten[11])
{
    int sum = 0;
    for (int i = 0; i < 10; i++) {
        int product = (ten[i] - '0') * (i % 2 ? 1 : 2);
        sum += product / 10 + product % 10;
    }
    return sum % 10 == 0;
}

static char upper(char c)
{
    return (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
}

static enum identity_kind kind_of(struct written *w)
{
    if (!is_digit(w->last[1]) || !is_digit(w->last[2]) || !is_digit(w->last[3]))
        return IDENTITY_NONE;
    w->last[0] = upper(w->last[0]);
    if (!is_digit(w->last[0]))
        return strchr("TRSUWXJKLMN", w->last[0]) ? IDENTITY_INTERIM : IDENTITY_NONE;
    if (!check_digit_holds(w->ten) || strncmp(w->last, "000", 3) == 0)
        return IDENTITY_NONE;
    return w->day >= 60 ? IDENTITY_SAMORDNINGSNUMMER : IDENTITY_PERSONNUMMER;
}

/* A samordningsnummer may lack month (00) or day (60), when nobody knew them. */
static bool born_exists(enum identity_kind kind, struct date born)
{
    if (born.year < OLDEST_YEAR)
        return false;
    if (kind != IDENTITY_SAMORDNINGSNUMMER)
        return born.month && born.day && date_exists(born);
    if (born.month == 0)
        return born.day >= 0 && born.day <= 31;
    return date_exists(born);
}

/* The sign + takes the place of - in the year a person becomes 100. Otherwise the latest year
 * that does not lie ahead. */
static int full_year(const struct written *w, struct date born, struct date today)
{
    int latest = w->sign == '+' ? today.year - 100 : today.year;
    born.year = latest - (latest - w->year) % 100;
    if (w->sign != '+' && date_compare(born, today) > 0)
        born.year -= 100;
    return born.year;
}

bool identity_parse(const char *text, struct date today, struct identity *out)
{
    struct written w = {0};
    text += strspn(text, " ");
    size_t n = strlen(text);
    while (n > 0 && text[n - 1] == ' ')
        n--;
    if (n < 10 || !split(text, n, &w))
        return false;
    enum identity_kind kind = kind_of(&w);
    if (kind == IDENTITY_NONE)
        return false;
    int day = kind == IDENTITY_SAMORDNINGSNUMMER ? w.day - 60 : w.day;
    struct date born = {.year = w.year, .month = w.month, .day = day};
    if (!w.has_century)
        born.year = full_year(&w, born, today);
    if (!born_exists(kind, born) || date_compare(born, today) > 0)
        return false;
    struct identity read = {.kind = kind, .born = born};
    if (born.month == 0)
        read.born.day = 0;
    for (int i = 3, year = born.year; i >= 0; i--, year /= 10)
        read.normal[i] = (char)('0' + year % 10);
    memcpy(read.normal + 4, w.ten + 2, 4);
    read.normal[8] = '-';
    memcpy(read.normal + 9, w.last, 5);
    *out = read;
    return true;
}

const char *identity_kind_word(enum identity_kind kind)
{
    static const char *const word[] = {
        [IDENTITY_NONE] = "",
        [IDENTITY_PERSONNUMMER] = "personnummer",
        [IDENTITY_SAMORDNINGSNUMMER] = "samordningsnummer",
        [IDENTITY_INTERIM] = "interim",
    };
    return word[kind];
}

bool identity_is_test_number(const struct identity *identity)
{
    for (size_t i = 0; i < TEST_NUMBER_COUNT; i++)
        if (strcmp(identity->normal, test_number[i]) == 0)
            return true;
    return false;
}
