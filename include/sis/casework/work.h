/*
 * work.h - the one context: who is logged in, with which keys, on which database, at what time.
 *
 * Made by login (session.h), gone with the lock. Use cases are functions on it; each one checks the
 * rights, writes its audit row, and is one transaction. Screens and pages read its fields and
 * change none of them.
 */
#ifndef SIS_CASEWORK_WORK_H
#define SIS_CASEWORK_WORK_H

#include "sis/base/date.h"
#include "sis/base/err.h"
#include "sis/domain/record.h"
#include "sis/domain/rights.h"
#include "sis/form/method.h"

struct work {
    struct home *home; /* the open database; see home.h */
    struct keyring *keys;
    struct id account;
    const char *login;
    const char *name; /* display name; the login name when the home key is not held */
    enum role role;
    enum lang lang;
    bool practice;
    struct clock clock;
    const struct method *method;    /* the adopted one */
    const struct label *role_title; /* ROLE_COUNT titles of the settings; NULL: the built-in ones */
    struct arena *arena;            /* lives as long as the work */
    struct work_own *own;           /* casework's own */
};

/* Somebody else who confirms at this terminal with their own login, as typed. */
struct second_person {
    const char *login;
    const char *passphrase;
};

/* Today in local time. */
struct date work_today(const struct work *work);
/* The table of rights.h for this person; case_id may be NULL. */
bool work_may(struct work *work, enum action action, const struct id *case_id);
/* What the home calls a role ("personal", "utredare, psykolog"); never NULL. */
const char *work_role_title(const struct work *work, enum role role);

#endif
