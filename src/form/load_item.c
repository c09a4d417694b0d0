/* load_item.c - items: their settings by type, and grids laid out into cells. */
#include <math.h>
#include <string.h>

#include "form/load_private.h"

#define OF(type) (1U << (type))
#define CHOICE (OF(ITEM_ONE) | OF(ITEM_MANY))
#define ANY (OF(ITEM_FIXED + 1) - 1)
#define ANSWERED (ANY & ~(OF(ITEM_ROWS) | OF(ITEM_GRID) | OF(ITEM_FIXED)))

static const struct {
    const char *name;
    unsigned types; /* that have a use for it */
} settings[] = {
    {"id", ANY},
    {"type", ANY},
    {"label", ANY},
    {"help", ANY},
    {"example", ANY},
    {"subject", ANY},
    {"depth", ANY},
    {"show", ANY},
    {"retired", ANY},
    {"scale", CHOICE},
    {"options", CHOICE},
    {"offers", CHOICE},
    {"other", CHOICE},
    {"required", ANSWERED | OF(ITEM_ROWS)},
    {"judgement", ANSWERED},
    {"carry", ANSWERED},
    {"pair", ANSWERED},
    {"check", ANSWERED},
    {"check_text", ANSWERED},
    {"expect", ANSWERED},
    {"expect_text", ANSWERED},
    {"tense", OF(ITEM_DATE) | OF(ITEM_DATETIME)},
    {"compute", ANSWERED},
    {"initial", ANSWERED},
    {"min", OF(ITEM_NUMBER)},
    {"max", OF(ITEM_NUMBER)},
    {"watch", OF(ITEM_LINE) | OF(ITEM_TEXT)},
    {"list", OF(ITEM_ROWS)},
    {"of_case", OF(ITEM_ROWS)},
    {"columns", OF(ITEM_GRID)},
    {"over", OF(ITEM_GRID)},
};

/* Settings that exclude each other, and settings that need another one. */
static const char *const apart[][2] = {
    {"compute", "initial"},   {"compute", "required"},  {"compute", "carry"},
    {"compute", "judgement"}, {"judgement", "initial"}, {"judgement", "carry"},
    {"scale", "options"},
};
static const char *const together[][2] = {
    {"check", "check_text"},   {"check_text", "check"}, {"expect", "expect_text"},
    {"expect_text", "expect"}, {"offers", "options"},   {"other", "options"},
};

static bool is_set(const struct conf *group, const char *name)
{
    const struct conf *found = conf_find(group, name);
    return found && !(found->kind == CONF_BOOL && !found->flag);
}

static void judge_settings(struct loader *loader, const struct conf *group, enum item_type type)
{
    const char *known[ARRAY_LEN(settings) + 1] = {NULL};
    for (size_t i = 0; i < ARRAY_LEN(settings); i++) {
        known[i] = settings[i].name;
        const struct conf *found = conf_find(group, settings[i].name);
        if (found && !(settings[i].types & OF(type))) {
            problem_at(loader->problems, found, T_FORM_NOT_OF_TYPE, settings[i].name,
                       item_type_word(type));
        }
    }
    conf_only(group, known, loader->problems);
    for (size_t i = 0; i < ARRAY_LEN(apart); i++) {
        if (!is_set(group, apart[i][0]) || !is_set(group, apart[i][1]))
            continue;
        problem_at(loader->problems, conf_find(group, apart[i][1]), T_FORM_APART, apart[i][0],
                   apart[i][1]);
    }
    for (size_t i = 0; i < ARRAY_LEN(together); i++) {
        if (!is_set(group, together[i][0]) || conf_find(group, together[i][1]))
            continue;
        problem_at(loader->problems, conf_find(group, together[i][0]), T_FORM_TOGETHER,
                   together[i][0], together[i][1]);
    }
}

static double load_real(struct loader *loader, const struct conf *group, const char *name)
{
    const struct conf *found = conf_find(group, name);
    if (!found)
        return NAN;
    if (found->kind == CONF_INT || found->kind == CONF_FLOAT)
        return found->real;
    problem_at(loader->problems, found, T_FORM_NO_NUMBER, name, NULL);
    return NAN;
}

static void load_choice(struct loader *loader, const struct conf *group,
                        const struct item_context *context, struct item *item)
{
    const char *name = conf_text(group, "scale", NULL, loader->problems);
    if (name) {
        item->scale = method_scale(loader->method, name);
        if (!item->scale && !loader->frame_broken)
            problem_at(loader->problems, conf_find(group, "scale"), T_FORM_NO_SCALE, name, NULL);
    } else if (conf_find(group, "options")) {
        bool other = conf_flag(group, "other", false, loader->problems);
        item->scale = load_own_scale(loader, group, item->id, context, other);
    } else if (!conf_find(group, "scale")) {
        problem_at(loader->problems, group, T_FORM_NO_OPTIONS, item->id, NULL);
    }
}

