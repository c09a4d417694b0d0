/* functions_time.c - days and moments, and what is asked about answers, the case and identities. */
#include <math.h>
#include <string.h>

#include "form/expr_private.h"
#include "sis/domain/identity.h"

static struct result result_of_date(struct eval *e, struct date date)
{
    char text[DATE_TEXT];
    date_text(date, text);
    return result_of_text(arena_strdup(e->arena, text));
}

bool function_today(struct eval *e, const struct expr *call, struct result *out)
{
    (void)call;
    *out = result_of_date(e, e->scope->today);
    return true;
}

bool function_now(struct eval *e, const struct expr *call, struct result *out)
{
    char text[MOMENT_TEXT];
    (void)call;
    moment_text(e->scope->now, text);
    *out = result_of_text(arena_strdup(e->arena, text));
    return true;
}

/* A day of the calendar that has a text form; years 1 to 9999. */
static bool date_of_days(double days, struct date *date)
{
    days = floor(days);
    if (!(days >= -719162 && days <= 2932896))
        return false;
    *date = date_from_days((long)days);
    return true;
}

/* The day that a value tells; a text of a number counts as that number of days. */
static enum time_kind time_of(const struct result *value, struct date *date, int64_t *moment)
{
    if (value->kind == RESULT_TEXT || value->kind == RESULT_CODES) {
        enum time_kind kind = time_of_text(value->text, date, moment);
        if (kind != TIME_NONE)
            return kind;
    }
    if (value->kind == RESULT_EMPTY || value->kind == RESULT_BOOL)
        return TIME_NONE;
    return date_of_days(result_number(value), date) ? TIME_DATE : TIME_NONE;
}

bool function_date(struct eval *e, const struct expr *call, struct result *out)
{
    struct result value;
    struct date date;
    int64_t moment;
    if (!eval_node(e, call->arg[0], &value))
        return false;
    *out = (struct result){.kind = RESULT_EMPTY};
    switch (time_of(&value, &date, &moment)) {
    case TIME_NONE: break;
    case TIME_DATE: *out = result_of_date(e, date_from_days(date_to_days(date))); break;
    case TIME_MOMENT: *out = result_of_date(e, moment_date(moment)); break;
    }
    return true;
}

bool function_decimal_date_time(struct eval *e, const struct expr *call, struct result *out)
{
    struct result value;
    struct date date;
    int64_t moment;
    if (!eval_node(e, call->arg[0], &value))
        return false;
    *out = result_of_number(NAN);
    if (value.kind == RESULT_NUMBER) {
        *out = value;
        return true;
    }
    switch (time_of(&value, &date, &moment)) {
    case TIME_NONE: break;
    case TIME_DATE: *out = result_of_number((double)date_to_days(date)); break;
    case TIME_MOMENT: *out = result_of_number((double)moment / 86400); break;
    }
    return true;
}

bool date_format_usable(const char *format)
{
    while ((format = strchr(format, '%'))) {
        if (!format[1] || !strchr("%YymnbdeaHhMS3", format[1]))
            return false;
        format += 2;
    }
    return true;
}

/* A number that may be unknown. */
static void put_part(struct str *out, int number, bool known, int width)
{
    if (known)
        str_printf(out, "%0*d", width, number);
    else
        str_putc(out, '?');
}

static void put_name(struct str *out, enum lang lang, int name)
{
    str_puts(out, name == T_NONE ? "?" : text(lang, (enum text_id)name));
}

/* 0 is Monday; the first day of 1970 was a Thursday. */
static int weekday(struct date date)
{
    return (int)((date_to_days(date) % 7 + 10) % 7);
}

struct shown {
    struct date date;
    int seconds; /* of the day; -1 = no time */
    enum lang lang;
};

static void put_field(struct str *out, const struct shown *s, char field)
{
    struct date d = s->date;
    bool timed = s->seconds >= 0;
    switch (field) {
    case 'Y': put_part(out, d.year, true, 4); break;
    case 'y': put_part(out, d.year % 100, true, 2); break;
    case 'm': put_part(out, d.month, d.month, 2); break;
    case 'n': put_part(out, d.month, d.month, 1); break;
    case 'd': put_part(out, d.day, d.day, 2); break;
    case 'e': put_part(out, d.day, d.day, 1); break;
    case 'H': put_part(out, s->seconds / 3600, timed, 2); break;
    case 'h': put_part(out, s->seconds / 3600, timed, 1); break;
    case 'M': put_part(out, s->seconds / 60 % 60, timed, 2); break;
    case 'S': put_part(out, s->seconds % 60, timed, 2); break;
    case '3': put_part(out, 0, timed, 3); break;
    case 'b': put_name(out, s->lang, d.month ? T_MONTH_SHORT_1 + d.month - 1 : T_NONE); break;
    case 'a': put_name(out, s->lang, d.day ? T_WEEKDAY_1 + weekday(d) : T_NONE); break;
    default: str_putc(out, field); break;
    }
}

