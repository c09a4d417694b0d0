/*
 * page.h - the screen of all pages, among its parts: which page a room shows, and what may be done
 * there.
 */
#ifndef SCREENS_PAGE_H
#define SCREENS_PAGE_H

#include "screens/doc_view.h"
#include "screens/question.h"
#include "sis/casework/notes.h"

/* What holds on a page now, for its keys. */
enum {
    PAGE_LINKS = 1,
    PAGE_NOTE = 2,   /* the person may write notes */
    PAGE_UNREAD = 4, /* somebody else's note, not signed as read */
    PAGE_MAY_ADD = 8,
    PAGE_MAY_STRIKE = 16,
    PAGE_COSIGN = 32,     /* waits for a second signature, which can be given from here */
    PAGE_JOURNAL = 64,    /* has a text that somebody is to put into the journal */
    PAGE_MAY_WRITE = 128, /* rows of the case's lists */
    PAGE_MAY_REPLY = 256, /* a note whose author can be answered */
    PAGE_MAY_PLACE = 512, /* a note to leads that can go into a case */
    PAGE_CASE = 1024,     /* what is focused leads to a case that the person reads */
    PAGE_RING = 2048      /* what is focused is somebody to call; then not PAGE_LINKS */
};

/* What is asked on a page. */
enum { ASK_SIGN_READ = 1, ASK_STRIKE, ASK_REPLY, ASK_JOURNAL, ASK_PLACE, ASK_OPEN_AND_PLACE };

struct page {
    const struct screen_env *env;
    const struct page_kind *kind;
    struct place place;
    struct case_file *file; /* of pages in a case */
    struct doc_view *view;  /* apart, since drawing lays it out */
    int64_t built;          /* milliseconds, to look for news not too often */
    size_t set_aside;       /* notes that could not be read */
    struct question ask;
    bool blank;      /* a sheet, while others are in the room */
    int64_t asked;   /* moment when the question was opened */
    struct id draft; /* of a line that was typed and not yet given */
    int draft_about; /* what it answers */
    /* Asks for a line. */
    void (*ask_line)(struct page *page, int about, const char *typed);
    struct arena *note_arena; /* of ROOM_TO_YOU_READ */
    struct lead_note note;
    bool has_note;
};

struct page_kind {
    enum room room;
    bool of_case;
    bool chooses; /* links to its own room choose what it shows */
    /* NULL and err: err stands on the page. */
    struct doc *(*build)(const struct page *page, struct arena *arena, struct err *err);
};

/* page_read.c: what may be done with the record of ROOM_READ. */
unsigned record_holds(const struct page *page);
/* True when it was one of these commands. */
bool record_command(struct page *page, int command, struct out *out);
void record_answered(struct page *page, enum question_said said, struct out *out);
/* What a place asks for at once: a line, or with the form of the journal whether that is done. */
void record_begin_asking(struct page *page);
void record_ask_line(struct page *page, int about, const char *typed);

/* page_line.c: a line typed on a page. A place that names its form asks at once, with what was typed so
 * far; holds: the bits above. */
void line_begin(struct page *page, unsigned holds);
/* Asks for a line, with what was typed before and left. */
void line_ask(struct page *page, int about);
/* Whether a line is being typed, so that it comes back. */
void line_place(const struct page *page, struct place *out);
bool line_keep(struct page *page, struct err *err);
bool line_pack(struct page *page, struct str *sealed, struct err *err);
void line_drop(struct page *page);
/* Takes the question away once what was typed is kept. */
void line_leave(struct page *page);

/* page_to_you.c: notes to leads, and one's own. */
bool to_you_enter(struct page *page, struct err *err);
unsigned to_you_holds(const struct page *page);
bool to_you_command(struct page *page, int command, struct out *out);
void to_you_answered(struct page *page, enum question_said said, struct out *out);
/* Into the youth's case, which is opened when there is none. */
bool note_into_case(struct work *work, const struct id *note, const struct youth *youth,
                    struct err *err) WARN_UNUSED;
struct doc *to_you_build(const struct page *page, struct arena *arena, struct err *err);
struct doc *to_you_read_build(const struct page *page, struct arena *arena, struct err *err);
struct doc *own_note_build(const struct page *page, struct arena *arena, struct err *err);

/* page_notes.c: the notes of a case that somebody should read. */
bool notes_open(struct page *page, struct err *err);
struct doc *notes_build(const struct page *page, struct arena *arena, struct err *err);

/* page_events.c: promises, events, meetings, a conference, a youth who is missing. True when it was one of
 * these commands. */
unsigned events_hold(const struct page *page, int rows);
bool events_command(struct page *page, const struct event *event, struct out *out);
/* ROOM_ABSENT remembers when it was opened. */
void absent_begin(struct page *page);
/* True when the event was for one of its questions. */
bool absent_answer(struct page *page, const struct event *event, struct out *out);
struct doc *absent_build(const struct page *page, struct arena *arena, struct err *err);
struct doc *absent_journal_build(const struct page *page, struct arena *arena, struct err *err);
struct doc *sheet_build(const struct page *page, struct arena *arena, struct err *err);

#endif