static void load_rules(struct loader *loader, const struct conf *group,
                       const struct item_context *context, struct item *item)
{
    const struct use use = {.kind = USE_ITEM};
    bool keep = !context->template;
    const struct locals *locals = context->locals;
    item->show = load_expr(loader, group, "show", &use, locals, keep);
    item->check = load_expr(loader, group, "check", &use, locals, keep);
    item->check_text = conf_label(group, "check_text", loader->problems);
    item->expect = load_expr(loader, group, "expect", &use, locals, keep);
    item->expect_text = conf_label(group, "expect_text", loader->problems);
    item->compute = load_expr(loader, group, "compute", &use, locals, keep);
    item->initial = load_expr(loader, group, "initial", &use, locals, keep);
    item->min = load_real(loader, group, "min");
    item->max = load_real(loader, group, "max");
    if (item->min > item->max)
        problem_at(loader->problems, conf_find(group, "max"), T_FORM_MIN_MAX, NULL, NULL);
    item->required = conf_flag(group, "required", false, loader->problems);
    item->judgement = conf_flag(group, "judgement", false, loader->problems);
    item->carry = conf_flag(group, "carry", false, loader->problems);
    item->retired = conf_flag(group, "retired", false, loader->problems) ||
                    (context->grid && (context->grid->retired || context->grid_row->retired));
    item->unwatched = !conf_flag(group, "watch", true, loader->problems);
    item->of_case = conf_flag(group, "of_case", false, loader->problems);
}

static void load_refs(struct loader *loader, const struct conf *group,
                      const struct item_context *context, struct item *item)
{
    item->subject = load_ref_text(loader, REF_SUBJECT, group, "subject");
    if (context->subject)
        item->subject = context->subject;
    if (!item->subject && context->grid)
        item->subject = context->grid->subject;
    if (item->type == ITEM_ROWS && load_need(loader, group, "list"))
        item->list = load_ref_text(loader, REF_LIST, group, "list");
    const char *pair = conf_text(group, "pair", NULL, loader->problems);
    if (pair && !context->template) {
        item->pair = load_local(loader, context->locals, pair);
        load_ref(loader, REF_ITEM, conf_find(group, "pair"), item->pair);
    }
}

/* An item that does not depend on others; grids and the line of `other` come after it. */
static void load_one(struct loader *loader, const struct conf *group, enum item_type type,
                     const struct item_context *context, struct item *item)
{
    static const char *const depth[] = {"short", "full", NULL};
    static const char *const tense[] = {"past", "future", NULL};
    size_t deep = 0;
    size_t lies = 0;
    judge_settings(loader, group, type);
    item->id = load_local(loader, context->locals, load_id(loader, group, "id"));
    item->type = type;
    item->section = context->section;
    item->grid = context->grid;
    item->grid_row = context->grid_row;
    item->file = group->file;
    item->line = group->line;
    item->label = load_label(loader, group, "label");
    item->help = conf_label(group, "help", loader->problems);
    item->example = conf_label(group, "example", loader->problems);
    if (load_word(loader, group, "depth", depth, &deep))
        item->full = deep == 1;
    if (load_word(loader, group, "tense", tense, &lies))
        item->tense = lies == 0 ? TENSE_PAST : TENSE_FUTURE;
    if (OF(type) & CHOICE)
        load_choice(loader, group, context, item);
    load_rules(loader, group, context, item);
    load_refs(loader, group, context, item);
    if (context->template)
        return;
    if (strlen(item->id) > METHOD_ID_MAX)
        problem_at(loader->problems, conf_find(group, "id"), T_FORM_LONG_ID, item->id, NULL);
    load_name(loader, NAMED_ITEM, NULL, item->id, conf_find(group, "id"));
}

/* The line item that `other = true` adds behind its question. */
static void add_other(struct loader *loader, const struct conf *group, const struct item *asked,
                      struct item *item)
{
    struct err err;
    const char *show = arena_printf(loader->arena, "selected(${%s}, 'other')", asked->id);
    *item = (struct item){
        .id = arena_printf(loader->arena, "%s.other", asked->id),
        .type = ITEM_LINE,
        .label = {{text(LANG_SV, T_FORM_OTHER_WHAT), text(LANG_EN, T_FORM_OTHER_WHAT)}},
        .subject = asked->subject,
        .retired = asked->retired,
        .min = NAN,
        .max = NAN,
        .show = expr_parse(show, strlen(show), loader->arena, &err),
        .grid = asked->grid,
        .grid_row = asked->grid_row,
        .file = asked->file,
        .line = asked->line,
        .section = asked->section,
    };
    if (strlen(item->id) > METHOD_ID_MAX)
        problem_at(loader->problems, conf_find(group, "other"), T_FORM_LONG_ID, item->id, NULL);
    load_name(loader, NAMED_ITEM, NULL, item->id, conf_find(group, "other"));
}

