/* forms_print.c - blank forms on paper, for when the program cannot be used. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/home.h"
#include "sis/casework/adoption.h"
#include "sis/document/write.h"
#include "sis/pages/pages.h"

#define PAPER_COLS 80
#define PAPER_LINES 64 /* of A4 in twelve points */
#define COLS_MIN 40
#define COLS_MAX 200
#define TEXT_OF(number) TEXT_OF_(number)
#define TEXT_OF_(number) #number
#define USE "sis-tui forms print ID | --all [--width N]"

struct print {
    const struct cli *cli;
    struct arena *arena;
    const struct method *method;
    int cols;
    const char *form; /* NULL: the kit */
    struct str out;
};

static bool read_words(struct print *it, int argc, char **argv, bool *kit)
{
    for (int i = 0; i < argc; i++) {
        if (strcmp(argv[i], "--all") == 0) {
            *kit = true;
        } else if (strcmp(argv[i], "--width") == 0 && i + 1 < argc) {
            char *end;
            long cols = strtol(argv[++i], &end, 10);

            if (*end != '\0' || cols < COLS_MIN || cols > COLS_MAX) {
                cli_say(it->cli, T_CLI_FORMS_PRINT_WIDTH, TEXT_OF(COLS_MIN), TEXT_OF(COLS_MAX));
                return false;
            }
            it->cols = (int)cols;
        } else if (argv[i][0] != '-' && it->form == NULL) {
            it->form = argv[i];
        } else {
            cli_say(it->cli, T_CLI_WRONG_USE, USE, NULL);
            return false;
        }
    }
    if (*kit == (it->form != NULL)) {
        cli_say(it->cli, T_CLI_WRONG_USE, USE, NULL);
        return false;
    }
    return true;
}

static void put_doc(struct print *it, const struct doc *doc)
{
    const char *foot =
        !it->cli->practice
            ? doc->title
            : arena_printf(it->arena, "%s  %s", text(it->cli->lang, T_PRACTICE), doc->title);

    if (it->out.n > 0)
        str_putc(&it->out, '\f');
    write_text(doc, it->cols, PAPER_LINES, foot, &it->out);
}

static void put_form(struct print *it, const struct form *form)
{
    put_doc(it, page_paper(it->method, form, it->cli->lang, it->cli->practice, it->arena));
}

/* First what the kit holds and its date, so that an old one is seen to be old. */
static void put_kit(struct print *it)
{
    const struct clock clock = clock_system();
    const struct form **form;
    size_t n = paper_kit(it->method, it->arena, &form);

    put_doc(it, page_paper_cover(it->method, it->cli->lang, it->cli->practice, clock_today(&clock),
                                 it->arena));
    for (size_t i = 0; i < n; i++)
        put_form(it, form[i]);
}

static int print(struct print *it)
{
    const struct form *form = it->form != NULL ? method_form(it->method, it->form) : NULL;

    if (it->form != NULL && form == NULL) {
        cli_say(it->cli, T_FORM_UNKNOWN, it->form, NULL);
        return CLI_USE;
    }
    if (form != NULL)
        put_form(it, form);
    else
        put_kit(it);
    fwrite(it->out.p, 1, it->out.n, stdout);
    return fflush(stdout) == 0 ? CLI_DONE : CLI_FAILED;
}

int cli_forms_print(const struct cli *cli, int argc, char **argv)
{
    struct print it = {.cli = cli, .cols = PAPER_COLS};
    struct problems problems;
    struct cli_home home;
    bool kit = false;
    int status = CLI_FAILED;

    if (!read_words(&it, argc, argv, &kit))
        return CLI_USE;
    str_init(&it.out, 0);
    if (cli_home_find(cli, &home)) {
        it.arena = home.arena;
        problems_init(&problems, it.arena);
        it.method = adoption_read(home.forms, it.arena, &problems);
        if (it.method != NULL)
            status = print(&it);
        else
            cli_problems(cli, &problems);
    }
    str_release(&it.out);
    cli_home_end(&home);
    return status;
}
