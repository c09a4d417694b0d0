/*
 * demo.h - a small program on the real loop, terminal and widgets, for tests of just these: one
 * text, its draft in $HOME/draft, a help screen over it, and a lock that executes it anew.
 *
 * A test program starts itself as the demo: term_spawn({"/proc/self/exe", "demo", ...}).
 *
 * --idle N        locks after N seconds
 * --stay          the lock is no lock: the hook returns
 * Keys beside the common ones: M-a aborts, M-h hangs, M-m exhausts memory.
 * $HOME/refuse: while it exists the draft cannot be kept.
 */
#ifndef TESTS_DEMO_H
#define TESTS_DEMO_H

#include <stdbool.h>

/* Whether these arguments ask for the demo. */
bool demo_wanted(int argc, char **argv);
int demo_main(int argc, char **argv);

#endif
