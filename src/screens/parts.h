/*
 * parts.h - what the screens share: the frame round every screen, and the keys that work on it.
 */
#ifndef SCREENS_PARTS_H
#define SCREENS_PARTS_H

#include "sis/casework/register.h"
#include "sis/screens/screen.h"
#include "sis/ui/widget.h"

/* Columns of text at most: longer lines are hard to read. */
#define TEXT_COLS_MAX 100
#define MARGIN 2

/* A key of a screen; words T_NONE: what the command is called anywhere. */
struct screen_key {
    enum command command;
    enum text_id words;
    unsigned when; /* 0: always; else one of the bits that the screen says hold now */
};

/* The most important key first; read by the status line and by the help. */
struct screen_keys {
    const char *screen;
    enum context context;
    const struct screen_key *key;
    size_t n;
};

/* By the name of a screen; all shown commands of a form where the screen has no table. */
const struct screen_keys *screen_keys_of(const char *screen);

/* The line at the top: title, then what stands to its right (may be NULL). */
void frame_title(struct canvas *canvas, const struct screen_env *env, const char *left,
                 const char *right);
/* Between title and status line, with MARGIN columns for the sign of what is focused to the left. */
struct area frame_body(struct canvas *canvas);
int frame_rows(int rows);
/* Columns for text in the body. */
int frame_cols(int cols);
/* The sign before a row that has the focus. */
void frame_mark(struct area on, int row, bool focus);
void frame_keys(struct canvas *canvas, const struct screen_env *env, const char *screen,
                unsigned when);
/* The same for another context than the screen's own, as while a question is asked. */
void frame_keys_in(struct canvas *canvas, const struct screen_env *env, enum context context,
                   const struct screen_key *key, size_t n, unsigned when);

/* "24-031 Granen  rum 4": what a case may be called where anybody can look. */
void youth_words(const struct youth *youth, enum lang lang, struct str *out);

/* In a room with others: one key blanks the screen, and the same key shows it again. True when the event was
 * that key, or was typed while nothing is shown; out then says that it was handled. */
bool blank_handle(bool *blank, const struct event *event, struct out *out);
/* Nothing but the key that shows the screen again. */
void blank_draw(const struct screen_env *env, struct canvas *canvas);

/* Sets out->message. */
void say(struct out *out, const char *message);
void say_text(struct out *out, enum lang lang, enum text_id id);
void say_err(struct out *out, enum lang lang, const struct err *err);

#endif
