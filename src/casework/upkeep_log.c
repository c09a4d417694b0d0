/* upkeep_log.c - what the log says is in the file, held against what is there. */
#include "upkeep_log.h"

#include <stdlib.h>
#include <string.h>

#include "sis/store/statement_row.h"

#define AT_A_TIME 256
#define FAILED "login.failed"

void hashes_add(struct hashes *it, const struct hash *hash)
{
    if (it->n == it->cap) {
        it->cap = it->cap == 0 ? 256 : 2 * it->cap;
        it->hash = mem_grow(it->hash, it->cap * sizeof *it->hash);
    }
    it->hash[it->n++] = *hash;
}

void hashes_release(struct hashes *it)
{
    mem_free(it->hash);
    memset(it, 0, sizeof *it);
}

static int by_bytes(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct hash));
}

static void hashes_sort(struct hashes *it)
{
    if (it->n > 0)
        qsort(it->hash, it->n, sizeof *it->hash, by_bytes);
}

/* How many of the hashes that an answer lists are not there. */
static size_t missing(const struct answers *payload, const char *id, const struct hashes *there)
{
    const struct answer *named = answers_get(payload, id);
    size_t n = 0;

    if (named == NULL || named->value.kind != VALUE_CODES)
        return 0;
    for (size_t i = 0; i < named->value.n; i++) {
        struct hash hash;

        n += !hash_parse(named->value.code[i], &hash) || there->n == 0 ||
             bsearch(&hash, there->hash, there->n, sizeof hash, by_bytes) == NULL;
    }
    return n;
}

static const char *said(const struct answers *payload, const char *id)
{
    const struct answer *answer = answers_get(payload, id);

    return answer != NULL && answer->value.kind == VALUE_TEXT ? answer->value.text : NULL;
}

/* By whom it says, and unsigned only where nobody was logged in. */
static bool is_right(struct work *work, const struct audit_row *row, const struct str *text,
                     const struct box_sender *sender, const struct answers *payload)
{
    const struct public_keys *keys;
    const char *by = said(payload, "by");
    struct id id;

    if (!sender->is_signed)
        return text_equal(said(payload, "what"), FAILED);
    keys = roster_keys(&work->own->roster, &sender->account);
    return keys != NULL && (by == NULL || (id_parse(by, &id) && id_equal(&id, &sender->account))) &&
           audit_sender_check(&work->home->side, &row->link, row->body, row->n, text, sender, keys);
}

/* Whether this person holds the key under which what the row names was written. */
static bool could_open(struct work *work, const struct answers *payload)
{
    const char *of = said(payload, "case");
    struct err err = {0};
    const struct access_view *access;
    struct id id;

    if (work->own->home_key == NULL || of == NULL || !id_parse(of, &id))
        return work->own->home_key != NULL;
    access = work_access(work, &id, &err);
    return access != NULL && access->key != NULL;
}

struct reading {
    struct work *work;
    const struct hashes *rows, *lists;
    struct upkeep *found;
};

static void read_row(struct reading *it, const struct audit_row *row, struct arena *arena)
{
    struct box_sender sender = {0};
    struct answers payload;
    struct str text;
    struct err err = {0};
    enum seal seal;

    str_init(&text, 0);
    answers_init(&payload, arena);
    seal = audit_open(it->work->keys, &row->link, row->body, row->n, &text, &sender);
    if (seal == SEAL_OPEN && json_read_answers(text.p, text.n, &payload, &err) &&
        is_right(it->work, row, &text, &sender, &payload)) {
        it->found->lists_gone += missing(&payload, "lists", it->lists);
        if (could_open(it->work, &payload))
            it->found->rows_gone += missing(&payload, "rows", it->rows);
    } else if (seal != SEAL_NO_KEY) {
        it->found->log_wrong++;
    }
    str_release(&text);
}

static bool add_lists(struct work *work, enum statement_kind kind, const struct id *owner,
                      struct hashes *lists, struct err *err)
{
    struct arena *arena = arena_new();
    struct statement_row *row;
    size_t n = 0;
    bool done = statement_row_history(work->home->db, kind, owner, 0, arena, &row, &n, err);

    for (size_t i = 0; done && i < n; i++) {
        struct hash hash = hash_of(row[i].bytes, row[i].n);

        hashes_add(lists, &hash);
    }
    arena_free(arena);
    return done;
}

static bool all_lists(struct work *work, struct hashes *lists, struct err *err)
{
    static const enum statement_kind of_home[] = {STATEMENT_ROOT, STATEMENT_LEADS, STATEMENT_HOME,
                                                  STATEMENT_END};
    struct arena *arena = arena_new();
    struct statement_row *of_case;
    size_t n = 0;
    bool done = statement_row_cases(work->home->db, arena, &of_case, &n, err);

    for (size_t i = 0; done && i < ARRAY_LEN(of_home); i++)
        done = add_lists(work, of_home[i], &work->home->side.home, lists, err);
    for (size_t i = 0; done && i < n; i++)
        done = add_lists(work, STATEMENT_ACCESS, &of_case[i].owner, lists, err);
    arena_free(arena);
    hashes_sort(lists);
    return done;
}

bool upkeep_log(struct work *work, struct hashes *rows, struct upkeep *found, struct err *err)
{
    struct hashes lists = {0};
    struct reading it = {.work = work, .rows = rows, .lists = &lists, .found = found};
    uint64_t from = 1;
    size_t n = AT_A_TIME;
    bool done;

    found->log_read = role_holds(work->role, KEY_AUDIT);
    if (!found->log_read)
        return true;
    hashes_sort(rows);
    done = all_lists(work, &lists, err);
    while (done && n == AT_A_TIME) {
        struct arena *arena = arena_new();
        struct audit_row *row;

        done = audit_load(work->home->db, from, AT_A_TIME, arena, &row, &n, err);
        for (size_t i = 0; done && i < n; i++) {
            read_row(&it, &row[i], arena);
            from = row[i].link.number + 1;
        }
        arena_free(arena);
    }
    hashes_release(&lists);
    return done;
}
