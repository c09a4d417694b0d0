/*
 * conf_scan.h - a look at a configuration file before libconfig reads it.
 *
 * libconfig stops at the first mistake and says "syntax error", often far from it; it wraps large
 * integers, lets bad bytes through and follows @include. The lexer finds what is wrong with single
 * tokens, the check what is wrong with their order.
 */
#ifndef BASE_CONF_SCAN_H
#define BASE_CONF_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "sis/base/conf.h"

enum token_kind {
    TOKEN_END,
    TOKEN_NAME,
    TOKEN_BOOL,
    TOKEN_INT,
    TOKEN_FLOAT,
    TOKEN_STRING,
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_ASSIGN,
    TOKEN_COMMA,
    TOKEN_SEMICOLON
};

struct token {
    enum token_kind kind;
    const char *p;
    size_t n;
    int line;
};

struct lexer {
    const char *p;
    size_t n, at;
    int line;
    const char *file;
    struct problems *problems;
    int letter_line; /* the last line with a character that cannot stand there */
    bool broken;     /* a mistake after which the order of tokens says nothing */
};

/* The next token. Mistakes are added to the problems and stepped over. */
struct token conf_token(struct lexer *lexer);
/* False when libconfig should not read these bytes: at least one problem was added. */
bool conf_check(const char *bytes, size_t n, const char *file, struct problems *problems);

#endif
