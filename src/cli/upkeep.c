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

static int backup(struct cli_home *it, int argc, char **argv)
{
    struct upkeep found = {0};
    struct err err = {0};
    bool done = upkeep_backup(it->home, argv[0], &found, &err);

    (void)argc;
    if (done)
        say_counts(it->cli, T_CLI_BACKUP_DONE, &found);
    return cli_done_or_said(it->cli, done, &err);
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

/* Only the log shows that something has been taken away. */
static bool say_named(const struct cli *cli, const struct upkeep *found)
{
    const struct {
        uint64_t n;
        enum text_id text;
    } finding[] = {{found->log_wrong, T_CLI_VERIFY_LOG_WRONG},
                   {found->rows_gone, T_CLI_VERIFY_ROWS_GONE},
                   {found->lists_gone, T_CLI_VERIFY_LISTS_GONE}};
    char number[24];
    bool right = true;

    for (size_t i = 0; i < ARRAY_LEN(finding); i++) {
        if (finding[i].n > 0) {
            cli_say(cli, finding[i].text, number_text(number, (long long)finding[i].n), NULL);
            right = false;
        }
    }
    if (right) {
        printf("%s\n",
               text(cli->lang, found->log_read ? T_CLI_VERIFY_NAMED : T_CLI_VERIFY_LOG_CLOSED));
    }
    return right;
}

/* With --rows a person logs in, who reads what is to be checked. */
static int verify(struct cli_home *it, int argc, char **argv)
{
    bool rows = argc == 1;
    struct upkeep found = {0};
    struct err err = {0};
    bool right;

    if (rows && strcmp(argv[0], "--rows") != 0)
        return CLI_SHOW_USE;
    if (!(rows ? cli_home_login(it) : cli_home_open(it)))
        return CLI_FAILED;
    if (!upkeep_verify(it->home, &found, &err))
        return cli_done_or_said(it->cli, false, &err);
    right = say_findings(it->cli, &found);
    if (rows) {
        if (!upkeep_signatures(it->work, &found, &err))
            return cli_done_or_said(it->cli, false, &err);
        right = say_rows(it->cli, &found) && right;
        right = say_named(it->cli, &found) && right;
    }
    return right ? CLI_DONE : CLI_FOUND;
}

int cli_backup(const struct cli *cli, int argc, char **argv)
{
    return cli_at_home(cli, argc, argv, 1, 1, CLI_OPEN, backup);
}

int cli_verify(const struct cli *cli, int argc, char **argv)
{
    return cli_at_home(cli, argc, argv, 0, 1, CLI_FOUND_ONLY, verify);
}
