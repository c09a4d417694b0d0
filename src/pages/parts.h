/*
 * parts.h - what the builders of pages share: texts filled in, headings, answers in words.
 *
 * Everything is made in the page's arena.
 */
#ifndef PAGES_PARTS_H
#define PAGES_PARTS_H

#include "sis/document/document.h"
#include "sis/domain/answers.h"
#include "sis/form/method.h"

struct page {
    struct doc *doc;
    struct arena *arena;
    enum lang lang;
};

/* title is neutral: it stands above the page and in the foot of paper. */
struct page page_new(struct arena *arena, enum lang lang, const char *title);

/* A number as text, in the page's arena. */
const char *page_number(const struct page *page, size_t n);
/* A text with {1}, {2}, {3} filled in; what is not needed is NULL. */
const char *page_words(const struct page *page, enum text_id id, const char *one, const char *two,
                       const char *three);
/* The text for one thing, else the text for n things with {1} = n. */
const char *page_count(const struct page *page, enum text_id one, enum text_id many, size_t n);
const char *page_capitals(const struct page *page, const char *text);
/* With a capital first. */
const char *page_sentence(const struct page *page, const char *text);
/* The date in a sentence, "12 november" or "12 november 2025". */
const char *page_date(const struct page *page, struct date date, struct date today);
/* "12 nov": where a line is short. */
const char *page_date_short(const struct page *page, struct date date, struct date today);

/* The same words, never parted at the end of a line. */
const char *page_held(const struct page *page, const char *text);

/* A gap and a heading in capitals; nothing stands between it and what follows on paper. */
void page_heading(const struct page *page, struct doc_node *parent, const char *text);
void page_say(const struct page *page, struct doc_node *parent, enum doc_style style,
              enum text_id id);
/* A paragraph moved right by indent columns. */
struct doc_node *page_indented(const struct page *page, struct doc_node *parent, int indent,
                               enum doc_style style, const char *text);
/* Left and right of a line: a question and its short answer, a word and its meaning. */
struct doc_node *page_pair(const struct page *page, struct doc_node *parent, const char *left,
                           enum doc_style style, const char *right);

/* A question and its answer: beside each other when the answer is short, else below. */
void page_put_answer(const struct page *page, struct doc_node *parent, const char *label,
                     enum doc_style style, const char *words);

/* The question, for whoever is to answer it; of a cell also the row it stands in. */
const char *page_item_label(const struct page *page, const struct item *item);
/* The question, for whoever reads the answer: without what only tells how to answer ("Skriv
 * funktion"). */
const char *page_question(const struct page *page, const struct item *item);
/* NULL when there is no answer. */
const char *page_answer(const struct page *page, const struct item *item,
                        const struct answer *answer);
/* "i dag 02:11", "12 november 14:30". */
const char *page_when(const struct page *page, int64_t moment, struct date today);
/* "24-031 Granen": all that a page calls a youth by. */
const char *page_case_name(const struct page *page, const char *number, const char *work_name);
struct place page_place(enum room room, const struct id *case_id);
void page_form(struct place *place, const char *form);
void page_extra(struct place *place, const char *extra);
/* One more cell of a table's row; place NULL: no link. */
void page_cell(const struct page *page, struct doc_node *row, enum doc_style style,
               const char *text, const struct place *place);
/* Whether an item asks for something that a person answers. */
bool page_asks(const struct item *item);

#endif
