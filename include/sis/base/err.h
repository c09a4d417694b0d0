/*
 * err.h - failures as values.
 *
 * A function that can fail returns bool (or NULL) and takes `struct err *err` last. It sets err
 * exactly when it fails. The person sees one plain sentence in their own language, made from a
 * text with placeholders {1} and {2}; `detail` is for a log or a tester and is never shown alone.
 * An err owns no memory and may be copied.
 */
#ifndef SIS_BASE_ERR_H
#define SIS_BASE_ERR_H

#include <stdbool.h>

#include "sis/base/mem.h"
#include "sis/base/str.h"
#include "sis/base/text.h"

enum err_code {
    ERR_NONE,
    ERR_IO,        /* file or terminal */
    ERR_FULL,      /* no space left */
    ERR_READ_ONLY, /* may not write there */
    ERR_INPUT,     /* what the person gave does not hold */
    ERR_FORM,      /* a method or configuration file */
    ERR_DB,        /* the database failed for another reason */
    ERR_BUSY,      /* another session holds the database: keep the draft, try again */
    ERR_CORRUPT,   /* bytes are not what they should be */
    ERR_VERSION,   /* made by a newer program */
    ERR_DENIED,    /* this person may not */
    ERR_PASSWORD,  /* wrong password */
    ERR_CONFLICT,  /* somebody else changed it meanwhile */
    ERR_MISSING,   /* there is no such thing */
    ERR_CANCELLED,
    ERR_LIMIT /* larger than the program takes */
};

struct err {
    enum err_code code;
    enum text_id text;
    char value[2][256];  /* fills {1} and {2}; cut between characters when too long */
    enum text_id reason; /* unless T_NONE: a sentence in the reader's language that fills {2} */
    char file[256];      /* where the mistake stands, when it stands in a file */
    int line;            /* 1-based; 0 = none */
    char detail[256];
};

/* Fills err (which may be NULL). value1 and value2 may be NULL. Returns false, so that a caller
 * can write `return err_set(...)`. */
bool err_set(struct err *err, enum err_code code, enum text_id text, const char *value1,
             const char *value2);
/* Names file and line of a failure already set. */
void err_at(struct err *err, const char *file, int line);
/* From errno: ENOSPC and EDQUOT give ERR_FULL, EROFS/EACCES/EPERM ERR_READ_ONLY, else ERR_IO. In
 * the text {1} is the path and {2} a sentence that says why. */
bool err_errno(struct err *err, enum text_id text, const char *path);
void err_detail(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));
void err_clear(struct err *err);
/* The whole sentence, with `file:line: ` before it where there is one. */
void err_text(const struct err *err, enum lang lang, struct str *out);

#endif
