/* terminal_inside.h - what terminal.c gives to input.c. */
#ifndef SIS_TERM_TERMINAL_INSIDE_H
#define SIS_TERM_TERMINAL_INSIDE_H

#include "sis/term/terminal.h"
#include "term/decode.h"

#define TERMINAL_IN 0
#define TERMINAL_OUT 1

/* A string of terminfo by its short name; "" when this terminal has none. */
const char *terminfo_string(const char *name);
/* The key sequences that the description of this terminal names. */
void terminfo_sequences(struct sequences *sequences);

#endif
