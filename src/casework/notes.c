/* notes.c - the letterbox: handing in, changing while it waits, opening. */
#include "sis/casework/notes.h"

#include <string.h>

#include "desk_text.h"
#include "inside.h"
#include "methods.h"
#include "registry.h"
#include "sis/casework/records.h"
#include "sis/store/draft.h"
#include "sis/store/letterbox.h"
#include "sis/store/statement_row.h"
#include "sis/vault/vault.h"

#define HOUR 3600
#define OWN_DAYS 14

struct address {
    struct recipient to;
    struct box_to box[BOX_RECIPIENTS];
};

static void address_add(struct address *it, const uint8_t box[VAULT_PUBLIC])
{
    if (it->to.n_boxes < BOX_RECIPIENTS) {
        it->box[it->to.n_boxes++].box = box;
    }
}

/* The case's letterbox; without a file, the leads. The writer too, to read it until it is opened. */
static bool address_of(struct work *work, const struct youth *youth, struct address *it,
                       struct err *err)
{
    const struct lead_list *leads = work->own->roster.leads;
    const struct access_view *access;
    enum role role;

    memset(it, 0, sizeof *it);
    it->to.box = it->box;
    address_add(it, keyring_public(work->keys)->box);
    if (!id_is_none(&youth->case_id)) {
        access = work_access(work, &youth->case_id, err);
        if (access == NULL) {
            return false;
        }
        it->to.kind = RECIPIENT_CASE;
        it->to.id = youth->case_id;
        it->to.key_number = access->list->key.number;
        address_add(it, access->list->key.box);
        return true;
    }
    it->to.kind = RECIPIENT_LEAD;
    for (size_t i = 0; i < leads->n; i++) {
        if (roster_role(&work->own->roster, &leads->leads[i].account, &role)) {
            address_add(it, leads->leads[i].keys.box);
        }
    }
    return true;
}

/* The own copy's entry on the desk, for a note that is to be changed. */
static bool find_own(struct work *work, const struct id *letter, struct arena *arena,
                     struct desk_text *it, struct err *err)
{
    struct desk_text *list;
    size_t n;

    if (!desk_load(work, DESK_NOTE, arena, &list, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (id_equal(&list[i].letter, letter)) {
            *it = list[i];
            if (clock_now(&work->clock) - it->draft.at > (int64_t)NOTE_CHANGE_HOURS * HOUR) {
                return err_set(err, ERR_DENIED, T_NOTE_TOO_OLD, NULL, NULL);
            }
            return true;
        }
    }
    return err_set(err, ERR_MISSING, T_NOTE_GONE, NULL, NULL);
}

/* Puts the letter in, or another text in its place, and the entry on the desk. */
static bool put(struct turn *turn, const struct youth *youth, struct desk_text *own,
                const struct answers *answers, struct err *err)
{
    struct work *work = turn->work;
    bool is_new = id_is_none(&own->letter);
    struct row_new row = {.audit = turn->link.number, .signer = {work->keys}};
    struct address address;
    struct str json;
    bool done;

    if (!address_of(work, youth, &address, err)) {
        return false;
    }
    row.record.id = own->draft.record;
    row.record.case_id = youth->case_id;
    row.record.parent = id_is_none(&youth->case_id) ? youth->id : row.record.parent;
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
    done = is_new ? letterbox_put(work->home->db, &work->home->side, &address.to, &row,
                                  &own->letter, err)
                  : letterbox_replace(work->home->db, &work->home->side, &address.to, &row,
                                      &own->letter, err);
    str_release(&json);
    turn->object = own->letter;
    return done && (!is_new || desk_put(work, own, err));
}

bool note_hand_in(struct work *work, const struct id *youth_id, struct id *id,
                  const struct answers *answers, const struct id *draft, struct err *err)
{
    struct arena *arena = arena_new();
    struct desk_text own = {.kind = DESK_NOTE};
    struct youth youth;
    struct turn turn;
    bool done = false;

    if (turn_begin(&turn, work, ACTION_NOTE_WRITE, "note.hand_in", NULL, err)) {
        own.draft.record = random_id();
        own.draft.youth = *youth_id;
        done = register_get(work, youth_id, arena, &youth, err) &&
               (id_is_none(id) || find_own(work, id, arena, &own, err)) &&
               put(&turn, &youth, &own, answers, err) &&
               (id_is_none(draft) || draft_remove(work->home->db, &work->account, draft, err)) &&
               turn_commit(&turn, err);
        turn_end(&turn);
    }
    if (done) {
        *id = own.letter;
    } else if (err->code == ERR_MISSING && !id_is_none(id)) {
        err_set(err, ERR_CONFLICT, T_NOTE_OPENED, NULL, NULL);
    }
    arena_free(arena);
    return done;
}

/* One's own words while the letter waits. */
static void read_waiting(struct work *work, struct own_note *note, struct arena *arena)
{
    struct letterbox_item letter;
    struct err err = {0};

    note->state = NOTE_OPENED;
    if (!letterbox_get(work->home->db, &note->id, &letter, &err)) {
        return;
    }
    note->state = NOTE_WAITING;
    if (letterbox_open(work->home->db, work->keys, &letter, arena, &err) &&
        letter.seal == RECORD_OPEN && row_answers(&letter.row, arena, &err)) {
        note->answers = letter.row.record.answers;
    }
}

bool note_own(struct work *work, struct arena *arena, struct own_note **note, size_t *n,
              struct err *err)
{
    int64_t oldest = clock_now(&work->clock) - (int64_t)OWN_DAYS * 24 * HOUR;
    struct desk_text *list;
    size_t n_list;

