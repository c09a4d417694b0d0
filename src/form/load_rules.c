/* load_rules.c - expressions and templates, and what lives by them: warnings and rhythm. */
#include <string.h>

#include "form/expr_private.h"
#include "form/load_private.h"
#include "sis/domain/rights.h"

/* --- ids that are short for longer ones ------------------------------------------------------- */

static bool is_local(const struct locals *locals, const char *id, size_t n)
{
    for (size_t i = 0; i < locals->list->n; i++) {
        const struct conf *group = &locals->list->item[i];
        const struct conf *known = group->kind == CONF_GROUP ? conf_find(group, "id") : NULL;
        if (!known || known->kind != CONF_TEXT)
            continue;
        if (strlen(known->text) == n && memcmp(known->text, id, n) == 0)
            return true;
    }
    return false;
}

const char *load_local(struct loader *loader, const struct locals *locals, const char *id)
{
    if (!locals || !is_local(locals, id, strlen(id)))
        return id;
    return arena_printf(loader->arena, "%s.%s", locals->prefix, id);
}

/* The expression with every ${short} written out. */
static const char *write_out(struct loader *loader, const struct locals *locals, const char *text)
{
    struct str out;
    str_init(&out, 0);
    while (*text) {
        size_t plain = strncmp(text, "${", 2) == 0 ? 0 : strcspn(text, "$");
        if (plain == 0 && strncmp(text, "${", 2) != 0)
            plain = 1;
        str_add(&out, text, plain);
        text += plain;
        if (strncmp(text, "${", 2) != 0)
            continue;
        const char *id = text + 2 + strspn(text + 2, " ");
        size_t n = strcspn(id, " }");
        str_puts(&out, "${");
        if (is_local(locals, id, n))
            str_printf(&out, "%s.", locals->prefix);
        str_add(&out, id, n);
        text = id + n;
    }
    const char *written = arena_strndup(loader->arena, out.p, out.n);
    str_release(&out);
    return written;
}

/* --- expressions ------------------------------------------------------------------------------ */

static void expr_problem(struct loader *loader, const struct conf *at, const struct err *err)
{
    problem_at(loader->problems, at, err->text, err->value[0], err->value[1]);
}

const struct expr *load_expr(struct loader *loader, const struct conf *group, const char *name,
                             const struct use *use, const struct locals *locals, bool keep)
{
    const char *text = conf_text(group, name, NULL, loader->problems);
    if (!text)
        return NULL;
    const struct conf *at = conf_find(group, name);
    struct err err;
    const struct expr *expr = expr_parse(text, strlen(text), loader->arena, &err);
    if (expr && locals) {
        text = write_out(loader, locals, text);
        expr = expr_parse(text, strlen(text), loader->arena, &err);
    }
    if (!expr) {
        expr_problem(loader, at, &err);
        return NULL;
    }
    struct use kept = *use;
    kept.expr = expr;
    kept.at = at;
    if (keep)
        load_use(loader, &kept);
    return expr;
}

struct template_use {
    struct loader *loader;
    struct use use;
    size_t n;
};

static void keep_use(void *arg, const struct expr *expr)
{
    struct template_use *kept = arg;
    kept->use.expr = expr;
    kept->n++;
    load_use(kept->loader, &kept->use);
}

size_t load_template(struct loader *loader, const struct conf *group, const char *name,
                     const struct use *use)
{
    static const char *const lang[] = {"sv", "en"};
    const struct conf *label = conf_find(group, name);
    struct template_use kept = {.loader = loader, .use = *use};
    if (!label || label->kind != CONF_GROUP)
        return 0;
    for (size_t i = 0; i < ARRAY_LEN(lang); i++) {
        kept.use.at = conf_find(label, lang[i]);
        struct err err;
        if (!kept.use.at || kept.use.at->kind != CONF_TEXT)
            continue;
        if (!expr_template(kept.use.at->text, loader->arena, keep_use, &kept, &err))
            expr_problem(loader, kept.use.at, &err);
    }
    return kept.n;
}

/* --- warnings --------------------------------------------------------------------------------- */

static void load_warning_texts(struct loader *loader, const struct conf *group,
                               struct warning *warning)
{
    static const char *const known[] = {"role", "text", NULL};
    const struct conf *list = load_groups(loader, group, "for", false);
    struct label general = load_label(loader, group, "text");
    for (size_t i = 0; i < ROLE_COUNT; i++)
        warning->text[i] = general;
    for (size_t i = 0; list && i < list->n; i++) {
        const struct conf *one = &list->item[i];
        enum role role = ROLE_COUNT;
        if (one->kind != CONF_GROUP)
            continue;
        conf_only(one, known, loader->problems);
        struct label text = load_label(loader, one, "text");
        const char *code = load_text(loader, one, "role");
        if (role_parse(code, &role))
            warning->text[role] = text;
        else if (*code)
            problem_at(loader->problems, conf_find(one, "role"), T_FORM_NO_ROLE, code, NULL);
    }
}

