/* load_scale.c - entries, scales, options and their keys. */
#include <math.h>
#include <string.h>

#include "form/load_private.h"
#include "sis/base/utf8.h"

/* --- entries ---------------------------------------------------------------------------------- */

static struct date load_date(struct loader *loader, const struct conf *group, const char *name)
{
    struct date date = {0, 0, 0};
    const char *typed = conf_text(group, name, NULL, loader->problems);
    if (!typed)
        return date;
    if (!date_parse(typed, &date) || !date_is_whole(date)) {
        problem_at(loader->problems, conf_find(group, name), T_FORM_BAD_DATE, typed, NULL);
        return (struct date){0, 0, 0};
    }
    return date;
}

static void load_entry(struct loader *loader, const struct conf *group, const void *owner,
                       struct entry *entry)
{
    static const char *const known[] = {"id", "title", "help", "from", "to", "number", NULL};
    conf_only(group, known, loader->problems);
    entry->id = load_id(loader, group, "id");
    entry->title = load_label(loader, group, "title");
    entry->help = conf_label(group, "help", loader->problems);
    entry->from = load_date(loader, group, "from");
    entry->to = load_date(loader, group, "to");
    entry->number = conf_text(group, "number", NULL, loader->problems);
    entry->line = group->line;
    if (entry->from.year && entry->to.year && date_compare(entry->from, entry->to) > 0)
        problem_at(loader->problems, conf_find(group, "to"), T_FORM_DATES_CROSS, entry->id, NULL);
    load_name(loader, NAMED_ENTRY, owner, entry->id, conf_find(group, "id"));
}

void load_entries(struct loader *loader, const struct conf *group, const char *name,
                  struct entries *entries)
{
    const struct conf *list = load_groups(loader, group, name, false);
    if (!list)
        return;
    struct entry *entry = arena_array(loader->arena, list->n + 1, sizeof entry[0]);
    entries->item = entry;
    for (size_t i = 0; i < list->n; i++) {
        if (list->item[i].kind != CONF_GROUP)
            continue;
        load_entry(loader, &list->item[i], entries, &entry[entries->n++]);
    }
}

/* --- keys ------------------------------------------------------------------------------------- */

static bool same_key(const char *a, const char *b)
{
    struct str fold[2];
    str_init(&fold[0], 0);
    str_init(&fold[1], 0);
    bool same = utf8_fold(&fold[0], a, strlen(a)) && utf8_fold(&fold[1], b, strlen(b)) &&
                strcmp(fold[0].p, fold[1].p) == 0;
    str_release(&fold[0]);
    str_release(&fold[1]);
    return same;
}

/* The option before `end` (or any, with end = n) that has this key in that language. */
static const struct option *key_owner(const struct scale *scale, size_t end, const char *key,
                                      enum lang lang)
{
    for (size_t i = 0; i < end; i++) {
        const struct option *option = &scale->option[i];
        if (option->key.in[lang] && same_key(option->key.in[lang], key))
            return option;
    }
    return NULL;
}

/* The non-answer that has this key, or NONE. */
static enum nonanswer reserved_key(const char *key, enum lang lang)
{
    if (same_key(key, text(lang, T_KEY_UNKNOWN)))
        return NONANSWER_UNKNOWN;
    if (same_key(key, text(lang, T_KEY_DECLINED)))
        return NONANSWER_DECLINED;
    return NONANSWER_NONE;
}

static bool key_is_free(const struct scale *scale, const char *key)
{
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        if (reserved_key(key, (enum lang)lang) != NONANSWER_NONE)
            return false;
        if (key_owner(scale, scale->n_options, key, (enum lang)lang))
            return false;
    }
    return true;
}

