/* relation.c - who carries the relation, since when, what happens at leave, and whom the youth distrusts. */
#include "fillings.h"
#include "sis/casework/records.h"
#include "sis/pages/pages.h"

#define FORM_RELATION "r1"
#define LIST_EVENT "event"

struct carrier {
    struct page page;
    struct work *work;
    struct case_file *file;
    struct filling *filling; /* newest first */
    size_t n;
    struct date today;
};

/* The same answer at one time after another. */
struct run {
    const char *words;
    size_t newest, oldest; /* of the fillings */
    bool first;            /* nothing was answered before */
    bool unanswered; /* "don't know", "not asked": that nobody knew is no state with a beginning */
};

/* Newest first. A time without an answer ends no run: nobody said that it had changed. */
static size_t find_runs(const struct carrier *it, const char *item, struct run **run)
{
    size_t n = 0;

    *run = arena_array(it->page.arena, it->n + 1, sizeof **run);
    for (size_t i = 0; i < it->n; i++) {
        const char *words = page_filling_words(&it->page, &it->filling[i], item);

        if (words == NULL)
            continue;
        if (n > 0 && text_equal((*run)[n - 1].words, words)) {
            (*run)[n - 1].oldest = i;
        } else {
            const struct answer *answer = answers_get(it->filling[i].answers, item);

            (*run)[n++] = (struct run){.words = words,
                                       .newest = i,
                                       .oldest = i,
                                       .unanswered = answer->nonanswer != NONANSWER_NONE};
        }
    }
    if (n > 0)
        (*run)[n - 1].first = true;
    return n;
}

static const char *day_of(const struct carrier *it, size_t i)
{
    return page_date(&it->page, moment_date(it->filling[i].record->at), it->today);
}

/* What was true the first time anybody asked may be older than that. */
static const char *since(const struct carrier *it, const struct run *run)
{
    return page_words(&it->page, run->first ? T_RELATION_AT_LEAST_SINCE : T_RELATION_SINCE,
                      day_of(it, run->oldest), NULL, NULL);
}

static struct place source_of(const struct carrier *it, size_t i)
{
    struct place place = page_place(ROOM_READ, &it->file->id);

    place.record = it->filling[i].record->id;
    return place;
}

/* --- the people --- */

static const char *label_of(const struct carrier *it, const char *id)
{
    const struct item *item = method_item(it->work->method, id, NULL);

    return item != NULL ? page_question(&it->page, item) : NULL;
}

/* Who it is and since when; below it, who it was. */
static void put_person(const struct carrier *it, struct doc_node *table, const char *id,
                       enum text_id label)
{
    const struct page *page = &it->page;
    struct run *run;
    size_t n = find_runs(it, id, &run);

    for (size_t i = 0; i < n; i++) {
        struct doc_node *row = doc_node_new(page->doc, table, DOC_GROUP);
        struct place place = source_of(it, run[i].oldest);

        page_cell(page, row, DOC_DIM, i == 0 ? text(page->lang, label) : "", NULL);
        page_cell(page, row, i == 0 ? DOC_STRONG : DOC_DIM, run[i].words, NULL);
        page_cell(page, row, DOC_PLAIN, since(it, &run[i]), &place);
    }
}

static void put_people(const struct carrier *it)
{
    static const struct {
        const char *id;
        enum text_id label;
    } person[] = {{"r1.01", T_RELATION_CONTACT},
                  {"r1.01.deputy", T_RELATION_DEPUTY},
                  {"r1.29", T_RELATION_TRUSTED},
                  {"r1.14", T_RELATION_BRIDGE}};
    const struct page *page = &it->page;
    struct doc_node *table = doc_node_new(page->doc, page->doc->root, DOC_TABLE);

    for (size_t i = 0; i < ARRAY_LEN(person); i++)
        put_person(it, table, person[i].id, person[i].label);
    if (table->n_children == 0)
        page_say(page, page->doc->root, DOC_PLAIN, T_RELATION_NONE);
}

/* --- absence and introductions --- */

static const struct answer *answer_in(const struct carrier *it, const struct record *row,
                                      const char *id)
{
    const struct answers *answers = case_answers(it->file, row);

    return answers != NULL ? answers_get(answers, id) : NULL;
}

static bool is_ahead(const struct carrier *it, const struct record *row)
{
    const struct answer *state = answer_in(it, row, "ev.06");
    const struct answer *start = answer_in(it, row, "ev.02");
    int64_t at;

    return state != NULL && value_has_code(&state->value, "planned") && start != NULL &&
           start->value.kind == VALUE_TEXT && moment_parse(start->value.text, &at) &&
           date_compare(moment_date(at), it->today) >= 0;
}

