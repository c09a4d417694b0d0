/*
 * cli.h - the command line: reads the options, runs one subcommand, gives the exit status.
 *
 * 0: done. 1: done, and something was found wrong (forms check). 2: wrong use. 3: cannot go on.
 */
#ifndef SIS_CLI_CLI_H
#define SIS_CLI_CLI_H

int cli_main(int argc, char **argv);

#endif
