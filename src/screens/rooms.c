/* rooms.c - which screen shows which room. */
#include "screens/screens.h"

const struct screen_ops *screen_of(enum room room)
{
    static const struct screen_ops *const screen[ROOM_COUNT] = {
        [ROOM_NONE] = NULL,
    };

    return room < ROOM_COUNT ? screen[room] : NULL;
}
