/* notes.c - handing a note in, changing it while it waits, and what came of it. */
#include "sis/casework/notes.h"

#include <stdlib.h>
#include <string.h>

#include "desk_text.h"
#include "note_inside.h"
#include "sis/casework/records.h"
#include "sis/store/draft.h"
#include "sis/vault/vault.h"

#define HOUR 3600
#define OWN_DAYS 14

static int64_t own_since(struct work *work)
{
    return clock_now(&work->clock) - (int64_t)OWN_DAYS * 24 * HOUR;
}

static bool may_change(struct work *work, int64_t at)
{
    return clock_now(&work->clock) - at <= (int64_t)NOTE_CHANGE_HOURS * HOUR;
}

/* The own copy's entry on the desk, for a note that is to be changed. */
static bool find_own(struct work *work, const struct id *letter, struct arena *arena,
                     struct desk_text *it, struct err *err)
{
    struct desk_text *list;
    size_t n;

    if (!desk_load(work, DESK_NOTE, arena, &list, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (id_equal(&list[i].letter, letter)) {
            *it = list[i];
            return may_change(work, it->draft.at) ||
                   err_set(err, ERR_DENIED, T_NOTE_TOO_OLD, NULL, NULL);
        }
    }
    return err_set(err, ERR_MISSING, T_NOTE_GONE, NULL, NULL);
}

/* What of the answers says where it goes; the author can see that when the rest has been taken away. */
static const struct answers *route_of(const struct answers *answers, struct arena *arena)
{
    static const char *const id[] = {"u1.16", "u1.20", NOTE_LEAD, NOTE_ABOUT, NOTE_WHOM, NOTE_ADDS};
    struct answers *route = arena_alloc(arena, sizeof *route);

    answers_init(route, arena);
    for (size_t i = 0; i < ARRAY_LEN(id); i++) {
        const struct answer *answer = answers_get(answers, id[i]);

        if (answer != NULL)
            answers_set(route, answer);
    }
    return route;
}

static bool same_box(const struct recipient *a, const struct recipient *b)
{
    return a->kind == b->kind && id_equal(&a->id, &b->id) && a->key_number == b->key_number;
}

/* In the place of the earlier text; another letterbox is another letter. */
static bool put_letter(struct work *work, const struct recipient *to, struct row_new *row,
                       struct id *letter, struct err *err)
{
    struct db *db = work->home->db;
    struct letterbox_item before;

    if (id_is_none(letter))
        return letterbox_put(db, &work->home->side, to, row, letter, err);
    if (!letterbox_get(db, letter, &before, err))
        return false;
    if (same_box(to, &before.to))
        return letterbox_replace(db, &work->home->side, to, row, letter, err);
    return letterbox_remove(db, letter, err) &&
           letterbox_put(db, &work->home->side, to, row, letter, err);
}

/* Puts the letter in, or another text in its place, and the entry on the desk. youth NULL: not in the
 * list. */
static bool put(struct turn *turn, const struct youth *youth, struct desk_text *own,
                const struct answers *answers, struct err *err)
{
    struct work *work = turn->work;
    struct row_new row = {.audit = turn->link.number, .signer = {work->keys}};
    struct note_address address;
    struct str json;
    bool done;

    if (!note_address(work, youth, answers, keyring_public(work->keys)->box, &address, err))
        return false;
    row.record.id = own->draft.record;
    if (youth != NULL) {
        row.record.case_id = youth->case_id;
        row.record.parent = id_is_none(&youth->case_id) ? youth->id : row.record.parent;
    }
    row.record.form = FORM_NOTE;
    row.record.revision = 1;
    row.record.by = work_author(work);
    row.record.at = clock_now(&work->clock);
    row.record.method_hash = work->method->hash;
    str_init(&json, LETTERBOX_MAX);
    if (!answers_to_json(answers, &json)) {
        str_release(&json);
        return err_set(err, ERR_LIMIT, T_NOTE_TOO_LONG, NULL, NULL);
    }
    row.json = json.p;
    row.json_n = json.n;
    done = put_letter(work, &address.to, &row, &own->letter, err);
    str_release(&json);
    turn->object = own->letter;
    return done && desk_put_again(work, own, err);
}

/* What nobody will see again: own notes and answers from long ago. */
static bool tidy(struct work *work, struct arena *arena, struct err *err)
{
    int64_t oldest = own_since(work);
    struct desk_text *list;
    size_t n;

    if (!desk_load(work, DESK_NOTE, arena, &list, &n, err))
        return false;
    for (size_t i = 0; i < n; i++)
        if (list[i].draft.at < oldest &&
            !draft_remove(work->home->db, &work->account, &list[i].draft.id, err))
            return false;
    return note_forget_backs(work, oldest, err);
}

static bool hand_in(struct turn *turn, const struct id *youth_id, const struct id *id,
                    const struct answers *answers, const struct id *draft, struct desk_text *own,
                    struct arena *arena, struct err *err)
{
    struct work *work = turn->work;
    bool known = !id_is_none(youth_id);
    struct youth youth;

