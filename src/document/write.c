/* write.c - a document as plain text, CSV and JSON. */
#include "sis/document/write.h"

#include <math.h>
#include <string.h>

#include "sis/base/json.h"
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

static void put_plain(const struct doc_node *node, struct str *out)
{
    for (size_t i = 0; i < node->n_runs; i++)
        str_puts(out, node->run[i].text);
    for (size_t i = 0; i < node->n_children; i++) {
        if (out->n > 0)
            str_putc(out, '\n');
        put_plain(node->child[i], out);
    }
}

static void put_cell(const struct doc_node *cell, struct str *out)
{
    struct str text;

    str_init(&text, 0);
    put_plain(cell, &text);
    str_putc(out, '"');
    if (text.n > 0 && strchr("=+-@\t\r", text.p[0]) != NULL)
        str_putc(out, '\'');
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '"')
            str_putc(out, '"');
        str_putc(out, text.p[i]);
    }
    str_putc(out, '"');
    str_release(&text);
}

/* Each value in a cell of its own; a gap is an empty one. */
static void put_values(const struct doc_node *chart, struct str *out)
{
    for (size_t i = 0; i < chart->n_values; i++) {
        str_puts(out, i > 0 ? ";" : "");
        if (!isnan(chart->value[i]))
            str_printf(out, "%g", chart->value[i]);
    }
}

static bool is_chart(const struct doc_node *cell)
{
    return cell->n_children == 1 && cell->child[0]->kind == DOC_CHART;
}

static void put_tables(const struct doc_node *node, struct str *out)
{
    if (node->kind == DOC_CHART) {
        put_values(node, out);
        str_puts(out, "\r\n");
        return;
    }
    if (node->kind != DOC_TABLE) {
        for (size_t i = 0; i < node->n_children; i++)
            put_tables(node->child[i], out);
        return;
    }
    for (size_t r = 0; r < node->n_children; r++) {
        for (size_t c = 0; c < node->child[r]->n_children; c++) {
            if (c > 0)
                str_putc(out, ';');
            if (is_chart(node->child[r]->child[c]))
                put_values(node->child[r]->child[c]->child[0], out);
            else
                put_cell(node->child[r]->child[c], out);
        }
        str_puts(out, "\r\n");
    }
}

bool write_csv(const struct doc *doc, struct str *out)
{
    str_puts(out, "\xEF\xBB\xBF");
    put_tables(doc->root, out);
    return !out->over;
}

static const char *const kind_name[] = {
    [DOC_HEADING] = "heading", [DOC_PARAGRAPH] = "paragraph", [DOC_LIST] = "list",
    [DOC_TABLE] = "table",     [DOC_COLUMNS] = "columns",     [DOC_GROUP] = "group",
    [DOC_GAP] = "gap",         [DOC_RULE] = "rule",           [DOC_CHART] = "chart",
    [DOC_PAGE] = "page",
};

static const char *const style_word[] = {
    [DOC_PLAIN] = "plain", [DOC_STRONG] = "strong", [DOC_DIM] = "dim",
    [DOC_ALERT] = "alert", [DOC_STRUCK] = "struck", [DOC_QUOTE] = "quote",
};

static void put_runs(const struct doc_node *node, struct json *json)
{
    json_name(json, "runs");
    json_open(json, '[');
    for (size_t i = 0; i < node->n_runs; i++) {
        json_open(json, '{');
        if (node->run[i].style != DOC_PLAIN) {
            json_name(json, "style");
            json_text(json, style_word[node->run[i].style]);
        }
        json_name(json, "text");
        json_text(json, node->run[i].text);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void put_node(const struct doc_node *node, struct json *json)
{
    json_open(json, '{');
    json_name(json, "kind");
    json_text(json, kind_name[node->kind]);
    if (node->level != 0) {
        json_name(json, "level");
        json_int(json, node->level);
    }
    if (node->n_runs > 0)
        put_runs(node, json);
    if (node->n_values > 0) {
        json_name(json, "values");
        json_open(json, '[');
        for (size_t i = 0; i < node->n_values; i++)
            json_real(json, node->value[i]);
        json_close(json, ']');
        json_name(json, "low");
        json_real(json, node->low);
        json_name(json, "high");
        json_real(json, node->high);
    }
    if (node->n_children > 0) {
        json_name(json, "children");
        json_open(json, '[');
        for (size_t i = 0; i < node->n_children; i++)
            put_node(node->child[i], json);
        json_close(json, ']');
    }
    json_close(json, '}');
}

bool write_json(const struct doc *doc, struct str *out)
{
    struct json json;

    json_start(&json, out, true);
    json_open(&json, '{');
    json_name(&json, "title");
    json_text(&json, doc->title);
    json_name(&json, "body");
    put_node(doc->root, &json);
    json_close(&json, '}');
    str_putc(out, '\n');
    return !out->over;
}
