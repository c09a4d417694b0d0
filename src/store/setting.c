/* setting.c - what the home has set: one text, sealed under the home key. */
#include "sis/store/setting.h"

#include <assert.h>

#include "sis/vault/seal.h"
#include "store/sql.h"

static struct hash hash_body(const struct side *side, const struct id *id, uint32_t key_number,
                             const uint8_t *body, size_t n)
{
    struct binder binder;
    binder_init(&binder, "sis-tui setting 1", side);
    binder_id(&binder, id);
    binder_u32(&binder, key_number);
    binder_bytes(&binder, body, n);
    return binder_end(&binder);
}

bool setting_put(struct db *db, const struct side *side, const struct vault_key *key,
                 const char *text, size_t n, struct hash *hash, struct err *err)
{
    assert(key_kind(key) == KEY_HOME);
    if (n > ROW_MAX)
        return err_set(err, ERR_LIMIT, T_STORE_TOO_LARGE, NULL, NULL);
    struct id id = random_id();
    size_t size = row_sealed_size(n);
    uint8_t *body = mem_new(size);
    row_seal(key, &id, text, n, body);
    struct hash made = hash_body(side, &id, key_number(key), body, size);
    struct query q = query(db, SQL_SETTING_ADD);
    query_put_id(&q, &id);
    query_put_blob(&q, made.byte, sizeof made.byte);
    query_put_int(&q, key_number(key));
    query_put_blob(&q, body, size);
    bool done = query_run(&q, NULL, err);
    mem_free(body);
    if (done)
        *hash = made;
    return done;
}

static bool open_body(struct query *q, const struct keyring *ring, const struct hash *hash,
                      struct arena *arena, char **text, size_t *n, struct err *err)
{
    const struct side *side = keyring_side(ring);
    struct id id = query_id(q, 0);
    uint32_t number = (uint32_t)query_int(q, 1);
    size_t size;
    const uint8_t *body = query_bytes(q, 2, &size);
    struct hash is = hash_body(side, &id, number, body, size);
    const struct vault_key *key = keyring_find(ring, KEY_HOME, &side->home, number);
    if (!hash_equal(&is, hash))
        return err_set(err, ERR_CORRUPT, T_STORE_SETTINGS_DAMAGED, NULL, NULL);
    if (key == NULL)
        return err_set(err, ERR_DENIED, T_STORE_NO_KEY, NULL, NULL);
    uint8_t *out = arena_alloc(arena, row_content_max(size) + 1);
    size_t out_n;
    if (row_open(key, &id, body, size, out, &out_n) != SEAL_OPEN)
        return err_set(err, ERR_CORRUPT, T_STORE_SETTINGS_DAMAGED, NULL, NULL);
    out[out_n] = '\0';
    *text = (char *)out;
    *n = out_n;
    return true;
}

bool setting_load(struct db *db, const struct keyring *ring, const struct hash *hash,
                  struct arena *arena, char **text, size_t *n, struct err *err)
{
    struct err why;
    struct query q = query(db, SQL_SETTING_FIND);
    query_put_blob(&q, hash->byte, sizeof hash->byte);
    bool any = query_next(&q);
    bool opened = any && open_body(&q, ring, hash, arena, text, n, &why);
    if (!query_end(&q, err))
        return false;
    if (!any)
        return err_set(err, ERR_MISSING, T_STORE_NOT_THERE, NULL, NULL);
    if (!opened && err != NULL)
        *err = why;
    return opened;
}
