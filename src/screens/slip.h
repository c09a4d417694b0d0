/*
 * slip.h - a few lines typed on a screen that is no form, kept as a draft like any other text.
 *
 * The draft's id stands in place.item, which brings the text back after a lock and from the list of
 * drafts.
 */
#ifndef SCREENS_SLIP_H
#define SCREENS_SLIP_H

#include "sis/casework/desk.h"

struct slip_field {
    const char *id;
    const char *text;
};

/* Nothing typed: no draft. *draft: none for a new one, which then gets its id. */
bool slip_keep(struct work *work, const struct place *place, const struct slip_field *field,
               size_t n, struct id *draft, struct err *err) WARN_UNUSED;
bool slip_pack(struct work *work, const struct place *place, const struct slip_field *field,
               size_t n, const struct id *draft, struct str *sealed, struct err *err) WARN_UNUSED;
/* The draft that place.item names; *draft stays none when there is none any more. */
void slip_find(struct work *work, const struct place *place, struct arena *arena,
               struct draft *draft);
/* The newest draft of the same form on the same thing at the same place, for whoever begins anew without
 * going by the list of drafts; only one that says the same in a field, NULL: whatever it says. *draft as
 * in slip_find. */
void slip_again(struct work *work, const struct place *place, const struct slip_field *same,
                struct arena *arena, struct draft *draft);
/* "" when it holds no such field. */
const char *slip_text(const struct draft *draft, const char *field);
/* What was typed has got where it belongs. */
void slip_drop(struct work *work, struct id *draft);

#endif
