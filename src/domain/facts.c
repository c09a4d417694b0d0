/* facts.c - finding things in the facts of a case. */
#include "sis/domain/facts.h"

#include <string.h>

const struct record *facts_latest(const struct facts *facts, const char *form)
{
    for (size_t i = 0; i < facts->n_latest; i++)
        if (strcmp(facts->latest[i]->form, form) == 0)
            return facts->latest[i];
    return NULL;
}

const struct answers *facts_known(const struct facts *facts, const char *form)
{
    for (size_t i = 0; i < facts->n_latest; i++)
        if (strcmp(facts->latest[i]->form, form) == 0)
            return facts->known ? facts->known[i] : facts->latest[i]->answers;
    return NULL;
}

const struct value *facts_field(const struct facts *facts, const char *name)
{
    for (size_t i = 0; i < facts->n_fields; i++)
        if (strcmp(facts->field[i].name, name) == 0)
            return &facts->field[i].value;
    return NULL;
}

bool fact_field_known(const char *name)
{
    static const char *const known[] = {"number", "work_name", "opened", "ground", "discharge"};
    for (size_t i = 0; i < ARRAY_LEN(known); i++)
        if (strcmp(known[i], name) == 0)
            return true;
    return false;
}
