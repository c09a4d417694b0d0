/* station.c - the real program on a terminal, at a small home. */
#include "station.h"

#include "command.h"

struct term *station_start(struct casework_home *home, const char *const env[])
{
    const char *argv[] = {command_program(), "--database", home->database, NULL};
    struct term *term = term_spawn(argv, 24, 80, env);

    term_expect_text(term, "Logga in");
    return term;
}

void station_login(struct term *term, const char *login)
{
    term_send(term, login);
    term_key(term, "Enter");
    station_unlock(term);
    term_expect_text(term, "I dag");
}

void station_unlock(struct term *term)
{
    term_expect_text(term, "› Lösenfras");
    term_send(term, CASEWORK_PHRASE "\r");
    term_expect_gone(term, "Lösenfras");
}

void station_note(struct term *term)
{
    term_key(term, "F6");
    term_expect_text(term, "Vem?");
    term_key(term, "Enter");
    term_expect_text(term, "Vad såg du?");
}

void station_leave(struct term *term)
{
    term_key(term, "C-q");
    term_expect_exit(term, 0);
    term_expect_restored(term);
    term_close(term);
}
