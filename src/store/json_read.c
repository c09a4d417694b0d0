/* json_read.c - answers from JSON, and to JSON. */
#include "sis/store/json_read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sis/base/str.h"
#include "sis/base/utf8.h"

#define NUMBER_LONGEST 63

/* Reads what answers_write_json writes, and no more of JSON than that. The strings of one answer stand
 * in room, one behind the other, until answers_set copies them; it is wiped in the end. */
struct reader {
    const char *p, *end;
    char *room, *free; /* of as many bytes as the text */
    const char **code;
    size_t cap;
    bool broken; /* what was read is no JSON, rather than no answer */
};

static bool broken(struct reader *in)
{
    in->broken = true;
    return false;
}

static void skip_space(struct reader *in)
{
    while (in->p < in->end && (*in->p == ' ' || *in->p == '\t' || *in->p == '\r' || *in->p == '\n'))
        in->p++;
}

static bool take(struct reader *in, char c)
{
    skip_space(in);
    if (in->p == in->end || *in->p != c)
        return false;
    in->p++;
    return true;
}

static bool expect(struct reader *in, char c)
{
    return take(in, c) || broken(in);
}

static bool take_word(struct reader *in, const char *word)
{
    size_t n = strlen(word);

    if ((size_t)(in->end - in->p) < n || memcmp(in->p, word, n) != 0)
        return false;
    in->p += n;
    return true;
}

/* The four digits behind \u; -1. */
static int32_t take_hex(struct reader *in)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    int32_t cp = 0;

    for (int i = 0; i < 4; i++) {
        const char *digit = in->p < in->end && *in->p != '\0' ? strchr(digits, *in->p) : NULL;

        if (digit == NULL)
            return -1;
        cp = cp << 4 | (int32_t)((digit - digits) & 15);
        in->p++;
    }
    return cp;
}

/* Behind \u: one half of a pair wants the other, and a NUL would end the text. */
static bool take_code_point(struct reader *in)
{
    int32_t cp = take_hex(in);

    if (cp >= 0xd800 && cp < 0xdc00) {
        int32_t low = take_word(in, "\\u") ? take_hex(in) : -1;

        if (low < 0xdc00 || low > 0xdfff)
            return broken(in);
        cp = 0x10000 + ((cp - 0xd800) << 10) + (low - 0xdc00);
    } else if (cp <= 0 || (cp >= 0xdc00 && cp < 0xe000)) {
        return broken(in);
    }
    in->free += utf8_encode(cp, in->free);
    return true;
}

