/*
 * decode.h - bytes of a terminal to keys. Pure: knows no file, no clock, no ncurses.
 */
#ifndef SIS_TERM_DECODE_H
#define SIS_TERM_DECODE_H

#include "sis/ui/key.h"

#define SEQUENCE_MAX 16
#define SEQUENCES_MAX 192

/* The key sequences that this terminal's description names. */
struct sequences {
    struct {
        char bytes[SEQUENCE_MAX];
        unsigned char n;
        struct key key;
    } of[SEQUENCES_MAX];
    size_t n;
};

enum decoded {
    DECODED_KEY,
    DECODED_PASTE,   /* what follows is pasted text, up to PASTE_END */
    DECODED_NOTHING, /* a sequence without meaning here: swallowed */
    DECODED_BAD,     /* a bad byte; key is U+FFFD */
    DECODED_MORE     /* the beginning of something: wait for more bytes */
};

#define PASTE_START "\033[200~"
#define PASTE_END "\033[201~"

/* Adds a sequence; ignored when it is empty, too long, there already, or there is no room. Those
 * that do not begin with a control character are ignored too: they would take typed text. */
void sequences_add(struct sequences *sequences, const char *bytes, struct key key);

/* Reads one thing from n > 0 bytes. *used is 0 with DECODED_MORE, else at least 1. With `late` no
 * more bytes are expected: what could be the beginning of a sequence is what it is by itself. A
 * character cut in its middle is still waited for. */
enum decoded decode(const struct sequences *sequences, const char *p, size_t n, bool late,
                    struct key *key, size_t *used);

#endif
