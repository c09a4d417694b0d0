/*
 * page.h - the screen of all pages, among its parts: which page a room shows, and what may be done
 * there.
 */
#ifndef SCREENS_PAGE_H
#define SCREENS_PAGE_H

#include "screens/doc_view.h"
#include "screens/question.h"
#include "sis/casework/case.h"

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
    PAGE_CASE = 1024      /* what is focused leads to a case that the person reads */
};

struct page {
    const struct screen_env *env;
    const struct page_kind *kind;
    struct place place;
    struct case_file *file; /* of pages in a case */
    struct doc_view *view;  /* apart, since drawing lays it out */
    int64_t built;          /* milliseconds, to look for news not too often */
    size_t set_aside;       /* notes that could not be read */
    struct question ask;
    int64_t asked;      /* moment when the question was opened */
    struct id draft;    /* of a reason that was typed and not yet given */
    unsigned long kept; /* version of the reason that the draft holds */
};

struct page_kind {
    enum room room;
    bool of_case;
    bool chooses; /* links to its own room choose what it shows */
    /* NULL and err: err stands on the page. */
    struct doc *(*build)(const struct page *page, struct arena *arena, struct err *err);
};

/* The bits above, on a screen of that many rows. */
unsigned page_holds(const struct page *page, int rows);

/* page_read.c: what may be done with the record of ROOM_READ. */
unsigned record_holds(const struct page *page);
/* True when it was one of these commands. */
bool record_command(struct page *page, int command, struct out *out);
void record_answered(struct page *page, enum question_said said, struct out *out);
/* A place that names the form of strikes asks for the reason at once, with what was typed so far; one that
 * names the form of the journal asks whether that is done. */
void record_ask_begin(struct page *page);
/* Whether a reason is being typed, so that it comes back. */
void record_place(const struct page *page, struct place *out);
bool record_keep(struct page *page, struct err *err);
bool record_pack(struct page *page, struct str *sealed, struct err *err);

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
