/*
 * load.h - from a folder of files (or the bundle kept in the database) to a checked method.
 *
 * Reads method.cfg, lists.cfg, every other *.cfg with a form, and letters/ *.cfg. practice.cfg is left
 * to casework. Loading checks everything and reports all mistakes, each with file and line; with one mistake there is no
 * method.
 */
#ifndef SIS_FORM_LOAD_H
#define SIS_FORM_LOAD_H

#include "sis/base/conf.h"
#include "sis/form/method.h"

/* One file of a bundle, as it was read or as the database keeps it. */
struct bundle_file {
    const char *name; /* "method.cfg", "letters/handover.cfg" */
    const char *bytes;
    size_t n;
};

struct bundle {
    struct bundle_file *file; /* in byte order of the names */
    size_t n;
};

/* Reads all files of a method folder. */
bool bundle_read(const char *folder, struct arena *arena, struct bundle *bundle,
                 struct problems *problems);
/* The method, or NULL and at least one problem. The arena owns it. Its hash field stays empty:
 * casework fills it in from vault, since this layer knows no cryptography. */
struct method *method_load(const struct bundle *bundle, struct arena *arena,
                           struct problems *problems);

/* Whether `next` may follow `old`: an option or item that disappears instead of being retired, and a
 * form with other text under an old version, are problems at their places in `next`. */
void method_compare(const struct method *old, const struct method *next, struct problems *problems);

#endif
