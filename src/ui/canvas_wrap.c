/* canvas_wrap.c - text on as many lines as it needs. */
#include <string.h>

#include "sis/base/utf8.h"
#include "sis/base/wrap.h"
#include "sis/ui/canvas.h"

int area_wrap(struct area area, int row, int col, int cols, enum style style, const char *text)
{
    struct str shown = {0}; /* wrapped as it will look, not as it is stored */
    struct wrap_line line;
    size_t at = 0, n = strlen(text);
    if (!utf8_is_plain(text, n)) {
        str_init(&shown, 0);
        utf8_show(&shown, text, n);
        text = shown.p;
        n = shown.n;
    }
    while (wrap_line(text, n, at, cols < 1 ? 1 : cols, &line)) {
        area_text_n(area, row++, col, style, text + line.from, line.to - line.from);
        if (line.next == at)
            break;
        at = line.next;
    }
    str_release(&shown);
    return row;
}
