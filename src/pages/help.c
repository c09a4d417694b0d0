/* help.c - what a screen is, what the next step is, and what the program does not protect against. */
#include "parts.h"
#include "sis/pages/pages.h"

static const struct topic {
    const char *name;
    enum text_id title, what, next;
} topics[] = {
#define TOPIC(name, id)                                            \
    {                                                              \
        name, T_HELP_##id##_TITLE, T_HELP_##id, T_HELP_##id##_NEXT \
    }
    TOPIC("help", HELP),
    TOPIC("login", LOGIN),
    TOPIC("today", TODAY),
    TOPIC("find", FIND),
    TOPIC("case", CASE),
    TOPIC("youth_new", YOUTH_NEW),
    TOPIC("fill", FILL),
    TOPIC("timeline", TIMELINE),
    TOPIC("note", NOTE),
    TOPIC("read", READ),
    TOPIC("missing", MISSING),
    TOPIC("sign", SIGN),
    TOPIC("list", LIST),
    TOPIC("letter", LETTER),
    TOPIC("notes", NOTES),
    TOPIC("own-note", OWN_NOTE),
    TOPIC("to-you", TO_YOU),
    TOPIC("to-you-read", TO_YOU),
    TOPIC("drafts", DRAFTS),
    TOPIC("ask", ASK),
    TOPIC("limits", LIMITS),
    TOPIC("compare", COMPARE),
    TOPIC("series", SERIES),
    TOPIC("relation", RELATION),
    TOPIC("who", WHO),
    TOPIC("history", HISTORY),
    TOPIC("cosign", COSIGN),
    TOPIC("due", DUE),
    TOPIC("warning", WARNING),
    TOPIC("promise", PROMISE),
    TOPIC("absent-who", ABSENT_WHO),
    TOPIC("absent", ABSENT),
    TOPIC("absent-journal", ABSENT_JOURNAL),
    TOPIC("conference", CONFERENCE),
    TOPIC("sheet", SHEET),
#undef TOPIC
};

/* Help on help for a topic that is not known. */
static const struct topic *find_topic(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(topics); i++)
        if (text_equal(topics[i].name, name))
            return &topics[i];
    return &topics[0];
}

struct doc *page_help(enum lang lang, const char *name, const struct help_key *key, size_t n,
                      struct arena *arena)
{
    const struct topic *topic = find_topic(name);
    struct page page = page_new(arena, lang, text(lang, topic->title));
    struct doc_node *root = page.doc->root;
    struct place limits = place_of(ROOM_LIMITS);
    struct doc_node *table;

    page_heading(&page, root, page.doc->title);
    page_say(&page, root, DOC_PLAIN, topic->what);
    page_heading(&page, root, text(lang, T_HELP_NEXT_HEADING));
    page_say(&page, root, DOC_PLAIN, topic->next);
    if (n > 0) {
        page_heading(&page, root, text(lang, T_HELP_KEYS_HEADING));
        table = doc_node_new(page.doc, root, DOC_TABLE);
        for (size_t i = 0; i < n; i++) {
            const char *const cell[] = {key[i].keys, key[i].words};

            doc_row(page.doc, table, cell, ARRAY_LEN(cell));
        }
    }
    doc_gap(page.doc, root);
    page_say(&page, root, DOC_DIM, T_HELP_ALWAYS);
    if (topic->what != T_HELP_LIMITS)
        doc_link(page.doc, root, text(lang, T_LIMITS_TITLE), &limits);
    return page.doc;
}

struct doc *page_limits(enum lang lang, struct arena *arena)
{
    static const struct {
        enum text_id what, words;
    } limit[] = {
        {T_LIMITS_CAMERA_TITLE, T_LIMITS_CAMERA},   {T_LIMITS_ROOM_TITLE, T_LIMITS_ROOM},
        {T_LIMITS_FORCE_TITLE, T_LIMITS_FORCE},     {T_LIMITS_ROOT_TITLE, T_LIMITS_ROOT},
        {T_LIMITS_PROGRAM_TITLE, T_LIMITS_PROGRAM}, {T_LIMITS_HOLDER_TITLE, T_LIMITS_HOLDER},
        {T_LIMITS_FILE_TITLE, T_LIMITS_FILE},       {T_LIMITS_PAPER_TITLE, T_LIMITS_PAPER},
    };
    struct page page = page_new(arena, lang, text(lang, T_LIMITS_TITLE));
    struct doc_node *root = page.doc->root;

    page_heading(&page, root, page.doc->title);
    page_say(&page, root, DOC_PLAIN, T_LIMITS_INTRO);
    for (size_t i = 0; i < ARRAY_LEN(limit); i++) {
        doc_gap(page.doc, root);
        doc_paragraph(page.doc, root, DOC_STRONG, text(lang, limit[i].what))->keep = true;
        page_indented(&page, root, 2, DOC_PLAIN, text(lang, limit[i].words));
    }
    page_heading(&page, root, text(lang, T_LIMITS_TELL_HEADING));
    page_say(&page, root, DOC_PLAIN, T_LIMITS_TELL);
    return page.doc;
}