static void load_warning(struct loader *loader, const struct conf *group, struct warning *warning)
{
    static const char *const known[] = {"id", "when", "text", "for", "contacts", NULL};
    const struct use use = {.kind = USE_CASE};
    const struct conf *list = NULL;
    conf_only(group, known, loader->problems);
    warning->id = load_id(loader, group, "id");
    load_need(loader, group, "when");
    warning->when = load_expr(loader, group, "when", &use, NULL, true);
    warning->line = group->line;
    load_warning_texts(loader, group, warning);
    warning->contact = load_texts(loader, group, "contacts", &warning->n_contacts, &list);
    for (size_t i = 0; i < warning->n_contacts; i++)
        load_ref(loader, REF_CONTACT, list, warning->contact[i]);
    load_name(loader, NAMED_WARNING, NULL, warning->id, conf_find(group, "id"));
}

void load_warnings(struct loader *loader, const struct conf *group)
{
    const struct conf *list = load_groups(loader, group, "warnings", false);
    if (!list)
        return;
    struct warning *warning = arena_array(loader->arena, list->n + 1, sizeof warning[0]);
    loader->method->warning = warning;
    for (size_t i = 0; i < list->n; i++) {
        if (list->item[i].kind != CONF_GROUP)
            continue;
        load_warning(loader, &list->item[i], &warning[loader->method->n_warnings++]);
    }
}

/* --- what free text should not hold ------------------------------------------------------------ */

static void load_watch(struct loader *loader, const struct conf *group, struct watch *watch)
{
    static const char *const known[] = {"id", "pattern", "when", "text", NULL};
    const struct use use = {.kind = USE_CASE};
    conf_only(group, known, loader->problems);
    watch->id = load_id(loader, group, "id");
    watch->pattern = load_text(loader, group, "pattern");
    watch->when = load_expr(loader, group, "when", &use, NULL, true);
    watch->text = load_label(loader, group, "text");
    watch->line = group->line;
    struct pattern *pattern = pattern_new(watch->pattern);
    if (!pattern) {
        problem_at(loader->problems, conf_find(group, "pattern"), T_FORM_WATCH_PATTERN,
                   watch->pattern, NULL);
    }
    pattern_free(pattern);
    load_name(loader, NAMED_WATCH, NULL, watch->id, conf_find(group, "id"));
}

void load_watches(struct loader *loader, const struct conf *group)
{
    const struct conf *list = load_groups(loader, group, "watch", false);
    if (!list)
        return;
    struct watch *watch = arena_array(loader->arena, list->n + 1, sizeof watch[0]);
    loader->method->watch = watch;
    for (size_t i = 0; i < list->n; i++) {
        if (list->item[i].kind != CONF_GROUP)
            continue;
        load_watch(loader, &list->item[i], &watch[loader->method->n_watches++]);
    }
}

/* --- rhythm ----------------------------------------------------------------------------------- */

static void load_due(struct loader *loader, const struct conf *group, struct due *due)
{
    static const char *const known[] = {"id",   "form", "verb",    "each",  "item", "first",
                                        "when", "due",  "because", "whose", "done", NULL};
    static const char *const verb[] = {
        [DUE_WRITE] = "write", [DUE_CALL] = "call", [DUE_MEET] = "meet", [DUE_TELL] = "tell", NULL};
    const struct use use = {.kind = USE_CASE};
    size_t at = DUE_WRITE;
    conf_only(group, known, loader->problems);
    if (load_word(loader, group, "verb", verb, &at))
        due->verb = (enum due_verb)at;
    due->id = load_id(loader, group, "id");
    if (load_need(loader, group, "form"))
        due->form = load_ref_text(loader, REF_FORM, group, "form");
    due->each = load_ref_text(loader, REF_LIST, group, "each");
    due->item = load_ref_text(loader, REF_ITEM, group, "item");
    due->first = conf_flag(group, "first", false, loader->problems);
    load_need(loader, group, "when");
    due->when = load_expr(loader, group, "when", &use, NULL, true);
    load_need(loader, group, "due");
    due->date = load_expr(loader, group, "due", &use, NULL, true);
    due->whose = load_expr(loader, group, "whose", &use, NULL, true);
    due->done = load_expr(loader, group, "done", &use, NULL, true);
    due->because = load_label(loader, group, "because");
    load_template(loader, group, "because", &use);
    due->line = group->line;
    load_name(loader, NAMED_DUE, NULL, due->id, conf_find(group, "id"));
}

void load_rhythm(struct loader *loader, const struct conf *group)
{
    const struct conf *list = load_groups(loader, group, "rhythm", false);
    if (!list)
        return;
    struct due *due = arena_array(loader->arena, list->n + 1, sizeof due[0]);
    loader->method->due = due;
    for (size_t i = 0; i < list->n; i++) {
        if (list->item[i].kind != CONF_GROUP)
            continue;
        load_due(loader, &list->item[i], &due[loader->method->n_dues++]);
    }
}
