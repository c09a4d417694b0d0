/*
 * input.h - from the bytes of the keyboard to events.
 *
 * Bytes are read one by one and decoded here: ncurses' get_wch loses the text behind a bad byte.
 * A bad byte becomes U+FFFD in the text and is counted. A bracketed paste is one event.
 */
#ifndef SIS_TERM_INPUT_H
#define SIS_TERM_INPUT_H

#include "sis/term/terminal.h"
#include "sis/ui/key.h"

struct input;

struct input *input_new(struct terminal *terminal);
void input_free(struct input *input); /* wipes */
/* The next event that is there, without waiting. False when there is none (yet). The text of a
 * paste lives until the next call. */
bool input_next(struct input *input, struct event *event);
/* Throws away what was typed ahead. */
void input_drop(struct input *input);
/* Bad bytes since the last call. */
size_t input_bad(struct input *input);

#endif
