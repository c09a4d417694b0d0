/* secret.c - a line that is typed without being seen. */
#include "cli/secret.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

#include "sis/base/mem.h"

static const int ending[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};

static bool read_line(struct str *out)
{
    int c;

    while ((c = getchar()) != EOF && c != '\n')
        str_putc(out, (char)c);
    return c != EOF || out->n > 0;
}

static void set_echo(const struct termios *was, bool on)
{
    struct termios now = *was;

    if (!on)
        now.c_lflag &= ~(tcflag_t)ECHO;
    /* What was typed before the echo went off was seen: it is no secret and does not count. */
    (void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &now);
}

static void ask(const char *question)
{
    printf("%s ", question);
    fflush(stdout);
}

/* The signal does what it does to any program, with the terminal in order. */
static void give_way(int number, const struct termios *was, const char *question)
{
    sigset_t one, before;

    set_echo(was, true);
    putchar('\n');
    fflush(stdout);
    sigemptyset(&one);
    sigaddset(&one, number);
    (void)raise(number);
    sigprocmask(SIG_UNBLOCK, &one, &before);
    /* Here again only after a stop. */
    sigprocmask(SIG_SETMASK, &before, NULL);
    set_echo(was, false);
    ask(question);
}

/* Until there is a line to read, or standard input has ended. */
static void wait_for_line(int signals, const struct termios *was, const char *question)
{
    struct pollfd fds[2] = {{.fd = STDIN_FILENO, .events = POLLIN},
                            {.fd = signals, .events = POLLIN}};

    for (;;) {
        struct signalfd_siginfo info;

        if (poll(fds, ARRAY_LEN(fds), -1) < 0)
            continue;
        if (fds[1].revents != 0 && read(signals, &info, sizeof info) == sizeof info)
            give_way((int)info.ssi_signo, was, question);
        else if (fds[0].revents != 0)
            return;
    }
}

bool secret_read(const char *question, struct str *out)
{
    sigset_t set, before;
    struct termios was;
    int signals;
    bool done;

    if (tcgetattr(STDIN_FILENO, &was) != 0) {
        ask(question);
        return read_line(out);
    }
    sigemptyset(&set);
    for (size_t i = 0; i < ARRAY_LEN(ending); i++)
        sigaddset(&set, ending[i]);
    sigprocmask(SIG_BLOCK, &set, &before);
    signals = signalfd(-1, &set, SFD_CLOEXEC);
    set_echo(&was, false);
    ask(question);
    if (signals >= 0) {
        wait_for_line(signals, &was, question);
        close(signals);
    }
    done = read_line(out);
    set_echo(&was, true);
    sigprocmask(SIG_SETMASK, &before, NULL);
    putchar('\n');
    return done;
}
