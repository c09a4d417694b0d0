/* bench_eval.c - expressions on standard input, beside awk doing arithmetic on as many lines. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"
#include "scratch.h"
#include "sis/base/file.h"
#include "sis/base/mem.h"

#define LINES 50000
#define ROUNDS 9

extern char **environ;

/* Milliseconds, or -1 when the program is not there. */
static double run(const char *const words[], const char *input)
{
    char *argv[8] = {NULL};
    double start = bench_now();
    posix_spawn_file_actions_t files;
    int status = -1;
    pid_t pid;

    for (size_t i = 0; words[i] != NULL; i++)
        argv[i] = mem_strdup(words[i]);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, input, O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
    if (posix_spawnp(&pid, argv[0], &files, NULL, argv, environ) == 0)
        waitpid(pid, &status, 0);
    posix_spawn_file_actions_destroy(&files);
    for (size_t i = 0; argv[i] != NULL; i++)
        mem_free(argv[i]);
    return status == 0 ? bench_now() - start : -1;
}

static bool write_lines(const char *path, bool expressions)
{
    struct str text;
    bool written;

    str_init(&text, 0);
    for (int i = 0; i < LINES; i++)
        if (expressions)
            str_printf(&text, "(%d + %d) * 3 - %d div 2\n", i, i % 97, i % 7);
        else
            str_printf(&text, "%d %d %d\n", i, i % 97, i % 7);
    written = file_write(path, text.p, text.n, 0600, NULL);
    str_release(&text);
    return written;
}

static void measure(struct scratch *scratch)
{
    static const char what[] = "50 000 lines of arithmetic";
    const char *build = getenv("B");
    char program[256], expressions[128], numbers[128];
    const char *const ours_argv[] = {program, "forms", "eval", "-", NULL};
    const char *const awk_argv[] = {"awk", "{ print ($1 + $2) * 3 - $3 / 2 }", NULL};
    double ours[ROUNDS], awk[ROUNDS];
    bool has_ours = true, has_awk = true;

    snprintf(program, sizeof program, "%s/sis-tui", build != NULL ? build : "build");
    snprintf(expressions, sizeof expressions, "%s", scratch_path(scratch, "expressions"));
    snprintf(numbers, sizeof numbers, "%s", scratch_path(scratch, "numbers"));
    if (!write_lines(expressions, true) || !write_lines(numbers, false))
        return;
    for (int i = -1; i < ROUNDS; i++) {
        double a = run(ours_argv, expressions), b = run(awk_argv, numbers);

        ours[i < 0 ? 0 : i] = a;
        awk[i < 0 ? 0 : i] = b;
        has_ours = has_ours && a >= 0;
        has_awk = has_awk && b >= 0;
    }
    if (has_ours)
        bench_row(what, "sis-tui forms eval -", ours, ROUNDS, "ms", NULL);
    else
        bench_missing(what, "sis-tui forms eval -");
    if (has_awk)
        bench_row(what, "awk, numbers not expressions", awk, ROUNDS, "ms", NULL);
    else
        bench_missing(what, "awk");
}

int main(void)
{
    struct scratch scratch;

    scratch_make(&scratch);
    measure(&scratch);
    scratch_remove(&scratch);
    return 0;
}
