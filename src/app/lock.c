/* lock.c - ending the session, executing the program anew, coming back to the same field. */
#include "app/lock.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sis/casework/desk.h"
#include "sis/casework/session.h"

#define SELF "/proc/self/exe"
#define LOCKED "SIS_TUI_LOCKED"
#define CARRY "SIS_TUI_CARRY"
#define STOP "SIS_TUI_STOP"
#define LANGUAGE "SIS_TUI_LANGUAGE"
#define CARRY_MAX ((size_t)32 << 20)
#define LOGIN_BYTES 80

extern char **environ;

/* A copy of the environment without our own variables, with room for them. */
static void copy_environment(struct app *app)
{
    size_t n = 0;
    size_t kept = 0;

    while (environ[n] != NULL)
        n++;
    app->envp = mem_array(n + 5, sizeof(char *));
    for (size_t i = 0; i < n; i++)
        if (strncmp(environ[i], LOCKED "=", sizeof LOCKED) != 0 &&
            strncmp(environ[i], CARRY "=", sizeof CARRY) != 0 &&
            strncmp(environ[i], STOP "=", sizeof STOP) != 0 &&
            strncmp(environ[i], LANGUAGE "=", sizeof LANGUAGE) != 0)
            app->envp[kept++] = environ[i];
    app->locked = mem_new(LOGIN_BYTES);
    snprintf(app->locked, LOGIN_BYTES, LOCKED "=");
    app->envp[kept] = app->locked;
}

/* The path that the kernel has; /proc's own name for it when there is none (a replaced program). */
static char *own_path(void)
{
    char path[4096];
    ssize_t n = readlink(SELF, path, sizeof path - 1);

    if (n <= 0)
        return mem_strdup(SELF);
    path[n] = '\0';
    return mem_strdup(access(path, X_OK) == 0 ? path : SELF);
}

static void add_variable(struct app *app, char *variable)
{
    size_t n = 0;

    while (app->envp[n] != NULL)
        n++;
    app->envp[n] = variable;
}

void lock_prepare(struct app *app)
{
    /* Suspending locks first; then the new program is the one that stops. */
    if (getenv(STOP) != NULL) {
        (void)unsetenv(STOP);
        (void)kill(0, SIGTSTP);
    }
    copy_environment(app);
    app->program = own_path();
}

void lock_release(struct app *app)
{
    mem_free(app->envp);
    mem_free(app->locked);
    mem_free(app->program);
    app->envp = NULL;
    app->locked = NULL;
}

const char *lock_login(const struct app *app)
{
    const char *login = getenv(LOCKED);

    (void)app;
    return login != NULL ? login : "";
}

void lock_language(enum lang *lang)
{
    const char *word = getenv(LANGUAGE);

    if (word != NULL)
        (void)!lang_parse(word, lang);
}

/* What an earlier program left open for this one: a file without a name; -1: nothing. */
static int carried_fd(void)
{
    const char *number = getenv(CARRY);
    int fd = number != NULL ? (int)strtol(number, NULL, 10) : -1;
    struct stat st;

    return fd > STDERR_FILENO && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_nlink == 0
               ? fd
               : -1;
}

bool lock_carries(void)
{
    return carried_fd() >= 0;
}

static void read_carried(int fd, struct str *sealed)
{
    char part[4096];
    ssize_t n;

    (void)lseek(fd, 0, SEEK_SET);
    while ((n = read(fd, part, sizeof part)) > 0)
        str_add(sealed, part, (size_t)n);
}

static bool write_carried(int fd, const struct str *sealed)
{
    return ftruncate(fd, 0) == 0 && pwrite(fd, sealed->p, sealed->n, 0) == (ssize_t)sealed->n;
}

/* The length of the draft that stands at `at`; 0: none does. */
static size_t carried_at(const struct str *sealed, size_t at)
{
    size_t n = 0;

    if (sealed->n - at < STACK_PACK_HEAD)
        return 0;
    for (size_t i = 0; i < STACK_PACK_HEAD; i++)
        n = n << 8 | (unsigned char)sealed->p[at + i];
    return n <= sealed->n - at - STACK_PACK_HEAD ? n : 0;
}

/* Puts every draft where it belongs; what the file does not take goes to `left`. */
static bool unpack(struct app *app, const struct str *sealed, struct str *left, struct id *draft,
                   struct err *err)
{
    bool all = true;
    size_t n;

    for (size_t at = 0; (n = carried_at(sealed, at)) > 0; at += STACK_PACK_HEAD + n) {
        if (!desk_unpack(app->env.work, sealed->p + at + STACK_PACK_HEAD, n, draft, err)) {
            str_add(left, sealed->p + at, STACK_PACK_HEAD + n);
            all = false;
        }
    }
    return all;
}

