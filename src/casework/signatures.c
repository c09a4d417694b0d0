/* signatures.c - whether rows were signed by whom they say: the author's signature, and a second one. */
#include "signatures.h"

#include "sis/vault/sign.h"

bool signatures_right(struct work *work, const struct row *row)
{
    for (size_t i = 0; i < row->n_signatures; i++) {
        const struct public_keys *keys =
            roster_keys(&work->own->roster, &row->signature[i].account);

        if (keys == NULL || !row_check(&work->home->side, row, i, keys->sign))
            return false;
    }
    return row->n_signatures > 0 &&
           roster_had_role(&work->own->roster, &row->record.by.account, row->record.by.role);
}

static const char *text_of(const struct answers *answers, const char *id)
{
    const struct answer *answer = answers_get(answers, id);

    return answer != NULL && answer->value.kind == VALUE_TEXT ? answer->value.text : "";
}

bool cosign_row_id(const struct answers *answers, struct id *row)
{
    return answers != NULL && id_parse(text_of(answers, COSIGN_ROW), row);
}

bool cosign_right(struct work *work, const struct record *record, const struct answers *answers,
                  const struct row *first)
{
    const struct public_keys *keys = roster_keys(&work->own->roster, &record->by.account);

    return first != NULL && keys != NULL && first->record.seal == RECORD_OPEN &&
           id_equal(&first->record.id, &record->parent) &&
           !id_equal(&first->record.by.account, &record->by.account) &&
           row_cosign_check(&work->home->side, first, text_of(answers, COSIGN_SIGNATURE),
                            keys->sign);
}

/* NULL: no such account, or it had ended. */
static const struct account_entry *signer(struct work *work, const struct id *account, int64_t at)
{
    const struct account_entry *entry = home_account(work->own->roster.home, account);

    return entry != NULL && (entry->ended == 0 || at <= entry->ended) ? entry : NULL;
}

bool copy_right(struct work *work, const struct record *record, const struct answers *answers)
{
    bool is_first = record->revision == 1;
    const char *kept = answers != NULL ? text_of(answers, COPY_SIGNATURES) : "";
    const struct account_entry *first, *second;
    struct two_persons two;
    struct hash hash;

    if (*kept == '\0')
        return !is_first || record->state != RECORD_SIGNED;
    if (!two_persons_parse(kept, &two) || !hash_parse(text_of(answers, COPY_HASH), &hash))
        return false;
    first = signer(work, &two.by[0], two.at);
    second = signer(work, &two.by[1], two.at);
    return first != NULL && second != NULL && text_equal(two.action, COPY_ACTION) &&
           id_equal(&two.object, &record->case_id) && hash_equal(&two.exact, &hash) &&
           (!is_first || (id_equal(&two.by[0], &record->by.account) &&
                          text_equal(second->login, text_of(answers, COPY_SECOND)))) &&
           two_persons_check(&work->home->side, &two, &first->keys, &second->keys);
}
