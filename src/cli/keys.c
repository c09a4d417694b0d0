/* keys.c - the commands, their keys, and where they are valid: from the table itself. */
#include <stdio.h>

#include "cli/home.h"
#include "sis/ui/keymap.h"

static void show(const struct cli *cli, const struct keymap *keymap, enum command command)
{
    char name[KEY_NAME_BYTES];
    struct str keys;

    str_init(&keys, 0);
    for (int i = 0; i < keymap->n[command]; i++) {
        key_spell(keymap->key[command][i], name);
        str_printf(&keys, "%s%s", i > 0 ? " " : "", name);
    }
    printf("%-14s %-16s %s\n", command_name(command), keys.p,
           text(cli->lang, command_text(command)));
    str_release(&keys);
}

int cli_keys(const struct cli *cli)
{
    struct cli_home it;
    bool found = cli_home_find(cli, &it);

    for (int command = COMMAND_NONE + 1; found && command < COMMAND_COUNT; command++)
        show(cli, &it.config.keymap, (enum command)command);
    cli_home_end(&it);
    return found ? CLI_DONE : CLI_FAILED;
}