static bool take_carried(struct app *app, struct id *draft, struct err *err)
{
    int fd = carried_fd();
    struct str sealed, left;
    bool all;

    if (fd < 0)
        return true;
    str_init(&sealed, CARRY_MAX);
    str_init(&left, CARRY_MAX);
    read_carried(fd, &sealed);
    all = unpack(app, &sealed, &left, draft, err);
    if (all) {
        (void)unsetenv(CARRY);
        (void)close(fd);
        app->carried = sealed.n > 0;
    } else {
        /* Until the file takes it, it stays in memory and goes through the next lock as well. */
        (void)write_carried(fd, &left);
    }
    str_release(&sealed);
    str_release(&left);
    return all;
}

bool lock_keep(void *arg, struct err *err)
{
    struct app *app = arg;
    struct id draft;

    if (carried_fd() < 0)
        return true;
    return app->env.work != NULL ? take_carried(app, &draft, err)
                                 : err_set(err, ERR_DENIED, T_APP_CARRIES, NULL, NULL);
}

/* A disk that refused the draft has refused the places too: the draft knows where it was written. */
static void go_to_draft(struct app *app, const struct id *id, struct err *err)
{
    struct arena *arena = arena_new();
    struct draft draft;

    if (desk_get(app->env.work, id, arena, &draft, err)) {
        app->places[0] = draft.place;
        app->n_places = 1;
    }
    arena_free(arena);
}

void lock_bring_back(struct app *app, struct err *err)
{
    struct id draft;

    (void)!take_carried(app, &draft, err);
    if (!desk_take_places(app->env.work, app->places, LOCK_PLACES, &app->n_places, err))
        app->n_places = 0;
    if (app->carried && app->n_places == 0)
        go_to_draft(app, &draft, err);
    (void)unsetenv(LOCKED);
}

/* The disk refused: the drafts' sealed bytes wait in memory that has no name in any folder, behind those
 * that wait there already. Gives its descriptor, or -1 when there is nothing more to carry. It keeps the
 * number it gets: a fixed one could be the database's own. */
static int carry(struct app *app)
{
    struct str sealed;
    struct err err = {0};
    size_t before;
    int fd = -1;

    str_init(&sealed, CARRY_MAX);
    if (carried_fd() >= 0)
        read_carried(carried_fd(), &sealed);
    before = sealed.n;
    (void)!stack_pack(loop_stack(app->loop), &sealed, &err);
    if (sealed.n > before) {
        fd = (int)syscall(SYS_memfd_create, "draft", 0u);
        if (fd >= 0 && !write_carried(fd, &sealed)) {
            (void)close(fd);
            fd = -1;
        }
    }
    str_release(&sealed);
    return fd;
}

static void remember_places(struct app *app)
{
    struct place place[LOCK_PLACES];
    size_t n = stack_places(loop_stack(app->loop), place, LOCK_PLACES);
    struct err err = {0};

    /* Without it the person starts from the first screen; the text is safe either way. */
    (void)!desk_set_places(app->env.work, place, n, &err);
}

void lock_now(void *arg, enum lock_reason reason, const struct err *unkept)
{
    struct app *app = arg;
    char carry_variable[sizeof CARRY + 16];
    char stop_variable[] = STOP "=1";
    char swedish[] = LANGUAGE "=sv";
    char english[] = LANGUAGE "=en";
    int fd = carried_fd();

    if (app->env.work == NULL)
        return;
    if (unkept != NULL) {
        int newer = carry(app);

        if (newer >= 0) {
            (void)close(fd);
            fd = newer;
        }
    }
    if (fd >= 0) {
        snprintf(carry_variable, sizeof carry_variable, CARRY "=%d", fd);
        add_variable(app, carry_variable);
    }
    if (reason == LOCK_SUSPEND)
        add_variable(app, stop_variable);
    add_variable(app, app->env.lang == LANG_SV ? swedish : english);
    remember_places(app);
    snprintf(app->locked, LOGIN_BYTES, LOCKED "=%s", app->env.work->login);
    stack_clear(loop_stack(app->loop));
    session_end(app->env.work);
    app->env.work = NULL;
    home_close(app->home);
    terminal_close(app->terminal);
    loop_signals_back();
    (void)execve(app->program, app->options->argv, app->envp);
    /* There is no program to go back to; what was typed is kept. */
    _exit(3);
}

void lock_late(void *arg)
{
    struct app *app = arg;

    (void)execve(app->program, app->options->argv, app->envp);
}
