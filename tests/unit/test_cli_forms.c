/* test_cli_forms.c - the command line: global options, wrong use, sis-tui forms check. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "sis/base/mem.h"
#include "sis/base/str.h"
#include "sis/cli/cli.h"

#define WORDS_MAX 8

/* Runs the program with words (ended by NULL); what it wrote to that descriptor is put in out. */
static int run(const char *const *words, int descriptor, struct str *out)
{
    char *argv[WORDS_MAX + 2] = {NULL};
    int argc = 0;
    FILE *file = tmpfile();
    FILE *stream = descriptor == STDOUT_FILENO ? stdout : stderr;
    fflush(stream);
    int saved = dup(descriptor);
    assert_non_null(file);
    argv[argc++] = mem_strdup("sis-tui");
    for (size_t i = 0; words[i] && argc <= WORDS_MAX; i++)
        argv[argc++] = mem_strdup(words[i]);
    char *kept[WORDS_MAX + 2];
    memcpy(kept, argv, sizeof kept);
    dup2(fileno(file), descriptor);
    int status = cli_main(argc, argv);
    fflush(stream);
    dup2(saved, descriptor);
    close(saved);
    rewind(file);
    str_clear(out);
    for (int c = getc(file); c != EOF; c = getc(file))
        str_putc(out, (char)c);
    fclose(file);
    for (int i = 0; i < argc; i++)
        mem_free(kept[i]);
    return status;
}

struct use {
    const char *words[WORDS_MAX];
    int descriptor;
    int status;
    const char *says; /* somewhere in what it wrote */
};

static void the_program_answers_its_words(void **state)
{
    static const struct use uses[] = {
        {{"--version"}, 1, 0, "sis-tui "},
        {{"--help", "--language", "en"}, 1, 0, "sis-tui forms check FOLDER"},
        {{"--help", "--language=sv"}, 1, 0, "sis-tui forms check KATALOG"},
        {{"--language", "fi"}, 2, 2, "fi"},
        {{"--config"}, 2, 2, "--config"},
        {{"--nothing", "--language=en"}, 2, 2, "--nothing"},
        {{"nothing", "--language=en"}, 2, 2, "There is no command nothing."},
        {{"forms", "nothing", "--language=en"}, 2, 2, "There is no command nothing."},
        {{"forms", "check", "--language=en"}, 2, 2, "sis-tui forms check"},
        {{"forms", "check", "a", "b", "--language=sv"}, 2, 2, "Så här skrivs kommandot"},
        {{"forms", "check", "--help", "--language=en"}, 1, 0, "forms check FOLDER"},
        {{"forms", "check", "tests/unit/data/small", "--language=en"},
         1,
         0,
         "No mistakes. Forms: 2, questions: 21, options: 17, warnings: 1, letters: 1.\n"},
        {{"--language=sv", "forms", "check", "tests/unit/data/small"}, 1, 0, "Inga fel."},
        {{"forms", "check", "tests/unit/data/no-such", "--language=en"}, 1, 1, "no-such"},
        {{"forms", "check", "tests/unit/data/broken", "--language=en"},
         1,
         1,
         "a.cfg:4: There is no phase safety.\na.cfg:12: Character 17: "},
        {{"forms", "print", "--language=en"}, 2, 2, "sis-tui forms print ID"},
        {{"forms", "print", "u1", "--all", "--language=en"}, 2, 2, "sis-tui forms print ID"},
        {{"forms", "print", "u1", "--width", "12", "--language=sv"}, 2, 2, "från 40 till 200"},
        {{"forms", "print", "u1", "--width", "80x", "--language=sv"}, 2, 2, "från 40 till 200"},
        {{"forms", "print", "no-such", "--forms=forms", "--language=en"}, 2, 2, "no-such"},
        {{"forms", "print", "u1", "--forms=tests/unit/data/broken"}, 2, 3, "a.cfg:4"},
        {{"forms", "print", "u1", "--forms=forms", "--language=sv"}, 1, 0, "[ ] vet inte"},
        {{"forms", "print", "--all", "--practice", "--forms=forms", "--language=sv"},
         1,
         0,
         "ÖVNING  Löfte"},
    };
    struct str out;
    size_t wrong = 0;
    (void)state;
    str_init(&out, 0);
    for (size_t i = 0; i < ARRAY_LEN(uses); i++) {
        int status = run(uses[i].words, uses[i].descriptor, &out);
        if (status == uses[i].status && strstr(out.p, uses[i].says))
            continue;
        print_error("%zu: status %d, says: %s\n", i, status, out.p);
        wrong++;
    }
    str_release(&out);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_program_answers_its_words),
    };
    return cmocka_run_group_tests_name("cli forms", tests, NULL, NULL);
}
