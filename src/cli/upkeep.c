/* upkeep.c - backup and verify from the command line. */
#include <stdio.h>
#include <string.h>

#include "cli/home.h"
#include "sis/casework/upkeep.h"

static void say_counts(const struct cli *cli, enum text_id line, const struct upkeep *found)
{
    char rows[24], letters[24], drafts[24], log[24];
    struct str out;

    str_init(&out, 0);
    text_put(&out, cli->lang, line, number_text(rows, found->rows),
             number_text(letters, found->letters), number_text(drafts, found->drafts),
             number_text(log, found->log), NULL);
    printf("%s\n", out.p);
    str_release(&out);
}

int cli_backup(const struct cli *cli, int argc, char **argv)
{
    struct cli_home it;
    struct upkeep found = {0};
    struct err err = {0};
    int status = CLI_FAILED;

    if (argc != 1) {
        return CLI_SHOW_USE;
    }
    if (cli_home_find(cli, &it)) {
        it.home = home_open(&it.options, &err);
        if (it.home != NULL && upkeep_backup(it.home, argv[0], &found, &err)) {
            say_counts(cli, T_CLI_BACKUP_DONE, &found);
            status = CLI_DONE;
        } else {
            cli_err(cli, &err);
        }
    }
    cli_home_end(&it);
    return status;
}

static bool say_findings(const struct cli *cli, const struct upkeep *found)
{
    char number[24];

    printf("%s\n", text(cli->lang, T_CLI_VERIFY_FILE));
    if (!found->log_whole) {
        cli_say(cli, T_CLI_VERIFY_LOG_BROKEN, number_text(number, (long long)found->log_broken),
                NULL);
    } else {
        say_counts(cli, T_CLI_VERIFY_LOG, found);
    }
    if (found->head_found && !found->head_agrees) {
        cli_say(cli, T_CLI_VERIFY_HEAD_WRONG, NULL, NULL);
    } else {
        printf("%s\n",
               text(cli->lang, found->head_found ? T_CLI_VERIFY_HEAD : T_CLI_VERIFY_HEAD_NONE));
    }
    return found->log_whole && (found->head_agrees || !found->head_found);
}

static bool say_rows(const struct cli *cli, const struct upkeep *found)
{
    char checked[24], wrong[24], closed[24];
    struct str out;

    str_init(&out, 0);
    text_put(&out, cli->lang, T_CLI_VERIFY_ROWS,
             number_text(checked, (long long)found->rows_checked),
             number_text(wrong, (long long)found->rows_wrong),
             number_text(closed, (long long)found->rows_closed), NULL);
    printf("%s\n", out.p);
    str_release(&out);
    return found->rows_wrong == 0;
}

static int verify(const struct cli *cli, struct cli_home *it, struct ask *ask, bool rows)
{
    struct upkeep found = {0};
    struct err err = {0};
    bool right;

    if (rows) {
        if (!cli_home_login(cli, ask, it)) {
            return CLI_FAILED;
        }
    } else {
        it->home = home_open(&it->options, &err);
    }
    if (it->home == NULL || !upkeep_verify(it->home, &found, &err)) {
        cli_err(cli, &err);
        return CLI_FAILED;
    }
    right = say_findings(cli, &found);
    if (rows) {
        if (!upkeep_signatures(it->work, &found, &err)) {
            cli_err(cli, &err);
            return CLI_FAILED;
        }
        right = say_rows(cli, &found) && right;
    }
    return right ? CLI_DONE : CLI_FOUND;
}

int cli_verify(const struct cli *cli, int argc, char **argv)
{
    struct cli_home it;
    struct ask ask;
    struct err err = {0};
    const char *file;
    int status = CLI_FAILED;
    bool rows;

    if (!cli_take_answers(cli, &argc, argv, &file)) {
        return CLI_USE;
    }
    if (argc > 1 || (argc == 1 && strcmp(argv[0], "--rows") != 0)) {
        return CLI_SHOW_USE;
    }
    rows = argc == 1;
    if (cli_home_find(cli, &it)) {
        if (ask_open(&ask, cli, file, &err)) {
            status = verify(cli, &it, &ask, rows);
        } else {
            cli_err(cli, &err);
        }
        ask_close(&ask);
    }
    cli_home_end(&it);
    return status;
}
