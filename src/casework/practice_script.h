/*
 * practice_script.h - replaying the practice script: one step is one use case.
 */
#ifndef SIS_CASEWORK_PRACTICE_SCRIPT_H
#define SIS_CASEWORK_PRACTICE_SCRIPT_H

#include "sis/casework/practice.h"
#include "sis/casework/work.h"

struct replay {
    struct home_options options;
    const char *forms;
    enum lang lang;
    struct problems *problems;
    struct arena *arena;
    const struct conf *practice;
    struct practice_account *account;
    size_t n_accounts;
    struct home *home;
    struct work **work; /* by account; NULL until first needed */
    int64_t now;        /* real moment */
    int64_t moment;     /* the set clock */
};

/* The moment of the first step, before which the home is set up. */
int64_t replay_first(const struct replay *it);
/* Every youth and step in order. A step that cannot be done is a problem at its line; err only when
 * the database fails. */
bool replay_all(struct replay *it, struct err *err) WARN_UNUSED;

#endif
