/* compare.c - whether a method may follow another one: what answers rest on stays. */
#include <math.h>
#include <string.h>

#include "form/load_private.h"
#include "sis/form/load.h"

struct comparison {
    const struct method *old, *next;
    struct problems *problems;
};

static bool same_label(const struct label *a, const struct label *b)
{
    for (int i = 0; i < LANG_COUNT; i++)
        if (!text_equal(a->in[i], b->in[i]))
            return false;
    return true;
}

static bool same_expr(const struct expr *a, const struct expr *b)
{
    return text_equal(a ? expr_source(a) : NULL, b ? expr_source(b) : NULL);
}

static bool same_number(double a, double b)
{
    return (isnan(a) && isnan(b)) || (a <= b && a >= b);
}

/* --- options ---------------------------------------------------------------------------------- */

/* Options that went are told where they should stand. */
static void compare_options(const struct comparison *c, const struct item *old,
                            const struct item *next)
{
    if (!old->scale || !next->scale)
        return;
    for (size_t i = 0; i < old->scale->n_options; i++) {
        const char *code = old->scale->option[i].code;
        if (!scale_option(next->scale, code))
            problem_add(c->problems, next->scale->file, next->scale->line, T_COMPARE_OPTION_GONE,
                        code, next->scale->id);
    }
}

static bool same_options(const struct item *old, const struct item *next)
{
    if (!old->scale || !next->scale)
        return old->scale == next->scale;
    for (size_t i = 0; i < old->scale->n_options; i++) {
        const struct option *before = &old->scale->option[i];
        const struct option *after = scale_option(next->scale, before->code);
        if (after &&
            (!same_label(&before->label, &after->label) || !same_expr(before->show, after->show)))
            return false;
    }
    /* A new receiver or ground is no new question; a new answer among its own is. */
    bool own = strcmp(next->scale->id, next->id) == 0;
    return !own || old->scale->n_options >= next->scale->n_options;
}

/* --- items ------------------------------------------------------------------------------------ */

static bool same_item(const struct item *a, const struct item *b)
{
    return same_label(&a->label, &b->label) && same_label(&a->help, &b->help) &&
           same_label(&a->example, &b->example) && same_label(&a->check_text, &b->check_text) &&
           same_label(&a->expect_text, &b->expect_text) && a->tense == b->tense &&
           a->required == b->required && a->judgement == b->judgement &&
           same_number(a->min, b->min) && same_number(a->max, b->max) &&
           same_expr(a->show, b->show) && same_expr(a->check, b->check) &&
           same_expr(a->expect, b->expect) && same_expr(a->compute, b->compute) &&
           same_expr(a->initial, b->initial) && text_equal(a->list, b->list) &&
           text_equal(a->subject, b->subject) && same_options(a, b);
}

static void compare_item(const struct comparison *c, const struct item *old,
                         const struct form *next_form, bool same_version)
{
    const struct item *next = form_item(c->next, next_form, old->id);
    if (!next) {
        problem_add(c->problems, next_form->file, next_form->line, T_COMPARE_ITEM_GONE, old->id,
                    next_form->id);
        return;
    }
    if (old->type != next->type) {
        problem_add(c->problems, next->file, next->line, T_COMPARE_TYPE, old->id,
                    item_type_word(old->type));
        return;
    }
    compare_options(c, old, next);
    if (same_version && !same_item(old, next))
        problem_add(c->problems, next->file, next->line, T_COMPARE_CHANGED, old->id,
                    next_form->version);
}

/* --- forms ------------------------------------------------------------------------------------ */

static bool same_sections(const struct form *old, const struct form *next)
{
    if (old->n_sections != next->n_sections)
        return false;
    for (size_t i = 0; i < old->n_sections; i++) {
        const struct section *a = &old->section[i];
        const struct section *b = &next->section[i];
        if (strcmp(a->id, b->id) != 0 || !same_label(&a->title, &b->title) ||
            !same_label(&a->guidance, &b->guidance) || !same_expr(a->show, b->show) ||
            !text_equal(a->part, b->part))
            return false;
    }
    return true;
}

static void compare_form(const struct comparison *c, const struct form *old)
{
    const struct form *next = method_form(c->next, old->id);
    if (!next) {
        problem_add(c->problems, old->file, 0, T_COMPARE_FORM_GONE, old->id, NULL);
        return;
    }
    bool same_version = strcmp(old->version, next->version) == 0;
    for (size_t i = 0; i < old->n_items; i++)
        compare_item(c, &old->item[i], next, same_version);
    if (!same_version)
        return;
    for (size_t i = 0; i < next->n_items; i++) {
        const struct item *item = &next->item[i];
        if (!form_item(c->old, old, item->id))
            problem_add(c->problems, item->file, item->line, T_COMPARE_CHANGED, item->id,
                        next->version);
    }
    if (!same_label(&old->title, &next->title) || !same_label(&old->guidance, &next->guidance) ||
        old->signatures != next->signatures || !same_sections(old, next))
        problem_add(c->problems, next->file, next->line, T_COMPARE_CHANGED, next->id,
                    next->version);
}

/* --- the frame -------------------------------------------------------------------------------- */

static void compare_entries(const struct comparison *c, const char *name, const struct entries *old,
                            const struct entries *next)
{
    for (size_t i = 0; i < old->n; i++) {
        if (entries_find(next, old->item[i].id))
            continue;
        int line = next->n > 0 ? next->item[next->n - 1].line : 0;
        problem_add(c->problems, LOAD_FRAME_FILE, line, T_COMPARE_ENTRY_GONE, old->item[i].id,
                    name);
    }
}

void method_compare(const struct method *old, const struct method *next, struct problems *problems)
{
    const struct comparison c = {.old = old, .next = next, .problems = problems};
    compare_entries(&c, "phases", &old->phases, &next->phases);
    compare_entries(&c, "subjects", &old->subjects, &next->subjects);
    compare_entries(&c, "sources", &old->sources, &next->sources);
    compare_entries(&c, "receivers", &old->receivers, &next->receivers);
    compare_entries(&c, "grounds", &old->grounds, &next->grounds);
    for (size_t i = 0; i < old->n_forms; i++)
        compare_form(&c, &old->form[i]);
    load_tidy(problems);
}
