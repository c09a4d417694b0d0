/* live_parse.c - what was typed, brought into an answer. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "form/live_private.h"
#include "sis/base/utf8.h"
#include "sis/domain/identity.h"

#define NUMBER_MAX 40 /* characters */

struct parse {
    const struct item *item;
    enum lang lang;
    struct date today;
    struct arena *arena;
    const char *typed; /* clean, without spaces around it */
    struct answer *answer;
    struct err *err;
};

static bool refuse(const struct parse *p, enum text_id text)
{
    return err_set(p->err, ERR_INPUT, text, p->typed, NULL);
}

static bool same_word(const char *a, size_t n, const char *b)
{
    struct str fold[2];
    str_init(&fold[0], 0);
    str_init(&fold[1], 0);
    bool same = utf8_fold(&fold[0], a, n) && utf8_fold(&fold[1], b, strlen(b)) &&
                fold[0].n == fold[1].n && memcmp(fold[0].p, fold[1].p, fold[0].n) == 0;
    str_release(&fold[0]);
    str_release(&fold[1]);
    return same && n > 0;
}

/* --- reasons for having no answer ------------------------------------------------------------- */

static bool parse_nonanswer(const struct parse *p)
{
    for (int i = NONANSWER_UNKNOWN; i <= NONANSWER_NOT_APPLICABLE; i++) {
        enum nonanswer nonanswer = (enum nonanswer)i;
        size_t n = strlen(p->typed);
        if (!same_word(p->typed, n, text(p->lang, nonanswer_key(nonanswer))) &&
            !same_word(p->typed, n, text(p->lang, nonanswer_text(nonanswer))))
            continue;
        p->answer->nonanswer = nonanswer;
        return true;
    }
    return false;
}

/* --- options ---------------------------------------------------------------------------------- */

static bool is_offered(const struct parse *p, const struct option *option)
{
    const struct entry span = {.from = option->from, .to = option->to};
    return !option->retired && entry_valid(&span, p->today);
}

static bool option_is(const struct parse *p, const struct option *option, const char *word,
                      size_t n)
{
    const char *key = option->key.in[p->lang];
    return same_word(word, n, option->code) ||
           same_word(word, n, label_in(&option->label, p->lang)) ||
           (key && same_word(word, n, key));
}

/* The option that a word means; the code counts before labels and keys of others. */
static bool find_option(const struct parse *p, const char *word, size_t n, size_t *at)
{
    const struct scale *scale = p->item->scale;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < scale->n_options; i++) {
            const struct option *option = &scale->option[i];
            if (!is_offered(p, option))
                continue;
            if (pass == 0 ? same_word(word, n, option->code) : option_is(p, option, word, n)) {
                *at = i;
                return true;
            }
        }
    }
    return false;
}

/* Chooses all words between separators; false at the first one that means nothing. */
static bool choose_words(const struct parse *p, const char *text, size_t n, const char *separators,
                         bool *chosen)
{
    for (size_t from = 0; from < n;) {
        size_t end = from;
        while (end < n && !strchr(separators, text[end]))
            end++;
        const char *word = text + from;
        size_t len = end - from;
        while (len > 0 && *word == ' ')
            word++, len--;
        while (len > 0 && word[len - 1] == ' ')
            len--;
        size_t at = 0;
        if (len > 0 && find_option(p, word, len, &at))
            chosen[at] = true;
        else if (len > 0 && (!strcmp(separators, " ") || !choose_words(p, word, len, " ", chosen)))
            return false;
        from = end + 1;
    }
    return true;
}

static void name_options(const struct parse *p, struct str *out)
{
    const struct scale *scale = p->item->scale;
    bool first = true;
    for (size_t i = 0; i < scale->n_options; i++) {
        const struct option *option = &scale->option[i];
        if (!is_offered(p, option))
            continue;
        const char *key = option->key.in[p->lang];
        str_printf(out, "%s%s %s", first ? "" : ", ", key ? key : "",
                   label_in(&option->label, p->lang));
        first = false;
    }
}

static bool parse_choice(const struct parse *p)
{
    const struct scale *scale = p->item->scale;
    size_t n = strlen(p->typed);
    bool *chosen = arena_array(p->arena, scale->n_options + 1, sizeof chosen[0]);
    size_t at = 0;
    if (find_option(p, p->typed, n, &at)) {
        chosen[at] = true;
    } else if (parse_nonanswer(p)) {
        return true;
    } else if (!choose_words(p, p->typed, n, ",;", chosen)) {
        struct str all;
        str_init(&all, 0);
        name_options(p, &all);
        err_set(p->err, ERR_INPUT, T_FORM_NO_OPTION_TYPED, p->typed, all.p);
        str_release(&all);
        return false;
    }
    const char **code = arena_array(p->arena, scale->n_options + 1, sizeof code[0]);
    size_t n_codes = 0;
    for (size_t i = 0; i < scale->n_options; i++)
        if (chosen[i])
            code[n_codes++] = scale->option[i].code;
    if (p->item->type == ITEM_ONE && n_codes > 1)
        return refuse(p, T_FORM_ONE_ONLY_TYPED);
    p->answer->value = value_codes(code, n_codes);
    return true;
}

/* --- numbers, dates, identities --------------------------------------------------------------- */

/* Digits with at most one decimal sign and a minus before them, and nothing else. Spaces between
 * groups of digits are how people write large numbers. */
