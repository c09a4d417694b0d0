/* notice.c - what the loop itself says. */
#include "app/notice.h"

#include <string.h>

#include "sis/app/loop.h"
#include "sis/base/utf8.h"
#include "sis/base/wrap.h"

#define LINES_PART 4 /* of the screen, a quarter at most */

/* Whole graphemes only. */
static void copy(char out[NOTICE_BYTES], const struct str *text)
{
    size_t end = 0, next = 0;

    while (next < text->n && next < NOTICE_BYTES) {
        end = next;
        next = utf8_next(text->p, text->n, next);
    }
    if (next < NOTICE_BYTES)
        end = next;
    memcpy(out, text->p, end);
    out[end] = '\0';
}

void notice_err(char out[NOTICE_BYTES], enum lang lang, enum text_id within, const struct err *err)
{
    struct str reason, whole;

    str_init(&reason, 0);
    str_init(&whole, 0);
    err_text(err, lang, &reason);
    if (within != T_NONE)
        text_put(&whole, lang, within, reason.p, (char *)NULL);
    copy(out, within == T_NONE ? &reason : &whole);
    str_release(&reason);
    str_release(&whole);
}

void notice_count(char out[NOTICE_BYTES], enum lang lang, enum text_id one, enum text_id many,
                  size_t n)
{
    char number[24];
    struct str whole;

    str_init(&whole, 0);
    text_put(&whole, lang, n == 1 ? one : many, number_text(number, (long long)n), (char *)NULL);
    copy(out, &whole);
    str_release(&whole);
}

/* What to do often stands last, so what is longer than a line takes more of them. The focused item
 * is never covered: the notice then stands at the top. */
void notice_line(struct canvas *canvas, const char *message)
{
    struct area all = canvas_area(canvas);
    int most = all.rows > LINES_PART ? all.rows / LINES_PART : 1;
    int lines = (int)wrap_count(message, strlen(message), all.cols);
    int first;

    if (lines > most)
        lines = most;
    first = all.rows - lines;
    if (lines > 1 && canvas->cursor_row >= first)
        first = 0;
    all = area_part(all, first, 0, lines, all.cols);
    for (int row = 0; row < lines; row++)
        area_fill(all, row, 0, all.cols, STYLE_BAR, ' ');
    if (lines > 1)
        area_wrap(all, 0, 0, all.cols, STYLE_BAR, message);
    else
        area_fit(all, 0, 0, all.cols, STYLE_BAR, message);
}

void notice_lock(struct canvas *canvas, enum lang lang, int64_t left)
{
    char out[NOTICE_BYTES];

    notice_count(out, lang, T_APP_LOCKS_SOON, T_APP_LOCKS_SOON,
                 left > 0 ? (size_t)(left + 999) / 1000 : 0);
    notice_line(canvas, out);
}

void notice_unkept(struct canvas *canvas, enum lang lang, const struct err *err)
{
    char out[NOTICE_BYTES];

    notice_err(out, lang, T_APP_UNKEPT, err);
    notice_line(canvas, out);
}

void notice_too_small(struct canvas *canvas, enum lang lang)
{
    char number[4][24];
    struct str whole;

    str_init(&whole, 0);
    text_put(&whole, lang, T_APP_TOO_SMALL, number_text(number[0], canvas->cols),
             number_text(number[1], canvas->rows), number_text(number[2], SCREEN_COLS_MIN),
             number_text(number[3], SCREEN_ROWS_MIN), (char *)NULL);
    area_fit(canvas_area(canvas), 0, 0, canvas->cols, STYLE_PLAIN, whole.p);
    area_cursor(canvas_area(canvas), 0, 0);
    str_release(&whole);
}
