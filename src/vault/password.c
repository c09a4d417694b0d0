/* password.c - generated phrases, and whether one of one's own will do. */
#include "sis/vault/password.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "sis/base/utf8.h"
#include "sis/vault/vault.h"
#include "vault/phrase.h"

static const char *const first_parts[] = {
#define FIRST(word) word,
#define SECOND(word)
#include "vault/words.def"
#undef FIRST
#undef SECOND
};

static const char *const second_parts[] = {
#define FIRST(word)
#define SECOND(word) word,
#include "vault/words.def"
#undef FIRST
#undef SECOND
};

_Static_assert(ARRAY_LEN(first_parts) * ARRAY_LEN(second_parts) == PHRASE_PAIRS, "as stated");

#define DIFFERENT_LEAST 5

static void append(char out[PHRASE_TEXT], size_t *at, const char *part)
{
    size_t n = strlen(part);

    assert(*at + n < PHRASE_TEXT);
    memcpy(out + *at, part, n + 1);
    *at += n;
}

void password_generate(size_t words, char out[PHRASE_TEXT])
{
    size_t at = 0;

    assert(words >= 1 && words <= PHRASE_WORDS_MAX);
    for (size_t i = 0; i < words; i++) {
        if (i > 0)
            append(out, &at, " ");
        append(out, &at, first_parts[random_below(ARRAY_LEN(first_parts))]);
        append(out, &at, second_parts[random_below(ARRAY_LEN(second_parts))]);
    }
}

bool phrase_normal(const char *phrase, char out[PHRASE_TEXT], struct err *err)
{
    size_t n = 0;

    for (const char *p = phrase; *p; p++) {
        if (*p == ' ' && (n == 0 || out[n - 1] == ' '))
            continue;
        if (n + 1 >= PHRASE_TEXT) {
            vault_wipe(out, PHRASE_TEXT);
            return err_set(err, ERR_INPUT, T_VAULT_PHRASE_LONG, NULL, NULL);
        }
        out[n++] = *p;
    }
    if (n > 0 && out[n - 1] == ' ')
        n--;
    memset(out + n, 0, PHRASE_TEXT - n);
    return true;
}

static int different_bytes(const char *text)
{
    bool seen[UINT8_MAX + 1] = {false};
    int different = 0;

    for (const char *p = text; *p; p++) {
        different += !seen[(uint8_t)*p];
        seen[(uint8_t)*p] = true;
    }
    vault_wipe(seen, sizeof(seen));
    return different;
}

bool password_check(const char *phrase, struct err *err)
{
    char normal[PHRASE_TEXT];
    char least[24];
    bool good = true;

    if (!phrase_normal(phrase, normal, err))
        return false;
    if (utf8_count(normal, strlen(normal)) < PHRASE_CHARACTERS)
        good = err_set(err, ERR_INPUT, T_VAULT_PHRASE_SHORT, number_text(least, PHRASE_CHARACTERS),
                       NULL);
    else if (different_bytes(normal) < DIFFERENT_LEAST)
        good = err_set(err, ERR_INPUT, T_VAULT_PHRASE_SAME, NULL, NULL);
    vault_wipe(normal, sizeof(normal));
    return good;
}
