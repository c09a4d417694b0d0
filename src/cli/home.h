/*
 * home.h - which home the command line means, and who speaks there.
 */
#ifndef CLI_HOME_H
#define CLI_HOME_H

#include "cli/ask.h"
#include "sis/app/config.h"
#include "sis/casework/session.h"
#include "sis/casework/setup.h"

struct cli_home {
    const struct cli *cli;
    struct arena *arena;
    struct config config;
    struct home_options options;
    const char *forms; /* method folder */
    struct ask ask;    /* of cli_at_home */
    struct home *home;
    struct work *work;
};

/* Reads the configuration and fills in the options; prints every mistake. */
bool cli_home_find(const struct cli *cli, struct cli_home *it);
/* Opens the home; nobody is logged in. */
bool cli_home_open(struct cli_home *it);
/* Opens the home and asks for login and passphrase. */
bool cli_home_login(struct cli_home *it);
/* Ends the session, closes the home, frees all. */
void cli_home_end(struct cli_home *it);

/* How far a command wants the home opened before it does its deed. */
enum cli_door { CLI_FOUND_ONLY, CLI_OPEN, CLI_LOGGED_IN };
/* What a command does there; an exit status. */
typedef int cli_deed(struct cli_home *it, int argc, char **argv);
/* Takes least to most words, and answers from the terminal or from --answers; what keeps the door shut
 * is said. */
int cli_at_home(const struct cli *cli, int argc, char **argv, int least, int most,
                enum cli_door door, cli_deed *run);
/* Shows three new codes once and has each of them typed back; arg is the struct ask. As setup_home's
 * confirm. */
bool cli_codes_back(void *arg, const struct setup_result *result, int n, char *typed, size_t size);
/* The exit status; a failure is said. */
int cli_done_or_said(const struct cli *cli, bool done, const struct err *err);
/* Each problem on a line of standard error. */
void cli_problems(const struct cli *cli, struct problems *problems);

#endif
