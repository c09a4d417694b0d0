/* overview_state.c - what people have judged and said in a case; nothing is computed from it. */
#include <stdlib.h>

#include "overview.h"
#include "sis/casework/promises.h"
#include "sis/casework/records.h"

#define TALKS 4        /* of a ruler, the last ones */
#define RULER_STEPS 10 /* a scale with at least so many options is a ruler */

/* --- judgements --- */

static bool is_reason(const struct item *item)
{
    return item->judgement && !item->retired &&
           (item->type == ITEM_TEXT || item->type == ITEM_LINE);
}

/* The part of a form where a person judges and gives the reasons: the last one that asks for any. */
static const struct section *judgement_of(const struct form *form)
{
    const struct section *found = NULL;

    for (size_t i = 0; form != NULL && i < form->n_items; i++)
        if (is_reason(&form->item[i]) && form->item[i].type == ITEM_TEXT)
            found = form->item[i].section;
    return found;
}

/* A level in words; a ruler is something that was said, not what was judged. */
static bool is_level(const struct item *item)
{
    return item->judgement && item->type == ITEM_ONE && !item->retired && !item->full &&
           item->scale != NULL && !item->scale->ordered;
}

/* The level that was chosen, in words: in the part with the reasons, else the last before it; NULL when
 * there is none. */
static const char *level(const struct page *page, const struct form *form,
                         const struct section *section, const struct answers *answers)
{
    const char *words = NULL;

    for (size_t i = 0; i < section->first + section->n; i++) {
        const struct item *item = &form->item[i];
        const char *said =
            is_level(item) ? page_answer(page, item, answers_get(answers, item->id)) : NULL;

        if (said != NULL && item->section == section)
            return said;
        words = said != NULL ? said : words;
    }
    return words;
}

static const char *age_words(struct overview *it, int64_t at)
{
    long days = date_to_days(it->date) - date_to_days(moment_date(at));

    return days <= 0 ? text(it->page.lang, T_CASE_TODAY)
                     : page_count(&it->page, T_CASE_DAY_AGO, T_CASE_DAYS_AGO, (size_t)days);
}

/* "Säkerhet: viss oro": what was judged; below it when, and by whom. */
static void put_level(struct overview *it, struct doc_node *parent, const struct record *record,
                      const struct form *form, const struct section *section,
                      const struct answers *answers)
{
    const struct page *page = &it->page;
    struct place place = page_place(ROOM_READ, &it->file->id);
    const char *words = level(page, form, section, answers);
    const char *title = label_in(&form->title, page->lang);
    struct author author;
    int64_t at;

    record_origin(it->file, record, &author, &at);
    place.record = record->id;
    doc_link(page->doc, parent,
             words != NULL ? arena_printf(page->arena, "%s: %s", title, words) : title, &place);
    page_indented(page, parent, 2, DOC_DIM,
                  arena_printf(page->arena, "%s, %s, %s",
                               page_date(page, moment_date(at), it->date), age_words(it, at),
                               page_author(page, it->work, &author)));
}

static void put_reasons(struct overview *it, struct doc_node *parent, const struct section *section,
                        const struct form *form, const struct answers *answers)
{
    const struct page *page = &it->page;

    for (size_t i = section->first; i < section->first + section->n; i++) {
        const struct item *item = &form->item[i];
        const char *words =
            is_reason(item) ? page_answer(page, item, answers_get(answers, item->id)) : NULL;
        struct doc_node *line;

        if (words != NULL) {
            line =
                page_indented(page, parent, 2, DOC_DIM,
                              arena_printf(page->arena, "%s ", label_in(&item->label, page->lang)));
            doc_run(page->doc, line, DOC_QUOTE, words, NULL);
        }
    }
}

static int newest_first(const void *a, const void *b)
{
    const struct record *const *x = a;
    const struct record *const *y = b;

    return ((*x)->at < (*y)->at) - ((*x)->at > (*y)->at);
}

static bool has_reasons(const struct form *form, const struct section *section,
                        const struct answers *answers)
{
    for (size_t i = section->first; i < section->first + section->n; i++)
        if (is_reason(&form->item[i]) && answers_get(answers, form->item[i].id) != NULL)
            return true;
    return false;
}

/* The newest judgement with its reasons, the others by their level. A form that nobody has judged in says
 * nothing here. */
