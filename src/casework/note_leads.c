/* note_leads.c - notes to leads: looking, reading, keeping, moving into a case. */
#include <stdlib.h>
#include <string.h>

#include "case_inside.h"
#include "note_inside.h"
#include "sis/casework/records.h"

/* An opened letter to leads; also one set aside, since whoever writes the file could have done that. */
static bool open_letter(struct work *work, struct letterbox_item *letter, struct arena *arena)
{
    struct err err = {0};

    return letterbox_open(work->home->db, work->keys, letter, arena, &err) &&
           letter->seal == RECORD_OPEN;
}

static bool is_sound(struct work *work, struct letterbox_item *letter, struct arena *arena)
{
    struct err err = {0};

    return note_is_signed(work, letter) && note_is_note(letter) &&
           row_answers(&letter->row, arena, &err);
}

/* A lead who wrote to other leads can open the letter too, as any writer can. */
static bool is_for(struct work *work, const struct record *record)
{
    return !id_equal(&record->by.account, &work->account) || !note_is_chosen(record->answers);
}

static bool list_letters(struct work *work, struct arena *arena, struct letterbox_item **letter,
                         size_t *n, struct err *err)
{
    return letterbox_list(work->home->db, RECIPIENT_LEAD, &note_leads_box, arena, letter, n, err);
}

/* The youth as the register has it now: a case may have come since. */
static void find_youth(struct work *work, const struct record *record, struct arena *arena,
                       struct lead_note *note)
{
    struct youth youth = {.number = ""};
    struct err err = {0};
    bool known = id_is_none(&record->case_id)
                     ? !id_is_none(&record->parent) &&
                           register_get(work, &record->parent, arena, &youth, &err)
                     : register_of_case(work, &record->case_id, arena, &youth, &err);

    if (known) {
        note->youth = youth.id;
        note->case_id = youth.case_id;
    }
}

static struct lead_note describe(struct work *work, const struct letterbox_item *letter,
                                 struct arena *arena)
{
    const struct record *record = &letter->row.record;
    const struct answers *answers = record->answers;
    struct lead_note note = {
        .record = record->id,
        .whom = note_said(answers, NOTE_WHOM),
        .by = record->by,
        .at = record->at,
        .is_new = letter->to.key_number == LEAD_NEW,
        .alone = note_is_for_one(answers),
        .about = note_is_about_lead(answers),
        .adds = note_said(answers, NOTE_ADDS) != NULL,
        .urgent = note_is_urgent(answers),
        .method = case_method(work, record),
        .answers = answers,
    };

    note.late = note.is_new && note_is_late(work, note.at, note.urgent);
    find_youth(work, record, arena, &note);
    return note;
}

static int first_to_read(const void *a, const void *b)
{
    const struct lead_note *x = a;
    const struct lead_note *y = b;

    if (x->is_new != y->is_new)
        return x->is_new ? -1 : 1;
    if (x->is_new && x->urgent != y->urgent)
        return x->urgent ? -1 : 1;
    return x->at < y->at ? 1 : x->at > y->at ? -1 : 0;
}

bool note_for_leads(struct work *work, struct arena *arena, struct lead_note **note, size_t *n,
                    struct err *err)
{
    struct letterbox_item *letter;
    size_t n_letters;

    *n = 0;
    if (!work_may(work, ACTION_CASE_OPEN, NULL))
        return true;
    if (!list_letters(work, arena, &letter, &n_letters, err) ||
        (n_letters > 0 && !note_log_look(work, err)))
        return false;
    *note = arena_array(arena, n_letters + 1, sizeof **note);
    for (size_t i = 0; i < n_letters; i++)
        if (open_letter(work, &letter[i], arena) && is_sound(work, &letter[i], arena) &&
            is_for(work, &letter[i].row.record))
            (*note)[(*n)++] = describe(work, &letter[i], arena);
    qsort(*note, *n, sizeof **note, first_to_read);
    return true;
}

/* --- reading --- */

/* The same leads as before, without the writer. Where the lists have changed so that nobody would be
 * left, it stays with whoever reads it. */
