/* ask.c - one question at a time, on a terminal or from a file. */
#include "cli/ask.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/secret.h"
#include "sis/base/file.h"
#include "sis/base/utf8.h"

#define ANSWERS_MAX ((size_t)64 << 10)
/* Home, and erase to the end: some terminals keep what "erase all" takes away. */
#define CLEAN_SCREEN "\033[H\033[J"

struct answer_line {
    const char *name, *answer;
};

static char *trim(char *text)
{
    size_t n;

    text += strspn(text, " \t");
    n = strlen(text);
    while (n > 0 && strchr(" \t\r", text[n - 1]) != NULL)
        text[--n] = '\0';
    return text;
}

static void take_lines(struct ask *ask, char *text)
{
    for (char *line = text; line != NULL;) {
        char *next = strchr(line, '\n');
        char *sign;

        if (next != NULL)
            *next++ = '\0';
        line = trim(line);
        sign = strchr(line, '=');
        if (*line != '#' && sign != NULL) {
            *sign = '\0';
            ask->line = arena_regrow(ask->arena, ask->line, ask->n, ask->n + 1, sizeof *ask->line);
            ask->line[ask->n].name = trim(line);
            ask->line[ask->n++].answer = trim(sign + 1);
        }
        line = next;
    }
}

static bool read_all(FILE *from, struct str *out)
{
    char part[4096];
    size_t n;

    while ((n = fread(part, 1, sizeof part, from)) > 0)
        str_add(out, part, n);
    return !out->over;
}

bool ask_open(struct ask *ask, const struct cli *cli, const char *file, struct err *err)
{
    struct str text;
    struct str clean;
    bool done;

    memset(ask, 0, sizeof *ask);
    ask->cli = cli;
    ask->arena = arena_new();
    if (file == NULL)
        return true;
    ask->scripted = true;
    str_init(&text, ANSWERS_MAX);
    str_init(&clean, 2 * ANSWERS_MAX);
    done = strcmp(file, "-") == 0
               ? read_all(stdin, &text)
               : file_check_secret(file, err) && file_read(file, ANSWERS_MAX, &text, err);
    if (done) {
        utf8_clean(&clean, text.p, text.n, NULL);
        take_lines(ask, arena_strndup(ask->arena, clean.p, clean.n));
    }
    str_release(&text);
    str_release(&clean);
    return done;
}

void ask_close(struct ask *ask)
{
    arena_free(ask->arena);
    memset(ask, 0, sizeof *ask);
}

static bool read_line(const char *question, struct str *out)
{
    int c;

    printf("%s ", question);
    fflush(stdout);
    while ((c = getchar()) != EOF && c != '\n')
        str_putc(out, (char)c);
    return c != EOF || out->n > 0;
}

static const char *find_line(const struct ask *ask, const char *name)
{
    for (size_t i = 0; i < ask->n; i++)
        if (strcmp(ask->line[i].name, name) == 0)
            return ask->line[i].answer;
    return NULL;
}

const char *ask_text(struct ask *ask, const char *name, bool secret, enum text_id question,
                     const char *value)
{
    const char *answer = NULL;
    struct str line;
    struct str typed;
    struct str clean;

    if (ask->scripted)
        return find_line(ask, name);
    str_init(&line, 0);
    str_init(&typed, ANSWERS_MAX);
    str_init(&clean, 2 * ANSWERS_MAX);
    text_put(&line, ask->cli->lang, question, value != NULL ? value : "", NULL);
    if (secret ? secret_read(line.p, &typed) : read_line(line.p, &typed)) {
        utf8_clean(&clean, typed.p, typed.n, NULL);
        answer = trim(arena_strndup(ask->arena, clean.p, clean.n));
    }
    str_release(&line);
    str_release(&typed);
    str_release(&clean);
    return answer;
}

static bool is_person(const struct ask *ask)
{
    return !ask->scripted && isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1;
}

void ask_clean(const struct ask *ask)
{
    if (is_person(ask))
        fputs(CLEAN_SCREEN, stdout);
}

bool ask_written(struct ask *ask, enum text_id head, const char *value, const char *lines)
{
    struct str typed;
    bool written;

    ask_clean(ask);
    cli_tell(ask->cli, stdout, head, value, NULL);
    printf("\n%s\n", lines);
    written = fflush(stdout) == 0;
    if (written && is_person(ask)) {
        str_init(&typed, ANSWERS_MAX);
        written = read_line(text(ask->cli->lang, T_CLI_ASK_WRITTEN), &typed);
        str_release(&typed);
        ask_clean(ask);
    }
    return written;
}

bool ask_show_words(struct ask *ask, const char *login, const char *words)
{
    struct str line;
    bool shown;

    str_init(&line, 0);
    str_printf(&line, "   %s  %s\n", login, words);
    shown = ask_written(ask, T_CLI_WORDS, login, line.p);
    str_release(&line);
    return shown;
}

bool cli_take_answers(const struct cli *cli, int *argc, char **argv, const char **file)
{
    static const char name[] = "--answers";
    size_t n = sizeof name - 1;
    int kept = 0;
    *file = NULL;
    for (int i = 0; i < *argc; i++) {
        bool named = strncmp(argv[i], name, n) == 0;
        if (named && argv[i][n] == '=') {
            *file = argv[i] + n + 1;
        } else if (named && argv[i][n] == '\0' && i + 1 < *argc) {
            *file = argv[++i];
        } else if (named && argv[i][n] == '\0') {
            cli_say(cli, T_CLI_NO_VALUE, name, NULL);
            return false;
        } else {
            argv[kept++] = argv[i];
        }
    }
    *argc = kept;
    return true;
}
