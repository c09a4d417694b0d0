/* note_back.c - what goes back to the author of a note: that it was read, a line in answer. */
#include <stdlib.h>
#include <string.h>

#include "note_inside.h"
#include "sis/base/utf8.h"
#include "sis/vault/vault.h"

#define LINE_MAX_BYTES 600

/* A letter to one author, signed by this person, whose name it does not tell: a function and a time are
 * all that the author learns. */
static bool send(struct turn *turn, const struct note_origin *to, const char *form,
                 const struct answers *answers, struct err *err)
{
    struct work *work = turn->work;
    const struct public_keys *keys = roster_keys(&work->own->roster, &to->author);
    struct row_new row = {.audit = turn->link.number, .signer = {work->keys}};
    struct box_to box;
    struct recipient recipient = {
        .kind = RECIPIENT_AUTHOR, .id = to->author, .box = &box, .n_boxes = 1};
    struct str json;
    struct id letter;
    bool done;

    if (keys == NULL)
        return true; /* nobody is there to read it */
    box.box = keys->box;
    row.record.id = random_id();
    row.record.parent = to->record;
    row.record.form = form;
    row.record.revision = 1;
    row.record.by = work_author(work);
    row.record.by.name = NULL;
    row.record.at = clock_now(&work->clock);
    row.record.method_hash = work->method->hash;
    str_init(&json, LETTERBOX_MAX);
    done = answers_to_json(answers, &json);
    row.json = json.p;
    row.json_n = json.n;
    done = done ? letterbox_put(work->home->db, &work->home->side, &recipient, &row, &letter, err)
                : err_set(err, ERR_LIMIT, T_NOTE_TOO_LONG, NULL, NULL);
    str_release(&json);
    return done;
}

static bool tell(struct turn *turn, const struct note_origin *to, const char *form, struct err *err)
{
    struct arena *arena = arena_new();
    struct answers answers;
    bool done;

    answers_init(&answers, arena);
    done = send(turn, to, form, &answers, err);
    arena_free(arena);
    return done;
}

bool note_receipt(struct turn *turn, const struct note_origin *to, struct err *err)
{
    return id_equal(&to->author, &turn->work->account) || tell(turn, to, FORM_RECEIPT, err);
}

bool note_moved_in(struct turn *turn, const struct note_origin *to, struct err *err)
{
    return tell(turn, to, FORM_MOVED_IN, err);
}

bool note_send_reply(struct turn *turn, const struct note_origin *to, const char *line,
                     struct err *err)
{
    struct answer answer = {.id = REPLY_TEXT, .value = value_text(line)};
    struct arena *arena;
    struct answers answers;
    bool done;

    if (utf8_is_blank(line))
        return err_set(err, ERR_INPUT, T_NOTE_REPLY_FIRST, NULL, NULL);
    if (strlen(line) > LINE_MAX_BYTES)
        return err_set(err, ERR_INPUT, T_NOTE_REPLY_LONG, NULL, NULL);
    arena = arena_new();
    answers_init(&answers, arena);
    answers_set(&answers, &answer);
    done = send(turn, to, FORM_REPLY, &answers, err);
    arena_free(arena);
    return done;
}

static bool kind_of(const char *form, enum note_back_kind *kind)
{
    static const char *const forms[] = {[NOTE_BACK_READ] = FORM_RECEIPT,
                                        [NOTE_BACK_MOVED] = FORM_MOVED_IN,
                                        [NOTE_BACK_REPLY] = FORM_REPLY};

    for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
        if (text_equal(forms[i], form)) {
            *kind = (enum note_back_kind)i;
            return true;
        }
    }
    return false;
}

/* Only what somebody of this home has signed, and says what they say. */
static bool read_back(struct work *work, struct letterbox_item *letter, struct arena *arena,
                      struct note_answer *out)
{
    struct row *row = &letter->row;
    struct err err = {0};

    if (!letterbox_open(work->home->db, work->keys, letter, arena, &err) ||
        !note_is_signed(work, letter) || !role_parse(row->record.by.role, &out->back.role))
        return false;
    out->record = row->record.parent;
    out->back.at = row->record.at;
    if (!kind_of(row->record.form, &out->back.kind))
        return false;
    if (out->back.kind != NOTE_BACK_REPLY)
        return true;
    if (!row_answers(row, arena, &err))
        return false;
    out->back.line = note_said(row->record.answers, REPLY_TEXT);
    return out->back.line != NULL;
}

static int oldest_first(const void *a, const void *b)
{
    const struct note_answer *x = a;
    const struct note_answer *y = b;

    return x->back.at < y->back.at ? -1 : x->back.at > y->back.at;
}

bool note_backs(struct work *work, struct arena *arena, struct note_answer **answer, size_t *n,
                struct err *err)
{
    struct letterbox_item *letter;
    size_t n_letters;

    if (!letterbox_list(work->home->db, RECIPIENT_AUTHOR, &work->account, arena, &letter,
                        &n_letters, err))
        return false;
    *answer = arena_array(arena, n_letters + 1, sizeof **answer);
    *n = 0;
    for (size_t i = 0; i < n_letters; i++)
        *n += read_back(work, &letter[i], arena, &(*answer)[*n]);
    qsort(*answer, *n, sizeof **answer, oldest_first);
    return true;
}

bool note_forget_backs(struct work *work, int64_t before, struct err *err)
{
    struct arena *arena = arena_new();
    struct letterbox_item *letter;
    size_t n = 0;
    bool done =
        letterbox_list(work->home->db, RECIPIENT_AUTHOR, &work->account, arena, &letter, &n, err);

    for (size_t i = 0; done && i < n; i++) {
        struct note_answer old;

        if (!read_back(work, &letter[i], arena, &old) || old.back.at < before)
            done = letterbox_remove(work->home->db, &letter[i].id, err);
    }
    arena_free(arena);
    return done;
}
