/*
 * practice_home.h - the practice home in a folder of its own, with a clock that stands still: Sunday 22
 * November 2026, 16:00 UTC. Making it takes about a second, so a test program makes it once for each
 * language it needs.
 */
#ifndef TESTS_PRACTICE_HOME_H
#define TESTS_PRACTICE_HOME_H

#include "scratch.h"
#include "sis/casework/case.h"
#include "sis/casework/home.h"

#define PRACTICE_PHRASE "sol regn vind moln dis"

struct practice_home {
    struct scratch scratch;
    int64_t now; /* may be moved by a test */
    struct home *home;
    struct work *work; /* who is logged in, or NULL */
    enum lang lang;
};

/* Both fail the cmocka test, with what is wrong printed. */
void practice_home_make(struct practice_home *it, enum lang lang);
/* Ends the session that was; login "kim" (ward), "noor" (caseworker), "eli" and "alva" (leads), "mio",
 * "lo". */
struct work *practice_home_login(struct practice_home *it, const char *login);
/* Opens a case by its number, also of a youth who has left; close it with case_close. */
struct case_file *practice_home_case(struct practice_home *it, const char *number);
void practice_home_remove(struct practice_home *it);

#endif
