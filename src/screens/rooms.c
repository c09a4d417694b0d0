/* rooms.c - which screen shows which room. */
#include "screens/screens.h"

const struct screen_ops *screen_of(enum room room)
{
    static const struct screen_ops *const screen[ROOM_COUNT] = {
        [ROOM_NONE] = NULL,
        [ROOM_LOGIN] = &screen_login,
        [ROOM_TODAY] = &screen_today,
        [ROOM_FIND] = &screen_find,
        [ROOM_YOUTH_NEW] = &screen_youth_new,
        [ROOM_CASE] = &screen_case,
        [ROOM_TIMELINE] = &screen_timeline,
        [ROOM_READ] = &screen_read,
        [ROOM_LIST] = &screen_list,
        [ROOM_LETTER] = &screen_letter,
        [ROOM_COSIGN] = &screen_cosign,
        [ROOM_DRAFTS] = &screen_drafts,
        [ROOM_NOTES] = &screen_notes,
        [ROOM_OWN_NOTE] = &screen_own_note,
        [ROOM_TO_YOU] = &screen_to_you,
        [ROOM_TO_YOU_READ] = &screen_to_you_read,
        [ROOM_COMPARE] = &screen_compare,
        [ROOM_SERIES] = &screen_series,
        [ROOM_RELATION] = &screen_relation,
        [ROOM_WHO] = &screen_who,
        [ROOM_HISTORY] = &screen_history,
        [ROOM_HELP] = &screen_help,
        [ROOM_LIMITS] = &screen_limits,
        [ROOM_PROMISE] = &screen_promise,
        [ROOM_ABSENT_WHO] = &screen_absent_who,
        [ROOM_ABSENT] = &screen_absent,
        [ROOM_ABSENT_JOURNAL] = &screen_absent_journal,
        [ROOM_CONFERENCE] = &screen_conference,
        [ROOM_SHEET] = &screen_sheet,
        [ROOM_FILL] = &screen_fill,
        [ROOM_ADDENDUM] = &screen_fill,
        [ROOM_SIGN] = &screen_fill,
        [ROOM_MISSING] = &screen_fill,
        [ROOM_DUE] = &screen_due,
        [ROOM_WARNING] = &screen_warning,
    };

    return room < ROOM_COUNT ? screen[room] : NULL;
}
