/* err.c - failures as values, and the sentence a person sees. */
#include "sis/base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Cut between code points when it does not fit. */
static void copy_value(char *to, size_t size, const char *from)
{
    size_t n = strlen(from ? from : "");

    if (n >= size) {
        n = size - 1;
        while (n > 0 && ((unsigned char)from[n] & 0xC0) == 0x80)
            n--;
    }
    if (n)
        memcpy(to, from, n);
    to[n] = '\0';
}

bool err_set(struct err *err, enum err_code code, enum text_id text, const char *value1,
             const char *value2)
{
    if (!err)
        return false;
    err_clear(err);
    err->code = code;
    err->text = text;
    copy_value(err->value[0], sizeof(err->value[0]), value1);
    copy_value(err->value[1], sizeof(err->value[1]), value2);
    return false;
}

void err_at(struct err *err, const char *file, int line)
{
    if (!err)
        return;
    copy_value(err->file, sizeof(err->file), file);
    err->line = line;
}

static const struct cause {
    int number;
    enum err_code code;
    enum text_id reason;
} causes[] = {
    {ENOENT, ERR_IO, T_REASON_MISSING},         {ENOTDIR, ERR_IO, T_REASON_MISSING},
    {EACCES, ERR_READ_ONLY, T_REASON_DENIED},   {EPERM, ERR_READ_ONLY, T_REASON_DENIED},
    {EROFS, ERR_READ_ONLY, T_REASON_READ_ONLY}, {ENOSPC, ERR_FULL, T_REASON_FULL},
    {EDQUOT, ERR_FULL, T_REASON_FULL},          {EFBIG, ERR_IO, T_REASON_LIMIT},
    {EISDIR, ERR_IO, T_REASON_FOLDER},          {EIO, ERR_IO, T_REASON_DISK},
    {ENAMETOOLONG, ERR_IO, T_REASON_NAME},      {ELOOP, ERR_IO, T_REASON_NAME},
    {EEXIST, ERR_IO, T_REASON_TAKEN},
};

bool err_errno(struct err *err, enum text_id text, const char *path)
{
    int number = errno;
    struct cause cause = {number, ERR_IO, T_REASON_OTHER};
    size_t i;

    for (i = 0; i < ARRAY_LEN(causes); i++)
        if (causes[i].number == number)
            cause = causes[i];
    err_set(err, cause.code, text, path, NULL);
    if (err)
        err->reason = cause.reason;
    err_detail(err, "errno %d: %s", number, strerror(number));
    return false;
}

void err_detail(struct err *err, const char *format, ...)
{
    va_list args;

    if (!err)
        return;
    va_start(args, format);
    vsnprintf(err->detail, sizeof(err->detail), format, args);
    va_end(args);
}

void err_clear(struct err *err)
{
    if (err)
        *err = (struct err){0};
}

void err_text(const struct err *err, enum lang lang, struct str *out)
{
    const char *values[2] = {err->value[0], err->value[1]};

    if (err->file[0])
        str_puts(out, err->file);
    if (err->file[0] && err->line > 0)
        str_printf(out, ":%d", err->line);
    if (err->file[0])
        str_puts(out, ": ");
    if (err->reason != T_NONE)
        values[1] = text(lang, err->reason);
    text_fill(out, text(lang, err->text), values, ARRAY_LEN(values));
}
