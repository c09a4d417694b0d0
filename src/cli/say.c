/* say.c - lines and sentences for the person at the command line. */
#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/cli_private.h"
#include "sis/base/mem.h"
#include "sis/base/utf8.h"
#include "sis/base/wrap.h"

void cli_line(FILE *out, const char *p, size_t n)
{
    struct str line;
    str_init(&line, 0);
    for (size_t at = 0; at < n; at++) {
        const char *newline = memchr(p + at, '\n', n - at);
        size_t length = newline ? (size_t)(newline - p) - at : n - at;
        utf8_show(&line, p + at, length);
        if (newline)
            str_puts(&line, "<U+000A>");
        at += length;
    }
    str_putc(&line, '\n');
    fwrite(line.p, 1, line.n, out);
    str_release(&line);
}

/* Columns of the terminal behind a stream; 0: it is none. */
static int columns(FILE *out)
{
    struct winsize size;
    return isatty(fileno(out)) == 1 && ioctl(fileno(out), TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

static void tell(FILE *out, const struct str *words)
{
    struct wrap_line line = {0};
    int cols = columns(out);
    size_t at = 0;
    if (cols < 1) {
        cli_line(out, words->p, words->n);
        return;
    }
    while (wrap_line(words->p, words->n, at, cols, &line)) {
        cli_line(out, words->p + line.from, line.to - line.from);
        if (line.next <= at)
            break;
        at = line.next;
    }
}

void cli_tell(const struct cli *cli, FILE *out, enum text_id id, const char *value1,
              const char *value2)
{
    const char *const values[] = {value1 ? value1 : "", value2 ? value2 : ""};
    struct str line;
    str_init(&line, 0);
    text_fill(&line, text(cli->lang, id), values, ARRAY_LEN(values));
    tell(out, &line);
    str_release(&line);
}

void cli_say(const struct cli *cli, enum text_id id, const char *value1, const char *value2)
{
    cli_tell(cli, stderr, id, value1, value2);
}

void cli_err(const struct cli *cli, const struct err *err)
{
    struct str line;
    str_init(&line, 0);
    err_text(err, cli->lang, &line);
    tell(stderr, &line);
    str_release(&line);
}

bool cli_written(const struct cli *cli)
{
    struct err err;
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout))
        return true;
    err_errno(&err, T_CLI_OUTPUT_BROKEN, NULL);
    cli_err(cli, &err);
    return false;
}
