/* conf_lex.c - the tokens of a configuration file, and what is wrong with single ones. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/conf_scan.h"
#include "sis/base/utf8.h"

#define SHOWN_MAX 60
#define NUMBER_MAX 40

static void complain(struct lexer *lexer, int line, enum text_id text, const char *p, size_t n)
{
    struct str shown;

    str_init(&shown, 0);
    utf8_show(&shown, p, utf8_fit(p, n, SHOWN_MAX, NULL));
    problem_add(lexer->problems, lexer->file, line, text, shown.p, NULL);
    str_release(&shown);
}

static char peek(const struct lexer *lexer, size_t ahead)
{
    return lexer->at + ahead < lexer->n ? lexer->p[lexer->at + ahead] : '\0';
}

static bool looking_at(const struct lexer *lexer, const char *word)
{
    size_t n = strlen(word);

    return lexer->n - lexer->at >= n && memcmp(lexer->p + lexer->at, word, n) == 0;
}

static void skip_line(struct lexer *lexer)
{
    while (lexer->at < lexer->n && lexer->p[lexer->at] != '\n')
        lexer->at++;
}

static void skip_long_comment(struct lexer *lexer)
{
    int line = lexer->line;

    for (lexer->at += 2; lexer->at < lexer->n; lexer->at++) {
        if (looking_at(lexer, "*/")) {
            lexer->at += 2;
            return;
        }
        if (lexer->p[lexer->at] == '\n')
            lexer->line++;
    }
    complain(lexer, line, T_CONF_COMMENT, "", 0);
    lexer->broken = true;
}

static void skip_space(struct lexer *lexer)
{
    while (lexer->at < lexer->n) {
        char c = lexer->p[lexer->at];

        if (c == '\n')
            lexer->line++;
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f')
            lexer->at++;
        else if (c == '#' || looking_at(lexer, "//"))
            skip_line(lexer);
        else if (looking_at(lexer, "/*"))
            skip_long_comment(lexer);
        else
            return;
    }
}

/* A text has to end on its line, so that a forgotten quotation mark is told where it is missing. */
static void read_string(struct lexer *lexer)
{
    lexer->at++;
    while (lexer->at < lexer->n && lexer->p[lexer->at] != '\n') {
        char c = lexer->p[lexer->at];

        if (c == '"') {
            lexer->at++;
            return;
        }
        if (c == '\\' && peek(lexer, 1) == 'x' && peek(lexer, 2) == '0' && peek(lexer, 3) == '0')
            complain(lexer, lexer->line, T_CONF_NUL, "", 0);
        lexer->at += c == '\\' && peek(lexer, 1) != '\n' && lexer->at + 1 < lexer->n ? 2 : 1;
    }
    complain(lexer, lexer->line, T_CONF_QUOTE, "", 0);
    lexer->broken = true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '*';
}

static bool is_name_part(char c)
{
    return is_letter(c) || is_digit(c) || c == '-' || c == '_';
}

/* Bytes of p that are only these characters. */
static bool consists_of(const char *p, size_t n, const char *set)
{
    return strspn(p, set) >= n;
}

/* Without the L that marks 64 bits; false when it is no whole number at all. */
static bool read_integer(const char *number, bool *fits)
{
    size_t signs = strspn(number, "+-");
    const char *digits = number + signs;
    bool hex = digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X');
    const char *set = hex ? "0123456789abcdefABCDEF" : "0123456789";
    size_t n;
    long long value;

    digits += hex ? 2 : 0;
    n = strspn(digits, set);
    if (n == 0 || signs > (hex ? 0 : 1))
        return false;
    if (strspn(digits + n, "L") > 2 || digits[n + strspn(digits + n, "L")] != '\0')
        return false;
    value = strtoll(number, NULL, hex ? 16 : 10);
    *fits = value >= INT32_MIN && value <= INT32_MAX;
    return true;
}

