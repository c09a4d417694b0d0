/*
 * cli_private.h - what the files of the command line share.
 *
 * A subcommand is a row {name, help, use, function}; a group of them ("forms") is a row with a
 * table of its own. A function gets the global options and the words behind its own name, and
 * returns an exit status.
 */
#ifndef CLI_CLI_PRIVATE_H
#define CLI_CLI_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "sis/base/err.h"
#include "sis/base/text.h"

enum cli_status {
    CLI_DONE = 0,
    CLI_FOUND = 1,  /* done, and something was found wrong */
    CLI_USE = 2,    /* wrong use */
    CLI_FAILED = 3, /* cannot go on */
    CLI_SHOW_USE =
        -1 /* wrong use, and nothing has been said: whoever called shows how it is written */
};

/* The global options; they may stand before or after the subcommand. NULL: not given. */
struct cli {
    const char *config;
    const char *database;
    const char *forms;
    const char *language;
    bool practice;
    bool keys;
    bool version;
    bool help;
    enum lang lang;
    char **argv; /* as main got it: to execute the program anew */
};

/* Tables end with a row without a name. */
struct subcommand {
    const char *name;
    enum text_id help; /* one line: what it does */
    enum text_id use;  /* its arguments; T_NONE = it takes none */
    int (*run)(const struct cli *cli, int argc, char **argv);
    const struct subcommand *table; /* of a group, which has no function */
};

/* One line, whatever the text holds: what could steer the terminal, and newlines, made visible. */
void cli_line(FILE *out, const char *p, size_t n);
/* A sentence for a person, broken between words where a terminal shows it; what could steer the
 * terminal made visible. */
void cli_tell(const struct cli *cli, FILE *out, enum text_id text, const char *value1,
              const char *value2);
/* On standard error. */
void cli_say(const struct cli *cli, enum text_id text, const char *value1, const char *value2);
void cli_err(const struct cli *cli, const struct err *err);
/* Writes out what standard output holds. When not all of it arrived, says so: false. */
bool cli_written(const struct cli *cli);
/* `--answers FILE` or `--answers=FILE` among the words, else NULL; false, and said, when FILE is
 * missing. Other words stay. */
bool cli_take_answers(const struct cli *cli, int *argc, char **argv, const char **file);

int cli_init(const struct cli *cli, int argc, char **argv);
int cli_account_add(const struct cli *cli, int argc, char **argv);
int cli_account_end(const struct cli *cli, int argc, char **argv);
int cli_account_passphrase(const struct cli *cli, int argc, char **argv);
int cli_account_list(const struct cli *cli, int argc, char **argv);
int cli_recovery_lead(const struct cli *cli, int argc, char **argv);
int cli_recovery_end(const struct cli *cli, int argc, char **argv);
int cli_recovery_try(const struct cli *cli, int argc, char **argv);
int cli_recovery_renew(const struct cli *cli, int argc, char **argv);
int cli_contact_list(const struct cli *cli, int argc, char **argv);
int cli_contact_set(const struct cli *cli, int argc, char **argv);
int cli_access_list(const struct cli *cli, int argc, char **argv);
int cli_access_assign(const struct cli *cli, int argc, char **argv);
int cli_access_remove(const struct cli *cli, int argc, char **argv);
int cli_access_deny(const struct cli *cli, int argc, char **argv);
int cli_forms_print(const struct cli *cli, int argc, char **argv);
int cli_forms_try(const struct cli *cli, int argc, char **argv);
int cli_backup(const struct cli *cli, int argc, char **argv);
int cli_verify(const struct cli *cli, int argc, char **argv);
int cli_keys(const struct cli *cli);
int cli_run(const struct cli *cli, int argc, char **argv);
int cli_forms_adopt(const struct cli *cli, int argc, char **argv);
int cli_forms_check(const struct cli *cli, int argc, char **argv);
int cli_forms_eval(const struct cli *cli, int argc, char **argv);

#endif
