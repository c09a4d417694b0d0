/*
 * doc_text.h - pages as text in tests: what a person reads, and what may never stand there.
 */
#ifndef TESTS_DOC_TEXT_H
#define TESTS_DOC_TEXT_H

#include "sis/document/document.h"

/* Compares the page at 80 and 120 columns with tests/golden/pages/<name>.<sv|en>.<cols>.txt. The title
 * stands on the first line, and below the page its links with the places they lead to. */
void doc_golden(const char *name, const struct doc *doc);
/* The page as text of that width; the caller frees with mem_free. */
char *doc_text(const struct doc *doc, int cols);
/* Fails the test when a word stands on the page or in its title, in any case. */
void doc_lacks(const struct doc *doc, const char *word);
void doc_holds(const struct doc *doc, const char *words);

#endif
