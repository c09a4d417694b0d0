/* cosign_sign.c - signing as the second person: where the two answers differ, and the signature over the
 * row that was signed first. */
#include <stdlib.h>
#include <string.h>

#include "case_inside.h"
#include "cosign_inside.h"
#include "signatures.h"
#include "sis/base/utf8.h"
#include "sis/store/draft.h"
#include "sis/vault/vault.h"

static bool is_same(const struct answer *first, const struct answer *second)
{
    return first != NULL && first->nonanswer == second->nonanswer &&
           value_equal(&first->value, &second->value);
}

/* By the numbers of an ordered scale; the levels of a judgement stand in order without any. */
static long step_of(const struct scale *scale, const char *code)
{
    const struct option *option = scale_option(scale, code);

    return scale->ordered ? strtol(code, NULL, 10) : option != NULL ? option - scale->option : -1;
}

static bool is_far(const struct item *item, const struct answer *first, const struct answer *second)
{
    const struct scale *scale = item->scale;

    if (item->type != ITEM_ONE || scale == NULL || (!scale->ordered && !item->judgement) ||
        first == NULL || first->value.n != 1 || second->value.n != 1)
        return false;
    return labs(step_of(scale, first->value.code[0]) - step_of(scale, second->value.code[0])) >=
           COSIGN_FAR;
}

size_t cosign_differences(const struct form *form, const struct answers *first,
                          const struct answers *second, struct arena *arena,
                          struct difference **difference)
{
    size_t n = 0;

    *difference = arena_array(arena, form->n_items + 1, sizeof **difference);
    for (size_t i = 0; i < form->n_items; i++) {
        const struct item *item = &form->item[i];
        const struct answer *mine = answers_get(second, item->id);
        const struct answer *theirs = answers_get(first, item->id);

        if (mine != NULL && !is_same(theirs, mine)) {
            (*difference)[n++] =
                (struct difference){item, theirs, mine, is_far(item, theirs, mine)};
        }
    }
    return n;
}

static bool are_far(const struct difference *difference, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (difference[i].far)
            return true;
    return false;
}

/* The answers of one's own, why they differ, and the signature over the row that was signed first. */
static bool gather(struct work *work, struct case_file *file, const struct record *record,
                   const struct cosign_new *it, const struct keyring *ring, struct arena *arena,
                   struct answers *answers, struct err *err)
{
    const struct form *form = method_form(case_method(work, record), record->form);
    const struct answers *first = case_answers(file, record);
    struct difference *difference;
    char id[ID_TEXT];
    struct str hex;
    size_t n;
    bool done;

    if (form == NULL || first == NULL)
        return err_set(err, ERR_INPUT, T_ROW_BROKEN, record->form, NULL);
    n = cosign_differences(form, first, it->own, arena, &difference);
    if (are_far(difference, n) && utf8_is_blank(it->why))
        return err_set(err, ERR_INPUT, T_COSIGN_DIFFER, NULL, NULL);
    str_init(&hex, 0);
    done = row_cosign(ring, case_row(file, record), &hex) ||
           err_set(err, ERR_CORRUPT, T_SIGNATURE_WRONG, NULL, NULL);
    id_text(&record->row, id);
    answers_init(answers, arena);
    for (size_t i = 0; i < form->n_items; i++) {
        const struct answer *own = answers_get(it->own, form->item[i].id);

        if (own != NULL)
            answers_set(answers, own);
    }
    answers_set(answers, &(struct answer){.id = COSIGN_WHY, .value = value_text(it->why)});
    answers_set(answers, &(struct answer){.id = COSIGN_ROW, .value = value_text(id)});
    answers_set(answers, &(struct answer){.id = COSIGN_SIGNATURE, .value = value_text(hex.p)});
    str_release(&hex);
    return done;
}

static bool write(struct turn *turn, struct case_file *file, const struct cosign_new *it,
                  struct err *err)
{
    struct work *work = turn->work;
    struct record record = {.id = random_id(),
                            .parent = it->record,
                            .form = FORM_COSIGN,
                            .state = RECORD_SIGNED,
                            .revision = 1};
    struct arena *arena = arena_new();
    const struct record *first;
    struct answers answers;
    bool changed;
    bool done = false;

    if (case_refresh(work, file, &changed, err)) {
        first = case_record(file, &it->record);
        done = first == NULL
                   ? err_set(err, ERR_MISSING, T_RECORD_UNKNOWN, NULL, NULL)
                   : cosign_may_be(work, file, first, &turn->author, err) &&
                         case_verify(work, file, first, err) &&
                         gather(work, file, first, it, turn->signer, arena, &answers, err);
    }
    turn->object = it->record;
    done = done && turn_row(turn, &record, &answers, err);
    arena_free(arena);
    return done;
}

bool cosign_beside(struct work *work, struct case_file *file, const struct record *record,
                   const struct second_person *second, struct err *err)
{
    char login[LOGIN_MAX + 1] = "";
    struct author who;
    struct keyring *ring;
    bool may;

    session_login_name(second->login, login);
    ring = second_open(work, &file->id, ACTION_CASE_WRITE, login, second->passphrase, err);
    may = ring != NULL && second_may(work, &file->id, ACTION_CASE_WRITE, login, &who, err) &&
          cosign_may_be(work, file, record, &who, err);
    keyring_free(ring);
    return may;
}

bool cosign(struct work *work, struct case_file *file, const struct cosign_new *it,
            const struct second_person *second, struct err *err)
{
    char login[LOGIN_MAX + 1] = "";
    struct keyring *ring = NULL;
    struct turn turn;
    bool done;

    if (method_form(work->method, FORM_COSIGN) == NULL)
        return err_set(err, ERR_INPUT, T_FORM_UNKNOWN, FORM_COSIGN, NULL);
    if (second != NULL) {
        session_login_name(second->login, login);
        ring = second_open(work, &file->id, ACTION_CASE_WRITE, login, second->passphrase, err);
    }
    if ((second != NULL && ring == NULL) ||
        !turn_begin(&turn, work, ACTION_CASE_WRITE, "record.cosign", &file->id, err)) {
        keyring_free(ring);
        return false;
    }
    done = true;
    if (ring != NULL) {
        turn.signer = ring;
        turn.note = login;
        done = second_may(work, &file->id, ACTION_CASE_WRITE, login, &turn.author, err);
    }
    done =
        done && write(&turn, file, it, err) &&
        (id_is_none(&it->draft) || draft_remove(work->home->db, &work->account, &it->draft, err)) &&
        turn_commit(&turn, err);
    turn_end(&turn);
    keyring_free(ring);
    return done && case_follow(work, file);
}
