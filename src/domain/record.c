/* record.c - the words for a record's state. */
#include "sis/domain/record.h"

#include <string.h>

#include "sis/base/mem.h"

static const char *const state_code[] = {
    [RECORD_READY] = "ready",
    [RECORD_SIGNED] = "signed",
    [RECORD_STRUCK] = "struck",
};

const char *record_state_code(enum record_state state)
{
    return state_code[state];
}

bool record_state_parse(const char *code, enum record_state *state)
{
    for (size_t i = 0; i < ARRAY_LEN(state_code); i++)
        if (strcmp(code, state_code[i]) == 0) {
            *state = (enum record_state)i;
            return true;
        }
    return false;
}
