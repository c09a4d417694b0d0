/* phrase.h - a pass phrase as it is hashed. */
#ifndef SIS_SRC_VAULT_PHRASE_H
#define SIS_SRC_VAULT_PHRASE_H

#include <stdbool.h>

#include "sis/base/err.h"
#include "sis/vault/password.h"

/* Without spaces at its ends and without doubled ones, filled up with zeros. The caller wipes out.
 * ERR_INPUT when it does not fit. */
bool phrase_normal(const char *phrase, char out[PHRASE_TEXT], struct err *err) WARN_UNUSED;

#endif
