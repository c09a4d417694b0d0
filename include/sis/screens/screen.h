/*
 * screen.h - what a screen is. The app keeps a stack of them; a question is a screen too. Screens
 * never call each other, the stack or the terminal: handle says in `out` what should happen.
 */
#ifndef SIS_SCREENS_SCREEN_H
#define SIS_SCREENS_SCREEN_H

#include "sis/base/err.h"
#include "sis/domain/place.h"
#include "sis/ui/canvas.h"
#include "sis/ui/keymap.h"

struct home;
struct method;
struct practice_account;
struct work;

/* What every screen is given: borrowed, lives as long as the stack. */
struct screen_env {
    struct work *work; /* database, keys, account, clock, language, method; NULL before login */
    const struct keymap *keymap;
    enum lang lang;
    bool practice;
    bool plain; /* the terminal has few signs: lines and charts in ASCII */
    /* For the login screen: the home, and the door to a session. login sets work; ERR_PASSWORD when
     * name and passphrase do not fit. */
    struct home *home;
    bool (*login)(void *arg, const char *login, const char *passphrase, struct err *err);
    void *arg;
    const struct practice_account *account; /* named on the login screen; none outside practice */
    size_t n_accounts;
    const char *letters_folder;
    /* For `forms try`: a method and no work; what is filled in is handed to done and kept nowhere. */
    const struct method *method;
    struct answers *answers;
};

/* What should happen now. The app first keeps what was typed: when that fails nothing is closed, and
 * the person reads why. message stands over the last line of the screen until the next key. */
struct out {
    bool handled;
    bool go; /* open `place` above this one */
    struct place place;
    bool replace; /* with go: in the place of this one */
    bool pop;     /* leave, with `answer` for the screen below */
    int answer;
    enum command command; /* what the app itself does: lock, quit, suspend, today */
    char message[256];    /* for the status line, until the next key */
    bool soon;            /* asks for the next EVENT_TICK in a second: something counts down */
    bool room; /* others look at the screen with us: the room's idle time until the lock */
};

struct screen_ops {
    const char *name; /* of the help topic and the golden files */
    /* A new state, or NULL and err. Whatever must be logged has been logged when this returns. */
    void *(*open)(const struct screen_env *env, const struct place *place, struct err *err);
    void (*close)(void *state);
    /* Keymap context of the focused part now. */
    enum context (*context)(const void *state);
    void (*handle)(void *state, const struct event *event, struct out *out);
    void (*draw)(const void *state, struct canvas *canvas);
    /* Where the person is, to come back after the lock. Saves nothing. */
    void (*place)(const void *state, struct place *place);
    /* Saves what was typed as a draft, now; true when there is nothing left unsaved. NULL: the
     * screen has nothing to lose. */
    bool (*keep)(void *state, struct err *err);
    /* When keep fails at the lock: adds the draft's sealed bytes (casework/desk.h, desk_pack), to be
     * carried through it in memory. NULL where keep is. */
    bool (*pack)(void *state, struct str *sealed, struct err *err);
};

/* The screen of a room. NULL when no screen shows it. */
const struct screen_ops *screen_of(enum room room);

#endif
