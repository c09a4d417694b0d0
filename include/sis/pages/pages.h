/*
 * pages.h - one builder for each page: what it says, as a document with links. Shown by the page
 * screen, printed by the command line, saved as text.
 *
 * Everything is made in the arena. Titles are neutral: case number and work name, never a youth's name.
 * What a person can act on is a link; its place says all that the next screen needs.
 * Builders read; what must be logged was logged when the case was opened.
 */
#ifndef SIS_PAGES_PAGES_H
#define SIS_PAGES_PAGES_H

#include "sis/casework/case.h"
#include "sis/casework/letter.h"
#include "sis/casework/notes.h"
#include "sis/document/document.h"

/* Counts and neutral verbs only, by case number and work name; late first; drafts; own notes.
 * note_keys: the key for a new note, as it is named on the screen; NULL when there is none. */
struct doc *page_today(struct work *work, const char *note_keys, struct arena *arena,
                       struct err *err);
/* The case at a glance: eight phases, the next steps, open warnings, last judgements in words, what can
 * be written and read. Of many next steps the first few, unless shown is OVERVIEW_ALL (else NULL or ""); a
 * link to ROOM_CASE with that as extra leads there. */
#define OVERVIEW_ALL "steps"
struct doc *page_overview(struct work *work, struct case_file *file, const char *shown,
                          struct arena *arena);
/* Everything in the case, newest first, with a link for each kind that occurs. form: only that form's
 * records; kind: only what is "notes", "forms", "lists", "warnings" or "signed". NULL: all. */
struct doc *page_timeline(struct work *work, struct case_file *file, const char *form,
                          const char *kind, struct arena *arena);
/* Two fillings of one form, and only what changed between them. place: form (empty: the one filled in
 * last that was filled in twice), record (the later one), extra (the earlier one's id); the last two
 * where they are not named. Its links to ROOM_COMPARE choose others. */
struct doc *page_compare(struct work *work, struct case_file *file, const struct place *place,
                         struct arena *arena);
/* The ratings of one form over time, one by one, dated, with a small line beside each; form NULL or
 * empty: the one filled in last that has any. Signed fillings only. Its links to ROOM_SERIES choose
 * another form. */
struct doc *page_series(struct work *work, struct case_file *file, const char *form,
                        struct arena *arena);
/* Who carries the relation and since when, what happens at leave, distrust with its causes. */
struct doc *page_relation(struct work *work, struct case_file *file, struct arena *arena);
/* Who knows what of what the youth wants, and what was last answered about it. */
struct doc *page_who_knows(struct work *work, struct case_file *file, struct arena *arena);
/* One record in full with its rows, signatures, addenda and strikes, under the method it was answered
 * under. Says when a signature does not hold. */
struct doc *page_record(struct work *work, struct case_file *file, const struct record *record,
                        struct arena *arena);
/* One row of a living list over time, newest first: each revision with what it changed, and what belongs
 * to the row (another day, attempts, addenda). row: its newest revision. */
struct doc *page_row_history(struct work *work, struct case_file *file, const struct record *row,
                             struct arena *arena);
/* A note of one's own (its record), while it can be changed, and what came of it: read, by which
 * function, when, and what was answered. Nothing of the case. NULL and err. */
struct doc *page_own_note(struct work *work, const struct id *record, struct arena *arena,
                          struct err *err);
/* Notes to leads, without what they say; NULL and err. */
struct doc *page_to_you(struct work *work, struct arena *arena, struct err *err);
/* One of them in full. */
struct doc *page_to_you_read(struct work *work, const struct lead_note *note, struct arena *arena);
/* A letter as the receiver gets it. */
struct doc *page_letter(struct work *work, const struct letter_out *letter, struct arena *arena);
/* What the sender sees above it: withheld items with their reasons, unsigned answers left out. */
struct doc *page_letter_withheld(struct work *work, const struct letter_out *letter,
                                 struct arena *arena);
/* One thing that is due: its day and reason, who moved it and why, attempts. Links to ROOM_DUE move it:
 * place.item is the reason. rule and row as in rhythm_find. */
struct doc *page_due(struct work *work, struct case_file *file, const char *rule,
                     const struct id *row, struct arena *arena);
/* One open warning: its text for this role, whom to ring, what set it off, what was done about it
 * before. The link to ROOM_WARNING deals with it. */
struct doc *page_warning(struct work *work, struct case_file *file, const char *warning,
                         struct arena *arena);
/* The youth is missing: whom to ring in which order with numbers and what was done, what is known of danger,
 * what is still to be written. event: what the youth did not come back from, or none. Links to
 * ROOM_ABSENT are steps: place.item is whom, or ABSENCE_BACK. */
struct doc *page_absence(struct work *work, struct case_file *file, const struct id *event,
                         struct arena *arena);
/* Plain sentences about it for the journal, to copy. */
struct doc *page_absence_journal(struct work *work, struct case_file *file, struct arena *arena);
/* The sheet of the case at a conference: what people have written for and against, what is not known,
 * what the youth says, what differs, judgements; each with its source. Nothing is computed. */
struct doc *page_sheet(struct work *work, struct case_file *file, struct arena *arena);
/* A blank form to fill in by hand. */
struct doc *page_paper(const struct method *method, const struct form *form, enum lang lang,
                       bool practice, struct arena *arena);
/* The forms of the kit to keep on paper: all forms, and the row forms whose rows they ask for. In the
 * arena. */
size_t paper_kit(const struct method *method, struct arena *arena, const struct form ***form);
/* The kit's first sheet: when it was printed, and what it holds. */
struct doc *page_paper_cover(const struct method *method, enum lang lang, bool practice,
                             struct date today, struct arena *arena);
/* A filled-in form's answers, without a case; for `forms try`. */
struct doc *page_answers(const struct method *method, const struct form *form,
                         const struct answers *answers, enum lang lang, struct arena *arena);

/* Help for one screen (its name) or one command. keys: what works there, in words. */
struct help_key {
    const char *keys;
    const char *words;
};
struct doc *page_help(enum lang lang, const char *topic, const struct help_key *key, size_t n,
                      struct arena *arena);
/* What an item asks, means and takes; before it a warning that holds, where one does (else NULL or ""). */
struct doc *page_item_help(const struct method *method, const struct item *item,
                           const char *warning, enum lang lang, struct arena *arena);
/* What the program does not protect against, said plainly. */
struct doc *page_limits(enum lang lang, struct arena *arena);

#endif
