/* load_setting.c - single settings of a method file, and what is to be judged when all is read. */
#include <string.h>

#include "form/load_private.h"

const struct conf *load_need(struct loader *loader, const struct conf *group, const char *name)
{
    const struct conf *found = conf_find(group, name);
    if (!found)
        problem_at(loader->problems, group, T_FORM_MISSING, name, NULL);
    return found;
}

const char *load_text(struct loader *loader, const struct conf *group, const char *name)
{
    const struct conf *at = load_need(loader, group, name);
    if (!at)
        return "";
    const char *found = conf_text(group, name, NULL, loader->problems);
    if (found && !*found)
        problem_at(loader->problems, at, T_FORM_EMPTY, name, NULL);
    return found ? found : "";
}

struct label load_label(struct loader *loader, const struct conf *group, const char *name)
{
    load_need(loader, group, name);
    return conf_label(group, name, loader->problems);
}

const char *load_id(struct loader *loader, const struct conf *group, const char *name)
{
    const char *id = load_text(loader, group, name);
    if (!*id)
        return id;
    const struct conf *at = conf_find(group, name);
    if (id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_-.")] != '\0')
        problem_at(loader->problems, at, T_FORM_BAD_ID, id, NULL);
    else if (strlen(id) > METHOD_ID_MAX)
        problem_at(loader->problems, at, T_FORM_LONG_ID, id, NULL);
    return id;
}

const struct conf *load_groups(struct loader *loader, const struct conf *group, const char *name,
                               bool needed)
{
    if (needed && !load_need(loader, group, name))
        return NULL;
    const struct conf *list = conf_list(group, name, loader->problems);
    if (!list)
        return NULL;
    for (size_t i = 0; i < list->n; i++) {
        if (list->item[i].kind == CONF_GROUP)
            continue;
        problem_at(loader->problems, &list->item[i], T_FORM_NO_GROUP, name, NULL);
    }
    if (needed && list->n == 0)
        problem_at(loader->problems, list, T_FORM_EMPTY, name, NULL);
    return list;
}

const char *const *load_texts(struct loader *loader, const struct conf *group, const char *name,
                              size_t *n, const struct conf **list)
{
    *n = 0;
    *list = conf_list(group, name, loader->problems);
    if (!*list)
        return NULL;
    const char **texts = arena_array(loader->arena, (*list)->n + 1, sizeof texts[0]);
    for (size_t i = 0; i < (*list)->n; i++) {
        const struct conf *item = &(*list)->item[i];
        if (item->kind == CONF_TEXT)
            texts[(*n)++] = item->text;
        else
            problem_at(loader->problems, item, T_FORM_NO_TEXT, name, NULL);
    }
    return texts;
}

bool load_word(struct loader *loader, const struct conf *group, const char *name,
               const char *const *words, size_t *at)
{
    const struct conf *setting = conf_find(group, name);
    const char *word = setting ? conf_text(group, name, NULL, loader->problems) : NULL;
    if (!word)
        return false;
    for (size_t i = 0; words[i]; i++) {
        if (strcmp(words[i], word) != 0)
            continue;
        *at = i;
        return true;
    }
    struct str all;
    str_init(&all, 0);
    for (size_t i = 0; words[i]; i++)
        str_printf(&all, "%s%s", i > 0 ? ", " : "", words[i]);
    problem_at(loader->problems, setting, T_FORM_UNKNOWN_WORD, word, all.p);
    str_release(&all);
    return false;
}

/* --- what is judged later --------------------------------------------------------------------- */

/* Room for one more thing in an array of the loader. */
static void *grow(struct loader *loader, void *old, size_t n, size_t *cap, size_t size)
{
    if (n < *cap)
        return old;
    *cap = *cap ? *cap * 2 : 64;
    return arena_regrow(loader->scratch, old, n, *cap, size);
}

void load_name(struct loader *loader, enum named_kind kind, const void *owner, const char *id,
               const struct conf *at)
{
    if (!id || !*id)
        return;
    loader->named =
        grow(loader, loader->named, loader->n_named, &loader->cap_named, sizeof loader->named[0]);
    loader->named[loader->n_named] =
        (struct named){.kind = kind, .owner = owner, .id = id, .at = at, .order = loader->n_named};
    loader->n_named++;
}

void load_twice(struct loader *loader, const char *id)
{
    loader->twice =
        grow(loader, loader->twice, loader->n_twice, &loader->cap_twice, sizeof loader->twice[0]);
    loader->twice[loader->n_twice++] = id;
}

struct ref *load_ref(struct loader *loader, enum ref_kind kind, const struct conf *at,
                     const char *name)
{
    loader->ref =
        grow(loader, loader->ref, loader->n_refs, &loader->cap_refs, sizeof loader->ref[0]);
    struct ref *ref = &loader->ref[loader->n_refs++];
    *ref = (struct ref){.kind = kind, .name = name, .at = at};
    return ref;
}

const char *load_ref_text(struct loader *loader, enum ref_kind kind, const struct conf *group,
                          const char *name)
{
    const char *found = conf_text(group, name, NULL, loader->problems);
    if (found)
        load_ref(loader, kind, conf_find(group, name), found);
    return found;
}

void load_use(struct loader *loader, const struct use *use)
{
    loader->use =
        grow(loader, loader->use, loader->n_uses, &loader->cap_uses, sizeof loader->use[0]);
    loader->use[loader->n_uses++] = *use;
}
