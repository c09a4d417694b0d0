/* fuzz_codes.c - whatever is typed as a recovery code: what is accepted reads back the same. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sis/base/mem.h"
#include "sis/vault/recovery.h"
#include "sis/vault/sign.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void code(const char *typed)
{
    struct recovery_code code;
    struct recovery_code back;
    struct err err = {.code = ERR_NONE};
    char text[RECOVERY_TEXT];

    if (!recovery_code_parse(typed, 0, &code, &err)) {
        if (err.code != ERR_INPUT)
            abort();
        return;
    }
    recovery_code_text(&code, text);
    if (!recovery_code_parse(text, code.number, &back, NULL) || !recovery_code_equal(&code, &back))
        abort();
}

static void two_persons(const uint8_t *bytes, size_t n)
{
    struct two_persons it;
    struct str again;

    str_init(&again, 0);
    if (two_persons_decode(bytes, n, &it) &&
        (!two_persons_encode(&it, &again) || again.n != n || memcmp(again.p, bytes, n) != 0))
        abort();
    str_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char *typed = mem_new(n + 1);

    if (n > 0)
        memcpy(typed, bytes, n);
    code(typed);
    two_persons(bytes, n);
    mem_free(typed);
    return 0;
}
