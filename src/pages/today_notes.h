/*
 * today_notes.h - what the first page says of notes: those that wait, and one's own with what came of
 * them.
 */
#ifndef PAGES_TODAY_NOTES_H
#define PAGES_TODAY_NOTES_H

#include "parts.h"
#include "sis/casework/notes.h"

struct today_notes {
    const struct page *page;
    struct work *work;
    struct date date;
    struct note_wait *wait;
    size_t n_waits;
    struct own_note *own;
    size_t n_own;
    size_t n_kept; /* notes to leads that have been read */
};

bool today_notes_load(struct today_notes *it, const struct page *page, struct work *work,
                      struct err *err);
/* What waits in a case's letterbox, or with none, for the leads; NULL: nothing. */
const struct note_wait *today_wait(const struct today_notes *it, const struct id *case_id);
/* The place where it is read. */
struct place today_wait_place(const struct note_wait *wait);
/* What cannot wait; NULL: nothing. */
const struct note_wait *today_urgent(const struct today_notes *it);
/* "24-031 Granen", "Till dig". */
const char *today_wait_name(const struct today_notes *it, const struct note_wait *wait);

/* For leads: what nobody has read in time, and what is for leads only. */
void today_put_late(const struct today_notes *it, struct doc_node *parent);
void today_put_to_you(const struct today_notes *it, struct doc_node *parent);
void today_put_own(const struct today_notes *it, struct doc_node *parent);

#endif
