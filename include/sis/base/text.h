/*
 * text.h - what the program says, in Swedish and English side by side.
 *
 * src/base/texts.def holds every text: TEXT(id, "svenska", "English"). A text may hold the
 * placeholders {1} to {9}; both languages must hold the same ones (a test sees to it). Plurals are
 * two texts. Texts of forms live in the forms.
 */
#ifndef SIS_BASE_TEXT_H
#define SIS_BASE_TEXT_H

#include <stdbool.h>

#include "sis/base/str.h"

enum lang { LANG_SV, LANG_EN, LANG_COUNT };

enum text_id {
#define TEXT(id, sv, en) T_##id,
#include "base/texts.def"
#undef TEXT
    TEXT_COUNT
};

/* A text that belongs to data: one string for each language. */
struct label {
    const char *in[LANG_COUNT];
};

/* Never NULL. */
const char *text(enum lang lang, enum text_id id);
/* Adds the text with {1}.. replaced by the strings that follow; the list ends with NULL. */
void text_put(struct str *out, enum lang lang, enum text_id id, ...) __attribute__((sentinel));
/* The same for any template. A placeholder without a value stays as it is. */
void text_fill(struct str *out, const char *template, const char *const *values, size_t n);
/* Never NULL; an absent language gives the other one. */
const char *label_in(const struct label *label, enum lang lang);

/* "sv", "en" or "auto" (LC_ALL, LC_MESSAGES, LANG; Swedish when they say nothing). False when the
 * word is none of these; *lang is then left alone. */
bool lang_parse(const char *word, enum lang *lang);

/* A whole number in digits, as a value for a text: buf holds at least 24 bytes. Returns buf. */
const char *number_text(char *buf, long long n);

#endif
