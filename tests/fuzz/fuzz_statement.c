/*
 * fuzz_statement.c - lists with any body under a right signature, as a key holder with own tools
 * could make them: reading ends well, and what is accepted is written again byte for byte.
 */
#include <stdlib.h>
#include <string.h>

#include "sis/vault/statement.h"
#include "vault/frame.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const struct side side = {.home = {{1}}, .practice = true};
static struct keyring *root;
static struct keyring *lead_ring;
static struct lead lead;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    const struct id nobody = {{0}};
    const struct id account = {{2}};

    (void)argc;
    (void)argv;
    if (!vault_init(NULL))
        return 1;
    root = keyring_new(&side, &nobody, NULL);
    lead_ring = keyring_new(&side, &account, NULL);
    lead = (struct lead){.account = account, .keys = *keyring_public(lead_ring)};
    return 0;
}

static bool is_same(const struct str *a, const struct str *b)
{
    return a->n == b->n && memcmp(a->p, b->p, a->n) == 0;
}

/* Opens a list and writes it again; false when it does not open. */
static bool again(enum statement_kind kind, const struct str *in, struct str *out,
                  struct arena *arena)
{
    const struct lead_list leads = {.number = UINT64_MAX, .n = 1, .leads = &lead};
    struct pins pins = {.root = *keyring_public(root)};

    if (kind == STATEMENT_ROOT) {
        struct root_change change;

        return root_change_open(&side, in->p, in->n, &pins, &change, NULL) &&
               root_change_sign(root, &change, out, NULL);
    }
    if (kind == STATEMENT_LEADS) {
        const struct lead_list *list = lead_list_open(&side, in->p, in->n, &pins, arena, NULL);

        return list && (lead_list_sign(root, list, out, NULL) || (abort(), false));
    }
    if (kind == STATEMENT_HOME) {
        const struct home_statement *home =
            home_statement_open(&side, in->p, in->n, &pins, &leads, arena, NULL);

        return home && (home_statement_sign(lead_ring, home, out, NULL) || (abort(), false));
    }
    struct id case_id = {{0}};

    if (in->n >= 6 + ID_BYTES)
        memcpy(case_id.byte, in->p + 6, ID_BYTES);
    const struct access_list *access =
        access_list_open(&side, in->p, in->n, &case_id, 0, &leads, arena, NULL);

    return access && (access_list_sign(lead_ring, access, out, NULL) || (abort(), false));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (n < 1)
        return 0;
    enum statement_kind kind = (enum statement_kind)(1 + bytes[0] % 4);
    struct keyring *signer = kind <= STATEMENT_LEADS ? root : lead_ring;
    struct arena *arena = arena_new();
    struct str first;
    struct str second;
    struct str third;

    str_init(&first, 0);
    str_init(&second, 0);
    str_init(&third, 0);
    frame_begin(&first, kind);
    str_add(&first, bytes + 1, n - 1);
    if (frame_sign(signer, &first, NULL) && again(kind, &first, &second, arena)) {
        /* A home statement may have lost a false lead; after that it stays as it is. */
        if (kind != STATEMENT_HOME && !is_same(&first, &second))
            abort();
        if (!again(kind, &second, &third, arena) || !is_same(&second, &third))
            abort();
    }
    str_release(&first);
    str_release(&second);
    str_release(&third);
    arena_free(arena);
    return 0;
}
