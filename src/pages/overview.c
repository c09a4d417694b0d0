/* overview.c - a case at a glance: phases, the next step and why, how youth and staff see it. */
#include "case_parts.h"
#include "signing.h"
#include "sis/casework/absence.h"
#include "sis/casework/access.h"
#include "sis/casework/desk.h"
#include "sis/casework/records.h"
#include "sis/casework/rhythm.h"
#include "sis/pages/pages.h"

#define SOON_DAYS 14 /* what is due later is not a next step */
#define LIST_PROMISE "promise"
#define PROMISE_STATE "pr.04"

struct overview {
    struct page page;
    struct work *work;
    struct case_file *file;
    const struct method *method;
    const struct facts *facts;
    struct date date;
    struct due_view *due;
    size_t n_due;
    struct draft *draft; /* own ones in this case */
    size_t n_drafts;
};

static const char *number_of(const struct overview *it, size_t n)
{
    return arena_printf(it->page.arena, "%zu", n);
}

/* A field of the case in the words of the row form it comes from; NULL when it is not known. */
static const char *field_words(struct overview *it, const char *name)
{
    const struct value *value = facts_field(it->facts, name);
    const struct item *item =
        method_item(it->method, arena_printf(it->page.arena, "case.%s", name), NULL);
    struct answer answer = {0};

    if (value == NULL || item == NULL) {
        return NULL;
    }
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
    if (ground == NULL && discharge == NULL) {
        return;
    }
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

        if (form != NULL && text_equal(form->phase, phase)) {
            return true;
        }
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
            if (phase[j].state == PHASE_NONE && has_draft(it, phase[j].phase->id)) {
                phase[j].state = PHASE_DRAFT;
            }
            page_cell(page, row, DOC_PLAIN, label_in(&phase[j].phase->title, page->lang), NULL);
            page_cell(page, row, phase[j].state == PHASE_LATE ? DOC_ALERT : DOC_PLAIN,
                      phase_mark(it, &phase[j]), NULL);
            if (j < half) {
                page_cell(page, row, DOC_PLAIN, "  ", NULL);
            }
        }
    }
}

static void put_step(struct overview *it, const char *words, const struct place *place,
                     const char *because)
{
    doc_link(it->page.doc, it->page.doc->root, words, place);
    page_indented(&it->page, it->page.doc->root, 2, DOC_DIM, because);
}

static const char *due_words(struct overview *it, const struct due_view *due, bool begun)
{
    const struct page *page = &it->page;
    const char *title = label_in(&due->form->title, page->lang);

    if (begun) {
        title = page_words(page, T_DUE_BEGUN, title, NULL, NULL);
    }
    if (due->days_late > 0) {
        return arena_printf(page->arena, "%s, %s", title,
                            page_count(page, T_LATE_1, T_LATE, (size_t)due->days_late));
    }
    if (due->days_late == 0) {
        return page_words(page, T_DUE_TODAY, title, NULL, NULL);
    }
    return page_words(page, T_DUE_BY, title, page_date(page, due->date, it->date), NULL);
}

/* Going on with what is begun: the own draft, else the saved form, else a new one. */
static struct place place_of_due(struct overview *it, const struct due_view *due)
{
    const struct form *form = due->form;
    struct place place = page_place(ROOM_FILL, &it->file->id);
    const struct record **record;
    size_t n = case_records(it->file, form->id, it->page.arena, &record);

    if (due->row != NULL && form->kind == FORM_ROW) {
        page_form(&place, form->id);
        place.record = due->row->id;
        return place;
    }
    for (size_t i = 0; i < it->n_drafts; i++) {
        if (text_equal(it->draft[i].place.form, form->id)) {
            return it->draft[i].place;
        }
    }
    page_form(&place, form->id);
    for (size_t i = 0; i < n; i++) {
        if (record[i]->state == RECORD_READY) {
            place.record = record[i]->id;
            break;
        }
    }
    return place;
}

/* How many of the dues are next steps: what is soon or late, and the first when nothing else is. */
static size_t count_dues(const struct overview *it, bool alone)
{
    size_t n = 0;

    while (n < it->n_due && ((alone && n == 0) || it->due[n].days_late >= -SOON_DAYS)) {
        n++;
    }
    return n;
}

static bool is_due(const struct overview *it, const char *form, size_t n_dues)
{
    for (size_t i = 0; i < n_dues; i++) {
        if (text_equal(it->due[i].form->id, form)) {
            return true;
        }
    }
    return false;
}