static int local_seconds(int64_t moment)
{
    struct str clock;
    int hour = 0, minute = 0, second = 0;
    str_init(&clock, 0);
    moment_clock(&clock, moment, true);
    if (clock.n == 8) {
        hour = 10 * (clock.p[0] - '0') + clock.p[1] - '0';
        minute = 10 * (clock.p[3] - '0') + clock.p[4] - '0';
        second = 10 * (clock.p[6] - '0') + clock.p[7] - '0';
    }
    str_release(&clock);
    return 3600 * hour + 60 * minute + second;
}

bool function_format_date(struct eval *e, const struct expr *call, struct result *out)
{
    struct result value;
    const char *format;
    int64_t moment;
    struct shown shown = {.seconds = -1, .lang = e->scope->lang};
    struct str text;
    if (!eval_node(e, call->arg[0], &value) || !eval_text(e, call->arg[1], &format))
        return false;
    if (!date_format_usable(format))
        return expr_fail(e->err, e->top->source, call->arg[1]->at, T_EXPR_DATE_FORMAT, format);
    *out = (struct result){.kind = RESULT_EMPTY};
    enum time_kind kind = time_of(&value, &shown.date, &moment);
    if (kind == TIME_NONE)
        return true;
    if (kind == TIME_MOMENT) {
        shown.date = moment_date(moment);
        shown.seconds = local_seconds(moment);
    }
    str_init(&text, 0);
    for (; *format; format++)
        if (*format == '%')
            put_field(&text, &shown, *++format);
        else
            str_putc(&text, *format);
    *out = result_of_text(arena_strndup(e->arena, text.p, text.n));
    str_release(&text);
    return true;
}

/* The case. */

/* In a condition on one filling its own answers are all there are, and `.` is its day. */
struct then {
    const struct scope *scope;
    struct past_filling filling;
};

static const struct answer *answer_then(void *arg, const char *id)
{
    struct then *then = arg;

    if (!then->filling.answers && then->scope->filled)
        then->filling.answers = then->scope->filled(then->scope->arg, &then->filling);
    return then->filling.answers ? answers_get(then->filling.answers, id) : NULL;
}

static bool filling_then(void *arg, const char *form, size_t n, struct past_filling *filling)
{
    struct then *then = arg;

    return then->scope->filling(then->scope->arg, form, n, filling);
}

static const struct answers *filled_then(void *arg, const struct past_filling *filling)
{
    struct then *then = arg;

    return then->scope->filled(then->scope->arg, filling);
}

static bool held_then(struct eval *e, const struct expr *condition,
                      const struct past_filling *filling, bool *holds)
{
    char day[DATE_TEXT];
    struct answer self = {.id = ""};
    struct then then = {.scope = e->scope, .filling = *filling};
    struct scope scope = *e->scope;
    struct eval inner = *e;

    date_text(moment_date(filling->at), day);
    self.value = value_text(day);
    scope.answer = answer_then;
    scope.arg = &then;
    scope.row_answer = NULL;
    scope.words = NULL;
    scope.filling = scope.filling ? filling_then : NULL;
    scope.filled = scope.filled ? filled_then : NULL;
    scope.self = &self;
    inner.scope = &scope;
    return eval_flag(&inner, condition, holds);
}

/* Where a scope knows no more than the last time, or no more is asked for, that is the only one. */
static bool nth_filling(const struct eval *e, const char *form, size_t n, bool all,
                        struct past_filling *filling)
{
    const struct facts *facts = e->scope->facts;
    const struct record *record;

    if (all && e->scope->filling)
        return e->scope->filling(e->scope->arg, form, n, filling);
    record = facts && n == 0 ? facts_latest(facts, form) : NULL;
    if (record)
        *filling = (struct past_filling){.at = record->at, .answers = facts_known(facts, form)};
    return record;
}

/* The newest time the form was signed, or the oldest, at which the condition held. */
static bool walk_fillings(struct eval *e, const struct expr *call, bool oldest, bool *found,
                          int64_t *at)
{
    const char *form = call->arg[0]->text;
    bool all = oldest || call->n > 1;
    struct past_filling filling;

    *found = false;
    for (size_t n = 0; nth_filling(e, form, n, all, &filling); n++) {
        bool holds = true;

        if (*found && (oldest ? filling.at >= *at : filling.at <= *at))
            continue;
        if (call->n > 1 && !held_then(e, call->arg[1], &filling, &holds))
            return false;
        if (holds) {
            *found = true;
            *at = filling.at;
        }
    }
    return true;
}

