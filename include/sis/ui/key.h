/*
 * key.h - keys and events, as term/ reads them and screens get them.
 */
#ifndef SIS_UI_KEY_H
#define SIS_UI_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sis/base/text.h"

enum key_code {
    KEYCODE_CHAR, /* cp holds the character */
    KEYCODE_ENTER,
    KEYCODE_TAB,
    KEYCODE_BACKTAB,
    KEYCODE_ESC,
    KEYCODE_BACKSPACE,
    KEYCODE_DELETE,
    KEYCODE_INSERT,
    KEYCODE_UP,
    KEYCODE_DOWN,
    KEYCODE_LEFT,
    KEYCODE_RIGHT,
    KEYCODE_HOME,
    KEYCODE_END,
    KEYCODE_PAGE_UP,
    KEYCODE_PAGE_DOWN,
    KEYCODE_F1, /* to F12 in order */
    KEYCODE_F12 = KEYCODE_F1 + 11,
    KEYCODE_COUNT
};

enum { KEY_CTRL = 1, KEY_ALT = 2, KEY_SHIFT = 4 };

struct key {
    enum key_code code;
    int32_t cp;    /* of KEYCODE_CHAR; with Ctrl a small letter */
    unsigned mods; /* shift of a character is in the character */
};

enum event_kind {
    EVENT_NONE,
    EVENT_KEY,
    EVENT_PASTE, /* text: valid NFC, newlines as \n; one undo step, never a command */
    EVENT_RESIZE,
    EVENT_TICK,    /* a timer of the loop: save drafts, look for news */
    EVENT_COMMAND, /* a command that the keymap found for a key */
    EVENT_ANSWER   /* a screen above was left with a result */
};

struct event {
    enum event_kind kind;
    struct key key;
    const char *text; /* paste */
    size_t n;
    int command;    /* enum command */
    int answer;     /* what the screen above said; see screen.h */
    int64_t now;    /* monotonic milliseconds */
    int rows, cols; /* of the screen now, with every event */
};

#define KEY_NAME_BYTES 24
#define KEY_WORDS_BYTES 48

/* "F2", "C-s", "M-x", "Tab", "S-Tab", "Enter", "Space", "a": written and read back the same. */
void key_spell(struct key key, char out[KEY_NAME_BYTES]); /* key_name is a symbol of ncurses */
/* False, with *key as it was, for a name that is none, and for Shift with a character. */
bool key_parse(const char *name, struct key *key);
bool key_equal(struct key a, struct key b);
/* What a person reads: "F2", "Ctrl-S", "Skift-Tab" or "Shift-Tab". */
void key_words(struct key key, enum lang lang, char out[KEY_WORDS_BYTES]);
/* A character without Ctrl and Alt: where text is written it is text. */
bool key_is_text(struct key key);
/*
 * Whether terminals send it as a key of its own. Not so: Ctrl-I, Ctrl-J, Ctrl-M, Ctrl-[ and Ctrl-H,
 * which arrive as Tab, Enter, Enter, Esc and (often) Backspace; Ctrl with anything but a to z, space,
 * \\ ] ^ and _ (space arrives as NUL); Alt with [ or O, which begin the names of other keys.
 */
bool key_is_sent(struct key key);

#endif
