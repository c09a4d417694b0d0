/*
 * home.h - one home's database, open but with nobody logged in.
 */
#ifndef SIS_CASEWORK_HOME_H
#define SIS_CASEWORK_HOME_H

#include "sis/base/date.h"
#include "sis/base/err.h"

struct home;

struct home_options {
    const char *database;    /* path */
    const char *head_folder; /* where the audit head file is kept; NULL: beside the database */
    bool practice;           /* must equal the file's own flag */
    struct clock clock;
};

/* Opens and checks the file: ours, this version's schema, private, local. NULL and err otherwise. */
struct home *home_open(const struct home_options *options, struct err *err);
/* Checks that nothing is left open. Accepts NULL. */
void home_close(struct home *home);
/* Login names that may log in, in byte order, in the arena. */
bool home_logins(struct home *home, struct arena *arena, const char *const **login, size_t *n,
                 struct err *err) WARN_UNUSED;

#endif
