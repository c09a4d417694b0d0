/* check.c - judges what can only be seen when the whole method is there. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "form/graph.h"
#include "form/load_private.h"
#include "sis/base/date.h"
#include "sis/domain/facts.h"

/* --- ids that stand twice --------------------------------------------------------------------- */

static int named_compare(const void *a, const void *b)
{
    const struct named *x = a;
    const struct named *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->owner != y->owner)
        return (uintptr_t)x->owner < (uintptr_t)y->owner ? -1 : 1;
    int by_id = strcmp(x->id, y->id);
    if (by_id != 0)
        return by_id;
    return x->order < y->order ? -1 : x->order > y->order;
}

static bool named_same(const struct named *a, const struct named *b)
{
    return a->kind == b->kind && a->owner == b->owner && strcmp(a->id, b->id) == 0;
}

static bool stands_twice(const struct loader *loader, const char *id)
{
    for (size_t i = 0; i < loader->n_twice; i++)
        if (strcmp(loader->twice[i], id) == 0)
            return true;
    return false;
}

static void check_names(struct loader *loader)
{
    if (loader->n_named == 0)
        return;
    qsort(loader->named, loader->n_named, sizeof loader->named[0], named_compare);
    for (size_t i = 1; i < loader->n_named; i++) {
        const struct named *named = &loader->named[i];
        const struct named *before = &loader->named[i - 1];
        /* What one setting makes in two places of the same name is told where that name is. */
        if (!named_same(named, before) || named->at == before->at)
            continue;
        if (named->kind == NAMED_ITEM)
            load_twice(loader, named->id);
        const char *place =
            arena_printf(loader->arena, "%s:%d", before->at->file, before->at->line);
        problem_at(loader->problems, named->at, T_FORM_TWICE, named->id, place);
    }
}

/* --- the indexes ----------------------------------------------------------------------- */

static int place_compare(const void *a, const void *b)
{
    return strcmp(((const struct item_place *)a)->id, ((const struct item_place *)b)->id);
}

static int form_compare(const void *a, const void *b)
{
    const struct form *x = *(const struct form *const *)a, *y = *(const struct form *const *)b;
    int order = strcmp(x->id, y->id);
    return order != 0 ? order : (x > y) - (x < y);
}

/* Of those with one id, which is a mistake, the first is the form of that id. */
static void index_forms(struct loader *loader)
{
    struct method *method = loader->method;
    const struct form **by_id = arena_array(loader->arena, method->n_forms + 1, sizeof by_id[0]);
    for (size_t i = 0; i < method->n_forms; i++)
        by_id[i] = &method->form[i];
    qsort(by_id, method->n_forms, sizeof by_id[0], form_compare);
    for (size_t i = 0; i < method->n_forms; i++)
        if (i == 0 || strcmp(by_id[i]->id, by_id[method->n_ids - 1]->id) != 0)
            by_id[method->n_ids++] = by_id[i];
    method->form_by_id = by_id;
}

static void index_items(struct loader *loader)
{
    struct method *method = loader->method;
    size_t n = 0;
    for (size_t i = 0; i < method->n_forms; i++)
        n += method->form[i].n_items;
    struct item_place *place = arena_array(loader->arena, n + 1, sizeof place[0]);
    method->place = place;
    for (size_t i = 0; i < method->n_forms; i++) {
        const struct form *form = &method->form[i];
        for (size_t k = 0; k < form->n_items; k++) {
            place[method->n_places++] =
                (struct item_place){.id = form->item[k].id, .form = form, .item = &form->item[k]};
        }
    }
    qsort(place, method->n_places, sizeof place[0], place_compare);
}

/* --- names of other things -------------------------------------------------------------------- */

static void check_printed(struct loader *loader, const struct ref *ref)
{
    const struct form *form = NULL;
    const struct item *item = method_item(loader->method, ref->name, &form);
    if (!item) {
        if (!loader->parts_broken)
            problem_at(loader->problems, ref->at, T_FORM_NO_ITEM, ref->name, NULL);
    } else if (ref->form && strcmp(form->id, ref->form) != 0) {
        problem_at(loader->problems, ref->at, T_FORM_OTHER_FORM, ref->name, ref->form);
    } else if (item->type == ITEM_FIXED) {
        problem_at(loader->problems, ref->at, T_FORM_NO_ANSWER, ref->name, NULL);
    } else if (ref->needs_subject && !item->subject) {
        problem_at(loader->problems, ref->at, T_FORM_NEVER_LEAVES, ref->name, NULL);
    }
}