static bool keep_letter(struct turn *turn, const struct letterbox_item *letter, struct err *err)
{
    struct work *work = turn->work;
    struct note_address address;
    struct box_to mine = {keyring_public(work->keys)->box};
    struct err why = {0};
    struct id id;

    if (!note_address(work, NULL, letter->row.record.answers, NULL, &address, &why)) {
        address.to = (struct recipient){
            .kind = RECIPIENT_LEAD, .id = note_leads_box, .box = &mine, .n_boxes = 1};
    }
    address.to.key_number = LEAD_READ;
    return letterbox_forward(work->home->db, &work->home->side, work->keys, &address.to, letter,
                             &id, err);
}

/* A letter that is no note is set aside on the way. */
static bool find_letter(struct work *work, const struct id *note, struct arena *arena,
                        struct letterbox_item *found, struct err *err)
{
    struct letterbox_item *letter;
    size_t n;

    if (!list_letters(work, arena, &letter, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (!open_letter(work, &letter[i], arena))
            continue;
        if (!is_sound(work, &letter[i], arena)) {
            if (!letterbox_aside(work->home->db, &letter[i].id, err))
                return false;
        } else if (id_equal(&letter[i].row.record.id, note) &&
                   is_for(work, &letter[i].row.record)) {
            *found = letter[i];
            return true;
        }
    }
    return err_set(err, ERR_MISSING, T_NOTE_GONE, NULL, NULL);
}

bool note_read_mine(struct work *work, const struct id *note, struct err *err)
{
    struct arena *arena = arena_new();
    struct letterbox_item letter;
    struct turn turn;
    bool done = false;

    if (turn_begin(&turn, work, ACTION_CASE_OPEN, "note.read", NULL, err)) {
        turn.object = *note;
        if (find_letter(work, note, arena, &letter, err)) {
            struct note_origin by = note_origin_of(&letter.row.record);
            bool own = id_equal(&by.author, &work->account);

            done = (letter.to.key_number != LEAD_NEW || own ||
                    (keep_letter(&turn, &letter, err) && note_receipt(&turn, &by, err))) &&
                   turn_commit(&turn, err);
        }
        turn_end(&turn);
    }
    arena_free(arena);
    return done;
}

bool note_reply_letter(struct work *work, const struct id *note, const char *line, struct err *err)
{
    struct arena *arena = arena_new();
    struct letterbox_item letter;
    struct note_origin to;
    struct turn turn;
    bool done = false;

    if (turn_begin(&turn, work, ACTION_CASE_OPEN, "note.reply", NULL, err)) {
        turn.object = *note;
        if (find_letter(work, note, arena, &letter, err)) {
            to = note_origin_of(&letter.row.record);
            done = (!id_equal(&to.author, &work->account) ||
                    err_set(err, ERR_INPUT, T_NOTE_OWN_REPLY, NULL, NULL)) &&
                   note_send_reply(&turn, &to, line, err) && turn_commit(&turn, err);
        }
        turn_end(&turn);
    }
    arena_free(arena);
    return done;
}

/* --- into a case --- */

/* The writer's signature is over a note without a case, so the lead writes it down in the case in
 * their own name, with who wrote it and when. */
static bool copy_into_case(struct turn *turn, const struct letterbox_item *letter,
                           struct arena *arena, struct err *err)
{
    const struct record *from = &letter->row.record;
    struct record record = {
        .id = from->id, .form = FORM_NOTE, .state = RECORD_READY, .revision = 1};
    struct answer by = {.id = NOTE_BY, .value = value_text(from->by.name)};
    struct answer at = {.id = NOTE_AT};
    struct answer account = {.id = NOTE_FROM};
    char hex[ID_TEXT];
    char text[MOMENT_TEXT];
    struct answers answers;

    moment_text(from->at, text);
    at.value = value_text(text);
    id_text(&from->by.account, hex);
    account.value = value_text(hex);
    answers_copy(&answers, arena, from->answers);
    answers_set(&answers, &by);
    answers_set(&answers, &at);
    answers_set(&answers, &account);
    return turn_row(turn, &record, &answers, err) &&
           letterbox_remove(turn->work->home->db, &letter->id, err);
}

/* With the writer's own signature where that is over this very case. */
static bool move(struct turn *turn, const struct letterbox_item *letter, struct arena *arena,
                 struct err *err)
{
    const struct record *record = &letter->row.record;
    struct work *work = turn->work;
    struct note_origin by = note_origin_of(record);
    const struct access_view *access;
    struct hash hash;
    bool done;

