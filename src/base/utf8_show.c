/* utf8_show.c - what could steer a terminal or hide text, made visible. */
#include <stddef.h>
#include <utf8proc.h>

#include "sis/base/mem.h"
#include "sis/base/utf8.h"

/* From here on are the scripts and emoji in which joiners belong to the spelling. */
#define FIRST_JOINED 0x0600

static bool in_list(int32_t cp, const int32_t *list, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++)
        if (list[i] == cp)
            return true;
    return false;
}

static bool is_joiner(int32_t cp)
{
    return cp == 0x200C || cp == 0x200D;
}

/* Letters by their category that nobody can see. */
static const int32_t fillers[] = {0x115F, 0x1160, 0x3164, 0xFFA0};

/* Code points that are not assigned count too: nobody knows how wide a terminal draws them. */
static bool is_steering(int32_t cp, int32_t before)
{
    if (cp < 0x7F)
        return cp < 0x20 && cp != '\n';
    if (is_joiner(cp))
        return before < FIRST_JOINED;
    switch ((int)utf8proc_category(cp)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return true;
    default: return in_list(cp, fillers, ARRAY_LEN(fillers));
    }
}

/* Most of what people write: ASCII that shows itself, and å and its like. 0: none of these. */
static size_t common(const char *p, size_t n)
{
    if (p[0] >= ' ' && p[0] < 0x7F)
        return 1;
    return p[0] == '\xC3' && n > 1 && (p[1] & 0xC0) == 0x80 ? 2 : 0;
}

/* Bytes from the start that need no change; *before is the code point before p and after them. */
static size_t plain_run(const char *p, size_t n, int32_t *before)
{
    size_t i = 0, used;
    int32_t cp;

    while (i < n) {
        for (; i < n && (used = common(p + i, n - i)) > 0; i += used)
            *before = ' ';
        if (i == n)
            break;
        used = utf8_decode(p + i, n - i, &cp);
        if (is_steering(cp, *before) || (cp == 0xFFFD && used == 1))
            break;
        *before = cp;
        i += used;
    }
    return i;
}

bool utf8_show(struct str *out, const char *p, size_t n)
{
    size_t i = 0, run;
    int32_t before = 0, cp;

    while (i < n) {
        run = plain_run(p + i, n - i, &before);
        str_add(out, p + i, run);
        i += run;
        if (i < n) {
            i += utf8_decode(p + i, n - i, &cp);
            str_printf(out, "<U+%04X>", (unsigned)cp);
            before = '>';
        }
    }
    return !out->over;
}

bool utf8_is_plain(const char *p, size_t n)
{
    int32_t before = 0;

    return plain_run(p, n, &before) == n;
}
