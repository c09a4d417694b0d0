/* letterbox.c - what was put in for a case, a lead or an author who could not be handed it. */
#include "sis/store/letterbox.h"

#include <string.h>

#include "store/sql.h"

static struct hash binding(const struct side *side, const struct id *id, const struct recipient *to)
{
    struct binder binder;
    binder_init(&binder, "sis-tui letter 1", side);
    binder_id(&binder, id);
    binder_u8(&binder, (uint8_t)to->kind);
    binder_id(&binder, &to->id);
    binder_u32(&binder, to->key_number);
    return binder_end(&binder);
}

/* The row's text, signed by its author as a row is; the box itself is signed too, so that it opens
 * as the author's also before it is one. */
static bool seal_letter(const struct side *side, const struct recipient *to, struct row_new *row,
                        const struct id *id, struct str *sealed, struct err *err)
{
    struct str text;
    struct hash bound = binding(side, id, to);
    str_init(&text, ROW_MAX);
    bool done = row_write(row, &text, err);
    if (done && text.n > LETTERBOX_MAX)
        done = err_set(err, ERR_LIMIT, T_STORE_LETTER_LONG, NULL, NULL);
    done = done && box_seal(side, row->signer[0], to->box, to->n_boxes, &bound, text.p, text.n,
                            sealed, err);
    str_release(&text);
    return done;
}

static bool add(struct db *db, const struct id *id, const struct recipient *to,
                const struct str *sealed, struct err *err)
{
    struct query q = query(db, SQL_LETTER_ADD);
    query_put_id(&q, id);
    query_put_int(&q, to->kind);
    query_put_id(&q, &to->id);
    query_put_int(&q, to->key_number);
    query_put_blob(&q, sealed->p, sealed->n);
    return query_run(&q, NULL, err);
}

bool letterbox_put(struct db *db, const struct side *side, const struct recipient *to,
                   struct row_new *row, struct id *id, struct err *err)
{
    struct str sealed;
    struct id made = random_id();
    str_init(&sealed, 0);
    bool done = seal_letter(side, to, row, &made, &sealed, err) && add(db, &made, to, &sealed, err);
    str_release(&sealed);
    if (done)
        *id = made;
    return done;
}

bool letterbox_replace(struct db *db, const struct side *side, const struct recipient *to,
                       struct row_new *row, const struct id *id, struct err *err)
{
    struct str sealed;
    int changed = 0;
    str_init(&sealed, 0);
    bool done = seal_letter(side, to, row, id, &sealed, err);
    if (done) {
        struct query q = query(db, SQL_LETTER_REPLACE);
        query_put_id(&q, id);
        query_put_int(&q, to->kind);
        query_put_id(&q, &to->id);
        query_put_int(&q, to->key_number);
        query_put_blob(&q, sealed.p, sealed.n);
        done = query_run(&q, &changed, err);
    }
    str_release(&sealed);
    if (done && changed != 1)
        done = err_set(err, ERR_MISSING, T_STORE_OPENED, NULL, NULL);
    return done;
}

bool letterbox_forward(struct db *db, const struct side *side, const struct keyring *ring,
                       const struct recipient *to, const struct letterbox_item *letter,
                       struct id *id, struct err *err)
{
    struct str sealed;
    struct id made = random_id();
    struct hash bound = binding(side, &made, to);
    str_init(&sealed, 0);
    bool done = box_seal(side, ring, to->box, to->n_boxes, &bound, letter->row.text,
                         letter->row.text_n, &sealed, err) &&
                add(db, &made, to, &sealed, err) && letterbox_remove(db, &letter->id, err);
    str_release(&sealed);
    if (done)
        *id = made;
    return done;
}

bool letterbox_count(struct db *db, enum recipient_kind kind, const struct id *recipient,
                     size_t *waiting, size_t *aside, struct err *err)
{
    size_t count[2] = {0, 0};
    struct query q = query(db, SQL_LETTERS_COUNT);
    query_put_int(&q, kind);
    query_put_id(&q, recipient);
    while (query_next(&q))
        count[query_int(&q, 0) != 0] = (size_t)query_int(&q, 1);
    if (!query_end(&q, err))
        return false;
    *waiting = count[0];
    *aside = count[1];
    return true;
}

/* Columns of every query that reads letters. */
static struct letterbox_item read_item(struct query *q)
{
    return (struct letterbox_item){
        .id = query_id(q, 0),
        .to = {.kind = (enum recipient_kind)query_int(q, 1),
               .id = query_id(q, 2),
               .key_number = (uint32_t)query_int(q, 3)},
        .aside = query_int(q, 4) != 0,
        .size = (size_t)query_int(q, 5),
        .seal = RECORD_NO_KEY,
    };
}

