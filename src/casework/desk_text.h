/*
 * desk_text.h - what lies on a desk from within: drafts, the place before the lock, own notes handed in.
 */
#ifndef SIS_CASEWORK_DESK_TEXT_H
#define SIS_CASEWORK_DESK_TEXT_H

#include "inside.h"
#include "sis/casework/desk.h"

#define DESK_DRAFT "draft"
#define DESK_PLACE "place"
#define DESK_NOTE "note" /* handed in; kept so that its author finds it again */

struct desk_text {
    const char *kind;
    struct draft draft;
    struct id letter; /* of a note: its letter in the letterbox */
};

bool desk_read(const char *text, size_t n, struct arena *arena, struct desk_text *it) WARN_UNUSED;
/* Inside a transaction: in the place of the one with its id, draft.at as it is. */
bool desk_put_again(struct work *work, struct desk_text *it, struct err *err) WARN_UNUSED;
/* All of one kind, newest first. Unreadable ones are passed over. */
bool desk_load(struct work *work, const char *kind, struct arena *arena, struct desk_text **text,
               size_t *n, struct err *err) WARN_UNUSED;

#endif
