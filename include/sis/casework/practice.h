/*
 * practice.h - the practice home: made-up youths, replayed through the real use cases with a set
 * clock from forms/practice.cfg.
 */
#ifndef SIS_CASEWORK_PRACTICE_H
#define SIS_CASEWORK_PRACTICE_H

#include "sis/casework/setup.h"

struct practice_account {
    const char *login;
    const char *name;
    const char *passphrase;
    enum role role;
};

/* Makes the practice database from a method folder; on failure no file is left. */
bool practice_make(const struct home_options *options, const char *forms, enum lang lang,
                   struct problems *problems, struct err *err) WARN_UNUSED;
/* The accounts named on the login screen, from practice.cfg, in the arena. */
bool practice_accounts(const char *forms, struct arena *arena, struct practice_account **account,
                       size_t *n, struct problems *problems) WARN_UNUSED;

#endif
