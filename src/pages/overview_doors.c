/* overview_doors.c - what can be written and read from a case's overview. */
#include "overview.h"
#include "sis/casework/absence.h"
#include "sis/casework/dates.h"
#include "sis/casework/records.h"

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
                        page_number(&it->page, (size_t)form->minutes), NULL),
             &place);
}

/* The next shift reads it in the case; the first page tells only that there is something. */
static void put_pass_on(struct overview *it, struct doc_node *parent)
{
    const struct form *form = method_form(it->method, FORM_PASSON);
    struct place place = page_place(ROOM_FILL, &it->file->id);

    if (form != NULL && (form->filled_by & (1u << it->work->role)) != 0) {
        page_form(&place, FORM_PASSON);
        doc_link(it->page.doc, parent, text(it->page.lang, T_CASE_PASS_ON), &place);
    }
}

/* What this role fills in, in the order of the phases; what belongs to none stands last. */
void overview_forms(struct overview *it, struct doc_node *parent)
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
    put_pass_on(it, parent);
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

void overview_reading(struct overview *it, struct doc_node *parent)
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
                            label_in(&list->title, page->lang), page_number(&it->page, n), NULL),
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
