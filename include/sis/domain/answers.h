/*
 * answers.h - what was answered: plain values, no meaning.
 *
 * An answer is a value, or says why there is none. Empty equals missing: setting an empty answer
 * removes it. Codes and ids are ASCII; text is NFC. Everything lives in the arena of its answers.
 */
#ifndef SIS_DOMAIN_ANSWERS_H
#define SIS_DOMAIN_ANSWERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sis/base/mem.h"

enum value_kind {
    VALUE_EMPTY,
    VALUE_NUMBER,
    VALUE_TEXT, /* also dates ("2024-05"), moments and identity numbers */
    VALUE_CODES /* one or more option codes, in the order of the form */
};

enum nonanswer {
    NONANSWER_NONE,
    NONANSWER_UNKNOWN,       /* vet inte */
    NONANSWER_DECLINED,      /* vill inte svara */
    NONANSWER_NOT_ASKED,     /* inte frågat */
    NONANSWER_NOT_APPLICABLE /* inte aktuellt */
};

struct value {
    enum value_kind kind;
    double number;
    const char *text;
    size_t n; /* codes */
    const char *const *code;
};

struct answer {
    const char *id; /* item id; a grid's cell is row "." column */
    struct value value;
    enum nonanswer nonanswer; /* then value is empty */
    const char *source;       /* code of the method's sources, or NULL */
    bool carried;             /* taken over from last time and not yet confirmed */
    uint32_t id_hash;         /* set by answers_set, to find it by */
};

struct answers {
    struct arena *arena; /* borrowed */
    struct answer *item; /* in the order they were first set */
    size_t n, cap;
};

void answers_init(struct answers *answers, struct arena *arena);
/* NULL when missing. Valid until the answers change. */
const struct answer *answers_get(const struct answers *answers, const char *id);
/* Copies everything of answer. An empty value without a reason removes. */
void answers_set(struct answers *answers, const struct answer *answer);
void answers_remove(struct answers *answers, const char *id);
/* A deep copy into another arena. */
void answers_copy(struct answers *to, struct arena *arena, const struct answers *from);
bool answer_equal(const struct answer *a, const struct answer *b); /* NULL is the empty answer */

struct value value_empty(void);
struct value value_number(double number);
struct value value_text(const char *text); /* borrows; NULL and "" are empty */
/* Borrows the array; n = 0 is empty. */
struct value value_codes(const char *const *code, size_t n);
bool value_equal(const struct value *a, const struct value *b);
bool value_has_code(const struct value *value, const char *code);

/* "unknown", "declined", "not_asked", "not_applicable"; NULL for NONE. */
const char *nonanswer_code(enum nonanswer nonanswer);
/* False when the word is none of these. */
bool nonanswer_parse(const char *code, enum nonanswer *nonanswer);

#endif
