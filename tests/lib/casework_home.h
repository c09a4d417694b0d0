/*
 * casework_home.h - a small real home (not practice): two leads, two caseworkers, two on the ward, a
 * reviewer and an administrator, with the method of tests/unit/data/home.
 *
 * It is set up once for a test program (casework_group) and copied for every test. Every session has a
 * connection of its own, as two terminals would. Nothing may be left open between two use cases:
 * casework_home_remove, and must, look.
 */
#ifndef TESTS_CASEWORK_HOME_H
#define TESTS_CASEWORK_HOME_H

#include "scratch.h"
#include "sis/casework/case.h"
#include "sis/casework/home.h"
#include "sis/casework/records.h"
#include "sis/casework/session.h"

#define CASEWORK_PHRASE "sol regn vind moln dis"
#define CASEWORK_METHOD "tests/unit/data/home"
#define CASEWORK_SESSIONS 12
/* Stands in everything that is secret. */
#define CASEWORK_MARKER "Grusvägen-7-markör"

struct casework_home {
    struct scratch scratch;
    char database[128];
    int64_t now; /* Sunday 22 November 2026, 16:00 UTC; may be moved */
    struct home *home[CASEWORK_SESSIONS];
    struct work *work[CASEWORK_SESSIONS];
    struct arena *arena;
    struct err err; /* of the last use case */
};

/* For cmocka_run_group_tests: sets up the home that is copied, and removes it. */
int casework_group(void **state);
int casework_group_end(void **state);

/* The recovery code with this number, 0 to 2. */
const char *casework_code(int n);

void casework_home_make(struct casework_home *it);
void casework_home_remove(struct casework_home *it);
struct home_options casework_options(struct casework_home *it);

/* A session of "eli" or "alva" (leads), "noor" or "sam" (caseworkers), "kim" or "bo" (ward), "mio"
 * (reviewer), "lo" (admin), at a terminal of its own. */
struct work *casework_login(struct casework_home *it, const char *login);
void casework_logout(struct casework_home *it, struct work *work);

/* Fails the test with what it->err says when done is false; and when anything is left open. */
void casework_must(struct casework_home *it, bool done);
/* Fails the test unless it was refused with this code, with a sentence, and nothing is left open. */
void casework_refused(struct casework_home *it, bool done, enum err_code code);
/* Fails the test unless no session has a transaction or statement open. */
void casework_idle(struct casework_home *it);

/* A youth put into the register by this person; gives the id, and the case's (none unless a lead). */
struct youth casework_youth(struct casework_home *it, struct work *work, const char *number,
                            const char *work_name);
/* A case with these people on it. */
struct id casework_case(struct casework_home *it, struct work *lead, const char *number,
                        const char *const *login, size_t n);
struct case_file *casework_open(struct casework_home *it, struct work *work,
                                const struct id *case_id);

/* Answers in the test's arena: pairs of id and value, ended by NULL; a value that begins with "=" is
 * codes divided by spaces. */
const struct answers *casework_answers(struct casework_home *it, ...);
/* Signs with everything said that signing asks (said.h); gives what record_sign gives, err in it. */
bool casework_sign(struct casework_home *it, struct case_file *file, struct record_new *record,
                   struct merge *merge);
/* A new record of a form, saved or signed; gives its id. */
struct id casework_record(struct casework_home *it, struct case_file *file, const char *form,
                          bool sign, const struct answers *answers);
const char *casework_text(const struct answers *answers, const char *id);

/* Rows of the log; the chain must hold. */
uint64_t casework_log(struct casework_home *it);
/* One number from the file, read by a connection that keeps none of our rules. */
int64_t casework_count(struct casework_home *it, const char *sql);
/* Runs SQL that no program of ours would run. */
void casework_alter(struct casework_home *it, const char *sql);

/* Makes the disk full for this process, or gives it room again. */
void casework_full(bool full);

#endif
