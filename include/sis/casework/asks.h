/*
 * asks.h - what must be said before a form is signed: what was done about each warning that it sets
 * off, and whether it belongs in the journal.
 *
 * Each is a row form of the method, written in the signing's own transaction (record_new.also). What
 * is asked here is what record_sign demands.
 */
#ifndef SIS_CASEWORK_ASKS_H
#define SIS_CASEWORK_ASKS_H

#include "sis/casework/warnings.h"
#include "sis/form/live.h"

struct sign_ask {
    const struct form *form;            /* in which it is said */
    const struct warning_open *warning; /* that must be dealt with; NULL: the journal */
};

/* What signing the form as it stands asks: the warnings that it sets off and nobody has dealt with for
 * this record, then the journal; in the arena. Nothing for a row or a note: an addendum belongs to what
 * was asked about already, and nothing may keep a note waiting. A method without the row forms asks
 * nothing. */
size_t sign_asks(struct work *work, struct case_file *file, const struct id *record,
                 const struct live *live, struct arena *arena, struct sign_ask **ask);

/* What is proposed before a person has said anything: their own role as the one who does it; the
 * sentences for the journal. */
void sign_ask_begin(struct work *work, const struct case_file *file, const struct live *live,
                    const struct sign_ask *ask, struct answers *answers);

/* Two neutral sentences: which form, when and by whom; and what was settled, as the form's own
 * `journal` says it, else where it can be found. */
void sign_ask_journal(struct work *work, const struct case_file *file, const struct live *live,
                      struct str *out);

#endif
