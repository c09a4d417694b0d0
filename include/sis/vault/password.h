/*
 * password.h - pass phrases.
 *
 * A generated word is two short Swedish words put together (vind + hatt), both drawn from
 * src/vault/words.def, without å ä ö so that any keyboard can type it. Real words in pairs are
 * easier to remember and to read out than drawn syllables, and two lists of 112 can be proofread,
 * which one of 12 544 cannot. Five words carry 68 bits, six 81.
 */
#ifndef SIS_VAULT_PASSWORD_H
#define SIS_VAULT_PASSWORD_H

#include <stdbool.h>
#include <stddef.h>

#include "sis/base/err.h"

#define PHRASE_PAIRS 12544 /* equally likely words: 13.6 bits each */
#define PHRASE_WORDS 5     /* for an account */
#define PHRASE_WORDS_PDF 6 /* for a protected document */
#define PHRASE_WORDS_MAX 8
#define PHRASE_TEXT 256      /* bytes of a phrase, with NUL; a longer one is refused */
#define PHRASE_CHARACTERS 14 /* least number of characters of one's own */

enum password_cost {
    PASSWORD_FULL,   /* Argon2id, 256 MiB, 3 passes */
    PASSWORD_MINIMUM /* 128 MiB, 1 pass: practice and tests */
};

/* n words (1..PHRASE_WORDS_MAX) with single spaces between. */
void password_generate(size_t words, char out[PHRASE_TEXT]);

/* Whether a phrase of one's own will do: PHRASE_CHARACTERS characters as people count them, at
 * least five different ones, fits PHRASE_TEXT. ERR_INPUT says what is missing. Spaces at the ends
 * and doubled spaces do not count, here and at log-in. */
bool password_check(const char *phrase, struct err *err) WARN_UNUSED;

#endif
