/*
 * write.h - a document as plain text.
 */
#ifndef SIS_DOCUMENT_WRITE_H
#define SIS_DOCUMENT_WRITE_H

#include "sis/document/document.h"

/* Plain text of cols columns; blanks at line ends are cut. With page_lines > 0 it is cut into pages
 * of that many lines, each ending in a foot "header  1 (3)" and a form feed but the last; foot is
 * the neutral words of the foot and may be NULL. */
bool write_text(const struct doc *doc, int cols, int page_lines, const char *foot, struct str *out);

#endif
