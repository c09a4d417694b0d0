/*
 * id.h - random identities of rows, records, cases and accounts: 128 bits, shown as 32 hex digits.
 */
#ifndef SIS_DOMAIN_ID_H
#define SIS_DOMAIN_ID_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define ID_BYTES 16
#define ID_TEXT 33

struct id {
    uint8_t byte[ID_BYTES]; /* all zero: none */
};

bool id_is_none(const struct id *id);
void id_text(const struct id *id, char out[ID_TEXT]);
/* Long cases are walked by it. */
static inline bool id_equal(const struct id *a, const struct id *b)
{
    return memcmp(a->byte, b->byte, ID_BYTES) == 0;
}
bool id_parse(const char *text, struct id *id);

#endif
