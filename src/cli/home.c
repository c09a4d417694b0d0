/* home.c - from options and configuration to an open home and a session. */
#include "cli/home.h"

#include <string.h>

#include "sis/base/date.h"

void cli_problems(const struct cli *cli, struct problems *problems)
{
    problems_sort(problems);
    for (size_t i = 0; i < problems->n; i++)
        cli_err(cli, &problems->item[i]);
}

bool cli_home_find(const struct cli *cli, struct cli_home *it)
{
    struct problems problems;

    memset(it, 0, sizeof *it);
    it->cli = cli;
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

bool cli_home_open(struct cli_home *it)
{
    struct err err = {0};

    it->home = home_open(&it->options, &err);
    if (it->home == NULL)
        cli_err(it->cli, &err);
    return it->home != NULL;
}

bool cli_home_login(struct cli_home *it)
{
    struct err err = {0};
    const char *login;
    const char *passphrase;

    if (!cli_home_open(it))
        return false;
    login = ask_text(&it->ask, "login", false, T_CLI_ASK_LOGIN, NULL);
    passphrase =
        login != NULL ? ask_text(&it->ask, "passphrase", true, T_CLI_ASK_PASSPHRASE, NULL) : NULL;
    if (passphrase == NULL) {
        cli_say(it->cli, T_CLI_NO_ANSWER, login == NULL ? "login" : "passphrase", NULL);
        return false;
    }
    it->work = session_login(it->home, login, passphrase, it->cli->lang, &err);
    if (it->work == NULL) {
        cli_err(it->cli, &err);
        return false;
    }
    it->work->role_title = it->config.role;
    return true;
}

void cli_home_end(struct cli_home *it)
{
    session_end(it->work);
    home_close(it->home);
    ask_close(&it->ask);
    arena_free(it->arena);
    memset(it, 0, sizeof *it);
}

static bool open_door(struct cli_home *it, enum cli_door door)
{
    return door == CLI_FOUND_ONLY || (door == CLI_OPEN ? cli_home_open(it) : cli_home_login(it));
}

int cli_at_home(const struct cli *cli, int argc, char **argv, int least, int most,
                enum cli_door door, cli_deed *run)
{
    struct cli_home it;
    struct err err = {0};
    const char *file;
    int status = CLI_FAILED;

    if (!cli_take_answers(cli, &argc, argv, &file))
        return CLI_USE;
    if (argc < least || argc > most)
        return CLI_SHOW_USE;
    if (cli_home_find(cli, &it)) {
        if (!ask_open(&it.ask, cli, file, &err))
            cli_err(cli, &err);
        else if (open_door(&it, door))
            status = run(&it, argc, argv);
    }
    cli_home_end(&it);
    return status;
}

int cli_done_or_said(const struct cli *cli, bool done, const struct err *err)
{
    if (!done)
        cli_err(cli, err);
    return done ? CLI_DONE : CLI_FAILED;
}
