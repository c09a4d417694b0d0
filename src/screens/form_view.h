/*
 * form_view.h - a live form on the screen: the questions one below the other, one of them focused.
 *
 * A view of a struct live: it keeps focus, scroll and the text being edited, and sets answers. It
 * knows nothing of cases, drafts and signing. What is edited becomes the answer when the item is
 * left and whenever form_view_commit is called; what does not parse is kept as it was typed.
 */
#ifndef SCREENS_FORM_VIEW_H
#define SCREENS_FORM_VIEW_H

#include "sis/domain/rights.h"
#include "sis/form/live.h"
#include "sis/screens/screen.h"
#include "sis/ui/widget.h"

#define NODE_NONE ((size_t)-1)
/* From this width on guidance stands beside the questions. */
#define GUIDANCE_COLS_MIN 110

/* The rows of a rows item, each as one line of text. */
struct view_rows {
    const char *const *line;
    size_t n;
};

enum editor_kind { EDITOR_NONE, EDITOR_AREA, EDITOR_ENTRY };

#define WORD_BYTES 40

/* Letters typed one after the other where one letter is the answer. */
struct typed_word {
    bool begun;
    bool is_word; /* more than an answer: what comes now answers nothing */
    bool spaced;  /* more than one word */
    char letters[WORD_BYTES];
    size_t n;
    int32_t last;                 /* letter, */
    int64_t at;                   /* and when it was typed */
    const char *rest[LANG_COUNT]; /* of the option's own words; NULL: it does not go on like that */
    size_t answers;               /* how many of the letters answered, */
    size_t node, then;            /* where the first one did, and what was focused after it */
    size_t past;                  /* answers that can be taken back, up to that one */
};

/* A node is what can be focused: the item with that index, or, behind the items, the step into the
 * youth's part that stands in the place of a section. */
struct form_view {
    const struct screen_env *env;
    const struct method *method;
    struct live *live;
    enum role role;
    bool short_only; /* there is no way to the deeper questions here, so nothing is said of them */
    bool stays;      /* a choice is marked first; moving on is a key of its own */
    bool youth;      /* only the youth's own part is shown, and nothing else of the form */
    size_t focus;
    int option;    /* the option pointed at with the arrows, */
    bool pointing; /* when they were used */
    bool begun;    /* the focused answer is a digit that another may follow: 1 of 10 */
    bool cleared;  /* the focused answer was taken away by the last key */
    struct typed_word word;
    struct view_past *past;
    struct str said; /* about the last key, for form_view_said */
    enum editor_kind editor;
    struct textarea area;
    struct entry_line entry;
    unsigned long opened;    /* version of the edited text when it was focused */
    unsigned long committed; /* version that is the answer */
    unsigned long changes;   /* grows with every answer set */
    struct view_rows *rows;  /* by item index */
    /* Keeps what is looked at where it is while items come and go. */
    size_t anchor;
    int anchor_row;
    bool *fired;                   /* by warning: holds now */
    bool *own;                     /* by warning: an answer given here set it off */
    bool watched;                  /* fired has been looked at once */
    const struct warning *warning; /* the newest that holds, or NULL */
    /* Apart, since painting looks the texts through and measures. */
    struct view_marks *marks;
    struct view_places *places;
    const char *marked;         /* words that are looked for, or NULL; borrowed */
    const struct answers *last; /* what was answered last time, or NULL; borrowed */
    struct date last_on;
    struct arena *scratch;
};

/* live is borrowed and lives longer. */
void form_view_init(struct form_view *view, const struct screen_env *env,
                    const struct method *method, struct live *live, enum role role);
void form_view_release(struct form_view *view);

