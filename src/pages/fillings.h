/* fillings.h - the times a form was filled in, and what was answered each time. */
#ifndef PAGES_FILLINGS_H
#define PAGES_FILLINGS_H

#include "case_parts.h"

/* One time: the record, the method it was answered under, and what was shown of its answers. */
struct filling {
    const struct record *record;
    const struct method *method;
    const struct form *form;
    const struct answers *answers;
    bool withheld; /* what the youth has answered is not shown yet (record_withholds) */
};

/* Newest first, without what is struck or cannot be read; of a form that is not signed only with
 * `unsigned_too`. In the page's arena. */
size_t page_fillings(const struct page *page, struct work *work, struct case_file *file,
                     const char *form, bool unsigned_too, struct filling **filling);
/* The day of a filling, told so that two of the same day can be told apart. */
const char *page_filling_date(const struct page *page, const struct filling *filling, size_t n,
                              size_t i, struct date today);
/* Whether what was answered to this question may not be shown yet. */
bool page_filling_withholds(const struct filling *filling, const struct item *item);
/* An answer in the words it was given under; NULL when there is none, or it may not be shown yet. */
const char *page_filling_words(const struct page *page, const struct filling *filling,
                               const char *item);
/* All forms that are no lists, in the order of their phases, then those without one. */
size_t page_forms(const struct page *page, const struct method *method,
                  const struct form *const **form);
/* Of several that are shown in a line the chosen one, told apart without colour too. place may be NULL. */
void page_chosen(const struct page *page, struct doc_node *line, const char *words,
                 const struct place *place);
/* A line of links to the same room, one for each form; nothing when there is only one. */
void page_put_form_choice(const struct page *page, const struct case_file *file, enum room room,
                          const struct form *const *form, size_t n, const struct form *chosen);

#endif
