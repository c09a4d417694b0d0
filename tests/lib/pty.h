/*
 * pty.h - the real program in a terminal of its own, for end-to-end tests and measurements.
 *
 * The program runs in a pty below a small keeper that plays the shell: it holds the terminal, sees
 * stops and the end, and compares the line settings with those from before. libvterm is the
 * terminal: it keeps the screen and answers queries. Everything waits for a state, with a deadline
 * so generous (TERM_DEADLINE_MS) that only a hang reaches it; then both screens are printed, the
 * program is killed and the cmocka test fails.
 *
 * The environment is small and fixed: PATH, TERM=xterm-256color, TZ=UTC, LC_ALL=C.UTF-8, HOME (a new
 * empty folder), sanitizer options; `env` adds to it.
 */
#ifndef TESTS_PTY_H
#define TESTS_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "sis/base/str.h"

#define TERM_DEADLINE_MS 30000

struct term;

/* argv and env end with NULL; env may be NULL. "NAME=value" sets, "NAME" alone unsets. */
struct term *term_spawn(const char *const argv[], int rows, int cols, const char *const env[]);
/* Kills what still runs and removes HOME. Accepts NULL. */
void term_close(struct term *term);

void term_send(struct term *term, const char *bytes); /* as they are, NUL-ended */
void term_send_n(struct term *term, const char *bytes, size_t n);
/* "C-s", "M-x", "S-Tab", "C-Left", "F12", "Esc", "Enter", "å": the bytes that xterm would send, in
 * the mode that the program has asked for. */
void term_key(struct term *term, const char *name);
/* In brackets when the program has asked for that. */
void term_paste(struct term *term, const char *text, size_t n);
void term_resize(struct term *term, int rows, int cols);
void term_signal(struct term *term, int number); /* to the program alone */
/* The terminal goes away, as when its window is closed. Nothing can be read afterwards. */
void term_hang_up(struct term *term);
/* What the shell's fg does after a stop. */
void term_continue(struct term *term);

/* The screen as lines, right blanks and empty lines at the end cut, the cursor (when it is visible)
 * as ‸ before its cell: the same picture as canvas_dump gives. */
void term_screen(struct term *term, struct str *out);
void term_cursor(struct term *term, int *row, int *col);
bool term_contains(struct term *term, const char *text); /* on one line */

enum { TERM_BOLD = 1, TERM_UNDERLINE = 2, TERM_REVERSE = 4, TERM_DIM = 8, TERM_COLOUR = 16 };
/* How the cell is drawn; dim is not known to libvterm and never set. */
unsigned term_style(struct term *term, int row, int col);
const char *term_title(const struct term *term); /* "" before one is set */
pid_t term_pid(const struct term *term);
const char *term_home(const struct term *term);
/* Whether it is known to have ended. */
bool term_ended(const struct term *term);
/* Every byte that the program has written to the terminal so far. */
const char *term_bytes(const struct term *term, size_t *n);
/* Reads what has come, waiting at most ms; for measurements. False when nothing came. */
bool term_pump(struct term *term, int ms);

#define term_expect(term, screen) term_expect_at(term, screen, __FILE__, __LINE__)
#define term_expect_text(term, text) term_expect_text_at(term, text, true, __FILE__, __LINE__)
#define term_expect_gone(term, text) term_expect_text_at(term, text, false, __FILE__, __LINE__)
#define term_expect_that(term, what, test, arg) \
    term_expect_that_at(term, what, test, arg, __FILE__, __LINE__)
#define term_expect_stop(term) term_expect_stop_at(term, __FILE__, __LINE__)
#define term_expect_exit(term, code) term_expect_exit_at(term, code, __FILE__, __LINE__)
#define term_expect_restored(term) term_expect_restored_at(term, __FILE__, __LINE__)

/* The whole screen; blanks as in term_screen. A text without ‸ leaves the cursor out. */
void term_expect_at(struct term *term, const char *screen, const char *file, int line);
void term_expect_text_at(struct term *term, const char *text, bool there, const char *file,
                         int line);
void term_expect_that_at(struct term *term, const char *what,
                         bool (*test)(struct term *term, void *arg), void *arg, const char *file,
                         int line);
void term_expect_stop_at(struct term *term, const char *file, int line);
/* The status as a shell has it: 128 + number after a signal. */
void term_expect_exit_at(struct term *term, int code, const char *file, int line);
/* After a stop or the end: line settings as before, no alternate screen, cursor visible, no
 * bracketed paste. */
void term_expect_restored_at(struct term *term, const char *file, int line);

#endif
