/* practice_group.c - the practice homes of a test program. */
#include "practice_group.h"

#include "unit.h"

#include "sis/base/utf8.h"

struct practice_home homes[LANG_COUNT];
struct arena *arena;

int practice_group(void **state)
{
    (void)state;
    if (!utf8_locale())
        return -1;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++)
        practice_home_make(&homes[lang], lang);
    return 0;
}

int practice_group_end(void **state)
{
    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++)
        practice_home_remove(&homes[lang]);
    return 0;
}

int practice_begin(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

int practice_end(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}
