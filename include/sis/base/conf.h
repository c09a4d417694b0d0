/*
 * conf.h - libconfig files read into a plain tree that remembers where everything stood.
 *
 * Adds what libconfig 1.5 lacks: @include is refused, integers that do not fit 32 bits are refused
 * instead of wrapped, text must be valid UTF-8 and is brought to NFC, a mistake is told where it
 * stands and in plain words, and reading goes on after it: a list of problems gathers them with file
 * and line. Only what follows a mistake in the order of brackets and commas is left unread. The tree
 * lives in the arena that the caller gives.
 */
#ifndef SIS_BASE_CONF_H
#define SIS_BASE_CONF_H

#include <stdbool.h>
#include <stddef.h>

#include "sis/base/err.h"
#include "sis/base/mem.h"

enum conf_kind { CONF_GROUP, CONF_LIST, CONF_ARRAY, CONF_INT, CONF_FLOAT, CONF_BOOL, CONF_TEXT };

struct conf {
    enum conf_kind kind;
    const char *name; /* NULL inside a list or array */
    const char *file;
    int line; /* 1-based */
    long number;
    double real; /* for CONF_INT too */
    bool flag;
    const char *text;
    size_t n; /* members of a group, list or array, in the file's order */
    const struct conf *item;
};

/* Mistakes found while reading: all of them, each with its place. */
struct problems {
    struct arena *arena;
    size_t n, cap;
    struct err *item;
};
#define PROBLEMS_MAX 1000

void problems_init(struct problems *problems, struct arena *arena);
/* Adds one. After PROBLEMS_MAX further ones are dropped. */
void problem_add(struct problems *problems, const char *file, int line, enum text_id text,
                 const char *value1, const char *value2);
/* The same at a setting's place. */
void problem_at(struct problems *problems, const struct conf *at, enum text_id text,
                const char *value1, const char *value2);
/* Adds a copy of an error that stands in no file or already has its place. */
void problem_take(struct problems *problems, const struct err *problem);
/* In the order of file and line. */
void problems_sort(struct problems *problems);

#define CONF_FILE_MAX ((size_t)4 << 20)

/* The file's root group, or NULL with at least one problem added. A tree may come with problems too
 * (a number that does not fit), so that more can be found; it is then not to be used. Texts are
 * written on one line, long ones as several in a row. */
const struct conf *conf_read(const char *path, struct arena *arena, struct problems *problems);
/* The same from memory; name stands for the file in problems. */
const struct conf *conf_parse(const char *bytes, size_t n, const char *name, struct arena *arena,
                              struct problems *problems);

/* The same; the file's name and the texts that were written in it live in an arena of their own, for
 * whoever keeps them longer than the tree. */
const struct conf *conf_parse_apart(const char *bytes, size_t n, const char *name,
                                    struct arena *tree, struct arena *texts,
                                    struct problems *problems);

/* A member of a group by name, or NULL. */
const struct conf *conf_find(const struct conf *group, const char *name);

/* Readers of one member of a group. Each returns its fallback when the member is absent, and adds a
 * problem (and returns the fallback) when it has another type or lies outside min..max. */
const char *conf_text(const struct conf *group, const char *name, const char *fallback,
                      struct problems *problems);
long conf_number(const struct conf *group, const char *name, long fallback, long min, long max,
                 struct problems *problems);
bool conf_flag(const struct conf *group, const char *name, bool fallback,
               struct problems *problems);
/* { sv = "..."; en = "..."; }: both must be there and not empty, else a problem. Absent: both NULL. */
struct label conf_label(const struct conf *group, const char *name, struct problems *problems);
/* A list or array member, or NULL. */
const struct conf *conf_list(const struct conf *group, const char *name, struct problems *problems);
/* Adds a problem for every member whose name is not in known (ended by NULL): a misspelt setting
 * must not be ignored silently. */
void conf_only(const struct conf *group, const char *const *known, struct problems *problems);

#endif
