/* utf8_order.c - folding for comparison, and keys in Swedish order. */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/utf8_map.h"
#include "sis/base/mem.h"
#include "sis/base/utf8.h"

/* What sorts after z. Nothing else in a key begins with these bytes. */
#define KEY_AA "{"
#define KEY_AE "|"
#define KEY_OE "}"

/* ASCII and U+00C0 to U+00FF but ß, which becomes two letters. */
static bool folds_in_place(const char *p, size_t n)
{
    for (size_t i = utf8_ascii_run(p, n); i < n; i++) {
        if ((unsigned char)p[i] < 0x80)
            continue;
        if (p[i] != '\xC3' || ++i == n || (p[i] & 0xC0) != 0x80 || p[i] == '\x9F')
            return false;
    }
    return true;
}

static void add_lower(struct str *out, const char *p, size_t n)
{
    size_t from = out->n;

    if (!str_add(out, p, n))
        return;
    for (size_t i = from; i < out->n; i++) {
        char *c = &out->p[i];
        bool wide = i > from && c[-1] == '\xC3';

        if (wide ? (unsigned char)*c <= 0x9E && *c != '\x97' /* × */ : *c >= 'A' && *c <= 'Z')
            *c = (char)(*c + 32);
    }
}

bool utf8_fold(struct str *out, const char *p, size_t n)
{
    int options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD;
    struct str clean;
    int32_t *cps;
    size_t count;
    utf8proc_ssize_t bytes;
    bool ok;

    if (folds_in_place(p, n)) {
        add_lower(out, p, n);
        return !out->over;
    }
    str_init(&clean, SIZE_MAX / 2);
    utf8_clean(&clean, p, n, NULL);
    count = utf8_decompose(clean.p, clean.n, options, &cps);
    bytes = utf8proc_reencode(cps, (utf8proc_ssize_t)count, (utf8proc_option_t)options);
    ok = str_add(out, cps, bytes > 0 ? (size_t)bytes : 0);
    mem_wipe_free(cps, (count + 1) * sizeof(*cps));
    str_release(&clean);
    return ok;
}

bool utf8_upper(struct str *out, const char *p, size_t n)
{
    for (size_t at = 0; at < n;) {
        int32_t cp;
        size_t used = utf8_decode(p + at, n - at, &cp);
        char bytes[4];

        str_add(out, bytes, utf8_encode(utf8proc_toupper(cp), bytes));
        at += used;
    }
    return !out->over;
}

/* Letters that Swedish order moves (CLDR, sv): a letter and one of its marks, 0 = the letter alone. */
static const struct moved {
    int32_t letter, mark;
    const char *key;
} moved[] = {
    {'a', 0x30A, KEY_AA}, {'a', 0x308, KEY_AE}, {'e', 0x328, KEY_AE}, {'o', 0x302, KEY_OE},
    {'o', 0x308, KEY_OE}, {'o', 0x30B, KEY_OE}, {'u', 0x308, "y"},    {'u', 0x30B, "y"},
    {0xE6, 0, KEY_AE},    {0xF0, 0, "d"},       {0xF8, 0, KEY_OE},    {0xFE, 0, "th"},
    {0x111, 0, "d"},      {0x127, 0, "h"},      {0x131, 0, "i"},      {0x142, 0, "l"},
    {0x153, 0, KEY_OE},
};

/* Typographic signs that sort as their plain ones. */
static const struct moved signs[] = {
    {0xA0, 0, " "},   {0x2010, 0, "-"}, {0x2011, 0, "-"},  {0x2013, 0, "-"},  {0x2014, 0, "-"},
    {0x2018, 0, "'"}, {0x2019, 0, "'"}, {0x201C, 0, "\""}, {0x201D, 0, "\""}, {0x202F, 0, " "},
};

static bool is_mark(int32_t cp)
{
    return cp >= 0x300 && utf8proc_get_property(cp)->combining_class != 0;
}

static bool has_mark(const int32_t *marks, size_t n, int32_t mark)
{
    size_t i;

    for (i = 0; i < n; i++)
        if (marks[i] == mark)
            return true;
    return false;
}

/* Signs before digits before letters. */
static void add_ascii_key(struct str *out, char c)
{
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))
        str_putc(out, c);
    else if (c < ' ' || c == 0x7F)
        str_putc(out, 1);
    else if (c < '0')
        str_putc(out, (char)(c - ' ' + 2)); /* 2 to 17 */
    else if (c < 'a')
        str_putc(out, (char)(c < 'A' ? c - ':' + 18 : c - '[' + 25)); /* 18 to 30 */
    else
        str_putc(out, (char)(c - '{' + 31)); /* 31 to 34 */
}

static const char *find_moved(const struct moved *table, size_t n_table, int32_t letter,
                              const int32_t *marks, size_t n)
{
    size_t i;

    for (i = 0; i < n_table; i++)
        if (table[i].letter == letter && (table[i].mark == 0 || has_mark(marks, n, table[i].mark)))
            return table[i].key;
    return NULL;
}

/* The letter at cps[0] with its n marks. */
static void add_key(struct str *out, int32_t letter, const int32_t *marks, size_t n)
{
    const char *key = find_moved(moved, ARRAY_LEN(moved), letter, marks, n);
    const char *sign = find_moved(signs, ARRAY_LEN(signs), letter, NULL, 0);
    char bytes[4];

    if (key)
        str_puts(out, key);
    else if (sign)
        add_ascii_key(out, sign[0]);
    else if (letter < 0x80)
        add_ascii_key(out, (char)letter);
    else if (!is_mark(letter))
        str_add(out, bytes, utf8_encode(letter, bytes));
}

/* A key whose byte order is Swedish order. */
static void sort_key(struct str *key, const char *text)
{
    int options = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD;
    struct str clean;
    size_t count, i, end;
    int32_t *cps;

    str_init(&clean, SIZE_MAX / 2);
    utf8_clean(&clean, text, strlen(text), NULL);
    count = utf8_decompose(clean.p, clean.n, options, &cps);
    for (i = 0; i < count; i = end) {
        for (end = i + 1; end < count && is_mark(cps[end]); end++)
            ;
        add_key(key, cps[i], cps + i + 1, end - i - 1);
    }
    mem_wipe_free(cps, (count + 1) * sizeof(*cps));
    str_release(&clean);
}

int utf8_compare(const char *a, const char *b)
{
    struct str left, right;
    int order;

    str_init(&left, SIZE_MAX / 2);
    str_init(&right, SIZE_MAX / 2);
    sort_key(&left, a);
    sort_key(&right, b);
    order = strcmp(left.p, right.p);
    str_release(&left);
    str_release(&right);
    return order;
}
