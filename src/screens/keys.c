/* keys.c - which keys each screen tells of, in its status line and in its help. */
#include "screens/parts.h"

#include "screens/page.h"

static const struct screen_key login_keys[] = {
    {COMMAND_OPEN, T_SCR_LOG_IN, 0}, {COMMAND_NEXT, T_NONE, 0}, {COMMAND_LANGUAGE, T_NONE, 0},
    {COMMAND_QUIT, T_NONE, 0},       {COMMAND_HELP, T_NONE, 0},
};

static const struct screen_key today_keys[] = {
    {COMMAND_OPEN, T_NONE, PAGE_LINKS},
    {COMMAND_NOTE, T_SCR_NEW_NOTE, PAGE_NOTE},
    {COMMAND_FIND, T_NONE, PAGE_NOTE},
    {COMMAND_ABSENT, T_NONE, PAGE_CASE},
    {COMMAND_PROMISE, T_NONE, PAGE_CASE},
    {COMMAND_EVENT, T_NONE, PAGE_CASE},
    {COMMAND_MEETING, T_SCR_CONFERENCE, PAGE_NOTE},
    {COMMAND_NEW, T_SCR_NEW_YOUTH, PAGE_NOTE},
    {COMMAND_LOCK, T_NONE, 0},
    {COMMAND_QUIT, T_NONE, 0},
    {COMMAND_HELP, T_NONE, 0},
};

static const struct screen_key case_keys[] = {
    {COMMAND_OPEN, T_NONE, PAGE_LINKS}, {COMMAND_NOTE, T_SCR_NEW_NOTE, 0},
    {COMMAND_ABSENT, T_NONE, 0},        {COMMAND_PROMISE, T_NONE, 0},
    {COMMAND_EVENT, T_NONE, 0},         {COMMAND_MEETING, T_NONE, 0},
    {COMMAND_BACK, T_NONE, 0},          {COMMAND_TIMELINE, T_NONE, 0},
    {COMMAND_SERIES, T_NONE, 0},        {COMMAND_COMPARE, T_NONE, 0},
    {COMMAND_RELATION, T_NONE, 0},      {COMMAND_WHO, T_NONE, 0},
    {COMMAND_LOCK, T_NONE, 0},          {COMMAND_HELP, T_NONE, 0},
};

static const struct screen_key timeline_keys[] = {
    {COMMAND_OPEN, T_NONE, PAGE_LINKS}, {COMMAND_FILTER, T_NONE, PAGE_LINKS},
    {COMMAND_BACK, T_NONE, 0},          {COMMAND_SERIES, T_NONE, 0},
    {COMMAND_COMPARE, T_NONE, 0},       {COMMAND_LOCK, T_NONE, 0},
    {COMMAND_HELP, T_NONE, 0},
};

static const struct screen_key compare_keys[] = {
    {COMMAND_OPEN, T_NONE, PAGE_LINKS}, {COMMAND_BACK, T_NONE, 0}, {COMMAND_SERIES, T_NONE, 0},
    {COMMAND_TIMELINE, T_NONE, 0},      {COMMAND_LOCK, T_NONE, 0}, {COMMAND_HELP, T_NONE, 0},
};

static const struct screen_key relation_keys[] = {
    {COMMAND_OPEN, T_NONE, PAGE_LINKS}, {COMMAND_BACK, T_NONE, 0}, {COMMAND_WHO, T_NONE, 0},
    {COMMAND_SERIES, T_NONE, 0},        {COMMAND_LOCK, T_NONE, 0}, {COMMAND_HELP, T_NONE, 0},
};

static const struct screen_key who_keys[] = {
    {COMMAND_OPEN, T_NONE, PAGE_LINKS}, {COMMAND_NEW, T_SCR_NEW_ROW, PAGE_MAY_WRITE},
    {COMMAND_BACK, T_NONE, 0},          {COMMAND_RELATION, T_NONE, 0},
    {COMMAND_LOCK, T_NONE, 0},          {COMMAND_HELP, T_NONE, 0},
};

static const struct screen_key series_keys[] = {
    {COMMAND_OPEN, T_NONE, PAGE_LINKS}, {COMMAND_BACK, T_NONE, 0}, {COMMAND_COMPARE, T_NONE, 0},
    {COMMAND_TIMELINE, T_NONE, 0},      {COMMAND_LOCK, T_NONE, 0}, {COMMAND_HELP, T_NONE, 0},
};

static const struct screen_key read_keys[] = {
    {COMMAND_DONE, T_SCR_SIGN_READ, PAGE_UNREAD},
    {COMMAND_DONE, T_SCR_COSIGN_SIGN, PAGE_COSIGN},
    {COMMAND_DONE, T_SCR_JOURNAL_TICK, PAGE_JOURNAL},
    {COMMAND_REPLY, T_NONE, PAGE_MAY_REPLY},
    {COMMAND_ADDENDUM, T_NONE, PAGE_MAY_ADD},
    {COMMAND_STRIKE, T_NONE, PAGE_MAY_STRIKE},
    {COMMAND_OPEN, T_NONE, PAGE_LINKS},
    {COMMAND_BACK, T_NONE, 0},
    {COMMAND_LOCK, T_NONE, 0},
    {COMMAND_HELP, T_NONE, 0},
};

