/* main.c - hands everything to the command line. */
#include "sis/cli/cli.h"

int main(int argc, char **argv)
{
    return cli_main(argc, argv);
}