static bool is_row_form(const struct method *method, const char *id)
{
    const struct form *form = method_form(method, id);
    return form && form->kind == FORM_ROW;
}

static bool ref_holds(const struct loader *loader, const struct ref *ref, enum text_id *text)
{
    const struct method *method = loader->method;
    bool frame = loader->frame_broken;
    bool parts = loader->parts_broken;
    switch (ref->kind) {
    case REF_FORM: *text = T_FORM_NO_FORM; return parts || method_form(method, ref->name);
    case REF_LIST: *text = T_FORM_NO_LIST; return parts || is_row_form(method, ref->name);
    case REF_ITEM: *text = T_FORM_NO_ITEM; return parts || method_item(method, ref->name, NULL);
    case REF_SUBJECT:
        *text = T_FORM_NO_SUBJECT_ENTRY;
        return frame || entries_find(&method->subjects, ref->name);
    case REF_PHASE:
        *text = T_FORM_NO_PHASE;
        return frame || entries_find(&method->phases, ref->name);
    case REF_CONTACT:
        *text = T_FORM_NO_CONTACT;
        return frame || entries_find(&method->contacts, ref->name);
    case REF_PRINTED: break;
    }
    return true;
}

static void check_refs(struct loader *loader)
{
    for (size_t i = 0; i < loader->n_refs; i++) {
        const struct ref *ref = &loader->ref[i];
        enum text_id text = T_NONE;
        if (ref->kind == REF_PRINTED)
            check_printed(loader, ref);
        else if (!ref_holds(loader, ref, &text))
            problem_at(loader->problems, ref->at, text, ref->name, NULL);
    }
}

/* --- expressions ------------------------------------------------------------------------------ */

struct use_check {
    struct loader *loader;
    const struct use *use;
};

static void check_id(void *arg, const char *id)
{
    const struct use_check *check = arg;
    const struct use *use = check->use;
    struct problems *problems = check->loader->problems;
    const struct form *form = NULL;
    const struct item *item = method_item(check->loader->method, id, &form);
    if (!item) {
        if (!check->loader->parts_broken)
            problem_at(problems, use->at, T_FORM_NO_ITEM, id, NULL);
        return;
    }
    if (item->type == ITEM_FIXED || item->type == ITEM_GRID) {
        problem_at(problems, use->at, T_FORM_NO_ANSWER, id, NULL);
    } else if (use->kind == USE_ROW && use->form && strcmp(form->id, use->form) != 0) {
        problem_at(problems, use->at, T_FORM_OTHER_FORM, id, use->form);
    } else if (use->kind == USE_LETTER && use->subject &&
               (!item->subject || strcmp(item->subject, use->subject) != 0)) {
        problem_at(problems, use->at, item->subject ? T_FORM_OTHER_SUBJECT : T_FORM_NEVER_LEAVES,
                   id, item->subject);
    }
}

static void check_function_name(void *arg, const char *function, const char *name)
{
    const struct use_check *check = arg;
    struct loader *loader = check->loader;
    if (strcmp(function, "case") == 0) {
        if (!fact_field_known(name))
            problem_at(loader->problems, check->use->at, T_FORM_NO_FIELD, name, NULL);
    } else if (!loader->parts_broken && !method_form(loader->method, name)) {
        problem_at(loader->problems, check->use->at, T_FORM_NO_FORM, name, NULL);
    }
}

/* Of one time a form was filled in only that form's answers are known. */
static void check_condition(void *arg, const char *name, const char *id)
{
    const struct use_check *check = arg;
    const struct form *form = NULL;

    if (method_item(check->loader->method, id, &form) && strcmp(form->id, name) != 0)
        problem_at(check->loader->problems, check->use->at, T_FORM_OTHER_FORM, id, name);
}

static bool is_number(const char *text)
{
    char *end = NULL;
    double number = strtod(text, &end);
    return *text && *end == '\0' && isfinite(number);
}

/* Whether an answer to the item can ever equal this text. */
static bool may_equal(const struct item *item, const char *code)
{
    struct date date;
    switch (item->type) {
    case ITEM_ONE: return !item->scale || scale_option(item->scale, code);
    case ITEM_NUMBER: return is_number(code);
    case ITEM_DATE: return date_parse(code, &date);
    case ITEM_MANY:
    case ITEM_DATETIME:
    case ITEM_LINE:
    case ITEM_TEXT:
    case ITEM_IDENTITY:
    case ITEM_ROWS:
    case ITEM_GRID:
    case ITEM_FIXED: break;
    }
    return true;
}

