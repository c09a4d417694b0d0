/* note_open.c - opening a case's letterbox: letters become rows, promises become promises. */
#include <string.h>

#include "case_inside.h"
#include "note_inside.h"
#include "sis/casework/reading.h"
#include "sis/vault/vault.h"

#define PROMISED "u1.19"
#define PROMISED_WHAT "u1.19.what"
#define PROMISED_WHEN "u1.19.when"
#define FORM_PROMISE "promise"

static void set_text(struct answers *answers, const char *id, const char *text)
{
    struct answer answer = {.id = id, .value = value_text(text)};

    answers_set(answers, &answer);
}

bool note_promise(struct turn *turn, const struct id *note, const struct note_origin *by,
                  const struct answers *answers, struct err *err)
{
    static const char *const open[] = {"open"};
    struct work *work = turn->work;
    struct record record = {.id = random_id(),
                            .cause = *note,
                            .form = FORM_PROMISE,
                            .state = RECORD_READY,
                            .revision = 1};
    struct answer state = {.id = "pr.04", .value = value_codes(open, 1)};
    const char *what = note_said(answers, PROMISED_WHAT);
    struct answers promise;
    struct arena *arena;
    enum role role;
    bool done;

    if (!note_says(answers, PROMISED, "yes") || method_form(work->method, FORM_PROMISE) == NULL)
        return true;
    arena = arena_new();
    answers_init(&promise, arena);
    set_text(&promise, "pr.01", what != NULL ? what : text(work->lang, T_NOTE_PROMISE));
    set_text(&promise, "pr.02", note_said(answers, PROMISED_WHEN));
    set_text(&promise, "pr.03",
             by->name != NULL && role_parse(by->role, &role)
                 ? arena_printf(arena, "%s, %s", by->name, work_role_title(work, role))
                 : by->name);
    answers_set(&promise, &state);
    done = turn_row(turn, &record, &promise, err);
    arena_free(arena);
    return done;
}

/* What follows from a note that has become a row. One whose answers cannot be read promises nothing. */
static bool follow_up(struct turn *turn, const struct letterbox_item *letter, bool receipt,
                      struct arena *arena, struct err *err)
{
    struct note_origin by = note_origin_of(&letter->row.record);
    struct work *work = turn->work;
    struct row row = letter->row;
    struct err unreadable = {0};

    if (row_answers(&row, arena, &unreadable) &&
        !note_promise(turn, &by.record, &by, row.record.answers, err))
        return false;
    return receipt && !id_equal(&by.author, &work->account) ? note_receipt(turn, &by, err)
                                                            : note_moved_in(turn, &by, err);
}

struct opening {
    struct turn *turn;
    const struct case_file *file;
    const struct access_view *access;
    bool receipt; /* somebody reads them now */
    size_t opened, set_aside;
};

static bool open_one(struct opening *it, struct letterbox_item *letter, struct arena *arena,
                     struct err *err)
{
    struct work *work = it->turn->work;
    struct db *db = work->home->db;
    struct err why = {0};
    struct hash hash;

    if (!letterbox_open(db, work->keys, letter, arena, err))
        return false;
    if (note_is_sound(work, letter) && case_record(it->file, &letter->row.record.id) == NULL) {
        if (letterbox_take(db, &work->home->side, it->access->key, letter, &hash, &why)) {
            turn_note_row(it->turn, &hash);
            it->opened++;
            return follow_up(it->turn, letter, it->receipt, arena, err);
        }
        if (why.code != ERR_CONFLICT) {
            *err = why;
            return false;
        }
    }
    if (letter->aside)
        return true;
    it->set_aside++;
    return letterbox_aside(db, &letter->id, err);
}

static bool open_each(struct opening *it, struct err *err)
{
    struct arena *arena = arena_new();
    struct letterbox_item *letter;
    size_t n = 0;
    bool done = letterbox_list(it->turn->work->home->db, RECIPIENT_CASE, &it->file->id, arena,
                               &letter, &n, err);

    for (size_t i = 0; done && i < n; i++)
        done = open_one(it, &letter[i], arena, err);
    arena_free(arena);
    return done;
}

bool notes_take_all(struct turn *turn, const struct access_view *access, struct err *err)
{
    struct opening it = {.turn = turn, .access = access};
    struct case_file *file = case_load(turn->work, &access->case_id, err);
    bool done;

    it.file = file;
    done = file != NULL && open_each(&it, err);
    if (file != NULL)
        case_free(file);
    return done;
}

bool note_open_all(struct work *work, struct case_file *file, size_t *opened, size_t *set_aside,
                   struct err *err)
{
    struct turn turn;
    struct opening it = {.turn = &turn, .file = file, .receipt = true};
    bool changed;
    bool done;

    *opened = *set_aside = 0;
    if (!turn_begin(&turn, work, ACTION_CASE_READ, "note.open", &file->id, err))
        return false;
    turn.object = file->id;
    it.access = case_refresh(work, file, &changed, err) ? work_access(work, &file->id, err) : NULL;
    done = it.access != NULL && open_each(&it, err);
    if (done && it.opened + it.set_aside > 0)
        done = turn_commit(&turn, err);
    turn_end(&turn);
    *opened = it.opened;
    *set_aside = it.set_aside;
    return done && case_follow(work, file);
}

/* --- answering from the case --- */

/* Of a note that a lead took in, what it says itself. */
static bool origin_in_case(struct case_file *file, const struct id *note, struct note_origin *to,
                           struct err *err)
{
    const struct record *first = case_revision(file, note, 1);
    const struct answers *answers = first != NULL ? case_answers(file, first) : NULL;

    if (answers == NULL || !text_equal(first->form, FORM_NOTE))
        return err_set(err, ERR_MISSING, T_RECORD_UNKNOWN, NULL, NULL);
    *to = note_origin_of(first);
    if (note_said(answers, NOTE_BY) != NULL && !note_said_id(answers, NOTE_FROM, &to->author))
        return err_set(err, ERR_MISSING, T_NOTE_NO_AUTHOR, NULL, NULL);
    return !id_equal(&to->author, &file->work->account) ||
           err_set(err, ERR_INPUT, T_NOTE_OWN_REPLY, NULL, NULL);
}

static bool write_reply(struct turn *turn, const struct id *note, const char *line, struct err *err)
{
    struct record record = {.id = random_id(),
                            .parent = *note,
                            .form = FORM_REPLY,
                            .state = RECORD_SIGNED,
                            .revision = 1};
    struct arena *arena = arena_new();
    struct answers answers;
    bool done;

    answers_init(&answers, arena);
    set_text(&answers, REPLY_TEXT, line);
    turn->object = *note;
    done = turn_row(turn, &record, &answers, err);
    arena_free(arena);
    return done;
}

bool note_reply(struct work *work, struct case_file *file, const struct id *record,
                const char *line, struct err *err)
{
    struct note_origin to;
    struct turn turn;
    bool changed;
    bool done;

    if (!turn_begin(&turn, work, ACTION_CASE_WRITE, "note.reply", &file->id, err))
        return false;
    done = case_refresh(work, file, &changed, err) && origin_in_case(file, record, &to, err) &&
           write_reply(&turn, record, line, err) && note_send_reply(&turn, &to, line, err) &&
           turn_commit(&turn, err);
    turn_end(&turn);
    return done && case_follow(work, file);
}