static bool parse_number(const struct parse *p)
{
    char digits[NUMBER_MAX + 1];
    size_t n = 0;
    size_t marks = 0;
    size_t figures = 0;
    for (const char *c = p->typed; *c; c++) {
        bool sign = c == p->typed && *c == '-';
        bool mark = (*c == ',' || *c == '.') && figures > 0;
        if (*c == ' ' && figures > 0 && isdigit((unsigned char)c[1]))
            continue;
        if (!sign && !mark && !isdigit((unsigned char)*c))
            return refuse(p, T_FORM_NO_NUMBER_TYPED);
        if (n == NUMBER_MAX)
            return refuse(p, T_FORM_NO_NUMBER_TYPED);
        marks += mark;
        figures += isdigit((unsigned char)*c) != 0;
        digits[n++] = mark ? '.' : *c;
    }
    if (figures == 0 || marks > 1 || digits[n - 1] == '.')
        return refuse(p, T_FORM_NO_NUMBER_TYPED);
    digits[n] = '\0';
    p->answer->value = value_number(strtod(digits, NULL));
    return true;
}

static bool parse_date(const struct parse *p)
{
    struct date date;
    char written[DATE_TEXT];
    if (!date_parse_typed(p->typed, p->today, &date))
        return refuse(p, T_FORM_NO_DATE_TYPED);
    date_text(date, written);
    p->answer->value = value_text(arena_strdup(p->arena, written));
    return true;
}

/* "02:10", "2.10", "0210": hours and minutes and nothing else. */
static bool parse_clock(const char *text, int *hour, int *minute)
{
    size_t n = strlen(text);
    size_t figures = strspn(text, "0123456789");
    if (n == 4 && figures == 4)
        *hour = (text[0] - '0') * 10 + (text[1] - '0');
    else if ((n == 4 || n == 5) && figures == n - 3 && strchr(":.", text[figures]))
        *hour = (int)strtol(text, NULL, 10);
    else
        return false;
    if (!isdigit((unsigned char)text[n - 2]) || !isdigit((unsigned char)text[n - 1]))
        return false;
    *minute = (text[n - 2] - '0') * 10 + (text[n - 1] - '0');
    return *hour < 24 && *minute < 60;
}

static bool parse_moment(const struct parse *p)
{
    struct date date = p->today;
    int hour = 0;
    int minute = 0;
    int64_t moment = 0;
    char written[MOMENT_TEXT];
    if (!moment_parse(p->typed, &moment)) {
        /* The clock stands last; what is before it is the day. */
        char *day = arena_strdup(p->arena, p->typed);
        char *clock = strrchr(day, ' ');
        if (!clock)
            clock = strchr(day, 'T');
        if (clock)
            *clock++ = '\0';
        if (!parse_clock(clock ? clock : day, &hour, &minute))
            return refuse(p, T_FORM_NO_MOMENT_TYPED);
        if (clock && (!date_parse_typed(day, p->today, &date) || !date_is_whole(date)))
            return refuse(p, T_FORM_NO_MOMENT_TYPED);
        moment = moment_at(date, hour, minute);
    }
    moment_text(moment, written);
    p->answer->value = value_text(arena_strdup(p->arena, written));
    return true;
}

static bool parse_identity(const struct parse *p)
{
    struct identity identity;
    if (!identity_parse(p->typed, p->today, &identity))
        return refuse(p, T_FORM_NO_IDENTITY_TYPED);
    p->answer->value = value_text(arena_strdup(p->arena, identity.normal));
    return true;
}

/* --- words ------------------------------------------------------------------------------------ */

/* A line holds no line breaks: what was pasted with some keeps its words. */
static bool parse_words(const struct parse *p)
{
    char *words = arena_strdup(p->arena, p->typed);
    for (char *c = words; p->item->type == ITEM_LINE && *c; c++)
        if (*c == '\n' || *c == '\r' || *c == '\t')
            *c = ' ';
    p->answer->value = value_text(words);
    return true;
}

static bool parse_nothing(const struct parse *p)
{
    return refuse(p, T_FORM_NOT_TYPED);
}

static const struct {
    bool (*parse)(const struct parse *p);
    bool nonanswers; /* their keys and names are looked for first */
} parsers[] = {
    [ITEM_ONE] = {parse_choice, false},     [ITEM_MANY] = {parse_choice, false},
    [ITEM_NUMBER] = {parse_number, true},   [ITEM_DATE] = {parse_date, true},
    [ITEM_DATETIME] = {parse_moment, true}, [ITEM_LINE] = {parse_words, false},
    [ITEM_TEXT] = {parse_words, false},     [ITEM_IDENTITY] = {parse_identity, true},
    [ITEM_ROWS] = {parse_nothing, true},    [ITEM_GRID] = {parse_nothing, false},
    [ITEM_FIXED] = {parse_nothing, false},
};

/* Clean text without spaces and line ends around it; of a text its own indents are kept. */
static const char *clean(const struct item *item, const char *typed, struct arena *arena)
{
    struct str text;
    str_init(&text, 0);
    utf8_clean(&text, typed, strlen(typed), NULL);
    const char *from = text.p;
    size_t n = text.n;
    while (n > 0 && isspace((unsigned char)from[n - 1]))
        n--;
    while (item->type != ITEM_TEXT && n > 0 && isspace((unsigned char)*from))
        from++, n--;
    const char *cleaned = arena_strndup(arena, from, n);
    str_release(&text);
    return cleaned;
}

bool item_parse(const struct item *item, enum lang lang, const char *typed, struct date today,
                struct arena *arena, struct answer *answer, struct err *err)
{
    struct answer parsed = {.id = item->id};
    const struct parse p = {.item = item,
                            .lang = lang,
                            .today = today,
                            .arena = arena,
                            .typed = clean(item, typed, arena),
                            .answer = &parsed,
                            .err = err};
    if (item->compute)
        return refuse(&p, T_FORM_NOT_TYPED);
    bool done = !*p.typed || (parsers[item->type].nonanswers && parse_nonanswer(&p));
    if (!done && !parsers[item->type].parse(&p))
        return false;
    *answer = parsed;
    return true;
}
