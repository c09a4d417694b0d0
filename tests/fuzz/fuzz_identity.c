/* fuzz_identity.c - any text as an identity number: what is taken reads back as itself. */
#include <stdlib.h>
#include <string.h>

#include "sis/base/mem.h"
#include "sis/domain/identity.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const struct date today = {2026, 11, 22};
    struct identity identity, again;
    char *text = mem_new(n + 1);
    if (n > 0)
        memcpy(text, bytes, n);
    if (identity_parse(text, today, &identity)) {
        if (strlen(identity.normal) != 13 || !identity_kind_word(identity.kind)[0] ||
            !identity_parse(identity.normal, today, &again) || again.kind != identity.kind ||
            strcmp(again.normal, identity.normal) != 0 ||
            date_compare(again.born, identity.born) != 0 || date_compare(again.born, today) > 0)
            abort();
        identity_is_test_number(&identity);
    }
    mem_free(text);
    return 0;
}