static const struct screen_key reading_keys[] = {
    {COMMAND_OPEN, T_NONE, PAGE_LINKS},
    {COMMAND_BACK, T_NONE, 0},
    {COMMAND_LOCK, T_NONE, 0},
    {COMMAND_HELP, T_NONE, 0},
};

static const struct screen_key to_you_keys[] = {
    {COMMAND_REPLY, T_NONE, PAGE_MAY_REPLY},
    {COMMAND_DONE, T_SCR_PUT_IN_CASE, PAGE_MAY_PLACE},
    {COMMAND_BACK, T_SCR_KEEP_HERE, 0},
    {COMMAND_LOCK, T_NONE, 0},
    {COMMAND_HELP, T_NONE, 0},
};

static const struct screen_key help_keys[] = {
    {COMMAND_OPEN, T_NONE, PAGE_LINKS},
    {COMMAND_BACK, T_NONE, 0},
    {COMMAND_LANGUAGE, T_NONE, 0},
    {COMMAND_LOCK, T_NONE, 0},
};

static const struct screen_key find_keys[] = {
    {COMMAND_OPEN, T_SCR_CHOOSE, 0},
    {COMMAND_BACK, T_NONE, 0},
    {COMMAND_LOCK, T_NONE, 0},
    {COMMAND_HELP, T_NONE, 0},
};

static const struct screen_key youth_keys[] = {
    {COMMAND_DONE, T_SCR_SAVE, 0}, {COMMAND_NEXT, T_NONE, 0}, {COMMAND_BACK, T_SCR_KEEP_AND_GO, 0},
    {COMMAND_LOCK, T_NONE, 0},     {COMMAND_HELP, T_NONE, 0},
};

static const struct screen_key drafts_keys[] = {
    {COMMAND_OPEN, T_SCR_GO_ON, 1}, {COMMAND_THROW, T_NONE, 1}, {COMMAND_BACK, T_NONE, 0},
    {COMMAND_LOCK, T_NONE, 0},      {COMMAND_HELP, T_NONE, 0},
};

/* 1: there is a row, 2: the person may write, 4: both, 8: the row is an event. */
static const struct screen_key list_keys[] = {
    {COMMAND_OPEN, T_NONE, 1},
    {COMMAND_NEW, T_SCR_NEW_ROW, 2},
    {COMMAND_TIMELINE, T_SCR_HISTORY, 1},
    {COMMAND_ABSENT, T_NONE, 8},
    {COMMAND_STRIKE, T_NONE, 4},
    {COMMAND_BACK, T_NONE, 0},
    {COMMAND_LOCK, T_NONE, 0},
    {COMMAND_HELP, T_NONE, 0},
};

/* 1: a receiver is chosen, 2: the letter can be saved. */
static const struct screen_key letter_keys[] = {
    {COMMAND_OPEN, T_SCR_CHOOSE, 1}, {COMMAND_DONE, T_SCR_SAVE_TEXT, 2}, {COMMAND_BACK, T_NONE, 0},
    {COMMAND_LOCK, T_NONE, 0},       {COMMAND_HELP, T_NONE, 0},
};

static const struct screen_key cosign_keys[] = {
    {COMMAND_OPEN, T_SCR_COSIGN_OWN_KEY, 0},
    {COMMAND_DONE, T_SCR_COSIGN_SIGN, 0},
    {COMMAND_BACK, T_SCR_KEEP_AND_GO, 0},
    {COMMAND_LOCK, T_NONE, 0},
    {COMMAND_HELP, T_NONE, 0},
};

static const struct screen_key form_keys[] = {
    {COMMAND_DONE, T_NONE, 0},
    {COMMAND_MISSING, T_NONE, 0},
    {COMMAND_MORE, T_FILL_HELP_MORE, 0},
    {COMMAND_NEXT, T_NONE, 0},
    {COMMAND_UNDO, T_FILL_HELP_UNDO, 0},
    {COMMAND_OTHER, T_FILL_HELP_OTHER, 0},
    {COMMAND_CARRY, T_FILL_HELP_CARRY, 0},
    {COMMAND_UNCHANGED, T_FILL_HELP_UNCHANGED, 0},
    {COMMAND_FIND, T_FILL_HELP_FIND, 0},
    {COMMAND_BLANK, T_FILL_HELP_BLANK, 0},
    {COMMAND_BACK, T_NONE, 0},
    {COMMAND_LOCK, T_NONE, 0},
};

/* 1: there is a row to answer, 2: the person may write, 4: a new one is being typed, 8: it is asked how
 * one went. */
