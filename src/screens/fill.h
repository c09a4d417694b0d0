/*
 * fill.h - the screen that fills in a form, and its parts among themselves.
 *
 * A place of ROOM_FILL names a form, and
 *   case_id         something in a case; with `record` an earlier one, also of a list
 *   youth           a note on a youth: handed in; with `record` an own note that waits
 *   neither         a note on somebody who is not in the list; extra says whom
 *   extra           words with a comma between them: of a new row that belongs to one form that
 *                   record's id, EXTRA_FULL, EXTRA_YOUTH
 * A place of ROOM_ADDENDUM names in `record` what is added to. Without work (`forms try`) the answers
 * are handed to env->answers. What is kept as a draft names its item, so that opening its place goes
 * on at once; any other place with a draft asks first. ROOM_SIGN and ROOM_MISSING are the same with
 * that question or list first.
 */
#ifndef SCREENS_FILL_H
#define SCREENS_FILL_H

#include "screens/doc_view.h"
#include "screens/form_view.h"
#include "screens/panel.h"
#include "screens/parts.h"
#include "sis/casework/desk.h"
#include "sis/casework/records.h"
#include "sis/casework/register.h"

#define EXTRA_BETWEEN ","
#define EXTRA_FULL "full"   /* all questions are shown, not only the most important ones */
#define EXTRA_YOUTH "youth" /* the youth holds the screen */

/* What stands on the screen. */
enum fill_mode {
    MODE_FORM,
    MODE_MISSING,
    MODE_DRAFT, /* go on with the draft? */
    MODE_DRAFT_SHOW,
    MODE_DRAFT_DROP,
    MODE_STEPS, /* what is asked before signing */
    MODE_SIGN,
    MODE_HAND_IN,
    MODE_NOTE_LEAD,  /* which lead a note is for */
    MODE_NOTE_ABOUT, /* and which one it is about */
    MODE_OTHER,
    MODE_SOURCE,
    MODE_HELP,
    MODE_CONFLICT,
    MODE_YOUTH_BEGIN,
    MODE_YOUTH_INTRO,
    MODE_YOUTH_END, /* who holds the screen? */
    MODE_COUNT
};

struct signing; /* fill_sign.c */

/* Words that are looked for in the form. */
struct fill_find {
    bool open;
    struct entry_line entry;
    size_t node, cursor; /* where it was begun */
};

/* What is to be done, and done again while another session holds the database. */
enum fill_act { ACT_NONE, ACT_SAVE, ACT_SIGN, ACT_HAND_IN };

struct fill {
    const struct screen_env *env;
    struct work *work;      /* NULL: a trial */
    struct case_file *file; /* NULL: a note, a trial */
    const struct method *method;
    const struct form *form;
    struct place place; /* as opened */
    enum lang lang;     /* that rows and questions were put in words in */
    struct youth youth;
    bool has_youth;
    struct id parent;
    struct id note; /* own note that waits and is being changed */
    struct arena *arena;
    struct arena *rows_arena; /* rows in words */
    struct arena *answers_arena;
    struct answers answers;
    struct live *live;
    struct form_view view;
    struct draft draft;  /* record, based_on; id once it is kept */
    bool found;          /* draft was there at opening, and the person has not said what to do */
    unsigned long kept;  /* view.changes that are in the draft */
    size_t stored;       /* bytes of texts put into the answers since they were tidied */
    bool done;           /* saved, signed or handed in: nothing to keep any more */
    enum fill_act act;   /* to be done at the end of the event */
    enum fill_act retry; /* to be done again at the next tick */
    enum fill_mode mode;
    bool asking; /* the question of the mode is not in the panel yet */
    struct panel panel;
    struct doc_view help; /* MODE_HELP of a question; no doc: in the panel */
    int cols;             /* of the screen, as last told */
    struct fill_find find;
    struct entry_line phrase; /* MODE_YOUTH_END: of whoever is logged in */
    struct str room_problem;
    int wait;   /* seconds until the next try */
    bool blank; /* the youth's part is there and not shown */
    /* What one key has confirmed as unchanged, for as long as the same key can take it back. */
    struct {
        struct arena *arena;
        struct answer *before;
        size_t n;
        unsigned long changes; /* view.changes after it */
    } unchanged;
    struct gap *gap; /* MODE_MISSING; in the arena */
    size_t n_gaps;
    const struct item **remarked; /* MODE_MISSING, below the gaps; in the arena */
    size_t n_remarked;
    struct list_view list;
    struct merge merge; /* MODE_CONFLICT */
    size_t conflict;
    enum fill_act conflict_act;
    struct signing *signing; /* NULL until signing is begun */
};

static inline enum lang fill_lang(const struct fill *fill)
{
    return fill->env->lang;
}

