/* keymap.c - the table of commands, and looking up a key in it. */
#include "sis/ui/keymap.h"

#include <stdio.h>
#include <string.h>

#include "sis/base/mem.h"
#include "sis/base/utf8.h"

/* Sets of contexts, for the column `where` of the table. */
enum {
    PLAIN = 1 << CONTEXT_PLAIN,
    TEXT = 1 << CONTEXT_TEXT,
    LIST = 1 << CONTEXT_LIST,
    FORM = 1 << CONTEXT_FORM,
    ASK = 1 << CONTEXT_ASK,
    LOGIN = 1 << CONTEXT_LOGIN,
    MOVING = PLAIN | LIST | FORM | ASK,
    WORK = PLAIN | TEXT | LIST | FORM,
    EVERYWHERE = WORK | ASK | LOGIN
};

static const struct row {
    const char *name;
    const char *keys;
    enum text_id text;
    int where;
    bool stays;
} table[COMMAND_COUNT] = {
#define COMMAND(id, name, where, keys, text, stays) \
    [COMMAND_##id] = {name, keys, T_##text, where, stays},
#include "ui/commands.def"
#undef COMMAND
};

/* Only in lists, and only when the setting asks for them. */
static const struct {
    int32_t cp;
    enum command command;
} vim_key[] = {
    {'h', COMMAND_BACK},
    {'j', COMMAND_DOWN},
    {'k', COMMAND_UP},
    {'l', COMMAND_OPEN},
};

const char *command_name(enum command command)
{
    return table[command].name ? table[command].name : "";
}

enum text_id command_text(enum command command)
{
    return table[command].text;
}

bool command_in(enum command command, enum context context)
{
    return (table[command].where & (1 << context)) != 0;
}

bool command_stays(enum command command)
{
    return table[command].stays;
}

/* A list of names with one space between them, as in the table. */
static unsigned char parse_keys(const char *names, struct key key[KEYS_PER_COMMAND])
{
    unsigned char n = 0;
    while (*names && n < KEYS_PER_COMMAND) {
        char name[KEY_NAME_BYTES];
        int length = (int)strcspn(names, " ");
        snprintf(name, sizeof name, "%.*s", length, names);
        if (key_parse(name, &key[n]))
            n++;
        names += length;
        names += *names == ' ';
    }
    return n;
}

void keymap_init(struct keymap *keymap, bool vim)
{
    memset(keymap, 0, sizeof *keymap);
    keymap->vim = vim;
    for (int c = COMMAND_NONE + 1; c < COMMAND_COUNT; c++)
        keymap->n[c] = parse_keys(table[c].keys, keymap->key[c]);
}

static bool is_answer(struct key key)
{
    return key.cp == ' ' || (key.cp >= '0' && key.cp <= '9') || (key.cp >= 'A' && key.cp <= 'Z') ||
           (key.cp >= 'a' && key.cp <= 'z') || key.cp >= 0x80;
}

/* Keys that belong to an editor. */
static bool is_editing(struct key key)
{
    return key_is_text(key) || key.code == KEYCODE_ENTER ||
           (key.code >= KEYCODE_BACKSPACE && key.code <= KEYCODE_PAGE_DOWN);
}

/* Whether a key can be a command there, or belongs to what is focused. */
static bool counts(struct key key, enum context context)
{
    switch (context) {
    case CONTEXT_TEXT: return !is_editing(key);
    case CONTEXT_LOGIN:
        return !is_editing(key) || key.code == KEYCODE_ENTER || key.code == KEYCODE_UP ||
               key.code == KEYCODE_DOWN;
    case CONTEXT_FORM: return !(key_is_text(key) && is_answer(key));
    case CONTEXT_PLAIN:
    case CONTEXT_LIST:
    case CONTEXT_ASK:
    case CONTEXT_COUNT: break;
    }
    return true;
}

/* The i-th of the letters that the setting adds. */
static bool vim_letter(enum command command, int i, struct key *key)
{
    for (size_t v = 0; v < ARRAY_LEN(vim_key); v++)
        if (vim_key[v].command == command && i-- == 0) {
            *key = (struct key){.code = KEYCODE_CHAR, .cp = vim_key[v].cp};
            return true;
        }
    return false;
}

bool keymap_key(const struct keymap *keymap, enum context context, enum command command, int i,
                struct key *key)
{
    if (!command_in(command, context))
        return false;
    for (int k = 0; k < keymap->n[command]; k++)
        if (counts(keymap->key[command][k], context) && i-- == 0) {
            *key = keymap->key[command][k];
            return true;
        }
    return keymap->vim && context == CONTEXT_LIST && vim_letter(command, i, key);
}

enum command keymap_find(const struct keymap *keymap, enum context context, struct key key)
{
    struct key has;
    for (int c = COMMAND_NONE + 1; c < COMMAND_COUNT; c++)
        for (int i = 0; keymap_key(keymap, context, (enum command)c, i, &has); i++)
            if (key_equal(has, key))
                return (enum command)c;
    return COMMAND_NONE;
}

void keymap_words(const struct keymap *keymap, enum context context, enum command command,
                  enum lang lang, char out[KEY_WORDS_BYTES])
{
    const char *words = text(lang, command_text(command));
    struct key show, key;
    out[0] = '\0';
    if (!keymap_key(keymap, context, command, 0, &show))
        return;
    for (int i = 1; keymap_key(keymap, context, command, i, &key); i++)
        if (key_is_text(key) && key.cp == words[0])
            show = key;
    key_words(show, lang, out);
}

enum command command_by_name(const char *name)
{
    for (int c = COMMAND_NONE + 1; c < COMMAND_COUNT; c++)
        if (strcmp(table[c].name, name) == 0)
            return (enum command)c;
    return COMMAND_NONE;
}
