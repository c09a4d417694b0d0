/* warning.c - one warning: what it says, whom to ring, what set it off, and what was done before. */
#include "sis/casework/warnings.h"

#include <string.h>

#include "case_parts.h"
#include "sis/base/wrap.h"
#include "sis/casework/records.h"
#include "sis/pages/pages.h"

void page_put_warning(const struct page *page, const struct work *work,
                      const struct warning_open *open)
{
    struct str words;

    str_init(&words, 0);
    page_heading(page, page->doc->root, text(page->lang, T_WARNING));
    warning_call_words(work, work->method, open->warning, page->lang, &words);
    if (words.n > 0)
        doc_paragraph(page->doc, page->doc->root,
                      warning_is_acute(open->warning) ? DOC_ALERT : DOC_STRONG, words.p);
    str_clear(&words);
    wrap_hold_numbers(open->text, &words);
    doc_paragraph(page->doc, page->doc->root, DOC_PLAIN, words.p);
    str_release(&words);
}

static void put_cause(const struct page *page, struct work *work, struct case_file *file,
                      const struct warning_open *open, struct date today)
{
    const struct record *cause = open->cause;
    const struct form *form =
        cause != NULL ? method_form(case_method(work, cause), cause->form) : NULL;
    struct place place = page_place(ROOM_READ, &file->id);
    struct doc_node *line;
    struct author author;
    int64_t at;

    if (form == NULL)
        return;
    record_origin(file, cause, &author, &at);
    place.record = cause->id;
    doc_gap(page->doc, page->doc->root);
    line = doc_paragraph(page->doc, page->doc->root, DOC_PLAIN, text(page->lang, T_WARNING_CAUSE));
    doc_run(page->doc, line, DOC_PLAIN, " ", NULL);
    doc_run(page->doc, line, DOC_PLAIN,
            arena_printf(page->arena, "%s %s, %s", label_in(&form->title, page->lang),
                         page_when(page, at, today), page_author(page, work, &author)),
            &place);
}

bool page_put_warning_step(const struct page *page, struct work *work, const struct case_file *file,
                           const struct warning_open *open)
{
    struct place place = page_place(ROOM_WARNING, &file->id);

    if (!work_may(work, ACTION_CASE_WRITE, &file->id))
        return false;
    page_form(&place, FORM_ACKNOWLEDGE);
    page_extra(&place, open->warning->id);
    doc_link(page->doc, page->doc->root, text(page->lang, T_WARNING_DEAL), &place);
    return true;
}

static void put_before(const struct page *page, struct work *work, struct case_file *file,
                       const char *warning, struct date today)
{
    const struct record **row;
    size_t n = record_rows(file, FORM_ACKNOWLEDGE, NULL, page->arena, &row);
    bool any = false;

    for (size_t i = n; i-- > 0;) {
        const struct answers *answers = case_answers(file, row[i]);
        const struct answer *about = answers != NULL ? answers_get(answers, ACK_WARNING) : NULL;
        const char *words = page_row_words(page, work, file, row[i]);

        if (about == NULL || about->value.kind != VALUE_TEXT ||
            strcmp(about->value.text, warning) != 0)
            continue;
        if (!any)
            page_heading(page, page->doc->root, text(page->lang, T_WARNING_BEFORE));
        any = true;
        doc_paragraph(page->doc, page->doc->root, DOC_DIM,
                      arena_printf(page->arena, "%s, %s", page_when(page, row[i]->at, today),
                                   page_author(page, work, &row[i]->by)));
        page_indented(page, page->doc->root, 2, DOC_QUOTE, words != NULL ? words : "");
    }
}

struct doc *page_warning(struct work *work, struct case_file *file, const char *warning,
                         struct arena *arena)
{
    struct page page = page_of_case(work, file, arena);
    struct date today = work_today(work);
    struct warning_open *open;
    size_t n = warnings_open(work, file, arena, &open);
    size_t i = 0;

    while (i < n && !text_equal(open[i].warning->id, warning))
        i++;
    if (i == n) {
        page_say(&page, page.doc->root, DOC_PLAIN, T_WARNING_DEALT_WITH);
    } else {
        page_put_warning(&page, work, &open[i]);
        put_cause(&page, work, file, &open[i], today);
        doc_gap(page.doc, page.doc->root);
        if (page_put_warning_step(&page, work, file, &open[i]))
            page_indented(&page, page.doc->root, 2, DOC_DIM, text(page.lang, T_WARNING_DEAL_WHY));
    }
    put_before(&page, work, file, warning, today);
    return page.doc;
}
