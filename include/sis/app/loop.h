/*
 * loop.h - the one event loop: waits for keys, signals and timers, hands events to the screens,
 * draws once, shows once. Knows nothing of databases, keys and accounts: what it needs of them are
 * the hooks.
 *
 * How the app uses it:
 *
 *     terminal = terminal_open(title, no_color, &err);
 *     loop = loop_new(&setup, &err);            takes the signals
 *     stack_push(loop_stack(loop), &place, &err);
 *     kept = loop_run(loop, &err);              until quit, SIGTERM, SIGHUP, the terminal's end
 *     loop_free(loop);                          closes the screens, gives the signals back
 *     terminal_close(terminal);
 *
 * Drafts are kept (screen_ops.keep) one second after the first key that may have changed something,
 * then again every second for as long as that fails, and before every lock, stop, quit and end, and
 * before a screen opens over another. While something is not kept, the last line says so.
 *
 * The lock always wins: its keys are looked at before any screen sees them, SIGUSR1 and idle time
 * before any key. First the screen is blanked, then everything is kept, typed-ahead input is thrown
 * away, and hooks.lock is called. If that hangs, SIGALRM cuts through (hooks.late).
 *
 * The app's own commands: lock, quit, suspend, language, today (closes what is open above the
 * lowest screen), and, unless the screen uses them, help, find and note (see places in loop.c).
 */
#ifndef SIS_APP_LOOP_H
#define SIS_APP_LOOP_H

#include "sis/app/stack.h"
#include "sis/term/terminal.h"

enum lock_reason {
    LOCK_KEY,
    LOCK_IDLE,
    LOCK_SIGNAL,
    LOCK_SUSPEND /* the program is to stop after locking */
};

/* From the moment a lock is due until late() cuts through. */
#define LOCK_LATE_SECONDS 3
/* The smallest screen that is drawn; below stands one line, and keys still reach the screen. */
#define SCREEN_ROWS_MIN 16
#define SCREEN_COLS_MIN 60

struct app_hooks {
    void *arg;
    /* Keeps what the app itself holds and no screen, when screens are kept; NULL: nothing. */
    bool (*keep)(void *arg, struct err *err);
    /*
     * Locks. The screen is blank; `unkept` is NULL, or says why something typed could not be kept.
     * In general this executes the program anew and does not return; before that it calls
     * terminal_close and loop_signals_back. With LOCK_SUSPEND the new program stops itself
     * (kill(0, SIGTSTP)) before it opens the terminal. When it returns (nothing to lock, or it put
     * another screen on the stack), the loop goes on, and stops by itself with LOCK_SUSPEND.
     */
    void (*lock)(void *arg, enum lock_reason reason, const struct err *unkept);
    /*
     * In a signal handler: the loop has not come to the lock in time (a hung disk, a terminal that
     * takes nothing). The terminal is already blanked and given back, no signal is blocked. May only
     * do what is safe there, such as execve. When it is NULL or returns, the process ends with
     * status 3.
     */
    void (*late)(void *arg);
    /* After every event that a screen was given, before the draw; may push screens. NULL: nothing. */
    void (*turned)(void *arg);
};

struct loop_setup {
    struct terminal *terminal; /* borrowed, open */
    struct screen_env *env;    /* borrowed; COMMAND_LANGUAGE changes env->lang */
    const struct screen_ops *(*screen_of)(enum room room);
    struct app_hooks hooks;
    int idle_seconds; /* until the lock; 0: never */
    int room_seconds; /* the same while a screen is shown in a room with others */
};

struct loop;

/* Takes over the signals and the memory hook. One at a time. */
struct loop *loop_new(const struct loop_setup *setup, struct err *err);
/* Accepts NULL. */
void loop_free(struct loop *loop);
struct stack *loop_stack(struct loop *loop);
/* Until the program should end. False when something typed could not be kept; err says why. */
bool loop_run(struct loop *loop, struct err *err);

/* The idle time from now on, outside room mode. */
void loop_idle(struct loop *loop, int seconds);
/* For the status line, until the next key. */
void loop_message(struct loop *loop, const char *message);
/* Before execve: default handlers, no alarm, nothing blocked. */
void loop_signals_back(void);

#endif
