/* layout.c - a document tree in lines: each node becomes a block of lines, blocks are put below or
 * beside each other. */
#include "sis/document/layout.h"

#include <math.h>
#include <string.h>

#include "sis/base/utf8.h"
#include "sis/base/wrap.h"

#define COLUMN_GAP 2
#define SIDE_BY_SIDE_MIN 72 /* below this, columns stand below each other */
#define CELL_MIN 6          /* a table with narrower cells becomes blocks */

struct block {
    struct layout_line *line;
    size_t n, cap;
};

struct maker {
    const struct doc *doc;
    struct arena *arena;
    bool plain;
};

static struct block lay(struct maker *maker, const struct doc_node *node, int cols);

static struct layout_line *block_line(struct maker *maker, struct block *block)
{
    if (block->n == block->cap) {
        size_t cap = block->cap == 0 ? 4 : 2 * block->cap;

        block->line = arena_regrow(maker->arena, block->line, block->n, cap, sizeof(*block->line));
        block->cap = cap;
    }
    return &block->line[block->n++];
}

static void line_add(struct maker *maker, struct layout_line *line, const struct layout_run *run)
{
    line->run = arena_regrow(maker->arena, line->run, line->n, line->n + 1, sizeof(*line->run));
    line->run[line->n++] = *run;
}

static void line_text(struct maker *maker, struct layout_line *line, enum doc_style style,
                      const char *text)
{
    struct layout_run run = {.style = style, .text = text, .link = -1};

    run.width = utf8_width(text, strlen(text));
    line_add(maker, line, &run);
}

/* Appends the lines of `more`, moved right by col. */
static void block_append(struct maker *maker, struct block *to, const struct block *more, int col)
{
    for (size_t i = 0; i < more->n; i++) {
        struct layout_line *line = block_line(maker, to);

        *line = more->line[i];
        for (size_t j = 0; j < line->n; j++)
            line->run[j].col += col;
    }
}

/* Puts `more` beside what `to` has, line by line, moved right by col. */
static void block_beside(struct maker *maker, struct block *to, const struct block *more, int col)
{
    for (size_t i = 0; i < more->n; i++) {
        struct layout_line *line = i < to->n ? &to->line[i] : block_line(maker, to);

        for (size_t j = 0; j < more->line[i].n; j++) {
            struct layout_run run = more->line[i].run[j];

            run.col += col;
            line_add(maker, line, &run);
        }
    }
}

/* The runs of a paragraph as one text, and where each begins in it. */
static size_t *join_runs(struct maker *maker, const struct doc_node *node, struct str *all)
{
    size_t *start = arena_array(maker->arena, node->n_runs + 1, sizeof(*start));

    for (size_t i = 0; i < node->n_runs; i++) {
        const struct doc_run *run = &node->run[i];

        start[i] = all->n;
        if (run->style == DOC_STRUCK)
            str_putc(all, '~');
        utf8_show(all, run->text, strlen(run->text));
        if (run->style == DOC_STRUCK)
            str_putc(all, '~');
    }
    start[node->n_runs] = all->n;
    return start;
}

/* A space that held words together has done its work once lines are broken. */
static const char *segment(struct maker *maker, const char *p, size_t n)
{
    struct str out;
    const char *text;

    str_init(&out, 0);
    for (size_t i = 0; i < n; i++) {
        bool held = i + 1 < n && memcmp(p + i, UTF8_NO_BREAK, 2) == 0;

        str_putc(&out, held ? ' ' : p[i]);
        i += held;
    }
    text = arena_strndup(maker->arena, out.p, out.n);
    str_release(&out);
    return text;
}

static void add_segments(struct maker *maker, const struct doc_node *node, const char *text,
                         const size_t *start, const struct wrap_line *wrapped, int col,
                         struct layout_line *line)
{
    for (size_t i = 0; i < node->n_runs; i++) {
        size_t from = start[i] > wrapped->from ? start[i] : wrapped->from;
        size_t to = start[i + 1] < wrapped->to ? start[i + 1] : wrapped->to;
        struct layout_run run = {.style = node->run[i].style, .link = node->run[i].link};

        if (from >= to)
            continue;
        run.heading = node->kind == DOC_HEADING;
        run.text = segment(maker, text + from, to - from);
        run.width = utf8_width(text + from, to - from);
        run.col = col + utf8_width(text + wrapped->from, from - wrapped->from);
        line_add(maker, line, &run);
    }
}

