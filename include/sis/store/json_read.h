/*
 * json_read.h - answers as one JSON object, and back.
 *
 *   {"u1.09":"yes","n":3,"c":["a","b"],
 *    "x":{"value":"yes","nonanswer":"unknown","source":"talk","carried":true}}
 *
 * A string is a text, an array of strings is codes; the long form stands where an answer has a
 * source, is carried over, or says why there is none. Reading is done by SQLite's JSON functions on
 * a connection of its own, in memory, that holds no data.
 */
#ifndef SIS_STORE_JSON_READ_H
#define SIS_STORE_JSON_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "sis/base/err.h"
#include "sis/base/json.h"
#include "sis/domain/answers.h"

struct json_reader;

/* NULL and err when SQLite has no memory. One reader serves any number of objects. */
struct json_reader *json_reader_new(struct err *err);
/* Accepts NULL. */
void json_reader_free(struct json_reader *reader);
/* Sets every answer of the object in answers (an empty one removes, of two with the same id the
 * later one stays). On failure ERR_CORRUPT, with the id in {1}, and answers holds what came before. */
bool json_read_answers(struct json_reader *reader, const char *json, size_t n,
                       struct answers *answers, struct err *err) WARN_UNUSED;

/* Writes the object; without answers it is {}. */
void answers_write_json(const struct answers *answers, struct json *json);

#endif
