/* upkeep.c - backup and verification. */
#include "sis/casework/upkeep.h"

#include "inside.h"
#include "signatures.h"
#include "sis/casework/cosign.h"
#include "sis/store/backup.h"
#include "sis/store/statement_row.h"
#include "upkeep_log.h"

static void take_count(struct upkeep *found, const struct backup_count *count)
{
    found->rows = count->rows;
    found->letters = count->letterbox;
    found->drafts = count->drafts;
    found->accounts = count->accounts;
    found->log = count->audit;
}

bool upkeep_backup(struct home *home, const char *to, struct upkeep *found, struct err *err)
{
    struct backup_count count;

    if (!backup_make(home->db, to, &count, err))
        return false;
    take_count(found, &count);
    return true;
}

bool upkeep_verify(struct home *home, struct upkeep *found, struct err *err)
{
    enum audit_witness witness;
    struct audit_head head;

    if (!db_check(home->db, err) ||
        !audit_verify(home->db, &home->side, NULL, &found->log_whole, &found->log_broken, err) ||
        !audit_last(home->db, &head, err))
        return false;
    found->log = (int64_t)head.number;
    if (!audit_compare(home->db, home->head_file, &witness, &head, err))
        return false;
    found->head_found = witness != AUDIT_NO_WITNESS;
    found->head_agrees = witness == AUDIT_AGREES;
    return true;
}

struct checker {
    struct work *work;
    struct upkeep *found;
    struct hashes rows; /* that could be opened */
};

/* A second signature is over another row; each is looked up by itself, so no order matters. */
static bool cosign_is_right(struct work *work, const struct row *row, struct arena *arena)
{
    const struct answers *answers = row->record.answers;
    struct row first;
    struct err err = {0};
    struct id id;

    return cosign_row_id(answers, &id) &&
           row_find(work->home->db, work->keys, &id, arena, &first, &err) &&
           cosign_right(work, &row->record, answers, &first);
}

/* What somebody else signed too, where the row holds it among its answers. */
static bool second_is_right(struct work *work, const struct row *row)
{
    bool cosign = text_equal(row->record.form, FORM_COSIGN) && row->record.state == RECORD_SIGNED;
    bool copy = text_equal(row->record.form, FORM_COPY);
    struct arena *arena;
    struct row own = *row;
    struct err err = {0};
    bool right;

    if (!cosign && !copy)
        return true;
    arena = arena_new();
    right =
        row_answers(&own, arena, &err) && (copy ? copy_right(work, &own.record, own.record.answers)
                                                : cosign_is_right(work, &own, arena));
    arena_free(arena);
    return right;
}

static bool check_row(void *arg, const struct row *row)
{
    struct checker *it = arg;

    if (row->record.seal == RECORD_NO_KEY) {
        it->found->rows_closed++;
        return true;
    }
    it->found->rows_checked++;
    if (row->record.seal == RECORD_OPEN) {
        struct hash hash = row_hash(&it->work->home->side, row);

        hashes_add(&it->rows, &hash);
    }
    if (row->record.seal != RECORD_OPEN || !signatures_right(it->work, row) ||
        !second_is_right(it->work, row))
        it->found->rows_wrong++;
    return true;
}

/* Case keys come into the ring when a case's list is looked at. */
static bool unwrap_all(struct work *work, struct arena *arena, struct err *err)
{
    struct statement_row *row;
    size_t n;

    if (!statement_row_cases(work->home->db, arena, &row, &n, err))
        return false;
    for (size_t i = 0; i < n; i++)
        if (work_access(work, &row[i].owner, err) == NULL)
            return false;
    return true;
}

bool upkeep_signatures(struct work *work, struct upkeep *found, struct err *err)
{
    struct checker checker = {.work = work, .found = found};
    struct arena *arena = arena_new();
    bool done = work_refresh(work, err) && unwrap_all(work, arena, err) &&
                rows_each(work->home->db, work->keys, check_row, &checker, err) &&
                upkeep_log(work, &checker.rows, found, err);

    hashes_release(&checker.rows);
    arena_free(arena);
    return done;
}
