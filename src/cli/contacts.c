/* contacts.c - the numbers to ring, from the command line. */
#include <string.h>

#include "cli/home.h"
#include "sis/casework/settings.h"

static int list(struct cli_home *it, int argc, char **argv)
{
    const struct entries *contacts = &it->work->method->contacts;

    (void)argc;
    (void)argv;
    for (size_t i = 0; i < contacts->n; i++) {
        const struct entry *contact = &contacts->item[i];
        const char *number = settings_number(it->work, contact);
        const char *line =
            arena_printf(it->arena, "%-16s %-24s %s", contact->id,
                         number[0] != '\0' ? number : text(it->cli->lang, T_CLI_CONTACT_NONE),
                         label_in(&contact->title, it->cli->lang));

        cli_line(stdout, line, strlen(line));
    }
    return CLI_DONE;
}

static int set(struct cli_home *it, int argc, char **argv)
{
    struct err err = {0};

    (void)argc;
    return cli_done_or_said(it->cli, settings_set_number(it->work, argv[0], argv[1], &err), &err);
}

int cli_contact_list(const struct cli *cli, int argc, char **argv)
{
    return cli_at_home(cli, argc, argv, 0, 0, CLI_LOGGED_IN, list);
}

int cli_contact_set(const struct cli *cli, int argc, char **argv)
{
    return cli_at_home(cli, argc, argv, 2, 2, CLI_LOGGED_IN, set);
}
