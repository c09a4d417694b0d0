/*
 * identity.h - Swedish identity numbers, by Skatteverket's rules.
 *
 * Personnummer: 10 digits with - or + before the last four, or 12 digits (a - is allowed); real
 * date; check digit by the Luhn method over the ten last digits. Samordningsnummer: day + 60.
 * Interim number: a letter (T, R, S, U, W, X, J, K, L, M or N) instead of the first of the last four
 * digits, as health care and schools use it; its check digit is not tried.
 * + means that the person is 100 years or older. Ten digits without a sign count as -.
 */
#ifndef SIS_DOMAIN_IDENTITY_H
#define SIS_DOMAIN_IDENTITY_H

#include <stdbool.h>

#include "sis/base/date.h"

enum identity_kind {
    IDENTITY_NONE,
    IDENTITY_PERSONNUMMER,
    IDENTITY_SAMORDNINGSNUMMER,
    IDENTITY_INTERIM
};

struct identity {
    enum identity_kind kind;
    struct date born;
    char normal[14]; /* "YYYYMMDD-NNNN" */
};

/* Spaces around it are allowed, nothing else. today decides the century of ten digits. */
bool identity_parse(const char *text, struct date today, struct identity *out);
/* "personnummer", "samordningsnummer", "interim", or "". */
const char *identity_kind_word(enum identity_kind kind);
/* True for the numbers that Skatteverket has published for testing; practice mode takes no
 * others. */
bool identity_is_test_number(const struct identity *identity);

#endif