static void judge_key(struct loader *loader, const struct scale *scale, size_t at,
                      const struct conf *where)
{
    const struct option *option = &scale->option[at];
    for (int i = 0; i < LANG_COUNT; i++) {
        enum lang lang = (enum lang)i;
        const char *key = option->key.in[lang];
        if (!key)
            continue;
        if (utf8_count(key, strlen(key)) != 1 || *key == ' ' || !utf8_is_plain(key, strlen(key))) {
            problem_at(loader->problems, where, T_FORM_BAD_KEY, key, NULL);
            continue;
        }
        enum nonanswer reserved = reserved_key(key, lang);
        const struct option *other = key_owner(scale, at, key, lang);
        if (reserved != NONANSWER_NONE)
            problem_at(loader->problems, where, T_FORM_KEY_TAKEN, key, nonanswer_code(reserved));
        else if (other)
            problem_at(loader->problems, where, T_FORM_KEY_TAKEN, key, other->code);
    }
}

/* The key of an option without one: its code where that is one digit of an ordered scale, else the
 * digit of its place, else the first free letter. */
static const char *give_key(struct loader *loader, const struct scale *scale, size_t at)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0";
    const char *code = scale->option[at].code;
    char key[2] = "";
    if (scale->ordered && strlen(code) == 1)
        key[0] = code[0];
    else if (at < 9)
        key[0] = (char)('1' + (int)at);
    if (key[0] && key_is_free(scale, key))
        return arena_strdup(loader->arena, key);
    for (size_t i = 0; letters[i]; i++) {
        key[0] = letters[i];
        if (key_is_free(scale, key))
            return arena_strdup(loader->arena, key);
    }
    return NULL;
}

static void give_keys(struct loader *loader, struct scale *scale, struct option *option)
{
    for (size_t i = 0; i < scale->n_options; i++) {
        if (option[i].key.in[LANG_SV] || option[i].retired)
            continue;
        const char *key = give_key(loader, scale, i);
        option[i].key = (struct label){{key, key}};
    }
}

/* --- options and scales ----------------------------------------------------------------------- */

static bool is_number(const char *code)
{
    size_t n = strlen(code);
    size_t digits = strspn(code, "0123456789");
    return n > 0 && digits == n && n <= 9;
}

static void load_option(struct loader *loader, const struct conf *group, const struct scale *scale,
                        const struct item_context *context, struct option *option)
{
    static const char *const known[] = {"code", "label", "key", "retired", "show", NULL};
    const struct use use = {.kind = USE_ITEM};
    conf_only(group, known, loader->problems);
    option->code = load_id(loader, group, "code");
    option->label = load_label(loader, group, "label");
    option->key = conf_label(group, "key", loader->problems);
    option->retired = conf_flag(group, "retired", false, loader->problems);
    option->show = load_expr(loader, group, "show", &use, context->locals, !context->template);
    option->line = group->line;
    if (option->retired)
        option->key = (struct label){{NULL, NULL}};
    if (scale->ordered && *option->code && !is_number(option->code)) {
        problem_at(loader->problems, conf_find(group, "code"), T_FORM_NO_NUMBER, option->code,
                   NULL);
    }
    enum nonanswer nonanswer;
    if (nonanswer_parse(option->code, &nonanswer)) {
        problem_at(loader->problems, conf_find(group, "code"), T_FORM_CODE_NONANSWER, option->code,
                   NULL);
    }
    load_name(loader, NAMED_OPTION, scale, option->code, conf_find(group, "code"));
}

/* The option that `other = true` adds. */
static void add_other(struct scale *scale, struct option *option, int line)
{
    option[scale->n_options++] = (struct option){
        .code = "other",
        .label = {{text(LANG_SV, T_FORM_OTHER), text(LANG_EN, T_FORM_OTHER)}},
        .line = line,
    };
}

static void load_options(struct loader *loader, const struct conf *group,
                         const struct item_context *context, bool other, struct scale *scale)
{
    const struct conf *list = load_groups(loader, group, "options", true);
    size_t n = list ? list->n : 0;
    struct option *option = arena_array(loader->arena, n + 1, sizeof option[0]);
    scale->option = option;
    for (size_t i = 0; i < n; i++) {
        if (list->item[i].kind != CONF_GROUP)
            continue;
        load_option(loader, &list->item[i], scale, context, &option[scale->n_options]);
        const struct conf *key = conf_find(&list->item[i], "key");
        if (key)
            judge_key(loader, scale, scale->n_options, key);
        scale->n_options++;
    }
    if (other && scale_option(scale, "other"))
        problem_at(loader->problems, conf_find(group, "other"), T_FORM_OTHER_TWICE, NULL, NULL);
    else if (other)
        add_other(scale, option, group->line);
    give_keys(loader, scale, option);
}