static bool is_float(const char *number)
{
    char *end;

    if (!consists_of(number, strlen(number), "0123456789.eE+-"))
        return false;
    strtod(number, &end);
    return end != number && *end == '\0';
}

/* What begins as a number. */
static enum token_kind read_number(struct lexer *lexer, const char *p, size_t n)
{
    char number[NUMBER_MAX] = "";
    bool fits = false;

    if (n < sizeof(number))
        memcpy(number, p, n);
    if (n < sizeof(number) && read_integer(number, &fits)) {
        if (!fits)
            complain(lexer, lexer->line, T_CONF_INTEGER, p, n);
        return TOKEN_INT;
    }
    if (is_float(number))
        return TOKEN_FLOAT;
    complain(lexer, lexer->line, T_CONF_WORD, p, n);
    lexer->broken = true;
    return TOKEN_FLOAT;
}

static bool is_word(const char *p, size_t n, const char *word)
{
    size_t i;

    for (i = 0; i < n && word[i]; i++)
        if ((p[i] | 0x20) != word[i])
            return false;
    return i == n && !word[i];
}

static enum token_kind sign_kind(char c)
{
    static const char signs[] = "{([})]=:,;";
    static const enum token_kind kinds[] = {TOKEN_OPEN,  TOKEN_OPEN,     TOKEN_OPEN,   TOKEN_CLOSE,
                                            TOKEN_CLOSE, TOKEN_CLOSE,    TOKEN_ASSIGN, TOKEN_ASSIGN,
                                            TOKEN_COMMA, TOKEN_SEMICOLON};
    const char *found = c ? strchr(signs, c) : NULL;

    return found ? kinds[found - signs] : TOKEN_END;
}

/* Steps over what cannot be a token, and tells it once a line: typographic quotes come in pairs. */
static void step_over(struct lexer *lexer)
{
    size_t from = lexer->at;
    int line = lexer->line;

    if (looking_at(lexer, "@include")) {
        complain(lexer, line, T_CONF_INCLUDE, "", 0);
        skip_line(lexer);
    } else {
        do {
            char c = lexer->p[lexer->at];

            if (strchr(" \t\r\n\f\"#", c) || is_name_part(c) || sign_kind(c) != TOKEN_END)
                break;
            lexer->at++;
        } while (lexer->at < lexer->n);
        if (lexer->at == from)
            lexer->at++;
        if (line != lexer->letter_line)
            complain(lexer, line, T_CONF_LETTER, lexer->p + from, lexer->at - from);
        lexer->letter_line = line;
    }
    lexer->broken = true;
}

struct token conf_token(struct lexer *lexer)
{
    struct token token;
    char c;

again:
    skip_space(lexer);
    token = (struct token){TOKEN_END, lexer->p + lexer->at, 0, lexer->line};
    if (lexer->at >= lexer->n)
        return token;
    c = lexer->p[lexer->at];
    token.kind = sign_kind(c);
    if (token.kind != TOKEN_END) {
        lexer->at++;
    } else if (c == '"') {
        token.kind = TOKEN_STRING;
        read_string(lexer);
    } else if (is_letter(c)) {
        while (is_name_part(peek(lexer, 0)))
            lexer->at++;
        token.kind = TOKEN_NAME;
    } else if (is_digit(c) || c == '+' || c == '-' || c == '.') {
        do
            lexer->at++;
        while (is_name_part(peek(lexer, 0)) || peek(lexer, 0) == '.' || peek(lexer, 0) == '+');
        token.kind = read_number(lexer, token.p, (size_t)(lexer->p + lexer->at - token.p));
    } else {
        step_over(lexer);
        goto again;
    }
    token.n = (size_t)(lexer->p + lexer->at - token.p);
    if (token.kind == TOKEN_NAME &&
        (is_word(token.p, token.n, "true") || is_word(token.p, token.n, "false")))
        token.kind = TOKEN_BOOL;
    return token;
}
