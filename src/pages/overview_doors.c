/* overview_doors.c - what can be written and read from a case's overview, phase by phase. */
#include "overview.h"
#include "sis/casework/absence.h"
#include "sis/casework/dates.h"
#include "sis/casework/records.h"

/* One line of doors behind what they have in common; made with the first door. */
struct group {
    struct overview *it;
    struct doc_node *table, *line;
    const char *label;
};

static void put_door(struct group *group, enum doc_style style, const char *words,
                     const struct place *place)
{
    const struct page *page = &group->it->page;

    if (group->line == NULL) {
        struct doc_node *row = doc_node_new(page->doc, group->table, DOC_GROUP);
        struct doc_node *cell;

        page_cell(page, row, DOC_DIM, group->label, NULL);
        row->child[0]->whole = true;
        cell = doc_node_new(page->doc, row, DOC_GROUP);
        group->line = doc_node_new(page->doc, cell, DOC_PARAGRAPH);
    } else {
        doc_run(page->doc, group->line, DOC_PLAIN, "   ", NULL);
    }
    doc_run(page->doc, group->line, style, page_held(page, words), place);
}

/* The phases in their order, then NULL for what belongs to none. */
static const char *phase_id(const struct overview *it, size_t i)
{
    const struct entries *phases = &it->method->phases;

    return i < phases->n ? phases->item[i].id : NULL;
}

static struct group group_of_phase(struct overview *it, struct doc_node *table, size_t i)
{
    const struct entries *phases = &it->method->phases;

    return (struct group){.it = it,
                          .table = table,
                          .label = i < phases->n ? label_in(&phases->item[i].title, it->page.lang)
                                                 : text(it->page.lang, T_CASE_GROUP_OTHER)};
}

/* --- to write --- */

static bool fills_in(const struct overview *it, const struct form *form)
{
    return form != NULL && (form->filled_by & (1u << it->work->role)) != 0;
}

static void put_form(struct group *group, const struct form *form)
{
    struct overview *it = group->it;
    struct place place = page_place(ROOM_FILL, &it->file->id);

    page_form(&place, form->id);
    if (text_equal(form->id, FORM_NOTE))
        place.youth = it->file->youth.id;
    put_door(group, DOC_PLAIN,
             page_words(&it->page, T_CASE_FORM, label_in(&form->title, it->page.lang),
                        page_number(&it->page, (size_t)form->minutes), NULL),
             &place);
}

/* The next shift reads it in the case; the first page tells only that there is something. */
static void put_pass_on(struct group *group)
{
    struct overview *it = group->it;
    struct place place = page_place(ROOM_FILL, &it->file->id);

    if (fills_in(it, method_form(it->method, FORM_PASSON))) {
        page_form(&place, FORM_PASSON);
        put_door(group, DOC_PLAIN, text(it->page.lang, T_CASE_PASS_ON), &place);
    }
}

void overview_forms(struct overview *it, struct doc_node *parent)
{
    struct doc_node *table;

    if (!work_may(it->work, ACTION_CASE_WRITE, &it->file->id))
        return;
    page_heading(&it->page, parent, text(it->page.lang, T_CASE_WRITE));
    table = doc_node_new(it->page.doc, parent, DOC_TABLE);
    for (size_t i = 0; i <= it->method->phases.n; i++) {
        struct group group = group_of_phase(it, table, i);

        for (size_t j = 0; j < it->method->n_forms; j++) {
            const struct form *form = &it->method->form[j];

            if (!form->retired && form->kind == FORM_FORM &&
                text_equal(form->phase, phase_id(it, i)) && fills_in(it, form))
                put_form(&group, form);
        }
        if (i == it->method->phases.n)
            put_pass_on(&group);
    }
}

/* --- to read --- */

static bool is_of_whole_case(const struct form *list)
{
    return text_equal(list->id, "case") || text_equal(list->id, FORM_EVENT);
}

/* The first phase in which a form asks for the rows of this list; n when none does, n + 1 when it is no
 * list of the whole case. */
static size_t phase_of_list(const struct overview *it, const struct form *list)
{
    const struct method *method = it->method;
    size_t n = method->phases.n;
    size_t first = n + 1;

    if (list->kind != FORM_ROW)
        return first;
    for (size_t i = 0; i < method->n_places; i++) {
        const struct item *item = method->place[i].item;

        if (item->type != ITEM_ROWS || !item->of_case || !text_equal(item->list, list->id))
            continue;
        for (size_t j = 0; j <= n; j++)
            if (j < first && text_equal(method->place[i].form->phase, phase_id(it, j)))
                first = j;
    }
    return first;
}

