/* cosign.c - the second signature: whether it is there, whether a record counts without, who may give it. */
#include "sis/casework/cosign.h"

#include "case_inside.h"
#include "cosign_inside.h"

/* The form as it was signed, when it wants two signatures; what the method no longer asks two for
 * does with one, and so does a method without the rows that hold the second. */
static const struct form *form_of_two(struct work *work, const struct record *record)
{
    const struct form *form = method_form(work->method, record->form);

    if (form == NULL || form->signatures < 2 || method_form(work->method, FORM_COSIGN) == NULL)
        return NULL;
    form = method_form(case_method(work, record), record->form);
    return form != NULL && form->signatures >= 2 ? form : NULL;
}

const struct record *cosign_of(const struct case_file *file, const struct record *record)
{
    const struct record *child;

    for (size_t i = 0; (child = case_cosign(file, i)) != NULL; i++) {
        const struct record *newest;

        if (!id_equal(&child->parent, &record->id) ||
            id_equal(&child->by.account, &record->by.account))
            continue;
        newest = case_record(file, &child->id);
        if (newest->state == RECORD_SIGNED)
            return newest;
    }
    return NULL;
}

bool record_counts(struct work *work, const struct case_file *file, const struct record *record,
                   int64_t *until)
{
    const struct form *form;
    int64_t end;

    if (until != NULL)
        *until = INT64_MAX;
    if (record->state != RECORD_SIGNED)
        return false;
    form = form_of_two(work, record);
    if (form == NULL || cosign_of(file, record) != NULL)
        return true;
    end = record->at + (int64_t)form->one_signature_hours * 3600;
    if (clock_now(&work->clock) >= end)
        return false;
    if (until != NULL)
        *until = end;
    return true;
}

bool cosign_wanted(struct work *work, const struct case_file *file, const struct record *record)
{
    return record->state == RECORD_SIGNED && form_of_two(work, record) != NULL &&
           cosign_of(file, record) == NULL;
}

size_t cosign_waiting(struct work *work, const struct case_file *file, struct arena *arena,
                      const struct record ***record)
{
    size_t n = case_records(file, NULL, arena, record);
    size_t waiting = 0;

    for (size_t i = 0; i < n; i++)
        if (cosign_wanted(work, file, (*record)[i]))
            (*record)[waiting++] = (*record)[i];
    return waiting;
}

bool cosign_may_be(struct work *work, const struct case_file *file, const struct record *record,
                   const struct author *who, struct err *err)
{
    const struct form *form = form_of_two(work, record);
    enum role role;

    if (record->state != RECORD_SIGNED || form == NULL)
        return err_set(err, ERR_DENIED, T_COSIGN_NOT_WANTED, NULL, NULL);
    if (id_equal(&record->by.account, &who->account))
        return err_set(err, ERR_DENIED, T_COSIGN_SELF, NULL, NULL);
    if (cosign_of(file, record) != NULL)
        return err_set(err, ERR_DENIED, T_COSIGN_DONE, NULL, NULL);
    return (role_parse(who->role, &role) && (form->filled_by & (1u << role)) != 0) ||
           err_set(err, ERR_DENIED, T_COSIGN_ROLE, who->name, NULL);
}

bool cosign_may(struct work *work, const struct case_file *file, const struct record *record)
{
    struct author who = work_author(work);
    struct err err = {0};

    return work_may(work, ACTION_CASE_WRITE, &file->id) &&
           method_form(work->method, FORM_COSIGN) != NULL &&
           cosign_may_be(work, file, record, &who, &err);
}
