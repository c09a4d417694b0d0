/*
 * method.h - the method as it is in memory: forms, scales, subjects, receivers, grounds, warnings,
 * rhythm, letters. Made by load.h, then read-only; all of it lives in one arena.
 *
 * Ids and codes are ASCII: letters, digits, '_', '-' and '.'. See forms/README.md for the files.
 */
#ifndef SIS_FORM_METHOD_H
#define SIS_FORM_METHOD_H

#include <stdbool.h>
#include <stddef.h>

#include "sis/base/date.h"
#include "sis/base/text.h"

struct expr;
struct method;

enum item_type {
    ITEM_ONE,
    ITEM_MANY,
    ITEM_NUMBER,
    ITEM_DATE, /* may be partial */
    ITEM_DATETIME,
    ITEM_LINE,
    ITEM_TEXT,
    ITEM_IDENTITY,
    ITEM_ROWS, /* records of a row form that belong to the form or to the case */
    ITEM_GRID, /* fixed rows by fixed columns; each cell is an item of its own */
    ITEM_FIXED /* text to read */
};

/* When the day of a date lies as people mostly answer. */
enum tense { TENSE_ANY, TENSE_PAST, TENSE_FUTURE };

struct option {
    const char *code;
    struct label label;
    struct label key; /* one character for each language; loading gives one where the file has none;
                         of a retired option empty */
    bool retired;     /* shown where it was chosen, not offered */
    struct date from, to; /* of an entry's option: outside them like retired (year 0: open) */
    const struct expr *show;
    int line;
};

struct scale {
    const char *id;
    struct label title;
    const struct option *option;
    size_t n_options;
    bool ordered; /* its codes are numbers, and can be compared over time */
    /* Non-answers that stand among the options. Their keys (T_KEY_UNKNOWN, T_KEY_DECLINED) work in
     * every one and many, and are never keys of options. */
    bool offer_unknown;
    bool offer_declined;
    struct label low, high; /* words at the ends, or empty */
    const char *file;
    int line;
};

struct item {
    const char *id;
    enum item_type type;
    struct label label;
    struct label help;         /* what it means */
    struct label example;      /* an example, and limits */
    const struct scale *scale; /* of one and many: shared, or made of the item's own options */
    const char *subject;       /* NULL: never leaves the home */
    bool required;             /* needed for signing, never for saving */
    bool full;                 /* shown only when the form is opened in full depth */
    bool judgement;            /* no default, never carried, never confirmed in bulk */
    bool carry;                /* last time's answer may be taken over, item by item */
    bool retired;              /* kept for old answers, never shown */
    bool unwatched;            /* what is written here is not looked at for what free text should
                                  not hold */
    const char *pair;          /* id of the same question put to the other part, or NULL */
    double min, max;           /* of numbers; NAN where open */
    const struct expr *show;
    const struct expr *check;
    struct label check_text;
    const struct expr *expect; /* like check, but what does not hold is only said */
    struct label expect_text;
    enum tense tense;           /* of dates and moments: the other one is only said */
    const struct expr *compute; /* then it cannot be typed */
    const struct expr *initial; /* default: set once, when the form is begun */
    /* rows */
    const char *list; /* id of the row form */
    bool of_case;     /* the case's living list; else rows of this form alone */
    /* grid */
    const struct item *column; /* templates; ids are the column's own */
    size_t n_columns;
    const struct item *over; /* rows: id, label, help, show */
    size_t n_over;
    /* a cell of a grid */
    const struct item *grid;     /* the grid, or NULL */
    const struct item *grid_row; /* its row */
    const char *file;
    int line;
    size_t index; /* place in form->item */
    const struct section *section;
};

struct section {
    const char *id;
    struct label title;
    struct label guidance;
    const char *part; /* "staff", "youth" (alone on the screen), or NULL */
    const struct expr *show;
    size_t first, n; /* items in form->item */
    int line;
};

enum form_kind { FORM_FORM, FORM_ROW };

/* Ids and codes have at most this many bytes (a place keeps them in fixed fields). */
#define METHOD_ID_MAX 47

struct form {
    const char *id;
    const char *version;
    enum form_kind kind;
    const char *phase; /* NULL: belongs to no phase */
    int minutes;
    struct label title;
    struct label guidance;
    unsigned filled_by;      /* bit (1 << role) */
    int signatures;          /* 1 or 2 */
    int one_signature_hours; /* of 2: as long as this it counts with the first alone; 0: it does not */
    struct label journal;    /* with ${...}: what was settled, for the journal; may be empty */
    bool retired;            /* kept for old answers, not begun any more */
    const struct section *section;
    size_t n_sections;
    const struct item *item; /* all, in order; the cells of a grid follow the grid */
    size_t n_items;
    const struct expr *row_text; /* of a row form: how a row reads in one line */
    const char *file;
    int line;
};

