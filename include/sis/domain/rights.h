/*
 * rights.h - who may do what: one table.
 *
 * The screens ask it, casework enforces it, `sis-tui doctor --roles` prints it. A denial (kin,
 * acquaintance, partiality) beats every role wherever a case is concerned; what concerns no case
 * (a note into the letterbox, the register) stays allowed, since a refusal would tell that there
 * is a case.
 */
#ifndef SIS_DOMAIN_RIGHTS_H
#define SIS_DOMAIN_RIGHTS_H

#include <stdbool.h>

enum role { ROLE_WARD, ROLE_CASEWORKER, ROLE_LEAD, ROLE_REVIEWER, ROLE_ADMIN, ROLE_COUNT };

enum action {
    ACTION_NOTE_WRITE,     /* put a note on any placed youth */
    ACTION_YOUTH_REGISTER, /* list, find and add placed youths */
    ACTION_CASE_READ,
    ACTION_CASE_WRITE,  /* fill in and sign forms in a case */
    ACTION_CASE_LEAD,   /* consent, plan, handover in a case */
    ACTION_CASE_OPEN,   /* make a case of a youth */
    ACTION_GLASS_BREAK, /* read a case one is not assigned to, with a written reason */
    ACTION_ACCESS_CHANGE,
    ACTION_LETTER_SAVE,
    ACTION_METHOD_ADOPT,
    ACTION_ACCOUNT_PREPARE,
    ACTION_ACCOUNT_END,
    ACTION_SETTING_CHANGE,
    ACTION_BACKUP,
    ACTION_LOG_READ,
    ACTION_COUNT
};

/* How the person stands to the case in question. */
enum relation {
    RELATION_NONE,     /* no case involved, or not assigned to it */
    RELATION_ASSIGNED, /* named on the case's access list */
    RELATION_DENIED    /* may never see this case */
};

bool rights_allow(enum role role, enum action action, enum relation relation);

const char *role_code(enum role role); /* "ward", ... */
bool role_parse(const char *code, enum role *role);

#endif
