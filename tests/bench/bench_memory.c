/* bench_memory.c - what the program holds after login in a well-filled home, beside an empty vim. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "bench_home.h"

#define YOUTHS 60
#define FORMS 20000
#define TIMES 5

/* Resident megabytes of a process; -1 when that cannot be read. */
static double resident(pid_t pid)
{
    char path[64], line[256];
    long kb = -1;
    FILE *status;

    snprintf(path, sizeof path, "/proc/%ld/status", (long)pid);
    status = fopen(path, "r");
    while (status != NULL && fgets(line, sizeof line, status) != NULL)
        if (strncmp(line, "VmRSS:", 6) == 0)
            kb = strtol(line + 6, NULL, 10);
    if (status != NULL)
        fclose(status);
    return kb < 0 ? -1 : (double)kb / 1024;
}

static double of_ours(const char *database)
{
    const char *build = getenv("B");
    char program[256];
    const char *argv[] = {program,  "--forms",    "forms", "--database",
                          database, "--language", "sv",    NULL};
    struct term *term;
    double held = -1;

    snprintf(program, sizeof program, "%s/sis-tui", build != NULL ? build : "build");
    term = term_spawn(argv, 24, 80, NULL);
    if (bench_until(term, "Logga in", TERM_DEADLINE_MS)) {
        term_send(term, BENCH_LOGIN "\t" BENCH_PHRASE "\r");
        if (bench_until(term, "I dag", TERM_DEADLINE_MS))
            held = resident(term_pid(term));
    }
    term_close(term);
    return held;
}

static double of_vim(void)
{
    const char *argv[] = {"vim", "-u", "NONE", "-N", "-i", "NONE", "-n", NULL};
    struct term *term = term_spawn(argv, 24, 80, NULL);
    double held = bench_until(term, "VIM - Vi", TERM_DEADLINE_MS) ? resident(term_pid(term)) : -1;

    term_close(term);
    return held;
}

static void row(const char *who, double *samples, const char *goal)
{
    static const char what[] = "memory after login, 20 000 forms";
    bool there = true;

    for (size_t i = 0; i < TIMES; i++)
        there = there && samples[i] > 0;
    if (there)
        bench_row(what, who, samples, TIMES, "MB", goal);
    else
        bench_missing(what, who);
}

int main(void)
{
    struct id case_id[YOUTHS];
    double ours[TIMES], vim[TIMES];
    struct bench_home it;

    bench_home_make(&it, "memory");
    for (size_t i = 0; i < YOUTHS; i++)
        case_id[i] = bench_home_case(&it, arena_printf(it.arena, "26-0%02zu", i));
    bench_home_sign(&it, case_id, YOUTHS, FORMS);
    for (size_t i = 0; i < TIMES; i++) {
        ours[i] = of_ours(it.database);
        vim[i] = of_vim();
    }
    row("sis-tui", ours, NULL);
    row("vim -u NONE, empty", vim, "2");
    bench_home_remove(&it);
    return 0;
}
