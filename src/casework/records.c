/* records.c - revisions: saving, joining with what came between, signing, striking. */
#include "sis/casework/records.h"

#include <string.h>

#include "case_inside.h"
#include "sign_inside.h"
#include "sis/base/utf8.h"
#include "sis/store/draft.h"
#include "sis/vault/vault.h"

struct id record_begin(void)
{
    return random_id();
}

/* What is to be written after joining with the newest revision; false and ERR_CONFLICT when the two
 * cannot be joined. */
static bool join(struct case_file *file, const struct record_new *it, const struct record *newest,
                 struct merge *merge, struct err *err)
{
    const struct record *base = case_revision(file, &it->record, it->based_on);
    const struct answers *theirs = case_answers(file, newest);
    struct answers none;

    answers_init(&none, file->arena);
    merge_answers(base != NULL && case_answers(file, base) != NULL ? case_answers(file, base)
                                                                   : &none,
                  it->answers, theirs != NULL ? theirs : &none, file->arena, merge);
    if (merge->n_conflicts > 0)
        return err_set(err, ERR_CONFLICT, T_RECORD_CONFLICT, newest->by.name, NULL);
    return true;
}

/* A row of a living list goes on living when it has been signed (a consent is withdrawn, a promise is
 * kept); a form does not. */
static bool may_revise(struct work *work, const struct record *record)
{
    const struct form *form = method_form(work->method, record->form);

    return record->state == RECORD_READY ||
           (record->state == RECORD_SIGNED && form != NULL && form->kind == FORM_ROW);
}

/* Forms say who fills them in: consent and plan are no business of the ward's. */
static bool may_fill(struct work *work, const char *form_id, struct err *err)
{
    const struct form *form = method_form(work->method, form_id);

    if (form == NULL)
        return err_set(err, ERR_INPUT, T_FORM_UNKNOWN, form_id, NULL);
    return (form->filled_by & (1u << work->role)) != 0 ||
           err_set(err, ERR_DENIED, T_DENIED, NULL, NULL);
}

/* Inside a turn: reads what others wrote and joins. record and answers are what is to be written. */
static bool settle(struct turn *turn, struct case_file *file, const struct record_new *it,
                   enum record_state state, struct merge *merge, struct record *record,
                   const struct answers **answers, struct err *err)
{
    const struct record *newest;
    bool changed;

    *record = (struct record){
        .id = it->record, .parent = it->parent, .form = it->form, .state = state, .revision = 1};
    *answers = it->answers;
    if (!case_refresh(turn->work, file, &changed, err))
        return false;
    turn->object = it->record;
    newest = case_record(file, &it->record);
    if (newest == NULL)
        return true;
    if (!may_revise(turn->work, newest))
        return err_set(err, ERR_DENIED, T_RECORD_SIGNED, newest->by.name, NULL);
    if (newest->revision != it->based_on) {
        if (!join(file, it, newest, merge, err))
            return false;
        *answers = &merge->joined;
    }
    record->revision = newest->revision + 1;
    record->based_on = newest->revision;
    record->parent = newest->parent;
    record->form = newest->form;
    return true;
}

static bool drop_draft(struct work *work, const struct id *draft, struct err *err)
{
    return id_is_none(draft) || draft_remove(work->home->db, &work->account, draft, err);
}

bool record_save(struct work *work, struct case_file *file, const struct record_new *it,
                 struct merge *merge, struct err *err)
{
    struct merge own_merge;
    struct record record;
    const struct answers *answers;
    struct turn turn;
    bool done;

    if (!may_fill(work, it->form, err) ||
        !turn_begin(&turn, work, ACTION_CASE_WRITE, "record.save", &file->id, err))
        return false;
    done = settle(&turn, file, it, RECORD_READY, merge != NULL ? merge : &own_merge, &record,
                  &answers, err) &&
           turn_row(&turn, &record, answers, err) && drop_draft(work, &it->draft, err) &&
           turn_commit(&turn, err);
    turn_end(&turn);
    return done && case_follow(work, file);
}