static void put_judgements(struct overview *it, struct doc_node *parent)
{
    const struct record **record =
        arena_array(it->page.arena, it->facts->n_latest + 1, sizeof(*record));
    bool first = true;

    for (size_t i = 0; i < it->facts->n_latest; i++)
        record[i] = it->facts->latest[i];
    qsort(record, it->facts->n_latest, sizeof(*record), newest_first);
    for (size_t i = 0; i < it->facts->n_latest; i++) {
        const struct form *form = method_form(case_method(it->work, record[i]), record[i]->form);
        const struct section *section = judgement_of(form);
        const struct answers *answers = case_answers(it->file, record[i]);

        if (section == NULL || answers == NULL ||
            (level(&it->page, form, section, answers) == NULL &&
             !has_reasons(form, section, answers)))
            continue;
        put_level(it, parent, record[i], form, section, answers);
        if (first)
            put_reasons(it, parent, section, form, answers);
        first = false;
    }
}

/* --- side by side --- */

static const char *said(struct overview *it, const struct answers *answers, const struct item *item)
{
    const char *words = page_answer(&it->page, item, answers_get(answers, item->id));

    return words != NULL ? words : "–";
}

/* The questions that both have answered, side by side; nothing is computed from them. */
static void put_pairs(struct overview *it, struct doc_node *parent, const struct record *record)
{
    const struct page *page = &it->page;
    const struct method *method = case_method(it->work, record);
    const struct form *form = method_form(method, record->form);
    const struct answers *answers = case_answers(it->file, record);
    struct doc_node *table = NULL, *row;

    for (size_t i = 0; form != NULL && answers != NULL && i < form->n_items; i++) {
        const struct item *item = &form->item[i];
        const struct item *pair = item->pair != NULL ? form_item(method, form, item->pair) : NULL;

        if (pair == NULL || !text_equal(item->section->part, "staff"))
            continue;
        if (table == NULL) {
            table = doc_node_new(page->doc, parent, DOC_TABLE);
            row = doc_node_new(page->doc, table, DOC_GROUP);
            page_cell(
                page, row, DOC_DIM,
                arena_printf(page->arena, "%s %s", label_in(&form->title, page->lang),
                             page_held(page, page_date(page, moment_date(record->at), it->date))),
                NULL);
            page_cell(page, row, DOC_DIM, text(page->lang, T_SAYS_YOUTH), NULL);
            page_cell(page, row, DOC_DIM, text(page->lang, T_SAYS_STAFF), NULL);
        }
        row = doc_node_new(page->doc, table, DOC_GROUP);
        page_cell(page, row, DOC_PLAIN, label_in(&item->label, page->lang), NULL);
        page_cell(page, row, DOC_PLAIN, said(it, answers, pair), NULL);
        page_cell(page, row, DOC_PLAIN, said(it, answers, item), NULL);
    }
}

/* --- rulers --- */

static bool is_ruler(const struct item *item)
{
    return item->type == ITEM_ONE && !item->retired && item->scale != NULL &&
           item->scale->ordered && item->scale->n_options >= RULER_STEPS;
}

/* The last signed fillings of a form, oldest first. */
static size_t last_talks(struct overview *it, const char *form, const struct record *talk[TALKS])
{
    const struct record **record;
    size_t all = case_records(it->file, form, it->page.arena, &record);
    const struct record *newest[TALKS];
    size_t n = 0;

    for (size_t i = 0; i < all && n < TALKS; i++)
        if (record[i]->state == RECORD_SIGNED)
            newest[n++] = record[i];
    for (size_t i = 0; i < n; i++)
        talk[i] = newest[n - 1 - i];
    return n;
}

/* "2 · 4 · 6", a dash where nothing was said; NULL when nothing ever was. */
static const char *ruler_words(struct overview *it, const struct item *item,
                               const struct record *const *talk, size_t n)
{
    const struct page *page = &it->page;
    const char *words = "";
    bool any = false;

    for (size_t i = 0; i < n; i++) {
        const struct answers *answers = case_answers(it->file, talk[i]);
        const struct answer *answer = answers != NULL ? answers_get(answers, item->id) : NULL;
        bool given = answer != NULL && answer->value.kind == VALUE_CODES && answer->value.n == 1;

        any = any || given;
        words = arena_printf(page->arena, "%s%s%s", words, i > 0 ? " · " : "",
                             given ? answer->value.code[0] : "–");
    }
    return any ? words : NULL;
}