static void load_offers(struct loader *loader, const struct conf *group, struct scale *scale)
{
    size_t n = 0;
    const struct conf *list = NULL;
    const char *const *offer = load_texts(loader, group, "offers", &n, &list);
    for (size_t i = 0; i < n; i++) {
        enum nonanswer nonanswer = NONANSWER_NONE;
        bool known = nonanswer_parse(offer[i], &nonanswer);
        scale->offer_unknown |= nonanswer == NONANSWER_UNKNOWN;
        scale->offer_declined |= nonanswer == NONANSWER_DECLINED;
        if (!known || (nonanswer != NONANSWER_UNKNOWN && nonanswer != NONANSWER_DECLINED))
            problem_at(loader->problems, list, T_FORM_UNKNOWN_WORD, offer[i], "unknown, declined");
    }
}

const struct scale *load_own_scale(struct loader *loader, const struct conf *item, const char *id,
                                   const struct item_context *context, bool other)
{
    struct scale *scale = arena_alloc(loader->arena, sizeof *scale);
    scale->id = id;
    scale->file = item->file;
    scale->line = item->line;
    load_offers(loader, item, scale);
    load_options(loader, item, context, other, scale);
    return scale;
}

static void load_scale(struct loader *loader, const struct conf *group, struct scale *scale)
{
    static const char *const known[] = {"id",     "title", "options", "ordered",
                                        "offers", "low",   "high",    NULL};
    const struct item_context shared = {.locals = NULL};
    conf_only(group, known, loader->problems);
    scale->id = load_id(loader, group, "id");
    scale->title = conf_label(group, "title", loader->problems);
    scale->ordered = conf_flag(group, "ordered", false, loader->problems);
    scale->low = conf_label(group, "low", loader->problems);
    scale->high = conf_label(group, "high", loader->problems);
    scale->file = group->file;
    scale->line = group->line;
    load_offers(loader, group, scale);
    load_options(loader, group, &shared, false, scale);
    load_name(loader, NAMED_SCALE, NULL, scale->id, conf_find(group, "id"));
}

/* Entries as the options of a scale. */
static void scale_of_entries(struct loader *loader, const struct conf *group, const char *name,
                             const struct entries *entries, struct scale *scale)
{
    struct option *option = arena_array(loader->arena, entries->n + 1, sizeof option[0]);
    const struct conf *list = conf_find(group, name);
    scale->id = name;
    scale->option = option;
    scale->n_options = entries->n;
    scale->file = group->file;
    scale->line = list ? list->line : group->line;
    for (size_t i = 0; i < entries->n; i++) {
        const struct entry *entry = &entries->item[i];
        option[i] = (struct option){.code = entry->id,
                                    .label = entry->title,
                                    .from = entry->from,
                                    .to = entry->to,
                                    .line = entry->line};
    }
    give_keys(loader, scale, option);
    load_name(loader, NAMED_SCALE, NULL, name, list ? list : group);
}

void load_scales(struct loader *loader, const struct conf *group)
{
    struct method *method = loader->method;
    const struct {
        const char *name;
        const struct entries *entries;
    } made[] = {
        {"phases", &method->phases},   {"subjects", &method->subjects},
        {"sources", &method->sources}, {"receivers", &method->receivers},
        {"grounds", &method->grounds},
    };
    const struct conf *list = load_groups(loader, group, "scales", false);
    size_t n = list ? list->n : 0;
    struct scale *scale = arena_array(loader->arena, ARRAY_LEN(made) + n, sizeof scale[0]);
    method->scale = scale;
    for (size_t i = 0; i < ARRAY_LEN(made); i++)
        scale_of_entries(loader, group, made[i].name, made[i].entries, &scale[method->n_scales++]);
    for (size_t i = 0; i < n; i++) {
        if (list->item[i].kind != CONF_GROUP)
            continue;
        load_scale(loader, &list->item[i], &scale[method->n_scales++]);
    }
}