static bool load_type(struct loader *loader, const struct conf *group, enum item_type *type)
{
    const char *words[ITEM_FIXED + 2] = {NULL};
    size_t at = 0;
    for (int i = ITEM_ONE; i <= ITEM_FIXED; i++)
        words[i] = item_type_word((enum item_type)i);
    if (!load_need(loader, group, "type") || !load_word(loader, group, "type", words, &at)) {
        loader->parts_broken = true;
        return false;
    }
    *type = (enum item_type)at;
    return true;
}

/* --- grids ------------------------------------------------------------------------------------ */

static void load_columns(struct loader *loader, const struct conf *list,
                         const struct item_context *context, struct item *grid)
{
    struct item *column = arena_array(loader->arena, list->n + 1, sizeof column[0]);
    const struct item_context as_such = {.section = context->section, .template = true};
    grid->column = column;
    for (size_t i = 0; i < list->n; i++) {
        enum item_type type = ITEM_ONE;
        const struct conf *group = &list->item[i];
        if (group->kind != CONF_GROUP || !load_type(loader, group, &type))
            continue;
        if (!(OF(type) & ANSWERED)) {
            problem_at(loader->problems, conf_find(group, "type"), T_FORM_NO_COLUMN,
                       item_type_word(type), NULL);
            continue;
        }
        load_one(loader, group, type, &as_such, &column[grid->n_columns++]);
    }
}

static void load_row(struct loader *loader, const struct conf *group, struct item *row)
{
    static const char *const known[] = {"id", "label", "help", "show", "subject", "retired", NULL};
    const struct use use = {.kind = USE_ITEM};
    conf_only(group, known, loader->problems);
    *row = (struct item){.id = load_id(loader, group, "id"),
                         .type = ITEM_FIXED,
                         .label = load_label(loader, group, "label"),
                         .help = conf_label(group, "help", loader->problems),
                         .subject = load_ref_text(loader, REF_SUBJECT, group, "subject"),
                         .show = load_expr(loader, group, "show", &use, NULL, true),
                         .retired = conf_flag(group, "retired", false, loader->problems),
                         .min = NAN,
                         .max = NAN,
                         .file = group->file,
                         .line = group->line};
    load_name(loader, NAMED_ITEM, NULL, row->id, conf_find(group, "id"));
}

static void load_grid(struct loader *loader, const struct conf *group,
                      const struct item_context *context, struct item *item, size_t *n)
{
    struct item *grid = &item[*n - 1];
    const struct conf *columns = load_groups(loader, group, "columns", true);
    const struct conf *over = load_groups(loader, group, "over", true);
    if (!columns || !over)
        return;
    load_columns(loader, columns, context, grid);
    struct item *row = arena_array(loader->arena, over->n + 1, sizeof row[0]);
    grid->over = row;
    for (size_t i = 0; i < over->n; i++) {
        if (over->item[i].kind != CONF_GROUP)
            continue;
        struct item *this_row = &row[grid->n_over++];
        load_row(loader, &over->item[i], this_row);
        const struct locals locals = {.prefix = this_row->id, .list = columns};
        const struct item_context cell = {.section = context->section,
                                          .locals = &locals,
                                          .grid = grid,
                                          .grid_row = this_row,
                                          .subject = this_row->subject};
        load_items(loader, columns, &cell, item, n);
    }
}

/* --- lists of items --------------------------------------------------------------------------- */

size_t load_count_items(const struct conf *list)
{
    size_t n = 0;
    for (size_t i = 0; list && i < list->n; i++) {
        const struct conf *group = &list->item[i];
        if (group->kind != CONF_GROUP)
            continue;
        const struct conf *over = conf_find(group, "over");
        const struct conf *columns = conf_find(group, "columns");
        n += conf_find(group, "other") ? 2 : 1;
        /* A column that is a grid itself is refused, so its own columns are not counted. */
        for (size_t k = 0; over && columns && k < columns->n; k++) {
            const struct conf *column = &columns->item[k];
            bool two = column->kind == CONF_GROUP && conf_find(column, "other");
            n += over->n * (two ? 2 : 1);
        }
    }
    return n;
}

void load_items(struct loader *loader, const struct conf *list, const struct item_context *context,
                struct item *item, size_t *n)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct conf *group = &list->item[i];
        enum item_type type = ITEM_ONE;
        if (group->kind != CONF_GROUP || !load_type(loader, group, &type))
            continue;
        bool nested = context->locals && (OF(type) & (OF(ITEM_GRID) | OF(ITEM_ROWS)));
        if (nested || (context->grid && type == ITEM_FIXED)) {
            problem_at(loader->problems, conf_find(group, "type"), T_FORM_NO_COLUMN,
                       item_type_word(type), NULL);
            continue;
        }
        struct item *made = &item[(*n)++];
        load_one(loader, group, type, context, made);
        if (is_set(group, "other") && (OF(type) & CHOICE) && made->scale)
            add_other(loader, group, made, &item[(*n)++]);
        if (type == ITEM_GRID)
            load_grid(loader, group, context, item, n);
    }
}
