/* bench_terminal.c - key to screen in a long text, and start to first screen, beside editors that
 * people call fast and beside a bare ncurses program. */
#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "bench_home.h"
#include "demo.h"
#include "scratch.h"
#include "sis/base/file.h"
#include "sis/base/mem.h"

#define TEXT_BYTES 100000
#define KEYS 240
#define STARTS 21

/* The least that a program with a screen can do. */
static int bare(void)
{
    setlocale(LC_CTYPE, "");
    initscr();
    raw();
    noecho();
    mvaddstr(0, 0, "bare ready");
    refresh();
    getch();
    return endwin() == OK ? 0 : 1;
}

/* Paragraphs of some 400 bytes, as a long note has them. */
static bool write_text(const char *path)
{
    struct str text;
    bool written;

    str_init(&text, 0);
    while (text.n < TEXT_BYTES) {
        for (int i = 0; i < 6; i++)
            str_puts(&text, "Ungdomen berättade om dagen och vad som hände sedan på rasten. ");
        str_puts(&text, "\n\n");
    }
    str_puts(&text, "the end");
    written = file_write(path, text.p, text.n, 0600, NULL);
    str_release(&text);
    return written;
}

static void measure(const char *folder)
{
    static const char *const line_below[] = {"Enter", NULL};
    static const char *const vim_end[] = {"G", "o", NULL};
    static const char *const nano_end[] = {"M-/", "Enter", NULL};
    char path[256], home[256];
    const char *demo[] = {"/proc/self/exe", "demo", NULL};
    const char *vim[] = {"vim", "-u", "NONE", "-N", "-i", "NONE", "-n", path, NULL};
    const char *nano[] = {"nano", "-I", "-S", path, NULL};
    const char *build = getenv("B");
    struct bench_home real;
    char program[256];
    const char *sis[] = {program, "--database", real.database, "--language", "sv", NULL};
    const char *bare_argv[] = {"/proc/self/exe", "bare", NULL};
    const char *env[] = {home, NULL};
    const struct bench_editor editors[] = {
        {"sis-tui's loop and text area", demo, env, "the end", line_below},
        {"vim", vim, env, "berättade", vim_end},
        {"nano", nano, env, "berättade", nano_end},
    };
    const char *vim_empty[] = {"vim", "-u", "NONE", "-N", "-i", "NONE", "-n", NULL};
    const char *nano_empty[] = {"nano", "-I", NULL};
    const struct bench_editor empty[] = {
        {"sis-tui", sis, env, "Logga in", NULL},
        {"bare ncurses", bare_argv, env, "bare ready", NULL},
        {"vim", vim_empty, env, "VIM - Vi", NULL},
        {"nano", nano_empty, env, "GNU nano", NULL},
    };

    snprintf(path, sizeof(path), "%s/draft", folder);
    snprintf(home, sizeof(home), "HOME=%s", folder);
    if (!write_text(path))
        return;
    snprintf(program, sizeof(program), "%s/sis-tui", build ? build : "build");
    bench_keys("key to screen, 100 kB", editors, ARRAY_LEN(editors), KEYS);
    bench_start("start to screen, 100 kB", editors, ARRAY_LEN(editors), STARTS);
    unlink(path);
    bench_home_make(&real, "start");
    bench_start("start to painted login", empty, ARRAY_LEN(empty), STARTS);
    bench_home_remove(&real);
}

int main(int argc, char **argv)
{
    struct scratch scratch;

    if (demo_wanted(argc, argv))
        return demo_main(argc, argv);
    if (argc > 1 && strcmp(argv[1], "bare") == 0)
        return bare();
    scratch_make(&scratch);
    measure(scratch.folder);
    scratch_remove(&scratch);
    return 0;
}
