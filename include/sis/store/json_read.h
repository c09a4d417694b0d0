/*
 * json_read.h - answers as one JSON object, and back.
 *
 *   {"u1.09":"yes","n":3,"c":["a","b"],
 *    "x":{"value":"yes","nonanswer":"unknown","source":"talk","carried":true}}
 *
 * A string is a text, an array of strings is codes; the long form stands where an answer has a
 * source, is carried over, or says why there is none.
 */
#ifndef SIS_STORE_JSON_READ_H
#define SIS_STORE_JSON_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "sis/base/err.h"
#include "sis/base/json.h"
#include "sis/domain/answers.h"

/* Sets every answer of the object in answers (an empty one removes, of two with the same id the
 * later one stays). On failure ERR_CORRUPT, with the id in {1}, and answers holds what came before. */
bool json_read_answers(const char *json, size_t n, struct answers *answers,
                       struct err *err) WARN_UNUSED;

/* Writes the object; without answers it is {}. */
void answers_write_json(const struct answers *answers, struct json *json);
/* Adds it as the text of a row; false when that is longer than out takes. */
bool answers_to_json(const struct answers *answers, struct str *out);

#endif
