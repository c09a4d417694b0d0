/*
 * terminal.h - the one place that knows ncurses: start, show a canvas, leave in order.
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
 * no_color: as NO_COLOR in the environment, which is honoured too. One at a time. */
struct terminal *terminal_open(const char *title, bool no_color, struct err *err);
/* Whether a terminal of that name (TERM; may be NULL) has no block characters: the console of Linux,
 * and real terminals of old. */
bool terminal_is_plain(const char *name);
/* Clears the screen, gives the terminal back as it was. Accepts NULL. */
void terminal_close(struct terminal *terminal);
/* Each at least 1, at most TERMINAL_ROWS_MAX and TERMINAL_COLS_MAX. */
#define TERMINAL_ROWS_MAX 500
#define TERMINAL_COLS_MAX 1000
void terminal_size(const struct terminal *terminal, int *rows, int *cols);
/* After SIGWINCH: asks for the size anew. */
void terminal_resize(struct terminal *terminal);
/* Shows the canvas and puts the hardware cursor on its cursor. */
void terminal_show(struct terminal *terminal, const struct canvas *canvas);
/* Clears and gives the terminal back for a while, and takes it again; shows nothing by itself. */
void terminal_leave(struct terminal *terminal);
void terminal_return(struct terminal *terminal);
/* Whether this process group has the terminal: a stopped program may be woken without it. */
bool terminal_ours(const struct terminal *terminal);
/* Blanks the screen and gives the terminal back at once, whatever state it is in. Only for the way
 * out: nothing but terminal_close may follow. Safe in a signal handler. Accepts NULL. */
void terminal_rescue(const struct terminal *terminal);

#endif
