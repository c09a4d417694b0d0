/*
 * records.h - saving, signing, adding to and striking records. Rows are added, never changed.
 */
#ifndef SIS_CASEWORK_RECORDS_H
#define SIS_CASEWORK_RECORDS_H

#include "sis/casework/reading.h"
#include "sis/form/merge.h"

struct live;

/* A row that is written and signed together with a record, and belongs to it. */
struct record_also {
    const char *form;
    const struct answers *answers;
};

/* What is to be saved. */
struct record_new {
    struct id record; /* made by record_begin, or an existing one */
    struct id parent; /* none, or the form of a row, the original of an addendum */
    const char *form;
    int based_on; /* revision that was on the screen; 0: none */
    const struct answers *answers;
    struct id draft;                /* draft to remove in the same transaction, or none */
    const struct record_also *also; /* when signing; n_also of them */
    size_t n_also;
};

/* A new record id. */
struct id record_begin(void);

/* Saves a revision as ready. When another revision came between, disjoint changes are joined and
 * saved; where both changed the same answer nothing is saved, ERR_CONFLICT is set and *merge (may be
 * NULL; in the case's arena) holds both texts. Refuses a form that is signed, and
 * one that this role does not fill in (ERR_DENIED); a row of a list may be revised, and counts as
 * signed again when a form signs it. True: it is kept, whatever becomes of the case in memory. */
bool record_save(struct work *work, struct case_file *file, const struct record_new *new_record,
                 struct merge *merge, struct err *err) WARN_UNUSED;
/* Signs; an addendum is a record of the form FORM_ADDENDUM with the original as parent. Refused with
 * ERR_INPUT when the form, after joining, has gaps (see live_gaps), or when `also` does not say all
 * that signing it asks (asks.h), each in a row without gaps. In the same transaction the rows of its
 * lists that are not yet signed are written as signed revisions with this record as their cause (a row
 * with gaps stops it), and `also`, with this record as parent and cause. Hidden answers are left out.
 * Conflicts as above; when it is refused for another reason after joining, *merge holds what was
 * joined, and n_conflicts is 0. */
bool record_sign(struct work *work, struct case_file *file, const struct record_new *new_record,
                 struct merge *merge, struct err *err) WARN_UNUSED;
/* What signing refuses about the rows shown in the form: the item that shows one that is not complete, and
 * in err what it lacks. NULL when all are. */
const struct item *record_row_gap(struct work *work, struct case_file *file,
                                  const struct id *record, const struct live *live,
                                  struct err *err);
/* Signs a note that was handed in by somebody else, as read: the author's words stay as they are. */
bool record_sign_read(struct work *work, struct case_file *file, const struct id *record,
                      struct err *err) WARN_UNUSED;
/* Strikes with a reason; everything stays readable. */
bool record_strike(struct work *work, struct case_file *file, const struct id *record,
                   const char *reason, struct err *err) WARN_UNUSED;

#endif
