/*
 * due.h - what is due, in words and as a place to go to.
 */
#ifndef PAGES_DUE_H
#define PAGES_DUE_H

#include "case_parts.h"
#include "sis/casework/desk.h"
#include "sis/casework/rhythm.h"

/* "Motivation, 2 dagar sen, 2 försök": what, how late towards its first day, how often tried. */
const char *due_words(const struct page *page, const struct due_view *due, bool begun,
                      struct date today);
/* "Flyttad till 28 nov från 20 nov, vi hann inte. Noor A"; NULL when it was not moved. */
const char *due_moved_words(const struct page *page, struct work *work, struct case_file *file,
                            const struct due_view *due, struct date today);
/* Where one goes on with it: the own draft, else the saved form, else a new one. *begun: not a new
 * one. */
struct place due_fill_place(const struct page *page, struct case_file *file,
                            const struct due_view *due, const struct draft *draft, size_t n_drafts,
                            bool *begun);
/* Where it explains itself and can be moved. */
struct place due_place(const struct case_file *file, const struct due_view *due);

#endif