static struct block lay_text(struct maker *maker, const struct doc_node *node, int cols)
{
    struct block block = {0};
    int indent = node->kind == DOC_PARAGRAPH && node->level < cols ? node->level : 0;
    struct wrap_line wrapped = {0};
    struct str all;
    size_t *start;
    size_t at = 0;

    str_init(&all, 0);
    start = join_runs(maker, node, &all);
    while (wrap_line(all.p, all.n, at, cols - indent, &wrapped)) {
        struct layout_line *line = block_line(maker, &block);

        add_segments(maker, node, all.p, start, &wrapped, indent, line);
        line->keep = node->keep;
        if (wrapped.next <= at)
            break;
        at = wrapped.next;
    }
    str_release(&all);
    return block;
}

static struct block lay_group(struct maker *maker, const struct doc_node *node, int cols)
{
    struct block block = {0};

    for (size_t i = 0; i < node->n_children; i++) {
        struct block child = lay(maker, node->child[i], cols);

        block_append(maker, &block, &child, 0);
    }
    return block;
}

static struct block lay_list(struct maker *maker, const struct doc_node *node, int cols)
{
    const int indent = cols > 8 ? 2 : 0;
    struct block block = {0};

    for (size_t i = 0; i < node->n_children; i++) {
        struct block item = lay(maker, node->child[i], cols - indent);
        size_t first = block.n;

        block_append(maker, &block, &item, indent);
        if (indent != 0 && block.n > first)
            line_text(maker, &block.line[first], DOC_DIM, maker->plain ? "-" : "–");
    }
    return block;
}

static int block_width(const struct block *block)
{
    int width = 0;

    for (size_t i = 0; i < block->n; i++) {
        for (size_t j = 0; j < block->line[i].n; j++) {
            const struct layout_run *run = &block->line[i].run[j];

            width = run->col + run->width > width ? run->col + run->width : width;
        }
    }
    return width;
}

static size_t table_columns(const struct doc_node *table)
{
    size_t n = 0;

    for (size_t i = 0; i < table->n_children; i++)
        n = table->child[i]->n_children > n ? table->child[i]->n_children : n;
    return n;
}

static bool is_whole(const struct doc_node *table, size_t column)
{
    for (size_t r = 0; r < table->n_children; r++)
        if (column < table->child[r]->n_children && table->child[r]->child[column]->whole)
            return true;
    return false;
}

static int longest_word(const struct block *block)
{
    int longest = CELL_MIN;

    for (size_t i = 0; i < block->n; i++) {
        for (size_t j = 0; j < block->line[i].n; j++) {
            for (const char *at = block->line[i].run[j].text; *at != '\0';) {
                size_t n = strcspn(at, " ");
                int width = utf8_width(at, n);

                longest = width > longest ? width : longest;
                at += n + strspn(at + n, " ");
            }
        }
    }
    return longest;
}

/* The widest column gives way, one step at a time, as long as one is wider than its least. */
static void narrow(const struct doc_node *table, int *width, const int *least, size_t n, int *over)
{
    for (; *over > 0; (*over)--) {
        size_t widest = n;

        for (size_t c = 0; c < n; c++)
            if (width[c] > least[c] && !is_whole(table, c) &&
                (widest == n || width[c] > width[widest]))
                widest = c;
        if (widest == n)
            return;
        width[widest]--;
    }
}

/* Widths that fit: natural ones, else narrower down to the longest word, else words are cut. False
 * when even the narrowest do not fit. */
static bool table_widths(struct maker *maker, const struct doc_node *table, int cols, int *width,
                         size_t n)
{
    int *least = arena_array(maker->arena, n + 1, sizeof *least);
    int over = COLUMN_GAP * ((int)n - 1) - cols;

    for (size_t c = 0; c < n; c++) {
        width[c] = 1;
        least[c] = CELL_MIN;
        for (size_t r = 0; r < table->n_children; r++) {
            if (c < table->child[r]->n_children) {
                struct block cell = lay(maker, table->child[r]->child[c], cols);
                int w = block_width(&cell);
                int word = longest_word(&cell);

                width[c] = w > width[c] ? w : width[c];
                least[c] = word > least[c] ? word : least[c];
            }
        }
        over += width[c];
    }
    narrow(table, width, least, n, &over);
    for (size_t c = 0; c < n; c++)
        least[c] = CELL_MIN;
    narrow(table, width, least, n, &over);
    return over <= 0;
}

