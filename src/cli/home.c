/* home.c - from options and configuration to an open home and a session. */
#include "cli/home.h"

#include <string.h>

#include "sis/base/date.h"

void cli_problems(const struct cli *cli, struct problems *problems)
{
    problems_sort(problems);
    for (size_t i = 0; i < problems->n; i++) {
        cli_err(cli, &problems->item[i]);
    }
}

bool cli_home_find(const struct cli *cli, struct cli_home *it)
{
    struct problems problems;

    memset(it, 0, sizeof *it);
    it->arena = arena_new();
    problems_init(&problems, it->arena);
    if (!config_read(cli->config, it->arena, &it->config, &problems)) {
        cli_problems(cli, &problems);
        return false;
    }
    it->options.database = cli->database != NULL ? cli->database
                           : cli->practice       ? it->config.practice_database
                                                 : it->config.database;
    it->options.head_folder = it->config.head_folder;
    it->options.practice = cli->practice;
    it->options.clock = clock_system();
    it->forms = cli->forms != NULL ? cli->forms : it->config.forms;
    return true;
}

bool cli_home_open(const struct cli *cli, struct cli_home *it)
{
    struct err err = {0};

    it->home = home_open(&it->options, &err);
    if (it->home == NULL) {
        cli_err(cli, &err);
    }
    return it->home != NULL;
}

bool cli_home_login(const struct cli *cli, struct ask *ask, struct cli_home *it)
{
    struct err err = {0};
    const char *login;
    const char *passphrase;

    if (!cli_home_open(cli, it)) {
        return false;
    }
    login = ask_text(ask, "login", false, T_CLI_ASK_LOGIN, NULL);
    passphrase =
        login != NULL ? ask_text(ask, "passphrase", true, T_CLI_ASK_PASSPHRASE, NULL) : NULL;
    if (passphrase == NULL) {
        cli_say(cli, T_CLI_NO_ANSWER, login == NULL ? "login" : "passphrase", NULL);
        return false;
    }
    it->work = session_login(it->home, login, passphrase, cli->lang, &err);
    if (it->work == NULL) {
        cli_err(cli, &err);
        return false;
    }
    it->work->role_title = it->config.role;
    return true;
}

void cli_home_end(struct cli_home *it)
{
    session_end(it->work);
    home_close(it->home);
    arena_free(it->arena);
    memset(it, 0, sizeof *it);
}

int cli_with_session(const struct cli *cli, int argc, char **argv, int least, int most,
                     cli_deed *run)
{
    struct cli_home it;
    struct ask ask;
    struct err err = {0};
    const char *file;
    int status = CLI_FAILED;

    if (!cli_take_answers(cli, &argc, argv, &file)) {
        return CLI_USE;
    }
    if (argc < least || argc > most) {
        return CLI_SHOW_USE;
    }
    if (cli_home_find(cli, &it)) {
        if (!ask_open(&ask, cli, file, &err)) {
            cli_err(cli, &err);
        } else if (cli_home_login(cli, &ask, &it)) {
            status = run(&it, cli, argc, argv);
        }
        ask_close(&ask);
    }
    cli_home_end(&it);
    return status;
}

int cli_done_or_said(const struct cli *cli, bool done, const struct err *err)
{
    if (!done) {
        cli_err(cli, err);
    }
    return done ? CLI_DONE : CLI_FAILED;
}
