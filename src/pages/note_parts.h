/*
 * note_parts.h - what pages say of a note: whom it concerns, when, what came of it.
 */
#ifndef PAGES_NOTE_PARTS_H
#define PAGES_NOTE_PARTS_H

#include "parts.h"
#include "sis/casework/notes.h"

/* "24-031 Granen"; of somebody not in the list what the writer wrote. */
const char *note_about(const struct page *page, struct work *work, const struct id *youth,
                       const char *whom);
/* Within the week also the time; what is older is told by its day alone. */
const char *note_when(const struct page *page, int64_t at, struct date today);
/* What waits in the case's letterbox, others' notes and one's own apart; all of it when it cannot be
 * looked into. */
struct note_wait note_waits(const struct page *page, struct work *work,
                            const struct case_file *file);
/* "inte läst", "läst av utredare, psykolog 09:10, svar". */
const char *note_outcome(
    const struct page *page, const struct work *work, const struct own_note *note,
    struct date
        today); /* Of a note in a case: what it adds to, what was added to it, what its writer was answered. */
void note_put_kin(const struct page *page, struct work *work, struct case_file *file,
                  const struct record *note);

#endif
