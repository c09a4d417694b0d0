/*
 * input.h - from the bytes of the keyboard to events.
 *
 * Bytes are read and decoded here, not by ncurses: its get_wch loses the text behind a bad byte, its
 * getch shows unknown sequences as typed text, and it keeps passwords where nobody can wipe them.
 * The key sequences of the terminal come from terminfo, those of xterm and its kin are always known.
 * A bad byte becomes U+FFFD in the text and is counted; an unknown sequence is swallowed. A
 * bracketed paste is one event.
 */
#ifndef SIS_TERM_INPUT_H
#define SIS_TERM_INPUT_H

#include "sis/term/terminal.h"
#include "sis/ui/key.h"

#define PASTE_MAX ((size_t)16 << 20)

struct input;

struct input *input_new(struct terminal *terminal);
void input_free(struct input *input); /* wipes; accepts NULL */
/* The file descriptor to wait for. */
int input_fd(const struct input *input);
/* Milliseconds after which input_next must be asked even if no byte comes (a lone Esc, a paste
 * without an end); -1: none. */
int input_wait(const struct input *input);
/* The next event that is there, without waiting. False when there is none (yet). The text of a
 * paste lives until the next call. */
bool input_next(struct input *input, struct event *event);
/* Throws away what was typed ahead. */
void input_drop(struct input *input);
/* True when the terminal is gone. */
bool input_lost(const struct input *input);
/* Bad bytes since the last call. */
size_t input_bad(struct input *input);
/* Pastes larger than PASTE_MAX since the last call; they gave no event. */
size_t input_refused(struct input *input);

#endif
