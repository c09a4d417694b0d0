/* people.c - accounts and access from the command line. */
#include <stdio.h>
#include <string.h>

#include "cli/home.h"
#include "sis/base/utf8.h"
#include "sis/casework/access.h"
#include "sis/casework/adoption.h"
#include "sis/casework/register.h"
#include "sis/casework/setup.h"

static int add_account(struct cli_home *it, const struct cli *cli, int argc, char **argv)
{
    char words[SETUP_PHRASE] = "";
    struct err err = {0};
    enum role role;
    bool done;

    (void)argc;
    if (!role_parse(argv[1], &role)) {
        cli_say(cli, T_CLI_NO_ROLE, argv[1], NULL);
        return CLI_USE;
    }
    done = account_add(it->work, argv[0], argv[2], role, NULL, words, &err);
    if (done) {
        printf("%s  %s\n", argv[0], words);
    }
    memset(words, 0, sizeof words);
    return cli_done_or_said(cli, done, &err);
}

static int end_account(struct cli_home *it, const struct cli *cli, int argc, char **argv)
{
    struct err err = {0};

    (void)argc;
    return cli_done_or_said(cli, account_end(it->work, argv[0], &err), &err);
}

static int list_accounts(struct cli_home *it, const struct cli *cli, int argc, char **argv)
{
    const char *const *login;
    struct err err = {0};
    size_t n;

    (void)argc;
    (void)argv;
    if (!home_logins(it->home, it->arena, &login, &n, &err)) {
        return cli_done_or_said(cli, false, &err);
    }
    for (size_t i = 0; i < n; i++) {
        cli_line(stdout, login[i], strlen(login[i]));
    }
    return CLI_DONE;
}

/* The case of a case number; said when there is none. */
static bool find_case(struct cli_home *it, const struct cli *cli, const char *number,
                      struct id *case_id)
{
    struct youth *youth;
    struct err err = {0};
    size_t n;

    if (!register_find(it->work, number, it->arena, &youth, &n, &err)) {
        cli_err(cli, &err);
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (strcmp(youth[i].number, number) == 0 && !id_is_none(&youth[i].case_id)) {
            *case_id = youth[i].case_id;
            return true;
        }
    }
    cli_say(cli, T_CLI_NO_CASE, number, NULL);
    return false;
}

static int list_access(struct cli_home *it, const struct cli *cli, int argc, char **argv)
{
    struct access_person *person;
    struct err err = {0};
    struct id case_id;
    size_t n;

    (void)argc;
    if (!find_case(it, cli, argv[0], &case_id)) {
        return CLI_FAILED;
    }
    if (!access_list(it->work, &case_id, it->arena, &person, &n, &err)) {
        return cli_done_or_said(cli, false, &err);
    }
    for (size_t i = 0; i < n; i++) {
        if (person[i].relation != RELATION_NONE) {
            const char *line = arena_printf(
                it->arena, "%-16s %-12s %s", person[i].login, role_code(person[i].role),
                text(cli->lang,
                     person[i].relation == RELATION_DENIED ? T_CLI_DENIED : T_CLI_ASSIGNED));

            cli_line(stdout, line, strlen(line));
        }
    }
    return CLI_DONE;
}

static int change_access(struct cli_home *it, const struct cli *cli, char **argv,
                         bool (*change)(struct work *, const struct id *, const char *,
                                        struct err *))
{
    struct err err = {0};
    struct id case_id;

    if (!find_case(it, cli, argv[0], &case_id)) {
        return CLI_FAILED;
    }
    return cli_done_or_said(cli, change(it->work, &case_id, argv[1], &err), &err);
}

static int assign(struct cli_home *it, const struct cli *cli, int argc, char **argv)
{
    (void)argc;
    return change_access(it, cli, argv, access_assign);
}

static int take_away(struct cli_home *it, const struct cli *cli, int argc, char **argv)
{
    (void)argc;
    return change_access(it, cli, argv, access_remove);
}

static int deny(struct cli_home *it, const struct cli *cli, int argc, char **argv)
{
    (void)argc;
    return change_access(it, cli, argv, access_deny);
}

static int adopt(struct cli_home *it, const struct cli *cli, int argc, char **argv)
{
    struct problems problems;
    struct err err = {0};
    bool done;

    problems_init(&problems, it->arena);
    done = adoption_adopt(it->work, argc > 0 ? argv[0] : it->forms, &problems, &err);
    cli_problems(cli, &problems);
    return cli_done_or_said(cli, done, &err);
}

/* A new phrase of one's own, typed twice; nothing typed: five made words, which a lead always gets. */
static int change_passphrase(const struct cli *cli, struct ask *ask, struct cli_home *it)
{
    char words[SETUP_PHRASE] = "";
    const char *phrase = NULL;
    const char *again = NULL;
    struct err err = {0};
    bool done;

    if (it->work->role != ROLE_LEAD) {
        phrase = ask_text(ask, "new", true, T_CLI_ASK_NEW, NULL);
        if (text_is_empty(phrase)) {
            phrase = NULL;
        } else if (!ask->scripted) {
            again = ask_text(ask, "again", true, T_CLI_ASK_AGAIN, NULL);
            if (!text_equal(phrase, again)) {
                cli_say(cli, T_CLI_NOT_THE_SAME, NULL, NULL);
                return CLI_FAILED;
            }
        }
    }
    done = session_new_passphrase(it->work, phrase, words, &err);
    if (done && phrase == NULL) {
        printf("%s  %s\n", it->work->login, words);
    }
    memset(words, 0, sizeof words);
    return cli_done_or_said(cli, done, &err);
}

int cli_account_passphrase(const struct cli *cli, int argc, char **argv)
{
    struct cli_home it;
    struct ask ask;
    struct err err = {0};
    const char *file;
    int status = CLI_FAILED;

    if (!cli_take_answers(cli, &argc, argv, &file)) {
        return CLI_USE;
    }
    if (argc > 0) {
        return CLI_SHOW_USE;
    }
    if (cli_home_find(cli, &it)) {
        if (!ask_open(&ask, cli, file, &err)) {
            cli_err(cli, &err);
        } else if (cli_home_login(cli, &ask, &it)) {
            status = change_passphrase(cli, &ask, &it);
        }
        ask_close(&ask);
    }
    cli_home_end(&it);
    return status;
}

int cli_account_add(const struct cli *cli, int argc, char **argv)
{
    return cli_with_session(cli, argc, argv, 3, 3, add_account);
}

int cli_account_end(const struct cli *cli, int argc, char **argv)
{
    return cli_with_session(cli, argc, argv, 1, 1, end_account);
}

int cli_account_list(const struct cli *cli, int argc, char **argv)
{
    return cli_with_session(cli, argc, argv, 0, 0, list_accounts);
}

int cli_access_list(const struct cli *cli, int argc, char **argv)
{
    return cli_with_session(cli, argc, argv, 1, 1, list_access);
}

int cli_access_assign(const struct cli *cli, int argc, char **argv)
{
    return cli_with_session(cli, argc, argv, 2, 2, assign);
}

int cli_access_remove(const struct cli *cli, int argc, char **argv)
{
    return cli_with_session(cli, argc, argv, 2, 2, take_away);
}

int cli_access_deny(const struct cli *cli, int argc, char **argv)
{
    return cli_with_session(cli, argc, argv, 2, 2, deny);
}

int cli_forms_adopt(const struct cli *cli, int argc, char **argv)
{
    return cli_with_session(cli, argc, argv, 0, 1, adopt);
}