    if (id_equal(&record->case_id, &turn->case_id) && id_is_none(&record->parent)) {
        access = work_access(work, &turn->case_id, err);
        done = access != NULL &&
               letterbox_take(work->home->db, &work->home->side, access->key, letter, &hash, err);
        if (done)
            turn_note_row(turn, &hash);
    } else {
        done = copy_into_case(turn, letter, arena, err);
    }
    return done && note_promise(turn, &by.record, &by, record->answers, err) &&
           (letter->to.key_number != LEAD_NEW || note_receipt(turn, &by, err));
}

/* The lead it is about may hold the case's key. */
static bool may_be_in(struct work *work, const struct id *case_id, const struct answers *answers,
                      struct err *err)
{
    const struct access_view *access = work_access(work, case_id, err);
    struct id about;

    if (access == NULL)
        return false;
    if (access->key == NULL)
        return err_set(err, ERR_DENIED, T_DENIED, NULL, NULL);
    return !note_is_about_lead(answers) || !note_said_id(answers, NOTE_ABOUT, &about) ||
           !access_list_has(access->list, &about) ||
           err_set(err, ERR_DENIED, T_NOTE_ABOUT_READS, NULL, NULL);
}

static bool place(struct turn *turn, const struct id *note, struct arena *arena, struct err *err)
{
    struct work *work = turn->work;
    struct letterbox_item letter = {0};
    struct case_file *file;
    bool is_there;

    if (!find_letter(work, note, arena, &letter, err) ||
        !may_be_in(work, &turn->case_id, letter.row.record.answers, err))
        return false;
    file = case_load(work, &turn->case_id, err);
    if (file == NULL)
        return false;
    is_there = case_record(file, &letter.row.record.id) != NULL;
    case_free(file);
    turn->object = letter.row.record.id;
    return is_there ? err_set(err, ERR_CONFLICT, T_NOTE_THERE, NULL, NULL)
                    : move(turn, &letter, arena, err);
}

bool note_place(struct work *work, const struct id *note, const struct id *youth_id,
                struct err *err)
{
    struct arena *arena = arena_new();
    struct youth youth;
    struct turn turn;
    bool done = false;

    if (!register_get(work, youth_id, arena, &youth, err))
        goto end;
    if (id_is_none(&youth.case_id)) {
        err_set(err, ERR_MISSING, T_NOTE_NO_CASE, NULL, NULL);
        goto end;
    }
    if (turn_begin(&turn, work, ACTION_CASE_WRITE, "note.place", &youth.case_id, err)) {
        done = work_may(work, ACTION_CASE_OPEN, &youth.case_id)
                   ? place(&turn, note, arena, err)
                   : err_set(err, ERR_DENIED, T_DENIED, NULL, NULL);
        done = done && turn_commit(&turn, err);
        turn_end(&turn);
    }
end:
    arena_free(arena);
    return done;
}

static bool came_before(const struct letterbox_item *letter, size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (letter[j].seal == RECORD_OPEN &&
            id_equal(&letter[j].row.record.id, &letter[i].row.record.id))
            return true;
    return false;
}

/* Those for one lead, or about one, stay where they are. */
bool notes_take_home(struct turn *turn, const struct youth *youth, struct err *err)
{
    struct work *work = turn->work;
    struct arena *arena = arena_new();
    struct letterbox_item *letter;
    size_t n = 0;
    bool done = list_letters(work, arena, &letter, &n, err);

    for (size_t i = 0; done && i < n; i++) {
        if (!open_letter(work, &letter[i], arena) ||
            !id_equal(&letter[i].row.record.parent, &youth->id))
            continue;
        if (!is_sound(work, &letter[i], arena) || came_before(letter, i))
            done = letterbox_aside(work->home->db, &letter[i].id, err);
        else if (!note_is_chosen(letter[i].row.record.answers))
            done = move(turn, &letter[i], arena, err);
    }
    arena_free(arena);
    return done;
}
