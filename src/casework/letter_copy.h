/*
 * letter_copy.h - the mark of a copy: its number and receipt code.
 */
#ifndef SIS_CASEWORK_LETTER_COPY_INSIDE_H
#define SIS_CASEWORK_LETTER_COPY_INSIDE_H

#include "sis/casework/case.h"

/* The next number ("24-031 K3") and a new receipt code, in the arena. */
void copy_mark(struct case_file *file, struct arena *arena, const char **number, const char **code);

#endif
