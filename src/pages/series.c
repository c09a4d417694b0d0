/* series.c - rulers and ratings over time: the answers of one form one by one, dated, with a small line
 * beside them. Nothing is added up or averaged. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fillings.h"
#include "sis/base/utf8.h"
#include "sis/pages/pages.h"

#define LEAST 2 /* answers that make a line */

/* A pair's table and lines beside each other, as shares of the narrowest screen that has both. */
#define PAIR_COLS 73
#define LINES_COLS_MIN 21
#define LABEL_GAP 2
#define VALUE_COLS 2

/* One question, or the two of a pair. */
struct series {
    const struct item *item; /* as it was last asked */
    const struct item *pair; /* the same question put to the other part, or NULL */
};

struct over_time {
    struct page page;
    struct work *work;
    struct case_file *file;
    const struct form *form;
    struct filling *filling; /* newest first */
    size_t n;
};

/* --- what can be shown over time --- */

static bool is_rating(const struct item *item)
{
    return item->type == ITEM_ONE && item->scale != NULL && item->scale->ordered;
}

static double number_of(const char *code)
{
    char *end;
    double number = strtod(code, &end);

    return end != code && *end == '\0' ? number : NAN;
}

static void limits(const struct scale *scale, double *low, double *high)
{
    *low = *high = number_of(scale->option[0].code);
    for (size_t i = 1; i < scale->n_options; i++) {
        double number = number_of(scale->option[i].code);

        *low = number < *low ? number : *low;
        *high = number > *high ? number : *high;
    }
}

/* NAN where nothing was answered, and where the scale was another one then: that is a gap as well. */
static double value_in(const struct filling *filling, const struct item *item)
{
    const struct item *then = form_item(filling->method, filling->form, item->id);
    const struct answer *answer = answers_get(filling->answers, item->id);
    double low, high, low_then, high_then;

    if (then == NULL || !is_rating(then) || answer == NULL || answer->value.kind != VALUE_CODES ||
        answer->value.n != 1)
        return NAN;
    limits(item->scale, &low, &high);
    limits(then->scale, &low_then, &high_then);
    return low == low_then && high == high_then ? number_of(answer->value.code[0]) : NAN;
}

static bool has_line(const struct filling *filling, size_t n, const struct item *item)
{
    size_t answers = 0, values = 0;

    for (size_t i = 0; i < n; i++) {
        answers += answers_get(filling[i].answers, item->id) != NULL;
        values += isnan(value_in(&filling[i], item)) ? 0 : 1;
    }
    return answers >= LEAST && values > 0;
}

static const struct item *pair_of(const struct filling *filling, const struct item *item)
{
    const struct item *pair =
        item->pair != NULL ? form_item(filling->method, filling->form, item->pair) : NULL;

    return pair != NULL && is_rating(pair) ? pair : NULL;
}

static bool is_taken(const struct series *series, size_t n, const char *id)
{
    for (size_t i = 0; i < n; i++)
        if (text_equal(series[i].item->id, id) ||
            (series[i].pair != NULL && text_equal(series[i].pair->id, id)))
            return true;
    return false;
}

/* In the order in which they are asked now; what is asked no more comes last. */
static size_t find_series(const struct page *page, const struct filling *filling, size_t n,
                          struct series **series)
{
    size_t all = 0, found = 0;

    for (size_t i = 0; i < n; i++)
        all += filling[i].form->n_items;
    *series = arena_array(page->arena, all + 1, sizeof **series);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < filling[i].form->n_items; j++) {
            const struct item *item = &filling[i].form->item[j];
            const struct item *pair = pair_of(&filling[i], item);

            if (is_rating(item) && !is_taken(*series, found, item->id) &&
                (has_line(filling, n, item) || (pair != NULL && has_line(filling, n, pair))))
                (*series)[found++] = (struct series){item, pair};
        }
    }
    return found;
}

/* --- one question --- */

static const char *said(const struct over_time *it, const struct filling *filling,
                        const struct item *item)
{
    const char *words = page_filling_words(&it->page, filling, item->id);

    return words != NULL ? words : text(it->page.lang, T_COMPARE_NONE);
}

static enum doc_style style_of(const struct filling *filling, const struct item *item)
{
    const struct answer *answer = answers_get(filling->answers, item->id);

