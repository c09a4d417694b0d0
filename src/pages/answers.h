/* answers.h - a form's answers in words, section by section. */
#ifndef PAGES_ANSWERS_H
#define PAGES_ANSWERS_H

#include "parts.h"
#include "sis/domain/facts.h"

struct answered {
    const struct method *method;
    const struct form *form;
    const struct answers *answers;
    const struct facts *facts; /* may be NULL */
    bool final;                /* signed: every answer counts, the hidden ones were left out then */
    bool struck;
    bool withheld; /* what the youth has answered is counted and not shown (record_withholds) */
    /* Adds the rows of a list behind its question; NULL: none are shown. */
    void (*rows)(void *arg, struct doc_node *parent, const struct item *item);
    void *arg;
};

/* The answers, and how many questions have none. */
void page_put_answers(const struct page *page, struct doc_node *parent,
                      const struct answered *answered);

#endif
