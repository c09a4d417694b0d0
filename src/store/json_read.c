/* json_read.c - answers from JSON, by cJSON, and to JSON. */
#include "sis/store/json_read.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

#include "sis/base/str.h"

/* cJSON ends a text at an escaped NUL without a word, and takes bytes below the space as they are. */
static bool is_plain(const char *json, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (json[i] == '\0')
            return false;
        if (json[i] != '\\')
            continue;
        if (i + 5 < n && memcmp(json + i + 1, "u0000", 5) == 0)
            return false;
        i++;
    }
    return true;
}

static cJSON *parse(const char *json, size_t n)
{
    /* Its own malloc would make a row look damaged when memory runs out. */
    cJSON_Hooks hooks = {mem_new, mem_free};
    const char *end = NULL;
    cJSON_InitHooks(&hooks);
    cJSON *root = is_plain(json, n) ? cJSON_ParseWithLengthOpts(json, n, &end, false) : NULL;

    while (root && end < json + n && strchr(" \t\r\n", *end))
        end++;
    if (root && cJSON_IsObject(root) && end == json + n)
        return root;
    cJSON_Delete(root);
    return NULL;
}

/* What is taken points into the JSON until answers_set copies it. */
static bool take_codes(const struct answers *answers, const cJSON *list, struct answer *answer)
{
    size_t n = 0;
    const char **code =
        arena_array(answers->arena, (size_t)cJSON_GetArraySize(list) + 1, sizeof(*code));
    const cJSON *item;

    cJSON_ArrayForEach(item, list)
    {
        if (!cJSON_IsString(item) || text_is_empty(item->valuestring))
            return false;
        code[n++] = item->valuestring;
    }
    answer->value = value_codes(code, n);
    return true;
}

static bool take_value(const struct answers *answers, const cJSON *value, struct answer *answer)
{
    if (cJSON_IsNull(value))
        return true;
    if (cJSON_IsArray(value))
        return take_codes(answers, value, answer);
    /* "1e999" is read as infinity, which no JSON can say again. */
    if (cJSON_IsNumber(value) && isfinite(value->valuedouble))
        answer->value = value_number(value->valuedouble);
    else if (cJSON_IsString(value))
        answer->value = value_text(value->valuestring);
    else
        return false;
    return true;
}

static bool take_member(const struct answers *answers, const cJSON *member, struct answer *answer)
{
    if (strcmp(member->string, "value") == 0)
        return take_value(answers, member, answer);
    if (strcmp(member->string, "carried") == 0) {
        answer->carried = cJSON_IsTrue(member);
        return cJSON_IsBool(member);
    }
    if (!cJSON_IsString(member))
        return false;
    if (strcmp(member->string, "source") == 0) {
        answer->source = member->valuestring;
        return true;
    }
    return strcmp(member->string, "nonanswer") == 0 &&
           nonanswer_parse(member->valuestring, &answer->nonanswer);
}

static bool is_id(const char *text)
{
    static const char name[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";
    return !text_is_empty(text) && text[strspn(text, name)] == '\0';
}

static bool take_answer(struct answers *answers, const cJSON *item)
{
    struct answer answer = {.id = item->string};
    const cJSON *member;

    if (!cJSON_IsObject(item)) {
        if (!take_value(answers, item, &answer))
            return false;
    } else {
        cJSON_ArrayForEach(member, item)
        {
            if (!take_member(answers, member, &answer))
                return false;
        }
    }
    answers_set(answers, &answer);
    return true;
}

bool json_read_answers(const char *json, size_t n, struct answers *answers, struct err *err)
{
    cJSON *root = parse(json, n);
    const char *at = root ? NULL : "{}";
    const cJSON *item;

    cJSON_ArrayForEach(item, root)
    {
        if (!is_id(item->string))
            at = "{}";
        else if (!take_answer(answers, item))
            at = arena_strdup(answers->arena, item->string);
        if (at)
            break;
    }
    cJSON_Delete(root);
    return !at || err_set(err, ERR_CORRUPT, T_STORE_JSON_ANSWERS, at, NULL);
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
