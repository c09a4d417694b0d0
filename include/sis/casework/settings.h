/*
 * settings.h - what the home itself sets, beside its method: its name, and the telephone numbers of
 * those to ring.
 *
 * Kept as one text sealed under the home key; the home statement, which a lead signs, names it by its
 * hash, so nobody can put another number on the list by writing to the file.
 */
#ifndef SIS_CASEWORK_SETTINGS_H
#define SIS_CASEWORK_SETTINGS_H

#include "sis/casework/work.h"

#define CONTACT_NUMBER_MAX 40 /* characters */

/* The number to ring: the home's own, else the method's; "" when nobody has set one. Borrowed from the
 * session. */
const char *settings_number(const struct work *work, const struct entry *contact);
/* The home's name; "" for those who do not hold the home key. */
const char *settings_home_name(const struct work *work);
/* Sets the home's number of a contact of the method; "" takes it away, so that the method's holds again. A
 * lead's right. ERR_MISSING: the method has no such contact. */
bool settings_set_number(struct work *work, const char *contact, const char *number,
                         struct err *err) WARN_UNUSED;

#endif
