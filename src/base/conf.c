/* conf.c - libconfig files read into a plain tree. */
#include "sis/base/conf.h"

#include <libconfig.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/conf_scan.h"
#include "sis/base/file.h"
#include "sis/base/utf8.h"

struct reader {
    const char *file;
    struct arena *tree, *texts;
    struct problems *problems;
};

static const char *read_text(const struct reader *reader, const struct conf *at, const char *raw)
{
    struct str clean;
    size_t replaced;
    char *copy;

    if (!raw)
        return "";
    str_init(&clean, 0);
    utf8_clean(&clean, raw, strlen(raw), &replaced);
    /* Possible in spite of the check, by \xHH. */
    if (replaced)
        problem_at(reader->problems, at, T_CONF_BYTES, NULL, NULL);
    copy = arena_strndup(reader->texts, clean.p, clean.n);
    str_release(&clean);
    return copy;
}

static void read_scalar(const struct reader *reader, struct conf *conf,
                        const config_setting_t *setting)
{
    switch (config_setting_type(setting)) {
    case CONFIG_TYPE_INT:
        conf->kind = CONF_INT;
        conf->number = config_setting_get_int(setting);
        conf->real = (double)conf->number;
        break;
    case CONFIG_TYPE_INT64:
        conf->kind = CONF_INT;
        conf->number = (long)config_setting_get_int64(setting);
        conf->real = (double)conf->number;
        break;
    case CONFIG_TYPE_FLOAT:
        conf->kind = CONF_FLOAT;
        conf->real = config_setting_get_float(setting);
        if (!isfinite(conf->real))
            problem_at(reader->problems, conf, T_CONF_REAL, conf->name, NULL);
        break;
    case CONFIG_TYPE_BOOL:
        conf->kind = CONF_BOOL;
        conf->flag = config_setting_get_bool(setting) != 0;
        break;
    default:
        conf->kind = CONF_TEXT;
        conf->text = read_text(reader, conf, config_setting_get_string(setting));
        break;
    }
}

/* As deep as conf_check lets files be. */
static void read_setting(const struct reader *reader, struct conf *conf,
                         const config_setting_t *setting)
{
    struct conf *item;
    size_t i;

    conf->name = arena_strdup(reader->tree, config_setting_name(setting));
    conf->file = reader->file;
    conf->line = config_setting_source_line(setting) ? (int)config_setting_source_line(setting) : 1;
    if (!config_setting_is_aggregate(setting)) {
        read_scalar(reader, conf, setting);
        return;
    }
    conf->kind = CONF_GROUP;
    if (config_setting_is_list(setting))
        conf->kind = CONF_LIST;
    if (config_setting_is_array(setting))
        conf->kind = CONF_ARRAY;
    conf->n = (size_t)config_setting_length(setting);
    conf->item = item = arena_array(reader->tree, conf->n, sizeof(*item));
    for (i = 0; i < conf->n; i++)
        read_setting(reader, &item[i], config_setting_get_elem(setting, (unsigned)i));
}

static void refuse_syntax(const struct reader *reader, const config_t *config)
{
    struct err err;

    err_set(&err, ERR_FORM, T_CONF_SYNTAX, NULL, NULL);
    err_at(&err, reader->file, config_error_line(config));
    err_detail(&err, "%s", config_error_text(config));
    problem_take(reader->problems, &err);
}

const struct conf *conf_parse(const char *bytes, size_t n, const char *name, struct arena *arena,
                              struct problems *problems)
{
    return conf_parse_apart(bytes, n, name, arena, arena, problems);
}

const struct conf *conf_parse_apart(const char *bytes, size_t n, const char *name,
                                    struct arena *tree, struct arena *texts,
                                    struct problems *problems)
{
    struct reader reader = {arena_strdup(texts, name), tree, texts, problems};
    struct conf *root = NULL;
    struct str source;
    config_t config;
    char number[24];

    if (n > CONF_FILE_MAX) {
        problem_add(problems, name, 0, T_ERR_FILE_LIMIT, name,
                    number_text(number, (long long)CONF_FILE_MAX));
        return NULL;
    }
    if (!conf_check(bytes, n, reader.file, problems))
        return NULL;
    config_init(&config);
    /* With a newline at the end, without which libconfig does not see a last comment. */
    str_init(&source, 0);
    str_add(&source, bytes, n);
    str_putc(&source, '\n');
    if (config_read_string(&config, source.p)) {
        root = arena_alloc(tree, sizeof(*root));
        read_setting(&reader, root, config_root_setting(&config));
    } else {
        refuse_syntax(&reader, &config);
    }
    config_destroy(&config);
    str_release(&source);
    return root;
}

const struct conf *conf_read(const char *path, struct arena *arena, struct problems *problems)
{
    const struct conf *root = NULL;
    struct str bytes;
    struct err err;

    str_init(&bytes, CONF_FILE_MAX);
    if (file_read(path, CONF_FILE_MAX, &bytes, &err))
        root = conf_parse(bytes.p, bytes.n, path, arena, problems);
    else
        problem_take(problems, &err);
    str_release(&bytes);
    return root;
}

const struct conf *conf_find(const struct conf *group, const char *name)
{
    size_t i;

    if (!group || group->kind != CONF_GROUP)
        return NULL;
    for (i = 0; i < group->n; i++)
        if (strcmp(group->item[i].name, name) == 0)
            return &group->item[i];
    return NULL;
}

