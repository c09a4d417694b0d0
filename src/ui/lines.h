/*
 * lines.h - where the lines of a text being edited begin on the screen.
 *
 * A paragraph is wrapped from its start whenever a line of it is asked for; the lines asked for last
 * are kept as long as no change of the text can have moved their ends. Of a very long paragraph some
 * line starts are remembered too, so that a key in 1 MB without a newline costs no more than one in a
 * note.
 */
#ifndef UI_LINES_H
#define UI_LINES_H

#include "sis/base/wrap.h"
#include "sis/ui/edit.h"

struct lines;

struct lines *lines_new(struct edit *edit); /* borrowed; it must live longer */
void lines_free(struct lines *lines);

/* As wrap_line, but what utf8_show makes visible has the columns that it takes there. */
bool lines_at(struct lines *lines, int cols, size_t from, struct wrap_line *line);
/* The line that holds the byte `at` (<= length). A place between two lines belongs to the second. */
struct wrap_line lines_of(struct lines *lines, int cols, size_t at);
/* The start of the line `rows` above the one that starts at `from`, or the first line's. */
size_t lines_back(struct lines *lines, int cols, size_t from, int rows);

/* Columns from the line's start to the byte `at`. */
int lines_col(const struct lines *lines, const struct wrap_line *line, size_t at);
/* The last place of the line at or before a column. */
size_t lines_place(const struct lines *lines, const struct wrap_line *line, int col);
/* The last place of the line. */
size_t lines_end(const struct lines *lines, const struct wrap_line *line);

#endif
