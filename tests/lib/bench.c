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

void bench_row(const char *what, const char *who, double *samples, size_t n, const char *unit)
{
    qsort(samples, n, sizeof(*samples), ascending);
    printf("%s\t%s\t%.3f\t%.3f\t%s\n", what, who, samples[n / 2], samples[n * 95 / 100], unit);
    fflush(stdout);
}

void bench_missing(const char *what, const char *who)
{
    printf("%s\t%s\t\t\t\n", what, who);
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

void bench_start(const char *what, const struct bench_editor *editor, size_t times)
{
    double *samples = mem_array(times, sizeof(*samples));
    size_t n = 0;

    for (; n < times; n++) {
        double start = bench_now();
        struct term *term = term_spawn(editor->argv, 24, 80, editor->env);
        bool shown = bench_until(term, editor->shows, what ? PATIENCE_MS : TERM_DEADLINE_MS);
        samples[n] = bench_now() - start;
        term_close(term);
        if (!shown)
            break;
    }
    if (what && n == times)
        bench_row(what, editor->who, samples, n, "ms");
    else if (what)
        bench_missing(what, editor->who);
    mem_free(samples);
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

static void settle(struct term *term)
{
    while (term_pump(term, 200))
        ;
}

void bench_keys(const char *what, const struct bench_editor *editor, size_t keys)
{
    double *samples = mem_array(keys, sizeof(*samples));
    struct term *term = term_spawn(editor->argv, 24, 80, editor->env);
    size_t n = 0;

    if (bench_until(term, editor->shows, PATIENCE_MS)) {
        settle(term);
        for (const char *const *key = editor->keys; *key; key++) {
            term_key(term, *key);
            settle(term);
        }
        /* Ten letters, ten back: the line never wraps. */
        while (n < keys &&
               one_key(term, n % 20 < 10 ? "x" : "Backspace", n % 20 < 10 ? 1 : -1, &samples[n]))
            n++;
    }
    if (n == keys)
        bench_row(what, editor->who, samples, n, "ms");
    else
        bench_missing(what, editor->who);
    term_close(term);
    mem_free(samples);
}