/* A draft of what is due stands at the due one, with its reason. */
static size_t put_drafts(struct overview *it, size_t n_dues)
{
    const struct page *page = &it->page;
    size_t steps = 0;

    for (size_t i = 0; i < it->n_drafts; i++) {
        const struct draft *draft = &it->draft[i];
        const struct form *form = method_form(it->method, draft->place.form);
        const char *title = form != NULL ? label_in(&form->title, page->lang) : "";

        if (is_due(it, draft->place.form, n_dues)) {
            continue;
        }
        put_step(it, page_words(page, T_CASE_DRAFT, title, NULL, NULL), &draft->place,
                 page_words(page, T_DRAFT_WHY, page_when(page, draft->at, it->date), NULL, NULL));
        steps++;
    }
    return steps;
}

/* Nothing comes before a youth who is missing. */
static size_t put_absence(struct overview *it)
{
    const struct page *page = &it->page;
    struct place place = page_place(ROOM_ABSENT, &it->file->id);
    struct absence absence;

    if (!absence_now(it->work, it->file, page->arena, &absence)) {
        return 0;
    }
    put_step(it,
             page_words(page, T_CASE_MISSING, page_when(page, absence.since, it->date), NULL, NULL),
             &place, text(page->lang, T_CASE_MISSING_WHY));
    return 1;
}

/* What waits for this person's signature, and for the journal. */
static size_t put_signing(struct overview *it)
{
    struct signing_step *step;
    size_t n = page_signing_steps(&it->page, it->work, it->file, &step);

    for (size_t i = 0; i < n; i++) {
        put_step(it, step[i].words, &step[i].place, step[i].because);
    }
    return n;
}

static void put_next(struct overview *it)
{
    const struct page *page = &it->page;
    struct place notes = page_place(ROOM_NOTES, &it->file->id);
    bool waiting = it->file->n_waiting > 0;
    size_t n_dues = count_dues(it, !waiting && it->n_drafts == 0);
    size_t steps = waiting + n_dues;

    page_heading(page, page->doc->root, text(page->lang, T_NEXT_STEP));
    steps += put_absence(it);
    if (waiting) {
        put_step(it, page_count(page, T_CASE_READ_1, T_CASE_READ, it->file->n_waiting), &notes,
                 text(page->lang, T_NOTES_WAIT_WHY));
    }
    steps += put_signing(it);
    steps += put_drafts(it, n_dues);
    for (size_t i = 0; i < n_dues; i++) {
        struct place place = place_of_due(it, &it->due[i]);
        bool begun = it->due[i].row == NULL && !id_is_none(&place.record);

        if (it->due[i].paused) {
            doc_paragraph(
                page->doc, page->doc->root, DOC_DIM,
                page_words(page, T_DUE_PAUSED, due_words(it, &it->due[i], begun), NULL, NULL));
            continue;
        }
        put_step(it, due_words(it, &it->due[i], begun), &place, it->due[i].because);
    }
    if (steps == 0) {
        struct place note = page_place(ROOM_FILL, &it->file->id);

        note.youth = it->file->youth.id;
        page_form(&note, FORM_NOTE);
        put_step(it, text(page->lang, T_TODAY_NOTE), &note, text(page->lang, T_CASE_NOTE_WHY));
    }
}

static const char *said(struct overview *it, const struct answers *answers, const struct item *item)
{
    const char *words = page_answer(&it->page, item, answers_get(answers, item->id));

    return words != NULL ? words : "–";
}

/* The questions that both have answered, side by side; nothing is computed from them. */
static void put_pairs(struct overview *it, const struct record *record)
{
    const struct page *page = &it->page;
    const struct method *method = case_method(it->work, record);
    const struct form *form = method_form(method, record->form);
    const struct answers *answers = case_answers(it->file, record);
    struct doc_node *table = NULL, *row;

    for (size_t i = 0; form != NULL && answers != NULL && i < form->n_items; i++) {
        const struct item *item = &form->item[i];
        const struct item *pair = item->pair != NULL ? form_item(method, form, item->pair) : NULL;

        if (pair == NULL || !text_equal(item->section->part, "staff")) {
            continue;
        }
        if (table == NULL) {
            table = doc_node_new(page->doc, page->doc->root, DOC_TABLE);
            row = doc_node_new(page->doc, table, DOC_GROUP);
            page_cell(page, row, DOC_DIM,
                      arena_printf(page->arena, "%s %s", label_in(&form->title, page->lang),
                                   page_date(page, moment_date(record->at), it->date)),
                      NULL);
            page_cell(page, row, DOC_DIM, text(page->lang, T_SAYS_YOUTH), NULL);
            page_cell(page, row, DOC_DIM, text(page->lang, T_SAYS_STAFF), NULL);
        }
        row = doc_node_new(page->doc, table, DOC_GROUP);
        page_cell(page, row, DOC_PLAIN, label_in(&item->label, page->lang), NULL);
        page_cell(page, row, DOC_PLAIN, said(it, answers, pair), NULL);
        page_cell(page, row, DOC_PLAIN, said(it, answers, item), NULL);
    }
}

