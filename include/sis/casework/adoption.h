/*
 * adoption.h - the home's method: adopted, not read. The program runs the bundle in the database,
 * signed by a lead; a folder is only the source.
 */
#ifndef SIS_CASEWORK_ADOPTION_H
#define SIS_CASEWORK_ADOPTION_H

#include "sis/casework/work.h"
#include "sis/form/load.h"

/* Loads and checks a folder, without a database; hash included. NULL and problems. */
struct method *adoption_read(const char *folder, struct arena *arena, struct problems *problems);
/* Refuses (ERR_DENIED) a folder with files, or folders of files, that others own or may write to: whoever
 * can write there would decide what letters tell. One that cannot be read passes; adopting says so. */
bool adoption_check_folder(const char *folder, struct err *err) WARN_UNUSED;
/* Reads the folder once, checks what it read (of a real home also as adoption_check_folder does),
 * compares it with the bundles adopted before, stores and signs it. Only a lead. A broken bundle is never
 * adopted: the last good one stays. Takes effect at the next login. */
bool adoption_adopt(struct work *work, const char *folder, struct problems *problems,
                    struct err *err) WARN_UNUSED;

#endif