    if (!desk_load(work, DESK_NOTE, arena, &list, &n_list, err)) {
        return false;
    }
    *note = arena_array(arena, n_list + 1, sizeof **note);
    *n = 0;
    for (size_t i = 0; i < n_list; i++) {
        struct own_note *it = &(*note)[*n];

        if (list[i].draft.at >= oldest) {
            it->id = list[i].letter;
            it->youth = list[i].draft.youth;
            it->at = list[i].draft.at;
            read_waiting(work, it, arena);
            (*n)++;
        }
    }
    return true;
}

static bool is_signed(struct work *work, const struct letterbox_item *letter)
{
    const struct public_keys *keys;

    if (letter->seal != RECORD_OPEN || letter->row.n_signatures != 1) {
        return false;
    }
    keys = roster_keys(&work->own->roster, &letter->row.signature[0].account);
    return keys != NULL && row_check(&work->home->side, &letter->row, 0, keys->sign);
}

/* Anybody can put anything into a letterbox: only a new note may become a row, never a consent, a
 * signed form or a later revision of something that is there. */
static bool is_note(const struct letterbox_item *letter)
{
    const struct record *record = &letter->row.record;

    return text_equal(record->form, FORM_NOTE) && record->state == RECORD_READY &&
           record->revision == 1 && record->based_on == 0 && id_is_none(&record->cause);
}

static bool is_sound(struct work *work, const struct case_file *file,
                     const struct letterbox_item *letter)
{
    return is_signed(work, letter) && is_note(letter) && id_is_none(&letter->row.record.parent) &&
           case_record(file, &letter->row.record.id) == NULL;
}

static bool open_one(struct turn *turn, const struct case_file *file, const struct vault_key *key,
                     struct letterbox_item *letter, struct arena *arena, bool *kept,
                     struct err *err)
{
    struct db *db = turn->work->home->db;
    struct err why = {0};
    struct hash hash;

    *kept = false;
    if (!letterbox_open(db, turn->work->keys, letter, arena, err)) {
        return false;
    }
    if (is_sound(turn->work, file, letter)) {
        if (letterbox_take(db, &turn->work->home->side, key, letter, &hash, &why)) {
            turn_note_row(turn, &hash);
            *kept = true;
            return true;
        }
        if (why.code != ERR_CONFLICT) {
            *err = why;
            return false;
        }
    }
    return letterbox_aside(db, &letter->id, err);
}

static bool open_each(struct turn *turn, const struct case_file *file,
                      const struct access_view *access, size_t *opened, size_t *set_aside,
                      struct err *err)
{
    struct arena *arena = arena_new();
    struct letterbox_item *letter;
    size_t n = 0;
    bool done =
        letterbox_list(turn->work->home->db, RECIPIENT_CASE, &file->id, arena, &letter, &n, err);

    *opened = *set_aside = 0;
    for (size_t i = 0; done && i < n; i++) {
        bool kept;

        if (letter[i].aside) {
            continue;
        }
        done = open_one(turn, file, access->key, &letter[i], arena, &kept, err);
        *opened += kept;
        *set_aside += !kept;
    }
    arena_free(arena);
    return done;
}

bool notes_take_all(struct turn *turn, const struct access_view *access, struct err *err)
{
    struct case_file *file = case_load(turn->work, &access->case_id, err);
    size_t opened, aside;
    bool done = file != NULL && open_each(turn, file, access, &opened, &aside, err);

    if (file != NULL) {
        case_free(file);
    }
    return done;
}

bool note_open_all(struct work *work, struct case_file *file, size_t *opened, size_t *set_aside,
                   struct err *err)
{
    const struct access_view *access;
    struct turn turn;
    bool changed;
    bool done;

