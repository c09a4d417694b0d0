/* bench_terminal.c - key to screen in a long note, and start to first screen, beside editors that
 * people call fast and beside a bare ncurses program. All without start-up files of their users. */
#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "bench_home.h"
#include "scratch.h"
#include "sis/base/file.h"
#include "sis/base/mem.h"

#define TEXT_BYTES 100000
#define KEYS 1000
#define STARTS 41
#define YOUTH "26-001"
#define LAST_WORDS "the end"

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
static void make_text(struct str *text)
{
    str_init(text, 0);
    while (text->n < TEXT_BYTES) {
        for (int i = 0; i < 6; i++)
            str_puts(text, "Ungdomen berättade om dagen och vad som hände sedan på rasten. ");
        str_puts(text, "\n\n");
    }
    str_puts(text, LAST_WORDS);
}

static bool press(struct term *term, const char *keys, const char *then)
{
    term_send(term, keys);
    return bench_until(term, then, TERM_DEADLINE_MS);
}

/* As a person goes: logs in, writes a note on a youth, and has the text on the clipboard. */
static bool note_to_end(struct term *term, const void *arg)
{
    const struct str *text = arg;

    if (!press(term, BENCH_LOGIN "\t" BENCH_PHRASE "\r", "I dag"))
        return false;
    term_key(term, "F6");
    if (!bench_until(term, "Vem?", TERM_DEADLINE_MS) ||
        !press(term, YOUTH, "Granen " YOUTH "     ") || !press(term, "\r", "Är någon i fara nu?") ||
        !press(term, "nnn", "3 av 8 svar"))
        return false;
    term_paste(term, text->p, text->n);
    if (!bench_until(term, LAST_WORDS, TERM_DEADLINE_MS))
        return false;
    term_key(term, "Enter");
    return true;
}

/* The keys from the file's beginning to a line below its end. */
static bool keys_to_end(struct term *term, const void *arg)
{
    for (const char *const *key = arg; *key; key++) {
        term_key(term, *key);
        bench_settle(term);
    }
    return true;
}

static void measure(struct bench_home *it, const struct str *text, const char *path)
{
    static const char *const vim_end[] = {"G", "o", NULL};
    static const char *const nano_end[] = {"M-/", "Enter", NULL};
    const char *build = getenv("B");
    char program[256];
    const char *sis[] = {program, "--database", it->database, "--language", "sv", NULL};
    const char *vim[] = {"vim", "-u", "NONE", "-N", "-i", "NONE", "-n", path, NULL};
    const char *nano[] = {"nano", "-I", "-S", path, NULL};
    const char *bare_argv[] = {"/proc/self/exe", "bare", NULL};
    const struct bench_editor editors[] = {
        {"sis-tui, a note", sis, NULL, "Logga in", note_to_end, text, NULL},
        {"vim -u NONE", vim, NULL, "berättade", keys_to_end, vim_end, "1 p95"},
        {"nano -I -S", nano, NULL, "berättade", keys_to_end, nano_end, "1 p95"},
    };
    const char *vim_empty[] = {"vim", "-u", "NONE", "-N", "-i", "NONE", "-n", NULL};
    const char *nano_empty[] = {"nano", "-I", NULL};
    const struct bench_editor empty[] = {
        {"sis-tui", sis, NULL, "Logga in", NULL, NULL, NULL},
        {"bare ncurses", bare_argv, NULL, "bare ready", NULL, NULL, "4"},
        {"vim -u NONE", vim_empty, NULL, "VIM - Vi", NULL, NULL, "1"},
        {"nano -I", nano_empty, NULL, "GNU nano", NULL, NULL, NULL},
    };

    snprintf(program, sizeof(program), "%s/sis-tui", build ? build : "build");
    bench_keys("key to screen in a note of 100 kB", editors, ARRAY_LEN(editors), KEYS);
    bench_start("start to painted login", empty, ARRAY_LEN(empty), STARTS);
}

int main(int argc, char **argv)
{
    struct bench_home it;
    const char *path;
    struct str text;

    if (argc > 1 && strcmp(argv[1], "bare") == 0)
        return bare();
    bench_home_make(&it, "terminal");
    bench_home_case(&it, YOUTH);
    make_text(&text);
    path = scratch_path(&it.scratch, "text");
    if (file_write(path, text.p, text.n, 0600, NULL))
        measure(&it, &text, path);
    str_release(&text);
    bench_home_remove(&it);
    return 0;
}
