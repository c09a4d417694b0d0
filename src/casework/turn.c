/* turn.c - how a use case runs: right, lock, place in the log, rows, log row, commit. */
#include <string.h>

#include "inside.h"
#include "sis/base/json.h"

/* By the log key as it is now: the one that the row was begun with, unless another session has changed
 * it since. */
static bool begin_log_row(struct turn *turn, struct err *err)
{
    const struct key_entry *key = turn->work->own->log_key;

    if (turn->log.box.n > 0 && turn->log.log_key_number == key->number &&
        vault_equal(turn->log.log_key, key->box, VAULT_PUBLIC))
        return true;
    return audit_begin(key->box, key->number, &turn->log, err);
}

bool turn_begin_first(struct turn *turn, struct work *work, const char *what, struct err *err)
{
    memset(turn, 0, sizeof *turn);
    turn->work = work;
    turn->what = what;
    turn->signer = work->keys;
    turn->author = work_author(work);
    if (work->own->log_key != NULL && !begin_log_row(turn, err))
        return false;
    if (!db_begin(work->home->db, err)) {
        box_drop(&turn->log.box);
        return false;
    }
    turn->open = true;
    work->home->turn = turn;
    if (!audit_next(work->home->db, &turn->link, err)) {
        turn_end(turn);
        return false;
    }
    return true;
}

static bool begin(struct turn *turn, struct work *work, const char *what, const struct id *case_id,
                  struct err *err)
{
    if (!turn_begin_first(turn, work, what, err))
        return false;
    if (case_id != NULL)
        turn->case_id = *case_id;
    if (!work_refresh(work, err)) {
        turn_end(turn);
        return false;
    }
    return true;
}

bool turn_begin(struct turn *turn, struct work *work, enum action action, const char *what,
                const struct id *case_id, struct err *err)
{
    if (!begin(turn, work, what, case_id, err))
        return false;
    if (!work_may(work, action, case_id)) {
        turn_end(turn);
        return err_set(err, ERR_DENIED, T_DENIED, NULL, NULL);
    }
    return true;
}

bool turn_begin_own(struct turn *turn, struct work *work, const char *what, struct err *err)
{
    return begin(turn, work, what, NULL, err);
}

static void note(struct hash **list, size_t *n, const struct hash *hash)
{
    *list = mem_grow(*list, (*n + 1) * sizeof **list);
    (*list)[(*n)++] = *hash;
}

void turn_note_row(struct turn *turn, const struct hash *hash)
{
    note(&turn->row, &turn->n_rows, hash);
}

void turn_note_list(struct turn *turn, const struct hash *hash)
{
    note(&turn->list, &turn->n_lists, hash);
}

bool turn_row(struct turn *turn, struct record *record, const struct answers *answers,
              struct err *err)
{
    struct work *work = turn->work;
    const struct vault_key *key = work->own->home_key;
    const struct access_view *access = NULL;
    struct row_new row = {.audit = turn->link.number, .signer = {turn->signer}};
    struct hash hash;
    struct str json;
    bool done;

    if (!id_is_none(&turn->case_id)) {
        access = work_access(work, &turn->case_id, err);
        if (access == NULL)
            return false;
        key = access->key;
    }
    if (key == NULL)
        return err_set(err, ERR_DENIED, T_DENIED, NULL, NULL);
    record->case_id = turn->case_id;
    record->by = turn->author;
    record->at = clock_now(&work->clock);
    record->method_hash = work->method != NULL ? work->method->hash : "";
    row.record = *record;
    str_init(&json, ROW_ANSWERS_MAX);
    if (!answers_to_json(answers, &json)) {
        str_release(&json);
        return err_set(err, ERR_LIMIT, T_ROW_TOO_LARGE, NULL, NULL);
    }
    row.json = json.p;
    row.json_n = json.n;
    done = row_add(work->home->db, key, &row, &hash, err);
    str_release(&json);
    if (!done)
        return false;
    *record = row.record;
    turn_note_row(turn, &hash);
    return true;
}

static void put_id(struct json *json, const char *name, const struct id *id)
{
    char text[ID_TEXT];

    if (!id_is_none(id)) {
        id_text(id, text);
        json_name(json, name);
        json_text(json, text);
    }
}

static void put_hashes(struct json *json, const char *name, const struct hash *hash, size_t n)
{
    char text[HASH_TEXT];

    json_name(json, name);
    json_open(json, '[');
    for (size_t i = 0; i < n; i++) {
        hash_text(&hash[i], text);
        json_text(json, text);
    }
    json_close(json, ']');
}

/* Ids and codes only: the log holds no content. */
static void write_payload(const struct turn *turn, struct str *out)
{
    char at[MOMENT_TEXT];
    struct json json;

    moment_text(clock_now(&turn->work->clock), at);
    json_start(&json, out, false);
    json_open(&json, '{');
    json_name(&json, "at");
    json_text(&json, at);
    json_name(&json, "what");
    json_text(&json, turn->what);
    put_id(&json, "by", &turn->work->account);
    json_name(&json, "role");
    json_text(&json, role_code(turn->work->role));
    put_id(&json, "case", &turn->case_id);
    put_id(&json, "object", &turn->object);
    if (turn->note != NULL) {
        json_name(&json, "note");
        json_text(&json, turn->note);
    }
    put_hashes(&json, "rows", turn->row, turn->n_rows);
    if (turn->n_lists > 0)
        put_hashes(&json, "lists", turn->list, turn->n_lists);
    json_close(&json, '}');
}

bool turn_commit(struct turn *turn, struct err *err)
{
    struct home *home = turn->work->home;
    struct audit_head head;
    struct err publish = {0};
    struct str payload;
    bool done;

    str_init(&payload, 0);
    write_payload(turn, &payload);
    done = begin_log_row(turn, err) &&
           audit_append(home->db, &home->side, &turn->link, turn->work->keys, &turn->log, payload.p,
                        payload.n, &head, err) &&
           db_commit(home->db, err);
    str_release(&payload);
    if (!done)
        return false;
    turn->open = false;
    /* The row is durable; a head file that cannot be written is told by `verify`, and must not
     * stop somebody from writing a note at night. */
    if (home->quiet) {
        turn_end(turn);
        return true;
    }
    (void)!audit_publish(&home->side, home->head_file, &head, &publish);
    turn_end(turn);
    return true;
}

void turn_end(struct turn *turn)
{
    if (turn->open) {
        db_rollback(turn->work->home->db);
        turn->open = false;
        work_forget_lists(turn->work); /* they may say what was rolled back */
    }
    box_drop(&turn->log.box);
    if (turn->work->home->turn == turn)
        turn->work->home->turn = NULL;
    mem_free(turn->row);
    mem_free(turn->list);
    turn->row = turn->list = NULL;
    turn->n_rows = turn->n_lists = 0;
}
