/* forms_eval.c - evaluates expressions: those given, or one for each line of standard input. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli_private.h"
#include "sis/base/date.h"
#include "sis/base/file.h"
#include "sis/base/utf8.h"
#include "sis/form/expr.h"
#include "sis/store/json_read.h"

#define ANSWERS_MAX ((size_t)16 << 20)
#define ANSWERS_EXAMPLE "{ \"u1.09\": \"yes\", \"u1.10\": [\"home\"], \"n\": 2.5 }"
#define READ_AT_ONCE ((size_t)64 << 10)

struct session {
    const struct cli *cli;
    struct scope scope;
    struct answers answers;
    struct arena *kept; /* of the answers */
    struct arena *line; /* of one expression */
    struct str shown;
    bool wrong; /* some expression was */
};

static const struct answer *answer_by_id(void *arg, const char *id)
{
    return answers_get(arg, id);
}

static void session_init(struct session *s, const struct cli *cli)
{
    struct clock clock = clock_system();
    *s = (struct session){.cli = cli, .kept = arena_new(), .line = arena_new()};
    answers_init(&s->answers, s->kept);
    str_init(&s->shown, 0);
    s->scope = (struct scope){
        .answer = answer_by_id,
        .arg = &s->answers,
        .today = clock_today(&clock),
        .now = clock_now(&clock),
        .lang = cli->lang,
    };
}

static void session_release(struct session *s)
{
    str_release(&s->shown);
    arena_free(s->line);
    arena_free(s->kept);
}

static void evaluate(struct session *s, const char *text, size_t n)
{
    struct result result;
    struct err err;
    str_clear(&s->shown);
    err_clear(&err);
    const struct expr *expr = expr_parse(text, n, s->line, &err);
    if (expr && expr_eval(expr, &s->scope, s->line, &result, &err)) {
        result_text(&result, &s->shown);
    } else {
        s->wrong = true;
        str_puts(&s->shown, "error: ");
        err_text(&err, s->cli->lang, &s->shown);
    }
    cli_line(stdout, s->shown.p, s->shown.n);
    arena_reset(s->line);
}

/* A line longer than any expression is cut where it is clearly too long. */
static void take_input(struct session *s, struct str *line, const char *p, size_t n)
{
    while (n > 0) {
        const char *newline = memchr(p, '\n', n);
        size_t length = newline ? (size_t)(newline - p) : n, room = EXPR_MAX + 1 - line->n;
        str_add(line, p, length < room ? length : room);
        if (newline) {
            evaluate(s, line->p, line->n);
            str_clear(line);
            length++;
        }
        p += length;
        n -= length;
    }
}

/* What is done is written out before waiting for more, so that a program may ask line by line. */
static bool evaluate_input(struct session *s)
{
    struct str line;
    struct err err;
    char *buffer = mem_new(READ_AT_ONCE);
    ssize_t n;
    str_init(&line, 0);
    do {
        fflush(stdout);
        n = read(STDIN_FILENO, buffer, READ_AT_ONCE);
        if (n > 0)
            take_input(s, &line, buffer, (size_t)n);
    } while (n > 0 || (n < 0 && errno == EINTR));
    if (n < 0) {
        err_errno(&err, T_CLI_INPUT_BROKEN, NULL);
        cli_err(s->cli, &err);
    } else if (line.n > 0) {
        evaluate(s, line.p, line.n);
    }
    str_release(&line);
    mem_free(buffer);
    return n == 0;
}

static bool read_answers(struct session *s, const char *path)
{
    struct str bytes, clean;
    struct err err;
    str_init(&bytes, ANSWERS_MAX);
    str_init(&clean, 2 * ANSWERS_MAX);
    err_clear(&err);
    bool good = file_read(path, ANSWERS_MAX, &bytes, &err);
    if (good && !utf8_clean(&clean, bytes.p, bytes.n, NULL))
        good = err_set(&err, ERR_LIMIT, T_CLI_ANSWERS_SHAPE, ANSWERS_EXAMPLE, NULL);
    if (good && !json_read_answers(clean.p, clean.n, &s->answers, &err)) {
        /* A person wrote these: what is wrong with them is not what is wrong with a damaged row. */
        const char *id = arena_strdup(s->kept, err.value[0]);
        if (strcmp(id, "{}") == 0)
            good = err_set(&err, ERR_INPUT, T_CLI_ANSWERS_SHAPE, ANSWERS_EXAMPLE, NULL);
        else
            good = err_set(&err, ERR_INPUT, T_CLI_ANSWERS_AT, id, NULL);
    }
    if (!good) {
        err_at(&err, path, 0);
        cli_err(s->cli, &err);
    }
    str_release(&clean);
    str_release(&bytes);
    return good;
}

static int run(struct session *s, const char *answers, int argc, char **argv)
{
    if (answers && !read_answers(s, answers))
        return CLI_FAILED;
    bool from_input = argc == 1 && strcmp(argv[0], "-") == 0;
    if (from_input && !evaluate_input(s))
        return CLI_FAILED;
    for (int i = 0; !from_input && i < argc; i++)
        evaluate(s, argv[i], strlen(argv[i]));
    return s->wrong && !from_input ? CLI_FOUND : CLI_DONE;
}

int cli_forms_eval(const struct cli *cli, int argc, char **argv)
{
    struct session session;
    const char *answers;
    if (!cli_take_answers(cli, &argc, argv, &answers))
        return CLI_USE;
    if (argc == 0)
        return CLI_SHOW_USE;
    session_init(&session, cli);
    int status = run(&session, answers, argc, argv);
    session_release(&session);
    return status;
}
