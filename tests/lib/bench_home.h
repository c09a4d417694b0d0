/*
 * bench_home.h - a home to measure on: a real one (no practice), on disk below the build folder, with
 * the shipped method and as many youths and signed forms as are asked for. What fails ends the
 * program with a sentence.
 *
 * Filling it uses the program's own rows and log, many in a transaction; only what is measured goes
 * the way that a person goes.
 */
#ifndef TESTS_BENCH_HOME_H
#define TESTS_BENCH_HOME_H

#include "scratch.h"
#include "sis/casework/case.h"
#include "sis/casework/home.h"
#include "sis/casework/records.h"
#include "sis/casework/session.h"

#define BENCH_LOGIN "eli" /* a lead */
#define BENCH_PHRASE "sol regn vind moln dis"

struct bench_home {
    struct scratch scratch;
    char database[128];
    int64_t now; /* Sunday 22 November 2026, 16:00 UTC */
    struct home *home;
    struct work *work; /* the lead's */
    struct arena *arena;
};

void bench_must(bool done, const struct err *err);
/* Sets up a home in $B/bench-NAME (an older one is removed) and logs in. */
void bench_home_make(struct bench_home *it, const char *name);
void bench_home_remove(struct bench_home *it);
/* A connection and session more, for another process. */
struct work *bench_home_login(struct bench_home *it, struct home **home);

/* n youths of the register, without cases: "Övningsson, Åke-0000 Örjan" and so on. */
void bench_home_youths(struct bench_home *it, size_t n);
/* A youth with a case. */
struct id bench_home_case(struct bench_home *it, const char *number);
/* Signs n forms of the method, all that can be filled in turn, in the cases in turn, spread over the 500
 * days before now: what rules ask of the last weeks must not be asked of every form. */
void bench_home_sign(struct bench_home *it, const struct id *case_id, size_t n_cases, size_t n);
/* The form of the method with the most questions, filled in without a gap; its answers. */
const struct form *bench_home_form(struct bench_home *it, const struct answers **answers);
/* Ends the session and logs in again: what is known then is what a login itself has read. */
void bench_home_login_anew(struct bench_home *it);

#endif
