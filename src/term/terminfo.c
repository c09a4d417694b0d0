/* terminfo.c - the key sequences of the terminal, by the names of terminfo and of ncurses. */
#include <curses.h>
#include <stdint.h>
#include <stdio.h>
#include <term.h>

#include "sis/base/mem.h"
#include "term/terminal_inside.h"

static const struct {
    const char *name;
    struct key key;
} plain[] = {
    {"kcuu1", {.code = KEYCODE_UP}},
    {"kcud1", {.code = KEYCODE_DOWN}},
    {"kcub1", {.code = KEYCODE_LEFT}},
    {"kcuf1", {.code = KEYCODE_RIGHT}},
    {"khome", {.code = KEYCODE_HOME}},
    {"kend", {.code = KEYCODE_END}},
    {"kpp", {.code = KEYCODE_PAGE_UP}},
    {"knp", {.code = KEYCODE_PAGE_DOWN}},
    {"kich1", {.code = KEYCODE_INSERT}},
    {"kdch1", {.code = KEYCODE_DELETE}},
    {"kbs", {.code = KEYCODE_BACKSPACE}},
    {"kcbt", {.code = KEYCODE_BACKTAB}},
    {"kent", {.code = KEYCODE_ENTER}},
    {"kri", {.code = KEYCODE_UP, .mods = KEY_SHIFT}},
    {"kind", {.code = KEYCODE_DOWN, .mods = KEY_SHIFT}},
};

/* kLFT is Shift-Left; kLFT3 to kLFT8 carry the modifiers as xterm counts them. */
static const struct {
    const char *name;
    enum key_code code;
} modified[] = {
    {"kUP", KEYCODE_UP},       {"kDN", KEYCODE_DOWN},       {"kLFT", KEYCODE_LEFT},
    {"kRIT", KEYCODE_RIGHT},   {"kHOM", KEYCODE_HOME},      {"kEND", KEYCODE_END},
    {"kPRV", KEYCODE_PAGE_UP}, {"kNXT", KEYCODE_PAGE_DOWN}, {"kDC", KEYCODE_DELETE},
    {"kIC", KEYCODE_INSERT},
};

/* kf13 to kf24 are Shift-F1 to Shift-F12, the next twelve Ctrl. */
static const unsigned function_mods[] = {0, KEY_SHIFT, KEY_CTRL, KEY_CTRL | KEY_SHIFT};

const char *terminfo_string(const char *name)
{
    const char *bytes = tigetstr(name);

    return bytes && (intptr_t)bytes != -1 ? bytes : "";
}

static void add(struct sequences *sequences, const char *name, enum key_code code, unsigned mods)
{
    sequences_add(sequences, terminfo_string(name), (struct key){.code = code, .mods = mods});
}

void terminfo_sequences(struct sequences *sequences)
{
    char name[16];

    for (size_t i = 0; i < ARRAY_LEN(plain); i++)
        add(sequences, plain[i].name, plain[i].key.code, plain[i].key.mods);
    for (int n = 0; n < 48; n++) {
        snprintf(name, sizeof(name), "kf%d", n + 1);
        add(sequences, name, (enum key_code)(KEYCODE_F1 + n % 12), function_mods[n / 12]);
    }
    for (size_t i = 0; i < ARRAY_LEN(modified); i++) {
        add(sequences, modified[i].name, modified[i].code, KEY_SHIFT);
        for (int n = 3; n <= 8; n++) {
            unsigned bits = (unsigned)n - 1;
            snprintf(name, sizeof(name), "%s%d", modified[i].name, n);
            add(sequences, name, modified[i].code,
                (bits & 1 ? KEY_SHIFT : 0u) | (bits & 2 ? KEY_ALT : 0u) |
                    (bits & 4 ? KEY_CTRL : 0u));
        }
    }
}
