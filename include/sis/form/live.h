/*
 * live.h - a form being filled in: what is shown, what is missing, what does not hold.
 *
 * Holds no screen and saves nothing. The ten rules of forms/README.md hold here: relevance is
 * inherited from section and grid row; a check skips empty values; required counts only when shown;
 * initial values are set once; computed values follow their order; a hidden answer is kept but
 * neither exported nor seen by expressions; an option that no longer fits is struck, not dropped.
 */
#ifndef SIS_FORM_LIVE_H
#define SIS_FORM_LIVE_H

#include "sis/domain/facts.h"
#include "sis/form/expr.h"
#include "sis/form/method.h"

struct live;

/* answers is borrowed, changed by live_set, and may hold answers already. facts may be NULL. With
 * begin = true initial values are set (for a form that is just begun). */
struct live *live_new(const struct method *method, const struct form *form, struct answers *answers,
                      const struct facts *facts, struct date today, int64_t now, bool begin);
void live_free(struct live *live);

const struct form *live_form(const struct live *live);
const struct answers *live_answers(const struct live *live);
/* Sets or removes one answer and computes everything anew. Setting a computed item does nothing. */
void live_set(struct live *live, const struct answer *answer);
/* Tells how many rows a rows item has now; needed for required and for count(). Untold, the rows of
 * a living list are counted in the facts. */
void live_set_rows(struct live *live, const char *item, size_t n);

/* Grows whenever anything here is set. */
unsigned long live_changes(const struct live *live);

/* The language of words() in expressions and of live_scope; Swedish at first. */
void live_set_language(struct live *live, enum lang lang);

/* Depth: with full = false the items marked full are passed over, unless they hold an answer. */
void live_set_full(struct live *live, bool full);
bool live_full(const struct live *live);
/* How many questions full depth has more than short depth, in the youth's own part or outside it. */
size_t live_deeper(const struct live *live, bool youth);

bool live_shown(const struct live *live, const struct item *item);
/* With at least one item that is shown. */
bool live_section_shown(const struct live *live, const struct section *section);
/* Whether an option may be chosen now. */
bool live_option_offered(const struct live *live, const struct item *item,
                         const struct option *option);
/* An answered option that is retired, filtered out or unknown: shown struck. */
bool live_option_struck(const struct live *live, const struct item *item, const char *code);

enum gap_kind {
    GAP_REQUIRED,   /* not answered, or with nothing but spaces */
    GAP_CHECK,      /* its check does not hold */
    GAP_VALUE,      /* outside min..max; or text that is no date, number, identity, kept as typed */
    GAP_STRUCK,     /* an option that no longer fits */
    GAP_UNCONFIRMED /* carried from last time, not confirmed */
};

struct gap {
    enum gap_kind kind;
    const struct item *item;
};

/* What keeps the form from being signed, in form order; the array lives until the next change. What
 * the present depth does not ask is not demanded; answers of all depths are judged. */
size_t live_gaps(struct live *live, const struct gap **gap);
/* The mistake of one item to show beside it, or false. Required is no mistake while filling in. */
bool live_mistake(const struct live *live, const struct item *item, enum lang lang,
                  struct str *out);
/* What is strange and may still be right, to say beside an answer: a day in a far year, what the item
 * does not expect. Keeps nothing from being signed. False when there is nothing to say, or a mistake. */
bool live_remark(const struct live *live, const struct item *item, enum lang lang, struct str *out);
/* The items that have a remark, in form order; the array lives in the arena. */
size_t live_remarked(const struct live *live, struct arena *arena, const struct item ***item);
/* Shown items that take an answer, and how many of them a person has answered: not what the form began
 * with, what was taken over and not confirmed, or the rows of a living list. */
void live_progress(const struct live *live, size_t *answered, size_t *all);
void live_section_progress(const struct live *live, const struct section *section, size_t *answered,
                           size_t *all);

/* Whether the answer is still the one that the form itself began with. */
bool live_is_first(const struct live *live, const struct item *item);
/* Whether last time's answer may be taken over: the method says so, and it is neither a judgement nor
 * of the subject `threat`, which are always asked anew. */
bool live_may_carry(const struct item *item);

/* Only what is shown: what is exported, signed into letters, and seen by other forms. */
void live_export(const struct live *live, struct arena *arena, struct answers *out);
/* The scope of this form, for warnings and texts. Borrowed. */
const struct scope *live_scope(const struct live *live);

/* The text of a non-answer, and its key where it has one (unknown and declined), else T_NONE. */
enum text_id nonanswer_text(enum nonanswer nonanswer);
enum text_id nonanswer_key(enum nonanswer nonanswer);

/* What was typed, brought into an answer of the item's type; false when it does not fit, and err
 * says why in words for the person. Empty text gives the empty answer. Of one and many: codes, keys
 * or labels, several with spaces or commas between them. A key or name of a non-answer gives that
 * non-answer, except in line and text. Words and keys are read in that language, dates in both.
 * A number outside min..max is taken; live_mistake tells it. */
bool item_parse(const struct item *item, enum lang lang, const char *typed, struct date today,
                struct arena *arena, struct answer *answer, struct err *err) WARN_UNUSED;
/* An answer in words: option labels, dates, numbers, "vet inte". Adds nothing when empty. */
void item_answer_words(const struct item *item, const struct answer *answer, enum lang lang,
                       struct str *out);

/* How a row of a row form reads in one line (its row_text); adds nothing when it has none. */
void row_words(const struct method *method, const struct form *form, const struct answers *answers,
               const struct facts *facts, enum lang lang, struct str *out);

#endif
