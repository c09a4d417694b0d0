/* recovery.c - what two holders of recovery codes do at the command line. */
#include <stdio.h>
#include <string.h>

#include "cli/home.h"
#include "sis/casework/access.h"
#include "sis/casework/codes.h"

/* Two codes, typed without being seen by whoever stands behind. */
static bool ask_codes(struct cli_home *it, struct two_codes *codes)
{
    codes->first = ask_text(&it->ask, "code.a", true, T_CLI_ASK_CODE_A, NULL);
    codes->second =
        codes->first != NULL ? ask_text(&it->ask, "code.b", true, T_CLI_ASK_CODE_B, NULL) : NULL;
    if (codes->second == NULL) {
        cli_say(it->cli, T_CLI_NO_ANSWER, codes->first == NULL ? "code.a" : "code.b", NULL);
        return false;
    }
    return true;
}

/* When codes were last seen to work, before they are asked for again. */
static void say_drilled(const struct cli_home *it)
{
    int64_t drilled = codes_drilled(it->work);
    struct str date;

    str_init(&date, 0);
    date_words(&date, it->cli->lang, moment_date(drilled), work_today(it->work));
    cli_tell(it->cli, stdout, drilled != 0 ? T_CLI_CODES_TRIED : T_CLI_CODES_NEVER, date.p, NULL);
    str_release(&date);
}

static int make_lead(struct cli_home *it, int argc, char **argv)
{
    char words[SETUP_PHRASE] = "";
    struct two_codes codes;
    struct err err = {0};
    bool done;

    (void)argc;
    if (!ask_codes(it, &codes))
        return CLI_FAILED;
    done = codes_make_lead(it->home, &codes, argv[0], argv[1], words, &err);
    if (done)
        (void)ask_show_words(&it->ask, argv[0], words);
    memset(words, 0, sizeof words);
    return cli_done_or_said(it->cli, done, &err);
}

static int end_lead(struct cli_home *it, int argc, char **argv)
{
    struct two_codes codes;
    struct err err = {0};

    (void)argc;
    if (!ask_codes(it, &codes))
        return CLI_FAILED;
    return cli_done_or_said(it->cli, codes_end_lead(it->work, &codes, argv[0], &err), &err);
}

static int drill(struct cli_home *it, int argc, char **argv)
{
    struct two_codes codes;
    struct err err = {0};
    bool done;

    (void)argc;
    (void)argv;
    say_drilled(it);
    if (!ask_codes(it, &codes))
        return CLI_FAILED;
    done = codes_drill(it->work, &codes, &err);
    if (done)
        cli_tell(it->cli, stdout, T_CLI_CODES_WORK, NULL, NULL);
    return cli_done_or_said(it->cli, done, &err);
}

static int renew(struct cli_home *it, int argc, char **argv)
{
    struct setup_result result;
    struct two_codes codes;
    struct err err = {0};
    bool done;

    (void)argc;
    (void)argv;
    if (!ask_codes(it, &codes))
        return CLI_FAILED;
    done = codes_renew(it->work, &codes, cli_codes_back, &it->ask, &result, &err);
    if (done) {
        ask_clean(&it->ask);
        cli_tell(it->cli, stdout, T_CLI_CODES_NEW, NULL, NULL);
        setup_result_release(&result);
    }
    return cli_done_or_said(it->cli, done, &err);
}

int cli_recovery_lead(const struct cli *cli, int argc, char **argv)
{
    return cli_at_home(cli, argc, argv, 2, 2, CLI_OPEN, make_lead);
}

int cli_recovery_end(const struct cli *cli, int argc, char **argv)
{
    return cli_at_home(cli, argc, argv, 1, 1, CLI_LOGGED_IN, end_lead);
}

int cli_recovery_try(const struct cli *cli, int argc, char **argv)
{
    return cli_at_home(cli, argc, argv, 0, 0, CLI_LOGGED_IN, drill);
}

int cli_recovery_renew(const struct cli *cli, int argc, char **argv)
{
    return cli_at_home(cli, argc, argv, 0, 0, CLI_LOGGED_IN, renew);
}