    own->draft.record = random_id();
    own->draft.at = clock_now(&work->clock);
    if (known && !register_get(work, youth_id, arena, &youth, err))
        return false;
    if (!known && text_is_empty(note_said(answers, NOTE_WHOM)))
        return err_set(err, ERR_INPUT, T_NOTE_WHOM_FIRST, NULL, NULL);
    if (!id_is_none(id) && !find_own(work, id, arena, own, err))
        return false;
    own->draft.youth = *youth_id;
    own->draft.answers = route_of(answers, arena);
    return put(turn, known ? &youth : NULL, own, answers, err) && tidy(work, arena, err) &&
           (id_is_none(draft) || draft_remove(work->home->db, &work->account, draft, err));
}

bool note_hand_in(struct work *work, const struct id *youth_id, struct id *id,
                  const struct answers *answers, const struct id *draft, struct err *err)
{
    struct arena *arena = arena_new();
    struct desk_text own = {.kind = DESK_NOTE};
    struct turn turn;
    bool done = false;

    if (turn_begin(&turn, work, ACTION_NOTE_WRITE, "note.hand_in", NULL, err)) {
        done = hand_in(&turn, youth_id, id, answers, draft, &own, arena, err) &&
               turn_commit(&turn, err);
        turn_end(&turn);
    }
    if (done)
        *id = own.letter;
    else if (err->code == ERR_MISSING && !id_is_none(id))
        err_set(err, ERR_CONFLICT, T_NOTE_OPENED, NULL, NULL);
    arena_free(arena);
    return done;
}

/* One's own words while the letter waits and may be changed. */
static void read_waiting(struct work *work, struct own_note *note, struct arena *arena)
{
    struct letterbox_item letter;
    struct err err = {0};

    note->state = NOTE_OPENED;
    if (!letterbox_get(work->home->db, &note->id, &letter, &err))
        return;
    note->state = NOTE_WAITING;
    if (may_change(work, note->at) &&
        letterbox_open(work->home->db, work->keys, &letter, arena, &err) &&
        letter.seal == RECORD_OPEN && row_answers(&letter.row, arena, &err)) {
        note->answers = letter.row.record.answers;
        note->may_change = true;
    }
}

static void take_backs(struct own_note *note, const struct note_answer *answer, size_t n,
                       struct arena *arena)
{
    struct note_back *back = arena_array(arena, n + 1, sizeof *back);

    for (size_t i = 0; i < n; i++)
        if (id_equal(&answer[i].record, &note->record))
            back[note->n_back++] = answer[i].back;
    note->back = back;
}

bool note_own(struct work *work, struct arena *arena, struct own_note **note, size_t *n,
              struct err *err)
{
    int64_t oldest = own_since(work);
    struct note_answer *answer;
    struct desk_text *list;
    size_t n_list, n_answers;

    if (!desk_load(work, DESK_NOTE, arena, &list, &n_list, err) ||
        !note_backs(work, arena, &answer, &n_answers, err))
        return false;
    *note = arena_array(arena, n_list + 1, sizeof **note);
    *n = 0;
    for (size_t i = 0; i < n_list; i++) {
        struct own_note *it = &(*note)[*n];

        if (list[i].draft.at < oldest)
            continue;
        it->id = list[i].letter;
        it->youth = list[i].draft.youth;
        it->record = list[i].draft.record;
        it->at = list[i].draft.at;
        it->route = list[i].draft.answers;
        it->whom = id_is_none(&it->youth) ? note_said(it->route, NOTE_WHOM) : NULL;
        it->adds = note_said(it->route, NOTE_ADDS);
        read_waiting(work, it, arena);
        take_backs(it, answer, n_answers, arena);
        (*n)++;
    }
    return true;
}
