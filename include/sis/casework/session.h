/*
 * session.h - logging in and out.
 */
#ifndef SIS_CASEWORK_SESSION_H
#define SIS_CASEWORK_SESSION_H

#include "sis/casework/home.h"
#include "sis/casework/work.h"

/* Opens the account's bundle with the passphrase, checks the signed lists from the pinned root, loads
 * the keys and the adopted method, writes the audit row. NULL and err: ERR_PASSWORD for a wrong
 * passphrase or an unknown or ended login alike. The caller wipes the passphrase. */
struct work *session_login(struct home *home, const char *login, const char *passphrase,
                           enum lang lang, struct err *err);
/* Seconds to wait before the next try may be made; grows with failures in this process, at most
 * 30. */
int session_wait(const struct home *home);
/* Writes the audit row and wipes all keys. Accepts NULL. The home stays open. */
void session_end(struct work *work);

/* Whether login and passphrase belong to an account that may confirm a two-person action: another
 * person, not ended. On success its signature over the statement is returned by the use case that
 * asked; see letter.h. */

/* Five new words, or an own phrase of at least 14 characters (leads must use words). */
bool session_new_passphrase(struct work *work, const char *passphrase, struct err *err) WARN_UNUSED;

#endif
