/* cli.c - the subcommands by name. */
#include "sis/cli/cli.h"

#include <stdio.h>
#include <string.h>

int cli_main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--version") == 0) {
        printf("sis-tui %s\n", SIS_VERSION);
        return 0;
    }
    fprintf(stderr, "sis-tui --version\n");
    return 2;
}
