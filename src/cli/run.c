/* run.c - the program on the screen, and trying out one form there. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/home.h"
#include "sis/app/app.h"
#include "sis/base/json.h"
#include "sis/casework/adoption.h"
#include "sis/document/write.h"
#include "sis/pages/pages.h"
#include "sis/store/json_read.h"

#define WORDS_COLS 80

int cli_run(const struct cli *cli, int argc, char **argv)
{
    struct app_options options = {.argv = cli->argv};
    struct problems problems;
    struct cli_home it;
    struct err err = {0};
    int status = CLI_FAILED;

    (void)argc;
    (void)argv;
    if (cli_home_find(cli, &it)) {
        problems_init(&problems, it.arena);
        if (cli->language != NULL)
            it.config.lang = cli->lang;
        options.config = &it.config;
        options.home = it.options;
        options.forms = it.forms;
        if (app_run(&options, &problems, &err)) {
            status = CLI_DONE;
        } else {
            cli_problems(cli, &problems);
            cli_err(cli, &err);
        }
    }
    cli_home_end(&it);
    return status;
}

/* Draws on the terminal itself when the answers go somewhere else (`forms try u1 > answers.json`).
 * Gives the descriptor of where they go, or -1: standard output is the terminal, or there is none. */
static int draw_on_terminal(void)
{
    int terminal, output;

    if (isatty(STDOUT_FILENO))
        return -1;
    terminal = open("/dev/tty", O_RDWR | O_CLOEXEC);
    if (terminal < 0)
        return -1;
    output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (output >= 0)
        (void)dup2(terminal, STDOUT_FILENO);
    (void)close(terminal);
    return output;
}

static void back_to_output(int output)
{
    if (output >= 0) {
        (void)dup2(output, STDOUT_FILENO);
        (void)close(output);
    }
}

/* As JSON for other programs, or in words as whoever reads the form will read it. */
static void print_answers(const struct cli_home *it, const struct method *method, const char *form,
                          const struct answers *answers, bool words)
{
    struct json json;
    struct str out;

    str_init(&out, 0);
    if (words) {
        write_text(
            page_answers(method, method_form(method, form), answers, it->config.lang, it->arena),
            WORDS_COLS, 0, NULL, &out);
    } else {
        json_start(&json, &out, true);
        answers_write_json(answers, &json);
        str_putc(&out, '\n');
    }
    fputs(out.p, stdout);
    str_release(&out);
}

static int try_form(const struct cli *cli, struct cli_home *it, const char *form, bool words)
{
    struct problems problems;
    struct answers answers;
    struct method *method;
    struct err err = {0};
    int output;
    bool done;

    problems_init(&problems, it->arena);
    answers_init(&answers, it->arena);
    method = adoption_read(it->forms, it->arena, &problems);
    if (method == NULL) {
        cli_problems(cli, &problems);
        return CLI_FAILED;
    }
    if (method_form(method, form) == NULL) {
        cli_say(cli, T_FORM_UNKNOWN, form, NULL);
        return CLI_USE;
    }
    if (cli->language != NULL)
        it->config.lang = cli->lang;
    output = draw_on_terminal();
    done = app_try(&it->config, method, form, &answers, &err);
    back_to_output(output);
    if (!done) {
        cli_err(cli, &err);
        return CLI_FAILED;
    }
    print_answers(it, method, form, &answers, words);
    return CLI_DONE;
}

int cli_forms_try(const struct cli *cli, int argc, char **argv)
{
    struct cli_home it;
    int status = CLI_FAILED;
    bool words = argc == 2 && strcmp(argv[1], "--words") == 0;

    if (argc != 1 && !words)
        return CLI_SHOW_USE;
    if (cli_home_find(cli, &it))
        status = try_form(cli, &it, argv[0], words);
    cli_home_end(&it);
    return status;
}