struct past_found {
    const struct expr *call;
    bool oldest, found;
    int64_t at;
    struct past_found *next;
};

static struct past_found *find_memo(const struct past_memo *memo, const struct expr *call,
                                    bool oldest)
{
    struct past_found *it = memo->found;

    while (it && (it->oldest != oldest || !expr_same(it->call->arg[0], call->arg[0]) ||
                  !expr_same(it->call->arg[1], call->arg[1])))
        it = it->next;
    return it;
}

static bool find_filling(struct eval *e, const struct expr *call, bool oldest, bool *found,
                         int64_t *at)
{
    struct past_memo *memo = call->n > 1 ? e->scope->memo : NULL;
    struct past_found *known = memo ? find_memo(memo, call, oldest) : NULL;

    if (known) {
        *found = known->found;
        *at = known->at;
        return true;
    }
    *at = 0;
    if (!walk_fillings(e, call, oldest, found, at))
        return false;
    if (memo) {
        known = arena_alloc(e->arena, sizeof *known);
        *known = (struct past_found){call, oldest, *found, *at, memo->found};
        memo->found = known;
    }
    return true;
}

static bool day_of_filling(struct eval *e, const struct expr *call, bool oldest, struct result *out)
{
    bool found;
    int64_t at;

    if (!find_filling(e, call, oldest, &found, &at))
        return false;
    *out = (struct result){.kind = RESULT_EMPTY};
    if (found)
        *out = result_of_date(e, moment_date(at));
    return true;
}

bool function_first(struct eval *e, const struct expr *call, struct result *out)
{
    return day_of_filling(e, call, true, out);
}

bool function_last(struct eval *e, const struct expr *call, struct result *out)
{
    return day_of_filling(e, call, false, out);
}

bool function_age(struct eval *e, const struct expr *call, struct result *out)
{
    bool found;
    int64_t at;

    if (!find_filling(e, call, false, &found, &at))
        return false;
    *out = (struct result){.kind = RESULT_EMPTY};
    if (found) {
        long days = date_to_days(e->scope->today) - date_to_days(moment_date(at));
        *out = result_of_number((double)days);
    }
    return true;
}

bool function_case(struct eval *e, const struct expr *call, struct result *out)
{
    const struct value *value =
        e->scope->facts ? facts_field(e->scope->facts, call->arg[0]->text) : NULL;
    *out = (struct result){.kind = RESULT_EMPTY};
    if (value)
        *out = result_of_value(value, e->arena);
    return true;
}

/* Answers. */

static const struct answer *answer_of(const struct eval *e, const struct expr *node)
{
    if (node->kind == NODE_SELF)
        return e->scope->self;
    return e->scope->answer ? e->scope->answer(e->scope->arg, node->text) : NULL;
}

bool function_answered(struct eval *e, const struct expr *call, struct result *out)
{
    const struct answer *answer = answer_of(e, call->arg[0]);
    struct result value = result_of_answer(answer, e->arena);
    *out = result_of_flag(value.kind != RESULT_EMPTY || (answer && answer->nonanswer));
    return true;
}

bool function_nonanswer(struct eval *e, const struct expr *call, struct result *out)
{
    const struct answer *answer = answer_of(e, call->arg[0]);
    *out = result_of_text(answer ? nonanswer_code(answer->nonanswer) : NULL);
    return true;
}

bool function_words(struct eval *e, const struct expr *call, struct result *out)
{
    const struct expr *node = call->arg[0];
    if (node->kind == NODE_ANSWER && e->scope->words) {
        struct str words;
        str_init(&words, 0);
        e->scope->words(e->scope->arg, node->text, &words);
        *out = result_of_text(arena_strdup(e->arena, words.p));
        str_release(&words);
    } else {
        struct result value = result_of_answer(answer_of(e, node), e->arena);
        *out = result_of_text(result_string(&value, e->arena));
    }
    return true;
}

bool function_identity_kind(struct eval *e, const struct expr *call, struct result *out)
{
    struct identity identity = {.kind = IDENTITY_NONE};
    const char *text;
    if (!eval_text(e, call->arg[0], &text))
        return false;
    identity_parse(text, e->scope->today, &identity);
    *out = result_of_text(identity_kind_word(identity.kind));
    return true;
}
