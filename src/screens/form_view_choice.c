/* form_view_choice.c - the options of a question: which there are, and how they stand. */
#include <string.h>

#include "screens/form_view_paint.h"
#include "sis/base/utf8.h"
#include "sis/base/wrap.h"

#define LABEL_COL 5
#define LABEL_PART 36 /* of a hundred columns, for labels with something beside them */
#define LABEL_ROWS_MAX 3
#define ANSWER_COLS 18
#define ANSWER_COLS_WIDE 25
#define ANSWER_COLS_MIN 10
#define SCALE_GAP 2
#define FORM_COLS_MAX 100
#define PANE_COLS 38
#define CELL_COLS_MIN 14
#define ROOM_COLS 62
#define ROOM_MARGIN 4

static bool is_chosen(const struct answer *answer, const char *code)
{
    return answer && value_has_code(&answer->value, code);
}

static void add_nonanswer(const struct form_view *view, const struct answer *answer,
                          enum nonanswer nonanswer, struct choice *choice)
{
    enum lang lang = view->env->lang;
    *choice = (struct choice){
        .key = text(lang, nonanswer_key(nonanswer)),
        .label = text(lang, nonanswer_text(nonanswer)),
        .nonanswer = nonanswer,
        .chosen = answer && answer->nonanswer == nonanswer,
    };
}

/* Codes that the scale does not know, from another version of the method. */
static size_t add_unknown(const struct item *item, const struct answer *answer,
                          struct choice *choice)
{
    size_t n = 0;
    for (size_t i = 0; answer && i < answer->value.n; i++) {
        const char *code = answer->value.code[i];
        if (!item->scale || !scale_option(item->scale, code))
            choice[n++] = (struct choice){"", code, code, NONANSWER_NONE, true, true};
    }
    return n;
}

size_t view_choices(const struct form_view *view, const struct item *item, struct choice **out)
{
    const struct answer *answer = answers_get(live_answers(view->live), item->id);
    const struct scale *scale = item->scale;
    size_t options = scale ? scale->n_options : 0;
    size_t unknown = answer ? answer->value.n : 0;
    struct choice *choice = mem_array(options + unknown + 2, sizeof *choice);
    enum lang lang = view->env->lang;
    size_t n = 0;
    for (size_t i = 0; i < options; i++) {
        const struct option *option = &scale->option[i];
        bool chosen = is_chosen(answer, option->code);
        bool offered = live_option_offered(view->live, item, option);
        if (!offered && !chosen)
            continue;
        choice[n++] = (struct choice){
            .key = offered ? label_in(&option->key, lang) : "",
            .label = label_in(&option->label, lang),
            .code = option->code,
            .chosen = chosen,
            .struck = !offered,
        };
    }
    n += add_unknown(item, answer, choice + n);
    if (scale && scale->offer_unknown)
        add_nonanswer(view, answer, NONANSWER_UNKNOWN, &choice[n++]);
    if (scale && scale->offer_declined)
        add_nonanswer(view, answer, NONANSWER_DECLINED, &choice[n++]);
    *out = choice;
    return n;
}

static int width(const char *words)
{
    return text_cols(words, strlen(words));
}

/* Columns of one option. */
static int choice_cols(const struct choice *choice)
{
    if (!*choice->key || strcmp(choice->key, choice->label) == 0)
        return width(choice->label);
    return width(choice->key) + 1 + width(choice->label);
}

int choices_cols(const struct choice *choice, size_t n)
{
    int cols = 0;
    for (size_t i = 0; i < n; i++)
        cols += choice_cols(&choice[i]) + (i > 0 ? OPTION_GAP : 0);
    return cols;
}

bool choice_is_number(const struct choice *choice)
{
    return *choice->label && choice->label[strspn(choice->label, "0123456789")] == '\0';
}

static int ruler_cols(const struct choice *choice, size_t n)
{
    int cols = -OPTION_GAP;
    for (size_t i = 0; i < n; i++)
        if (choice[i].code)
            cols += choice_cols(&choice[i]) + OPTION_GAP;
    return cols;
}

static int scale_cols(const struct form_view *view, const struct item *item,
                      const struct choice *choice, size_t n)
{
    enum lang lang = view->env->lang;
    int cols = width(label_in(&item->scale->low, lang)) + SCALE_GAP;
    for (size_t i = 0; i < n; i++)
        cols += (choice[i].code && !choice_is_number(&choice[i]) ? width(choice[i].key)
                                                                 : choice_cols(&choice[i])) +
                SCALE_GAP;
    return cols + width(label_in(&item->scale->high, lang));
}

/* --- the keys in words ------------------------------------------------------------------------ */

#define RUN_MIN 4 /* so many keys that follow each other are told as "1–4" */

static bool follows(const struct choice *a, const struct choice *b)
{
    return strlen(a->key) == 1 && strlen(b->key) == 1 && b->key[0] == a->key[0] + 1;
}

/* The last of the keys that follow each other from i on. */
static size_t end_of_run(const struct choice *choice, size_t n, size_t i)
{
    size_t end = i;
    while (end + 1 < n && follows(&choice[end], &choice[end + 1]))
        end++;
    return end + 1 - i >= RUN_MIN ? end : i;
}

static size_t with_keys(struct choice *choice, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (*choice[i].key)
            choice[kept++] = choice[i];
    return kept;
}