/* What comes next is said by a part and done by the screen when the event has been handled, so that parts
 * need not know each other: a question is asked, */
static inline void fill_ask(struct fill *fill, enum fill_mode mode)
{
    fill->mode = mode;
    fill->asking = true;
}

/* or it is saved, signed or handed in. */
static inline void fill_perform(struct fill *fill, enum fill_act act)
{
    fill->act = act;
}

/* --- fill_state.c: answers, draft, place --- */

/* Begins anew with these answers (copied; NULL: none), focused on an item. */
void fill_start(struct fill *fill, const struct answers *answers, bool begin);
/* Facts or rows have changed: the same answers, item and cursor. */
void fill_restart(struct fill *fill);
bool fill_keep(struct fill *fill, struct err *err);
void fill_place(const struct fill *fill, struct place *place);
/* Whether the place's extra holds the word. */
bool fill_extra_has(const struct place *place, const char *wanted);
/* The draft of the place that was opened, with its answers in the screen's arena. */
bool fill_find_draft(struct fill *fill, struct err *err);

/* --- fill_words.c: what is said --- */

void fill_title(const struct fill *fill, struct str *left, struct str *right);
void fill_answers_words(const struct fill *fill, const struct answers *answers, struct str *out);
/* A record of a row form in one line. */
void fill_row_words(const struct fill *fill, const struct record *record, struct str *out);
/* "Granen, rum 4" */
void fill_youth_words(const struct fill *fill, struct str *out);
void fill_item_words(const struct fill *fill, const struct item *item, struct str *out);
/* Whom a note concerns who is not in the list; NULL when it is about one who is. */
const char *fill_note_whom(const struct fill *fill);
/* What is strange in the staff's answers (what the youth has answered is not shown before signing): the
 * items, in the arena; a paragraph on them, or nothing; lines on a row's own. */
size_t fill_remarked(const struct live *live, struct arena *arena, const struct item ***item);
void fill_remarks_words(const struct fill *fill, struct str *out);
void fill_row_remarks_words(const struct fill *fill, const struct record *record, struct str *out);
/* Adds an answer to the question; its key is the first character of that text. */
void fill_option(struct fill *fill, enum text_id key, enum text_id words, int value);
/* Adds a paragraph; nothing when it is empty. */
void fill_paragraph(struct str *out, const char *words);
/* What the form has to say about a key, or which keys answer when that one did not. */
void fill_say(const struct fill *fill, struct form_view *view, const struct event *event,
              struct out *out);

/* --- fill_ask.c: the questions --- */

/* Puts the question into the panel, when one is what comes next. */
void fill_put_question(struct fill *fill);
void fill_chosen(struct fill *fill, int value, struct out *out);

/* --- fill_more.c: depth, other answers, help --- */

/* Shows all questions, or only the most important ones again. */
void fill_deeper(struct fill *fill, struct out *out);
bool fill_can_other(const struct fill *fill);
void fill_ask_other(struct fill *fill);
void fill_chosen_other(struct fill *fill, int value, struct out *out);
void fill_ask_source(struct fill *fill);
void fill_chosen_source(struct fill *fill, int value, struct out *out);
void fill_ask_help(struct fill *fill);
void fill_chosen_help(struct fill *fill, int value, struct out *out);
/* Whether the help is a page of its own now, with keys of its own. */
bool fill_help_is_page(const struct fill *fill);
void fill_help_handle(struct fill *fill, const struct event *event, struct out *out);
void fill_help_draw(const struct fill *fill, struct canvas *canvas);

/* --- fill_find.c: looking for words --- */

void fill_find_begin(struct fill *fill);
void fill_find_release(struct fill *fill);
/* While it is open: true for what it takes itself. */
bool fill_find_handle(struct fill *fill, const struct event *event);
void fill_find_draw(const struct fill *fill, struct area line);

/* --- fill_carry.c: last time's answers --- */

void fill_show_last(struct fill *fill, const struct facts *facts);
/* Whether the focused question may be answered as last time. */
bool fill_can_carry(const struct fill *fill);
/* Takes last time's answer over, or confirms it when that has been done. */
void fill_carry(struct fill *fill, struct out *out);
/* Confirms as unchanged what of the section may be taken over; once more takes that back. */
void fill_unchanged(struct fill *fill, struct out *out);

/* --- fill_keys.c: the status line --- */

void fill_keys_draw(const struct fill *fill, struct area line, enum context context);

/* --- fill_room.c: the youth's own part --- */

