/*
 * edit.h - a text being edited: bytes, cursor, selection, undo. Knows no screen.
 *
 * Text is valid NFC. The cursor and the selection's anchor are byte offsets, always on a grapheme
 * boundary, also after a mark was typed that joins the letter before it. Undo takes back a word
 * typed, a run of deletions, a paste. Nothing is ever cut: what would make the text longer than
 * EDIT_MAX is refused whole.
 */
#ifndef SIS_UI_EDIT_H
#define SIS_UI_EDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sis/base/str.h"

#define EDIT_MAX ((size_t)16 << 20)

struct edit;

struct edit *edit_new(bool one_line);
void edit_free(struct edit *edit); /* wipes */

const char *edit_text(const struct edit *edit); /* NUL-ended, valid until the next change */
size_t edit_length(const struct edit *edit);
size_t edit_cursor(const struct edit *edit);
/* The selected range; false and both = cursor when nothing is selected. */
bool edit_selection(const struct edit *edit, size_t *from, size_t *to);
/* Grows with every change of the text, so that a caller sees that there was one. */
unsigned long edit_version(const struct edit *edit);
/* False when the text may hold characters that utf8_show makes visible. */
bool edit_is_plain(const struct edit *edit);
/* The lowest byte from which on the text is another since this was last asked; SIZE_MAX: none. For
 * the one widget that keeps line starts. */
size_t edit_take_change(struct edit *edit);

/* Replaces everything, forgets undo, cursor at the end. */
void edit_set(struct edit *edit, const char *text, size_t n);
/* Moves to the boundary at or before `at`. */
void edit_move_to(struct edit *edit, size_t at, bool select);

/* Selects from the anchor to the cursor, each at the boundary at or before. */
void edit_select(struct edit *edit, size_t anchor, size_t cursor);

/* All replace the selection when there is one. Bytes are cleaned to NFC, every kind of line end
 * becomes a newline (in one-line text a space, none at the end), a tab a space. False when EDIT_MAX
 * would be passed: nothing was added or removed. */
bool edit_insert(struct edit *edit, const char *bytes, size_t n);
bool edit_paste(struct edit *edit, const char *bytes, size_t n); /* its own undo step */
/* Whether something has not fitted since this was last asked. */
bool edit_take_refused(struct edit *edit);

enum edit_motion {
    EDIT_LEFT,
    EDIT_RIGHT,
    EDIT_WORD_LEFT,
    EDIT_WORD_RIGHT,
    EDIT_HOME,
    EDIT_END, /* of the hard line */
    EDIT_TOP,
    EDIT_BOTTOM
};
/* False when it leads nowhere. */
bool edit_move(struct edit *edit, enum edit_motion motion, bool select);
/* Deletes the selection, or from the cursor to where the motion leads. */
void edit_delete(struct edit *edit, enum edit_motion motion);
void edit_select_all(struct edit *edit);
/* From here on every motion selects, until it is called again or the text changes; for terminals
 * that do not send Shift with arrows. */
void edit_mark(struct edit *edit);
/* Forgets the selection, keeps the cursor. */
void edit_select_none(struct edit *edit);

/* What is selected, kept in the editor itself; false when nothing is. */
bool edit_copy(struct edit *edit);
bool edit_cut(struct edit *edit);
/* What was copied or cut, its own undo step. */
bool edit_put(struct edit *edit);

/* False when there is nothing to undo or redo. Cursor and selection come back too. */
bool edit_undo(struct edit *edit);
bool edit_redo(struct edit *edit);

/* Where words stand in a text. */
struct text_hit {
    size_t from, to;
};
/* The first hit (or the last) that begins in from..to, both boundaries of graphemes. words are folded:
 * case does not matter, å is not a. */
bool text_find(const char *text, size_t n, const char *words, size_t from, size_t to, bool last,
               struct text_hit *hit);

#endif
