/* notice.h - what the loop itself says, over the screen's last lines. */
#ifndef SIS_APP_NOTICE_H
#define SIS_APP_NOTICE_H

#include <stdint.h>

#include "sis/base/err.h"
#include "sis/ui/canvas.h"

/* The lock is announced no earlier: a ticking clock disturbs. */
#define NOTICE_LOCK_MS 30000
#define NOTICE_BYTES 256

/* A failure within a text that has {1}, or as it is (T_NONE); cut when it is too long. */
void notice_err(char out[NOTICE_BYTES], enum lang lang, enum text_id within, const struct err *err);
void notice_count(char out[NOTICE_BYTES], enum lang lang, enum text_id one, enum text_id many,
                  size_t n);

/* On the last line, or as many as it needs. */
void notice_line(struct canvas *canvas, const char *message);
void notice_lock(struct canvas *canvas, enum lang lang, int64_t left);
void notice_unkept(struct canvas *canvas, enum lang lang, const struct err *err);
/* On the first line. */
void notice_too_small(struct canvas *canvas, enum lang lang);

#endif