bool form_view_keys(const struct form_view *view, struct str *out)
{
    const struct item *item = form_view_item(view);
    struct choice *choice;
    bool first = true;
    if (!item || (item->type != ITEM_ONE && item->type != ITEM_MANY))
        return false;
    size_t n = view_choices(view, item, &choice);
    n = with_keys(choice, n);
    for (size_t i = 0, end; i < n; i = end + 1) {
        end = end_of_run(choice, n, i);
        if (!first)
            str_puts(out, end + 1 == n ? " " : ", ");
        if (!first && end + 1 == n)
            str_printf(out, "%s ", text(view->env->lang, T_FILL_KEYS_OR));
        first = false;
        str_puts(out, choice[i].key);
        if (end > i)
            str_printf(out, "–%s", choice[end].key);
    }
    mem_free(choice);
    return n > 0;
}

/* --- columns ---------------------------------------------------------------------------------- */

/* In the room one question stands in the middle, with short lines. */
static struct columns room_columns(int cols)
{
    int width = cols - 2 * ROOM_MARGIN < ROOM_COLS ? cols - 2 * ROOM_MARGIN : ROOM_COLS;
    int left = (cols - width) / 2;
    struct columns columns = {.cols = max_of(left + width, 1), .label = left};
    columns.field = left;
    columns.answer = columns.cols - ANSWER_COLS;
    columns.wide_answer = columns.cols - ANSWER_COLS_WIDE;
    return columns;
}

struct columns view_columns(const struct form_view *view, int cols)
{
    if (view->youth)
        return room_columns(cols);
    /* The last column is for the arrows that say that there is more. */
    struct columns columns = {.cols = cols > 1 ? cols - 1 : 1, .label = LABEL_COL};
    if (cols >= GUIDANCE_COLS_MIN) {
        columns.pane = cols - PANE_COLS;
        columns.cols = columns.pane - 2;
    }
    if (columns.cols > FORM_COLS_MAX)
        columns.cols = FORM_COLS_MAX;
    columns.field = LABEL_COL + columns.cols * LABEL_PART / 100 + 1;
    columns.answer = columns.cols - ANSWER_COLS;
    columns.wide_answer = columns.cols - ANSWER_COLS_WIDE;
    return columns;
}

static int label_rows(const struct form_view *view, const struct item *item, int cols)
{
    const struct label *label = item->grid_row ? &item->grid_row->label : &item->label;
    const char *words = label_in(label, view->env->lang);
    return cols < 1 ? LABEL_ROWS_MAX + 1 : (int)wrap_count(words, strlen(words), cols);
}

static bool label_fits(const struct form_view *view, const struct columns *columns,
                       const struct item *item)
{
    int cols = columns->field - columns->label - 1;
    return cols >= CELL_COLS_MIN && label_rows(view, item, cols) <= LABEL_ROWS_MAX;
}

static bool has_ends(const struct item *item)
{
    return item->scale && item->scale->ordered && !text_is_empty(item->scale->low.in[LANG_SV]) &&
           !text_is_empty(item->scale->high.in[LANG_SV]);
}

/* Of the answer in words, whichever it will be. */
static int answer_cols(const struct choice *choice, size_t n)
{
    int cols = ANSWER_COLS_MIN, mark = width("› ");
    for (size_t i = 0; i < n; i++)
        cols = max_of(cols, mark + width(choice[i].label));
    return cols;
}

enum choice_shape view_shape(const struct form_view *view, const struct columns *columns,
                             const struct item *item, const struct choice *choice, size_t n)
{
    int cols = choices_cols(choice, n);
    int room = columns->cols - columns->label;
    if (item->type == ITEM_MANY)
        return SHAPE_LINES;
    /* One question at a time has room for a line for each answer, but numbers make a ruler. */
    if (view->youth)
        return n > 0 && choice_is_number(&choice[0]) && ruler_cols(choice, n) <= room ? SHAPE_RULER
                                                                                      : SHAPE_LINES;
    if (columns->field + cols + 2 + answer_cols(choice, n) <= columns->cols &&
        label_fits(view, columns, item))
        return SHAPE_BESIDE;
    if (cols <= room)
        return has_ends(item) && choice_is_number(&choice[0]) ? SHAPE_RULER : SHAPE_BELOW;
    if (has_ends(item) && scale_cols(view, item, choice, n) <= room)
        return SHAPE_SCALE;
    return SHAPE_LINES;
}

bool field_is_beside(const struct form_view *view, const struct columns *columns,
                     const struct item *item)
{
    return !view->youth && item->type != ITEM_TEXT && label_fits(view, columns, item);
}

int table_cols(const struct columns *columns, const struct item *grid)
{
    int n = (int)grid->n_columns;
    int cols = n > 0 ? (columns->cols - columns->field) / n - 2 : 0;
    return cols >= CELL_COLS_MIN ? cols : 0;
}

int field_cols(const struct form_view *view, const struct columns *columns, const struct item *item)
{
    int cols = item->grid ? table_cols(columns, item->grid) : 0;
    if (cols > 0)
        return cols;
    int from = field_is_beside(view, columns, item) ? columns->field : columns->label + 2;
    return columns->cols > from ? columns->cols - from : 1;
}

int field_rows_max(const struct item *item, int rows)
{
    if (item->type != ITEM_TEXT)
        return 4;
    return rows / 3 > 2 ? rows / 3 : 2;
}
