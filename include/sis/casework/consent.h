/*
 * consent.h - what may be told to whom: the youth's consent, or a stated legal ground.
 *
 * The youth's last word about a receiver and a subject counts, in whichever row it was said: a no
 * stops every yes before it. A consent row counts when its newest revision is signed, says yes, is valid today and is not
 * withdrawn; a change that is not yet signed suspends it. OSL 10:1, 12:2. A stated ground holds until
 * the day it names for telling, and only with a provision that is in force then and today. What is
 * allowed rests on a row whose signature was checked.
 */
#ifndef SIS_CASEWORK_CONSENT_H
#define SIS_CASEWORK_CONSENT_H

#include "sis/casework/case.h"

enum consent_why {
    CONSENT_YES,
    CONSENT_GROUND,      /* no consent, but a stated legal ground */
    CONSENT_NONE,        /* nobody has asked */
    CONSENT_GROUND_OVER, /* the same, and a ground's day has passed or its law is not in force */
    CONSENT_NO,          /* the youth said no, or wait */
    CONSENT_EXPIRED,
    CONSENT_WITHDRAWN,
    CONSENT_UNSIGNED,  /* changed and not yet signed */
    CONSENT_FORGED,    /* the signature of the row it rests on does not hold */
    CONSENT_NOT_SHARED /* the item has no subject: it never leaves the home */
};

struct consent_answer {
    bool allowed;
    enum consent_why why;
    const struct record *row; /* the consent or disclosure it rests on, or NULL */
};

/* Whether a subject may be told to a receiver today. subject NULL: CONSENT_NOT_SHARED. */
struct consent_answer consent_ask(struct work *work, struct case_file *file, const char *receiver,
                                  const char *subject);

#endif
