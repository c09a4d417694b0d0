/* answers.c - a form's answers in words, section by section. */
#include "answers.h"

#include "sis/form/live.h"
#include "sis/pages/pages.h"

struct teller {
    const struct page *page;
    const struct answered *what;
    const struct live *live;
    struct doc_node *parent;
};

static enum doc_style style_of(const struct teller *it, const struct item *item,
                               const struct answer *answer)
{
    if (it->what->struck)
        return DOC_STRUCK;
    for (size_t i = 0; i < answer->value.n && answer->value.kind == VALUE_CODES; i++)
        if (!it->what->final && live_option_struck(it->live, item, answer->value.code[i]))
            return DOC_STRUCK;
    return answer->nonanswer != NONANSWER_NONE ? DOC_DIM : DOC_PLAIN;
}

static void put_remark(const struct teller *it, const struct answer *answer)
{
    const struct page *page = it->page;
    const struct entry *source =
        answer->source != NULL ? entries_find(&it->what->method->sources, answer->source) : NULL;

    if (answer->carried)
        page_indented(page, it->parent, 2, DOC_ALERT, text(page->lang, T_ANSWERS_UNCONFIRMED));
    if (source != NULL) {
        page_indented(
            page, it->parent, 2, DOC_DIM,
            page_words(page, T_ANSWERS_SOURCE, label_in(&source->title, page->lang), NULL, NULL));
    }
}

/* --- what the program filled in: the id of something in the method, which has a name --- */

static const char *form_name(const struct page *page, const struct method *method, const char *id)
{
    const struct form *form = method_form(method, id);

    return form != NULL ? label_in(&form->title, page->lang) : NULL;
}

static const char *rule_name(const struct page *page, const struct method *method, const char *id)
{
    for (size_t i = 0; i < method->n_dues; i++)
        if (text_equal(method->due[i].id, id))
            return form_name(page, method, method->due[i].form);
    return NULL;
}

static const char *letter_name(const struct page *page, const struct method *method, const char *id)
{
    const struct letter *letter = method_letter(method, id);

    return letter != NULL ? label_in(&letter->title, page->lang) : NULL;
}

static const struct {
    const char *item;
    const char *(*name)(const struct page *page, const struct method *method, const char *id);
} named[] = {
    {"mv.01", rule_name},
    {"at.01", form_name},
    {"copy.letter", letter_name},
};

/* NULL: nothing to show. An id that the method no longer has tells a reader nothing. */
static const char *words_of(const struct teller *it, const struct item *item,
                            const struct answer *answer)
{
    for (size_t i = 0; i < ARRAY_LEN(named); i++) {
        if (text_equal(item->id, named[i].item)) {
            return answer != NULL && answer->value.kind == VALUE_TEXT
                       ? named[i].name(it->page, it->what->method, answer->value.text)
                       : NULL;
        }
    }
    return page_answer(it->page, item, answer);
}

static bool put_answer(const struct teller *it, const struct item *item)
{
    const struct page *page = it->page;
    const struct answer *answer = answers_get(it->what->answers, item->id);
    const char *words = words_of(it, item, answer);

    if (words == NULL || (!it->what->final && !live_shown(it->live, item)))
        return false;
    page_put_answer(page, it->parent, page_question(page, item), style_of(it, item, answer), words);
    put_remark(it, answer);
    return true;
}

/* How far the youth has come, and nothing of what they have said. */
static void put_withheld(const struct teller *it, struct doc_node *group,
                         const struct section *section)
{
    const struct page *page = it->page;
    char answered[24], all[24];
    size_t n, of;

    live_section_progress(it->live, section, &n, &of);
    if (n > 0) {
        doc_paragraph(page->doc, group, DOC_DIM,
                      page_words(page, T_ANSWERS_WITHHELD, number_text(answered, (long long)n),
                                 number_text(all, (long long)of), NULL));
    }
}

/* A section without answers leaves nothing, not even its heading. */
static void put_section(struct teller *it, const struct section *section)
{
    const struct page *page = it->page;
    struct doc_node *group = doc_node_new(page->doc, it->parent, DOC_GROUP);
    bool withheld = it->what->withheld && section_is_youths(section);
    struct teller inner = *it;
    size_t before;

    inner.parent = group;
    doc_gap(page->doc, group);
    doc_heading(page->doc, group, 2, page_capitals(page, label_in(&section->title, page->lang)))
        ->keep = true;
    before = group->n_children;
    if (withheld)
        put_withheld(it, group, section);
    for (size_t i = 0; !withheld && i < section->n; i++) {
        const struct item *item = &it->what->form->item[section->first + i];

        if (item->type == ITEM_ROWS && it->what->rows != NULL)
            it->what->rows(it->what->arg, group, item);
        else if (page_asks(item))
            put_answer(&inner, item);
    }
    if (group->n_children == before)
        group->n_children = 0;
}

static void put_count(const struct teller *it)
{
    const struct page *page = it->page;
    size_t answered, all;

    live_progress(it->live, &answered, &all);
    if (answered == all)
        return;
    doc_gap(page->doc, it->parent);
    doc_paragraph(page->doc, it->parent, DOC_DIM,
                  answered == 0
                      ? text(page->lang, T_ANSWERS_NONE)
                      : page_count(page, T_ANSWERS_LEFT_1, T_ANSWERS_LEFT, all - answered));
}

void page_put_answers(const struct page *page, struct doc_node *parent,
                      const struct answered *answered)
{
    struct date today = answered->facts != NULL ? answered->facts->today : (struct date){0};
    struct teller it = {.page = page, .what = answered, .parent = parent};
    struct answers copy;
    struct live *live;

    /* On a copy: what the program works out may have changed since. */
    answers_copy(&copy, page->arena, answered->answers);
    live = live_new(answered->method, answered->form, &copy, answered->facts, today, 0, false);
    live_set_language(live, page->lang);
    it.live = live;
    for (size_t i = 0; i < answered->form->n_sections; i++)
        put_section(&it, &answered->form->section[i]);
    put_count(&it);
    live_free(live);
}

struct doc *page_answers(const struct method *method, const struct form *form,
                         const struct answers *answers, enum lang lang, struct arena *arena)
{
    struct page page = page_new(arena, lang, label_in(&form->title, lang));
    struct answered answered = {.method = method, .form = form, .answers = answers};

    doc_heading(page.doc, page.doc->root, 1, page.doc->title);
    page_put_answers(&page, page.doc->root, &answered);
    return page.doc;
}
