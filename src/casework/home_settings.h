/*
 * home_settings.h - the home's settings as text and back, and reading the ones in force.
 */
#ifndef SIS_CASEWORK_HOME_SETTINGS_H
#define SIS_CASEWORK_HOME_SETTINGS_H

#include "inside.h"

/* As a text that conf_parse reads; number may be none. */
void home_settings_write(const struct home_settings *it, struct str *out);
/* Reads the text the home statement names, in the session's arena. Without the home key, or when the
 * text is damaged, everything is empty: nobody is kept out by it. */
void home_settings_load(struct work *work);
/* Seals and keeps a text under this key; its hash goes into the next statement. */
bool home_settings_put(struct db *db, const struct side *side, const struct vault_key *key,
                       const struct home_settings *it, struct hash *hash,
                       struct err *err) WARN_UNUSED;

#endif
