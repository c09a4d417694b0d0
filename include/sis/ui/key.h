/*
 * key.h - keys and events, as term/ reads them and screens get them.
 */
#ifndef SIS_UI_KEY_H
#define SIS_UI_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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
    int command; /* enum command */
    int answer;  /* what the screen above said; see screen.h */
    int64_t now; /* monotonic milliseconds */
};

/* "F2", "C-s", "M-x", "Tab", "S-Tab", "Enter", "Space", "a": written and read back the same. */
void key_spell(struct key key, char out[24]); /* key_name is a symbol of ncurses */
bool key_parse(const char *name, struct key *key);
bool key_equal(struct key a, struct key b);
/* What a person reads: "F2", "Ctrl-S", "Skift-Tab" or "Shift-Tab". */
void key_words(struct key key, int lang, char out[32]);

#endif
