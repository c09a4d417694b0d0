/* utf8.c - decoding, cleaning, graphemes and columns. */
#include "sis/base/utf8.h"

#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <string.h>
#include <utf8proc.h>
#include <wchar.h>

#include "base/utf8_map.h"
#include "sis/base/mem.h"

#define REPLACEMENT 0xFFFD
#define JOINER 0x034F /* combining grapheme joiner */
#define ZERO_WIDTH_JOINER 0x200D
#define MARKS_MAX 30         /* Unicode's stream-safe text (UAX 15) */
#define FIRST_MARK_LEAD 0xCC /* lead byte of U+0300; below it every text is NFC already */

bool utf8_locale(void)
{
    static const char *const names[] = {"", "C.UTF-8", "C.utf8", "en_US.UTF-8", "sv_SE.UTF-8"};
    size_t i;

    for (i = 0; i < ARRAY_LEN(names); i++)
        if (setlocale(LC_CTYPE, names[i]) && strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
            return true;
    return false;
}

static bool is_ascii(char c)
{
    return (unsigned char)c < 0x80;
}

static bool is_tail(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

size_t utf8_ascii_run(const char *p, size_t n)
{
    size_t i = 0;
    uint64_t eight;

    while (n - i >= sizeof(eight)) {
        memcpy(&eight, p + i, sizeof(eight));
        if (eight & UINT64_C(0x8080808080808080))
            break;
        i += sizeof(eight);
    }
    while (i < n && is_ascii(p[i]))
        i++;
    return i;
}

/* Length by lead byte and the smallest code point of that length; 0 = no lead byte. */
static size_t length_of(unsigned char lead, int32_t *smallest)
{
    if (lead >= 0xC2 && lead <= 0xDF) {
        *smallest = 0x80;
        return 2;
    }
    if ((lead & 0xF0) == 0xE0) {
        *smallest = 0x800;
        return 3;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        *smallest = 0x10000;
        return 4;
    }
    return 0;
}

/* As utf8_decode, but a bad byte gives -1. */
static size_t decode(const char *p, size_t n, int32_t *cp)
{
    unsigned char lead = (unsigned char)p[0];
    int32_t smallest = 0, value;
    size_t i, length;

    if (lead < 0x80) {
        *cp = lead;
        return 1;
    }
    *cp = -1;
    length = length_of(lead, &smallest);
    if (length == 0 || length > n)
        return 1;
    value = lead & (0x7F >> length);
    for (i = 1; i < length; i++) {
        if (!is_tail(p[i]))
            return 1;
        value = value << 6 | (p[i] & 0x3F);
    }
    if (value < smallest || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return 1;
    *cp = value;
    return length;
}

size_t utf8_decode(const char *p, size_t n, int32_t *cp)
{
    size_t used = decode(p, n, cp);

    if (*cp < 0)
        *cp = REPLACEMENT;
    return used;
}

size_t utf8_encode(int32_t cp, char out[4])
{
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t n;

    if (cp < 0 || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        cp = REPLACEMENT;
    n = utf8proc_encode_char(cp, bytes);
    memcpy(out, bytes, (size_t)n);
    return (size_t)n;
}

bool utf8_valid(const char *p, size_t n)
{
    size_t i = utf8_ascii_run(p, n);
    int32_t cp;

    while (i < n) {
        i += decode(p + i, n - i, &cp);
        if (cp < 0)
            return false;
        i += utf8_ascii_run(p + i, n - i);
    }
    return true;
}

bool utf8_is_blank(const char *text)
{
    size_t n = text ? strlen(text) : 0;
    int32_t cp;
    for (size_t at = 0; at < n;) {
        at += utf8_decode(text + at, n - at, &cp);
        utf8proc_category_t kind = utf8proc_category(cp);
        if (kind != UTF8PROC_CATEGORY_CC && kind != UTF8PROC_CATEGORY_CF &&
            (kind < UTF8PROC_CATEGORY_ZS || kind > UTF8PROC_CATEGORY_ZP))
            return false;
    }
    return true;
}

size_t utf8_decompose(const char *p, size_t n, int options, int32_t **cps)
{
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)p;
    utf8proc_ssize_t count;

    count = utf8proc_decompose(bytes, (utf8proc_ssize_t)n, NULL, 0, (utf8proc_option_t)options);
    if (count < 0)
        count = 0;
    /* One more, because utf8proc_reencode ends the text with a NUL. */
    *cps = mem_array((size_t)count + 1, sizeof(int32_t));
    utf8proc_decompose(bytes, (utf8proc_ssize_t)n, *cps, count, (utf8proc_option_t)options);
    return (size_t)count;
}

static void add_composed(struct str *out, const char *p, size_t n)
{
    int options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    utf8proc_ssize_t bytes;
    size_t count;
    int32_t *cps;

    count = utf8_decompose(p, n, options, &cps);
    bytes = utf8proc_reencode(cps, (utf8proc_ssize_t)count, (utf8proc_option_t)options);
    if (bytes > 0)
        str_add(out, cps, (size_t)bytes);
    mem_wipe_free(cps, (count + 1) * sizeof(*cps));
}

static bool below_marks(char c)
{
    return (unsigned char)c < FIRST_MARK_LEAD;
}

/* Composes only from a code point above U+02FF, and the one before it, to the next one below. */
static void compose(struct str *out, const char *p, size_t n)
{
    size_t at = 0, from, to;

    while (at < n) {
        for (to = at; to < n && below_marks(p[to]); to++)
            ;
        from = to;
        if (to < n && from > at)
            for (from--; from > at && is_tail(p[from]); from--)
                ;
        str_add(out, p + at, from - at);
        for (; to < n && (is_tail(p[to]) || !below_marks(p[to])); to++)
            ;
        if (to > from)
            add_composed(out, p + from, to - from);
        at = to;
    }
}

/* Marks in a row, so that a heap of them cannot make ordering slow. */
static int count_marks(int32_t cp, int before)
{
    const utf8proc_property_t *property;

    if (cp < 0x300)
        return 0;
    property = utf8proc_get_property(cp);
    if (property->combining_class == 0)
        return 0;
    return before + (property->decomp_seqindex == UINT16_MAX ? 1 : 2);
}

/* Adds p as valid UTF-8 without NUL. Returns how many bytes that cost. */
static size_t add_valid(struct str *out, const char *p, size_t n)
{
    size_t i = 0, bad = 0, used;
    char bytes[4];
    int32_t cp;
    int marks = 0;

    while (i < n) {
        used = decode(p + i, n - i, &cp);
        i += used;
        if (cp <= 0)
            bad++;
        if (cp == 0)
            continue;
        marks = count_marks(cp, marks);
        if (marks > MARKS_MAX) {
            str_add(out, bytes, utf8_encode(JOINER, bytes));
            marks = count_marks(cp, 0);
        }
        if (cp < 0)
            str_add(out, bytes, utf8_encode(REPLACEMENT, bytes));
        else
            str_add(out, p + i - used, used);
    }
    return bad;
}

/* U+2010 to U+203F: dashes and quotation marks, which stand in most texts and never compose. */
static bool is_common_sign(const char *p, size_t n)
{
    return n >= 3 && memcmp(p, "\xE2\x80", 2) == 0 && (unsigned char)p[2] >= 0x90;
}

/* Valid, without NUL, and without anything that could be composed; most texts are. */
static bool is_clean(const char *p, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++) {
        if (below_marks(p[i]) && p[i] != '\0')
            continue;
        if (!is_common_sign(p + i, n - i))
            return false;
        i += 2;
    }
    return utf8_valid(p, n);
}

bool utf8_clean(struct str *out, const char *p, size_t n, size_t *replaced)
{
    struct str valid, composed;
    size_t bad;
    bool ok;

    if (is_clean(p, n)) {
        if (replaced)
            *replaced = 0;
        return str_add(out, p, n);
    }
    str_init(&valid, SIZE_MAX / 2);
    str_init(&composed, SIZE_MAX / 2);
    bad = add_valid(&valid, p, n);
    if (replaced)
        *replaced = bad;
    compose(&composed, valid.p, valid.n);
    ok = str_add(out, composed.p, composed.n);
    str_release(&composed);
    str_release(&valid);
    return ok;
}

/* Two ASCII characters in a row stay apart, but for CR LF. */
static bool ascii_break(char a, char b)
{
    return is_ascii(a) && is_ascii(b) && !(a == '\r' && b == '\n');
}

size_t utf8_next(const char *p, size_t n, size_t at)
{
    utf8proc_int32_t state = 0;
    int32_t before, after;
    size_t used;

    if (at >= n)
        return n;
    if (at + 1 < n && ascii_break(p[at], p[at + 1]))
        return at + 1;
    /* å and its like before a plain letter or another of them. */
    if (p[at] == '\xc3' && at + 2 < n && (is_ascii(p[at + 2]) || p[at + 2] == '\xc3') &&
        (p[at + 1] & 0xc0) == 0x80)
        return at + 2;
    at += utf8_decode(p + at, n - at, &before);
    while (at < n) {
        used = utf8_decode(p + at, n - at, &after);
        if (utf8proc_grapheme_break_stateful(before, after, &state))
            break;
        at += used;
        before = after;
    }
    return at;
}

/* Where the code point before `at` (> 0) begins. */
static size_t step_back(const char *p, size_t at, int32_t *cp)
{
    size_t length;

    for (length = 4; length > 1; length--)
        if (length <= at && decode(p + at - length, length, cp) == length)
            return at - length;
    utf8_decode(p + at - 1, 1, cp);
    return at - 1;
}

/* A boundary whatever came before: not within flags and joined emoji, which need counting. */
static bool always_breaks(int32_t before, int32_t after)
{
    return before != ZERO_WIDTH_JOINER && utf8proc_grapheme_break(before, after);
}

size_t utf8_prev(const char *p, size_t n, size_t at)
{
    int32_t before, after;
    size_t from, earlier, next;

    if (at > n)
        at = n;
    if (at == 0)
        return 0;
    if (at == 1 || ascii_break(p[at - 2], p[at - 1]))
        return at - 1;
    from = step_back(p, at, &after);
    while (from > 0) {
        earlier = step_back(p, from, &before);
        if (always_breaks(before, after))
            break;
        from = earlier;
        after = before;
    }
    while ((next = utf8_next(p, at, from)) < at)
        from = next;
    return from;
}

size_t utf8_count(const char *p, size_t n)
{
    size_t at = 0, count = 0;

    while (at < n) {
        at = utf8_next(p, n, at);
        count++;
    }
    return count;
}

static int columns_of(int32_t cp)
{
    int width;

    if (cp < 0x7F)
        return cp >= 0x20;
    width = wcwidth((wchar_t)cp);
    return width > 0 ? width : 0;
}

int utf8_width(const char *p, size_t n)
{
    size_t i = 0;
    int width = 0;
    int32_t cp;

    while (i < n && width < INT_MAX - 2) {
        i += utf8_decode(p + i, n - i, &cp);
        width += columns_of(cp);
    }
    return width;
}

size_t utf8_fit(const char *p, size_t n, int cols, int *used)
{
    size_t at = 0, next;
    int width = 0, more;

    while (at < n) {
        next = utf8_next(p, n, at);
        more = utf8_width(p + at, next - at);
        if (more > cols - width)
            break;
        width += more;
        at = next;
    }
    if (used)
        *used = width;
    return at;
}
