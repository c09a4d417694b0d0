/* text_name.c - the names of the catalogue. */
#include "text_name.h"

const char *text_name(enum text_id id)
{
    static const char *const name[TEXT_COUNT] = {
#define TEXT(id, sv, en) #id,
#include "base/texts.def"
#undef TEXT
    };
    return name[id];
}
