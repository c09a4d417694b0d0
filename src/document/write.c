/* write.c - a document as plain text, in pages or not. */
#include "sis/document/write.h"

#include <string.h>

#include "sis/base/utf8.h"
#include "sis/document/layout.h"

static void put_line(struct str *out, const struct layout_line *line)
{
    size_t start = out->n;
    int col = 0;

    /* Runs of a line beside each other were added left to right, but a bullet comes last. */
    for (int at = 0;;) {
        const struct layout_run *next = NULL;

        for (size_t i = 0; i < line->n; i++)
            if (line->run[i].col >= at && (next == NULL || line->run[i].col < next->col))
                next = &line->run[i];
        if (next == NULL)
            break;
        str_repeat(out, ' ', (size_t)(next->col > col ? next->col - col : 0));
        str_puts(out, next->text);
        col = next->col + next->width;
        at = next->col + 1;
    }
    while (out->n > start && out->p[out->n - 1] == ' ')
        str_truncate(out, out->n - 1);
}

/* Lines that fit on a page from `at` on: at most room, and not parting what belongs together. The
 * line that begins a new page ends this one, unseen. */
static size_t page_take(const struct layout *layout, size_t at, size_t room)
{
    size_t n = layout->n - at < room ? layout->n - at : room;
    size_t cut = n;

    for (size_t i = 0; i < n || (i == n && at + i < layout->n); i++)
        if (layout->line[at + i].page)
            return i + 1;
    if (at + n == layout->n)
        return n;
    while (cut > 1 && layout->line[at + cut - 1].keep)
        cut--;
    return cut > 1 ? cut : n;
}

static size_t count_pages(const struct layout *layout, size_t room)
{
    size_t pages = 0;

    for (size_t at = 0; at < layout->n; pages++)
        at += page_take(layout, at, room);
    return pages > 0 ? pages : 1;
}

static void put_foot(struct str *out, const char *foot, size_t page, size_t pages)
{
    str_putc(out, '\n');
    if (foot != NULL) {
        utf8_show(out, foot, strlen(foot));
        str_puts(out, "  ");
    }
    str_printf(out, "%zu (%zu)\n", page, pages);
    if (page < pages)
        str_putc(out, '\f');
}

bool write_text(const struct doc *doc, int cols, int page_lines, const char *foot, struct str *out)
{
    struct arena *arena = arena_new();
    struct layout *layout = layout_make(doc, cols, false, arena);
    bool paper = page_lines > 0;
    size_t room = page_lines > 4 ? (size_t)page_lines - 2 : layout->n + 1;
    size_t pages = paper ? count_pages(layout, room) : 1;
    size_t at = 0;

    for (size_t page = 1; page <= pages; page++) {
        size_t n = paper ? page_take(layout, at, room) : layout->n;

        for (size_t i = at; i < at + n; i++) {
            if (!paper || !layout->line[i].page) {
                put_line(out, &layout->line[i]);
                str_putc(out, '\n');
            }
        }
        at += n;
        if (paper)
            put_foot(out, foot, page, pages);
    }
    arena_free(arena);
    return !out->over;
}
