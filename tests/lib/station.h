/*
 * station.h - the real program on a terminal, at the small home of casework_home.h.
 */
#ifndef TESTS_STATION_H
#define TESTS_STATION_H

#include "casework_home.h"
#include "pty.h"

/* Starts it on the home's database and waits for the login screen. env as in term_spawn. */
struct term *station_start(struct casework_home *home, const char *const env[]);
/* Types name and passphrase and waits for the first screen. */
void station_login(struct term *term, const char *login);
/* Types the passphrase after a lock. */
void station_unlock(struct term *term);
/* Opens a new note about the first youth in the list; the cursor is then in its text. */
void station_note(struct term *term);
/* Ctrl-Q, status 0, terminal in order; closes. */
void station_leave(struct term *term);

#endif
