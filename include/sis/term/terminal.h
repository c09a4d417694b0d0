/*
 * terminal.h - the one place that knows ncurses' output: start, show a canvas, leave in order.
 *
 * Uses newterm (a bad TERM is an error, not an exit), raw mode, the alternate screen, bracketed
 * paste, a neutral window title. Only LC_CTYPE is ever set; without UTF-8 it becomes C.UTF-8.
 */
#ifndef SIS_TERM_TERMINAL_H
#define SIS_TERM_TERMINAL_H

#include "sis/base/err.h"
#include "sis/ui/canvas.h"

struct terminal;

/* NULL and err when there is no terminal here or TERM is not known. title: neutral window title.
 * no_color: as NO_COLOR. */
struct terminal *terminal_open(const char *title, bool no_color, struct err *err);
/* Clears the screen, gives the terminal back as it was. Accepts NULL. */
void terminal_close(struct terminal *terminal);
void terminal_size(const struct terminal *terminal, int *rows, int *cols);
/* After SIGWINCH: asks for the size anew. */
void terminal_resize(struct terminal *terminal);
/* Shows the canvas and puts the hardware cursor on its cursor. */
void terminal_show(struct terminal *terminal, const struct canvas *canvas);
/* Gives the terminal back for a while, and takes it again. */
void terminal_leave(struct terminal *terminal);
void terminal_return(struct terminal *terminal);
bool terminal_has_unicode(const struct terminal *terminal);
/* The bytes that blank the screen and give the terminal back; for a signal handler, which may only
 * write() them. Valid until terminal_close. */
const char *terminal_rescue(const struct terminal *terminal, size_t *n);

#endif
