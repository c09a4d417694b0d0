/* recovery.c - what two holders of recovery codes do at the command line. */
#include <stdio.h>
#include <string.h>

#include "cli/home.h"
#include "sis/casework/access.h"
#include "sis/casework/codes.h"

/* Two codes, typed without being seen by whoever stands behind. */
static bool ask_codes(struct ask *ask, struct two_codes *codes)
{
    codes->first = ask_text(ask, "code.a", true, T_CLI_ASK_CODE_A, NULL);
    codes->second =
        codes->first != NULL ? ask_text(ask, "code.b", true, T_CLI_ASK_CODE_B, NULL) : NULL;
    if (codes->second == NULL) {
        cli_say(ask->cli, T_CLI_NO_ANSWER, codes->first == NULL ? "code.a" : "code.b", NULL);
        return false;
    }
    return true;
}

typedef int codes_deed(struct cli_home *it, struct ask *ask, const struct two_codes *codes,
                       char **argv);

/* session: a lead logs in first. */
static int with_codes(const struct cli *cli, int argc, char **argv, int words, bool session,
                      codes_deed *run)
{
    struct cli_home it;
    struct two_codes codes;
    struct ask ask;
    struct err err = {0};
    const char *file;
    int status = CLI_FAILED;

    if (!cli_take_answers(cli, &argc, argv, &file)) {
        return CLI_USE;
    }
    if (argc != words) {
        return CLI_SHOW_USE;
    }
    if (!cli_home_find(cli, &it)) {
        cli_home_end(&it);
        return CLI_FAILED;
    }
    if (!ask_open(&ask, cli, file, &err)) {
        cli_err(cli, &err);
    } else if ((session ? cli_home_login(cli, &ask, &it) : cli_home_open(cli, &it)) &&
               ask_codes(&ask, &codes)) {
        status = run(&it, &ask, &codes, argv);
    }
    ask_close(&ask);
    cli_home_end(&it);
    return status;
}

static int make_lead(struct cli_home *it, struct ask *ask, const struct two_codes *codes,
                     char **argv)
{
    char words[SETUP_PHRASE] = "";
    struct err err = {0};
    bool done = codes_make_lead(it->home, codes, argv[0], argv[1], words, &err);

    if (done) {
        printf("%s  %s\n", argv[0], words);
    }
    memset(words, 0, sizeof words);
    return cli_done_or_said(ask->cli, done, &err);
}

static int end_lead(struct cli_home *it, struct ask *ask, const struct two_codes *codes,
                    char **argv)
{
    struct err err = {0};

    return cli_done_or_said(ask->cli, codes_end_lead(it->work, codes, argv[0], &err), &err);
}

static int drill(struct cli_home *it, struct ask *ask, const struct two_codes *codes, char **argv)
{
    struct err err = {0};
    bool done = codes_drill(it->work, codes, &err);

    (void)argv;
    if (done) {
        const char *line = text(ask->cli->lang, T_CLI_CODES_WORK);

        cli_line(stdout, line, strlen(line));
    }
    return cli_done_or_said(ask->cli, done, &err);
}

static int renew(struct cli_home *it, struct ask *ask, const struct two_codes *codes, char **argv)
{
    struct setup_result result;
    struct err err = {0};
    bool done = codes_renew(it->work, codes, cli_codes_back, ask, &result, &err);

    (void)argv;
    if (done) {
        const char *line = text(ask->cli->lang, T_CLI_CODES_NEW);

        cli_line(stdout, line, strlen(line));
        setup_result_release(&result);
    }
    return cli_done_or_said(ask->cli, done, &err);
}

int cli_recovery_lead(const struct cli *cli, int argc, char **argv)
{
    return with_codes(cli, argc, argv, 2, false, make_lead);
}

int cli_recovery_end(const struct cli *cli, int argc, char **argv)
{
    return with_codes(cli, argc, argv, 1, true, end_lead);
}

int cli_recovery_try(const struct cli *cli, int argc, char **argv)
{
    return with_codes(cli, argc, argv, 0, true, drill);
}

int cli_recovery_renew(const struct cli *cli, int argc, char **argv)
{
    return with_codes(cli, argc, argv, 0, true, renew);
}
