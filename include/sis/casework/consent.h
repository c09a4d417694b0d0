/*
 * consent.h - what may be told to whom: the youth's consent, or a stated legal ground.
 *
 * The youth's last word about a receiver and a subject counts, in whichever row it was said: a no
 * stops every yes before it. A consent row counts when its newest revision is signed, says yes, is valid today and is not
 * withdrawn; a change that is not yet signed suspends it. OSL 10:1, 12:2; a ground needs provision,
 * weighing and decision-maker (method.md W7).
 */
#ifndef SIS_CASEWORK_CONSENT_H
#define SIS_CASEWORK_CONSENT_H

#include "sis/casework/case.h"

enum consent_why {
    CONSENT_YES,
    CONSENT_GROUND, /* no consent, but a stated legal ground */
    CONSENT_NONE,   /* nobody has asked */
    CONSENT_NO,     /* the youth said no, or wait */
    CONSENT_EXPIRED,
    CONSENT_WITHDRAWN,
    CONSENT_UNSIGNED,  /* changed and not yet signed */
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
