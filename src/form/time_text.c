/* time_text.c - whether a text tells a day or a moment, in the forms that expressions take. */
#include <string.h>

#include "form/expr_private.h"

/* Hours and minutes of "+02:00"; nothing behind them. */
static bool read_offset(const char *text, int *minutes)
{
    static const char digits[] = "0123456789";
    if ((text[0] != '+' && text[0] != '-') || strspn(text + 1, digits) != 2 || text[3] != ':' ||
        strspn(text + 4, digits) != 2 || text[6])
        return false;
    int hour = 10 * (text[1] - '0') + text[2] - '0', minute = 10 * (text[4] - '0') + text[5] - '0';
    *minutes = (text[0] == '-' ? -1 : 1) * (60 * hour + minute);
    return hour <= 14 && minute < 60;
}

/* A moment as we write it, or as ODK does: with decimals of a second, and a distance from UTC. */
static bool read_moment(const char *text, int64_t *moment)
{
    char plain[MOMENT_TEXT];
    int offset = 0;
    if (moment_parse(text, moment))
        return true;
    if (strlen(text) < 16 || text[10] != 'T')
        return false;
    size_t n = 11 + strspn(text + 11, "0123456789:"), rest = n;
    if (text[n] == '.')
        rest += 1 + strspn(text + n + 1, "0123456789");
    bool zone = strcmp(text + rest, "Z") == 0 || read_offset(text + rest, &offset);
    if (!zone || rest == n + 1 || n + 2 > sizeof(plain))
        return false;
    memcpy(plain, text, n);
    memcpy(plain + n, "Z", 2);
    if (!moment_parse(plain, moment))
        return false;
    *moment -= (int64_t)offset * 60;
    return true;
}

enum time_kind time_of_text(const char *text, struct date *date, int64_t *moment)
{
    if (text[0] < '0' || text[0] > '9' || strlen(text) < 4)
        return TIME_NONE;
    if (date_parse(text, date))
        return TIME_DATE;
    return read_moment(text, moment) ? TIME_MOMENT : TIME_NONE;
}
