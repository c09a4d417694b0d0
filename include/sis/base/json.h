/*
 * json.h - writing JSON (RFC 8259). Reading is SQLite's work: see store/json_read.h.
 */
#ifndef SIS_BASE_JSON_H
#define SIS_BASE_JSON_H

#include <stdbool.h>

#include "sis/base/str.h"

struct json {
    struct str *out;
    int depth;
    bool first; /* nothing written yet at this depth */
    bool named; /* a name waits for its value */
    bool pretty;
};

/* pretty: one member a line, two spaces a level; else no white space at all. */
void json_start(struct json *json, struct str *out, bool pretty);
void json_open(struct json *json, char bracket); /* { or [ */
void json_close(struct json *json, char bracket);
void json_name(struct json *json, const char *name);
void json_text(struct json *json, const char *text); /* NULL writes null */
void json_text_n(struct json *json, const char *text, size_t n);
void json_int(struct json *json, long long number);
void json_real(struct json *json, double number); /* shortest form that reads back; NaN: null */
void json_bool(struct json *json, bool flag);
void json_null(struct json *json);

/* A number in its shortest decimal form that reads back the same, as in ECMAScript: an exponent only
 * from 1e+21 and below 1e-6, -0 is "0"; "NaN", "Infinity", "-Infinity". out holds 40 bytes. */
void real_text(double number, char out[40]);

#endif
