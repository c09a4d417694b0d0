/* fuzz_bundle.c - sealed bytes as somebody may have left them in the file: none of them opens. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "sis/base/mem.h"
#include "sis/vault/account.h"
#include "sis/vault/audit.h"
#include "sis/vault/recovery.h"
#include "sis/vault/seal.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const struct side side = {.home = {{1}}, .practice = true};
static struct keyring *ring;
static const struct vault_key *key;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    const struct id account = {{2}};

    (void)argc;
    (void)argv;
    if (!vault_init(NULL))
        return 1;
    ring = keyring_new(&side, &account, NULL);
    key = keyring_make(ring, KEY_AUDIT, &side.home, 1, NULL);
    return key ? 0 : 1;
}

/* With the unkeyed check made right, but never with a cost that would be worked for. */
static void bundle(uint8_t *bytes, size_t n)
{
    const struct id account = {{2}};

    if (n == BUNDLE_BYTES)
        crypto_generichash(bytes + n - 16, 16, bytes, n - 16, NULL, 0);
    if (n > 9)
        bytes[9] = 0xff; /* memory above the ceiling */
    if (account_open(&side, &account, bytes, n, "fras", NULL))
        abort();
}

static void root(const uint8_t *bytes, size_t n)
{
    const struct recovery_code one = {.number = 1, .set = n > 5 ? bytes[5] : 0};
    const struct recovery_code three = {.number = 3, .set = one.set};

    if (recovery_open(&side, bytes, n, &three, &one, NULL))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    const struct hash binding = {{3}};
    const struct audit_link link = {.number = 1};
    const struct id row = {{4}};
    uint8_t *copy = mem_new(n);
    uint8_t *out = mem_new(n);
    struct box_sender sender;
    struct str content;
    size_t opened;

    str_init(&content, 0);
    if (n > 0)
        memcpy(copy, bytes, n);
    if (row_open(key, &row, copy, n, out, &opened) == SEAL_OPEN ||
        box_open(ring, &binding, copy, n, &content, &sender) == SEAL_OPEN ||
        box_open_key(key, &binding, copy, n, &content, &sender) == SEAL_OPEN ||
        audit_open(ring, &link, copy, n, &content, &sender) == SEAL_OPEN)
        abort();
    root(copy, n);
    bundle(copy, n);
    str_release(&content);
    mem_free(out);
    mem_free(copy);
    return 0;
}