void fill_ask_youth_begin(struct fill *fill);
void fill_chosen_youth_begin(struct fill *fill, int value, struct out *out);
void fill_ask_youth_intro(struct fill *fill);
void fill_ask_youth_end(struct fill *fill);
void fill_room_release(struct fill *fill);
/* Whether a passphrase is asked for now. */
bool fill_room_asks(const struct fill *fill);
/* While the youth has the screen: true for what is answered by that alone. */
bool fill_room_handle(struct fill *fill, const struct event *event, struct out *out);
/* Says what to do behind the last question; was_last: it was focused before the event, too. */
void fill_room_said(const struct fill *fill, const struct event *event, bool was_last,
                    struct out *out);
/* Blanks the whole screen, and then gives true; or draws who is asked for the screen. */
bool fill_room_draw(const struct fill *fill, struct canvas *canvas, struct area on);

/* --- fill_finish.c: what is missing, signing, handing in --- */

/* F2: signs, saves or hands in, or tells what is missing. */
void fill_finish(struct fill *fill, struct out *out);
void fill_missing(struct fill *fill);
/* Whether it gets a signature of its own. */
bool fill_is_signed_alone(const struct fill *fill);
/* Asks what signing asks (anew: from its first step), or tells what is missing. */
void fill_ask_to_sign(struct fill *fill, bool anew);
void fill_ask_sign(struct fill *fill);
/* Saves, signs or hands in, when that is what comes next. */
void fill_carry_out(struct fill *fill, struct out *out);
void fill_missing_handle(struct fill *fill, const struct event *event, struct out *out);
void fill_missing_draw(const struct fill *fill, struct area on);

/* --- fill_note.c: notes --- */

/* Of place.extra: an addition to the own note of that record; a note on somebody not in the list. */
#define PLACE_ADDS "adds:"
#define PLACE_WHOM "whom:"

bool fill_is_note(const struct fill *fill);
bool fill_open_note(struct fill *fill, const struct answers **answers, struct err *err);
/* Asks what has to be chosen among the leads, then whether to hand in. */
void fill_hand_in(struct fill *fill);
void fill_ask_hand_in(struct fill *fill);
void fill_chosen_hand_in(struct fill *fill, int value, struct out *out);
void fill_ask_note_lead(struct fill *fill);
void fill_ask_note_about(struct fill *fill);
void fill_chosen_note_lead(struct fill *fill, int value, struct out *out);
/* --- fill_sign.c: what is asked before signing --- */

/* Asks the first thing that is not dealt with, or whether to sign; anew: all is asked again, with what
 * was typed. */
void fill_sign_begin(struct fill *fill, bool anew);
/* Whether anything is asked before signing. */
bool fill_sign_asks(const struct fill *fill);
/* From the last question to the one before; false when there is none. */
bool fill_sign_back(struct fill *fill);
/* Language or facts have changed. */
void fill_sign_restart(struct fill *fill);
void fill_sign_release(struct fill *fill);
enum context fill_sign_context(const struct fill *fill);
void fill_sign_handle(struct fill *fill, const struct event *event, int rows, struct out *out);
size_t fill_sign_keys(const struct fill *fill, struct bar_key *key);
void fill_sign_draw(const struct fill *fill, struct area on);
/* Out of a draft's answers, which were just made the form's. */
void fill_sign_take(struct fill *fill);
/* Whether something was typed that fill_sign_kept has not been told of. */
bool fill_sign_changed(const struct fill *fill);
void fill_sign_kept(struct fill *fill);
/* The form's answers with what was typed while signing, as the draft keeps them. */
const struct answers *fill_draft_answers(struct fill *fill);
/* The rows to be written with the form, in the arena. */
size_t fill_sign_also(struct fill *fill, struct arena *arena, struct record_also **also);
/* What was written in the steps, and what follows from signing, a line each. */
void fill_sign_words(const struct fill *fill, struct str *out);

/* --- fill_merge.c: two texts --- */

void fill_take_merge(struct fill *fill, const struct merge *merge);
void fill_ask_conflict(struct fill *fill);
/* What was joined, or chosen, is what is filled in from now on, beside what the other one wrote. */
void fill_take_joined(struct fill *fill);
void fill_settle_conflict(struct fill *fill, int value, struct out *out);
void fill_conflict_draw(const struct fill *fill, struct area on);

enum {
    CHOICE_YES,
    CHOICE_NO,
    CHOICE_CONTINUE,
    CHOICE_SHOW,
    CHOICE_DROP,
    CHOICE_READY,
    CHOICE_MINE,
    CHOICE_THEIRS,
    CHOICE_BOTH,
    CHOICE_SOURCE,
    CHOICE_LEAD,
    CHOICE_ABOUT,
    CHOICE_CHANGE,
    CHOICE_LEADS = 50,      /* + number */
    CHOICE_NONANSWER = 100, /* + enum nonanswer */
    CHOICE_SOURCES = 200    /* + number; the last + 1: none */
};

#endif