/* "Löften: hållet 3, inte hållet 1, gäller 2": each state that occurs, in the method's words. */
static void put_promises(struct overview *it, struct doc_node *parent)
{
    const struct page *page = &it->page;
    const struct item *state = method_item(it->method, PROMISE_STATE, NULL);
    const struct record **row;
    size_t n = record_rows(it->file, LIST_PROMISE, NULL, page->arena, &row);
    struct place place = page_place(ROOM_PROMISE, &it->file->id);
    struct str out;

    if (n == 0 || state == NULL || state->scale == NULL) {
        return;
    }
    str_init(&out, 0);
    for (size_t i = 0; i < state->scale->n_options; i++) {
        const struct option *option = &state->scale->option[i];
        size_t count = 0;

        for (size_t j = 0; j < n; j++) {
            const struct answers *answers = case_answers(it->file, row[j]);
            const struct answer *answer = answers != NULL ? answers_get(answers, state->id) : NULL;

            count += answer != NULL && value_has_code(&answer->value, option->code);
        }
        if (count > 0) {
            str_printf(&out, "%s%s %zu", out.n > 0 ? ", " : "",
                       label_in(&option->label, page->lang), count);
        }
    }
    doc_link(page->doc, parent, page_words(page, T_CASE_PROMISES, out.p, NULL, NULL), &place);
    str_release(&out);
}

/* What nobody knows yet is worth as much as what is known. */
static void put_unknown(struct overview *it, struct doc_node *parent)
{
    const struct page *page = &it->page;
    const struct form *most = NULL;
    size_t all = 0, top = 0;

    for (size_t i = 0; i < it->facts->n_latest; i++) {
        const struct record *record = it->facts->latest[i];
        const struct answers *answers = case_answers(it->file, record);
        size_t n = 0;

        for (size_t j = 0; answers != NULL && j < answers->n; j++) {
            n += answers->item[j].nonanswer == NONANSWER_UNKNOWN;
        }
        all += n;
        if (n > top) {
            top = n;
            most = method_form(it->method, record->form);
        }
    }
    if (most != NULL) {
        doc_paragraph(page->doc, parent, DOC_PLAIN,
                      page_words(page, all > 1 ? T_CASE_UNKNOWN : T_CASE_UNKNOWN_1,
                                 number_of(it, all), label_in(&most->title, page->lang), NULL));
    }
}

static void put_state(struct overview *it)
{
    const struct page *page = &it->page;
    struct doc_node *root = page->doc->root;
    size_t before;

    page_heading(page, root, text(page->lang, T_CASE_STATE));
    before = root->n_children;
    for (size_t i = 0; i < it->facts->n_latest; i++) {
        put_pairs(it, it->facts->latest[i]);
    }
    put_promises(it, root);
    put_unknown(it, root);
    if (root->n_children == before) {
        page_say(page, root, DOC_DIM, T_CASE_STATE_NONE);
    }
}

static void put_form(struct overview *it, struct doc_node *parent, const struct form *form)
{
    const struct page *page = &it->page;
    struct place place = page_place(ROOM_FILL, &it->file->id);

    page_form(&place, form->id);
    if (text_equal(form->id, FORM_NOTE)) {
        place.youth = it->file->youth.id;
    }
    doc_link(page->doc, parent,
             page_words(page, T_CASE_FORM, label_in(&form->title, page->lang),
                        number_of(it, (size_t)form->minutes), NULL),
             &place);
}

