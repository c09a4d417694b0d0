/* fillings.c - the times a form was filled in, and what was answered each time. */
#include "fillings.h"

#include "sis/casework/records.h"
#include "sis/form/live.h"

/* A hidden answer is kept while a form is being written, but nobody has given it. */
static const struct answers *shown(const struct page *page, struct work *work,
                                   struct case_file *file, const struct filling *filling)
{
    const struct facts *facts = case_facts(work, file);
    struct answers *out = arena_alloc(page->arena, sizeof *out);
    struct answers copy;
    struct live *live;

    answers_copy(&copy, page->arena, filling->answers);
    live = live_new(filling->method, filling->form, &copy, facts, facts->today, 0, false);
    live_export(live, page->arena, out);
    live_free(live);
    return out;
}

size_t page_fillings(const struct page *page, struct work *work, struct case_file *file,
                     const char *form, bool unsigned_too, struct filling **filling)
{
    const struct record **record;
    size_t all = case_records(file, form, page->arena, &record);
    size_t n = 0;

    *filling = arena_array(page->arena, all + 1, sizeof **filling);
    for (size_t i = 0; i < all; i++) {
        struct filling *one = &(*filling)[n];

        if (record[i]->state == RECORD_STRUCK ||
            (record[i]->state == RECORD_READY && !unsigned_too))
            continue;
        one->record = record[i];
        one->method = case_method(work, record[i]);
        one->form = method_form(one->method, form);
        one->answers = case_answers(file, record[i]);
        if (one->form == NULL || one->answers == NULL)
            continue;
        one->withheld = record_withholds(file, record[i]);
        if (record[i]->state == RECORD_READY)
            one->answers = shown(page, work, file, one);
        n++;
    }
    return n;
}

const char *page_filling_date(const struct page *page, const struct filling *filling, size_t n,
                              size_t i, struct date today)
{
    struct date day = moment_date(filling[i].record->at);

    for (size_t j = 0; j < n; j++)
        if (j != i && date_compare(moment_date(filling[j].record->at), day) == 0)
            return page_when(page, filling[i].record->at, today);
    return page_date(page, day, today);
}

bool page_filling_withholds(const struct filling *filling, const struct item *item)
{
    return filling->withheld && section_is_youths(item->section);
}

const char *page_filling_words(const struct page *page, const struct filling *filling,
                               const char *item)
{
    const struct item *asked = form_item(filling->method, filling->form, item);

    return asked != NULL && !page_filling_withholds(filling, asked)
               ? page_answer(page, asked, answers_get(filling->answers, item))
               : NULL;
}

size_t page_forms(const struct page *page, const struct method *method,
                  const struct form *const **form)
{
    const struct form **list = arena_array(page->arena, method->n_forms + 1, sizeof(*list));
    size_t n = 0;

    for (size_t i = 0; i <= method->phases.n; i++) {
        const char *phase = i < method->phases.n ? method->phases.item[i].id : NULL;

        for (size_t j = 0; j < method->n_forms; j++) {
            const struct form *one = &method->form[j];

            if (one->kind == FORM_FORM && text_equal(one->phase, phase))
                list[n++] = one;
        }
    }
    *form = list;
    return n;
}

void page_chosen(const struct page *page, struct doc_node *line, const char *words,
                 const struct place *place)
{
    doc_run(page->doc, line, DOC_STRONG, arena_printf(page->arena, "[%s]", words), place);
}

void page_put_form_choice(const struct page *page, const struct case_file *file, enum room room,
                          const struct form *const *form, size_t n, const struct form *chosen)
{
    struct doc_node *line;

    if (n < 2)
        return;
    line = doc_paragraph(page->doc, page->doc->root, DOC_PLAIN, NULL);
    for (size_t i = 0; i < n; i++) {
        struct place place = page_place(room, &file->id);

        page_form(&place, form[i]->id);
        if (i > 0)
            doc_run(page->doc, line, DOC_PLAIN, "   ", NULL);
        if (form[i] == chosen)
            page_chosen(page, line, label_in(&form[i]->title, page->lang), &place);
        else
            doc_run(page->doc, line, DOC_PLAIN, label_in(&form[i]->title, page->lang), &place);
    }
    doc_gap(page->doc, page->doc->root);
}
