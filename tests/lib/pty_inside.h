/* pty_inside.h - shared by the files of the harness; tests use pty.h. */
#ifndef TESTS_PTY_INSIDE_H
#define TESTS_PTY_INSIDE_H

#include <vterm.h>

#include "pty.h"

enum report_kind { REPORT_START, REPORT_STOP, REPORT_END };

struct report {
    enum report_kind kind;
    int status; /* of waitpid */
    pid_t pid;
    bool restored; /* the line settings are those from before the start */
};

struct keeper {
    pid_t pid;
    int reports; /* read end */
    int orders;  /* write end; a byte means "go on", its end means "leave" */
};

/* Starts the keeper on the slave of `master`; env is the whole environment. */
struct keeper keeper_start(int master, const char *const argv[], char *env[]);

struct term {
    int master; /* -1 after a hang-up */
    struct keeper keeper;
    pid_t pid;
    VTerm *vterm;
    VTermScreen *screen;
    int rows, cols;
    struct str written; /* all that the program wrote */
    struct str queue;   /* what is still to be sent to it */
    char home[64];
    char title[256];
    bool alternate, cursor_shown;
    bool stopped, ended, restored;
    int status;
};

void term_fail(struct term *term, const char *what, const char *expected, const char *file,
               int line) __attribute__((noreturn));

#endif
