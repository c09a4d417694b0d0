/* answers.c - a set of answers in an arena. */
#include "sis/domain/answers.h"

#include <math.h>
#include <string.h>

#include "sis/base/str.h"

static const char *const nonanswer_words[] = {
    [NONANSWER_NONE] = NULL,
    [NONANSWER_UNKNOWN] = "unknown",
    [NONANSWER_DECLINED] = "declined",
    [NONANSWER_NOT_ASKED] = "not_asked",
    [NONANSWER_NOT_APPLICABLE] = "not_applicable",
};

void answers_init(struct answers *answers, struct arena *arena)
{
    *answers = (struct answers){.arena = arena};
}

/* FNV-1a: the ids of a form differ in their last letters, which a comparison comes to last. */
static uint32_t hash_of_id(const char *id)
{
    uint32_t hash = 2166136261u;
    for (; *id; id++)
        hash = (hash ^ (uint8_t)*id) * 16777619u;
    return hash;
}

static struct answer *find(const struct answers *answers, const char *id, uint32_t hash)
{
    for (size_t i = 0; i < answers->n; i++)
        if (answers->item[i].id_hash == hash && strcmp(answers->item[i].id, id) == 0)
            return &answers->item[i];
    return NULL;
}

const struct answer *answers_get(const struct answers *answers, const char *id)
{
    return find(answers, id, hash_of_id(id));
}

static bool is_empty(const struct answer *answer)
{
    return answer->nonanswer == NONANSWER_NONE && value_equal(&answer->value, NULL);
}

static struct value copy_value(struct arena *arena, const struct value *value)
{
    struct value copy = *value;
    if (value->kind == VALUE_TEXT)
        copy.text = arena_strdup(arena, value->text);
    if (value->kind == VALUE_CODES) {
        const char **code = arena_array(arena, value->n, sizeof(*code));
        for (size_t i = 0; i < value->n; i++)
            code[i] = arena_strdup(arena, value->code[i]);
        copy.code = code;
    }
    return copy;
}

static struct answer *add(struct answers *answers)
{
    if (!answers->item || answers->n == answers->cap) {
        answers->cap = answers->cap ? 2 * answers->cap : 16;
        answers->item = arena_regrow(answers->arena, answers->item, answers->n, answers->cap,
                                     sizeof(*answers->item));
    }
    return &answers->item[answers->n++];
}

/* What is not empty, in the arena of answers. */
static struct answer copy_answer(struct answers *answers, const struct answer *answer)
{
    return (struct answer){
        .value = answer->nonanswer ? value_empty() : copy_value(answers->arena, &answer->value),
        .nonanswer = answer->nonanswer,
        .source =
            arena_strdup(answers->arena, text_is_empty(answer->source) ? NULL : answer->source),
        .carried = answer->carried,
    };
}

void answers_set(struct answers *answers, const struct answer *answer)
{
    if (is_empty(answer)) {
        answers_remove(answers, answer->id);
        return;
    }
    uint32_t hash = hash_of_id(answer->id);
    struct answer copy = copy_answer(answers, answer);
    struct answer *at = find(answers, answer->id, hash);
    copy.id = at ? at->id : arena_strdup(answers->arena, answer->id);
    copy.id_hash = hash;
    if (!at)
        at = add(answers);
    *at = copy;
}

void answers_remove(struct answers *answers, const char *id)
{
    struct answer *at = find(answers, id, hash_of_id(id));
    if (!at)
        return;
    const struct answer *end = answers->item + answers->n;
    memmove(at, at + 1, (size_t)(end - at - 1) * sizeof(*at));
    answers->n--;
}

void answers_copy(struct answers *to, struct arena *arena, const struct answers *from)
{
    struct answers copy;
    answers_init(&copy, arena);
    for (size_t i = 0; i < from->n; i++) {
        struct answer answer = copy_answer(&copy, &from->item[i]);
        answer.id = arena_strdup(arena, from->item[i].id);
        answer.id_hash = from->item[i].id_hash;
        *add(&copy) = answer;
    }
    *to = copy;
}

bool answer_equal(const struct answer *a, const struct answer *b)
{
    static const struct answer empty;
    a = a ? a : &empty;
    b = b ? b : &empty;
    if (is_empty(a) || is_empty(b))
        return is_empty(a) && is_empty(b);
    return a->nonanswer == b->nonanswer && value_equal(&a->value, &b->value) &&
           text_equal(a->source, b->source) && a->carried == b->carried;
}

struct value value_empty(void)
{
    return (struct value){.kind = VALUE_EMPTY};
}

struct value value_number(double number)
{
    if (isnan(number))
        return value_empty();
    return (struct value){.kind = VALUE_NUMBER, .number = number};
}

struct value value_text(const char *text)
{
    if (text_is_empty(text))
        return value_empty();
    return (struct value){.kind = VALUE_TEXT, .text = text};
}

struct value value_codes(const char *const *code, size_t n)
{
    if (n == 0)
        return value_empty();
    return (struct value){.kind = VALUE_CODES, .code = code, .n = n};
}

static bool codes_equal(const struct value *a, const struct value *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (strcmp(a->code[i], b->code[i]) != 0)
            return false;
    return true;
}

/* A value made by hand may be a text or a code set without content; it too is empty. */
static enum value_kind kind_of(const struct value *value)
{
    if (!value || (value->kind == VALUE_TEXT && text_is_empty(value->text)) ||
        (value->kind == VALUE_CODES && value->n == 0) ||
        (value->kind == VALUE_NUMBER && isnan(value->number)))
        return VALUE_EMPTY;
    return value->kind;
}

bool value_equal(const struct value *a, const struct value *b)
{
    enum value_kind kind = kind_of(a);
    if (kind != kind_of(b))
        return false;
    switch (kind) {
    case VALUE_EMPTY: return true;
    case VALUE_NUMBER: return !(a->number < b->number) && !(a->number > b->number);
    case VALUE_TEXT: return strcmp(a->text, b->text) == 0;
    case VALUE_CODES: return codes_equal(a, b);
    }
    return false;
}

bool value_has_code(const struct value *value, const char *code)
{
    if (value->kind != VALUE_CODES)
        return false;
    for (size_t i = 0; i < value->n; i++)
        if (strcmp(value->code[i], code) == 0)
            return true;
    return false;
}

const char *nonanswer_code(enum nonanswer nonanswer)
{
    return nonanswer_words[nonanswer];
}

bool nonanswer_parse(const char *code, enum nonanswer *nonanswer)
{
    for (size_t i = NONANSWER_NONE + 1; i < ARRAY_LEN(nonanswer_words); i++)
        if (text_equal(code, nonanswer_words[i])) {
            *nonanswer = (enum nonanswer)i;
            return true;
        }
    return false;
}