    return answer == NULL || answer->nonanswer != NONANSWER_NONE ? DOC_DIM : DOC_PLAIN;
}

static const char *part_words(const struct page *page, const struct item *item)
{
    return text(page->lang, section_is_youths(item->section) ? T_SAYS_YOUTH : T_SAYS_STAFF);
}

/* The youth's answers stand first. */
static size_t parts_of(const struct series *series, const struct item *part[2])
{
    part[0] = series->item;
    if (series->pair == NULL)
        return 1;
    part[1] = series->pair;
    if (section_is_youths(part[1]->section)) {
        part[1] = series->item;
        part[0] = series->pair;
    }
    return 2;
}

static void put_table(const struct over_time *it, struct doc_node *parent,
                      const struct item *const *part, size_t n_parts)
{
    const struct page *page = &it->page;
    struct doc_node *table = doc_node_new(page->doc, parent, DOC_TABLE);
    struct doc_node *row;

    if (n_parts > 1) {
        row = doc_node_new(page->doc, table, DOC_GROUP);
        page_cell(page, row, DOC_DIM, "", NULL);
        for (size_t i = 0; i < n_parts; i++)
            page_cell(page, row, DOC_DIM, part_words(page, part[i]), NULL);
    }
    for (size_t i = it->n; i-- > 0;) {
        row = doc_node_new(page->doc, table, DOC_GROUP);
        page_cell(page, row, DOC_DIM,
                  page_filling_date(page, it->filling, it->n, i, work_today(it->work)), NULL);
        for (size_t j = 0; j < n_parts; j++) {
            page_cell(page, row, style_of(&it->filling[i], part[j]),
                      said(it, &it->filling[i], part[j]), NULL);
        }
    }
}

static struct doc_node *put_line(const struct over_time *it, struct doc_node *parent,
                                 const struct item *item)
{
    double *value = arena_array(it->page.arena, it->n + 1, sizeof *value);
    double low, high;

    limits(item->scale, &low, &high);
    for (size_t i = 0; i < it->n; i++)
        value[i] = value_in(&it->filling[it->n - 1 - i], item);
    return doc_chart(it->page.doc, parent, value, it->n, low, high);
}

/* Two lines below each other, never one of both. */
static void put_lines(const struct over_time *it, struct doc_node *parent,
                      const struct item *const *part, size_t n_parts)
{
    const struct page *page = &it->page;
    struct doc_node *table, *row, *label, *cell;

    if (n_parts == 1) {
        put_line(it, parent, part[0]);
        return;
    }
    table = doc_node_new(page->doc, parent, DOC_TABLE);
    for (size_t i = 0; i < n_parts; i++) {
        row = doc_node_new(page->doc, table, DOC_GROUP);
        label = doc_node_new(page->doc, row, DOC_GROUP);
        cell = doc_node_new(page->doc, row, DOC_GROUP);
        /* At the foot of its line. */
        for (int line = put_line(it, cell, part[i])->level; line > 1; line--)
            doc_gap(page->doc, label);
        doc_paragraph(page->doc, label, DOC_DIM, part_words(page, part[i]));
        if (i + 1 < n_parts)
            doc_gap(page->doc, cell); /* or the bars of both would touch */
    }
}

/* What the ends of a scale mean, where its steps are only numbers. */
static void put_ends(const struct over_time *it, const struct item *item)
{
    const struct page *page = &it->page;
    const struct scale *scale = item->scale;
    const struct option *first = &scale->option[0], *last = &scale->option[scale->n_options - 1];

    if (text_equal(label_in(&first->label, page->lang), first->code) &&
        !text_is_empty(label_in(&scale->low, page->lang))) {
        doc_paragraph(page->doc, page->doc->root, DOC_DIM,
                      arena_printf(page->arena, "%s %s, %s %s", first->code,
                                   label_in(&scale->low, page->lang), last->code,
                                   label_in(&scale->high, page->lang)))
            ->keep = true;
    }
}

