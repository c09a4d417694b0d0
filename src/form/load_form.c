/* load_form.c - a form and its sections, with the header that begins it. */
#include <string.h>

#include "form/load_private.h"
#include "sis/domain/rights.h"

#define HEADER "header"
#define MINUTES_MAX 480
#define HOURS_MAX 8760

static unsigned load_roles(struct loader *loader, const struct conf *group)
{
    unsigned roles = 0;
    size_t n = 0;
    const struct conf *list = NULL;
    const char *const *code = load_texts(loader, group, "filled_by", &n, &list);
    for (size_t i = 0; i < n; i++) {
        enum role role = ROLE_COUNT;
        /* Who reads the log or runs the machine reads no case, so fills in nothing. */
        if (!role_parse(code[i], &role) || role > ROLE_LEAD) {
            problem_at(loader->problems, list, T_FORM_UNKNOWN_WORD, code[i],
                       "ward, caseworker, lead");
            continue;
        }
        roles |= 1U << role;
    }
    if (!list)
        load_need(loader, group, "filled_by");
    return roles;
}

static void load_section(struct loader *loader, const struct conf *group, const struct form *form,
                         struct section *section)
{
    static const char *const known[] = {"id", "title", "guidance", "part", "show", "items", NULL};
    static const char *const part[] = {"staff", "youth", NULL};
    const struct use use = {.kind = USE_ITEM};
    size_t at = 0;
    conf_only(group, known, loader->problems);
    section->id = load_id(loader, group, "id");
    section->title = load_label(loader, group, "title");
    section->guidance = conf_label(group, "guidance", loader->problems);
    if (load_word(loader, group, "part", part, &at))
        section->part = part[at];
    section->show = load_expr(loader, group, "show", &use, NULL, true);
    section->line = group->line;
    load_name(loader, NAMED_SECTION, form, section->id, conf_find(group, "id"));
}

static void header_section(struct loader *loader, const struct conf *at, const struct form *form,
                           struct section *section)
{
    section->id = HEADER;
    section->title = (struct label){{text(LANG_SV, T_FORM_HEADER), text(LANG_EN, T_FORM_HEADER)}};
    section->line = at->line;
    load_name(loader, NAMED_SECTION, form, section->id, at);
}

/* The lists of items that the sections hold, in order; those without one are left out. */
static size_t count_items(const struct loader *loader, const struct conf *sections, bool header)
{
    size_t n = header ? load_count_items(loader->header) : 0;
    for (size_t i = 0; sections && i < sections->n; i++) {
        if (sections->item[i].kind != CONF_GROUP)
            continue;
        const struct conf *items = conf_find(&sections->item[i], "items");
        if (items)
            n += load_count_items(items);
    }
    return n;
}

static void load_sections(struct loader *loader, const struct conf *group, struct form *form)
{
    const struct conf *sections = load_groups(loader, group, "sections", true);
    bool header = conf_flag(group, HEADER, false, loader->problems);
    if (header && !loader->header && !loader->frame_broken)
        problem_at(loader->problems, conf_find(group, HEADER), T_FORM_NO_HEADER, NULL, NULL);
    header = header && loader->header;
    size_t max = count_items(loader, sections, header);
    if (max > FORM_ITEMS_MAX) {
        problem_at(loader->problems, group, T_FORM_TOO_MANY, form->id, NULL);
        return;
    }
    struct item *item = arena_array(loader->arena, max + 1, sizeof item[0]);
    size_t n_sections = (sections ? sections->n : 0) + 1;
    struct section *section = arena_array(loader->arena, n_sections, sizeof section[0]);
    form->item = item;
    form->section = section;
    if (header) {
        const struct locals locals = {.prefix = form->id, .list = loader->header};
        struct section *made = &section[form->n_sections++];
        const struct item_context context = {.section = made, .locals = &locals};
        header_section(loader, conf_find(group, HEADER), form, made);
        load_items(loader, loader->header, &context, item, &form->n_items);
        made->n = form->n_items;
    }
    for (size_t i = 0; sections && i < sections->n; i++) {
        if (sections->item[i].kind != CONF_GROUP)
            continue;
        struct section *made = &section[form->n_sections++];
        const struct item_context context = {.section = made};
        load_section(loader, &sections->item[i], form, made);
        const struct conf *items = load_groups(loader, &sections->item[i], "items", true);
        made->first = form->n_items;
        if (items)
            load_items(loader, items, &context, item, &form->n_items);
        made->n = form->n_items - made->first;
    }
    for (size_t i = 0; i < form->n_items; i++)
        item[i].index = i;
}

/* How many sign, how long one of two is enough, and what may stand in the journal afterwards. */
static void load_signing(struct loader *loader, const struct conf *group, struct form *form)
{
    const struct use use = {.kind = USE_ITEM};
    form->signatures = (int)conf_number(group, "signatures", 1, 1, 2, loader->problems);
    form->one_signature_hours =
        (int)conf_number(group, "one_signature_hours", 0, 0, HOURS_MAX, loader->problems);
    if (form->one_signature_hours > 0 && form->signatures != 2) {
        problem_at(loader->problems, conf_find(group, "one_signature_hours"), T_FORM_ONLY_TWO, NULL,
                   NULL);
    }
    form->journal = conf_label(group, "journal", loader->problems);
    load_template(loader, group, "journal", &use);
}

void load_form(struct loader *loader, const struct conf *group, struct form *form)
{
    static const char *const known[] = {"id",
                                        "version",
                                        "kind",
                                        "phase",
                                        "minutes",
                                        HEADER,
                                        "title",
                                        "guidance",
                                        "filled_by",
                                        "signatures",
                                        "one_signature_hours",
                                        "journal",
                                        "sections",
                                        "row_text",
                                        "retired",
                                        NULL};
    static const char *const kind[] = {"form", "row", NULL};
    size_t at = FORM_FORM;
    conf_only(group, known, loader->problems);
    form->file = group->file;
    form->line = group->line;
    form->id = load_id(loader, group, "id");
    form->version = load_text(loader, group, "version");
    if (load_word(loader, group, "kind", kind, &at))
        form->kind = (enum form_kind)at;
    form->phase = load_ref_text(loader, REF_PHASE, group, "phase");
    form->minutes = (int)conf_number(group, "minutes", 0, 0, MINUTES_MAX, loader->problems);
    form->title = load_label(loader, group, "title");
    form->guidance = conf_label(group, "guidance", loader->problems);
    form->filled_by = load_roles(loader, group);
    load_signing(loader, group, form);
    form->retired = conf_flag(group, "retired", false, loader->problems);
    const struct use use = {.kind = USE_ROW, .form = form->id};
    form->row_text = load_expr(loader, group, "row_text", &use, NULL, true);
    if (form->kind == FORM_ROW)
        load_need(loader, group, "row_text");
    else if (conf_find(group, "row_text"))
        problem_at(loader->problems, conf_find(group, "row_text"), T_FORM_ONLY_ROW, NULL, NULL);
    load_name(loader, NAMED_FORM, NULL, form->id, conf_find(group, "id"));
    load_sections(loader, group, form);
}
