/*
 * setup.h - setting up a home: root, recovery codes, first accounts, adopted method.
 */
#ifndef SIS_CASEWORK_SETUP_H
#define SIS_CASEWORK_SETUP_H

#include "sis/base/conf.h"
#include "sis/casework/home.h"
#include "sis/domain/rights.h"

struct setup_account {
    const char *login; /* a-z 0-9 . -; 2 to 32 */
    const char *name;
    enum role role;
    const char *passphrase; /* NULL: five words are made */
};

/* A number to ring, by the id of one of the method's contacts. */
struct contact_number {
    const char *id;
    const char *number;
};

struct setup {
    const char *home_name;
    const struct contact_number *contact; /* may be none: set later (settings.h) */
    size_t n_contacts;
    const struct setup_account *account; /* at least one lead, one admin, one reviewer */
    size_t n_accounts;
    const char *forms; /* folder of the method; as adoption_check_folder wants it, unless cheap */
    bool cheap;        /* the least password cost: practice and tests */
};

#define SETUP_PHRASE 256 /* bytes of a passphrase, with NUL */

/* What a set-up gives back once, to be written on paper: three recovery codes, and the words made for
 * accounts without a passphrase. Wiped by setup_result_release. */
struct setup_result {
    char code[3][64];
    char (*words)[SETUP_PHRASE]; /* one for each account, "" where a passphrase was given */
    size_t n_accounts;
};

/* Makes the database in one go: on failure no file is left. `confirm` is called with the codes before
 * anything is final and must give back what the person typed for code `n` (0..2) into typed (of
 * size bytes; it holds what was typed before when that was wrong); false ends the set-up. NULL: no typing back, only with
 * cheap. */
bool setup_home(const struct home_options *options, const struct setup *setup,
                bool (*confirm)(void *arg, const struct setup_result *result, int n, char *typed,
                                size_t size),
                void *arg, struct setup_result *result, struct problems *problems,
                struct err *err) WARN_UNUSED;
void setup_result_release(struct setup_result *result);

/* Whether it can be a login name; ERR_INPUT. */
bool setup_check_login(const char *login, struct err *err) WARN_UNUSED;

#endif
