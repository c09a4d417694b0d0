/*
 * promise.h - the screen of promises among its parts: what it keeps, and how it is drawn.
 */
#ifndef SCREENS_PROMISE_H
#define SCREENS_PROMISE_H

#include "screens/day.h"
#include "screens/panel.h"
#include "screens/question.h"
#include "sis/casework/case.h"
#include "sis/casework/promises.h"

enum { WHAT, BY, WHO, FIELDS };
enum promise_mode { MODE_LIST, MODE_NEW, MODE_HOW };

struct promise_field {
    const char *id; /* in the draft */
    enum text_id label;
};

struct promises {
    const struct screen_env *env;
    struct place place;
    struct case_file *file;
    struct arena *arena; /* of the rows */
    struct promise *promise;
    size_t n;
    struct list_view list;
    enum promise_mode mode;
    struct entry_line entry[FIELDS];
    size_t focus;
    struct str problem;
    struct panel how;
    struct id asked; /* the promise that the panel or the question is about */
    struct question ask;
    struct id moved;  /* the promise that the typed day is for */
    struct id moving; /* the draft of that day */
    struct day_asked day;
    struct id draft;
    unsigned long kept;
};

/* --- promise_draw.c --- */

extern const struct promise_field promise_field[FIELDS];

const char *promise_typed(const struct promises *it, size_t field);
/* False when the words are no day; no words are no day either, of year 0. */
bool promise_day(const struct promises *it, const char *words, struct date *day);
/* As it would be stored; false when it is no day. */
bool promise_day_text(const struct promises *it, const char *words, char written[DATE_TEXT]);
bool promise_may_write(const struct promises *it);
struct list_source promise_source(const struct promises *it);
/* Rows of the list in a body of that many. */
int promise_rows(int body);
void promise_draw(const void *state, struct canvas *canvas);

#endif
