/* method.c - finding things in a method by their ids. */
#include "sis/form/method.h"

#include <stdlib.h>
#include <string.h>

static int form_compare(const void *id, const void *form)
{
    return strcmp(id, (*(const struct form *const *)form)->id);
}

const struct form *method_form(const struct method *method, const char *id)
{
    const struct form *const *found = method->n_ids == 0
                                          ? NULL
                                          : bsearch(id, method->form_by_id, method->n_ids,
                                                    sizeof method->form_by_id[0], form_compare);
    return found ? *found : NULL;
}

const struct letter *method_letter(const struct method *method, const char *id)
{
    for (size_t i = 0; i < method->n_letters; i++)
        if (strcmp(method->letter[i].id, id) == 0)
            return &method->letter[i];
    return NULL;
}

const struct scale *method_scale(const struct method *method, const char *id)
{
    for (size_t i = 0; i < method->n_scales; i++)
        if (strcmp(method->scale[i].id, id) == 0)
            return &method->scale[i];
    return NULL;
}

static int place_compare(const void *a, const void *b)
{
    return strcmp(((const struct item_place *)a)->id, ((const struct item_place *)b)->id);
}

const struct item *method_item(const struct method *method, const char *id,
                               const struct form **form)
{
    const struct item_place key = {.id = id};
    const struct item_place *found = method->n_places == 0
                                         ? NULL
                                         : bsearch(&key, method->place, method->n_places,
                                                   sizeof method->place[0], place_compare);
    if (!found)
        return NULL;
    if (form)
        *form = found->form;
    return found->item;
}

bool section_is_youths(const struct section *section)
{
    return text_equal(section->part, "youth");
}

const struct item *form_item(const struct method *method, const struct form *form, const char *id)
{
    const struct form *owner = NULL;
    const struct item *item = method_item(method, id, &owner);
    return owner == form ? item : NULL;
}

const struct option *scale_option(const struct scale *scale, const char *code)
{
    for (size_t i = 0; i < scale->n_options; i++)
        if (strcmp(scale->option[i].code, code) == 0)
            return &scale->option[i];
    return NULL;
}

const struct entry *entries_find(const struct entries *entries, const char *id)
{
    for (size_t i = 0; i < entries->n; i++)
        if (strcmp(entries->item[i].id, id) == 0)
            return &entries->item[i];
    return NULL;
}

bool entry_valid(const struct entry *entry, struct date day)
{
    return (entry->from.year == 0 || date_compare(entry->from, day) <= 0) &&
           (entry->to.year == 0 || date_compare(day, entry->to) <= 0);
}

const char *item_type_word(enum item_type type)
{
    static const char *const word[] = {"one",  "many",     "number", "date", "datetime", "line",
                                       "text", "identity", "rows",   "grid", "fixed"};
    return word[type];
}
