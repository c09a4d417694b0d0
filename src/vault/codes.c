/* codes.c - recovery codes as people write them down and type them. */
#include <sodium.h>
#include <string.h>

#include "sis/base/utf8.h"
#include "sis/vault/recovery.h"

#define DIGIT_BITS 5
#define GROUP_DATA 4 /* digits of a group that carry the code; one more checks them */
#define GROUP (GROUP_DATA + 1)
#define DATA_DIGITS (RECOVERY_GROUPS * GROUP_DATA)
#define DIGITS (RECOVERY_GROUPS * GROUP)
#define NUMBER_BITS 4

_Static_assert(DATA_DIGITS *DIGIT_BITS == NUMBER_BITS + 8 + 8 * RECOVERY_CODE_BYTES, "all bits");
_Static_assert(RECOVERY_TEXT == DIGITS + RECOVERY_GROUPS, "separators and NUL");

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* Times x in GF(32), x^5 = x^2 + 1. */
static uint8_t times_x(uint8_t a)
{
    return (uint8_t)((a << 1 ^ (a & 0x10 ? 0x25 : 0)) & 0x1f);
}

/* Each digit, and the place of the group, has another power of x before it: so one wrong digit, two
 * neighbours swapped and two groups swapped always change the sum. */
static uint8_t check_digit(const uint8_t data[GROUP_DATA], size_t group)
{
    uint8_t sum = (uint8_t)(group + 1);

    for (size_t i = 0; i < GROUP_DATA; i++)
        sum = times_x(sum) ^ data[i];
    return times_x(sum);
}

/* The 140 bits as a row of bytes, the last one half used. */
#define PACKED ((DATA_DIGITS * DIGIT_BITS + 7) / 8)

static uint8_t packed_digit(const uint8_t packed[PACKED], size_t digit)
{
    unsigned value = 0;

    for (size_t bit = digit * DIGIT_BITS; bit < (digit + 1) * DIGIT_BITS; bit++)
        value = value << 1 | ((unsigned)packed[bit / 8] >> (7 - bit % 8) & 1u);
    return (uint8_t)value;
}

static void pack(const struct recovery_code *code, uint8_t packed[PACKED])
{
    packed[0] = (uint8_t)(code->number << 4 | code->set >> 4);
    packed[1] = (uint8_t)(code->set << 4 | code->secret[0] >> 4);
    for (size_t i = 0; i < RECOVERY_CODE_BYTES; i++) {
        uint8_t next = i + 1 < RECOVERY_CODE_BYTES ? code->secret[i + 1] : 0;

        packed[2 + i] = (uint8_t)(code->secret[i] << 4 | next >> 4);
    }
}

static void unpack(const uint8_t packed[PACKED], struct recovery_code *code)
{
    code->number = packed[0] >> 4;
    code->set = (uint8_t)(packed[0] << 4 | packed[1] >> 4);
    for (size_t i = 0; i < RECOVERY_CODE_BYTES; i++)
        code->secret[i] = (uint8_t)(packed[1 + i] << 4 | packed[2 + i] >> 4);
}

void recovery_code_text(const struct recovery_code *code, char out[RECOVERY_TEXT])
{
    uint8_t packed[PACKED];
    uint8_t data[GROUP_DATA];
    char *at = out;

    pack(code, packed);
    for (size_t group = 0; group < RECOVERY_GROUPS; group++) {
        if (group > 0)
            *at++ = '-';
        for (size_t i = 0; i < GROUP_DATA; i++) {
            data[i] = packed_digit(packed, group * GROUP_DATA + i);
            *at++ = alphabet[data[i]];
        }
        *at++ = alphabet[check_digit(data, group)];
    }
    *at = '\0';
    sodium_memzero(packed, sizeof(packed));
    sodium_memzero(data, sizeof(data));
}

/* ---- reading what was typed ---- */

struct typed {
    uint8_t digit[DIGITS];
    size_t n; /* may pass DIGITS: so many were typed */
};