const struct item *record_row_gap(struct work *work, struct case_file *file,
                                  const struct id *record, const struct live *live, struct err *err)
{
    const struct form *form = live_form(live);
    const struct item *found = NULL;
    struct arena *arena = arena_new();

    for (size_t i = 0; i < form->n_items && found == NULL; i++) {
        const struct item *item = &form->item[i];
        const struct record **row;
        size_t n;

        if (item->type != ITEM_ROWS || !live_shown(live, item))
            continue;
        n = record_rows(file, item->list, item->of_case ? NULL : record, arena, &row);
        for (size_t j = 0; j < n && found == NULL; j++) {
            struct answers exported;

            if (row[j]->state == RECORD_READY &&
                !records_row_whole(work, file, method_form(work->method, row[j]->form),
                                   case_answers(file, row[j]), arena, &exported, err))
                found = item;
        }
    }
    arena_free(arena);
    return found;
}

/* Rows shown in the form that are not signed yet must be whole, and are signed with it. */
static bool sign_rows(struct turn *turn, struct case_file *file, const struct live *live,
                      const struct id *cause, struct arena *arena, struct err *err)
{
    const struct form *form = live_form(live);

    for (size_t i = 0; i < form->n_items; i++) {
        const struct item *item = &form->item[i];
        const struct record **row;
        size_t n;

        if (item->type != ITEM_ROWS || !live_shown(live, item))
            continue;
        n = record_rows(file, item->list, item->of_case ? NULL : cause, arena, &row);
        for (size_t j = 0; j < n; j++) {
            struct answers exported;
            struct record next = {.id = row[j]->id,
                                  .parent = row[j]->parent,
                                  .cause = *cause,
                                  .form = row[j]->form,
                                  .state = RECORD_SIGNED,
                                  .revision = row[j]->revision + 1,
                                  .based_on = row[j]->revision};

            if (row[j]->state == RECORD_READY &&
                (!records_row_whole(turn->work, file, method_form(turn->work->method, row[j]->form),
                                    case_answers(file, row[j]), arena, &exported, err) ||
                 !turn_row(turn, &next, &exported, err)))
                return false;
        }
    }
    return true;
}

/* The form as it is signed: whole, and without what is hidden. */
static struct live *prepare(struct work *work, struct case_file *file, const struct record *record,
                            const struct answers *answers, struct arena *arena, struct err *err)
{
    const struct form *form = method_form(work->method, record->form);
    struct answers *copy = arena_alloc(arena, sizeof *copy);
    char number[24];
    const struct gap *gap;
    struct live *live;
    size_t n;

    if (form == NULL) {
        err_set(err, ERR_INPUT, T_FORM_UNKNOWN, record->form, NULL);
        return NULL;
    }
    answers_copy(copy, arena, answers);
    live = live_new(work->method, form, copy, case_facts(work, file), work_today(work),
                    clock_now(&work->clock), false);
    for (size_t i = 0; i < form->n_items; i++) {
        const struct record **row;

        if (form->item[i].type == ITEM_ROWS) {
            live_set_rows(live, form->item[i].id,
                          record_rows(file, form->item[i].list,
                                      form->item[i].of_case ? NULL : &record->id, arena, &row));
        }
    }
    n = live_gaps(live, &gap);
    if (n > 0) {
        err_set(err, ERR_INPUT, T_SIGN_GAPS, number_text(number, (long long)n),
                label_in(&gap[0].item->label, work->lang));
        live_free(live);
        return NULL;
    }
    return live;
}

/* What the person said beside the form while signing it. */
static bool sign_also(struct turn *turn, const struct record_new *it, struct err *err)
{
    for (size_t i = 0; i < it->n_also; i++) {
        struct record row = {.id = random_id(),
                             .parent = it->record,
                             .cause = it->record,
                             .form = it->also[i].form,
                             .state = RECORD_SIGNED,
                             .revision = 1};

        if (!turn_row(turn, &row, it->also[i].answers, err))
            return false;
    }
    return true;
}

/* What is signed is what was joined, looked at as a whole inside the turn. */
static bool sign(struct turn *turn, struct case_file *file, const struct record_new *it,
                 struct merge *merge, struct err *err)
{
    struct arena *arena = arena_new();
    struct record record;
    const struct answers *answers;
    struct answers exported;
    struct live *live = NULL;
    bool done = false;

