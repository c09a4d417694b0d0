/* overview.c - a case at a glance: phases, warnings, the next step and why, what people have judged. */
#include "overview.h"

#include "sis/pages/pages.h"

#define WIDE 96 /* columns from which next step and state stand side by side */

/* A field of the case in the words of the row form it comes from; NULL when it is not known. */
static const char *field_words(struct overview *it, const char *name)
{
    const struct value *value = facts_field(it->facts, name);
    const struct item *item =
        method_item(it->method, arena_printf(it->page.arena, "case.%s", name), NULL);
    struct answer answer = {0};

    if (value == NULL || item == NULL)
        return NULL;
    answer.id = item->id;
    answer.value = *value;
    return page_answer(&it->page, item, &answer);
}

static void put_facts(struct overview *it)
{
    const struct page *page = &it->page;
    const char *ground = field_words(it, "ground");
    const char *discharge = field_words(it, "discharge");
    struct doc_node *line;

    if (it->file->n_broken > 0) {
        doc_paragraph(page->doc, page->doc->root, DOC_ALERT,
                      page_count(page, T_CASE_BROKEN_1, T_CASE_BROKEN, it->file->n_broken));
    }
    if (ground == NULL && discharge == NULL)
        return;
    line = doc_paragraph(page->doc, page->doc->root, DOC_PLAIN, ground);
    if (discharge != NULL) {
        doc_run(page->doc, line, DOC_PLAIN,
                arena_printf(page->arena, "%s%s", ground != NULL ? "   " : "",
                             page_words(page, T_CASE_DISCHARGE, discharge, NULL, NULL)),
                NULL);
    }
    doc_gap(page->doc, page->doc->root);
}

static const char *phase_mark(struct overview *it, const struct phase_view *view)
{
    const struct page *page = &it->page;

    switch (view->state) {
    case PHASE_NONE: break;
    case PHASE_DRAFT: return text(page->lang, T_PHASE_DRAFT);
    case PHASE_BEGUN: return text(page->lang, T_PHASE_BEGUN);
    case PHASE_DONE:
        return page_words(page, T_PHASE_DONE, page_date(page, view->date, it->date), NULL, NULL);
    case PHASE_LATE: return page_count(page, T_LATE_1, T_LATE, (size_t)view->days_late);
    }
    return "–";
}

static bool has_draft(const struct overview *it, const char *phase)
{
    for (size_t i = 0; i < it->n_drafts; i++) {
        const struct form *form = method_form(it->method, it->draft[i].place.form);

        if (form != NULL && text_equal(form->phase, phase))
            return true;
    }
    return false;
}

/* In two halves, each phase beside its mark, so that it fits the narrowest terminal. */
static void put_phases(struct overview *it)
{
    const struct page *page = &it->page;
    struct doc_node *table = doc_node_new(page->doc, page->doc->root, DOC_TABLE);
    struct phase_view *phase;
    size_t n = rhythm_phases(it->work, it->file, it->due, it->n_due, page->arena, &phase);
    size_t half = (n + 1) / 2;

    for (size_t i = 0; i < half; i++) {
        struct doc_node *row = doc_node_new(page->doc, table, DOC_GROUP);

        for (size_t j = i; j < n; j += half) {
            if (phase[j].state == PHASE_NONE && has_draft(it, phase[j].phase->id))
                phase[j].state = PHASE_DRAFT;
            page_cell(page, row, DOC_PLAIN, label_in(&phase[j].phase->title, page->lang), NULL);
            page_cell(page, row, DOC_PLAIN, phase_mark(it, &phase[j]), NULL);
            if (j < half)
                page_cell(page, row, DOC_PLAIN, "  ", NULL);
        }
    }
}

static void find_drafts(struct overview *it)
{
    struct draft *all;
    struct err err = {0};
    size_t n;

    if (!desk_list(it->work, it->page.arena, &all, &n, &err))
        return;
    it->draft = all;
    for (size_t i = 0; i < n; i++)
        if (id_equal(&all[i].place.case_id, &it->file->id))
            it->draft[it->n_drafts++] = all[i];
}

/* Warnings stand below the next step, but before it where somebody is to ring the emergency number. */
static void put_what_to_do(struct overview *it, struct doc_node *side)
{
    bool danger = overview_find_warnings(it);

    if (danger)
        overview_warnings(it, side);
    overview_next(it, side);
    if (!danger)
        overview_warnings(it, side);
    overview_passed_on(it, side);
    overview_coming(it, side);
}

struct doc *page_overview(struct work *work, struct case_file *file, const char *shown,
                          struct arena *arena)
{
    struct overview it = {.work = work,
                          .file = file,
                          .method = work->method,
                          .all_steps = text_equal(shown, OVERVIEW_ALL)};
    struct doc_node *root, *columns, *side;

    it.page = page_of_case(work, file, arena);
    it.facts = case_facts(work, file);
    it.date = work_today(work);
    it.n_due = rhythm_due(work, file, arena, &it.due);
    find_drafts(&it);
    put_facts(&it);
    put_phases(&it);
    root = it.page.doc->root;
    doc_gap(it.page.doc, root);
    columns = doc_node_new(it.page.doc, root, DOC_COLUMNS);
    columns->least = WIDE;
    /* A step, its day and its link stand on one line where they can. */
    side = doc_node_new(it.page.doc, columns, DOC_GROUP);
    side->wide = 11;
    put_what_to_do(&it, side);
    side = doc_node_new(it.page.doc, columns, DOC_GROUP);
    side->wide = 10;
    overview_state(&it, side);
    doc_gap(it.page.doc, root);
    columns = doc_node_new(it.page.doc, root, DOC_COLUMNS);
    columns->least = WIDE;
    overview_forms(&it, doc_node_new(it.page.doc, columns, DOC_GROUP));
    overview_reading(&it, doc_node_new(it.page.doc, columns, DOC_GROUP));
    page_put_people(&it.page, it.work, it.file);
    return it.page.doc;
}
