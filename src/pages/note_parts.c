/* note_parts.c - what pages say of a note: whom it concerns, when, what came of it. */
#include "note_parts.h"

#include "sis/casework/register.h"

const char *note_about(const struct page *page, struct work *work, const struct id *youth,
                       const char *whom)
{
    struct youth found;
    struct err err = {0};

    if (id_is_none(youth)) {
        return whom != NULL ? whom : "";
    }
    return register_get(work, youth, page->arena, &found, &err)
               ? page_case_name(page, found.number, found.work_name)
               : "";
}

const char *note_when(const struct page *page, int64_t at, struct date today)
{
    struct date day = moment_date(at);

    return date_to_days(today) - date_to_days(day) > 6 ? page_date(page, day, today)
                                                       : page_when(page, at, today);
}

/* The last one of its kind. */
static const struct note_back *last(const struct own_note *note, bool reply)
{
    for (size_t i = note->n_back; i-- > 0;) {
        if (note->back[i].reply == reply) {
            return &note->back[i];
        }
    }
    return NULL;
}

const char *note_outcome(const struct page *page, const struct work *work,
                         const struct own_note *note, struct date today)
{
    const struct note_back *read = last(note, false);
    bool answered = last(note, true) != NULL;
    const char *words =
        read != NULL ? page_words(page, T_NOTE_READ_BY, work_role_title(work, read->role),
                                  note_when(page, read->at, today), NULL)
        : note->state == NOTE_WAITING ? text(page->lang, T_TODAY_UNREAD)
                                      : text(page->lang, T_TODAY_WAS_READ);

    return answered
               ? arena_printf(page->arena, "%s, %s", words, text(page->lang, T_NOTE_ANSWERED))
               : words;
}
