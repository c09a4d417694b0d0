/*
 * stack.h - the screens that are open, the lowest first. The topmost has the keys and is drawn.
 *
 * A screen says in `out` what should happen and the stack does it: opens a place above, puts one in
 * its own place, leaves with an answer for the screen below. Nothing that was typed is lost on the
 * way: a screen that cannot keep its text is not closed, whoever asks.
 */
#ifndef SIS_APP_STACK_H
#define SIS_APP_STACK_H

#include "sis/screens/screen.h"

#define STACK_DEPTH_MAX 32

struct stack;

/* What an event left to do for the loop. */
struct stack_said {
    bool handled;
    enum command command; /* lock, quit, suspend, ... as a screen or a key asked */
    char message[256];    /* "" = none */
    bool soon;            /* a screen asks for a tick in a second */
    bool room;            /* the topmost screen is shown in a room with others */
};

/* env is borrowed; find gives the screen of a room, or NULL. */
struct stack *stack_new(const struct screen_env *env,
                        const struct screen_ops *(*screen_of)(enum room room));
/* Closes every screen, the topmost first, without keeping. Accepts NULL. */
void stack_free(struct stack *stack);

size_t stack_depth(const struct stack *stack);
/* NULL when nothing is open. */
const struct screen_ops *stack_top(const struct stack *stack);

/* Keeps everything, then opens the place above. That something could not be kept does not keep a
 * screen from opening: nothing is closed by it. */
bool stack_push(struct stack *stack, const struct place *place, struct err *err);
/* Opens the place and then closes the topmost; when either keeping or opening fails all stays. */
bool stack_replace(struct stack *stack, const struct place *place, struct err *err);
/* Closes all but the lowest, which gets EVENT_ANSWER with 0; stops at one that cannot be kept. */
bool stack_home(struct stack *stack, const struct event *why, struct stack_said *said,
                struct err *err);
/* For the lock: closes everything, kept or not. */
void stack_clear(struct stack *stack);

/* Hands the event to the topmost screen and does what it says. A key is first looked for as a
 * command of the screen's context: the screen gets EVENT_COMMAND, and EVENT_KEY when it does not
 * use that (not for what the app does itself: lock, quit, help and the like, which so work in screens
 * that take every key as text). What nobody uses is left in `said`, but back leaves a screen that lies
 * over another. */
void stack_event(struct stack *stack, const struct event *event, struct stack_said *said);
void stack_draw(const struct stack *stack, struct canvas *canvas);

/* Keeps every screen, also behind one that fails; err is the first failure. */
bool stack_keep(struct stack *stack, struct err *err);
#define STACK_PACK_HEAD 4
/* Adds the sealed bytes of whatever could not be kept, the lowest screen first: each behind its length
 * in STACK_PACK_HEAD bytes, big-endian. On failure the others are there. */
bool stack_pack(struct stack *stack, struct str *sealed, struct err *err);
/* Where the person is, the lowest first; returns the number, at most max. Opening these places in
 * order brings everything back. */
size_t stack_places(const struct stack *stack, struct place *place, size_t max);

#endif