    if (settle(turn, file, it, RECORD_SIGNED, merge, &record, &answers, err))
        live = prepare(turn->work, file, &record, answers, arena, err);
    if (live != NULL) {
        live_export(live, arena, &exported);
        done = sign_asks_met(turn->work, file, it, live, err) &&
               turn_row(turn, &record, &exported, err) &&
               sign_rows(turn, file, live, &it->record, arena, err) && sign_also(turn, it, err);
    }
    live_free(live);
    arena_free(arena);
    return done;
}

bool record_sign(struct work *work, struct case_file *file, const struct record_new *it,
                 struct merge *merge, struct err *err)
{
    struct merge own_merge;
    struct turn turn;
    bool done;

    if (!may_fill(work, it->form, err) ||
        !turn_begin(&turn, work, ACTION_CASE_WRITE, "record.sign", &file->id, err))
        return false;
    done = sign(&turn, file, it, merge != NULL ? merge : &own_merge, err) &&
           drop_draft(work, &it->draft, err) && turn_commit(&turn, err);
    turn_end(&turn);
    return done && case_follow(work, file);
}

bool record_sign_read(struct work *work, struct case_file *file, const struct id *record_id,
                      struct err *err)
{
    struct record_new it = {.record = *record_id};
    const struct record *newest;
    const struct answers *answers;
    struct record record;
    struct merge merge;
    struct turn turn;
    bool changed;
    bool done = false;

    if (!turn_begin(&turn, work, ACTION_CASE_WRITE, "record.read", &file->id, err))
        return false;
    if (case_refresh(work, file, &changed, err)) {
        newest = case_record(file, record_id);
        if (newest == NULL || case_answers(file, newest) == NULL) {
            err_set(err, ERR_MISSING, T_RECORD_UNKNOWN, NULL, NULL);
        } else if (case_verify(work, file, newest, err)) {
            it.form = newest->form;
            it.based_on = newest->revision;
            it.answers = case_answers(file, newest);
            done = settle(&turn, file, &it, RECORD_SIGNED, &merge, &record, &answers, err) &&
                   turn_row(&turn, &record, answers, err) && turn_commit(&turn, err);
        }
    }
    turn_end(&turn);
    return done && case_follow(work, file);
}

static bool write_strike(struct turn *turn, struct case_file *file, const struct record *newest,
                         const char *reason, struct err *err)
{
    struct arena *arena = arena_new();
    struct record strike = {.id = random_id(),
                            .parent = newest->id,
                            .form = FORM_STRIKE,
                            .state = RECORD_SIGNED,
                            .revision = 1};
    struct record struck = {.id = newest->id,
                            .parent = newest->parent,
                            .cause = strike.id,
                            .form = newest->form,
                            .state = RECORD_STRUCK,
                            .revision = newest->revision + 1,
                            .based_on = newest->revision};
    struct answer answer = {.id = "st.01", .value = value_text(reason)};
    struct answers answers;
    bool done;

    answers_init(&answers, arena);
    answers_set(&answers, &answer);
    turn->object = newest->id;
    done = turn_row(turn, &strike, &answers, err) &&
           turn_row(turn, &struck, case_answers(file, newest), err);
    arena_free(arena);
    return done;
}

bool record_strike(struct work *work, struct case_file *file, const struct id *record,
                   const char *reason, struct err *err)
{
    const struct record *newest;
    struct turn turn;
    bool changed;
    bool done = false;

    if (utf8_is_blank(reason))
        return err_set(err, ERR_INPUT, T_STRIKE_REASON, NULL, NULL);
    if (!turn_begin(&turn, work, ACTION_CASE_WRITE, "record.strike", &file->id, err))
        return false;
    if (case_refresh(work, file, &changed, err)) {
        newest = case_record(file, record);
        if (newest == NULL || case_answers(file, newest) == NULL)
            err_set(err, ERR_MISSING, T_RECORD_UNKNOWN, NULL, NULL);
        else if (newest->state == RECORD_STRUCK)
            err_set(err, ERR_DENIED, T_RECORD_STRUCK, NULL, NULL);
        else
            done = write_strike(&turn, file, newest, reason, err) && turn_commit(&turn, err);
    }
    turn_end(&turn);
    return done && case_follow(work, file);
}
