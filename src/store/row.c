/* row.c - the sealed, append-only log: adding, loading, sealing anew. */
#include "sis/store/row.h"

#include <assert.h>
#include <string.h>

#include "sis/store/json_read.h"
#include "sis/vault/seal.h"
#include "store/sql.h"

/* ---- writing ---- */

/* A row of a case is under the case's key, one of the home's register under the home's. */
static bool belongs(const struct vault_key *key, const struct record *record)
{
    return key_kind(key) == KEY_CASE ? id_equal(key_owner(key), &record->case_id)
                                     : key_kind(key) == KEY_HOME && id_is_none(&record->case_id);
}

static bool insert(struct db *db, const struct vault_key *key, const struct id *id,
                   const char *text, size_t n, struct err *err)
{
    if (n > ROW_MAX)
        return err_set(err, ERR_LIMIT, T_STORE_TOO_LARGE, NULL, NULL);
    size_t size = row_sealed_size(n);
    uint8_t *body = mem_new(size);
    row_seal(key, id, text, n, body);
    struct query q = query(db, SQL_ROW_ADD);
    query_put_id(&q, id);
    query_put_blob(&q, key_reference(key), VAULT_REFERENCE);
    query_put_int(&q, key_number(key));
    query_put_blob(&q, body, size);
    bool done = query_run(&q, NULL, err);
    mem_free(body);
    return done;
}

bool row_add(struct db *db, const struct vault_key *key, struct row_new *row, struct hash *hash,
             struct err *err)
{
    struct str text;
    assert(belongs(key, &row->record));
    str_init(&text, ROW_MAX);
    bool done =
        row_write(row, &text, err) && insert(db, key, &row->record.row, text.p, text.n, err);
    if (done) {
        struct row whole = {.record = row->record, .text = text.p, .text_n = text.n};
        row->record.key_number = (int)key_number(key);
        *hash = row_hash(keyring_side(row->signer[0]), &whole);
    }
    str_release(&text);
    return done;
}

bool row_add_text(struct db *db, const struct vault_key *key, const struct row *row,
                  struct err *err)
{
    assert(belongs(key, &row->record));
    return insert(db, key, &row->record.row, row->text, row->text_n, err);
}

/* ---- reading ---- */

/* Columns of every query that reads rows. */
enum { NUMBER, ID, KEY_NUMBER, BODY, REFERENCE };

/* Opens the present body into content. */
static enum seal open_body(struct query *q, const struct vault_key *key, struct str *content)
{
    size_t sealed_n;
    size_t n = 0;
    struct id id = query_id(q, ID);
    const uint8_t *sealed = query_bytes(q, BODY, &sealed_n);
    enum seal seal = SEAL_BROKEN;
    str_clear(content);
    if (str_repeat(content, '\0', row_content_max(sealed_n)))
        seal = row_open(key, &id, sealed, sealed_n, (uint8_t *)content->p, &n);
    str_truncate(content, n);
    return seal;
}

/* key NULL: none of this person's opens it. content is room to work in, so that the arena need not
 * hold the padding. */
static void read_row(struct query *q, const struct vault_key *key, struct arena *arena,
                     struct str *content, struct row *row)
{
    struct id id = query_id(q, ID);
    bool open = key != NULL && open_body(q, key, content) == SEAL_OPEN &&
                row_read(arena_strndup(arena, content->p, content->n), content->n, arena, row) &&
                id_equal(&row->record.row, &id) && belongs(key, &row->record);
    if (!open) {
        memset(row, 0, sizeof *row);
        row->record.seal = key == NULL ? RECORD_NO_KEY : RECORD_BROKEN;
    }
    row->record.row = id;
    row->record.key_number = (int)query_int(q, KEY_NUMBER);
    row->number = query_int(q, NUMBER);
}

/* The newest open row of each record: open addressing, at most half full. */
struct row_index {
    size_t size; /* a power of two */
    size_t n;
    const struct row **slot;
};

static const struct row **index_slot(const struct row_index *index, const struct id *record)
{
    uint32_t start; /* ids are random */
    memcpy(&start, record->byte, sizeof start);
    size_t at = start & (index->size - 1);
    while (index->slot[at] != NULL && !id_equal(&index->slot[at]->record.id, record))
        at = (at + 1) & (index->size - 1);
    return &index->slot[at];
}

static struct row_index *index_new(struct arena *arena, size_t size)
{
    struct row_index *index = arena_alloc(arena, sizeof *index);
    index->size = size;
    index->slot = arena_array(arena, size, sizeof *index->slot);
    return index;
}

static struct row_index *index_grown(const struct row_index *index, struct arena *arena)
{
    struct row_index *grown = index_new(arena, index != NULL ? 4 * index->size : 64);
    for (size_t i = 0; index != NULL && i < index->size; i++)
        if (index->slot[i] != NULL)
            *index_slot(grown, &index->slot[i]->record.id) = index->slot[i];
    grown->n = index != NULL ? index->n : 0;
    return grown;
}

/* Rows come in the order of writing. */
static void index_add(struct rows *rows, const struct row *row)
{
    if (row->record.seal != RECORD_OPEN)
        return;
    if (rows->newest == NULL || 2 * rows->newest->n >= rows->newest->size)
        rows->newest = index_grown(rows->newest, rows->arena);
    const struct row **slot = index_slot(rows->newest, &row->record.id);
    rows->newest->n += *slot == NULL;
    if (*slot == NULL || row->record.revision >= (*slot)->record.revision)
        *slot = row;
}

const struct row *rows_newest(const struct rows *rows, const struct id *record)
{
    const struct row *row = rows->newest != NULL ? *index_slot(rows->newest, record) : NULL;
    return row != NULL && row->record.seal == RECORD_OPEN ? row : NULL;
}

