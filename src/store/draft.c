/* draft.c - what is being written and not yet handed in. */
#include "sis/store/draft.h"

#include <string.h>

#include "sis/vault/box.h"
#include "store/sql.h"

static struct hash binding(const struct side *side, const struct id *id, const struct id *author)
{
    struct binder binder;
    binder_init(&binder, "sis-tui draft 1", side);
    binder_id(&binder, id);
    binder_id(&binder, author);
    return binder_end(&binder);
}

bool draft_seal(const struct keyring *ring, const struct id *id, const uint8_t *case_box,
                const void *text, size_t n, struct str *sealed, struct err *err)
{
    struct hash bound = binding(keyring_side(ring), id, keyring_account(ring));
    struct box_to to[2] = {{keyring_public(ring)->box}, {case_box}};
    return box_seal(keyring_side(ring), ring, to, case_box != NULL ? 2 : 1, &bound, text, n, sealed,
                    err);
}

/* Takes what a box gave when it is the author's own. */
static void take_text(struct draft_row *draft, const struct side *side, const struct hash *bound,
                      enum seal seal, const struct str *text, const struct box_sender *sender,
                      const struct public_keys *keys, struct arena *arena)
{
    draft->seal = seal == SEAL_NO_KEY ? RECORD_NO_KEY : RECORD_BROKEN;
    if (seal != SEAL_OPEN || !id_equal(&sender->account, &draft->author) ||
        !box_sender_check(side, bound, text->p, text->n, sender, keys))
        return;
    draft->seal = RECORD_OPEN;
    draft->text = arena_strndup(arena, text->p, text->n);
    draft->n = text->n;
}

void draft_open(const struct keyring *ring, const struct id *id, const void *sealed, size_t n,
                struct arena *arena, struct draft_row *draft)
{
    struct str text;
    struct box_sender sender = {0};
    *draft = (struct draft_row){.id = *id, .author = *keyring_account(ring)};
    struct hash bound = binding(keyring_side(ring), id, &draft->author);
    str_init(&text, BOX_MAX);
    enum seal seal = box_open(ring, &bound, sealed, n, &text, &sender);
    take_text(draft, keyring_side(ring), &bound, seal, &text, &sender, keyring_public(ring), arena);
    str_release(&text);
}

bool draft_keep(struct db *db, const struct id *author, const struct id *id, const void *sealed,
                size_t n, struct err *err)
{
    int changed;
    struct query q = query(db, SQL_DRAFT_KEEP);
    query_put_id(&q, id);
    query_put_id(&q, author);
    query_put_blob(&q, sealed, n);
    if (!query_run(&q, &changed, err))
        return false;
    return changed == 1 || err_set(err, ERR_CONFLICT, T_STORE_TAKEN, NULL, NULL);
}

bool draft_remove(struct db *db, const struct id *author, const struct id *id, struct err *err)
{
    struct query q = query(db, SQL_DRAFT_REMOVE);
    query_put_id(&q, id);
    query_put_id(&q, author);
    return query_run(&q, NULL, err);
}

struct opener {
    const struct keyring *ring;  /* as the author, or */
    const struct vault_key *key; /* as the case */
    const struct side *side;
    const struct public_keys *keys; /* of the author */
    struct arena *arena;
};

static void open_draft(const struct opener *by, const void *sealed, size_t n,
                       struct draft_row *draft)
{
    struct str text;
    struct box_sender sender = {0};
    if (by->ring != NULL) {
        draft_open(by->ring, &draft->id, sealed, n, by->arena, draft);
        return;
    }
    struct hash bound = binding(by->side, &draft->id, &draft->author);
    str_init(&text, BOX_MAX);
    enum seal seal = box_open_key(by->key, &bound, sealed, n, &text, &sender);
    take_text(draft, by->side, &bound, seal, &text, &sender, by->keys, by->arena);
    str_release(&text);
}

static bool load(struct db *db, const struct opener *by, const struct id *author,
                 struct draft_row **draft, size_t *n, struct err *err)
{
    struct draft_row *list = NULL;
    size_t count = 0;
    size_t room = 0;
    struct query q = query(db, SQL_DRAFTS);
    query_put_id(&q, author);
    while (query_next(&q)) {
        size_t sealed_n;
        const unsigned char *sealed = query_bytes(&q, 1, &sealed_n);
        list = query_room(by->arena, list, count, &room, sizeof *list);
        list[count] = (struct draft_row){.id = query_id(&q, 0), .author = *author};
        open_draft(by, sealed, sealed_n, &list[count]);
        count += by->ring != NULL || list[count].seal != RECORD_NO_KEY;
    }
    if (!query_end(&q, err))
        return false;
    *draft = list;
    *n = count;
    return true;
}

bool drafts_load(struct db *db, const struct keyring *ring, struct arena *arena,
                 struct draft_row **draft, size_t *n, struct err *err)
{
    struct opener by = {.ring = ring, .arena = arena};
    return load(db, &by, keyring_account(ring), draft, n, err);
}

bool drafts_left(struct db *db, const struct side *side, const struct vault_key *key,
                 const struct id *author, const struct public_keys *keys, struct arena *arena,
                 struct draft_row **draft, size_t *n, struct err *err)
{
    struct opener by = {.key = key, .side = side, .keys = keys, .arena = arena};
    return load(db, &by, author, draft, n, err);
}
