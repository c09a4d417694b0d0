/* key.c - names of keys, for the configuration and for people. */
#include "sis/ui/key.h"

#include <stdio.h>
#include <string.h>

#include "sis/base/mem.h"
#include "sis/base/utf8.h"

static const struct {
    enum key_code code;
    const char *name;   /* in the configuration */
    enum text_id words; /* what people read, when it is not the name */
} named[] = {
    {KEYCODE_ENTER, "Enter", T_NONE},   {KEYCODE_TAB, "Tab", T_NONE},
    {KEYCODE_ESC, "Esc", T_NONE},       {KEYCODE_BACKSPACE, "Backspace", T_KEY_BACKSPACE},
    {KEYCODE_DELETE, "Delete", T_NONE}, {KEYCODE_INSERT, "Insert", T_NONE},
    {KEYCODE_UP, "Up", T_KEY_UP},       {KEYCODE_DOWN, "Down", T_KEY_DOWN},
    {KEYCODE_LEFT, "Left", T_KEY_LEFT}, {KEYCODE_RIGHT, "Right", T_KEY_RIGHT},
    {KEYCODE_HOME, "Home", T_NONE},     {KEYCODE_END, "End", T_NONE},
    {KEYCODE_PAGE_UP, "PgUp", T_NONE},  {KEYCODE_PAGE_DOWN, "PgDn", T_NONE},
};

static const char *const f_name[] = {"F1", "F2", "F3", "F4",  "F5",  "F6",
                                     "F7", "F8", "F9", "F10", "F11", "F12"};

/* One way to say each key: Shift-Tab is its own code. */
static struct key canonical(struct key key)
{
    if (key.code == KEYCODE_TAB && (key.mods & KEY_SHIFT))
        key.code = KEYCODE_BACKTAB;
    if (key.code == KEYCODE_BACKTAB)
        key.mods &= ~(unsigned)KEY_SHIFT;
    if (key.code != KEYCODE_CHAR)
        key.cp = 0;
    return key;
}

bool key_equal(struct key a, struct key b)
{
    a = canonical(a);
    b = canonical(b);
    return a.code == b.code && a.cp == b.cp && a.mods == b.mods;
}

bool key_is_text(struct key key)
{
    return key.code == KEYCODE_CHAR && !(key.mods & (KEY_CTRL | KEY_ALT));
}

bool key_is_sent(struct key key)
{
    if (key.code != KEYCODE_CHAR)
        return true;
    if ((key.mods & KEY_ALT) && (key.cp == '[' || key.cp == 'O'))
        return false;
    if (!(key.mods & KEY_CTRL))
        return true;
    if (key.cp >= 'a' && key.cp <= 'z')
        return !strchr("hijm", key.cp);
    return key.cp == ' ' || key.cp == '\\' || key.cp == ']' || key.cp == '^' || key.cp == '_';
}

/* The key without modifiers: a name of the table, an F-key, or one character. */
static bool parse_plain(const char *name, struct key *key)
{
    for (size_t i = 0; i < ARRAY_LEN(named); i++)
        if (strcmp(name, named[i].name) == 0) {
            key->code = named[i].code;
            return true;
        }
    if (strcmp(name, "Space") == 0) {
        key->cp = ' ';
        return true;
    }
    for (size_t f = 0; f < ARRAY_LEN(f_name); f++)
        if (strcmp(name, f_name[f]) == 0) {
            key->code = (enum key_code)(KEYCODE_F1 + (int)f);
            return true;
        }
    size_t n = strlen(name);
    return n > 0 && utf8_valid(name, n) && utf8_decode(name, n, &key->cp) == n && key->cp > ' ' &&
           key->cp != 0x7f;
}

bool key_parse(const char *name, struct key *key)
{
    static const char letter[] = "CMS";
    static const unsigned flag[] = {KEY_CTRL, KEY_ALT, KEY_SHIFT};
    struct key found = {.code = KEYCODE_CHAR};
    while (name[0] && name[1] == '-' && name[2]) {
        const char *at = strchr(letter, name[0]);
        if (!at || (found.mods & flag[at - letter]))
            return false;
        found.mods |= flag[at - letter];
        name += 2;
    }
    if (!parse_plain(name, &found))
        return false;
    if (found.code == KEYCODE_CHAR && (found.mods & KEY_SHIFT))
        return false;
    if ((found.mods & KEY_CTRL) && found.cp >= 'A' && found.cp <= 'Z')
        found.cp += 'a' - 'A';
    *key = canonical(found);
    return true;
}

/* The key without modifiers; `character` has room for one. */
static const char *plain_name(struct key key, char character[5])
{
    if (key.code >= KEYCODE_F1 && key.code <= KEYCODE_F12)
        return f_name[key.code - KEYCODE_F1];
    if (key.code == KEYCODE_CHAR && key.cp == ' ')
        return "Space";
    character[key.code == KEYCODE_CHAR ? utf8_encode(key.cp, character) : 0] = '\0';
    for (size_t i = 0; i < ARRAY_LEN(named); i++)
        if (key.code == named[i].code)
            return named[i].name;
    return character;
}

/* Back-tab is a Tab with Shift. */
static struct key spelled(struct key key)
{
    key = canonical(key);
    if (key.code == KEYCODE_BACKTAB) {
        key.code = KEYCODE_TAB;
        key.mods |= KEY_SHIFT;
    }
    return key;
}

void key_spell(struct key key, char out[KEY_NAME_BYTES])
{
    char character[5];
    key = spelled(key);
    snprintf(out, KEY_NAME_BYTES, "%s%s%s%s", key.mods & KEY_CTRL ? "C-" : "",
             key.mods & KEY_ALT ? "M-" : "", key.mods & KEY_SHIFT ? "S-" : "",
             plain_name(key, character));
}

void key_words(struct key key, enum lang lang, char out[KEY_WORDS_BYTES])
{
    char character[5];
    key = spelled(key);
    const char *words = plain_name(key, character);
    for (size_t i = 0; i < ARRAY_LEN(named); i++)
        if (key.code == named[i].code && named[i].words != T_NONE)
            words = text(lang, named[i].words);
    if (key.code == KEYCODE_CHAR && key.cp == ' ')
        words = text(lang, T_KEY_SPACE);
    if (key.mods && key.code == KEYCODE_CHAR && key.cp >= 'a' && key.cp <= 'z')
        character[0] = (char)(key.cp - 'a' + 'A');
    snprintf(out, KEY_WORDS_BYTES, "%s%s%s%s", key.mods & KEY_CTRL ? "Ctrl-" : "",
             key.mods & KEY_ALT ? "Alt-" : "", key.mods & KEY_SHIFT ? text(lang, T_KEY_SHIFT) : "",
             words);
}
