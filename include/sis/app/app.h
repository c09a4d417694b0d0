/*
 * app.h - the program on the screen: opens the home, the terminal and the loop; locks.
 *
 * The lock ends the session and executes the program anew, so that no key and no text is left in
 * memory; after login the person stands where they were.
 */
#ifndef SIS_APP_APP_H
#define SIS_APP_APP_H

#include "sis/app/config.h"
#include "sis/casework/home.h"
#include "sis/domain/answers.h"
#include "sis/form/method.h"

struct app_options {
    const struct config *config;
    struct home_options home;
    const char *forms; /* method folder, for practice */
    char **argv;       /* as main got it: to execute anew */
};

/* Runs until the person leaves. False and err when it cannot start, or when something typed could not
 * be kept. Practice makes its home when there is none yet. */
bool app_run(const struct app_options *options, struct problems *problems, struct err *err);

/* Fills in one form without saving anything: the screen of the form, then what was answered in
 * *answers (initialised by the caller; empty when the person left by Esc). */
bool app_try(const struct config *config, const struct method *method, const char *form,
             struct answers *answers, struct err *err);

#endif