static void put_rulers(struct overview *it, struct doc_node *parent, const struct record *latest)
{
    const struct page *page = &it->page;
    const struct form *form = method_form(it->method, latest->form);
    const struct record *talk[TALKS];
    struct place place = page_place(ROOM_SERIES, &it->file->id);
    struct doc_node *table = NULL;
    size_t n = 0;

    for (size_t i = 0; form != NULL && i < form->n_items; i++) {
        const struct item *item = &form->item[i];
        const char *words;

        if (!is_ruler(item))
            continue;
        n = n == 0 ? last_talks(it, form->id, talk) : n;
        words = ruler_words(it, item, talk, n);
        if (words != NULL && table == NULL) {
            page_form(&place, form->id);
            doc_link(page->doc, parent, page_count(page, T_CASE_RULERS_1, T_CASE_RULERS, n),
                     &place);
            table = doc_node_new(page->doc, parent, DOC_TABLE);
        }
        if (words != NULL) {
            struct doc_node *row = doc_node_new(page->doc, table, DOC_GROUP);

            page_cell(page, row, DOC_PLAIN, label_in(&item->label, page->lang), NULL);
            page_cell(page, row, DOC_STRONG, words, NULL);
        }
    }
}

/* --- promises, and what nobody knows --- */

/* "Löften: passerat 1, gäller 2, hållet 3": each state that occurs; for the case, never for a person. */
static void put_promises(struct overview *it, struct doc_node *parent)
{
    static const struct {
        enum promise_state state;
        enum text_id words;
    } told[] = {{PROMISE_PASSED, T_PROMISE_IS_PASSED},
                {PROMISE_OPEN, T_PROMISE_IS_OPEN},
                {PROMISE_KEPT, T_PROMISE_IS_KEPT},
                {PROMISE_NOT_KEPT, T_PROMISE_IS_NOT_KEPT}};
    const struct page *page = &it->page;
    struct promise *promise;
    size_t n = promise_list(it->work, it->file, page->arena, &promise);
    struct place place = page_place(ROOM_PROMISE, &it->file->id);
    struct str out;

    if (n == 0)
        return;
    str_init(&out, 0);
    for (size_t i = 0; i < ARRAY_LEN(told); i++) {
        size_t count = 0;

        for (size_t j = 0; j < n; j++)
            count += promise[j].state == told[i].state;
        if (count > 0)
            str_printf(&out, "%s%s %zu", out.n > 0 ? ", " : "", text(page->lang, told[i].words),
                       count);
    }
    doc_link(page->doc, parent, page_words(page, T_CASE_PROMISES, out.p, NULL, NULL), &place);
    str_release(&out);
}

/* What nobody knows yet is worth as much as what is known. */
static void put_unknown(struct overview *it, struct doc_node *parent)
{
    const struct page *page = &it->page;
    const struct form *most = NULL;
    size_t all = 0, top = 0;

    for (size_t i = 0; i < it->facts->n_latest; i++) {
        const struct record *record = it->facts->latest[i];
        const struct answers *answers = case_answers(it->file, record);
        size_t n = 0;

        for (size_t j = 0; answers != NULL && j < answers->n; j++)
            n += answers->item[j].nonanswer == NONANSWER_UNKNOWN;
        all += n;
        if (n > top) {
            top = n;
            most = method_form(it->method, record->form);
        }
    }
    if (most != NULL) {
        doc_paragraph(page->doc, parent, DOC_PLAIN,
                      page_words(page, all > 1 ? T_CASE_UNKNOWN : T_CASE_UNKNOWN_1,
                                 page_number(&it->page, all), label_in(&most->title, page->lang),
                                 NULL));
    }
}

/* --- all of it --- */

static void part_from_before(struct overview *it, struct doc_node *parent, size_t before)
{
    if (before > 0 && parent->n_children > before &&
        parent->child[parent->n_children - 1]->kind != DOC_GAP)
        doc_gap(it->page.doc, parent);
}

void overview_state(struct overview *it, struct doc_node *parent)
{
    const struct page *page = &it->page;
    size_t before;

    page_heading(page, parent, text(page->lang, T_CASE_STATE));
    before = parent->n_children;
    put_judgements(it, parent);
    part_from_before(it, parent, before);
    for (size_t i = 0; i < it->facts->n_latest; i++)
        put_pairs(it, parent, it->facts->latest[i]);
    part_from_before(it, parent, before);
    for (size_t i = 0; i < it->facts->n_latest; i++)
        put_rulers(it, parent, it->facts->latest[i]);
    part_from_before(it, parent, before);
    put_promises(it, parent);
    put_unknown(it, parent);
    if (parent->n_children == before)
        page_say(page, parent, DOC_DIM, T_CASE_STATE_NONE);
}
