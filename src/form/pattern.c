/*
 * pattern.c - regular expressions as form builders write them, run by libc's extended ones.
 *
 * What libc does not know is translated (\d \w \s, escapes in brackets, (?: ) or refused (looking
 * around, references back). libc copies what is repeated, so repetitions are counted first: no
 * pattern takes more than some megabytes, or a second for a long note. It matches the whole text, or
 * is looked for in it.
 */
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "form/expr_private.h"
#include "sis/base/mem.h"
#include "sis/base/utf8.h"

#define ASCII 0x80
#define PATTERN_BYTES 1000
#define GROUPS_MAX 50
#define REPEAT_MAX 1000
#define WEIGHT_MAX 1000 /* characters when all repetitions are written out */

/* Characters of ASCII; n 0: none is known. */
struct set {
    bool has[ASCII];
    int n;
};

struct translation {
    const char *at;
    struct str out;
    struct set needed;         /* every match holds one of these, the fewest that are known */
    struct set atom;           /* what has just been read is one of these */
    bool either;               /* | outside groups: nothing is needed */
    size_t weight[GROUPS_MAX]; /* of the groups that are open */
    size_t open;
    size_t last; /* weight of what a repetition would repeat; 0 = nothing there */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The inside of a bracket for \d \w \s; capitals mean all others. */
static const char *class_of(char letter)
{
    switch (letter) {
    case 'd':
    case 'D': return "0-9";
    case 'w':
    case 'W': return "A-Za-z0-9_";
    case 's':
    case 'S': return "[:space:]";
    default: return NULL;
    }
}

/* \t \n \r, and any punctuation for itself; 0 when the escape is not known. */
static char escaped(char c)
{
    const char *control = strchr("t\tn\nr\r", c);
    if (c && control && strchr("tnr", c))
        return control[1];
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || is_digit(c) || (unsigned char)c >= 0x80 ? '\0' : c;
}

static void set_add(struct set *set, int32_t from, int32_t to)
{
    for (; from <= to; from++) {
        set->n += !set->has[from];
        set->has[from] = true;
    }
}

/* Holds what stands in every text. */
static bool is_common(const struct set *set)
{
    bool common = set->has[' '];
    for (int letter = 'a'; letter <= 'z'; letter++)
        common = common || set->has[letter];
    return common;
}

/* What was read last must be there when nothing behind it says that it may be left out. */
static void settle_atom(struct translation *t)
{
    bool optional = *t->at == '?' || *t->at == '*' || strncmp(t->at, "{0", 2) == 0;
    bool fewer = t->needed.n == 0 || t->atom.n < t->needed.n;
    if (t->atom.n > 0 && fewer && !optional && !is_common(&t->atom))
        t->needed = t->atom;
    t->atom = (struct set){.n = 0};
}

static bool atom(struct translation *t)
{
    t->last = 1;
    t->weight[t->open]++;
    if (t->open > 0)
        t->atom = (struct set){.n = 0};
    return true;
}

static bool put_literal(struct translation *t, char c)
{
    if (strchr(".[]{}()*+?^$|\\", c))
        str_putc(&t->out, '\\');
    str_putc(&t->out, c);
    set_add(&t->atom, c, c);
    return atom(t);
}

static bool put_escape(struct translation *t)
{
    char c = *++t->at;
    const char *inside = class_of(c);
    if (inside) {
        str_printf(&t->out, "[%s%s]", c < 'a' ? "^" : "", inside);
        t->at++;
        return atom(t);
    }
    if (c == 'b' || c == 'B') {
        str_printf(&t->out, "\\%c", c);
        t->last = 0;
        t->at++;
        return true;
    }
    char plain = escaped(c);
    t->at += plain != '\0';
    return plain && put_literal(t, plain);
}

/* A bracket is gathered first: libc knows no escapes in it, and wants ] first and - last. */
struct bracket {
    bool not_in, close, open, caret, dash;
    bool wide;       /* more than characters of ASCII */
    struct set set;  /* those of ASCII */
    struct str rest; /* classes, ranges and other characters */
};

static void bracket_holds(struct bracket *b, int32_t from, int32_t to)
{
    if (to < ASCII)
        set_add(&b->set, from, to);
    else
        b->wide = true;
}

static void bracket_add(struct bracket *b, const char *p, size_t n)
{
    int32_t cp;
    utf8_decode(p, n, &cp);
    bracket_holds(b, cp, cp);
    b->close = b->close || *p == ']';
    b->open = b->open || *p == '[';
    b->caret = b->caret || *p == '^';
    b->dash = b->dash || *p == '-';
    if (!strchr("][^-", *p))
        str_add(&b->rest, p, n);
}

/* One character of a bracket; `plain` holds what an escape stands for. */
static const char *bracket_character(const char **at, char plain[1], size_t *n)
{
    int32_t cp;
    const char *p = *at;
    if (*p == '\\') {
        plain[0] = escaped(p[1]);
        *at += 2;
        *n = 1;
        return plain[0] ? plain : NULL;
    }
    *n = utf8_decode(p, strlen(p), &cp);
    *at += *n;
    return p;
}

static bool bracket_range(struct bracket *b, const char *low, size_t n_low, const char **at)
{
    char plain[1];
    size_t n;
    int32_t from, to;
    (*at)++;
    const char *high = bracket_character(at, plain, &n);
    if (!high || strchr("][^-", *low) || strchr("][^-", *high))
        return false;
    utf8_decode(low, n_low, &from);
    utf8_decode(high, n, &to);
    str_add(&b->rest, low, n_low);
    str_putc(&b->rest, '-');
    str_add(&b->rest, high, n);
    bracket_holds(b, from, to);
    return from <= to;
}

/* [:alpha:] and \d; true when there was one. */
static bool bracket_class(struct bracket *b, const char **at)
{
    const char *p = *at, *end = p[0] == '[' && p[1] == ':' ? strstr(p, ":]") : NULL;
    b->wide = b->wide || end || *p == '\\';
    if (end) {
        str_add(&b->rest, p, (size_t)(end - p) + 2);
        *at = end + 2;
        return true;
    }
    const char *inside = *p == '\\' ? class_of(p[1]) : NULL;
    if (!inside || p[1] < 'a')
        return false;
    str_puts(&b->rest, inside);
    *at += 2;
    return true;
}

static bool bracket_read(struct bracket *b, const char **at)
{
    bool first = true;
    b->not_in = **at == '^';
    *at += b->not_in;
    for (; **at && (first || **at != ']'); first = false) {
        char plain[1];
        size_t n;
        if (bracket_class(b, at))
            continue;
        const char *p = bracket_character(at, plain, &n);
        if (!p)
            return false;
        bool range = (*at)[0] == '-' && (*at)[1] && (*at)[1] != ']';
        if (range && !bracket_range(b, p, n, at))
            return false;
        if (!range)
            bracket_add(b, p, n);
    }
    if (**at != ']')
        return false;
    (*at)++;
    return true;
}

static bool put_bracket(struct translation *t)
{
    struct bracket b = {0};
    str_init(&b.rest, 4 * PATTERN_BYTES);
    t->at++;
    bool read = bracket_read(&b, &t->at);
    bool lone = b.caret && !b.not_in && !b.close && !b.rest.n && !b.open && !b.dash;
    if (read && lone) {
        str_puts(&t->out, "\\^");
    } else if (read) {
        bool dash_first = b.caret && !b.not_in && !b.close && !b.rest.n && !b.open;
        str_printf(&t->out, "[%s%s%s", b.not_in ? "^" : "", b.close ? "]" : "",
                   dash_first ? "-" : "");
        str_add(&t->out, b.rest.p, b.rest.n);
        str_printf(&t->out, "%s%s%s]", b.open ? "[" : "", b.caret ? "^" : "",
                   b.dash && !dash_first ? "-" : "");
    }
    str_release(&b.rest);
    if (!b.not_in && !b.wide)
        t->atom = b.set;
    return read && atom(t);
}

static bool open_group(struct translation *t)
{
    t->at++;
    if (t->at[0] == '?' && t->at[1] != ':')
        return false;
    t->at += t->at[0] == '?' ? 2 : 0;
    if (t->open + 1 == GROUPS_MAX)
        return false;
    t->weight[++t->open] = 0;
    t->last = 0;
    return str_putc(&t->out, '(');
}

static bool close_group(struct translation *t)
{
    if (t->open == 0)
        return false;
    t->last = t->weight[t->open--] + 1;
    t->weight[t->open] += t->last;
    t->at++;
    return str_putc(&t->out, ')');
}

static bool read_bound(const char **at, size_t *number)
{
    *number = 0;
    if (!is_digit(**at))
        return false;
    for (; is_digit(**at); (*at)++)
        if ((*number = 10 * *number + (size_t)(**at - '0')) > REPEAT_MAX)
            return false;
    return true;
}

/* {2} {2,} {2,4}; *times: how often it is written out. */
static bool read_bounds(const char **at, size_t *times)
{
    size_t least, most;
    (*at)++;
    if (!read_bound(at, &least))
        return false;
    most = least;
    if (**at == ',') {
        (*at)++;
        most = least + 1;
        if (is_digit(**at) && !read_bound(at, &most))
            return false;
    }
    *times = most;
    return *(*at)++ == '}' && least <= most;
}

static bool put_repetition(struct translation *t)
{
    const char *start = t->at;
    size_t times = 2;
    if (t->last == 0)
        return false;
    if (*start == '{' && !read_bounds(&t->at, &times))
        return false;
    t->at += *start != '{';
    str_add(&t->out, start, (size_t)(t->at - start));
    if (*t->at == '?') /* as few as possible: the same for a match of the whole */
        t->at++;
    t->weight[t->open] += t->last * (times > 1 ? times - 1 : 0);
    t->last = 0;
    return t->weight[t->open] <= WEIGHT_MAX;
}

static bool translate_next(struct translation *t)
{
    switch (*t->at) {
    case '\\': return put_escape(t);
    case '[': return put_bracket(t);
    case '(': return open_group(t);
    case ')': return close_group(t);
    case '*':
    case '+':
    case '?':
    case '{': return put_repetition(t);
    case '^':
    case '$':
    case '|':
        t->either = t->either || (*t->at == '|' && t->open == 0);
        t->last = 0;
        return str_putc(&t->out, *t->at++);
    case '.': str_putc(&t->out, *t->at++); return atom(t);
    case '}':
    case ']': return put_literal(t, *t->at++);
    default: break;
    }
    int32_t cp;
    size_t n = utf8_decode(t->at, strlen(t->at), &cp);
    str_add(&t->out, t->at, n);
    t->at += n;
    if (cp < ASCII)
        set_add(&t->atom, cp, cp);
    return atom(t);
}

/* Of the whole text, or of any part of it. *needed: every match holds one of these; n 0: not known. */
static bool compile(const char *pattern, bool part, regex_t *compiled, struct set *needed)
{
    struct translation t = {.at = pattern};
    bool good = strlen(pattern) <= PATTERN_BYTES;
    str_init(&t.out, 8 * PATTERN_BYTES);
    str_puts(&t.out, part ? "(" : "^(");
    while (good && *t.at) {
        good = translate_next(&t);
        if (good)
            settle_atom(&t);
    }
    str_puts(&t.out, part ? ")" : ")$");
    good = good && t.open == 0 && !t.out.over &&
           regcomp(compiled, t.out.p, REG_EXTENDED | (part ? 0 : REG_NOSUB)) == 0;
    str_release(&t.out);
    *needed = t.needed;
    needed->n = t.either ? 0 : needed->n;
    return good;
}

bool pattern_match(const char *pattern, const char *text, bool *match)
{
    struct set needed;
    regex_t compiled;
    if (!compile(pattern, false, &compiled, &needed))
        return false;
    *match = regexec(&compiled, text, 0, NULL, 0) == 0;
    regfree(&compiled);
    return true;
}

bool pattern_usable(const char *pattern)
{
    struct set needed;
    regex_t compiled;
    if (!compile(pattern, false, &compiled, &needed))
        return false;
    regfree(&compiled);
    return true;
}

/* --- looked for in a text --- */

struct pattern {
    regex_t compiled;
    struct set needed;
};

struct pattern *pattern_new(const char *pattern)
{
    struct pattern *it = mem_new(sizeof *it);
    if (compile(pattern, true, &it->compiled, &it->needed))
        return it;
    mem_free(it);
    return NULL;
}

void pattern_free(struct pattern *pattern)
{
    if (!pattern)
        return;
    regfree(&pattern->compiled);
    mem_free(pattern);
}

/* Looking for a match takes libc 0.1 us a byte, and most texts hold nothing to begin with. */
static bool may_hold(const struct set *needed, const char *text)
{
    for (; *text && needed->n > 0; text++)
        if ((unsigned char)*text < ASCII && needed->has[(unsigned char)*text])
            return true;
    return needed->n == 0;
}

bool pattern_find(const struct pattern *pattern, const char *text, size_t *from, size_t *to)
{
    regmatch_t match;
    int flags = *from > 0 ? REG_NOTBOL : 0;
    if (!may_hold(&pattern->needed, text + *from) ||
        regexec(&pattern->compiled, text + *from, 1, &match, flags) != 0)
        return false;
    *to = *from + (size_t)match.rm_eo;
    *from += (size_t)match.rm_so;
    return *to > *from;
}
