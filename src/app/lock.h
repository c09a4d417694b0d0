/*
 * lock.h - locking by executing the program anew, and coming back.
 */
#ifndef APP_LOCK_H
#define APP_LOCK_H

#include "sis/app/app.h"
#include "sis/app/loop.h"
#include "sis/screens/screen.h"

#define LOCK_PLACES 32

struct app {
    const struct app_options *options;
    struct arena *arena;
    struct home_options at; /* where the home is */
    struct home *home;      /* NULL: it could not be opened yet */
    struct screen_env env;
    struct terminal *terminal;
    struct loop *loop;
    bool entered; /* somebody has just logged in, and the first page is being opened */
    /* Coming back after the lock. */
    struct place places[LOCK_PLACES];
    size_t n_places;
    bool carried; /* a draft came through the lock in memory and is kept now */
    /* What execve needs, made beforehand: a signal handler may not allocate. */
    char **envp;
    char *program; /* path of what runs, so that the new process bears its name */
    char *locked;  /* in envp: "SIS_TUI_LOCKED=login" */
};

/* Takes what the program before the lock left (login, carried drafts), and makes ready for the next. */
void lock_prepare(struct app *app);
void lock_release(struct app *app);
/* The login name of who was locked out, or "". */
const char *lock_login(const struct app *app);
/* The language that was chosen before the lock; unchanged when there was none. */
void lock_language(enum lang *lang);
/* Whether text that no file has taken waits in memory for the next login. */
bool lock_carries(void);
/* After login: keeps a carried draft, and learns where the person was. */
void lock_bring_back(struct app *app, struct err *err);

/* The loop's hooks. What waits in memory keeps the program from being left. */
bool lock_keep(void *arg, struct err *err);
void lock_now(void *arg, enum lock_reason reason, const struct err *unkept);
void lock_late(void *arg);

#endif
