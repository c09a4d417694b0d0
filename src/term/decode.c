/* decode.c - bytes of a terminal to keys, by terminfo first and then by the grammar of xterm. */
#include "term/decode.h"

#include <string.h>

#include "sis/base/mem.h"
#include "sis/base/utf8.h"

/* Of a control sequence ESC [ 12 ; 5 ~ and so on. Longer ones are nothing we know. */
#define PARAMETERS_MAX 4
#define CONTROL_MAX 64

void sequences_add(struct sequences *sequences, const char *bytes, struct key key)
{
    size_t n = strlen(bytes);

    if (n == 0 || n > SEQUENCE_MAX || sequences->n == SEQUENCES_MAX ||
        ((unsigned char)bytes[0] >= 0x20 && bytes[0] != 0x7f))
        return;
    for (size_t i = 0; i < sequences->n; i++)
        if (sequences->of[i].n == n && memcmp(sequences->of[i].bytes, bytes, n) == 0)
            return;
    memcpy(sequences->of[sequences->n].bytes, bytes, n);
    sequences->of[sequences->n].n = (unsigned char)n;
    sequences->of[sequences->n].key = key;
    sequences->n++;
}

static struct key plain(enum key_code code, unsigned mods)
{
    return (struct key){.code = code, .mods = mods};
}

static struct key character(int32_t cp, unsigned mods)
{
    return (struct key){.code = KEYCODE_CHAR, .cp = cp, .mods = mods};
}

/* The longest sequence that the bytes begin with; DECODED_MORE when they are the beginning of one. */
static enum decoded by_terminfo(const struct sequences *sequences, const char *p, size_t n,
                                struct key *key, size_t *used)
{
    enum decoded result = DECODED_NOTHING;

    *used = 0;
    for (size_t i = 0; i < sequences->n; i++) {
        size_t length = sequences->of[i].n;
        if (length > n && memcmp(sequences->of[i].bytes, p, n) == 0)
            result = DECODED_MORE;
        if (length <= n && length > *used && memcmp(sequences->of[i].bytes, p, length) == 0) {
            *key = sequences->of[i].key;
            *used = length;
        }
    }
    return *used && result != DECODED_MORE ? DECODED_KEY : result;
}

static const struct {
    char final;
    enum key_code code;
} finals[] = {
    {'A', KEYCODE_UP},     {'B', KEYCODE_DOWN},   {'C', KEYCODE_RIGHT},   {'D', KEYCODE_LEFT},
    {'H', KEYCODE_HOME},   {'F', KEYCODE_END},    {'P', KEYCODE_F1},      {'Q', KEYCODE_F1 + 1},
    {'R', KEYCODE_F1 + 2}, {'S', KEYCODE_F1 + 3}, {'Z', KEYCODE_BACKTAB}, {'M', KEYCODE_ENTER},
};

static bool final_key(char final, enum key_code *code)
{
    for (size_t i = 0; i < ARRAY_LEN(finals); i++) {
        if (finals[i].final == final) {
            *code = finals[i].code;
            return true;
        }
    }
    return false;
}

/* ESC [ number ~ */
static const unsigned char numbered[] = {
    [1] = KEYCODE_HOME,    [2] = KEYCODE_INSERT,    [3] = KEYCODE_DELETE,   [4] = KEYCODE_END,
    [5] = KEYCODE_PAGE_UP, [6] = KEYCODE_PAGE_DOWN, [7] = KEYCODE_HOME,     [8] = KEYCODE_END,
    [11] = KEYCODE_F1,     [12] = KEYCODE_F1 + 1,   [13] = KEYCODE_F1 + 2,  [14] = KEYCODE_F1 + 3,
    [15] = KEYCODE_F1 + 4, [17] = KEYCODE_F1 + 5,   [18] = KEYCODE_F1 + 6,  [19] = KEYCODE_F1 + 7,
    [20] = KEYCODE_F1 + 8, [21] = KEYCODE_F1 + 9,   [23] = KEYCODE_F1 + 10, [24] = KEYCODE_F12,
};