static void refuse_kind(struct problems *problems, const struct conf *at, const char *name,
                        enum text_id kind)
{
    struct err err;

    err_set(&err, ERR_FORM, T_CONF_KIND, name, NULL);
    err.reason = kind;
    err_at(&err, at->file, at->line);
    problem_take(problems, &err);
}

/* A member of the kind, or NULL with a problem added when there is one of another kind. */
static const struct conf *find_kind(const struct conf *group, const char *name, enum conf_kind kind,
                                    enum text_id kind_name, struct problems *problems)
{
    const struct conf *found = conf_find(group, name);

    if (!found || found->kind == kind)
        return found;
    refuse_kind(problems, found, name, kind_name);
    return NULL;
}

const char *conf_text(const struct conf *group, const char *name, const char *fallback,
                      struct problems *problems)
{
    const struct conf *found = find_kind(group, name, CONF_TEXT, T_KIND_TEXT, problems);

    return found ? found->text : fallback;
}

static void refuse_range(struct problems *problems, const struct conf *at, long min, long max)
{
    char range[64];

    if (min == LONG_MIN) {
        snprintf(range, sizeof(range), "%ld", max);
        problem_at(problems, at, T_CONF_AT_MOST, at->name, range);
    } else if (max == LONG_MAX) {
        snprintf(range, sizeof(range), "%ld", min);
        problem_at(problems, at, T_CONF_AT_LEAST, at->name, range);
    } else {
        snprintf(range, sizeof(range), "%ld–%ld", min, max);
        problem_at(problems, at, T_CONF_RANGE, at->name, range);
    }
}

long conf_number(const struct conf *group, const char *name, long fallback, long min, long max,
                 struct problems *problems)
{
    const struct conf *found = find_kind(group, name, CONF_INT, T_KIND_NUMBER, problems);

    if (!found)
        return fallback;
    if (found->number >= min && found->number <= max)
        return found->number;
    refuse_range(problems, found, min, max);
    return fallback;
}

bool conf_flag(const struct conf *group, const char *name, bool fallback, struct problems *problems)
{
    const struct conf *found = find_kind(group, name, CONF_BOOL, T_KIND_FLAG, problems);

    return found ? found->flag : fallback;
}

struct label conf_label(const struct conf *group, const char *name, struct problems *problems)
{
    static const char *const languages[] = {[LANG_SV] = "sv", [LANG_EN] = "en", NULL};
    const struct conf *found = find_kind(group, name, CONF_GROUP, T_KIND_LABEL, problems);
    struct label label = {{NULL}}, none = {{NULL}};
    bool whole = true;
    int lang;

    if (!found)
        return none;
    conf_only(found, languages, problems);
    for (lang = 0; lang < LANG_COUNT; lang++) {
        const struct conf *member = conf_find(found, languages[lang]);

        label.in[lang] = conf_text(found, languages[lang], NULL, problems);
        if (!text_is_empty(label.in[lang]))
            continue;
        whole = false;
        if (!member || member->kind == CONF_TEXT)
            problem_at(problems, member ? member : found, T_CONF_LABEL, name, languages[lang]);
    }
    return whole ? label : none;
}

const struct conf *conf_list(const struct conf *group, const char *name, struct problems *problems)
{
    const struct conf *found = conf_find(group, name);

    if (!found || found->kind == CONF_LIST || found->kind == CONF_ARRAY)
        return found;
    refuse_kind(problems, found, name, T_KIND_LIST);
    return NULL;
}

/* Letters to change, add or leave out to make one of the other; counts to 3 at most. */
static int misspelt_by(const char *a, const char *b, int budget)
{
    int change, add, leave;

    while (*a && *a == *b) {
        a++;
        b++;
    }
    if (budget == 0 || (!*a && !*b))
        return *a || *b ? 1 : 0;
    change = *a && *b ? misspelt_by(a + 1, b + 1, budget - 1) : budget;
    add = *b ? misspelt_by(a, b + 1, budget - 1) : budget;
    leave = *a ? misspelt_by(a + 1, b, budget - 1) : budget;
    if (add < change)
        change = add;
    if (leave < change)
        change = leave;
    return change + 1;
}

/* The known name that was likely meant, or NULL. */
static const char *likely_meant(const char *name, const char *const *known)
{
    const char *meant = NULL;
    int best = strlen(name) < 4 ? 2 : 3;
    size_t i;

    for (i = 0; known[i]; i++) {
        int letters = misspelt_by(name, known[i], 2);

        if (letters < best) {
            best = letters;
            meant = known[i];
        }
    }
    return meant;
}

static void refuse_unknown(struct problems *problems, const struct conf *member,
                           const char *const *known)
{
    const char *meant = likely_meant(member->name, known);

    problem_at(problems, member, meant ? T_CONF_MISSPELT : T_CONF_UNKNOWN, member->name, meant);
}

void conf_only(const struct conf *group, const char *const *known, struct problems *problems)
{
    size_t i, k;

    if (!group || group->kind != CONF_GROUP)
        return;
    for (i = 0; i < group->n; i++) {
        for (k = 0; known[k] && strcmp(known[k], group->item[i].name) != 0; k++)
            ;
        if (!known[k])
            refuse_unknown(problems, &group->item[i], known);
    }
}
