/* load_letter.c - letters and their blocks. */
#include "form/load_private.h"

#define OF(kind) (1U << (kind))
#define ANY (OF(BLOCK_SIGNATURE + 1) - 1)

static const char *const block_words[] = {"heading", "text", "items", "list", "signature", NULL};

static const struct {
    const char *name;
    unsigned kinds; /* of blocks that take it */
    unsigned needed;
} settings[] = {
    {"type", ANY, ANY},
    {"show", ANY, 0},
    {"text", ANY & ~OF(BLOCK_SIGNATURE), OF(BLOCK_HEADING) | OF(BLOCK_TEXT)},
    {"subject", OF(BLOCK_TEXT), 0},
    {"form", OF(BLOCK_ITEMS), OF(BLOCK_ITEMS)},
    {"items", OF(BLOCK_ITEMS), OF(BLOCK_ITEMS)},
    {"list", OF(BLOCK_LIST), OF(BLOCK_LIST)},
    {"columns", OF(BLOCK_LIST), OF(BLOCK_LIST)},
    {"where", OF(BLOCK_LIST), 0},
};

static void judge_settings(struct loader *loader, const struct conf *group, enum block_kind kind)
{
    const char *known[ARRAY_LEN(settings) + 1] = {NULL};
    for (size_t i = 0; i < ARRAY_LEN(settings); i++) {
        known[i] = settings[i].name;
        const struct conf *found = conf_find(group, settings[i].name);
        if (found && !(settings[i].kinds & OF(kind))) {
            problem_at(loader->problems, found, T_FORM_NOT_OF_TYPE, settings[i].name,
                       block_words[kind]);
        }
        if (!found && (settings[i].needed & OF(kind)))
            problem_at(loader->problems, group, T_FORM_MISSING, settings[i].name, NULL);
    }
    conf_only(group, known, loader->problems);
}

/* The items or columns that a block prints: each must be one of that form. */
static const char *const *load_printed(struct loader *loader, const struct conf *group,
                                       const char *name, const char *form, bool for_receiver,
                                       size_t *n)
{
    const struct conf *list = NULL;
    const char *const *item = load_texts(loader, group, name, n, &list);
    for (size_t i = 0; i < *n; i++) {
        struct ref *ref = load_ref(loader, REF_PRINTED, list, item[i]);
        ref->form = form;
        ref->needs_subject = for_receiver;
    }
    if (list && list->n == 0)
        problem_at(loader->problems, list, T_FORM_EMPTY, name, NULL);
    return item;
}

static void load_words(struct loader *loader, const struct conf *group, bool for_receiver,
                       struct block *block)
{
    struct use use = {.kind = for_receiver ? USE_LETTER : USE_CASE, .subject = block->subject};
    bool leaves = block->kind == BLOCK_TEXT && for_receiver;
    block->text = conf_label(group, "text", loader->problems);
    if (!leaves)
        use.kind = USE_CASE;
    size_t n = load_template(loader, group, "text", &use);
    if (n == 0)
        return;
    if (block->kind != BLOCK_TEXT) {
        problem_at(loader->problems, conf_find(group, "text"), T_FORM_NO_TEMPLATE,
                   block_words[block->kind], NULL);
    } else if (!block->subject) {
        problem_at(loader->problems, conf_find(group, "text"), T_FORM_NO_SUBJECT, NULL, NULL);
    }
}

static void load_block(struct loader *loader, const struct conf *group, bool for_receiver,
                       struct block *block)
{
    const struct use use = {.kind = USE_CASE};
    size_t kind = 0;
    if (!load_need(loader, group, "type") || !load_word(loader, group, "type", block_words, &kind))
        return;
    block->kind = (enum block_kind)kind;
    block->line = group->line;
    judge_settings(loader, group, block->kind);
    block->subject = load_ref_text(loader, REF_SUBJECT, group, "subject");
    block->show = load_expr(loader, group, "show", &use, NULL, true);
    load_words(loader, group, for_receiver, block);
    if (block->kind == BLOCK_ITEMS) {
        block->form = load_ref_text(loader, REF_FORM, group, "form");
        block->item =
            load_printed(loader, group, "items", block->form, for_receiver, &block->n_items);
    }
    if (block->kind == BLOCK_LIST) {
        block->list = load_ref_text(loader, REF_LIST, group, "list");
        block->column =
            load_printed(loader, group, "columns", block->list, for_receiver, &block->n_columns);
        const struct use row = {.kind = USE_ROW, .form = block->list};
        block->where = load_expr(loader, group, "where", &row, NULL, true);
    }
}

void load_letter(struct loader *loader, const struct conf *group, struct letter *letter)
{
    static const char *const known[] = {"id", "title", "for_receiver", "form", "blocks", NULL};
    conf_only(group, known, loader->problems);
    letter->id = load_id(loader, group, "id");
    letter->title = load_label(loader, group, "title");
    letter->for_receiver = conf_flag(group, "for_receiver", false, loader->problems);
    letter->form = load_ref_text(loader, REF_FORM, group, "form");
    letter->file = group->file;
    letter->line = group->line;
    load_name(loader, NAMED_LETTER, NULL, letter->id, conf_find(group, "id"));
    const struct conf *list = load_groups(loader, group, "blocks", true);
    if (!list)
        return;
    struct block *block = arena_array(loader->arena, list->n + 1, sizeof block[0]);
    letter->block = block;
    for (size_t i = 0; i < list->n; i++) {
        if (list->item[i].kind != CONF_GROUP)
            continue;
        load_block(loader, &list->item[i], letter->for_receiver, &block[letter->n_blocks++]);
    }
}