static bool is_separator(int32_t cp)
{
    return cp == ' ' || cp == '\t' || cp == '\r' || cp == '\n' || cp == '-' || cp == 0x2013 ||
           cp == '.' || cp == '_';
}

/* -1: no digit of a code. */
static int digit_value(int32_t cp)
{
    if (cp >= 'a' && cp <= 'z')
        cp -= 'a' - 'A';
    if (cp == 'O')
        cp = '0';
    if (cp == 'I' || cp == 'L')
        cp = '1';
    const char *at = cp > 0 && cp < 0x80 ? strchr(alphabet, (char)cp) : NULL;

    return at ? (int)(at - alphabet) : -1;
}

static bool read_digits(const char *text, struct typed *typed, struct err *err)
{
    size_t n = strlen(text);
    size_t used;

    typed->n = 0;
    for (size_t at = 0; at < n; at += used) {
        int32_t cp;

        used = utf8_decode(text + at, n - at, &cp);
        if (is_separator(cp))
            continue;
        int value = digit_value(cp);

        if (value < 0) {
            char sign[5] = {0};
            char group[24];

            utf8_encode(cp, sign);
            return err_set(err, ERR_INPUT, T_VAULT_CODE_SIGN, sign,
                           number_text(group, (long long)(typed->n / GROUP) + 1));
        }
        if (typed->n < DIGITS)
            typed->digit[typed->n] = (uint8_t)value;
        typed->n++;
    }
    return true;
}

/* The first group whose check digit is wrong or missing; RECOVERY_GROUPS: all are right. */
static size_t first_wrong(const struct typed *typed)
{
    for (size_t group = 0; group < RECOVERY_GROUPS; group++) {
        const uint8_t *digit = typed->digit + group * GROUP;

        if ((group + 1) * GROUP > typed->n || digit[GROUP_DATA] != check_digit(digit, group))
            return group;
    }
    return RECOVERY_GROUPS;
}

static bool check_typed(const struct typed *typed, struct err *err)
{
    size_t wrong = first_wrong(typed);
    char count[24];
    char group[24];

    /* With a sign too many after seven right groups, the last group is where to look. */
    number_text(group, (long long)(wrong < RECOVERY_GROUPS ? wrong + 1 : RECOVERY_GROUPS));
    if (typed->n != DIGITS)
        return err_set(err, ERR_INPUT, T_VAULT_CODE_LENGTH, number_text(count, (long long)typed->n),
                       group);
    if (wrong < RECOVERY_GROUPS)
        return err_set(err, ERR_INPUT, T_VAULT_CODE_GROUP, group, NULL);
    return true;
}

static void unpack_typed(const struct typed *typed, struct recovery_code *code)
{
    uint8_t packed[PACKED] = {0};
    size_t bit = 0;

    for (size_t group = 0; group < RECOVERY_GROUPS; group++)
        for (size_t i = 0; i < GROUP_DATA; i++)
            for (int shift = DIGIT_BITS - 1; shift >= 0; shift--, bit++)
                if (typed->digit[group * GROUP + i] >> shift & 1)
                    packed[bit / 8] |= (uint8_t)(0x80 >> bit % 8);
    unpack(packed, code);
    sodium_memzero(packed, sizeof(packed));
}

bool recovery_code_parse(const char *text, uint8_t number, struct recovery_code *code,
                         struct err *err)
{
    struct typed typed = {.n = 0};
    struct recovery_code read = {.number = 0};
    char is[24];
    char wanted[24];
    bool good = read_digits(text, &typed, err) && check_typed(&typed, err);

    if (good) {
        unpack_typed(&typed, &read);
        if (read.number < 1 || read.number > RECOVERY_CODES)
            good = err_set(err, ERR_INPUT, T_VAULT_CODE_GROUP, number_text(is, 1), NULL);
        else if (number != 0 && read.number != number)
            good = err_set(err, ERR_INPUT, T_VAULT_CODE_OTHER, number_text(is, read.number),
                           number_text(wanted, number));
    }
    if (good)
        *code = read;
    sodium_memzero(&typed, sizeof(typed));
    sodium_memzero(&read, sizeof(read));
    return good;
}
