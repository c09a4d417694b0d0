/* bench.c - measuring programs in a terminal, and printing rows. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sis/base/mem.h"

/* A reference that does not come up by then is not there. */
#define PATIENCE_MS 5000

double bench_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

void bench_row(const char *what, const char *who, double *samples, size_t n, const char *unit,
               const char *goal)
{
    qsort(samples, n, sizeof(*samples), ascending);
    printf("%s\t%s\t%.3f\t%.3f\t%s\t%zu\t%s\n", what, who, samples[n / 2], samples[n * 95 / 100],
           unit, n, goal ? goal : "");
    fflush(stdout);
}

void bench_missing(const char *what, const char *who)
{
    printf("%s\t%s\t\t\t\t\t\n", what, who);
    fflush(stdout);
}

bool bench_until(struct term *term, const char *text, double patience)
{
    double end = bench_now() + patience;

    while (!term_contains(term, text)) {
        if (bench_now() > end || term_ended(term))
            return false;
        term_pump(term, 100);
    }
    return true;
}

void bench_settle(struct term *term)
{
    while (term_pump(term, 200))
        ;
}

/* The samples of several programs, taken in turn. */
struct takes {
    const struct bench_editor *editor;
    size_t n, times;
    double *sample; /* of each editor `times` */
    bool *there;
};

static void takes_init(struct takes *takes, const struct bench_editor *editor, size_t n,
                       size_t times)
{
    *takes = (struct takes){.editor = editor, .n = n, .times = times};
    takes->sample = mem_array(n * times, sizeof(*takes->sample));
    takes->there = mem_array(n, sizeof(*takes->there));
    for (size_t i = 0; i < n; i++)
        takes->there[i] = true;
}

static void takes_print(struct takes *takes, const char *what)
{
    for (size_t i = 0; i < takes->n; i++)
        if (takes->there[i])
            bench_row(what, takes->editor[i].who, takes->sample + i * takes->times, takes->times,
                      "ms", takes->editor[i].goal);
        else
            bench_missing(what, takes->editor[i].who);
    mem_free(takes->sample);
    mem_free(takes->there);
}

static bool one_start(const struct bench_editor *editor, double patience, double *took)
{
    double start = bench_now();
    struct term *term = term_spawn(editor->argv, 24, 80, editor->env);
    bool shown = bench_until(term, editor->shows, patience);

    *took = bench_now() - start;
    term_close(term);
    return shown;
}

void bench_start(const char *what, const struct bench_editor *editor, size_t n, size_t times)
{
    struct takes takes;
    double first;

    takes_init(&takes, editor, n, times);
    for (size_t i = 0; i < n; i++)
        takes.there[i] = one_start(&editor[i], TERM_DEADLINE_MS, &first);
    for (size_t at = 0; at < times; at++)
        for (size_t i = 0; i < n; i++)
            takes.there[i] =
                takes.there[i] && one_start(&editor[i], PATIENCE_MS, &takes.sample[i * times + at]);
    takes_print(&takes, what);
}

/* Presses a key and waits until the cursor has moved by that many columns. */
static bool one_key(struct term *term, const char *key, int columns, double *took)
{
    int row, col, row_now, col_now;
    double start, end;

    term_cursor(term, &row, &col);
    start = bench_now();
    end = start + PATIENCE_MS;
    term_key(term, key);
    for (;;) {
        term_cursor(term, &row_now, &col_now);
        *took = bench_now() - start;
        if (row_now == row && col_now == col + columns)
            return true;
        if (bench_now() > end)
            return false;
        term_pump(term, 100);
    }
}

/* At the end of the text, ready to write; NULL when it does not come up. */
static struct term *open_editor(const struct bench_editor *editor)
{
    struct term *term = term_spawn(editor->argv, 24, 80, editor->env);

    if (bench_until(term, editor->shows, PATIENCE_MS)) {
        bench_settle(term);
        if (editor->to_end(term, editor->arg)) {
            bench_settle(term);
            return term;
        }
    }
    term_close(term);
    return NULL;
}

void bench_keys(const char *what, const struct bench_editor *editor, size_t n, size_t keys)
{
    struct term **term = mem_array(n, sizeof(struct term *));
    struct takes takes;

    takes_init(&takes, editor, n, keys);
    for (size_t i = 0; i < n; i++) {
        term[i] = open_editor(&editor[i]);
        takes.there[i] = term[i] != NULL;
    }
    /* Ten letters, ten back: the line never wraps. */
    for (size_t at = 0; at < keys; at++)
        for (size_t i = 0; i < n; i++)
            takes.there[i] =
                takes.there[i] && one_key(term[i], at % 20 < 10 ? "x" : "Backspace",
                                          at % 20 < 10 ? 1 : -1, &takes.sample[i * keys + at]);
    takes_print(&takes, what);
    /* The last first: a keeper sees its end when nobody holds its pipe, and those started later do. */
    for (size_t i = n; i-- > 0;)
        term_close(term[i]);
    mem_free(term);
}
