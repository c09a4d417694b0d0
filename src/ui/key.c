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
    for (int f = 1; f <= 12; f++) {
        char text[16];
        snprintf(text, sizeof text, "F%d", f);
        if (strcmp(name, text) == 0) {
            key->code = (enum key_code)(KEYCODE_F1 + f - 1);
            return true;
        }
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

static void character(int32_t cp, char out[8])
{
    out[utf8_encode(cp, out)] = '\0';
}

void key_spell(struct key key, char out[KEY_NAME_BYTES])
{
    char plain[16] = "";
    key = canonical(key);
    if (key.code == KEYCODE_BACKTAB) {
        key.code = KEYCODE_TAB;
        key.mods |= KEY_SHIFT;
    }
    if (key.code >= KEYCODE_F1 && key.code <= KEYCODE_F12)
        snprintf(plain, sizeof plain, "F%d", (int)(key.code - KEYCODE_F1 + 1));
    else if (key.code == KEYCODE_CHAR && key.cp == ' ')
        snprintf(plain, sizeof plain, "%s", "Space");
    else if (key.code == KEYCODE_CHAR)
        character(key.cp, plain);
    for (size_t i = 0; i < ARRAY_LEN(named); i++)
        if (key.code == named[i].code)
            snprintf(plain, sizeof plain, "%s", named[i].name);
    snprintf(out, KEY_NAME_BYTES, "%s%s%s%s", key.mods & KEY_CTRL ? "C-" : "",
             key.mods & KEY_ALT ? "M-" : "", key.mods & KEY_SHIFT ? "S-" : "", plain);
}

void key_words(struct key key, enum lang lang, char out[KEY_WORDS_BYTES])
{
    char name[KEY_NAME_BYTES];
    unsigned mods = canonical(key).mods;
    struct key plain = {.code = key.code, .cp = key.cp};
    if (canonical(key).code == KEYCODE_BACKTAB) {
        plain.code = KEYCODE_TAB;
        mods |= KEY_SHIFT;
    }
    key_spell(plain, name);
    const char *words = name;
    for (size_t i = 0; i < ARRAY_LEN(named); i++)
        if (plain.code == named[i].code && named[i].words != T_NONE)
            words = text(lang, named[i].words);
    if (plain.code == KEYCODE_CHAR && plain.cp == ' ')
        words = text(lang, T_KEY_SPACE);
    if (mods && plain.code == KEYCODE_CHAR && plain.cp >= 'a' && plain.cp <= 'z')
        name[0] = (char)(plain.cp - 'a' + 'A');
    snprintf(out, KEY_WORDS_BYTES, "%s%s%s%s", mods & KEY_CTRL ? "Ctrl-" : "",
             mods & KEY_ALT ? "Alt-" : "", mods & KEY_SHIFT ? text(lang, T_KEY_SHIFT) : "", words);
}