static bool take_escape(struct reader *in)
{
    static const char name[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    const char *at = in->p < in->end && *in->p != '\0' ? strchr(name, *in->p) : NULL;

    if (take_word(in, "u"))
        return take_code_point(in);
    if (at == NULL)
        return broken(in);
    *in->free++ = meant[at - name];
    in->p++;
    return true;
}

/* NULL when there is none. */
static const char *take_string(struct reader *in)
{
    const char *text = in->free;

    if (!take(in, '"'))
        return NULL;
    while (in->p < in->end && *in->p != '"') {
        if (*in->p == '\\') {
            in->p++;
            if (!take_escape(in))
                return NULL;
        } else if (*in->p == '\0') {
            break;
        } else {
            *in->free++ = *in->p++;
        }
    }
    *in->free++ = '\0';
    return expect(in, '"') ? text : NULL;
}

/* "1e999" is read as infinity, which no JSON can say again. */
static bool take_number(struct reader *in, struct value *value)
{
    char text[NUMBER_LONGEST + 1];
    size_t n = 0;
    char *end;
    double number;

    while (n < NUMBER_LONGEST && in->p + n < in->end && in->p[n] != '\0' &&
           strchr("+-.0123456789eE", in->p[n]) != NULL) {
        text[n] = in->p[n];
        n++;
    }
    text[n] = '\0';
    number = strtod(text, &end);
    if (n == 0 || end != text + n)
        return broken(in);
    in->p += n;
    *value = value_number(number);
    return isfinite(number);
}

static bool take_codes(struct reader *in, struct value *value)
{
    size_t n = 0;

    if (!take(in, ']')) {
        do {
            const char *code = take_string(in);

            if (text_is_empty(code))
                return false;
            if (n == in->cap) {
                in->cap = 2 * in->cap + 16;
                in->code = mem_grow(in->code, in->cap * sizeof(*in->code));
            }
            in->code[n++] = code;
        } while (take(in, ','));
        if (!expect(in, ']'))
            return false;
    }
    *value = value_codes(in->code, n);
    return true;
}

static bool take_value(struct reader *in, struct value *value)
{
    if (take(in, '['))
        return take_codes(in, value);
    if (in->p == in->end)
        return broken(in);
    if (*in->p == '"') {
        const char *text = take_string(in);

        *value = value_text(text);
        return text != NULL;
    }
    if (strchr("-0123456789", *in->p) != NULL)
        return take_number(in, value);
    return take_word(in, "null");
}

static bool take_member(struct reader *in, struct answer *answer)
{
    const char *name = take_string(in);
    const char *word;

    if (name == NULL || !expect(in, ':'))
        return broken(in);
    if (strcmp(name, "value") == 0)
        return take_value(in, &answer->value);
    skip_space(in);
    if (strcmp(name, "carried") == 0) {
        answer->carried = take_word(in, "true");
        return answer->carried || take_word(in, "false");
    }
    word = take_string(in);
    if (word != NULL && strcmp(name, "source") == 0) {
        answer->source = word;
        return true;
    }
    return word != NULL && strcmp(name, "nonanswer") == 0 &&
           nonanswer_parse(word, &answer->nonanswer);
}

static bool take_answer(struct reader *in, struct answers *answers, const char *id)
{
    struct answer answer = {.id = id};

    if (take(in, '{')) {
        if (!take(in, '}')) {
            do
                if (!take_member(in, &answer))
                    return false;
            while (take(in, ','));
            if (!expect(in, '}'))
                return false;
        }
    } else if (!take_value(in, &answer.value)) {
        return false;
    }
    answers_set(answers, &answer);
    return true;
}

static bool is_id(const char *text)
{
    const char *p = text;

    while ((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'Z') ||
           *p == '.' || *p == '_' || *p == '-')
        p++;
    return p > text && *p == '\0';
}

/* Where it went wrong: an id, or NULL for the object as a whole. */
static bool take_object(struct reader *in, struct answers *answers, const char **at)
{
    if (!expect(in, '{'))
        return false;
    if (!take(in, '}')) {
        do {
            in->free = in->room;
            *at = NULL;
            const char *id = take_string(in);

            if (id == NULL || !is_id(id) || !expect(in, ':'))
                return broken(in);
            *at = id;
            if (!take_answer(in, answers, id))
                return false;
        } while (take(in, ','));
        if (!expect(in, '}'))
            return false;
    }
    skip_space(in);
    return in->p == in->end || broken(in);
}

bool json_read_answers(const char *json, size_t n, struct answers *answers, struct err *err)
{
    struct reader in = {.p = json, .end = json + n, .room = mem_new(n + 1)};
    const char *at = NULL;
    bool good;

    in.free = in.room;
    good = take_object(&in, answers, &at);
    if (!good) {
        at = in.broken || at == NULL ? "{}" : arena_strdup(answers->arena, at);
        err_set(err, ERR_CORRUPT, T_STORE_JSON_ANSWERS, at, NULL);
    }
    mem_wipe_free(in.room, n + 1);
    mem_free(in.code);
    return good;
}

static void write_value(const struct value *value, struct json *json)
{
    switch (value->kind) {
    case VALUE_EMPTY: json_null(json); break;
    case VALUE_NUMBER: json_real(json, value->number); break;
    case VALUE_TEXT: json_text(json, value->text); break;
    case VALUE_CODES:
        json_open(json, '[');
        for (size_t i = 0; i < value->n; i++)
            json_text(json, value->code[i]);
        json_close(json, ']');
        break;
    }
}

static void write_long(const struct answer *answer, struct json *json)
{
    json_open(json, '{');
    if (answer->value.kind != VALUE_EMPTY) {
        json_name(json, "value");
        write_value(&answer->value, json);
    }
    if (answer->nonanswer) {
        json_name(json, "nonanswer");
        json_text(json, nonanswer_code(answer->nonanswer));
    }
    if (answer->source) {
        json_name(json, "source");
        json_text(json, answer->source);
    }
    if (answer->carried) {
        json_name(json, "carried");
        json_bool(json, true);
    }
    json_close(json, '}');
}

void answers_write_json(const struct answers *answers, struct json *json)
{
    json_open(json, '{');
    for (size_t i = 0; i < answers->n; i++) {
        const struct answer *answer = &answers->item[i];
        json_name(json, answer->id);
        if (answer->nonanswer || answer->source || answer->carried)
            write_long(answer, json);
        else
            write_value(&answer->value, json);
    }
    json_close(json, '}');
}

bool answers_to_json(const struct answers *answers, struct str *out)
{
    struct json json;
    json_start(&json, out, false);
    answers_write_json(answers, &json);
    return !out->over;
}