/* Of PAIR_COLS: two lines with their names, the names whole. */
static int lines_cols(const struct over_time *it, const struct item *const *part, size_t n_parts)
{
    int cols = 0;

    for (size_t i = 0; i < n_parts; i++) {
        const char *words = part_words(&it->page, part[i]);
        int need = utf8_width(words, strlen(words)) + LABEL_GAP + VALUE_COLS * (int)it->n;

        cols = need > cols ? need : cols;
    }
    return cols < LINES_COLS_MIN ? LINES_COLS_MIN : cols > PAIR_COLS / 2 ? PAIR_COLS / 2 : cols;
}

static void put_series(const struct over_time *it, const struct series *series)
{
    const struct page *page = &it->page;
    const struct item *part[2];
    size_t n_parts = parts_of(series, part);
    struct doc_node *columns, *column;
    int lines = lines_cols(it, part, n_parts);

    doc_gap(page->doc, page->doc->root);
    doc_paragraph(page->doc, page->doc->root, DOC_STRONG, page_question(page, part[n_parts - 1]))
        ->keep = true;
    put_ends(it, series->item);
    columns = doc_node_new(page->doc, page->doc->root, DOC_COLUMNS);
    column = doc_node_new(page->doc, columns, DOC_GROUP);
    column->wide = n_parts > 1 ? PAIR_COLS - lines : 1; /* the line stands close to what it shows */
    put_table(it, column, part, n_parts);
    column = doc_node_new(page->doc, columns, DOC_GROUP);
    column->wide = n_parts > 1 ? lines : 1;
    put_lines(it, column, part, n_parts);
}

/* --- the page --- */

/* Forms with something to show; *last is the one filled in last. */
static size_t find_forms(const struct over_time *it, const struct form ***form,
                         const struct form **last)
{
    const struct form *const *all;
    size_t n_all = page_forms(&it->page, it->work->method, &all);
    int64_t newest = 0;
    size_t n = 0;

    *form = arena_array(it->page.arena, n_all + 1, sizeof **form);
    for (size_t i = 0; i < n_all; i++) {
        const struct form *one = all[i];
        struct filling *filling;
        struct series *series;
        size_t times;

        times = page_fillings(&it->page, it->work, it->file, one->id, false, &filling);
        if (find_series(&it->page, filling, times, &series) == 0)
            continue;
        (*form)[n++] = one;
        if (*last == NULL || filling[0].record->at > newest) {
            newest = filling[0].record->at;
            *last = one;
        }
    }
    return n;
}

/* The way to each source. */
static void put_days(const struct over_time *it)
{
    const struct page *page = &it->page;
    struct doc_node *line =
        doc_paragraph(page->doc, page->doc->root, DOC_PLAIN, text(page->lang, T_SERIES_DAYS));

    for (size_t i = it->n; i-- > 0;) {
        struct place place = page_place(ROOM_READ, &it->file->id);

        place.record = it->filling[i].record->id;
        doc_run(page->doc, line, DOC_PLAIN, "   ", NULL);
        doc_run(page->doc, line, DOC_PLAIN,
                page_filling_date(page, it->filling, it->n, i, work_today(it->work)), &place);
    }
}

struct doc *page_series(struct work *work, struct case_file *file, const char *form,
                        struct arena *arena)
{
    struct over_time it = {.page = page_of_case(work, file, arena), .work = work, .file = file};
    struct doc_node *root = it.page.doc->root;
    const struct form **forms, *last = NULL;
    struct filling *filling = NULL;
    struct series *series;
    size_t n_forms = find_forms(&it, &forms, &last);
    size_t n;

    it.form = !text_is_empty(form) ? method_form(work->method, form) : last;
    page_put_form_choice(&it.page, file, ROOM_SERIES, forms, n_forms, it.form);
    doc_heading(it.page.doc, root, 1,
                it.form != NULL ? label_in(&it.form->title, work->lang)
                                : text(work->lang, T_SERIES_TITLE));
    it.n = it.form != NULL ? page_fillings(&it.page, work, file, it.form->id, false, &filling) : 0;
    it.filling = filling;
    n = find_series(&it.page, it.filling, it.n, &series);
    if (n == 0) {
        page_say(&it.page, root, DOC_PLAIN, T_SERIES_TOO_FEW);
        return it.page.doc;
    }
    put_days(&it);
    page_say(&it.page, root, DOC_DIM, T_SERIES_HOW);
    for (size_t i = 0; i < n; i++)
        put_series(&it, &series[i]);
    return it.page.doc;
}
