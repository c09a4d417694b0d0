/* pty_keeper.c - the shell's part: holds the terminal, sees the program stop, go on and end. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "pty_inside.h"

static bool same_settings(const struct termios *a, const struct termios *b)
{
    return a->c_iflag == b->c_iflag && a->c_oflag == b->c_oflag && a->c_cflag == b->c_cflag &&
           a->c_lflag == b->c_lflag && memcmp(a->c_cc, b->c_cc, sizeof(a->c_cc)) == 0;
}

extern char **environ;

#define ARGS_MAX 64

static void program(const char *const argv[], char *env[])
{
    char *args[ARGS_MAX] = {NULL};
    sigset_t none;

    /* exec wants its arguments without const, though it does not write to them. */
    for (size_t i = 0; argv[i] && i + 1 < ARGS_MAX; i++)
        memcpy(&args[i], &argv[i], sizeof(args[i]));

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setpgid(0, 0);
    tcsetpgrp(0, getpid());
    for (int i = 1; i < NSIG; i++)
        signal(i, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    environ = env;
    execvp(args[0], args);
    _exit(127);
}

static void tell(int reports, enum report_kind kind, int status, pid_t pid,
                 const struct termios *before)
{
    struct report report;
    struct termios now;

    memset(&report, 0, sizeof(report));
    report.kind = kind;
    report.status = status;
    report.pid = pid;
    report.restored = tcgetattr(0, &now) == 0 && same_settings(before, &now);
    if (write(reports, &report, sizeof(report)) != sizeof(report))
        _exit(1);
}

static void keep(int reports, int orders, const char *const argv[], char *env[])
{
    struct termios before;
    pid_t pid;
    int status;
    char order;

    signal(SIGHUP, SIG_IGN);
    signal(SIGTTOU, SIG_IGN);
    signal(SIGTTIN, SIG_IGN);
    signal(SIGTSTP, SIG_IGN);
    tcgetattr(0, &before);
    pid = fork();
    if (pid == 0)
        program(argv, env);
    setpgid(pid, pid);
    tcsetpgrp(0, pid);
    tell(reports, REPORT_START, 0, pid, &before);
    for (;;) {
        if (waitpid(pid, &status, WUNTRACED) < 0) {
            if (errno == EINTR)
                continue;
            break;
        }
        tcsetpgrp(0, getpgrp());
        if (!WIFSTOPPED(status))
            break;
        tell(reports, REPORT_STOP, status, pid, &before);
        if (read(orders, &order, 1) != 1) {
            kill(-pid, SIGKILL);
            _exit(0);
        }
        tcsetpgrp(0, pid);
        kill(-pid, SIGCONT);
    }
    tell(reports, REPORT_END, status, pid, &before);
    /* The slave stays open until the test has read everything. */
    while (read(orders, &order, 1) > 0)
        ;
    _exit(0);
}

struct keeper keeper_start(int master, const char *const argv[], char *env[])
{
    struct keeper keeper;
    int reports[2], orders[2], slave;

    if (pipe(reports) != 0 || pipe(orders) != 0)
        abort();
    fcntl(reports[0], F_SETFD, FD_CLOEXEC);
    fcntl(reports[1], F_SETFD, FD_CLOEXEC);
    fcntl(orders[0], F_SETFD, FD_CLOEXEC);
    fcntl(orders[1], F_SETFD, FD_CLOEXEC);
    keeper.pid = fork();
    if (keeper.pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        close(reports[0]);
        close(orders[1]);
        setsid();
        slave = open(ptsname(master), O_RDWR);
        if (slave < 0 || ioctl(slave, TIOCSCTTY, 0) != 0)
            _exit(1);
        close(master);
        for (int fd = 0; fd < 3; fd++)
            dup2(slave, fd);
        if (slave > 2)
            close(slave);
        keep(reports[1], orders[0], argv, env);
    }
    close(reports[1]);
    close(orders[0]);
    keeper.reports = reports[0];
    keeper.orders = orders[1];
    return keeper;
}
