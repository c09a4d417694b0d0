/* app.c - from options to a running program on the terminal. */
#include "sis/app/app.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/lock.h"
#include "sis/app/loop.h"
#include "sis/base/file.h"
#include "sis/base/mem.h"
#include "sis/casework/practice.h"
#include "sis/casework/session.h"
#include "sis/screens/screen.h"

#define NOW_VARIABLE "SIS_TUI_NOW"

/* The clock of practice may be set, so that what is shown can be compared; a real home's never. */
static struct clock practice_clock(int64_t *moment)
{
    const char *text = getenv(NOW_VARIABLE);

    return text != NULL && moment_parse(text, moment) ? clock_fixed(moment) : clock_system();
}

static bool make_folder(const char *database, struct arena *arena, struct err *err)
{
    const char *slash = strrchr(database, '/');

    return slash == NULL || slash == database ||
           file_make_folder(arena_strndup(arena, database, (size_t)(slash - database)), err);
}

static bool prepare_practice(const struct app_options *options, const struct home_options *home,
                             struct arena *arena, struct problems *problems, struct err *err)
{
    enum lang lang = options->config->lang;

    if (file_exists(home->database))
        return true;
    fprintf(stderr, "%s\n", text(lang, T_APP_PRACTICE_MAKING));
    return make_folder(home->database, arena, err) &&
           practice_make(home, options->forms, lang, problems, err);
}

/* --- what the loop asks of us --- */

static bool log_in(void *arg, const char *login, const char *passphrase, struct err *err)
{
    struct app *app = arg;
    struct work *work = NULL;
    struct err later = {0};

    if (app->home == NULL)
        app->env.home = app->home = home_open(&app->at, err);
    if (app->home != NULL)
        work = session_login(app->home, login, passphrase, app->env.lang, err);
    if (work == NULL)
        return false;
    work->role_title = app->options->config->role;
    app->env.work = work;
    loop_idle(app->loop, app->options->config->lock_after);
    lock_bring_back(app, &later);
    app->entered = true;
    return true;
}

static void turned(void *arg)
{
    struct app *app = arg;
    struct err err = {0};

    if (app->env.work == NULL)
        return;
    app->env.work->lang = app->env.lang;
    for (size_t i = 0; i < app->n_places; i++) {
        if (app->places[i].room == ROOM_LOGIN || app->places[i].room == ROOM_TODAY)
            continue;
        /* What can no longer be opened (access was taken away) ends the way back. */
        if (!stack_push(loop_stack(app->loop), &app->places[i], &err))
            break;
    }
    app->n_places = 0;
    if (app->entered) {
        app->entered = false;
        mem_give_back(); /* of reading the method, and every case for what is due */
    }
    if (app->carried) {
        app->carried = false;
        loop_message(app->loop, text(app->env.lang, T_APP_CARRIED));
    }
}

/* Until the loop is there to keep drafts, and after it, the terminal at least is put in order. */
static void rescue(void *arg)
{
    terminal_rescue(arg);
}

/* Runs the screens from one place on. */
static bool run(struct app *app, const struct place *place, struct err *err)
{
    const struct config *config = app->options->config;
    struct loop_setup setup = {
        .env = &app->env,
        .screen_of = screen_of,
        .idle_seconds = 0, /* until somebody has logged in there is nothing to lock */
        .room_seconds = config->room_lock_after,
        .hooks =
            {.arg = app, .keep = lock_keep, .lock = lock_now, .late = lock_late, .turned = turned},
    };
    const char *no_color = getenv("NO_COLOR");
    bool done = false;

    app->terminal = terminal_open(config->title, !config->colour || !text_is_empty(no_color), err);
    if (app->terminal == NULL)
        return false;
    mem_on_exhausted(rescue, app->terminal);
    setup.terminal = app->terminal;
    app->loop = loop_new(&setup, err);
    if (app->loop != NULL) {
        done = stack_push(loop_stack(app->loop), place, err) && loop_run(app->loop, err);
        loop_free(app->loop);
    }
    mem_on_exhausted(NULL, NULL);
    terminal_close(app->terminal);
    return done;
}

static bool run_home(struct app *app, struct problems *problems, struct err *err)
{
    struct place place = place_of(ROOM_LOGIN);
    struct practice_account *account = NULL;
    bool done;

    if (app->options->home.practice && !practice_accounts(app->options->forms, app->arena, &account,
                                                          &app->env.n_accounts, problems))
        return err_set(err, ERR_FORM, T_PRACTICE_BROKEN, app->options->forms, NULL);
    app->env.account = account;
    snprintf(place.extra, sizeof place.extra, "%s", lock_login(app));
    done = run(app, &place, err);
    session_end(app->env.work);
    return done;
}

bool app_run(const struct app_options *options, struct problems *problems, struct err *err)
{
    struct app app = {.options = options};
    struct home_options home = options->home;
    int64_t moment;
    bool done = false;

    app.arena = arena_new();
    app.env.keymap = &options->config->keymap;
    app.env.lang = options->config->lang;
    lock_language(&app.env.lang);
    app.env.practice = home.practice;
    app.env.plain = terminal_is_plain(getenv("TERM"));
    app.env.login = log_in;
    app.env.arg = &app;
    app.env.letters_folder = options->config->letters_folder;
    lock_prepare(&app);
    if (home.practice)
        home.clock = practice_clock(&moment);
    if (!home.practice || prepare_practice(options, &home, app.arena, problems, err)) {
        app.at = home;
        app.home = home_open(&home, err);
        /* With text in memory the program stays until the file is back: the login screen says what is
         * wrong, and tries again. */
        if (app.home != NULL || lock_carries()) {
            app.env.home = app.home;
            done = run_home(&app, problems, err);
            home_close(app.home);
        }
    }
    lock_release(&app);
    arena_free(app.arena);
    return done;
}

bool app_try(const struct config *config, const struct method *method, const char *form,
             struct answers *answers, struct err *err)
{
    struct app_options options = {.config = config};
    struct app app = {.options = &options};
    struct place place = place_of(ROOM_FILL);

    snprintf(place.form, sizeof place.form, "%s", form);
    app.env.keymap = &config->keymap;
    app.env.lang = config->lang;
    app.env.method = method;
    app.env.answers = answers;
    return run(&app, &place, err);
}
