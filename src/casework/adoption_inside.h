/*
 * adoption_inside.h - a method folder that has been read: what was looked at is what is kept.
 */
#ifndef SIS_CASEWORK_ADOPTION_INSIDE_H
#define SIS_CASEWORK_ADOPTION_INSIDE_H

#include "sis/casework/adoption.h"
#include "sis/store/method_file.h"

/* The files as the database keeps them; the bytes stay the bundle's. */
struct method_file *adoption_files(const struct bundle *bundle, struct arena *arena);
/* The method of what was read from this folder, hash included. NULL and problems. */
struct method *adoption_load(const char *folder, const struct bundle *bundle, struct arena *arena,
                             struct problems *problems);
/* adoption_check_folder for the files that were read. */
bool adoption_is_private(const char *folder, const struct bundle *bundle,
                         struct err *err) WARN_UNUSED;

#endif
