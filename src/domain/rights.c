/* rights.c - the table of roles, actions, and how the person must stand to the case. */
#include "sis/domain/rights.h"

#include "sis/base/str.h"

enum reach {
    NEVER,
    HOME, /* concerns no case: a denial must not show, it would tell that there is a case */
    CASE, /* any case the person is not denied */
    OWN   /* only a case whose access list names the person */
};

struct right {
    const char *code;
    unsigned char reach[ROLE_COUNT];
};

/* clang-format off */
static const struct right right[ACTION_COUNT] = {
    /*                                             ward  casew. lead  review. admin */
    [ACTION_NOTE_WRITE]      = {"note.write",      {HOME,  HOME,  HOME,  NEVER, NEVER}},
    [ACTION_YOUTH_REGISTER]  = {"youth.register",  {HOME,  HOME,  HOME,  NEVER, NEVER}},
    [ACTION_CASE_READ]       = {"case.read",       {OWN,   OWN,   OWN,   NEVER, NEVER}},
    [ACTION_CASE_WRITE]      = {"case.write",      {OWN,   OWN,   OWN,   NEVER, NEVER}},
    [ACTION_CASE_LEAD]       = {"case.lead",       {NEVER, OWN,   OWN,   NEVER, NEVER}},
    [ACTION_CASE_OPEN]       = {"case.open",       {NEVER, NEVER, CASE,  NEVER, NEVER}},
    [ACTION_GLASS_BREAK]     = {"glass.break",     {NEVER, NEVER, CASE,  NEVER, NEVER}},
    [ACTION_ACCESS_CHANGE]   = {"access.change",   {NEVER, NEVER, CASE,  NEVER, NEVER}},
    [ACTION_LETTER_SAVE]     = {"letter.save",     {NEVER, OWN,   OWN,   NEVER, NEVER}},
    [ACTION_METHOD_ADOPT]    = {"method.adopt",    {NEVER, NEVER, HOME,  NEVER, NEVER}},
    [ACTION_ACCOUNT_PREPARE] = {"account.prepare", {NEVER, NEVER, NEVER, NEVER, HOME}},
    [ACTION_ACCOUNT_END]     = {"account.end",     {NEVER, NEVER, HOME,  NEVER, HOME}},
    [ACTION_SETTING_CHANGE]  = {"setting.change",  {NEVER, NEVER, HOME,  NEVER, NEVER}},
    [ACTION_BACKUP]          = {"backup",          {NEVER, NEVER, NEVER, NEVER, HOME}},
    [ACTION_LOG_READ]        = {"log.read",        {NEVER, NEVER, NEVER, HOME,  NEVER}},
};
/* clang-format on */

static const char *const role_word[ROLE_COUNT] = {
    [ROLE_WARD] = "ward",         [ROLE_CASEWORKER] = "caseworker", [ROLE_LEAD] = "lead",
    [ROLE_REVIEWER] = "reviewer", [ROLE_ADMIN] = "admin",
};

bool rights_allow(enum role role, enum action action, enum relation relation)
{
    switch ((enum reach)right[action].reach[role]) {
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

const char *action_code(enum action action)
{
    return right[action].code;
}
