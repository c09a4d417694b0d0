/*
 * session.h - logging in and out.
 */
#ifndef SIS_CASEWORK_SESSION_H
#define SIS_CASEWORK_SESSION_H

#include "sis/casework/home.h"
#include "sis/casework/work.h"

/* Opens the account's bundle with the passphrase, checks the signed lists from the pinned root, loads
 * the keys and the adopted method, writes the audit row. NULL and err: ERR_PASSWORD for a wrong
 * passphrase or an unknown or ended login alike, after the same time. Both may be as they were typed:
 * any case, spaces around, letters and accents apart. The caller wipes the passphrase. While
 * session_wait has seconds left nothing is tried: ERR_DENIED. */
struct work *session_login(struct home *home, const char *login, const char *passphrase,
                           enum lang lang, struct err *err);
/* Whether it is the passphrase of whoever is logged in; ERR_PASSWORD when it is not, and then waiting
 * and log as for a login that failed. */
bool session_check(struct work *work, const char *passphrase, struct err *err) WARN_UNUSED;
/* Seconds to wait before the next try may be made; grows with failures in this process, at most
 * 30. */
int session_wait(const struct home *home);
/* Writes the audit row and wipes all keys. Accepts NULL. The home stays open. */
void session_end(struct work *work);

/* Changes one's own passphrase: NULL makes five new words, written into words (SETUP_PHRASE bytes) on
 * success; else an own phrase, which a lead may not have (words may then be NULL). */
bool session_new_passphrase(struct work *work, const char *passphrase, char *words,
                            struct err *err) WARN_UNUSED;

#endif
