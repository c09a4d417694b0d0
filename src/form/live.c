/* live.c - a form being filled in: what is shown, and what is computed. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "form/live_private.h"

bool item_takes_answer(const struct item *item)
{
    return item->type != ITEM_FIXED && item->type != ITEM_GRID;
}

bool live_holds(const struct live *live, const struct expr *expr, const struct answer *self)
{
    if (!expr)
        return true;
    struct scope scope = live->scope;
    scope.self = self;
    bool holds = expr_true(expr, &scope, live->scratch);
    arena_reset(live->scratch);
    return holds;
}

/* --- one node --------------------------------------------------------------------------------- */

static bool is_relevant(const struct live *live, const struct item *item)
{
    const struct section *section = item->section;
    size_t section_node = live->form->n_items + (size_t)(section - live->form->section);
    if (item->retired || !live->relevant[section_node])
        return false;
    if (item->grid && !live->relevant[item->grid->index])
        return false;
    if (item->grid_row && !live_holds(live, item->grid_row->show, NULL))
        return false;
    return live_holds(live, item->show, NULL);
}

/* Sets what an expression gives. Returns whether that changed the answer. */
static bool set_result(struct live *live, const struct item *item, const struct expr *expr)
{
    const struct answer *before = answers_get(live->answers, item->id);
    struct scope scope = live->scope;
    struct answer answer = {.id = item->id};
    struct result result;
    struct err err;
    scope.self = before;
    if (expr_eval(expr, &scope, live->scratch, &result, &err))
        answer.value = item_value(item, &result, live->scratch);
    bool changed = !answer_equal(before, &answer);
    if (changed)
        answers_set(live->answers, &answer);
    arena_reset(live->scratch);
    return changed;
}

/* Looks at a node anew. Returns whether others may see a difference. */
static bool refresh(struct live *live, size_t node)
{
    bool was = live->relevant[node];
    if (node >= live->form->n_items) {
        const struct section *section = &live->form->section[node - live->form->n_items];
        live->relevant[node] = live_holds(live, section->show, NULL);
        return live->relevant[node] != was;
    }
    const struct item *item = &live->form->item[node];
    live->relevant[node] = is_relevant(live, item);
    bool changed = live->relevant[node] != was;
    if (item->compute && live->relevant[node])
        changed |= set_result(live, item, item->compute);
    return changed;
}

static void touch(struct live *live, size_t node)
{
    const struct links *next = &live->graph->needed_by[node];
    for (size_t i = 0; i < next->n; i++)
        live->stale[next->node[i]] = true;
}

static void refresh_stale(struct live *live)
{
    for (size_t i = 0; i < live->graph->n; i++) {
        size_t node = live->graph->order[i];
        if (!live->stale[node])
            continue;
        live->stale[node] = false;
        if (refresh(live, node))
            touch(live, node);
    }
}

static void begin_node(struct live *live, size_t node)
{
    if (node >= live->form->n_items)
        return;
    const struct item *item = &live->form->item[node];
    if (item->initial && !answers_get(live->answers, item->id))
        set_result(live, item, item->initial);
}

bool live_is_first(const struct live *live, const struct item *item)
{
    const struct answer *answer = answers_get(live->answers, item->id);
    struct result result;
    struct err err;
    if (!item->initial || !answer || answer->nonanswer != NONANSWER_NONE)
        return false;
    bool same = expr_eval(item->initial, &live->scope, live->scratch, &result, &err);
    if (same) {
        struct value value = item_value(item, &result, live->scratch);
        same = value_equal(&value, &answer->value);
    }
    arena_reset(live->scratch);
    return same;
}

/* --- the life of a form ----------------------------------------------------------------------- */

struct live *live_new(const struct method *method, const struct form *form, struct answers *answers,
                      const struct facts *facts, struct date today, int64_t now, bool begin)
{
    struct live *live = mem_new(sizeof *live);
    live->method = method;
    live->form = form;
    live->answers = answers;
    live->arena = arena_new();
    live->scratch = arena_new();
    assert(form >= method->form && form < method->form + method->n_forms);
    live->graph = method->graph[form - method->form];
    live->relevant = arena_array(live->arena, live->graph->n + 1, sizeof live->relevant[0]);
    live->stale = arena_array(live->arena, live->graph->n + 1, sizeof live->stale[0]);
    live->rows = arena_array(live->arena, form->n_items + 1, sizeof live->rows[0]);
    for (size_t i = 0; i < form->n_items; i++)
        live->rows[i] = ROWS_UNTOLD;
    live_scope_init(live, facts, today, now);
    for (size_t i = 0; i < live->graph->n; i++) {
        size_t node = live->graph->order[i];
        refresh(live, node);
        if (begin)
            begin_node(live, node);
    }
    return live;
}

void live_free(struct live *live)
{
    if (!live)
        return;
    arena_free(live->arena);
    arena_free(live->scratch);
    mem_free(live->gap);
    mem_free(live);
}

const struct form *live_form(const struct live *live)
{
    return live->form;
}

const struct answers *live_answers(const struct live *live)
{
    return live->answers;
}

const struct scope *live_scope(const struct live *live)
{
    return &live->scope;
}

void live_set_language(struct live *live, enum lang lang)
{
    live->scope.lang = lang;
    live->changes++;
    for (size_t i = 0; i < live->graph->n; i++)
        live->stale[i] = true;
    refresh_stale(live);
}

