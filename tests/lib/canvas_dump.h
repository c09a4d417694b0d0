/*
 * canvas_dump.h - what a canvas shows, as text for golden files.
 */
#ifndef TESTS_CANVAS_DUMP_H
#define TESTS_CANVAS_DUMP_H

#include "sis/ui/canvas.h"

/* As lines of text, right blanks and empty lines at the end cut, the cursor as ‸ before its cell. With
 * styles runs of a style other than plain stand as {name:text}, and only plain blanks are cut. */
void canvas_dump(const struct canvas *canvas, bool styles, struct str *out);
const char *style_name(enum style style);

#endif