/* xterm writes 1 + shift 1, alt 2, ctrl 4, meta 8. */
static unsigned modifiers(long number)
{
    unsigned bits = number > 1 && number < 256 ? (unsigned)(number - 1) : 0;

    return (bits & 1 ? KEY_SHIFT : 0u) | (bits & (2 | 8) ? KEY_ALT : 0u) |
           (bits & 4 ? KEY_CTRL : 0u);
}

/* A key written as its code point: ESC [ 27 ; mods ; cp ~ and ESC [ cp ; mods u. */
static bool coded_key(long cp, unsigned mods, struct key *key)
{
    switch (cp) {
    case '\r': *key = plain(KEYCODE_ENTER, mods); return true;
    case 27: *key = plain(KEYCODE_ESC, mods); return true;
    case 8:
    case 127: *key = plain(KEYCODE_BACKSPACE, mods); return true;
    case '\t':
        *key = mods & KEY_SHIFT ? plain(KEYCODE_BACKTAB, mods & ~(unsigned)KEY_SHIFT)
                                : plain(KEYCODE_TAB, mods);
        return true;
    default: break;
    }
    /* 57344 and on are kitty's private numbers of keys that we do not use. */
    if (cp < 32 || cp > 0x10ffff || (cp >= 0xd800 && cp < 0xf900))
        return false;
    if (mods & KEY_CTRL && cp >= 'A' && cp <= 'Z')
        cp += 'a' - 'A';
    *key = character((int32_t)cp, mods & ~(unsigned)KEY_SHIFT);
    return true;
}

static enum decoded control_meaning(const long number[PARAMETERS_MAX], char final, struct key *key)
{
    unsigned mods = modifiers(number[1]);
    enum key_code code;

    if (final == '~') {
        if (number[0] == 200)
            return DECODED_PASTE;
        if (number[0] == 27)
            return coded_key(number[2], mods, key) ? DECODED_KEY : DECODED_NOTHING;
        if (number[0] < 0 || number[0] >= (long)ARRAY_LEN(numbered) || !numbered[number[0]])
            return DECODED_NOTHING;
        *key = plain((enum key_code)numbered[number[0]], mods);
        return DECODED_KEY;
    }
    if (final == 'u')
        return coded_key(number[0], mods, key) ? DECODED_KEY : DECODED_NOTHING;
    /* With another first number it is a report, such as ESC [ 24 ; 80 R. */
    if (!final_key(final, &code) || final == 'M' || number[0] > 1)
        return DECODED_NOTHING;
    *key = plain(code, mods);
    return DECODED_KEY;
}

/* ESC [ [ A to E are F1 to F5 there. */
static enum decoded linux_console(const char *p, size_t n, struct key *key, size_t *used)
{
    if (n < 4)
        return DECODED_MORE;
    *used = 4;
    if (p[3] < 'A' || p[3] > 'E')
        return DECODED_NOTHING;
    *key = plain((enum key_code)(KEYCODE_F1 + (p[3] - 'A')), 0);
    return DECODED_KEY;
}

/* ESC [ parameters intermediates final */
static enum decoded control_sequence(const char *p, size_t n, struct key *key, size_t *used)
{
    long number[PARAMETERS_MAX] = {-1, -1, -1, -1};
    size_t parameter = 0;
    bool ours = true;

    if (n > 2 && p[2] == '[')
        return linux_console(p, n, key, used);
    for (size_t i = 2; i < n; i++) {
        unsigned char c = (unsigned char)p[i];
        if (i == CONTROL_MAX) {
            *used = i;
            return DECODED_NOTHING;
        }
        if (c >= '0' && c <= '9') {
            long *now = &number[parameter];
            *now = (*now < 0 ? 0 : *now) * 10 + (c - '0');
            if (*now > 0x10ffff)
                *now = 0x110000;
        } else if (c == ';') {
            if (++parameter == PARAMETERS_MAX) {
                ours = false;
                parameter = 0;
            }
        } else if (c >= 0x40 && c <= 0x7e) {
            *used = i + 1;
            return ours ? control_meaning(number, (char)c, key) : DECODED_NOTHING;
        } else if (c >= 0x20 && c <= 0x3f) {
            ours = false;
        } else {
            *used = i;
            return DECODED_NOTHING;
        }
    }
    return DECODED_MORE;
}