/* Answers were changed from outside (rows, merged texts): what is shown follows. */
void form_view_refresh(struct form_view *view);
/* Focuses an item by its id, or the first when it is not shown; cursor is a byte in its text. */
void form_view_go(struct form_view *view, const char *item, size_t cursor);
/* How many questions there are to answer, and the focused one's number from 1; 0 when none is. */
size_t form_view_count(const struct form_view *view, size_t *at);
/* Shows the youth's part alone, or the rest of the form. */
void form_view_set_youth(struct form_view *view, bool youth);
/* The focused item, or NULL: nothing, or the step into the youth's part. */
const struct item *form_view_item(const struct form_view *view);
bool form_view_on_step(const struct form_view *view);
size_t form_view_cursor(const struct form_view *view);
void form_view_set_rows(struct form_view *view, const struct item *item, struct view_rows rows);
/* The edited text becomes the answer now; the editor stays as it is. */
void form_view_commit(struct form_view *view);
/* As commit, and tidies it as when it is left. */
void form_view_leave(struct form_view *view);
/* Says why there is no answer to the focused item, and moves on. */
void form_view_nonanswer(struct form_view *view, enum nonanswer nonanswer);
/* What the last signed one of the same form says, shown beside the questions; NULL: there is none. */
void form_view_set_last(struct form_view *view, const struct answers *last, struct date on);
/* Last time's answer to an item as far as it may be seen now: never in the youth's part, and that to a
 * judgement only when this time's has been given. NULL when there is none. */
const struct answer *form_view_last(const struct form_view *view, const struct item *item);
/* A text with {1} for the day of last time's answers: "Från 12 nov, inte bekräftat." */
void form_view_last_words(const struct form_view *view, enum text_id id, struct str *out);
/* Sets answers, whichever item is focused. */
void form_view_take(struct form_view *view, const struct answer *answer, size_t n);
/* Confirms what the focused item took over from last time, and moves on; false when it took nothing. */
bool form_view_confirm(struct form_view *view);
/* Says where the answer to the focused item comes from; NULL: nothing is said. */
void form_view_source(struct form_view *view, const char *source);
/* The warning that stands below the questions, whole; false when there is none. */
bool form_view_warning(const struct form_view *view, struct str *out);
/* Whom to ring, of all the warnings that hold the first one's in the method. */
void form_view_calls(const struct form_view *view, struct str *out);
/* Something not yet in the answers, or set since `changes` was that. */
bool form_view_changed(const struct form_view *view, unsigned long changes);

/* Goes to the next place (or the one before) that holds the words, written or asked, round the end; a
 * written one is selected. stay: also where the cursor stands already. False when there is none. */
bool form_view_find(struct form_view *view, const char *words, bool backwards, bool stay);
/* How many places there are, and which of them is here, from 1; 0: none. */
size_t form_view_hits(const struct form_view *view, const char *words, size_t *at);
/* Marks the words in what is written, until it is called with NULL. */
void form_view_mark(struct form_view *view, const char *words);
/* Back to a node and a byte in its text. */
void form_view_seek(struct form_view *view, size_t node, size_t cursor);

enum context form_view_context(const struct form_view *view);
/* After the focus was moved by anything else than form_view_handle: it is in sight, and stays there. */
void form_view_settle(struct form_view *view, int rows, int cols);
/* False when the event means nothing here; rows and cols are those of the area it is drawn in. */
bool form_view_handle(struct form_view *view, const struct event *event, int rows, int cols);
void form_view_draw(const struct form_view *view, struct area on);
/* Whether the event is something to write. */
bool event_is_typed(const struct event *event);
/* What is to be said about the last key: what became of a word, what was taken back. Once; false when
 * there is nothing. */
bool form_view_said(struct form_view *view, struct str *out);
/* The last keys were a word whose first letter answered: Enter ends it, and opens nothing. */
bool form_view_in_word(const struct form_view *view);
/* Before the form counts as done: what stands in the text that came next and is only the rest of the word
 * typed as an answer is taken out. */
void form_view_end_word(struct form_view *view);
/* The keys that answer the focused question ("j, n eller v"), where one chooses; false elsewhere. */
bool form_view_keys(const struct form_view *view, struct str *out);

#endif