static void add_rule(struct maker *maker, struct block *block, int cols, bool blank)
{
    struct str s;

    str_init(&s, 0);
    for (int i = 0; i < cols; i++)
        str_puts(&s, blank ? "." : maker->plain ? "-" : "─");
    line_text(maker, block_line(maker, block), DOC_DIM, arena_strndup(maker->arena, s.p, s.n));
    str_release(&s);
}

/* One block for each row, the head's cells as labels. */
static struct block lay_table_as_blocks(struct maker *maker, const struct doc_node *table, int cols)
{
    const struct doc_node *head = table->header && table->n_children > 0 ? table->child[0] : NULL;
    struct block block = {0};

    for (size_t r = head != NULL ? 1 : 0; r < table->n_children; r++) {
        const struct doc_node *row = table->child[r];

        for (size_t c = 0; c < row->n_children; c++) {
            struct block cell = lay(maker, row->child[c], cols > 8 ? cols - 2 : cols);

            if (head != NULL && c < head->n_children) {
                struct block label = lay(maker, head->child[c], cols);

                block_append(maker, &block, &label, 0);
            }
            block_append(maker, &block, &cell, cols > 8 && head != NULL ? 2 : 0);
        }
        if (r + 1 < table->n_children)
            block_line(maker, &block);
    }
    return block;
}

static struct block lay_table(struct maker *maker, const struct doc_node *table, int cols)
{
    size_t n = table_columns(table);
    int *width = arena_array(maker->arena, n + 1, sizeof(*width));
    struct block block = {0};

    if (!table_widths(maker, table, cols, width, n))
        return lay_table_as_blocks(maker, table, cols);
    for (size_t r = 0; r < table->n_children; r++) {
        const struct doc_node *row = table->child[r];
        struct block line = {0};
        int col = 0;

        for (size_t c = 0; c < row->n_children; c++) {
            struct block cell = lay(maker, row->child[c], width[c]);

            block_beside(maker, &line, &cell, col);
            col += width[c] + COLUMN_GAP;
        }
        for (size_t i = 0; table->header && r == 0 && i < line.n; i++)
            line.line[i].keep = true;
        block_append(maker, &block, &line, 0);
        if (table->header && r == 0) {
            int total = -COLUMN_GAP;

            for (size_t c = 0; c < n; c++)
                total += width[c] + COLUMN_GAP;
            add_rule(maker, &block, total, false);
            block.line[block.n - 1].keep = true;
        }
    }
    return block;
}

/* Equal shares, or more for what needs more as long as all have room; false when they have not. */
static bool fit_widths(struct maker *maker, const struct doc_node *node, int room, int *width)
{
    int n = (int)node->n_children;
    int sum = 0;
    bool equal = true;

    for (int i = 0; i < n; i++) {
        struct block part = lay(maker, node->child[i], room);

        width[i] = block_width(&part);
        sum += width[i];
        equal = equal && width[i] <= room / n;
    }
    for (int i = 0; i < n; i++)
        width[i] = equal ? room / n : width[i] + (room - sum) / n;
    return sum <= room;
}

static bool column_widths(struct maker *maker, const struct doc_node *node, int cols, int *width)
{
    int room = cols - COLUMN_GAP * ((int)node->n_children - 1);
    int shares = 0;

    if (cols < SIDE_BY_SIDE_MIN || cols < node->least)
        return false;
    if (node->fit && node->n_children > 0)
        return fit_widths(maker, node, room, width);
    for (size_t i = 0; i < node->n_children; i++)
        shares += node->child[i]->wide > 0 ? node->child[i]->wide : 1;
    for (size_t i = 0; i < node->n_children; i++)
        width[i] = room * (node->child[i]->wide > 0 ? node->child[i]->wide : 1) / shares;
    return true;
}

static struct block lay_columns(struct maker *maker, const struct doc_node *node, int cols)
{
    struct block block = {0};
    int *width = arena_array(maker->arena, node->n_children + 1, sizeof *width);
    bool beside = column_widths(maker, node, cols, width);
    int col = 0;

