/*
 * upkeep.h - looking after the file: verified copies, and whether it is whole.
 */
#ifndef SIS_CASEWORK_UPKEEP_H
#define SIS_CASEWORK_UPKEEP_H

#include "sis/casework/home.h"
#include "sis/casework/work.h"

struct upkeep {
    int64_t rows, letters, drafts, accounts, log; /* what the file holds */
    bool log_whole;                               /* the chain holds from first to last */
    uint64_t log_broken;                          /* when not: the first number that does not fit */
    bool head_found;                              /* there is a head file */
    bool head_agrees;                             /* the log holds what the head file says */
    uint64_t rows_checked;                        /* by upkeep_signatures */
    uint64_t rows_wrong;  /* damaged, or with a signature that is not right */
    uint64_t rows_closed; /* under keys this person lacks */
    bool log_read;        /* this person may read the log */
    uint64_t log_wrong;   /* its rows that cannot be opened, or not by whom they say */
    uint64_t rows_gone;  /* rows that the log names and this person could open, and are not there */
    uint64_t lists_gone; /* signed lists that the log names, and are not there */
};

/* A verified copy to a new file while others work. */
bool upkeep_backup(struct home *home, const char *to, struct upkeep *found,
                   struct err *err) WARN_UNUSED;
/* Pages, foreign keys and indexes; the log's chain; the head file. Needs nobody logged in. */
bool upkeep_verify(struct home *home, struct upkeep *found, struct err *err) WARN_UNUSED;
/* Every row this person can open: content and all signatures, from the verified lists; of a letter given
 * out also what two people signed. For who may read the log also: that each row of it is by whom it says,
 * and that what it names is still in the file; only that shows a row taken away, or an older list put
 * back. */
bool upkeep_signatures(struct work *work, struct upkeep *found, struct err *err) WARN_UNUSED;

#endif
