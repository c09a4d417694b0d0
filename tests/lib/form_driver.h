/*
 * form_driver.h - a screen driven by keys on a canvas, without a terminal: through the stack of
 * screens, so that keys become commands as in the program.
 */
#ifndef TESTS_FORM_DRIVER_H
#define TESTS_FORM_DRIVER_H

#include "bundle.h"
#include "practice_home.h"
#include "sis/app/stack.h"

struct form_driver {
    struct test_bundle bundle; /* of a trial */
    struct keymap keymap;
    struct screen_env env;
    struct answers answers; /* what a trial handed over */
    struct stack *stack;
    struct canvas *canvas;
    struct stack_said said; /* of the last key */
    int64_t now;            /* milliseconds: keys one by one take time, what is typed does not */
    char message[256];      /* the last one that was not empty */
};

/* A trial of a form of the shipped method, as `sis-tui forms try` opens it. */
void form_driver_try(struct form_driver *it, const char *form, enum lang lang, int rows, int cols);
/* A place in the practice home, as whoever is logged in there. */
void form_driver_open(struct form_driver *it, struct practice_home *home, const struct place *place,
                      int rows, int cols);
/* Nothing when none is open. */
void form_driver_close(struct form_driver *it);

/* Names of keys with one blank between them: "j Tab F2 C-s". */
void form_driver_press(struct form_driver *it, const char *keys);
/* Text, letter by letter. */
void form_driver_type(struct form_driver *it, const char *text);
void form_driver_paste(struct form_driver *it, const char *text);
void form_driver_tick(struct form_driver *it);
void form_driver_resize(struct form_driver *it, int rows, int cols);
/* Where the topmost screen stands. */
struct place form_driver_place(const struct form_driver *it);
bool form_driver_is_open(const struct form_driver *it);

/* Draws; whether the text stands on one of the lines. */
bool form_driver_shows(struct form_driver *it, const char *text);
#define assert_shown(it, text) form_driver_assert(it, text, true, __FILE__, __LINE__)
#define assert_not_shown(it, text) form_driver_assert(it, text, false, __FILE__, __LINE__)
void form_driver_assert(struct form_driver *it, const char *text, bool shown, const char *file,
                        int line);
void form_driver_golden(struct form_driver *it, const char *name);

#endif
