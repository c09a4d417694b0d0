/*
 * store_home.h - a made-up home on a temporary file: a database, a person with keys, a case.
 */
#ifndef TESTS_STORE_HOME_H
#define TESTS_STORE_HOME_H

#include "scratch.h"
#include "sis/store/row.h"

#define MARKER "Grusvägen-7-markör"

struct store_home {
    struct scratch scratch;
    struct side side;
    struct db *db;
    struct id account;
    struct id case_id;
    struct keyring *ring; /* the person's */
    const struct vault_key *case_key;
    const struct vault_key *home_key;
    const struct vault_key *log_key;
    struct arena *arena;
};

void store_home_make(struct store_home *home);
void store_home_remove(struct store_home *home);
/* Another connection to the same file. */
struct db *store_home_open(struct store_home *home);
/* Closes and opens again. */
void store_home_reopen(struct store_home *home);

void store_home_begin(struct store_home *home);
void store_home_commit(struct store_home *home);

/* A row of the case, by the person, with these answers. */
struct row_new store_home_row(struct store_home *home, const char *json);
/* The same, added in a transaction of its own; gives its id. */
struct id store_home_add(struct store_home *home, const char *json);
/* Runs SQL that no program of ours would run. */
void store_home_alter(struct store_home *home, const char *sql);

#endif
