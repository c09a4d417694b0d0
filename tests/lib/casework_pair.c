/* casework_pair.c - two who work in the same case at once. */
#include "casework_pair.h"

#include "unit.h"

struct work *noor, *sam;
struct id case_id;
struct case_file *file, *theirs;

int casework_pair(void **state)
{
    static const char *const people[] = {"noor", "sam", "kim"};
    static int number;

    (void)state;
    if (home.arena == NULL) {
        casework_home_make(&home);
        eli = casework_login(&home, "eli");
        noor = casework_login(&home, "noor");
        sam = casework_login(&home, "sam");
    }
    case_id = casework_case(&home, eli, arena_printf(home.arena, "24-%03d", ++number), people, 3);
    file = casework_open(&home, noor, &case_id);
    theirs = casework_open(&home, sam, &case_id);
    return 0;
}

int casework_pair_end(void **state)
{
    (void)state;
    case_close(file);
    case_close(theirs);
    casework_idle(&home);
    return 0;
}

int casework_pair_group_end(void **state)
{
    casework_home_remove(&home);
    return casework_group_end(state);
}

void casework_pair_refresh(struct case_file *at)
{
    bool changed;

    casework_must(&home, case_refresh(at->work, at, &changed, &home.err));
}
