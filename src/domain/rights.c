/* rights.c - the table of roles, actions, and how the person must stand to the case. */
#include "sis/domain/rights.h"

#include "sis/base/str.h"

enum reach {
    NEVER,
    HOME, /* concerns no case: a denial must not show, it would tell that there is a case */
    CASE, /* any case the person is not denied */
    OWN   /* only a case whose access list names the person */
};

/* clang-format off */
static const unsigned char right[ACTION_COUNT][ROLE_COUNT] = {
    /*                          ward  casew. lead  review. admin */
    [ACTION_NOTE_WRITE]      = {HOME,  HOME,  HOME,  NEVER, NEVER},
    [ACTION_YOUTH_REGISTER]  = {HOME,  HOME,  HOME,  NEVER, NEVER},
    [ACTION_CASE_READ]       = {OWN,   OWN,   OWN,   NEVER, NEVER},
    [ACTION_CASE_WRITE]      = {OWN,   OWN,   OWN,   NEVER, NEVER},
    [ACTION_CASE_LEAD]       = {NEVER, OWN,   OWN,   NEVER, NEVER},
    [ACTION_CASE_OPEN]       = {NEVER, NEVER, CASE,  NEVER, NEVER},
    [ACTION_GLASS_BREAK]     = {NEVER, NEVER, CASE,  NEVER, NEVER},
    [ACTION_ACCESS_CHANGE]   = {NEVER, NEVER, CASE,  NEVER, NEVER},
    [ACTION_LETTER_SAVE]     = {NEVER, OWN,   OWN,   NEVER, NEVER},
    [ACTION_METHOD_ADOPT]    = {NEVER, NEVER, HOME,  NEVER, NEVER},
    [ACTION_ACCOUNT_PREPARE] = {NEVER, NEVER, NEVER, NEVER, HOME},
    [ACTION_ACCOUNT_END]     = {NEVER, NEVER, HOME,  NEVER, HOME},
    [ACTION_SETTING_CHANGE]  = {NEVER, NEVER, HOME,  NEVER, NEVER},
    [ACTION_BACKUP]          = {NEVER, NEVER, NEVER, NEVER, HOME},
    [ACTION_LOG_READ]        = {NEVER, NEVER, NEVER, HOME,  NEVER},
};
/* clang-format on */

static const char *const role_word[ROLE_COUNT] = {
    [ROLE_WARD] = "ward",         [ROLE_CASEWORKER] = "caseworker", [ROLE_LEAD] = "lead",
    [ROLE_REVIEWER] = "reviewer", [ROLE_ADMIN] = "admin",
};

bool rights_allow(enum role role, enum action action, enum relation relation)
{
    switch ((enum reach)right[action][role]) {
    case NEVER: return false;
    case HOME: return true;
    case CASE: return relation != RELATION_DENIED;
    case OWN: return relation == RELATION_ASSIGNED;
    }
    return false;
}

const char *role_code(enum role role)
{
    return role_word[role];
}

bool role_parse(const char *code, enum role *role)
{
    for (size_t i = 0; i < ROLE_COUNT; i++)
        if (text_equal(code, role_word[i])) {
            *role = (enum role)i;
            return true;
        }
    return false;
}