    *opened = *set_aside = 0;
    if (!turn_begin(&turn, work, ACTION_CASE_READ, "note.open", &file->id, err)) {
        return false;
    }
    turn.object = file->id;
    access = case_refresh(work, file, &changed, err) ? work_access(work, &file->id, err) : NULL;
    done = access != NULL && open_each(&turn, file, access, opened, set_aside, err);
    if (done && *opened + *set_aside > 0) {
        done = turn_commit(&turn, err);
    }
    turn_end(&turn);
    return done && case_follow(work, file);
}

/* The writer's signature is over a note without a case, so the lead writes it down in the case in
 * their own name, with who wrote it and when. */
static bool copy_into_case(struct turn *turn, const struct letterbox_item *letter,
                           struct arena *arena, struct err *err)
{
    struct record record = {
        .id = random_id(), .form = FORM_NOTE, .state = RECORD_READY, .revision = 1};
    struct answer by = {.id = NOTE_BY, .value = value_text(letter->row.record.by.name)};
    struct answer at = {.id = NOTE_AT};
    struct row row = letter->row;
    struct answers answers;
    char text[MOMENT_TEXT];

    if (!row_answers(&row, arena, err)) {
        return letterbox_aside(turn->work->home->db, &letter->id, err);
    }
    moment_text(letter->row.record.at, text);
    at.value = value_text(text);
    answers_copy(&answers, arena, row.record.answers);
    answers_set(&answers, &by);
    answers_set(&answers, &at);
    return turn_row(turn, &record, &answers, err) &&
           letterbox_remove(turn->work->home->db, &letter->id, err);
}

bool notes_take_home(struct turn *turn, const struct youth *youth, struct err *err)
{
    static const struct id leads = {{0}};
    struct work *work = turn->work;
    struct arena *arena = arena_new();
    struct letterbox_item *letter;
    size_t n = 0;
    bool done = letterbox_list(work->home->db, RECIPIENT_LEAD, &leads, arena, &letter, &n, err);

    for (size_t i = 0; done && i < n; i++) {
        if (letter[i].aside) {
            continue;
        }
        done = letterbox_open(work->home->db, work->keys, &letter[i], arena, err);
        if (!done || letter[i].seal != RECORD_OPEN ||
            !id_equal(&letter[i].row.record.parent, &youth->id)) {
            continue;
        }
        done = is_signed(work, &letter[i]) && is_note(&letter[i])
                   ? copy_into_case(turn, &letter[i], arena, err)
                   : letterbox_aside(work->home->db, &letter[i].id, err);
    }
    arena_free(arena);
    return done;
}

bool note_waiting(struct work *work, struct arena *arena, struct id **case_id, size_t **count,
                  size_t *n, struct err *err)
{
    struct statement_row *row;
    size_t n_rows;

    if (!work_refresh(work, err) ||
        !statement_row_cases(work->home->db, arena, &row, &n_rows, err)) {
        return false;
    }
    *case_id = arena_array(arena, n_rows + 1, sizeof **case_id);
    *count = arena_array(arena, n_rows + 1, sizeof **count);
    *n = 0;
    for (size_t i = 0; i < n_rows; i++) {
        struct err damaged = {0};
        const struct access_view *access = work_access(work, &row[i].owner, &damaged);
        size_t waiting, aside;

        if (access == NULL || access->key == NULL) {
            continue;
        }
        if (!letterbox_count(work->home->db, RECIPIENT_CASE, &row[i].owner, &waiting, &aside,
                             err)) {
            return false;
        }
        if (waiting > 0) {
            (*case_id)[*n] = row[i].owner;
            (*count)[(*n)++] = waiting;
        }
    }
    return true;
}

static bool holds(const struct id *list, size_t n, const struct id *id)
{
    for (size_t i = 0; i < n; i++) {
        if (id_equal(&list[i], id)) {
            return true;
        }
    }
    return false;
}

bool note_waiting_youths(struct work *work, struct arena *arena, struct id **youth, size_t *n,
                         struct err *err)
{
    static const struct id leads = {{0}};
    struct letterbox_item *letter;
    size_t n_letters;

    *n = 0;
    if (!work_may(work, ACTION_CASE_OPEN, NULL)) {
        return true;
    }
    if (!letterbox_list(work->home->db, RECIPIENT_LEAD, &leads, arena, &letter, &n_letters, err)) {
        return false;
    }
    *youth = arena_array(arena, n_letters + 1, sizeof **youth);
    for (size_t i = 0; i < n_letters; i++) {
        struct err unreadable = {0};

        if (!letter[i].aside &&
            letterbox_open(work->home->db, work->keys, &letter[i], arena, &unreadable) &&
            letter[i].seal == RECORD_OPEN && !holds(*youth, *n, &letter[i].row.record.parent)) {
            (*youth)[(*n)++] = letter[i].row.record.parent;
        }
    }
    return true;
}
