/*
 * keymap.h - commands, the keys that give them, and where each is valid: one table,
 * src/ui/commands.def. The status line, the help, the manual's table and the example configuration
 * are made from it.
 */
#ifndef SIS_UI_KEYMAP_H
#define SIS_UI_KEYMAP_H

#include "sis/base/conf.h"
#include "sis/base/text.h"
#include "sis/ui/key.h"

/* Where keys mean something. A printable key in CONTEXT_TEXT is text before it is a command. */
enum context {
    CONTEXT_GLOBAL,
    CONTEXT_TEXT, /* an editor has the focus */
    CONTEXT_LIST, /* lists and pages */
    CONTEXT_FORM, /* filling in */
    CONTEXT_ASK,  /* a question */
    CONTEXT_LOGIN,
    CONTEXT_COUNT
};

enum command {
    COMMAND_NONE,
#define COMMAND(id, name, context, keys, text, shown) COMMAND_##id,
#include "ui/commands.def"
#undef COMMAND
    COMMAND_COUNT
};

#define KEYS_PER_COMMAND 4

struct keymap {
    struct key key[COMMAND_COUNT][KEYS_PER_COMMAND];
    unsigned char n[COMMAND_COUNT];
};

/* The built-in keys. vim: also h j k l in lists. */
void keymap_init(struct keymap *keymap, bool vim);
/* Applies `keys = ( { do = "note.save"; on = [ "F2", "C-s" ]; } )`; mistakes (unknown command or key,
 * a key twice in one context) are problems. */
void keymap_configure(struct keymap *keymap, const struct conf *list, struct problems *problems);
/* The command of a key, looked for in `context` and then in CONTEXT_GLOBAL. */
enum command keymap_find(const struct keymap *keymap, enum context context, struct key key);

const char *command_name(enum command command);  /* "form.done" */
enum text_id command_text(enum command command); /* short words for the status line */
enum context command_context(enum command command);
bool command_shown(enum command command); /* has a place in the status line */
/* First key of a command in words, or "". */
void keymap_words(const struct keymap *keymap, enum command command, int lang, char out[32]);

#endif
