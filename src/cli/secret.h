/*
 * secret.h - a line that is typed without being seen.
 */
#ifndef CLI_SECRET_H
#define CLI_SECRET_H

#include <stdbool.h>

#include "sis/base/str.h"

/* Asks on standard output and adds a line of standard input, without its newline. On a terminal
 * nothing is echoed from before the question shows; a signal that ends or stops the program gives
 * the terminal back first. False at the end of input. */
bool secret_read(const char *question, struct str *out);

#endif
