/* case_parts.h - what pages of one case share. */
#ifndef PAGES_CASE_PARTS_H
#define PAGES_CASE_PARTS_H

#include "parts.h"
#include "sis/casework/case.h"
#include "sis/casework/warnings.h"

/* A page with the case's number and work name as its title. */
struct page page_of_case(struct work *work, const struct case_file *file, struct arena *arena);
/* "Kim L, personal": who, and what they were then. */
const char *page_author(const struct page *page, const struct work *work,
                        const struct author *author);
/* A row of a list in one line, in the words it was written under; NULL when it cannot be read. */
const char *page_row_words(const struct page *page, struct work *work, struct case_file *file,
                           const struct record *row);
/* Whom to ring first, and what the warning says. */
void page_put_warning(const struct page *page, const struct work *work,
                      const struct warning_open *open);
/* Where one writes what was done; false for those who may not. */
bool page_put_warning_step(const struct page *page, struct work *work, const struct case_file *file,
                           const struct warning_open *open);
/* A heading and those who are assigned to the case, with their roles. */
void page_put_people(const struct page *page, struct work *work, const struct case_file *file);

#endif
