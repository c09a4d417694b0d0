/* cli_forms.c - sis-tui forms check: every mistake in a folder with the files of a method. */
#include <stdio.h>

#include "cli/cli_private.h"
#include "sis/form/load.h"

static void print_problems(const struct cli *cli, const struct problems *problems)
{
    struct str line;
    str_init(&line, 0);
    for (size_t i = 0; i < problems->n; i++) {
        str_clear(&line);
        err_text(&problems->item[i], cli->lang, &line);
        cli_line(stdout, line.p, line.n);
    }
    str_release(&line);
}

static void print_counts(const struct cli *cli, const struct method *method)
{
    size_t items = 0;
    size_t options = 0;
    for (size_t i = 0; i < method->n_forms; i++) {
        const struct form *form = &method->form[i];
        items += form->n_items;
        for (size_t k = 0; k < form->n_items; k++)
            options += form->item[k].scale ? form->item[k].scale->n_options : 0;
    }
    const size_t count[] = {method->n_forms, items, options, method->n_warnings, method->n_letters};
    char digits[ARRAY_LEN(count)][24];
    const char *values[ARRAY_LEN(count)];
    for (size_t i = 0; i < ARRAY_LEN(count); i++)
        values[i] = number_text(digits[i], (long long)count[i]);
    struct str line;
    str_init(&line, 0);
    text_fill(&line, text(cli->lang, T_CLI_FORMS_COUNTS), values, ARRAY_LEN(values));
    printf("%s\n", line.p);
    str_release(&line);
}

int cli_forms_check(const struct cli *cli, int argc, char **argv)
{
    if (argc != 1)
        return CLI_SHOW_USE;
    struct arena *arena = arena_new();
    struct problems problems;
    struct bundle bundle;
    problems_init(&problems, arena);
    bool readable = bundle_read(argv[0], arena, &bundle, &problems) || bundle.n > 0;
    const struct method *method = readable ? method_load(&bundle, arena, &problems) : NULL;
    if (method)
        print_counts(cli, method);
    else
        print_problems(cli, &problems);
    arena_free(arena);
    return method ? CLI_DONE : CLI_FOUND;
}
