/* note_parts.c - what pages say of a note: whom it concerns, when, what came of it. */
#include "note_parts.h"

#include "case_parts.h"
#include "sis/casework/records.h"
#include "sis/casework/register.h"

const char *note_about(const struct page *page, struct work *work, const struct id *youth,
                       const char *whom)
{
    struct youth found;
    struct err err = {0};

    if (id_is_none(youth))
        return whom != NULL ? whom : "";
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
static const struct note_back *last(const struct own_note *note, enum note_back_kind kind)
{
    for (size_t i = note->n_back; i-- > 0;)
        if (note->back[i].kind == kind)
            return &note->back[i];
    return NULL;
}

const char *note_outcome(const struct page *page, const struct work *work,
                         const struct own_note *note, struct date today)
{
    const struct note_back *read = last(note, NOTE_BACK_READ);
    const struct note_back *moved = last(note, NOTE_BACK_MOVED);
    bool answered = last(note, NOTE_BACK_REPLY) != NULL;
    const char *words =
        read != NULL ? page_words(page, T_NOTE_READ_BY, work_role_title(work, read->role),
                                  note_when(page, read->at, today), NULL)
        : moved != NULL
            ? page_words(page, T_NOTE_MOVED, note_when(page, moved->at, today), NULL, NULL)
        : note->state == NOTE_WAITING ? text(page->lang, T_TODAY_UNREAD)
                                      : text(page->lang, T_TODAY_WAS_READ);

    return answered ? arena_printf(page->arena, "%s, %s", words, text(page->lang, T_NOTE_ANSWERED))
                    : words;
}

struct note_wait note_waits(const struct page *page, struct work *work,
                            const struct case_file *file)
{
    struct note_wait wait;
    struct err err = {0};

    return note_waiting_here(work, file, page->arena, &wait, &err)
               ? wait
               : (struct note_wait){.n = file->n_waiting};
}

static const char *adds_to(struct case_file *file, const struct record *note)
{
    const struct answers *answers = case_answers(file, note);
    const struct answer *adds = answers != NULL ? answers_get(answers, NOTE_ADDS) : NULL;

    return adds != NULL ? adds->value.text : NULL;
}

static void put_note_link(const struct page *page, struct work *work, struct case_file *file,
                          const struct record *note, enum text_id words)
{
    struct place place = page_place(ROOM_READ, &file->id);

    struct author author;
    int64_t at;

    record_origin(file, note, &author, &at);
    place.record = note->id;
    doc_link(page->doc, page->doc->root,
             page_words(page, words, page_when(page, at, work_today(work)), NULL, NULL), &place);
}

static void put_replies(const struct page *page, struct work *work, struct case_file *file,
                        const struct record *note)
{
    const struct record **reply;
    size_t n = case_children(file, &note->id, FORM_REPLY, page->arena, &reply);

    for (size_t i = 0; i < n; i++) {
        const struct answers *answers = case_answers(file, reply[i]);
        const struct answer *line = answers != NULL ? answers_get(answers, REPLY_TEXT) : NULL;

        doc_paragraph(page->doc, page->doc->root, DOC_DIM,
                      page_words(page, T_RECORD_NOTE_REPLY, page_author(page, work, &reply[i]->by),
                                 page_when(page, reply[i]->at, work_today(work)), NULL));
        if (line != NULL && line->value.kind == VALUE_TEXT)
            page_indented(page, page->doc->root, 2, DOC_QUOTE, line->value.text);
    }
}

void note_put_kin(const struct page *page, struct work *work, struct case_file *file,
                  const struct record *note)
{
    const char *adds = adds_to(file, note);
    const struct record **other;
    size_t n = case_records(file, FORM_NOTE, page->arena, &other);
    char hex[ID_TEXT];

    for (size_t i = 0; i < n; i++) {
        const char *also = adds_to(file, other[i]);

        id_text(&other[i]->id, hex);
        if (text_equal(adds, hex))
            put_note_link(page, work, file, other[i], T_RECORD_NOTE_ADDS);
        id_text(&note->id, hex);
        if (text_equal(also, hex))
            put_note_link(page, work, file, other[i], T_RECORD_NOTE_ADDED);
    }
    put_replies(page, work, file, note);
}
