/*
 * cosign.h - the screen of the second signature, among its parts.
 */
#ifndef SCREENS_COSIGN_H
#define SCREENS_COSIGN_H

#include "screens/day.h"
#include "screens/panel.h"
#include "screens/question.h"
#include "sis/casework/cosign.h"
#include "sis/form/live.h"

/* Under which id of the draft lies what was typed for an item and not given. */
#define COSIGN_TYPED "typed."
#define COSIGN_TYPED_BYTES 160

enum cosign_mode {
    MODE_LOGIN, /* the second person, before anything is theirs to fill in */
    MODE_LIST,
    MODE_CHOICE, /* one of the options, in the panel */
    MODE_CONFIRM,
    MODE_ASK /* something to type, over the lowest rows */
};

struct cosign_screen {
    const struct screen_env *env;
    struct place place;
    struct case_file *file;
    const struct record *record;
    const struct method *method; /* that it was signed under */
    const struct form *form;
    struct arena *arena;
    struct answers first; /* a copy, for live */
    struct live *live;
    const struct item **item; /* what can be judged: judgements first */
    size_t n_items;
    struct answers own;
    struct answers typed; /* what was begun and not given, as it was typed, by cosign_typed_id */
    const char *why;
    bool beside; /* the first person sits here, so the second one logs in beside them */
    enum cosign_mode mode;
    struct list_view list;
    struct panel panel;
    struct question ask;
    struct day_asked day;
    struct question login; /* of the second person beside the first */
    struct id draft;
    bool unkept;
    bool done;
};

/* --- cosign_paint.c --- */

void cosign_typed_id(const struct item *item, char id[COSIGN_TYPED_BYTES]);
enum lang cosign_lang(const struct cosign_screen *it);
/* What the list points at; NULL. */
const struct item *cosign_focused(const struct cosign_screen *it);
void cosign_label(const struct cosign_screen *it, const struct item *item, struct str *out);
void cosign_words(const struct cosign_screen *it, const struct answers *answers,
                  const struct item *item, struct str *out);
/* What was typed for it and not given; NULL. */
const char *cosign_begun(const struct cosign_screen *it, const struct item *item);
/* What the second person is called here: "Du", or "Den andra" beside the first. */
const char *cosign_second(const struct cosign_screen *it);
size_t cosign_found(const struct cosign_screen *it, struct arena *arena,
                    struct difference **difference);
struct list_source cosign_source(const struct cosign_screen *it);
/* Rows of the list on a screen of that size. */
int cosign_rows(const struct cosign_screen *it, int rows, int cols);
void cosign_draw(const void *state, struct canvas *canvas);

#endif
