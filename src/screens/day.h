/*
 * day.h - a day typed on a screen that is no form: what its item in the method would remark upon it.
 */
#ifndef SCREENS_DAY_H
#define SCREENS_DAY_H

#include "sis/casework/work.h"

/* The last strange day that somebody was asked about. */
struct day_asked {
    char written[MOMENT_TEXT];
};

/* What there is to say of that day or moment as an answer to the item; false when there is nothing,
 * or the item is no date. written: as it would be stored. */
bool day_remark(struct work *work, const char *form, const char *item, const char *written,
                enum lang lang, struct str *out);
/* Whether that day was the last one asked about; from now on it is. */
bool day_was_asked(struct day_asked *asked, const char *written);
/* False the first time there is something to say of that day, and err says it: the same day again is
 * meant. */
bool day_is_meant(struct day_asked *asked, struct work *work, const char *form, const char *item,
                  const char *written, struct err *err);

#endif
