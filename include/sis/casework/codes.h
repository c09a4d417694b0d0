/*
 * codes.h - what two holders of recovery codes may do together, and nobody alone: make a lead, end one,
 * see that the codes still work, and make new codes.
 *
 * The codes give the root (vault/recovery.h). It signs the lead list, and every key of the home and of
 * the cases is wrapped for it, so two codes also give back a home in which every passphrase is lost.
 * Codes are taken as they were typed; ERR_INPUT and ERR_PASSWORD say what is wrong with them. Without a
 * session nothing tells how new the lists in the file ought to be: after codes_make_lead compare the
 * file with its head (`sis-tui verify`).
 */
#ifndef SIS_CASEWORK_CODES_H
#define SIS_CASEWORK_CODES_H

#include "sis/casework/setup.h"
#include "sis/casework/work.h"

struct two_codes {
    const char *first, *second;
};

/* A new lead, who gets every key: of the home, of the log, of all cases. Needs no session, only the
 * two codes. words: the five words made for them, at least SETUP_PHRASE bytes. All or nothing. */
bool codes_make_lead(struct home *home, const struct two_codes *codes, const char *login,
                     const char *name, char *words, struct err *err) WARN_UNUSED;
/* Ends a lead: first on the lead list, so that what they sign no longer holds, then as account_end
 * (access.h), which may be called again when it stops half-way. A lead does it, not for themselves. */
bool codes_end_lead(struct work *work, const struct two_codes *codes, const char *login,
                    struct err *err) WARN_UNUSED;
/* Tries the codes and keeps the date. */
bool codes_drill(struct work *work, const struct two_codes *codes, struct err *err) WARN_UNUSED;
/* The moment two codes were last tried; 0: never since set-up. */
int64_t codes_drilled(const struct work *work);
/* Three new codes, after the old ones were used or seen. The old root signs the new one; every key is
 * wrapped anew; the old codes then open nothing that is written from now on (an older copy of the file
 * they still open). confirm as in setup_home: all three are typed back before anything is final. */
bool codes_renew(struct work *work, const struct two_codes *codes,
                 bool (*confirm)(void *arg, const struct setup_result *result, int n, char *typed,
                                 size_t size),
                 void *arg, struct setup_result *result, struct err *err) WARN_UNUSED;

#endif