void rows_init(struct rows *rows, struct arena *arena)
{
    *rows = (struct rows){.arena = arena};
}

bool rows_load(struct db *db, const struct vault_key *key, struct rows *rows, struct err *err)
{
    struct rows more = *rows;
    struct str content;
    str_init(&content, row_sealed_size(ROW_MAX));
    struct query q = query(db, SQL_ROWS);
    query_put_blob(&q, key_reference(key), VAULT_REFERENCE);
    query_put_int(&q, rows->last);
    while (query_next(&q)) {
        struct row *row = arena_alloc(rows->arena, sizeof *row);
        read_row(&q, key, rows->arena, &content, row);
        more.row = query_room(rows->arena, more.row, more.n, &more.cap, sizeof(struct row *));
        more.row[more.n++] = row;
        more.last = row->number;
        more.n_broken += row->record.seal == RECORD_BROKEN;
    }
    str_release(&content);
    if (!query_end(&q, err))
        return false;
    for (size_t i = rows->n; i < more.n; i++)
        index_add(&more, more.row[i]);
    *rows = more;
    return true;
}

static const struct vault_key *key_of(struct query *q, const struct keyring *ring)
{
    size_t n;
    const uint8_t *reference = query_bytes(q, REFERENCE, &n);
    int64_t number = query_int(q, KEY_NUMBER);
    if (n != VAULT_REFERENCE || number < 0 || number > UINT32_MAX)
        return NULL;
    return keyring_by_reference(ring, reference, (uint32_t)number);
}

bool row_find(struct db *db, const struct keyring *ring, const struct id *id, struct arena *arena,
              struct row *row, struct err *err)
{
    struct row found;
    struct str content;
    struct query q = query(db, SQL_ROW_FIND);
    query_put_id(&q, id);
    bool any = query_next(&q);
    str_init(&content, row_sealed_size(ROW_MAX));
    if (any)
        read_row(&q, key_of(&q, ring), arena, &content, &found);
    str_release(&content);
    if (!query_end(&q, err))
        return false;
    if (!any)
        return err_set(err, ERR_MISSING, T_STORE_NOT_THERE, NULL, NULL);
    *row = found;
    return true;
}

bool rows_each(struct db *db, const struct keyring *ring, bool (*visit)(void *, const struct row *),
               void *arg, struct err *err)
{
    bool more = true;
    struct str content;
    str_init(&content, row_sealed_size(ROW_MAX));
    struct query q = query(db, SQL_ROWS_ALL);
    while (more && query_next(&q)) {
        struct row row;
        struct arena *arena = arena_new();
        read_row(&q, key_of(&q, ring), arena, &content, &row);
        more = visit(arg, &row);
        arena_free(arena);
    }
    str_release(&content);
    return query_end(&q, err);
}

bool row_answers(struct row *row, struct arena *arena, struct err *err)
{
    if (row->record.answers != NULL)
        return true;
    if (row->record.seal != RECORD_OPEN)
        return err_set(err, ERR_CORRUPT, T_STORE_NOT_OPEN, NULL, NULL);
    struct answers *answers = arena_alloc(arena, sizeof *answers);
    answers_init(answers, arena);
    if (!json_read_answers(row->json, row->json_n, answers, err)) {
        row->record.seal = RECORD_BROKEN;
        return false;
    }
    row->record.answers = answers;
    return true;
}

/* ---- change of keys ---- */

/* The next row under a key after *number: its place and its content. *any false: there is none. */
static bool next_content(struct db *db, const struct vault_key *key, int64_t *number, struct id *id,
                         struct str *content, enum seal *seal, bool *any, struct err *err)
{
    struct query q = query(db, SQL_ROWS_NEXT);
    query_put_blob(&q, key_reference(key), VAULT_REFERENCE);
    query_put_int(&q, *number);
    *any = query_next(&q);
    if (*any) {
        *number = query_int(&q, NUMBER);
        *id = query_id(&q, ID);
        *seal = open_body(&q, key, content);
    }
    return query_end(&q, err);
}

static bool replace(struct db *db, const struct vault_key *key, int64_t number, const struct id *id,
                    const struct str *content, struct err *err)
{
    size_t size = row_sealed_size(content->n);
    uint8_t *body = mem_new(size);
    row_seal(key, id, content->p, content->n, body);
    struct query q = query(db, SQL_ROW_RESEAL);
    query_put_int(&q, number);
    query_put_blob(&q, key_reference(key), VAULT_REFERENCE);
    query_put_int(&q, key_number(key));
    query_put_blob(&q, body, size);
    bool done = query_run(&q, NULL, err);
    mem_free(body);
    return done;
}

bool rows_reseal(struct db *db, const struct vault_key *from, const struct vault_key *to,
                 size_t *resealed, size_t *broken, struct err *err)
{
    struct str content;
    struct id id;
    enum seal seal;
    int64_t number = 0;
    size_t good = 0;
    size_t bad = 0;
    bool any = true;
    bool done = true;
    assert(id_equal(key_owner(from), key_owner(to)) && key_number(to) > key_number(from));
    str_init(&content, row_sealed_size(ROW_MAX));
    while (done && any) {
        done = next_content(db, from, &number, &id, &content, &seal, &any, err);
        if (!done || !any)
            continue;
        if (seal == SEAL_OPEN) {
            done = replace(db, to, number, &id, &content, err);
            good++;
        } else {
            bad++;
        }
    }
    str_release(&content);
    if (done) {
        *resealed = good;
        *broken = bad;
    }
    return done;
}
