/*
 * stage.h - the screens on the real stack, in a practice home that is made once for a program, driven by
 * keys and looked at as text.
 */
#ifndef TESTS_STAGE_H
#define TESTS_STAGE_H

#include <stdio.h>
#include <string.h>

#include "practice_home.h"
#include "sis/app/stack.h"
#include "unit.h"

struct stage {
    struct practice_home *home;
    struct keymap keymap;
    struct screen_env env;
    struct stack *stack;
    struct canvas *canvas;
    struct stack_said said;
    struct str shown;
    char letters[160];
    int64_t now;
    int tries; /* logins asked for */
};

/* cmocka's group setup and teardown, and those of one test; *state is the stage. */
int stage_make_home(void **state);
int stage_remove_home(void **state);
int stage_set_up(void **state);
int stage_tear_down(void **state);

/* Logs in, without the login screen. */
void stage_as(struct stage *stage, const char *login);
void stage_give(struct stage *stage, struct event event);
/* The name of a key. */
void stage_press(struct stage *stage, const char *name);
void stage_type(struct stage *stage, const char *text);
void stage_tick(struct stage *stage, int64_t ms);
/* Presses the key until the line that is focused holds the words. */
void stage_press_until(struct stage *stage, const char *key, const char *words);

/* What is on the screen; until the next look. */
const char *stage_look(struct stage *stage);
bool stage_sees(struct stage *stage, const char *words);
/* The line with the sign of what is focused; until the next look. */
const char *stage_focused(struct stage *stage);
#define assert_sees(stage, words)                                 \
    do {                                                          \
        if (!stage_sees(stage, words))                            \
            fail_msg("no ”%s” in:\n%s", words, (stage)->shown.p); \
    } while (0)
#define assert_not_seen(stage, words)                          \
    do {                                                       \
        if (stage_sees(stage, words))                          \
            fail_msg("”%s” in:\n%s", words, (stage)->shown.p); \
    } while (0)
/* The picture in both languages and sizes. */
void stage_check_pictures(struct stage *stage, const char *name);
const char *stage_top_name(const struct stage *stage);

void stage_open_place(struct stage *stage, const struct place *place);
void stage_open_room(struct stage *stage, enum room room, const char *extra);
/* A room of the case with that number; form may be "". */
struct place stage_in_case(struct stage *stage, const char *number, enum room room,
                           const char *form);

#endif