bool letterbox_list(struct db *db, enum recipient_kind kind, const struct id *recipient,
                    struct arena *arena, struct letterbox_item **letter, size_t *n, struct err *err)
{
    struct letterbox_item *list = NULL;
    size_t count = 0;
    size_t room = 0;
    struct query q = query(db, SQL_LETTERS);
    query_put_int(&q, kind);
    query_put_id(&q, recipient);
    while (query_next(&q)) {
        list = query_room(arena, list, count, &room, sizeof *list);
        list[count++] = read_item(&q);
    }
    if (!query_end(&q, err))
        return false;
    *letter = list;
    *n = count;
    return true;
}

bool letterbox_get(struct db *db, const struct id *id, struct letterbox_item *letter,
                   struct err *err)
{
    struct letterbox_item found;
    struct query q = query(db, SQL_LETTER_GET);
    query_put_id(&q, id);
    bool any = query_next(&q);
    if (any)
        found = read_item(&q);
    if (!query_end(&q, err))
        return false;
    if (!any)
        return err_set(err, ERR_MISSING, T_STORE_OPENED, NULL, NULL);
    *letter = found;
    return true;
}

/* As the case when the ring has its key, else as the person. */
static enum seal open_box(const struct keyring *ring, const struct letterbox_item *letter,
                          const void *sealed, size_t n, struct str *text)
{
    struct box_sender sender = {0};
    struct hash bound = binding(keyring_side(ring), &letter->id, &letter->to);
    const struct vault_key *key = NULL;
    if (n > LETTERBOX_SEALED_MAX)
        return SEAL_BROKEN;
    if (letter->to.kind == RECIPIENT_CASE)
        key = keyring_find(ring, KEY_CASE, &letter->to.id, letter->to.key_number);
    return key != NULL ? box_open_key(key, &bound, sealed, n, text, &sender)
                       : box_open(ring, &bound, sealed, n, text, &sender);
}

static bool fits(const struct letterbox_item *letter)
{
    return letter->to.kind != RECIPIENT_CASE ||
           id_equal(&letter->row.record.case_id, &letter->to.id);
}

static void open_letter(const struct keyring *ring, struct letterbox_item *letter,
                        const void *sealed, size_t n, struct arena *arena)
{
    struct str text;
    str_init(&text, 0);
    enum seal seal = open_box(ring, letter, sealed, n, &text);
    letter->seal = seal == SEAL_NO_KEY ? RECORD_NO_KEY : RECORD_BROKEN;
    if (seal == SEAL_OPEN &&
        row_read(arena_strndup(arena, text.p, text.n), text.n, arena, &letter->row) && fits(letter))
        letter->seal = RECORD_OPEN;
    str_release(&text);
}

bool letterbox_open(struct db *db, const struct keyring *ring, struct letterbox_item *letter,
                    struct arena *arena, struct err *err)
{
    struct query q = query(db, SQL_LETTER_BODY);
    query_put_id(&q, &letter->id);
    bool any = query_next(&q);
    if (any) {
        size_t n;
        const unsigned char *sealed = query_bytes(&q, 0, &n);
        open_letter(ring, letter, sealed, n, arena);
    }
    if (!query_end(&q, err))
        return false;
    return any || err_set(err, ERR_MISSING, T_STORE_OPENED, NULL, NULL);
}

bool letterbox_take(struct db *db, const struct side *side, const struct vault_key *key,
                    const struct letterbox_item *letter, struct hash *hash, struct err *err)
{
    if (!row_add_text(db, key, &letter->row, err) || !letterbox_remove(db, &letter->id, err))
        return false;
    *hash = row_hash(side, &letter->row);
    return true;
}

static bool one(struct db *db, enum sql_id sql, const struct id *id, struct err *err)
{
    int changed;
    struct query q = query(db, sql);
    query_put_id(&q, id);
    if (!query_run(&q, &changed, err))
        return false;
    return changed == 1 || err_set(err, ERR_MISSING, T_STORE_OPENED, NULL, NULL);
}

bool letterbox_aside(struct db *db, const struct id *id, struct err *err)
{
    return one(db, SQL_LETTER_ASIDE, id, err);
}

bool letterbox_remove(struct db *db, const struct id *id, struct err *err)
{
    return one(db, SQL_LETTER_REMOVE, id, err);
}
