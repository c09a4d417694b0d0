/*
 * command.h - the real program without a terminal: words, environment and standard input in; status,
 * standard output and standard error out.
 *
 * The environment is as small and fixed as in pty.h: PATH, TERM, TZ=UTC, LC_ALL=C.UTF-8, sanitizer
 * options. HOME is what the setup says, else a folder that does not exist.
 */
#ifndef TESTS_COMMAND_H
#define TESTS_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "sis/base/str.h"

struct command_setup {
    const char *home;
    const char *env[8];     /* "NAME=value" each, over the fixed ones */
    const char *input;      /* standard input; NULL: empty */
    const char *out;        /* a file that takes standard output; NULL: it is kept */
    unsigned long file_max; /* bytes of the largest file it may write (RLIMIT_FSIZE); 0: any */
    bool as_nobody;         /* gives up root's rights; only as root */
};

struct command {
    int status; /* as a shell has it: 128 + number after a signal */
    struct str out, err;
};

/* build/sis-tui, or what B says. */
const char *command_program(void);
/* Runs it with the words, ended by NULL; setup may be NULL. Initialises or clears *it. */
void command_run(struct command *it, const struct command_setup *setup, ...)
    __attribute__((sentinel));
void command_release(struct command *it);

/* Fails the cmocka test, with all that was written, unless the status is this one. */
#define command_expect(it, status) command_expect_at(it, status, __FILE__, __LINE__)
/* The same unless this stands in what it wrote to standard output or standard error. */
#define command_says(it, text) command_says_at(it, text, true, __FILE__, __LINE__)
#define command_never_says(it, text) command_says_at(it, text, false, __FILE__, __LINE__)

void command_expect_at(const struct command *it, int status, const char *file, int line);
void command_says_at(const struct command *it, const char *text, bool there, const char *file,
                     int line);

#endif