/* Something with an id and a title, valid from/to (a year of 0: open). */
struct entry {
    const char *id;
    struct label title;
    struct label help;
    struct date from, to;
    const char *number; /* of a contact: telephone, "" when the home sets it */
    int line;
};

struct entries {
    const struct entry *item;
    size_t n;
};

struct warning {
    const char *id; /* "w1" */
    const struct expr *when;
    struct label text[5];       /* by enum role; an absent role has the general text */
    const char *const *contact; /* ids of contacts, in the order to ring */
    size_t n_contacts;
    int line;
};

/* What free text should not hold; see watch.h. */
struct watch {
    const char *id;
    const char *pattern;
    const struct expr *when; /* of what matched, which is `.`; NULL: every match counts */
    struct label text;       /* what it seems to be, and what to write instead */
    int line;
};

/* The neutral word for what is to be done, where nothing else may be told. */
enum due_verb { DUE_WRITE, DUE_CALL, DUE_MEET, DUE_TELL };

struct due {
    const char *id;
    enum due_verb verb;
    const char *form; /* what to do; a row form: go on with the row */
    const char *each; /* row form: the rule is asked for every row of it; NULL: once for the case */
    const char *item; /* row form: the question it opens at; NULL: the first */
    bool first;       /* of the rows only the one that is due first counts */
    const struct expr
        *whose;              /* gives the role that does it; NULL or no role: whoever fills it in */
    const struct expr *done; /* ${id} = 'code': what one key on its page sets in the row; NULL */
    const struct expr *when;
    const struct expr *date;
    struct label because; /* with ${...} */
    int line;
};

enum block_kind { BLOCK_HEADING, BLOCK_TEXT, BLOCK_ITEMS, BLOCK_LIST, BLOCK_SIGNATURE };

struct block {
    enum block_kind kind;
    struct label text; /* heading, text; title of items and list */
    const char *form;  /* items: the form whose last signed answers are shown */
    const char *const *item;
    size_t n_items;
    const char *list; /* list: row form */
    const char *const *column;
    size_t n_columns;
    const struct expr *where; /* list: which rows */
    const char *subject; /* of a text with ${}: what it tells; NULL = nothing but fixed words */
    const struct expr *show;
    int line;
};

struct letter {
    const char *id;
    struct label title;
    bool for_receiver; /* filtered by consent and legal ground for one receiver */
    const char *form;  /* form whose signing makes it possible */
    const struct block *block;
    size_t n_blocks;
    const char *file;
    int line;
};

/* Where an item stands, for finding it by its id. */
struct item_place {
    const char *id;
    const struct form *form;
    const struct item *item;
};

struct method {
    const char *id;
    const char *version;
    struct label title;
    char hash[65]; /* of all its files, hex */
    const struct form *form;
    size_t n_forms;
    const struct form *const *form_by_id; /* in byte order of their ids */
    size_t n_ids;
    const struct graph *const *graph; /* of each form[i]: what depends on what in it */
    const struct scale *scale;
    size_t n_scales;
    struct entries phases, subjects, sources, receivers, grounds, contacts;
    const struct warning *warning;
    size_t n_warnings;
    const struct watch *watch;
    size_t n_watches;
    const struct due *due;
    size_t n_dues;
    const struct letter *letter;
    size_t n_letters;
    const struct item_place *place; /* all items of all forms, in byte order of their ids */
    size_t n_places;
    struct arena *arena;
};

const struct form *method_form(const struct method *method, const char *id);
const struct letter *method_letter(const struct method *method, const char *id);
const struct scale *method_scale(const struct method *method, const char *id);
/* An item by its id over all forms ("u1.03", "b1.08.need"), and its form. NULL when there is none. */
const struct item *method_item(const struct method *method, const char *id,
                               const struct form **form);
/* Whether it is the youth's own part: answered alone, and not shown to staff before the form is signed. */
bool section_is_youths(const struct section *section);
const struct item *form_item(const struct method *method, const struct form *form, const char *id);
const struct option *scale_option(const struct scale *scale, const char *code);
const struct entry *entries_find(const struct entries *entries, const char *id);
/* Valid on that day. */
bool entry_valid(const struct entry *entry, struct date day);
const char *item_type_word(enum item_type type); /* "one", "many", ... */

#endif
