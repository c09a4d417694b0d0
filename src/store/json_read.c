/* json_read.c - answers from JSON by way of SQLite, and to JSON. */
#include "sis/store/json_read.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "sis/base/str.h"

/* Numbers with decimals come as they are written: SQLite does not always read them exactly. (Ids
 * hold no quotes, so a path leads to each.) The rows come in the order of the document, a container
 * before what it holds. */
static const char query[] = "SELECT id, parent, key, type,"
                            " CASE type WHEN 'real' THEN ?1 -> fullkey ELSE atom END"
                            " FROM json_tree(?1)";
enum column { COLUMN_ID, COLUMN_PARENT, COLUMN_KEY, COLUMN_TYPE, COLUMN_ATOM };

struct json_reader {
    sqlite3 *db;
    sqlite3_stmt *statement;
};

static bool sqlite_failed(struct json_reader *reader, struct err *err)
{
    err_set(err, ERR_DB, T_STORE_JSON, NULL, NULL);
    err_detail(err, "json: %s", sqlite3_errmsg(reader->db));
    return false;
}

struct json_reader *json_reader_new(struct err *err)
{
    struct json_reader *reader = mem_new(sizeof(*reader));
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY;
    if (sqlite3_open_v2(":memory:", &reader->db, flags, NULL) == SQLITE_OK &&
        sqlite3_prepare_v3(reader->db, query, sizeof(query), SQLITE_PREPARE_PERSISTENT,
                           &reader->statement, NULL) == SQLITE_OK)
        return reader;
    sqlite_failed(reader, err);
    json_reader_free(reader);
    return NULL;
}

void json_reader_free(struct json_reader *reader)
{
    if (!reader)
        return;
    sqlite3_finalize(reader->statement);
    sqlite3_close(reader->db);
    mem_free(reader);
}

/* The answer that is being put together. */
struct building {
    struct answers *answers;
    struct answer answer;
    long long root, object, array; /* ids of the containers that are open; -1 = none */
    const char **code;
    size_t n, cap;
};

static void finish(struct building *b)
{
    if (!b->answer.id)
        return;
    if (b->array >= 0)
        b->answer.value = value_codes(b->code, b->n);
    answers_set(b->answers, &b->answer);
    b->answer = (struct answer){.id = NULL};
}

static char *column_text(const struct building *b, sqlite3_stmt *s, enum column column)
{
    const char *text = (const char *)sqlite3_column_text(s, (int)column);
    int n = sqlite3_column_bytes(s, (int)column);
    if (!text || strlen(text) != (size_t)n)
        return NULL;
    return arena_strndup(b->answers->arena, text, (size_t)n);
}

static bool is_type(sqlite3_stmt *s, const char *type)
{
    return strcmp((const char *)sqlite3_column_text(s, COLUMN_TYPE), type) == 0;
}

static bool take_value(struct building *b, sqlite3_stmt *s)
{
    if (is_type(s, "null"))
        return true;
    if (is_type(s, "integer")) {
        b->answer.value = value_number(sqlite3_column_double(s, COLUMN_ATOM));
        return true;
    }
    if (is_type(s, "array")) {
        b->array = sqlite3_column_int64(s, COLUMN_ID);
        b->n = 0;
        return true;
    }
    char *text = column_text(b, s, COLUMN_ATOM);
    if (text && is_type(s, "real")) {
        b->answer.value = value_number(strtod(text, NULL));
        return true;
    }
    if (!text || !is_type(s, "text"))
        return false;
    b->answer.value = value_text(text);
    return true;
}

static bool take_member(struct building *b, sqlite3_stmt *s)
{
    const char *key = (const char *)sqlite3_column_text(s, COLUMN_KEY);
    if (strcmp(key, "value") == 0)
        return take_value(b, s);
    if (strcmp(key, "carried") == 0) {
        b->answer.carried = is_type(s, "true");
        return is_type(s, "true") || is_type(s, "false");
    }
    const char *word = is_type(s, "text") ? column_text(b, s, COLUMN_ATOM) : NULL;
    if (word && strcmp(key, "source") == 0) {
        b->answer.source = word;
        return true;
    }
    return word && strcmp(key, "nonanswer") == 0 && nonanswer_parse(word, &b->answer.nonanswer);
}

static bool take_code(struct building *b, sqlite3_stmt *s)
{
    const char *code = is_type(s, "text") ? column_text(b, s, COLUMN_ATOM) : NULL;
    if (text_is_empty(code))
        return false;
    if (b->n == b->cap) {
        b->cap = b->cap ? 2 * b->cap : 8;
        b->code = arena_regrow(b->answers->arena, b->code, b->n, b->cap, sizeof(*b->code));
    }
    b->code[b->n++] = code;
    return true;
}

static bool is_id(const char *text)
{
    static const char name[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";
    return !text_is_empty(text) && text[strspn(text, name)] == '\0';
}

static bool begin(struct building *b, sqlite3_stmt *s)
{
    finish(b);
    b->object = b->array = -1;
    const char *id = column_text(b, s, COLUMN_KEY);
    if (!is_id(id))
        return false;
    b->answer = (struct answer){.id = id};
    if (!is_type(s, "object"))
        return take_value(b, s);
    b->object = sqlite3_column_int64(s, COLUMN_ID);
    return true;
}

static bool take_row(struct building *b, sqlite3_stmt *s)
{
    if (sqlite3_column_type(s, COLUMN_PARENT) == SQLITE_NULL) {
        b->root = sqlite3_column_int64(s, COLUMN_ID);
        return is_type(s, "object");
    }
    long long parent = sqlite3_column_int64(s, COLUMN_PARENT);
    if (parent == b->root)
        return begin(b, s);
    if (parent == b->object)
        return take_member(b, s);
    return parent == b->array && take_code(b, s);
}

/* SQLite ends a text at \u0000 without a word. */
static bool escapes_nul(const char *json, size_t n)
{
    for (size_t i = 0; i + 5 < n; i++) {
        if (json[i] != '\\')
            continue;
        if (memcmp(json + i + 1, "u0000", 5) == 0)
            return true;
        i++;
    }
    return false;
}

bool json_read_answers(struct json_reader *reader, const char *json, size_t n,
                       struct answers *answers, struct err *err)
{
    struct building b = {.answers = answers, .root = -1, .object = -1, .array = -1};
    sqlite3_stmt *s = reader->statement;
    bool good = !escapes_nul(json, n);
    int code = sqlite3_bind_text64(s, 1, json, n, SQLITE_STATIC, SQLITE_UTF8);
    if (code == SQLITE_OK)
        while (good && (code = sqlite3_step(s)) == SQLITE_ROW)
            good = take_row(&b, s);
    good = good && code == SQLITE_DONE && b.root >= 0;
    if (good)
        finish(&b);
    else if (code == SQLITE_NOMEM)
        sqlite_failed(reader, err);
    else
        err_set(err, ERR_CORRUPT, T_STORE_JSON_ANSWERS, b.answer.id ? b.answer.id : "{}", NULL);
    sqlite3_reset(s);
    sqlite3_clear_bindings(s);
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
