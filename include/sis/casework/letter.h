/*
 * letter.h - a letter for one receiver: what goes in, what is withheld and why.
 */
#ifndef SIS_CASEWORK_LETTER_H
#define SIS_CASEWORK_LETTER_H

#include "sis/casework/consent.h"

/* One line of an items block, or one row of a list block. */
struct letter_line {
    const struct item *item; /* NULL for a row */
    const char *text;        /* in words, in the letter's language */
    const char *const *cell; /* of a row: one for each column */
    size_t n_cells;
};

struct letter_block {
    const struct block *block;
    const char *text; /* heading and text, filled in */
    const struct item *const *column;
    size_t n_columns;
    struct letter_line *line;
    size_t n_lines;
};

struct withheld {
    const struct item *item;
    const struct form *rows; /* of this list, as item in them says; NULL: the answer to item */
    const char *subject;
    enum consent_why why;
};

struct letter_out {
    const struct letter *letter;
    const struct entry *receiver;
    const char *number; /* of this copy, neutral: "24-031 K3" */
    const char *code;   /* receipt code: six characters to read back by telephone */
    struct letter_block *block;
    size_t n_blocks;
    struct withheld *withheld; /* for the sender only */
    size_t n_withheld;
    int unsigned_answers;         /* answers of later drafts that are left out */
    size_t revisions;             /* in the case when it was built, */
    struct date day;              /* and the day */
    const struct entry *made_for; /* another receiver, for whom its form was filled in; or NULL */
};

/* Receivers for which the last signed form of the letter was made out, then the others. */
size_t letter_receivers(struct work *work, struct case_file *file, const struct letter *letter,
                        struct arena *arena, const struct entry ***receiver);
/* Builds it from signed answers only, each checked. Nothing is stored. receiver NULL: of a letter that stays
 * in the house. */
bool letter_build(struct work *work, struct case_file *file, const char *letter,
                  const char *receiver, struct arena *arena, struct letter_out *out,
                  struct err *err) WARN_UNUSED;

/* Gives out the exact bytes of a letter, unless anything has been written in the case since it was
 * built, or the day has ended (ERR_CONFLICT: a consent may be withdrawn or have run out; build it anew). The second person must be another,
 * with access to the case; a wrong passphrase counts as a failed log-in: two people
 * sign over their hash, the disclosure is recorded in the case with number, receiver and code, then the file is written (neutral name, mode 0600). On
 * failure nothing is recorded or no file is left. path gets the full name (in the arena). */
bool letter_save(struct work *work, struct case_file *file, const struct letter_out *letter,
                 const void *bytes, size_t n, const struct second_person *second,
                 const char *folder, struct arena *arena, const char **path,
                 struct err *err) WARN_UNUSED;

#endif
