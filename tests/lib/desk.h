/*
 * desk.h - at the keyboard of the real program, as staff sit there: for end-to-end tests of whole
 * tasks. Everything waits for what a key does, never for a time.
 */
#ifndef TESTS_DESK_H
#define TESTS_DESK_H

#include "pty.h"
#include "scratch.h"

#define DESK_NOW "2026-11-22T10:30:00Z"

struct desk {
    struct scratch scratch; /* HOME, so that the program can be started again */
    struct term *term;
    const char *lang; /* "sv" until changed */
    const char *now;  /* the program's clock; DESK_NOW until changed */
};

/* cmocka's setup and teardown; *state is the desk. */
int desk_sit_down(void **state);
int desk_get_up(void **state);

/* Practice mode, up to its login screen. The practice home is made the first time only. */
void desk_start(struct desk *desk, int rows, int cols);
void desk_leave(struct desk *desk);
void desk_log_in(struct term *term, const char *digit, const char *name);
void desk_lock(struct term *term);

/* Presses a key (a name, or the character itself) and waits for what it does; in a form that is a
 * change of the focused question, since a draft is saved at any time. */
void desk_press(struct term *term, const char *name);
void desk_press_in(struct term *term, const char *name, bool in_form);
void desk_type(struct term *term, const char *text);
/* Goes on with Tab to the question whose label begins so. */
void desk_go_to(struct term *term, const char *label);
void desk_answer(struct term *term, const char *label, const char *keys); /* one character each */
void desk_answer_text(struct term *term, const char *label, const char *text);

struct desk_line {
    const char *label, *keys, *text; /* one of keys and text */
};

void desk_answer_all(struct term *term, const struct desk_line *line, size_t n);
void desk_follow(struct term *term, const char *words); /* a link of a page */
void desk_back_to(struct term *term, const char *text);
/* Finds a case by a name and says yes to opening it. */
void desk_open_case(struct term *term, const char *name);

#endif