    for (size_t i = 0; i < node->n_children; i++) {
        const struct doc_node *child = node->child[i];
        struct block part;

        if (!beside) {
            part = lay(maker, child, cols);
            if (block.n > 0 && part.n > 0)
                block_line(maker, &block);
            block_append(maker, &block, &part, 0);
            continue;
        }
        part = lay(maker, child, width[i]);
        block_beside(maker, &block, &part, col);
        col += width[i] + COLUMN_GAP;
    }
    return block;
}

/* How many eighths of a line a value fills; the lowest fills one, so that it is no gap. */
static int chart_height(const struct doc_node *node, int lines, double value)
{
    double span = node->high > node->low ? node->high - node->low : 1;
    double part = (value - node->low) / span;

    part = part < 0 ? 0 : part > 1 ? 1 : part;
    return 1 + (int)(part * (8 * lines - 1) + 0.5);
}

static const char *chart_cell(const struct maker *maker, int height, int below)
{
    static const char *const step[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static const char *const ascii[] = {" ", "_", ",", "-", "~", "=", "+", "*", "#"};
    int eighths = height - below;

    eighths = eighths < 0 ? 0 : eighths > 8 ? 8 : eighths;
    return (maker->plain ? ascii : step)[eighths];
}

/* What does not fit is cut from the oldest end. */
static struct block lay_chart(struct maker *maker, const struct doc_node *node, int cols)
{
    struct block block = {0};
    int lines = node->level > 1 ? node->level : 1;
    size_t wide = node->wide > 1 && node->wide <= cols ? (size_t)node->wide : 1;
    size_t room = (size_t)cols / wide;
    struct str s;

    str_init(&s, 0);
    for (int line = lines; line-- > 0;) {
        str_clear(&s);
        for (size_t i = node->n_values > room ? node->n_values - room : 0; i < node->n_values;
             i++) {
            const char *gap = line > 0 ? " " : maker->plain ? "." : "·";
            const char *cell =
                isnan(node->value[i])
                    ? gap
                    : chart_cell(maker, chart_height(node, lines, node->value[i]), 8 * line);

            for (size_t j = 0; j < wide; j++)
                str_puts(&s, cell);
        }
        line_text(maker, block_line(maker, &block), DOC_PLAIN,
                  arena_strndup(maker->arena, s.p, s.n));
        block.line[block.n - 1].keep = line > 0;
    }
    str_release(&s);
    return block;
}

static struct block lay(struct maker *maker, const struct doc_node *node, int cols)
{
    struct block block = {0};

    if (cols < 1)
        cols = 1;
    switch (node->kind) {
    case DOC_HEADING:
    case DOC_PARAGRAPH: return lay_text(maker, node, cols);
    case DOC_GROUP: return lay_group(maker, node, cols);
    case DOC_LIST: return lay_list(maker, node, cols);
    case DOC_TABLE: return lay_table(maker, node, cols);
    case DOC_COLUMNS: return lay_columns(maker, node, cols);
    case DOC_CHART: return lay_chart(maker, node, cols);
    case DOC_GAP: block_line(maker, &block); break;
    case DOC_PAGE: block_line(maker, &block)->page = true; break;
    case DOC_RULE: add_rule(maker, &block, cols, node->blank); break;
    }
    return block;
}

/* Where each link first stands; a link that was cut away stands at the top. */
static void find_links(struct maker *maker, struct layout *layout)
{
    bool *seen = arena_array(maker->arena, layout->n_links + 1, sizeof(*seen));

    layout->link_line = arena_array(maker->arena, layout->n_links + 1, sizeof(size_t));
    layout->link_col = arena_array(maker->arena, layout->n_links + 1, sizeof(int));
    for (size_t i = 0; i < layout->n; i++) {
        for (size_t j = 0; j < layout->line[i].n; j++) {
            const struct layout_run *run = &layout->line[i].run[j];

            if (run->link >= 0 && !seen[run->link]) {
                seen[run->link] = true;
                layout->link_line[run->link] = i;
                layout->link_col[run->link] = run->col;
            }
        }
    }
}

struct layout *layout_make(const struct doc *doc, int cols, bool plain, struct arena *arena)
{
    struct maker maker = {.doc = doc, .arena = arena, .plain = plain};
    struct layout *layout = arena_alloc(arena, sizeof *layout);
    struct block block = lay(&maker, doc->root, cols);

    layout->line = block.line;
    layout->n = block.n;
    layout->cols = cols;
    layout->n_links = doc->n_links;
    find_links(&maker, layout);
    return layout;
}
