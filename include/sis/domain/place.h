/*
 * place.h - where a person is in the program. Every screen opens from a place, so that going on
 * after a lock, a draft, a link and the list of what is missing are one mechanism.
 */
#ifndef SIS_DOMAIN_PLACE_H
#define SIS_DOMAIN_PLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "sis/base/str.h"
#include "sis/domain/id.h"

enum room {
    ROOM_NONE,
    ROOM_LOGIN,
    ROOM_TODAY,
    ROOM_FIND,      /* find a youth or a case */
    ROOM_YOUTH_NEW, /* put a youth in the register */
    ROOM_CASE_NEW,
    ROOM_CASE,     /* overview */
    ROOM_TIMELINE, /* everything in the case, newest first */
    ROOM_FILL,     /* fill in a form */
    ROOM_READ,     /* read a record */
    ROOM_MISSING,  /* what keeps a form from being signed */
    ROOM_SIGN,
    ROOM_ADDENDUM,
    ROOM_LIST,   /* the rows of one list: consent, plan */
    ROOM_LETTER, /* a letter for one receiver */
    ROOM_COSIGN, /* read what somebody signed, say where one judges otherwise, sign too */
    ROOM_NOTES,  /* what lies in a case's letterbox */
    ROOM_DRAFTS,
    ROOM_HELP,
    ROOM_LIMITS,         /* what the program does not protect against */
    ROOM_PROMISE,        /* promises to the youth: a new one, or how one went */
    ROOM_ABSENT_WHO,     /* who is missing? case_id: who stands first */
    ROOM_ABSENT,         /* the youth is missing: whom to ring, what to do */
    ROOM_ABSENT_JOURNAL, /* text for the journal about it */
    ROOM_CONFERENCE,     /* the cases of a conference */
    ROOM_SHEET,          /* what people have said for and against, in one case */
    ROOM_COMPARE,        /* two fillings of one form: form, record, extra = the earlier one's id */
    ROOM_SERIES,         /* ratings over time: form, or none for the one filled in last */
    ROOM_DUE,            /* something that is due: why, moving it, attempts; extra = its rule */
    ROOM_WARNING,        /* an open warning, to be dealt with; extra = its id */
    ROOM_RELATION,       /* who carries the relation */
    ROOM_WHO,            /* who knows */
    ROOM_HISTORY,        /* one row of a list over time; record: the row */
    ROOM_OWN_NOTE,       /* a note of one's own and what came of it; record: the note's */
    ROOM_TO_YOU,         /* notes to leads */
    ROOM_TO_YOU_READ,    /* one of them; record: the note's */
    ROOM_COUNT
};

#define PLACE_WORD 48

struct place {
    enum room room;
    struct id case_id;
    struct id youth;
    struct id record;
    char form[PLACE_WORD]; /* form, list, letter or help topic id */
    char item[PLACE_WORD];
    char extra
        [PLACE_WORD]; /* receiver of a letter, filter of a list, "note" or "place" in ROOM_FIND */
    int row;
    size_t cursor; /* byte in the focused text */
    size_t scroll;
};

struct place place_of(enum room room);
bool place_equal(const struct place *a, const struct place *b);
const char *room_code(enum room room);
/* "fill case=.. record=.. form=u1 item=u1.03 row=0 cursor=12"; for drafts, sealed. */
void place_write(const struct place *place, struct str *out);
bool place_read(const char *text, struct place *place);

#endif
