/* problems.c - mistakes in files: all of them, each with its place. */
#include <stdlib.h>
#include <string.h>

#include "sis/base/conf.h"

#define CAP_FIRST 8

void problems_init(struct problems *problems, struct arena *arena)
{
    *problems = (struct problems){.arena = arena};
}

/* NULL when there are too many already. */
static struct err *next_problem(struct problems *problems)
{
    size_t cap = problems->cap ? problems->cap * 2 : CAP_FIRST;

    if (problems->n >= PROBLEMS_MAX)
        return NULL;
    if (problems->n == problems->cap) {
        problems->item =
            arena_regrow(problems->arena, problems->item, problems->n, cap, sizeof(struct err));
        problems->cap = cap;
    }
    return &problems->item[problems->n++];
}

void problem_add(struct problems *problems, const char *file, int line, enum text_id text,
                 const char *value1, const char *value2)
{
    struct err *err = next_problem(problems);

    err_set(err, ERR_FORM, text, value1, value2);
    err_at(err, file, line);
}

void problem_take(struct problems *problems, const struct err *problem)
{
    struct err *err = next_problem(problems);

    if (err)
        *err = *problem;
}

void problem_at(struct problems *problems, const struct conf *at, enum text_id text,
                const char *value1, const char *value2)
{
    problem_add(problems, at->file, at->line, text, value1, value2);
}

/* Of two at one place the one found first stays first. */
static int compare(const void *a, const void *b)
{
    const struct err *left = *(const struct err *const *)a, *right = *(const struct err *const *)b;
    int order = strcmp(left->file, right->file);

    if (order == 0)
        order = (left->line > right->line) - (left->line < right->line);
    return order ? order : (left > right) - (left < right);
}

void problems_sort(struct problems *problems)
{
    const struct err **order;
    struct err *sorted;
    size_t i;

    if (problems->n < 2)
        return;
    order = arena_array(problems->arena, problems->n, sizeof(struct err *));
    sorted = arena_array(problems->arena, problems->n, sizeof(*sorted));
    for (i = 0; i < problems->n; i++)
        order[i] = &problems->item[i];
    qsort(order, problems->n, sizeof(struct err *), compare);
    for (i = 0; i < problems->n; i++)
        sorted[i] = *order[i];
    problems->item = sorted;
    problems->cap = problems->n;
}
