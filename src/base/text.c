/* text.c - the catalogue of texts and the filling of placeholders. */
#include "sis/base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sis/base/mem.h"

#define VALUES_MAX 9

static const struct label entries[TEXT_COUNT] = {
#define TEXT(id, sv, en) {{sv, en}},
#include "base/texts.def"
#undef TEXT
};

const char *text(enum lang lang, enum text_id id)
{
    return entries[id].in[lang];
}

void text_put(struct str *out, enum lang lang, enum text_id id, ...)
{
    const char *values[VALUES_MAX];
    const char *value;
    size_t n = 0;
    va_list args;

    va_start(args, id);
    while (n < VALUES_MAX && (value = va_arg(args, const char *)))
        values[n++] = value;
    va_end(args);
    text_fill(out, text(lang, id), values, n);
}

void text_fill(struct str *out, const char *template, const char *const *values, size_t n)
{
    const char *at = template, *brace;

    while ((brace = strchr(at, '{'))) {
        size_t i = (size_t)(brace[1] - '1');

        if (brace[1] >= '1' && i < n && brace[2] == '}' && values[i]) {
            str_add(out, at, (size_t)(brace - at));
            str_puts(out, values[i]);
            at = brace + 3;
        } else {
            str_add(out, at, (size_t)(brace - at) + 1);
            at = brace + 1;
        }
    }
    str_puts(out, at);
}

const char *label_in(const struct label *label, enum lang lang)
{
    size_t i;

    if (label->in[lang])
        return label->in[lang];
    for (i = 0; i < LANG_COUNT; i++)
        if (label->in[i])
            return label->in[i];
    return "";
}

static enum lang lang_of_environment(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    size_t i;

    for (i = 0; i < ARRAY_LEN(names); i++) {
        const char *value = getenv(names[i]);

        if (value && value[0])
            return strncmp(value, "en", 2) == 0 ? LANG_EN : LANG_SV;
    }
    return LANG_SV;
}

bool lang_parse(const char *word, enum lang *lang)
{
    if (text_equal(word, "sv"))
        *lang = LANG_SV;
    else if (text_equal(word, "en"))
        *lang = LANG_EN;
    else if (text_equal(word, "auto"))
        *lang = lang_of_environment();
    else
        return false;
    return true;
}

const char *number_text(char *buf, long long n)
{
    snprintf(buf, 24, "%lld", n);
    return buf;
}
