/* input_inside.h - input from any file descriptor, so that it can be tested without a terminal. */
#ifndef SIS_TERM_INPUT_INSIDE_H
#define SIS_TERM_INPUT_INSIDE_H

#include "sis/term/input.h"
#include "term/decode.h"

#define ESCAPE_MS 25
/* A paste whose end does not come by then is over: F12 must work again. */
#define PASTE_GAP_MS 2000

struct input *input_on(int fd, const struct sequences *sequences);

#endif
