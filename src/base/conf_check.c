/* conf_check.c - whether the tokens of a configuration file stand in an order that libconfig takes. */
#include <stdlib.h>
#include <string.h>

#include "base/conf_scan.h"
#include "sis/base/utf8.h"

#define LEVELS_MAX 32
#define MEMBERS_MAX 1000 /* of one group; libconfig compares each new name with all others */

enum expect { WANT_NAME, WANT_ASSIGN, WANT_VALUE, WANT_END };

struct name {
    struct name *before;
    const char *p;
    size_t n;
    int line;
};

/* A bracket that is open; the first level is the file itself. */
struct level {
    struct token open;
    struct name *names;
    size_t n;                /* members so far */
    enum token_kind of_kind; /* of the members of an array */
};

struct check {
    struct lexer lexer;
    struct arena *arena;
    enum expect expect;
    struct token before;
    struct level level[LEVELS_MAX];
    size_t depth;
    bool refused; /* a mistake that libconfig would stop at */
    bool over;    /* the order is wrong: what follows says nothing */
};

static char opened_by(const struct check *check)
{
    const struct token *open = &check->level[check->depth].open;

    return open->n ? open->p[0] : '\0';
}

static char closing(char open)
{
    return open == '(' ? ')' : (char)(open + 2);
}

static void complain(struct check *check, const struct token *at, enum text_id text)
{
    char *shown = arena_strndup(check->arena, at->p, utf8_fit(at->p, at->n, 40, NULL));

    problem_add(check->lexer.problems, check->lexer.file, at->line, text, shown, NULL);
    check->over = true;
}

/* Something else than what was wanted: at the end of the file an open bracket is to blame. */
static void unexpected(struct check *check, const struct token *token, enum text_id text)
{
    const struct level *level = &check->level[check->depth];

    if (token->kind == TOKEN_END && check->depth > 0)
        complain(check, &level->open, T_CONF_OPEN);
    else if (token->kind == TOKEN_END)
        complain(check, &check->before, T_CONF_ENDS);
    else
        complain(check, token, text);
}

static void add_name(struct check *check, const struct token *token)
{
    struct level *level = &check->level[check->depth];
    struct name *name;
    char number[24];

    for (name = level->names; name; name = name->before) {
        if (name->n == token->n && memcmp(name->p, token->p, token->n) == 0) {
            problem_add(check->lexer.problems, check->lexer.file, token->line, T_CONF_TWICE,
                        arena_strndup(check->arena, token->p, token->n),
                        number_text(number, name->line));
            check->refused = true;
            return;
        }
    }
    if (++level->n > MEMBERS_MAX) {
        problem_add(check->lexer.problems, check->lexer.file, token->line, T_CONF_MANY,
                    number_text(number, MEMBERS_MAX), NULL);
        check->over = true;
        return;
    }
    name = arena_alloc(check->arena, sizeof(*name));
    *name = (struct name){level->names, token->p, token->n, token->line};
    level->names = name;
}

static void open_level(struct check *check, const struct token *token)
{
    if (check->depth + 1 == LEVELS_MAX) {
        complain(check, token, T_CONF_DEEP);
        return;
    }
    check->level[++check->depth] = (struct level){.open = *token};
    check->expect = token->p[0] == '{' ? WANT_NAME : WANT_VALUE;
}

static void close_level(struct check *check, const struct token *token)
{
    if (check->depth == 0 || token->p[0] != closing(opened_by(check))) {
        if (check->depth > 0)
            complain(check, &check->level[check->depth].open, T_CONF_OPEN);
        complain(check, token, T_CONF_CLOSE);
        return;
    }
    check->depth--;
    check->expect = WANT_END;
}

static void take_name(struct check *check, const struct token *token)
{
    if (token->kind == TOKEN_NAME) {
        add_name(check, token);
        check->expect = WANT_ASSIGN;
    } else if (token->kind == TOKEN_CLOSE) {
        close_level(check, token);
    } else if (token->kind != TOKEN_END || check->depth > 0) {
        unexpected(check, token, T_CONF_NO_NAME);
    }
}

