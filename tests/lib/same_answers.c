/* same_answers.c - two sets of answers, one by one. */
#include "same_answers.h"

bool same_answers(const struct answers *a, const struct answers *b)
{
    bool same = a->n == b->n;

    for (size_t i = 0; same && i < a->n; i++)
        same = answer_equal(&a->item[i], answers_get(b, a->item[i].id));
    return same;
}