void live_set(struct live *live, const struct answer *answer)
{
    const struct item *item = form_item(live->method, live->form, answer->id);
    if (!item || item->compute || !item_takes_answer(item))
        return;
    answers_set(live->answers, answer);
    live->changes++;
    touch(live, item->index);
    refresh_stale(live);
}

void live_set_rows(struct live *live, const char *id, size_t n)
{
    const struct item *item = form_item(live->method, live->form, id);
    if (!item || item->type != ITEM_ROWS)
        return;
    live->rows[item->index] = n;
    live->changes++;
    touch(live, item->index);
    refresh_stale(live);
}

void live_set_full(struct live *live, bool full)
{
    live->full = full;
    live->changes++;
}

unsigned long live_changes(const struct live *live)
{
    return live->changes;
}

bool live_full(const struct live *live)
{
    return live->full;
}

/* --- what is shown ---------------------------------------------------------------------------- */

static bool has_cells(const struct live *live, const struct item *grid)
{
    const struct item *end = live->form->item + live->form->n_items;
    for (const struct item *cell = grid + 1; cell < end && cell->grid == grid; cell++)
        if (answers_get(live->answers, cell->id))
            return true;
    return false;
}

static bool has_answer(const struct live *live, const struct item *item)
{
    if (item->type == ITEM_GRID)
        return has_cells(live, item);
    return answers_get(live->answers, item->id) ||
           (item->type == ITEM_ROWS && live_rows(live, item) > 0);
}

/* Passed over in a short form: only there in full depth, and not answered. */
static bool is_deeper(const struct live *live, const struct item *item)
{
    if (item->grid && is_deeper(live, item->grid))
        return true;
    return item->full && !has_answer(live, item);
}

bool live_shown(const struct live *live, const struct item *item)
{
    return live->relevant[item->index] && (live->full || !is_deeper(live, item));
}

bool live_section_shown(const struct live *live, const struct section *section)
{
    for (size_t i = 0; i < section->n; i++)
        if (live_shown(live, &live->form->item[section->first + i]))
            return true;
    return false;
}

bool live_option_offered(const struct live *live, const struct item *item,
                         const struct option *option)
{
    const struct entry span = {.from = option->from, .to = option->to};
    (void)item;
    return !option->retired && entry_valid(&span, live->scope.today) &&
           live_holds(live, option->show, NULL);
}

bool live_option_struck(const struct live *live, const struct item *item, const char *code)
{
    const struct option *option = item->scale ? scale_option(item->scale, code) : NULL;
    return !option || !live_option_offered(live, item, option);
}

/* A living list has its rows before anybody has begun with the form: it tells nothing of progress. */
static bool is_counted(const struct item *item)
{
    return item_takes_answer(item) && !item->compute && !(item->type == ITEM_ROWS && item->of_case);
}

static bool is_by_person(const struct live *live, const struct item *item)
{
    const struct answer *answer = answers_get(live->answers, item->id);
    if (answer && (answer->carried || answer_is_blank(answer)))
        return false;
    return has_answer(live, item) && !live_is_first(live, item);
}

static void count(const struct live *live, size_t first, size_t n, size_t *answered, size_t *all)
{
    *answered = 0;
    *all = 0;
    for (size_t i = first; i < first + n; i++) {
        const struct item *item = &live->form->item[i];
        if (!is_counted(item) || !live_shown(live, item))
            continue;
        *all += 1;
        *answered += is_by_person(live, item);
    }
}

void live_progress(const struct live *live, size_t *answered, size_t *all)
{
    count(live, 0, live->form->n_items, answered, all);
}

void live_section_progress(const struct live *live, const struct section *section, size_t *answered,
                           size_t *all)
{
    count(live, section->first, section->n, answered, all);
}

size_t live_deeper(const struct live *live, bool youth)
{
    size_t n = 0;
    for (size_t i = 0; i < live->form->n_items; i++) {
        const struct item *item = &live->form->item[i];
        bool own = section_is_youths(item->section);
        if (item_takes_answer(item) && !item->compute && own == youth && live->relevant[i])
            n += is_deeper(live, item);
    }
    return n;
}

bool live_may_carry(const struct item *item)
{
    return item->carry && !item->judgement && !text_equal(item->subject, SUBJECT_NOT_CARRIED);
}

void live_export(const struct live *live, struct arena *arena, struct answers *out)
{
    answers_init(out, arena);
    for (size_t i = 0; i < live->form->n_items; i++) {
        const struct item *item = &live->form->item[i];
        const struct answer *answer = answers_get(live->answers, item->id);
        if (answer && live->relevant[i] && item_takes_answer(item))
            answers_set(out, answer);
    }
}

void row_words(const struct method *method, const struct form *form, const struct answers *answers,
               const struct facts *facts, enum lang lang, struct str *out)
{
    struct arena *arena = arena_new();
    const struct date none = {0, 0, 0};
    struct answers copy;
    struct result result;
    struct err err;
    answers_copy(&copy, arena, answers);
    struct live *live = live_new(method, form, &copy, facts, facts ? facts->today : none, 0, false);
    live_set_language(live, lang);
    if (form->row_text && expr_eval(form->row_text, live_scope(live), arena, &result, &err))
        result_text(&result, out);
    live_free(live);
    arena_free(arena);
}
