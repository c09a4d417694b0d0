/*
 * question.h - a question on the screen it concerns: yes or no, or a line or two to type. It lies over the
 * lowest rows, so that what it is about can still be read. The owner draws it last and hands it every
 * event first while `about` is not 0.
 */
#ifndef SCREENS_QUESTION_H
#define SCREENS_QUESTION_H

#include "screens/parts.h"

#define ASK_FIELDS 3

struct question_field {
    enum text_id label;
    struct entry_line entry;
};

struct question {
    int about;          /* the owner's own number for the question; 0: nothing is asked */
    bool careful;       /* cannot be taken back: Enter is no answer */
    enum text_id words; /* with {1} for what it is about */
    struct str name;
    struct question_field field[ASK_FIELDS];
    size_t n_fields, focus;
    unsigned long kept; /* version of what was typed that is in a draft */
    struct str problem; /* why the last answer did not do */
    size_t problem_at;  /* the line that it is about, and stands under; n_fields: the whole */
};

enum question_said { ASK_NOTHING, ASK_YES, ASK_NO };

void question_init(struct question *ask);
void question_release(struct question *ask);
/* Opens a question about the thing of that name (copied; "" when the words need none). Asking again about
 * the same thing finds what was typed. */
void question_open(struct question *ask, int about, enum text_id words, const char *name,
                   bool careful);
/* Adds a line to type, while it is not there already. secret: shown as dots. */
void question_add(struct question *ask, enum text_id label, const char *text, bool secret);
/* Takes the question away; what was typed stays until another question. */
void question_close(struct question *ask);
/* Also forgets what was typed. */
void question_forget(struct question *ask);
const char *question_typed(const struct question *ask, size_t field);
/* Whether anything was typed since the lines were added, or since question_kept. */
bool question_changed(const struct question *ask);
void question_kept(struct question *ask);
void question_problem(struct question *ask, const struct err *err, enum lang lang);
/* The problem is about that line: it stands under it, and the cursor goes there. */
void question_problem_in(struct question *ask, size_t field, const struct err *err, enum lang lang);

enum context question_context(const struct question *ask);
/* ASK_YES leaves the question open: the owner closes it, or says why it does not do. */
enum question_said question_handle(struct question *ask, const struct event *event,
                                   struct out *out);
/* With the status line. */
void question_draw(const struct question *ask, const struct screen_env *env, struct canvas *canvas);

#endif
