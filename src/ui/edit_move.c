/* edit_move.c - where motions lead: graphemes, words, lines. */
#include <string.h>

#include "sis/base/utf8.h"
#include "ui/edit_inside.h"

/* What a word is made of; a newline stands alone, so that word motions stop at line ends. */
enum kind { KIND_SPACE, KIND_NEWLINE, KIND_MARK, KIND_WORD };

static bool is_ascii_letter(int32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') ||
           cp == '_';
}

static enum kind kind_at(const struct str *text, size_t at)
{
    int32_t cp;
    utf8_decode(text->p + at, text->n - at, &cp);
    if (cp == '\n')
        return KIND_NEWLINE;
    if (cp == ' ' || cp == '\t' || cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200B) || cp == 0x3000)
        return KIND_SPACE;
    if (cp < 0x80)
        return is_ascii_letter(cp) ? KIND_WORD : KIND_MARK;
    return cp < 0xC0 || (cp >= 0x2010 && cp <= 0x206F) ? KIND_MARK : KIND_WORD;
}

static size_t skip_right(const struct str *text, size_t at, enum kind kind)
{
    while (at < text->n && kind_at(text, at) == kind)
        at = utf8_next(text->p, text->n, at);
    return at;
}

static size_t skip_left(const struct str *text, size_t at, enum kind kind)
{
    while (at > 0) {
        size_t before = utf8_prev(text->p, text->n, at);
        if (kind_at(text, before) != kind)
            break;
        at = before;
    }
    return at;
}

static size_t word_right(const struct str *text, size_t at)
{
    if (at == text->n)
        return at;
    enum kind kind = kind_at(text, at);
    if (kind == KIND_NEWLINE)
        return utf8_next(text->p, text->n, at);
    return skip_right(text, skip_right(text, at, kind), KIND_SPACE);
}

static size_t word_left(const struct str *text, size_t at)
{
    at = skip_left(text, at, KIND_SPACE);
    if (at == 0)
        return at;
    size_t before = utf8_prev(text->p, text->n, at);
    enum kind kind = kind_at(text, before);
    if (kind == KIND_NEWLINE)
        return before;
    return skip_left(text, at, kind);
}

static size_t line_start(const struct str *text, size_t at)
{
    while (at > 0 && text->p[at - 1] != '\n')
        at--;
    return at;
}

static size_t line_stop(const struct str *text, size_t at)
{
    const char *newline = memchr(text->p + at, '\n', text->n - at);
    return newline ? (size_t)(newline - text->p) : text->n;
}

size_t edit_target(const struct edit *edit, enum edit_motion motion)
{
    const struct str *text = &edit->text;
    size_t at = edit->spot.cursor;
    switch (motion) {
    case EDIT_LEFT: return utf8_prev(text->p, text->n, at);
    case EDIT_RIGHT: return utf8_next(text->p, text->n, at);
    case EDIT_WORD_LEFT: return word_left(text, at);
    case EDIT_WORD_RIGHT: return word_right(text, at);
    case EDIT_HOME: return line_start(text, at);
    case EDIT_END: return line_stop(text, at);
    case EDIT_TOP: return 0;
    case EDIT_BOTTOM: return text->n;
    }
    return at;
}