static enum decoded one_character(const char *p, size_t n, struct key *key, size_t *used)
{
    unsigned char c = (unsigned char)p[0];
    size_t length = c < 0xc2 || c > 0xf4 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    int32_t cp;

    *used = 1;
    if (c >= 0x20 && c < 0x7f) {
        *key = character(c, 0);
    } else if (c >= 0x80) {
        size_t there = 1;
        while (there < length && there < n && ((unsigned char)p[there] & 0xc0) == 0x80)
            there++;
        if (there < length && there == n) {
            *used = 0;
            return DECODED_MORE;
        }
        *used = utf8_decode(p, n, &cp);
        *key = character(cp, 0);
        return *used == 1 ? DECODED_BAD : DECODED_KEY;
    } else if (c == '\r' || c == '\n') {
        *key = plain(KEYCODE_ENTER, 0);
    } else if (c == '\t') {
        *key = plain(KEYCODE_TAB, 0);
    } else if (c == 0x7f || c == 8) {
        *key = plain(KEYCODE_BACKSPACE, 0);
    } else if (c == 27) {
        *key = plain(KEYCODE_ESC, 0);
    } else {
        *key = character(c == 0 ? ' ' : c <= 26 ? 'a' + c - 1 : '@' + c, KEY_CTRL);
    }
    return DECODED_KEY;
}

/* ESC O x: cursor and function keys, and the number pad of terminals that keep it apart. */
static bool single_shift(char c, struct key *key)
{
    static const char pad[] = "*+,-./0123456789";
    enum key_code code;

    if (final_key(c, &code))
        *key = plain(code, 0);
    else if (c >= 'j' && c <= 'y')
        *key = character(pad[c - 'j'], 0);
    else
        return false;
    return true;
}

/* ESC and what follows: a sequence, or a key with Alt. Needs two bytes. */
static enum decoded escape(const struct sequences *sequences, const char *p, size_t n, bool late,
                           struct key *key, size_t *used)
{
    enum decoded result;

    if (p[1] == '[' && (n > 2 || !late)) {
        result = control_sequence(p, n, key, used);
        if (result == DECODED_MORE && late) {
            /* Cut for good: nothing of it is typed text. */
            *used = n;
            result = DECODED_NOTHING;
        }
        return result;
    }
    if (p[1] == 'O' && n == 2 && !late)
        return DECODED_MORE;
    if (p[1] == 'O' && n > 2 && single_shift(p[2], key)) {
        *used = 3;
        return DECODED_KEY;
    }
    if (p[1] == 27) {
        if (n == 2 && !late)
            return DECODED_MORE;
        if (n == 2 || (p[2] != '[' && p[2] != 'O'))
            return one_character(p, n, key, used);
    }
    result = decode(sequences, p + 1, n - 1, late, key, used);
    if (result == DECODED_MORE && late)
        return one_character(p, n, key, used); /* half a character follows, and may stay half */
    if (result == DECODED_KEY)
        key->mods |= KEY_ALT;
    if (result != DECODED_MORE)
        *used += 1;
    return result;
}

enum decoded decode(const struct sequences *sequences, const char *p, size_t n, bool late,
                    struct key *key, size_t *used)
{
    enum decoded result = by_terminfo(sequences, p, n, key, used);

    if (result == DECODED_KEY || (late && *used))
        return DECODED_KEY;
    *used = 0;
    if ((result == DECODED_MORE || (n == 1 && p[0] == 27)) && !late)
        return DECODED_MORE;
    if (p[0] == 27 && n > 1)
        return escape(sequences, p, n, late, key, used);
    return one_character(p, n, key, used);
}