/* A coming event and who goes along; that nobody does is worth saying. */
static void put_event(const struct carrier *it, const struct record *row)
{
    const struct page *page = &it->page;
    struct place place = page_place(ROOM_READ, &it->file->id);
    const char *words = page_row_words(page, it->work, it->file, row);
    const struct item *item = method_item(case_method(it->work, row), "ev.05", NULL);
    const char *who = item != NULL ? page_answer(page, item, answer_in(it, row, "ev.05")) : NULL;

    place.record = row->id;
    doc_link(page->doc, page->doc->root,
             !text_is_empty(words) ? words : text(page->lang, T_RECORD_UNREADABLE), &place);
    page_indented(page, page->doc->root, 2, who != NULL ? DOC_PLAIN : DOC_ALERT,
                  who != NULL ? page_words(page, T_RELATION_WITH, who, NULL, NULL)
                              : text(page->lang, T_RELATION_WITH_NOBODY));
}

static void put_absence(const struct carrier *it)
{
    const struct page *page = &it->page;
    const struct record **row;
    size_t n = record_rows(it->file, LIST_EVENT, NULL, page->arena, &row);
    struct run *run;
    size_t plans = find_runs(it, "r1.15", &run);
    bool any = plans > 0;

    page_heading(page, page->doc->root, text(page->lang, T_RELATION_ABSENCE));
    if (plans > 0) {
        struct place place = source_of(it, run[0].newest);
        struct doc_node *line = doc_paragraph(page->doc, page->doc->root, DOC_PLAIN, run[0].words);

        doc_run(page->doc, line, DOC_PLAIN, "   ", NULL);
        doc_run(page->doc, line, DOC_PLAIN, day_of(it, run[0].newest), &place);
    }
    for (size_t i = 0; i < n; i++) {
        if (is_ahead(it, row[i])) {
            put_event(it, row[i]);
            any = true;
        }
    }
    if (!any)
        page_say(page, page->doc->root, DOC_DIM, T_RELATION_NO_PLAN);
}

/* --- distrust --- */

/* Now, since when, and what it was before. */
static void put_authority(const struct carrier *it, struct doc_node *table, const struct item *cell)
{
    const struct page *page = &it->page;
    struct run *run;
    size_t n = find_runs(it, cell->id, &run);
    struct doc_node *row;

    if (n == 0)
        return;
    row = doc_node_new(page->doc, table, DOC_GROUP);
    page_cell(page, row, DOC_PLAIN, label_in(&cell->grid_row->label, page->lang), NULL);
    page_cell(page, row, DOC_PLAIN, run[0].words, NULL);
    page_cell(page, row, DOC_DIM, run[0].unanswered ? "" : since(it, &run[0]), NULL);
    if (n > 1) {
        page_cell(
            page, row, DOC_DIM,
            page_words(page, T_RELATION_BEFORE, run[1].words, day_of(it, run[1].newest), NULL),
            NULL);
    }
}

/* Each text that was written, with its day, the latest first. */
static void put_causes(const struct carrier *it, const char *id)
{
    const struct page *page = &it->page;
    const char *label = label_of(it, id);
    struct run *run;
    size_t n = find_runs(it, id, &run);

    if (label == NULL || n == 0)
        return;
    doc_gap(page->doc, page->doc->root);
    doc_paragraph(page->doc, page->doc->root, DOC_STRONG, label)->keep = true;
    for (size_t i = 0; i < n; i++) {
        struct place place = source_of(it, run[i].newest);

        doc_link(page->doc, page->doc->root, day_of(it, run[i].newest), &place)->keep = true;
        page_indented(page, page->doc->root, 2, DOC_PLAIN, run[i].words);
    }
}

static void put_distrust(const struct carrier *it)
{
    const struct page *page = &it->page;
    const struct form *form = it->n > 0 ? it->filling[0].form : NULL;
    struct doc_node *table;

    page_heading(page, page->doc->root, text(page->lang, T_RELATION_DISTRUST));
    table = doc_node_new(page->doc, page->doc->root, DOC_TABLE);
    for (size_t i = 0; form != NULL && i < form->n_items; i++) {
        const struct item *item = &form->item[i];

        if (item->grid != NULL && text_equal(item->grid->id, "r1.11"))
            put_authority(it, table, item);
    }
    if (table->n_children == 0)
        page_say(page, page->doc->root, DOC_DIM, T_RELATION_NOT_ASKED);
    put_causes(it, "r1.12");
    put_causes(it, "r1.13");
}

struct doc *page_relation(struct work *work, struct case_file *file, struct arena *arena)
{
    struct carrier it = {.page = page_of_case(work, file, arena), .work = work, .file = file};

    it.today = work_today(work);
    it.n = page_fillings(&it.page, work, file, FORM_RELATION, false, &it.filling);
    it.n = it.filling != NULL ? it.n : 0;
    doc_heading(it.page.doc, it.page.doc->root, 1, text(work->lang, T_RELATION_TITLE));
    put_people(&it);
    put_absence(&it);
    put_distrust(&it);
    return it.page.doc;
}
