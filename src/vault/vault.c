/* vault.c - start, hardening, random numbers. */
#include "sis/vault/vault.h"

#include <sodium.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

bool vault_init(struct err *err)
{
    if (sodium_init() < 0)
        return err_set(err, ERR_IO, T_VAULT_START, NULL, NULL);
    return true;
}

bool vault_harden(struct err *err)
{
    const struct rlimit none = {0, 0};

    umask(S_IRWXG | S_IRWXO);
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 || setrlimit(RLIMIT_CORE, &none) != 0)
        return err_set(err, ERR_IO, T_VAULT_HARDEN, NULL, NULL);
    return true;
}

void random_bytes(void *out, size_t n)
{
    randombytes_buf(out, n);
}

struct id random_id(void)
{
    struct id id;

    do
        randombytes_buf(id.byte, sizeof(id.byte));
    while (id_is_none(&id));
    return id;
}

uint32_t random_below(uint32_t bound)
{
    return randombytes_uniform(bound);
}

void vault_wipe(void *p, size_t n)
{
    sodium_memzero(p, n);
}

bool vault_equal(const void *a, const void *b, size_t n)
{
    return sodium_memcmp(a, b, n) == 0;
}
