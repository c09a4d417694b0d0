/*
 * register.h - the youth register: every placed youth, made at arrival in 20 seconds. Being in it says
 * nothing.
 *
 * Under the home key. Search is by name, case number or work name only (förordning 2001:637 9 §);
 * what is found is listed by case number, work name and room, never by name.
 */
#ifndef SIS_CASEWORK_REGISTER_H
#define SIS_CASEWORK_REGISTER_H

#include "sis/casework/work.h"

struct youth {
    struct id id;       /* record of the register */
    struct id case_id;  /* none: no file has been opened yet */
    const char *number; /* "24-031" */
    const char *work_name;
    const char *name;     /* NULL with protected identity */
    const char *identity; /* normal form, or NULL */
    const char *ward;
    const char *room;
    bool left; /* no longer placed here */
};

/* All placed youths in the order of their numbers. */
bool register_list(struct work *work, struct arena *arena, struct youth **youth, size_t *n,
                   struct err *err) WARN_UNUSED;
bool register_get(struct work *work, const struct id *id, struct arena *arena, struct youth *youth,
                  struct err *err) WARN_UNUSED;
bool register_of_case(struct work *work, const struct id *case_id, struct arena *arena,
                      struct youth *youth, struct err *err) WARN_UNUSED;
/* Those whose number, or what follows the year in it, begins with, or whose name or work name holds, the
 * folded words. The number may be typed without its dash and without the zeros behind it. An identity number
 * must be whole. Empty words find nothing. */
bool register_find(struct work *work, const char *words, struct arena *arena, struct youth **youth,
                   size_t *n, struct err *err) WARN_UNUSED;
/* Adds a youth; id and case_id are made. Number, work name and identity number must be free (ERR_INPUT
 * names the youth who has it; one who has left may come back); name, identity, ward and room may be NULL. In practice only test numbers. When the
 * person is a lead the file is opened too, and case_id is set. */
bool register_add(struct work *work, struct youth *youth, struct err *err) WARN_UNUSED;
/* Changes everything but id, case_id and number, which stay as they are in the register. */
bool register_change(struct work *work, const struct youth *youth, struct err *err) WARN_UNUSED;
/* A free neutral work name, and the next free number of this year. */
bool register_suggest(struct work *work, struct arena *arena, const char **work_name,
                      const char **number, struct err *err) WARN_UNUSED;

#endif
