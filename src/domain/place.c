/* place.c - a place as one line of text, and back. */
#include "sis/domain/place.h"

#include <stddef.h>
#include <string.h>

#include "sis/base/mem.h"

static const char *const room_word[ROOM_COUNT] = {
    [ROOM_NONE] = "none",
    [ROOM_LOGIN] = "login",
    [ROOM_TODAY] = "today",
    [ROOM_FIND] = "find",
    [ROOM_YOUTH_NEW] = "youth-new",
    [ROOM_CASE_NEW] = "case-new",
    [ROOM_CASE] = "case",
    [ROOM_TIMELINE] = "timeline",
    [ROOM_FILL] = "fill",
    [ROOM_READ] = "read",
    [ROOM_MISSING] = "missing",
    [ROOM_SIGN] = "sign",
    [ROOM_ADDENDUM] = "addendum",
    [ROOM_LIST] = "list",
    [ROOM_LETTER] = "letter",
    [ROOM_NOTES] = "notes",
    [ROOM_DRAFTS] = "drafts",
    [ROOM_HELP] = "help",
    [ROOM_LIMITS] = "limits",
    [ROOM_PROMISE] = "promise",
    [ROOM_ABSENT_WHO] = "absent-who",
    [ROOM_ABSENT] = "absent",
    [ROOM_CONFERENCE] = "conference",
    [ROOM_SHEET] = "sheet",
    [ROOM_ABSENT_JOURNAL] = "absent-journal",
    [ROOM_COSIGN] = "cosign",
    [ROOM_COMPARE] = "compare",
    [ROOM_OWN_NOTE] = "own-note",
    [ROOM_TO_YOU] = "to-you",
    [ROOM_TO_YOU_READ] = "to-you-read",
    [ROOM_SERIES] = "series",
    [ROOM_RELATION] = "relation",
    [ROOM_WHO] = "who",
    [ROOM_HISTORY] = "history",
    [ROOM_DUE] = "due",
    [ROOM_WARNING] = "warning",
};

struct place place_of(enum room room)
{
    return (struct place){.room = room};
}

bool place_equal(const struct place *a, const struct place *b)
{
    return a->room == b->room && id_equal(&a->case_id, &b->case_id) &&
           id_equal(&a->youth, &b->youth) && id_equal(&a->record, &b->record) &&
           strcmp(a->form, b->form) == 0 && strcmp(a->item, b->item) == 0 &&
           strcmp(a->extra, b->extra) == 0 && a->row == b->row && a->cursor == b->cursor &&
           a->scroll == b->scroll;
}

const char *room_code(enum room room)
{
    return room_word[room];
}

enum member_kind { MEMBER_ID, MEMBER_WORD, MEMBER_ROW, MEMBER_COUNT };

struct member {
    const char *name;
    enum member_kind kind;
    size_t offset;
};

static const struct member member[] = {
    {"case", MEMBER_ID, offsetof(struct place, case_id)},
    {"youth", MEMBER_ID, offsetof(struct place, youth)},
    {"record", MEMBER_ID, offsetof(struct place, record)},
    {"form", MEMBER_WORD, offsetof(struct place, form)},
    {"item", MEMBER_WORD, offsetof(struct place, item)},
    {"extra", MEMBER_WORD, offsetof(struct place, extra)},
    {"row", MEMBER_ROW, offsetof(struct place, row)},
    {"cursor", MEMBER_COUNT, offsetof(struct place, cursor)},
    {"scroll", MEMBER_COUNT, offsetof(struct place, scroll)},
};

/* What parts the words of a line, and what stands for it, as % and two hexadecimal digits. */
static void write_word(struct str *out, const char *word)
{
    for (; *word; word++)
        if (*word == ' ' || *word == '%' || *word == '\n')
            str_printf(out, "%%%02x", (unsigned)*word);
        else
            str_putc(out, *word);
}

