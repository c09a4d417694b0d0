/* id.c - 128-bit identities as bytes and as hex. */
#include "sis/domain/id.h"

#include <string.h>

bool id_is_none(const struct id *id)
{
    for (size_t i = 0; i < ID_BYTES; i++)
        if (id->byte[i])
            return false;
    return true;
}

void id_text(const struct id *id, char out[ID_TEXT])
{
    static const char digit[] = "0123456789abcdef";
    for (size_t i = 0; i < ID_BYTES; i++) {
        out[2 * i] = digit[id->byte[i] >> 4];
        out[2 * i + 1] = digit[id->byte[i] & 15];
    }
    out[ID_TEXT - 1] = '\0';
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

bool id_parse(const char *text, struct id *id)
{
    struct id read;
    if (strlen(text) != ID_TEXT - 1)
        return false;
    for (size_t i = 0; i < ID_BYTES; i++) {
        int high = hex_value(text[2 * i]), low = hex_value(text[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        read.byte[i] = (uint8_t)(high << 4 | low);
    }
    *id = read;
    return true;
}