/* Codes of a question with many answers stand in one text, with spaces between them. */
static bool all_codes(struct loader *loader, const struct item *item, const char *code)
{
    char *words = arena_strdup(loader->arena, code);
    char *rest = NULL;
    for (char *word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        if (item->scale && !scale_option(item->scale, word))
            return false;
    return true;
}

static void check_code(void *arg, const char *id, const char *code, size_t at)
{
    const struct use_check *check = arg;
    struct loader *loader = check->loader;
    const struct item *item = method_item(loader->method, id, NULL);
    (void)at;
    if (!item || !*code || stands_twice(loader, id))
        return;
    if (item->type == ITEM_MANY ? all_codes(loader, item, code) : may_equal(item, code))
        return;
    problem_at(loader->problems, check->use->at, T_FORM_NO_CODE, code, id);
}

static bool has_number(const struct scale *scale)
{
    for (size_t i = 0; scale && i < scale->n_options; i++)
        if (is_number(scale->option[i].code))
            return true;
    return !scale;
}

static void check_reckoned(void *arg, const char *id)
{
    const struct use_check *check = arg;
    struct loader *loader = check->loader;
    const struct item *item = method_item(loader->method, id, NULL);
    if (!item || stands_twice(loader, id) ||
        (item->type != ITEM_MANY && item->type != ITEM_ROWS &&
         (item->type != ITEM_ONE || has_number(item->scale))))
        return;
    problem_at(loader->problems, check->use->at, T_FORM_NO_RECKONING, id, NULL);
}

static void check_uses(struct loader *loader)
{
    for (size_t i = 0; i < loader->n_uses; i++) {
        struct use_check check = {.loader = loader, .use = &loader->use[i]};
        expr_ids(check.use->expr, check_id, &check);
        expr_names(check.use->expr, check_function_name, &check);
        expr_conditions(check.use->expr, check_condition, &check);
        expr_codes(check.use->expr, check_code, &check);
        expr_reckoned(check.use->expr, check_reckoned, &check);
    }
}

/* --- circles ---------------------------------------------------------------------------------- */

struct node_place {
    const char *id;
    const char *file;
    int line;
};

static struct node_place place_of_node(const struct form *form, size_t node)
{
    if (node < form->n_items) {
        const struct item *item = &form->item[node];
        return (struct node_place){item->id, item->file, item->line};
    }
    const struct section *section = &form->section[node - form->n_items];
    return (struct node_place){section->id, form->file, section->line};
}

static bool circle_is_sure(const struct loader *loader, const struct form *form,
                           const struct links *circle)
{
    for (size_t i = 0; i < circle->n; i++)
        if (stands_twice(loader, place_of_node(form, circle->node[i]).id))
            return false;
    return true;
}

/* Tells a circle at its first place in the file, from there all the way round. */
static void tell_circle(struct loader *loader, const struct form *form, const struct links *circle)
{
    size_t first = 0;
    struct node_place at = place_of_node(form, circle->node[0]);
    for (size_t i = 1; i < circle->n; i++) {
        struct node_place place = place_of_node(form, circle->node[i]);
        if (place.line >= at.line || strcmp(place.file, at.file) != 0)
            continue;
        first = i;
        at = place;
    }
    struct str way;
    str_init(&way, 0);
    for (size_t i = 0; i <= circle->n; i++) {
        struct node_place place = place_of_node(form, circle->node[(first + i) % circle->n]);
        str_printf(&way, "%s%s", i > 0 ? " → " : "", place.id);
    }
    problem_add(loader->problems, at.file, at.line, T_FORM_CIRCLE, way.p, NULL);
    str_release(&way);
}

static void make_graphs(struct loader *loader)
{
    struct method *method = loader->method;
    const struct graph **graph = arena_array(loader->arena, method->n_forms + 1, sizeof graph[0]);
    struct arena *scratch = arena_new();
    for (size_t i = 0; i < method->n_forms; i++) {
        graph[i] = graph_make(method, &method->form[i], scratch, loader->arena);
        for (size_t k = 0; k < graph[i]->n_circles; k++)
            if (circle_is_sure(loader, &method->form[i], &graph[i]->circle[k]))
                tell_circle(loader, &method->form[i], &graph[i]->circle[k]);
        arena_reset(scratch);
    }
    method->graph = graph;
    arena_free(scratch);
}

void check_method(struct loader *loader)
{
    index_forms(loader);
    index_items(loader);
    check_names(loader);
    check_refs(loader);
    check_uses(loader);
    make_graphs(loader);
}
