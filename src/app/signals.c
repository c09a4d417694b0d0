/* signals.c - what a signal does here. */
#include "app/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "sis/base/mem.h"

/* A handler gets no argument, so this is the one place in the program that must be static. */
static struct {
    int write_end;
    int read_end;
    const struct terminal *terminal;
    void (*late)(void *arg);
    void *arg;
    struct sigaction before_crash[NSIG];
    char stack[65536]; /* for a crash by an overflown stack */
} here = {.write_end = -1, .read_end = -1};

static const int told[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGSYS, SIGTRAP};

static void tell(int number)
{
    int before = errno;
    char byte = (char)number;

    /* A full pipe holds more signals than anyone needs. */
    if (write(here.write_end, &byte, 1) < 0) {
    }
    errno = before;
}

static void on_lock(int number)
{
    alarm(LOCK_LATE_SECONDS);
    tell(number);
}

static void on_late(int number)
{
    sigset_t none;

    (void)number;
    terminal_rescue(here.terminal);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (here.late)
        here.late(here.arg);
    _exit(3);
}

static void on_crash(int number, siginfo_t *info, void *context)
{
    (void)context;
    terminal_rescue(here.terminal);
    sigaction(number, &here.before_crash[number], NULL);
    /* A fault of the machine comes again by itself when the handler returns. */
    if (info->si_code <= 0)
        raise(number);
}

static void set(int number, void (*handler)(int))
{
    struct sigaction action;

    memset(&action, 0, sizeof(action));
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigfillset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

static void take_crashes(void)
{
    stack_t stack = {.ss_sp = here.stack, .ss_size = sizeof(here.stack)};
    struct sigaction action;

    memset(&action, 0, sizeof(action));
    action.sa_sigaction = on_crash;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigfillset(&action.sa_mask);
    sigaltstack(&stack, NULL);
    for (size_t i = 0; i < ARRAY_LEN(crashes); i++)
        sigaction(crashes[i], &action, &here.before_crash[crashes[i]]);
}

int signals_take(const struct terminal *terminal, const struct app_hooks *hooks, struct err *err)
{
    int ends[2];

    if (pipe(ends) != 0) {
        err_errno(err, T_ERR_APP_SYSTEM, NULL);
        return -1;
    }
    for (int i = 0; i < 2; i++) {
        fcntl(ends[i], F_SETFL, O_NONBLOCK);
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    }
    here.read_end = ends[0];
    here.write_end = ends[1];
    here.terminal = terminal;
    here.late = hooks->late;
    here.arg = hooks->arg;
    for (size_t i = 0; i < ARRAY_LEN(told); i++)
        set(told[i], tell);
    set(SIGUSR1, on_lock);
    set(SIGALRM, on_late);
    set(SIGPIPE, SIG_IGN);
    take_crashes();
    return here.read_end;
}

void loop_signals_back(void)
{
    sigset_t none;

    alarm(0);
    for (size_t i = 0; i < ARRAY_LEN(told); i++)
        set(told[i], SIG_DFL);
    set(SIGUSR1, SIG_DFL);
    set(SIGALRM, SIG_DFL);
    set(SIGPIPE, SIG_DFL);
    for (size_t i = 0; i < ARRAY_LEN(crashes); i++)
        sigaction(crashes[i], &here.before_crash[crashes[i]], NULL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    here.terminal = NULL;
    if (here.write_end >= 0) {
        close(here.write_end);
        close(here.read_end);
        here.write_end = here.read_end = -1;
    }
}

void signals_stop(void)
{
    set(SIGTSTP, SIG_DFL);
    kill(0, SIGTSTP);
    set(SIGTSTP, tell);
}