/* Those with rows stand out from the empty ones. */
static void put_list(struct group *group, const struct form *list)
{
    struct overview *it = group->it;
    const struct page *page = &it->page;
    struct place place = page_place(ROOM_LIST, &it->file->id);
    const char *title = label_in(&list->title, page->lang);
    const struct record **row;
    size_t n = record_rows(it->file, list->id, NULL, page->arena, &row);

    page_form(&place, list->id);
    put_door(group, n > 0 ? DOC_PLAIN : DOC_DIM,
             n > 0 ? arena_printf(page->arena, "%s, %zu", title, n) : title, &place);
}

static void put_rooms(struct overview *it, struct doc_node *table, enum text_id label,
                      const enum room *room, const enum text_id *words, size_t n)
{
    struct group group = {.it = it, .table = table, .label = text(it->page.lang, label)};

    for (size_t i = 0; i < n; i++) {
        struct place place = page_place(room[i], &it->file->id);

        put_door(&group, DOC_PLAIN, text(it->page.lang, words[i]), &place);
    }
}

static void put_lists(struct overview *it, struct doc_node *table)
{
    size_t *phase = arena_array(it->page.arena, it->method->n_forms + 1, sizeof *phase);

    for (size_t i = 0; i < it->method->n_forms; i++)
        phase[i] = phase_of_list(it, &it->method->form[i]);
    for (size_t i = 0; i <= it->method->phases.n; i++) {
        struct group group = group_of_phase(it, table, i);

        for (size_t j = 0; j < it->method->n_forms; j++) {
            const struct form *list = &it->method->form[j];

            if (list->kind == FORM_ROW && !is_of_whole_case(list) && phase[j] == i)
                put_list(&group, list);
        }
    }
}

static void put_case(struct overview *it, struct doc_node *table)
{
    struct group group = {
        .it = it, .table = table, .label = text(it->page.lang, T_CASE_GROUP_CASE)};
    struct place place = page_place(ROOM_TIMELINE, &it->file->id);

    put_door(&group, DOC_PLAIN, text(it->page.lang, T_CASE_TIMELINE), &place);
    for (size_t i = 0; i < it->method->n_forms; i++) {
        const struct form *list = &it->method->form[i];

        if (list->kind == FORM_ROW && is_of_whole_case(list))
            put_list(&group, list);
    }
}

/* Those for nobody outside are the sheets of other pages. */
static void put_letters(struct overview *it, struct doc_node *table)
{
    struct group group = {
        .it = it, .table = table, .label = text(it->page.lang, T_CASE_GROUP_LETTERS)};
    struct place place = page_place(ROOM_LETTER, &it->file->id);

    for (size_t i = 0; i < it->method->n_letters; i++) {
        const struct letter *letter = &it->method->letter[i];

        if (letter->for_receiver) {
            page_form(&place, letter->id);
            put_door(&group, DOC_PLAIN,
                     page_words(&it->page, T_CASE_LETTER, label_in(&letter->title, it->page.lang),
                                NULL, NULL),
                     &place);
        }
    }
}

void overview_reading(struct overview *it, struct doc_node *parent)
{
    static const enum room times[] = {ROOM_SERIES, ROOM_COMPARE};
    static const enum text_id times_words[] = {T_CASE_SERIES, T_CASE_COMPARE};
    static const enum room people[] = {ROOM_RELATION, ROOM_WHO};
    static const enum text_id people_words[] = {T_RELATION_TITLE, T_WHO_TITLE};
    struct doc_node *table;

    page_heading(&it->page, parent, text(it->page.lang, T_CASE_LOOK));
    table = doc_node_new(it->page.doc, parent, DOC_TABLE);
    put_case(it, table);
    put_rooms(it, table, T_CASE_GROUP_TIME, times, times_words, ARRAY_LEN(times));
    put_rooms(it, table, T_CASE_GROUP_PEOPLE, people, people_words, ARRAY_LEN(people));
    put_lists(it, table);
    if (work_may(it->work, ACTION_CASE_LEAD, &it->file->id))
        put_letters(it, table);
}
