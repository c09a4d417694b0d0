/* people.c - accounts and access from the command line. */
#include <stdio.h>
#include <string.h>

#include "cli/home.h"
#include "sis/base/utf8.h"
#include "sis/casework/access.h"
#include "sis/casework/adoption.h"
#include "sis/casework/register.h"
#include "sis/casework/setup.h"

static int add_account(struct cli_home *it, int argc, char **argv)
{
    char words[SETUP_PHRASE] = "";
    struct err err = {0};
    enum role role;
    bool done;

    (void)argc;
    if (!role_parse(argv[1], &role)) {
        cli_say(it->cli, T_CLI_NO_ROLE, argv[1], NULL);
        return CLI_USE;
    }
    done = account_add(it->work, argv[0], argv[2], role, NULL, words, &err);
    if (done)
        (void)ask_show_words(&it->ask, argv[0], words);
    memset(words, 0, sizeof words);
    return cli_done_or_said(it->cli, done, &err);
}

static int end_account(struct cli_home *it, int argc, char **argv)
{
    struct err err = {0};

    (void)argc;
    return cli_done_or_said(it->cli, account_end(it->work, argv[0], &err), &err);
}

static int list_accounts(struct cli_home *it, int argc, char **argv)
{
    const char *const *login;
    struct err err = {0};
    size_t n;

    (void)argc;
    (void)argv;
    if (!home_logins(it->home, it->arena, &login, &n, &err))
        return cli_done_or_said(it->cli, false, &err);
    for (size_t i = 0; i < n; i++)
        cli_line(stdout, login[i], strlen(login[i]));
    return CLI_DONE;
}

/* The case of a case number; said when there is none. */
static bool find_case(struct cli_home *it, const char *number, struct id *case_id)
{
    struct youth *youth;
    struct err err = {0};
    size_t n;

    if (!register_find(it->work, number, it->arena, &youth, &n, &err)) {
        cli_err(it->cli, &err);
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (strcmp(youth[i].number, number) == 0 && !id_is_none(&youth[i].case_id)) {
            *case_id = youth[i].case_id;
            return true;
        }
    }
    cli_say(it->cli, T_CLI_NO_CASE, number, NULL);
    return false;
}

static int list_access(struct cli_home *it, int argc, char **argv)
{
    struct access_person *person;
    struct err err = {0};
    struct id case_id;
    size_t n;

    (void)argc;
    if (!find_case(it, argv[0], &case_id))
        return CLI_FAILED;
    if (!access_list(it->work, &case_id, it->arena, &person, &n, &err))
        return cli_done_or_said(it->cli, false, &err);
    for (size_t i = 0; i < n; i++) {
        if (person[i].relation != RELATION_NONE) {
            const char *line = arena_printf(
                it->arena, "%-16s %-12s %s", person[i].login, role_code(person[i].role),
                text(it->cli->lang,
                     person[i].relation == RELATION_DENIED ? T_CLI_DENIED : T_CLI_ASSIGNED));

            cli_line(stdout, line, strlen(line));
        }
    }
    return CLI_DONE;
}

static int change_access(struct cli_home *it, char **argv,
                         bool (*change)(struct work *, const struct id *, const char *,
                                        struct err *))
{
    struct err err = {0};
    struct id case_id;

    if (!find_case(it, argv[0], &case_id))
        return CLI_FAILED;
    return cli_done_or_said(it->cli, change(it->work, &case_id, argv[1], &err), &err);
}

static int assign(struct cli_home *it, int argc, char **argv)
{
    (void)argc;
    return change_access(it, argv, access_assign);
}

static int take_away(struct cli_home *it, int argc, char **argv)
{
    (void)argc;
    return change_access(it, argv, access_remove);
}

static int deny(struct cli_home *it, int argc, char **argv)
{
    (void)argc;
    return change_access(it, argv, access_deny);
}

static int adopt(struct cli_home *it, int argc, char **argv)
{
    struct problems problems;
    struct err err = {0};
    bool done;

    problems_init(&problems, it->arena);
    done = adoption_adopt(it->work, argc > 0 ? argv[0] : it->forms, &problems, &err);
    cli_problems(it->cli, &problems);
    if (done)
        cli_tell(it->cli, stdout, T_CLI_ADOPTED, NULL, NULL);
    return cli_done_or_said(it->cli, done, &err);
}

/* A new phrase of one's own, typed twice; nothing typed: five made words, which a lead always gets. */
static int change_passphrase(struct cli_home *it, int argc, char **argv)
{
    struct ask *ask = &it->ask;
    char words[SETUP_PHRASE] = "";
    const char *phrase = NULL;
    const char *again = NULL;
    struct err err = {0};
    bool done;

    (void)argc;
    (void)argv;
    if (it->work->role != ROLE_LEAD) {
        phrase = ask_text(ask, "new", true, T_CLI_ASK_NEW, NULL);
        if (text_is_empty(phrase)) {
            phrase = NULL;
        } else if (!ask->scripted) {
            again = ask_text(ask, "again", true, T_CLI_ASK_AGAIN, NULL);
            if (!text_equal(phrase, again)) {
                cli_say(it->cli, T_CLI_NOT_THE_SAME, NULL, NULL);
                return CLI_FAILED;
            }
        }
    }
    done = session_new_passphrase(it->work, phrase, words, &err);
    if (done && phrase == NULL)
        (void)ask_show_words(ask, it->work->login, words);
    memset(words, 0, sizeof words);
    return cli_done_or_said(it->cli, done, &err);
}

int cli_account_passphrase(const struct cli *cli, int argc, char **argv)
{
    return cli_at_home(cli, argc, argv, 0, 0, CLI_LOGGED_IN, change_passphrase);
}

int cli_account_add(const struct cli *cli, int argc, char **argv)
{
    return cli_at_home(cli, argc, argv, 3, 3, CLI_LOGGED_IN, add_account);
}

int cli_account_end(const struct cli *cli, int argc, char **argv)
{
    return cli_at_home(cli, argc, argv, 1, 1, CLI_LOGGED_IN, end_account);
}

int cli_account_list(const struct cli *cli, int argc, char **argv)
{
    return cli_at_home(cli, argc, argv, 0, 0, CLI_LOGGED_IN, list_accounts);
}

int cli_access_list(const struct cli *cli, int argc, char **argv)
{
    return cli_at_home(cli, argc, argv, 1, 1, CLI_LOGGED_IN, list_access);
}

int cli_access_assign(const struct cli *cli, int argc, char **argv)
{
    return cli_at_home(cli, argc, argv, 2, 2, CLI_LOGGED_IN, assign);
}

int cli_access_remove(const struct cli *cli, int argc, char **argv)
{
    return cli_at_home(cli, argc, argv, 2, 2, CLI_LOGGED_IN, take_away);
}

int cli_access_deny(const struct cli *cli, int argc, char **argv)
{
    return cli_at_home(cli, argc, argv, 2, 2, CLI_LOGGED_IN, deny);
}

int cli_forms_adopt(const struct cli *cli, int argc, char **argv)
{
    return cli_at_home(cli, argc, argv, 0, 1, CLI_LOGGED_IN, adopt);
}
