/* overview_warnings.c - the warnings that stand open in a case, each in one line. */
#include <string.h>

#include "overview.h"

#define SHOWN 3

/* The first sentence; the rest is read where the warning is dealt with. */
static const char *first_sentence(const struct page *page, const char *words)
{
    const char *end = strstr(words, ". ");

    return end != NULL ? arena_strndup(page->arena, words, (size_t)(end - words) + 1) : words;
}

static void put_warning(struct overview *it, struct doc_node *parent,
                        const struct warning_open *open)
{
    const struct page *page = &it->page;
    struct place place = page_place(ROOM_WARNING, &it->file->id);
    struct doc_node *line;

    page_form(&place, FORM_ACKNOWLEDGE);
    page_extra(&place, open->warning->id);
    if (open->cause != NULL)
        place.record = open->cause->id;
    line = doc_link(page->doc, parent, first_sentence(page, open->text), &place);
    if (open->since.year != 0) {
        doc_run(page->doc, line, DOC_PLAIN, "  ", NULL);
        doc_run(page->doc, line, DOC_DIM,
                page_held(page, page_words(page, T_CASE_WARNING_DAY,
                                           page_date(page, open->since, it->date), NULL, NULL)),
                NULL);
    }
}

/* What says the same as a newer one adds nothing here. */
static bool is_said(struct overview *it, size_t n)
{
    const struct warning_open *open = it->open;
    const char *words = first_sentence(&it->page, open[n].text);

    for (size_t i = 0; i < n; i++)
        if (warning_is_acute(open[i].warning) == warning_is_acute(open[n].warning) &&
            text_equal(first_sentence(&it->page, open[i].text), words))
            return true;
    return false;
}

bool overview_find_warnings(struct overview *it)
{
    bool danger = false;

    it->n_open = warnings_open(it->work, it->file, it->page.arena, &it->open);
    for (size_t i = 0; i < it->n_open; i++)
        danger = danger || warning_is_acute(it->open[i].warning);
    return danger;
}

/* Of one kind, as long as there is room. */
static void put_kind(struct overview *it, struct doc_node *parent, bool acute, size_t *n)
{
    for (size_t i = 0; i < it->n_open; i++) {
        if (warning_is_acute(it->open[i].warning) != acute || is_said(it, i))
            continue;
        if (*n == 0)
            page_heading(&it->page, parent, text(it->page.lang, T_CASE_WARNINGS));
        if (*n < SHOWN)
            put_warning(it, parent, &it->open[i]);
        (*n)++;
    }
}

void overview_warnings(struct overview *it, struct doc_node *parent)
{
    const struct page *page = &it->page;
    struct place all = page_place(ROOM_TIMELINE, &it->file->id);
    size_t n = 0;

    put_kind(it, parent, true, &n);
    put_kind(it, parent, false, &n);
    if (n > SHOWN) {
        page_extra(&all, "warnings");
        doc_link(
            page->doc, parent,
            page_words(page, T_CASE_WARNINGS_REST, page_number(&it->page, n - SHOWN), NULL, NULL),
            &all);
    }
}
