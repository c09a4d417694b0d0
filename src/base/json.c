/* json.c - writing JSON (RFC 8259). */
#include "sis/base/json.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sis/base/utf8.h"

#define DIGITS_MAX 17

void json_start(struct json *json, struct str *out, bool pretty)
{
    *json = (struct json){.out = out, .first = true, .pretty = pretty};
}

static void new_line(struct json *json)
{
    if (!json->pretty)
        return;
    str_putc(json->out, '\n');
    str_repeat(json->out, ' ', (size_t)json->depth * 2);
}

/* What stands between this value or name and what came before it. */
static void separate(struct json *json)
{
    if (json->named) {
        json->named = false;
        return;
    }
    if (!json->first)
        str_putc(json->out, ',');
    if (json->depth > 0)
        new_line(json);
    json->first = false;
}

void json_open(struct json *json, char bracket)
{
    separate(json);
    str_putc(json->out, bracket);
    json->depth++;
    json->first = true;
}

void json_close(struct json *json, char bracket)
{
    bool empty = json->first;

    json->depth--;
    if (!empty)
        new_line(json);
    str_putc(json->out, bracket);
    json->first = false;
}

static void add_escaped(struct str *out, int32_t cp)
{
    static const char short_forms[] = "\b\f\n\r\t\"\\";
    static const char letters[] = "bfnrt\"\\";
    const char *found = cp > 0 && cp < 0x80 ? strchr(short_forms, (int)cp) : NULL;

    str_putc(out, '\\');
    if (found)
        str_putc(out, letters[found - short_forms]);
    else
        str_printf(out, "u%04x", (unsigned)cp);
}

/* ASCII from the start that stands for itself. */
static size_t plain_run(const char *text, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++) {
        unsigned char c = (unsigned char)text[i];

        if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\')
            break;
    }
    return i;
}

static void add_string(struct str *out, const char *text, size_t n)
{
    char bytes[4];
    int32_t cp;
    size_t i = 0, run;

    str_putc(out, '"');
    while (i < n) {
        run = plain_run(text + i, n - i);
        if (run > 0) {
            str_add(out, text + i, run);
            i += run;
            continue;
        }
        i += utf8_decode(text + i, n - i, &cp);
        if (cp < 0x20 || cp == '"' || cp == '\\')
            add_escaped(out, cp);
        else
            str_add(out, bytes, utf8_encode(cp, bytes));
    }
    str_putc(out, '"');
}

void json_name(struct json *json, const char *name)
{
    separate(json);
    add_string(json->out, name, strlen(name));
    str_putc(json->out, ':');
    if (json->pretty)
        str_putc(json->out, ' ');
    json->named = true;
}

static void add_word(struct json *json, const char *word)
{
    separate(json);
    str_puts(json->out, word);
}

void json_text(struct json *json, const char *text)
{
    if (text)
        json_text_n(json, text, strlen(text));
    else
        json_null(json);
}

void json_text_n(struct json *json, const char *text, size_t n)
{
    separate(json);
    add_string(json->out, text, n);
}

void json_int(struct json *json, long long number)
{
    separate(json);
    str_printf(json->out, "%lld", number);
}

void json_real(struct json *json, double number)
{
    char digits[40];

    if (!isfinite(number)) {
        json_null(json);
        return;
    }
    real_text(number, digits);
    add_word(json, digits);
}

void json_bool(struct json *json, bool flag)
{
    add_word(json, flag ? "true" : "false");
}

void json_null(struct json *json)
{
    add_word(json, "null");
}

/* The fewest digits of a positive number that read back the same. Returns how many; the number is
 * 0.DIGITS times ten to the power of *point. */
static int shortest_digits(double number, char digits[DIGITS_MAX + 1], int *point)
{
    char text[DIGITS_MAX + 16];
    int precision, n = 0;
    const char *at;

    for (precision = 0; precision < DIGITS_MAX; precision++) {
        snprintf(text, sizeof(text), "%.*e", precision, number);
        if (strtod(text, NULL) == number)
            break;
    }
    for (at = text; *at != 'e'; at++)
        if (*at != '.')
            digits[n++] = *at;
    *point = (int)strtol(at + 1, NULL, 10) + 1;
    while (n > 1 && digits[n - 1] == '0')
        n--;
    digits[n] = '\0';
    return n;
}

static void add_zeros(char **out, int n)
{
    while (n-- > 0)
        *(*out)++ = '0';
}

static void add_bytes(char **out, const char *bytes, int n)
{
    memcpy(*out, bytes, (size_t)n);
    *out += n;
}

static void write_exponent(char *out, const char *digits, int n, int point)
{
    *out++ = digits[0];
    if (n > 1) {
        *out++ = '.';
        add_bytes(&out, digits + 1, n - 1);
    }
    snprintf(out, 6, "e%+d", point - 1);
}

static void write_plain(char *out, const char *digits, int n, int point)
{
    if (point <= 0) {
        add_bytes(&out, "0.", 2);
        add_zeros(&out, -point);
        add_bytes(&out, digits, n);
    } else if (point >= n) {
        add_bytes(&out, digits, n);
        add_zeros(&out, point - n);
    } else {
        add_bytes(&out, digits, point);
        *out++ = '.';
        add_bytes(&out, digits + point, n - point);
    }
    *out = '\0';
}

void real_text(double number, char out[40])
{
    char digits[DIGITS_MAX + 1];
    int n, point;

    if (isnan(number)) {
        memcpy(out, "NaN", sizeof("NaN"));
        return;
    }
    if (number == 0) {
        memcpy(out, "0", sizeof("0"));
        return;
    }
    if (number < 0)
        *out++ = '-';
    if (isinf(number)) {
        memcpy(out, "Infinity", sizeof("Infinity"));
        return;
    }
    n = shortest_digits(fabs(number), digits, &point);
    if (point > 21 || point < -5)
        write_exponent(out, digits, n, point);
    else
        write_plain(out, digits, n, point);
}