static void write_member(struct str *out, const struct member *m, const void *at)
{
    char hex[ID_TEXT];
    switch (m->kind) {
    case MEMBER_ID:
        if (id_is_none(at))
            return;
        id_text(at, hex);
        str_printf(out, " %s=%s", m->name, hex);
        break;
    case MEMBER_WORD:
        if (*(const char *)at) {
            str_printf(out, " %s=", m->name);
            write_word(out, at);
        }
        break;
    case MEMBER_ROW:
        if (*(const int *)at)
            str_printf(out, " %s=%d", m->name, *(const int *)at);
        break;
    case MEMBER_COUNT:
        if (*(const size_t *)at)
            str_printf(out, " %s=%zu", m->name, *(const size_t *)at);
        break;
    }
}

void place_write(const struct place *place, struct str *out)
{
    str_puts(out, room_word[place->room]);
    for (size_t i = 0; i < ARRAY_LEN(member); i++)
        write_member(out, &member[i], (const char *)place + member[i].offset);
}

/* The next word of a line with single spaces, or false at its end. */
static bool next_word(const char **at, char word[], size_t room)
{
    size_t n = strcspn(*at, " ");
    if (n == 0 || n >= room)
        return false;
    memcpy(word, *at, n);
    word[n] = '\0';
    *at += n;
    return true;
}

static bool read_word(char *out, const char *value)
{
    static const struct {
        const char *code;
        char meant;
    } codes[] = {{"%20", ' '}, {"%25", '%'}, {"%0a", '\n'}};
    size_t n = 0;

    for (; *value; value++) {
        if (n + 1 >= PLACE_WORD)
            return false;
        out[n] = *value;
        for (size_t i = 0; *value == '%' && i < ARRAY_LEN(codes); i++) {
            if (strncmp(value, codes[i].code, 3) == 0) {
                out[n] = codes[i].meant;
                value += 2;
                break;
            }
        }
        n++;
    }
    out[n] = '\0';
    return n > 0;
}

static bool read_count(size_t *out, const char *value, size_t max)
{
    size_t number = 0;
    if (!value[0])
        return false;
    for (; *value; value++) {
        if (*value < '0' || *value > '9')
            return false;
        size_t digit = (size_t)(*value - '0');
        if (number > (max - digit) / 10)
            return false;
        number = 10 * number + digit;
    }
    *out = number;
    return true;
}

static bool read_row(int *out, const char *value)
{
    size_t number;
    bool minus = value[0] == '-';
    if (!read_count(&number, value + minus, 1000000000))
        return false;
    *out = minus ? -(int)number : (int)number;
    return true;
}

static bool read_member(struct place *place, const char *name, const char *value)
{
    for (size_t i = 0; i < ARRAY_LEN(member); i++) {
        void *at = (char *)place + member[i].offset;
        if (strcmp(name, member[i].name) != 0)
            continue;
        switch (member[i].kind) {
        case MEMBER_ID: return id_parse(value, at);
        case MEMBER_WORD: return read_word(at, value);
        case MEMBER_ROW: return read_row(at, value);
        case MEMBER_COUNT: return read_count(at, value, (size_t)-1);
        }
    }
    return false;
}

static bool read_room(enum room *room, const char *word)
{
    for (size_t i = 0; i < ROOM_COUNT; i++)
        if (strcmp(word, room_word[i]) == 0) {
            *room = (enum room)i;
            return true;
        }
    return false;
}

bool place_read(const char *text, struct place *place)
{
    struct place read = place_of(ROOM_NONE);
    char word[3 * PLACE_WORD + 16]; /* every byte may be written as three */
    if (!next_word(&text, word, sizeof(word)) || !read_room(&read.room, word))
        return false;
    while (*text == ' ') {
        text++;
        if (!next_word(&text, word, sizeof(word)))
            return false;
        char *value = strchr(word, '=');
        if (!value)
            return false;
        *value++ = '\0';
        if (!read_member(&read, word, value))
            return false;
    }
    *place = read;
    return true;
}
