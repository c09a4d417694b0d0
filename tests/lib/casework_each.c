/* casework_each.c - a home for each test. */
#include "casework_each.h"

struct casework_home home;
struct work *eli;

int casework_each(void **state)
{
    (void)state;
    casework_home_make(&home);
    eli = casework_login(&home, "eli");
    return 0;
}

int casework_each_end(void **state)
{
    (void)state;
    casework_home_remove(&home);
    return 0;
}