/* What this role fills in, in the order of the phases; what belongs to none stands last. */
static void put_forms(struct overview *it, struct doc_node *parent)
{
    const struct entries *phases = &it->method->phases;

    if (!work_may(it->work, ACTION_CASE_WRITE, &it->file->id)) {
        return;
    }
    page_heading(&it->page, parent, text(it->page.lang, T_CASE_WRITE));
    for (size_t i = 0; i <= phases->n; i++) {
        const char *phase = i < phases->n ? phases->item[i].id : NULL;

        for (size_t j = 0; j < it->method->n_forms; j++) {
            const struct form *form = &it->method->form[j];

            if (!form->retired && form->kind == FORM_FORM && text_equal(form->phase, phase) &&
                (form->filled_by & (1u << it->work->role)) != 0) {
                put_form(it, parent, form);
            }
        }
    }
}

/* Lists that belong to the whole case: the facts about it, and what forms keep as living lists. */
static bool is_case_list(const struct method *method, const struct form *list)
{
    if (list->kind != FORM_ROW) {
        return false;
    }
    for (size_t i = 0; i < method->n_places; i++) {
        const struct item *item = method->place[i].item;

        if (item->type == ITEM_ROWS && item->of_case && text_equal(item->list, list->id)) {
            return true;
        }
    }
    return text_equal(list->id, "case") || text_equal(list->id, FORM_EVENT);
}

static void put_reading(struct overview *it, struct doc_node *parent)
{
    const struct page *page = &it->page;
    struct place place = page_place(ROOM_TIMELINE, &it->file->id);

    page_heading(page, parent, text(page->lang, T_CASE_LOOK));
    doc_link(page->doc, parent, text(page->lang, T_CASE_TIMELINE), &place);
    place.room = ROOM_SERIES;
    doc_link(page->doc, parent, text(page->lang, T_CASE_SERIES), &place);
    place.room = ROOM_COMPARE;
    doc_link(page->doc, parent, text(page->lang, T_CASE_COMPARE), &place);
    place.room = ROOM_RELATION;
    doc_link(page->doc, parent, text(page->lang, T_RELATION_TITLE), &place);
    place.room = ROOM_WHO;
    doc_link(page->doc, parent, text(page->lang, T_WHO_TITLE), &place);
    place.room = ROOM_LIST;
    for (size_t i = 0; i < it->method->n_forms; i++) {
        const struct form *list = &it->method->form[i];
        const struct record **row;
        size_t n;

        if (!is_case_list(it->method, list)) {
            continue;
        }
        n = record_rows(it->file, list->id, NULL, page->arena, &row);
        page_form(&place, list->id);
        doc_link(page->doc, parent,
                 page_words(page, n > 0 ? T_CASE_LIST : T_CASE_LIST_EMPTY,
                            label_in(&list->title, page->lang), number_of(it, n), NULL),
                 &place);
    }
    if (!work_may(it->work, ACTION_CASE_LEAD, &it->file->id)) {
        return;
    }
    place.room = ROOM_LETTER;
    for (size_t i = 0; i < it->method->n_letters; i++) {
        /* Those for nobody outside are the sheets of other pages. */
        if (!it->method->letter[i].for_receiver) {
            continue;
        }
        page_form(&place, it->method->letter[i].id);
        doc_link(page->doc, parent,
                 page_words(page, T_CASE_LETTER, label_in(&it->method->letter[i].title, page->lang),
                            NULL, NULL),
                 &place);
    }
}

static void find_drafts(struct overview *it)
{
    struct draft *all;
    struct err err = {0};
    size_t n;

    if (!desk_list(it->work, it->page.arena, &all, &n, &err)) {
        return;
    }
    it->draft = all;
    for (size_t i = 0; i < n; i++) {
        if (id_equal(&all[i].place.case_id, &it->file->id)) {
            it->draft[it->n_drafts++] = all[i];
        }
    }
}

struct doc *page_overview(struct work *work, struct case_file *file, struct arena *arena)
{
    struct overview it = {.work = work, .file = file, .method = work->method};
    struct doc_node *columns;

    it.page = page_of_case(work, file, arena);
    it.facts = case_facts(work, file);
    it.date = work_today(work);
    it.n_due = rhythm_due(work, file, arena, &it.due);
    find_drafts(&it);
    put_facts(&it);
    put_phases(&it);
    put_next(&it);
    put_state(&it);
    doc_gap(it.page.doc, it.page.doc->root);
    columns = doc_node_new(it.page.doc, it.page.doc->root, DOC_COLUMNS);
    put_forms(&it, doc_node_new(it.page.doc, columns, DOC_GROUP));
    put_reading(&it, doc_node_new(it.page.doc, columns, DOC_GROUP));
    page_put_people(&it.page, it.work, it.file);
    return it.page.doc;
}