static const struct screen_key promise_keys[] = {
    {COMMAND_OPEN, T_SCR_CHOOSE, 8},     {COMMAND_OPEN, T_SCR_HOW_IT_WENT, 1},
    {COMMAND_NEW, T_SCR_NEW_PROMISE, 2}, {COMMAND_TIMELINE, T_SCR_HISTORY, 1},
    {COMMAND_DONE, T_SCR_SAVE, 4},       {COMMAND_NEXT, T_NONE, 4},
    {COMMAND_BACK, T_NONE, 0},           {COMMAND_LOCK, T_NONE, 0},
    {COMMAND_HELP, T_NONE, 0},
};

/* 1: there is a case. */
static const struct screen_key absent_who_keys[] = {
    {COMMAND_OPEN, T_SCR_CHOOSE, 1},
    {COMMAND_BACK, T_NONE, 0},
    {COMMAND_LOCK, T_NONE, 0},
    {COMMAND_HELP, T_NONE, 0},
};

static const struct screen_key absent_keys[] = {
    {COMMAND_OPEN, T_SCR_CALLED, PAGE_RING},
    {COMMAND_OPEN, T_NONE, PAGE_LINKS},
    {COMMAND_BACK, T_NONE, 0},
    {COMMAND_LOCK, T_NONE, 0},
    {COMMAND_HELP, T_NONE, 0},
};

/* 1: there is a case, 2: one is marked. */
static const struct screen_key conference_keys[] = {
    {COMMAND_MARK, T_NONE, 1},  {COMMAND_OPEN, T_SCR_SHEET, 1},
    {COMMAND_BLANK, T_NONE, 0}, {COMMAND_THROW, T_SCR_CLEAR_MARKS, 2},
    {COMMAND_BACK, T_NONE, 0},  {COMMAND_LOCK, T_NONE, 0},
    {COMMAND_HELP, T_NONE, 0},
};

static const struct screen_key sheet_keys[] = {
    {COMMAND_NEXT, T_SCR_NEXT_CASE, 0},  {COMMAND_BLANK, T_NONE, 0},
    {COMMAND_MEETING, T_SCR_MEETING, 0}, {COMMAND_OPEN, T_NONE, PAGE_LINKS},
    {COMMAND_PREVIOUS, T_NONE, 0},       {COMMAND_BACK, T_NONE, 0},
    {COMMAND_LOCK, T_NONE, 0},           {COMMAND_HELP, T_NONE, 0},
};

#define KEYS(table) table, ARRAY_LEN(table)

const struct screen_keys *screen_keys_of(const char *screen)
{
    static const struct screen_keys known[] = {
        {"login", CONTEXT_LOGIN, KEYS(login_keys)},
        {"today", CONTEXT_LIST, KEYS(today_keys)},
        {"case", CONTEXT_LIST, KEYS(case_keys)},
        {"timeline", CONTEXT_LIST, KEYS(timeline_keys)},
        {"read", CONTEXT_LIST, KEYS(read_keys)},
        {"notes", CONTEXT_LIST, KEYS(reading_keys)},
        {"find", CONTEXT_LOGIN, KEYS(find_keys)},
        {"youth_new", CONTEXT_TEXT, KEYS(youth_keys)},
        {"drafts", CONTEXT_LIST, KEYS(drafts_keys)},
        {"list", CONTEXT_LIST, KEYS(list_keys)},
        {"letter", CONTEXT_LIST, KEYS(letter_keys)},
        {"cosign", CONTEXT_LIST, KEYS(cosign_keys)},
        {"history", CONTEXT_LIST, KEYS(reading_keys)},
        {"help", CONTEXT_LIST, KEYS(help_keys)},
        {"limits", CONTEXT_LIST, KEYS(help_keys)},
        {"due", CONTEXT_FORM, KEYS(reading_keys)},
        {"warning", CONTEXT_LIST, KEYS(reading_keys)},
        {"promise", CONTEXT_LIST, KEYS(promise_keys)},
        {"absent-who", CONTEXT_LIST, KEYS(absent_who_keys)},
        {"absent", CONTEXT_LIST, KEYS(absent_keys)},
        {"absent-journal", CONTEXT_LIST, KEYS(reading_keys)},
        {"conference", CONTEXT_LIST, KEYS(conference_keys)},
        {"sheet", CONTEXT_LIST, KEYS(sheet_keys)},
        {"compare", CONTEXT_LIST, KEYS(compare_keys)},
        {"series", CONTEXT_LIST, KEYS(series_keys)},
        {"relation", CONTEXT_LIST, KEYS(relation_keys)},
        {"who", CONTEXT_LIST, KEYS(who_keys)},
        {"own-note", CONTEXT_LIST, KEYS(reading_keys)},
        {"to-you", CONTEXT_LIST, KEYS(reading_keys)},
        {"to-you-read", CONTEXT_LIST, KEYS(to_you_keys)},
    };
    static const struct screen_keys form = {"", CONTEXT_FORM, KEYS(form_keys)};

    for (size_t i = 0; i < ARRAY_LEN(known); i++)
        if (text_equal(known[i].screen, screen))
            return &known[i];
    return &form;
}
