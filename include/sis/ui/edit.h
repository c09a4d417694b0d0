/*
 * edit.h - a text being edited: bytes, cursor, selection, undo. Knows no screen.
 *
 * Text is valid NFC. The cursor and the selection's anchor are byte offsets, always on a grapheme
 * boundary. Typing in a row is one undo step; a paste is one. Nothing is ever cut: text up to
 * EDIT_MAX bytes.
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

/* Replaces everything, forgets undo, cursor at the end. */
void edit_set(struct edit *edit, const char *text, size_t n);
/* Moves to the boundary at or before `at`. */
void edit_move_to(struct edit *edit, size_t at, bool select);

/* All replace the selection when there is one. Bytes are cleaned to NFC; in one-line text newlines
 * become spaces. False when EDIT_MAX would be passed: nothing was added. */
bool edit_insert(struct edit *edit, const char *bytes, size_t n);
bool edit_paste(struct edit *edit, const char *bytes, size_t n); /* its own undo step */

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
void edit_move(struct edit *edit, enum edit_motion motion, bool select);
/* Deletes the selection, or from the cursor to where the motion leads. */
void edit_delete(struct edit *edit, enum edit_motion motion);
void edit_select_all(struct edit *edit);
/* Forgets the selection, keeps the cursor. */
void edit_select_none(struct edit *edit);

bool edit_undo(struct edit *edit);
bool edit_redo(struct edit *edit);

/* The next hit of words (folded: case does not matter, å is not a) after the cursor, round the end;
 * selects it. */
bool edit_find(struct edit *edit, const char *words, bool backwards);

#endif
