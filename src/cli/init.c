/* init.c - setting up a home in the terminal, or from a file of answers. */
#include <stdio.h>
#include <string.h>

#include "cli/home.h"
#include "sis/base/file.h"
#include "sis/casework/adoption.h"
#include "sis/casework/setup.h"

#define ACCOUNTS 3

struct question {
    const char *login, *name; /* names of the answers */
    enum role role;
    enum text_id ask_login, ask_name;
};

static const struct question questions[ACCOUNTS] = {
    {"lead.login", "lead.name", ROLE_LEAD, T_CLI_ASK_LEAD_LOGIN, T_CLI_ASK_LEAD_NAME},
    {"admin.login", "admin.name", ROLE_ADMIN, T_CLI_ASK_ADMIN_LOGIN, T_CLI_ASK_ADMIN_NAME},
    {"reviewer.login", "reviewer.name", ROLE_REVIEWER, T_CLI_ASK_REVIEWER_LOGIN,
     T_CLI_ASK_REVIEWER_NAME},
};

static const char *need(struct ask *ask, const char *name, enum text_id question)
{
    const char *answer = ask_text(ask, name, false, question, NULL);

    if (text_is_empty(answer)) {
        cli_say(ask->cli, T_CLI_NO_ANSWER, name, NULL);
        return NULL;
    }
    return answer;
}

/* On a terminal a login name that will not do is asked for again. */
static bool ask_account(struct ask *ask, const struct question *question,
                        struct setup_account *account)
{
    for (;;) {
        struct err err = {0};

        account->login = need(ask, question->login, question->ask_login);
        if (account->login == NULL)
            return false;
        if (setup_check_login(account->login, &err))
            break;
        cli_err(ask->cli, &err);
        if (ask->scripted)
            return false;
    }
    account->role = question->role;
    account->name = need(ask, question->name, question->ask_name);
    return account->name != NULL;
}

static bool show_codes(struct ask *ask, const struct setup_result *result)
{
    struct str lines;
    bool shown;

    str_init(&lines, 0);
    for (int i = 0; i < 3; i++)
        str_printf(&lines, "   %d   %s\n", i + 1, result->code[i]);
    shown = ask_written(ask, T_CLI_CODES, NULL, lines.p);
    str_release(&lines);
    return shown;
}

/* Every code is typed back. A script gets them on standard output first and answers in the file it
 * named `code.1` to `code.3`, or with `codes = shown` when it keeps standard output. */
bool cli_codes_back(void *arg, const struct setup_result *result, int n, char *typed, size_t size)
{
    struct ask *ask = arg;
    char name[24];
    char number[16];
    const char *answer;

    if (typed[0] != '\0') {
        cli_say(ask->cli, T_CLI_CODE_WRONG, NULL, NULL);
    } else if (n == 0 && !show_codes(ask, result)) {
        /* Codes that nobody has seen open nothing. */
        return false;
    }
    if (ask->scripted) {
        answer = text_equal(ask_text(ask, "codes", false, T_NONE, NULL), "shown") ? result->code[n]
                                                                                  : NULL;
    } else {
        snprintf(name, sizeof name, "code.%d", n + 1);
        snprintf(number, sizeof number, "%d", n + 1);
        answer = ask_text(ask, name, false, T_CLI_ASK_CODE, number);
    }
    if (answer == NULL)
        return false;
    snprintf(typed, size, "%s", answer);
    return true;
}

static void show_words(struct ask *ask, const struct setup *setup,
                       const struct setup_result *result)
{
    for (size_t i = 0; i < setup->n_accounts; i++)
        (void)ask_show_words(ask, setup->account[i].login, result->words[i]);
    cli_tell(ask->cli, stdout, T_CLI_SET_UP, NULL, NULL);
}

static bool make_folder(struct cli_home *it, struct err *err)
{
    const char *slash = strrchr(it->options.database, '/');

    return slash == NULL || slash == it->options.database ||
           file_make_folder(arena_strndup(it->arena, it->options.database,
                                          (size_t)(slash - it->options.database)),
                            err);
}

static int make(struct cli_home *it, int argc, char **argv)
{
    const struct cli *cli = it->cli;
    struct setup_account account[ACCOUNTS] = {{0}};
    struct setup setup = {.account = account, .n_accounts = ACCOUNTS, .forms = it->forms};
    struct setup_result result;
    struct problems problems;
    struct err err = {0};

    (void)argc;
    (void)argv;
    if (cli->practice) {
        cli_say(cli, T_CLI_INIT_PRACTICE, NULL, NULL);
        return CLI_USE;
    }
    if (file_exists(it->options.database)) {
        cli_say(cli, T_STORE_EXISTS, it->options.database, NULL);
        return CLI_FAILED;
    }
    if (!adoption_check_folder(it->forms, &err) || !make_folder(it, &err))
        return cli_done_or_said(cli, false, &err);
    if (!it->ask.scripted)
        cli_tell(cli, stdout, T_CLI_INIT_BEGIN, NULL, NULL);
    setup.home_name = need(&it->ask, "home", T_CLI_ASK_HOME);
    if (setup.home_name == NULL)
        return CLI_USE;
    for (int i = 0; i < ACCOUNTS; i++)
        if (!ask_account(&it->ask, &questions[i], &account[i]))
            return CLI_USE;
    problems_init(&problems, it->arena);
    if (!setup_home(&it->options, &setup, cli_codes_back, &it->ask, &result, &problems, &err)) {
        cli_problems(cli, &problems);
        return cli_done_or_said(cli, false, &err);
    }
    show_words(&it->ask, &setup, &result);
    setup_result_release(&result);
    return CLI_DONE;
}

int cli_init(const struct cli *cli, int argc, char **argv)
{
    return cli_at_home(cli, argc, argv, 0, 0, CLI_FOUND_ONLY, make);
}
