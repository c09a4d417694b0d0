/* sheet.h - what people have written in one case, gathered by a letter of the method that stays in the house. */
#ifndef PAGES_SHEET_H
#define PAGES_SHEET_H

#include "case_parts.h"

/* Below each heading of the letter what was answered, with form, day and who wrote it; a heading with
 * nothing below says so. A method without that letter adds nothing. Gives how many answers there were. */
size_t sheet_put(const struct page *page, struct doc_node *parent, struct work *work,
                 struct case_file *file, const char *letter);

#endif
