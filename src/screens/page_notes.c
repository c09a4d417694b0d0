/* page_notes.c - the notes of a case that nobody has signed as read. */
#include <stdio.h>
#include <string.h>

#include "screens/page.h"
#include "sis/base/utf8.h"
#include "sis/casework/notes.h"
#include "sis/casework/records.h"
#include "sis/form/live.h"

/* So much of a note is enough to know it again: two lines on a narrow screen. */
#define WORDS_COLS 140

bool notes_open(struct page *page, struct err *err)
{
    size_t opened;

    return note_open_all(page->env->work, page->file, &opened, &page->set_aside, err);
}

/* Who wrote it and when: of a note that came before the file was opened, what it says itself. */
static const char *said_in(const struct answers *answers, const char *id)
{
    const struct answer *answer = answers != NULL ? answers_get(answers, id) : NULL;

    return answer != NULL && answer->value.kind == VALUE_TEXT ? answer->value.text : NULL;
}

static const char *first_words(const struct page *page, const struct record *record,
                               const struct answers *answers)
{
    const struct form *form = method_form(case_method(page->env->work, record), record->form);

    for (size_t i = 0; form != NULL && i < form->n_items; i++) {
        const char *words =
            form->item[i].type == ITEM_TEXT ? said_in(answers, form->item[i].id) : NULL;

        if (words != NULL)
            return words;
    }
    return NULL;
}

static void add_words(const char *words, struct str *out)
{
    size_t line = strcspn(words, "\n");
    size_t n = utf8_fit(words, line, WORDS_COLS, NULL);

    str_add(out, words, n);
    if (words[n] != '\0')
        str_puts(out, "…");
}

/* What cannot wait until the note is opened: danger, self-harm, threat. */
static const char *const urgent[] = {"u1.09", "u1.11", "u1.07"};

/* Yes, and also "don't know": whoever wrote could not rule it out. */
static bool is_urgent(const struct answers *answers, const char *id)
{
    const struct answer *answer = answers != NULL ? answers_get(answers, id) : NULL;

    return answer != NULL &&
           (answer->nonanswer == NONANSWER_UNKNOWN || value_has_code(&answer->value, "yes"));
}

static void add_urgent(const struct page *page, struct doc *doc, const struct record *record)
{
    const struct answers *answers = case_answers(page->file, record);
    const struct method *method = case_method(page->env->work, record);
    enum lang lang = page->env->lang;
    struct str words;

    str_init(&words, 0);
    for (size_t i = 0; i < ARRAY_LEN(urgent); i++) {
        const struct item *item = method_item(method, urgent[i], NULL);

        if (item != NULL && is_urgent(answers, urgent[i])) {
            str_clear(&words);
            str_printf(&words, "%s  ", label_in(&item->label, lang));
            item_answer_words(item, answers_get(answers, urgent[i]), lang, &words);
            doc_paragraph(doc, doc->root, DOC_ALERT, words.p)->level = 2;
        }
    }
    str_release(&words);
}

static void add_note(const struct page *page, struct doc *doc, const struct record *record)
{
    enum lang lang = page->env->lang;
    const struct answers *answers = case_answers(page->file, record);
    const char *by = said_in(answers, NOTE_BY);
    const char *at = said_in(answers, NOTE_AT);
    const char *words = first_words(page, record, answers);
    struct place place = place_of(ROOM_READ);
    int64_t moment = record->at;
    struct doc_node *node;
    struct str line;

    place.case_id = page->file->id;
    place.record = record->id;
    str_init(&line, 0);
    if (at != NULL)
        (void)moment_parse(at, &moment);
    moment_words(&line, lang, moment, work_today(page->env->work));
    by = by != NULL ? by : record->by.name;
    if (by != NULL)
        str_printf(&line, "  %s", by);
    if (said_in(answers, NOTE_ADDS) != NULL)
        str_printf(&line, "  %s", text(lang, T_SCR_NOTE_ADDS));
    doc_link(doc, doc->root, line.p, &place);
    add_urgent(page, doc, record);
    str_clear(&line);
    if (words != NULL)
        add_words(words, &line);
    else
        str_puts(&line, text(lang, T_SCR_NO_WORDS));
    node = doc_paragraph(doc, doc->root, words != NULL ? DOC_QUOTE : DOC_DIM, line.p);
    node->level = 2;
    doc_gap(doc, doc->root);
    str_release(&line);
}

static void add_set_aside(const struct page *page, struct doc *doc)
{
    enum lang lang = page->env->lang;
    char number[24];
    struct str words;

    if (page->set_aside == 0)
        return;
    str_init(&words, 0);
    text_put(&words, lang, page->set_aside == 1 ? T_SCR_ASIDE_1 : T_SCR_ASIDE,
             number_text(number, (long long)page->set_aside), NULL);
    doc_paragraph(doc, doc->root, DOC_ALERT, words.p);
    doc_gap(doc, doc->root);
    str_release(&words);
}

struct doc *notes_build(const struct page *page, struct arena *arena, struct err *err)
{
    enum lang lang = page->env->lang;
    struct doc *doc = doc_new(arena, lang, text(lang, T_SCR_NOTES));
    const struct record **record;
    size_t n = case_records(page->file, FORM_NOTE, arena, &record);
    struct place all = place_of(ROOM_TIMELINE);
    size_t shown = 0;

    (void)err;
    doc_heading(doc, doc->root, 1, text(lang, T_SCR_NOTES));
    doc_gap(doc, doc->root);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < n; i++) {
            if (record[i]->state == RECORD_READY &&
                note_is_urgent(case_answers(page->file, record[i])) == (pass == 0)) {
                add_note(page, doc, record[i]);
                shown++;
            }
        }
    }
    if (shown == 0) {
        doc_paragraph(doc, doc->root, DOC_PLAIN, text(lang, T_SCR_NOTES_NONE));
        doc_gap(doc, doc->root);
    }
    add_set_aside(page, doc);
    all.case_id = page->file->id;
    snprintf(all.form, sizeof all.form, "%s", FORM_NOTE);
    doc_link(doc, doc->root, text(lang, T_SCR_NOTES_ALL), &all);
    return doc;
}
