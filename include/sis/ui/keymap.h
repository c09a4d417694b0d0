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

/* What has the focus. Some keys belong to what is focused and are never commands there: in
 * CONTEXT_TEXT all text and all keys that move and delete; in CONTEXT_LOGIN the same except Enter,
 * Up and Down; in CONTEXT_FORM letters, digits and the space bar, which are answers. */
enum context {
    CONTEXT_PLAIN, /* nothing of the following */
    CONTEXT_TEXT,  /* an editor has the focus */
    CONTEXT_LIST,  /* lists and pages */
    CONTEXT_FORM,  /* filling in: letters and digits are answers */
    CONTEXT_ASK,   /* a question */
    CONTEXT_LOGIN, /* name and password */
    CONTEXT_COUNT
};

enum command {
    COMMAND_NONE,
#define COMMAND(id, name, where, keys, text, stays) COMMAND_##id,
#include "ui/commands.def"
#undef COMMAND
    COMMAND_COUNT
};

#define KEYS_PER_COMMAND 4

struct keymap {
    struct key key[COMMAND_COUNT][KEYS_PER_COMMAND];
    unsigned char n[COMMAND_COUNT];
    bool vim; /* h j k l in lists */
};

/* The built-in keys. */
void keymap_init(struct keymap *keymap, bool vim);
/* Applies `keys = ( { do = "form.done"; on = [ "F2", "C-s" ]; } )`: those keys instead of the
 * built-in ones. Mistakes are problems: an unknown command or key; more than KEYS_PER_COMMAND; a key
 * that terminals do not send; a key twice in one context; a command without a key in a context where
 * it is valid. With a problem the keymap stays as it was. list may be NULL. */
void keymap_configure(struct keymap *keymap, const struct conf *list, struct problems *problems);
/* The command of a key in this context, or COMMAND_NONE. */
enum command keymap_find(const struct keymap *keymap, enum context context, struct key key);
/* The i-th key that gives the command in this context; false behind the last. */
bool keymap_key(const struct keymap *keymap, enum context context, enum command command, int i,
                struct key *key);

const char *command_name(enum command command);              /* "form.done" */
enum command command_by_name(const char *name);              /* COMMAND_NONE when there is none */
enum text_id command_text(enum command command);             /* short words for the status line */
bool command_in(enum command command, enum context context); /* is valid there */
bool command_stays(enum command command);                    /* in the narrowest status line too */
/* The key to show for a command in words, or "" when it has none there: the first that is valid in
 * this context; a letter that the words themselves begin with goes first (j ja, y yes). */
void keymap_words(const struct keymap *keymap, enum context context, enum command command,
                  enum lang lang, char out[KEY_WORDS_BYTES]);

#endif
