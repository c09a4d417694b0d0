/* passphrase.c - a new passphrase: made words, or one of somebody's own that will do. */
#include <string.h>

#include "inside.h"
#include "sis/base/utf8.h"
#include "sis/vault/password.h"

bool passphrase_check(const char *passphrase, enum role role, struct err *err)
{
    if (role == ROLE_LEAD)
        return err_set(err, ERR_INPUT, T_LEAD_WORDS, NULL, NULL);
    return password_check(passphrase, err);
}

bool passphrase_take(const char *given, enum role role, char *phrase, struct err *err)
{
    struct str clean;
    bool done;

    if (given == NULL) {
        password_generate(PHRASE_WORDS, phrase);
        return true;
    }
    if (!passphrase_check(given, role, err))
        return false;
    str_init(&clean, PHRASE_TEXT);
    done = utf8_clean(&clean, given, strlen(given), NULL) && clean.n < PHRASE_TEXT;
    if (done)
        memcpy(phrase, clean.p, clean.n + 1);
    else
        err_set(err, ERR_LIMIT, T_ROW_TOO_LARGE, NULL, NULL);
    vault_wipe(clean.p, clean.n);
    str_release(&clean);
    return done;
}
