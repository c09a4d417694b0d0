/*
 * record.h - one filled-in thing and its revisions.
 *
 * Everything is a record of a form: a note, a plan row, a promise, a consent, an addendum, a
 * strike. Rows are added, never changed; the newest revision of a record is its present face.
 */
#ifndef SIS_DOMAIN_RECORD_H
#define SIS_DOMAIN_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sis/domain/answers.h"
#include "sis/domain/id.h"

enum record_state {
    RECORD_READY,  /* saved, may still be revised */
    RECORD_SIGNED, /* only addenda from here on */
    RECORD_STRUCK  /* struck with a reason; stays readable */
};

enum record_seal {
    RECORD_OPEN,   /* the content was read */
    RECORD_NO_KEY, /* this person lacks the key */
    RECORD_BROKEN  /* the bytes are damaged or were altered */
};

/* Who did it, as it stood then. */
struct author {
    struct id account;
    const char *name; /* display name; NULL when not known */
    const char *role; /* role code: "ward", "caseworker", ... */
};

struct record {
    struct id id;      /* of the record; the same in all revisions */
    struct id row;     /* of this revision's row */
    struct id case_id; /* none: the home's own register */
    struct id parent;  /* the record this belongs to: a row's form, an addendum's original */
    struct id cause;   /* the record whose signing wrote this revision */
    const char *form;  /* form id */
    enum record_state state;
    int revision; /* 1, 2, ... */
    int based_on; /* revision it was made from; 0 for the first */
    struct author by;
    int64_t at;              /* moment of saving */
    const char *method_hash; /* bundle it was answered under, hex */
    int key_number;
    enum record_seal seal;
    const struct answers *answers; /* NULL until asked for, or not open */
};

const char *record_state_code(enum record_state state); /* "ready", "signed", "struck" */
bool record_state_parse(const char *code, enum record_state *state);

#endif