static void take_value(struct check *check, const struct token *token)
{
    struct level *level = &check->level[check->depth];
    bool in_array = opened_by(check) == '[', in_list = in_array || opened_by(check) == '(';
    bool scalar = token->kind == TOKEN_STRING || token->kind == TOKEN_INT ||
                  token->kind == TOKEN_FLOAT || token->kind == TOKEN_BOOL;

    if (token->kind == TOKEN_CLOSE && in_list && level->n == 0) {
        close_level(check, token);
        return;
    }
    if (token->kind == TOKEN_CLOSE && check->before.kind == TOKEN_COMMA) {
        complain(check, token, T_CONF_LAST_COMMA);
        return;
    }
    if (!scalar && token->kind != TOKEN_OPEN) {
        unexpected(check, token, token->kind == TOKEN_NAME ? T_CONF_WORD : T_CONF_NO_VALUE);
        return;
    }
    if (in_array && (!scalar || (level->n > 0 && token->kind != level->of_kind))) {
        complain(check, token, T_CONF_MIXED);
        return;
    }
    if (in_list)
        level->n++;
    level->of_kind = token->kind;
    if (token->kind == TOKEN_OPEN)
        open_level(check, token);
    else
        check->expect = WANT_END;
}

static void take_end(struct check *check, const struct token *token)
{
    bool in_list = check->depth > 0 && opened_by(check) != '{';

    if (token->kind == TOKEN_STRING && check->before.kind == TOKEN_STRING)
        return; /* strings in a row are one */
    if (token->kind == TOKEN_COMMA)
        check->expect = in_list ? WANT_VALUE : WANT_NAME;
    else if (token->kind == TOKEN_SEMICOLON && !in_list)
        check->expect = WANT_NAME;
    else if (token->kind == TOKEN_CLOSE)
        close_level(check, token);
    else if (in_list)
        unexpected(check, token, T_CONF_NO_COMMA);
    else
        take_name(check, token);
}

static void take_assign(struct check *check, const struct token *token)
{
    if (token->kind == TOKEN_ASSIGN)
        check->expect = WANT_VALUE;
    else
        complain(check, &check->before, T_CONF_NO_ASSIGN);
}

static void check_order(struct check *check)
{
    static void (*const take[])(struct check *, const struct token *) = {
        [WANT_NAME] = take_name,
        [WANT_ASSIGN] = take_assign,
        [WANT_VALUE] = take_value,
        [WANT_END] = take_end,
    };
    struct token token;

    do {
        token = conf_token(&check->lexer);
        if (check->lexer.broken)
            check->over = true;
        if (!check->over)
            take[check->expect](check, &token);
        check->before = token;
    } while (token.kind != TOKEN_END);
}

/* Every line with bytes that are not UTF-8 or with a NUL is one mistake. */
static bool check_bytes(const char *bytes, size_t n, const char *file, struct problems *problems)
{
    size_t from, to;
    bool ok = true;
    int line = 1;

    for (from = 0; from < n; from = to + 1, line++) {
        const char *end = memchr(bytes + from, '\n', n - from);

        to = end ? (size_t)(end - bytes) : n;
        if (utf8_valid(bytes + from, to - from) && !memchr(bytes + from, '\0', to - from))
            continue;
        problem_add(problems, file, line, T_CONF_BYTES, NULL, NULL);
        ok = false;
    }
    return ok;
}

bool conf_check(const char *bytes, size_t n, const char *file, struct problems *problems)
{
    struct check check = {.lexer = {bytes, n, 0, 1, file, problems, 0, false}};
    bool ok;

    if (!check_bytes(bytes, n, file, problems))
        return false;
    check.arena = arena_new();
    check.before = (struct token){TOKEN_END, bytes, 0, 1};
    check_order(&check);
    ok = !check.over && !check.refused;
    arena_free(check.arena);
    return ok;
}
