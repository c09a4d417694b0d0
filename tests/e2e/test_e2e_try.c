/* test_e2e_try.c - `sis-tui forms try` in a real terminal: a note filled in by keys comes out as JSON,
 * leaving gives nothing, and the terminal is given back on every way out. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"

#include "pty.h"
#include "scratch.h"
#include "sis/base/file.h"
#include "sis/base/mem.h"
#include "sis/base/utf8.h"

static struct term *start(const char *form, int rows, int cols)
{
    const char *build = getenv("B");
    char program[256];
    snprintf(program, sizeof program, "%s/sis-tui", build ? build : "build");
    const char *argv[] = {program, "forms",      "try", form, "--forms",
                          "forms", "--language", "sv",  NULL};
    return term_spawn(argv, rows, cols, NULL);
}

/* What stands on the terminal when the program has given it back. */
static void expect_answers(struct term *term, const char *json)
{
    term_expect_exit(term, 0);
    term_expect(term, json);
    term_expect_restored(term);
    term_close(term);
}

static void a_note_comes_out_as_json(void **state)
{
    struct term *term = start("u1", 24, 80);
    (void)state;
    term_expect_text(term, "NOTERING");
    term_send(term, "nvj");
    term_expect_text(term, "3 av 8 svar");
    term_send(term, "Sa: ”jag är skyldig dem”.");
    term_expect_text(term, "skyldig dem”.");
    term_key(term, "Tab");
    term_send(term, "1n");
    term_expect_text(term, "6 av 8 svar");
    term_key(term, "F2");
    expect_answers(term, "{\n"
                         "  \"u1.09\": [\n    \"no\"\n  ],\n"
                         "  \"u1.11\": {\n"
                         "    \"nonanswer\": \"unknown\"\n"
                         "  },\n"
                         "  \"u1.07\": [\n    \"yes\"\n  ],\n"
                         "  \"u1.03\": \"Sa: ”jag är skyldig dem”.\",\n"
                         "  \"u1.18\": [\n    \"own\"\n  ],\n"
                         "  \"u1.19\": [\n    \"no\"\n  ]\n"
                         "}\n");
}

static void leaving_gives_nothing(void **state)
{
    struct term *term = start("u1", 24, 80);
    (void)state;
    term_expect_text(term, "NOTERING");
    term_send(term, "nn");
    term_expect_text(term, "2 av 8 svar");
    term_key(term, "Esc");
    expect_answers(term, "{}\n");
}

/* The answers go where the shell sends them, the screen stays on the terminal. */
static void answers_can_go_to_a_file(void **state)
{
    const char *build = getenv("B");
    struct scratch scratch;
    char command[1024], path[512];
    struct str written;
    struct err err;
    (void)state;
    scratch_make(&scratch);
    snprintf(path, sizeof path, "%s", scratch_path(&scratch, "answers.json"));
    snprintf(command, sizeof command,
             "exec %s/sis-tui forms try u1 --forms forms --language sv > %s",
             build ? build : "build", path);
    const char *argv[] = {"/bin/sh", "-c", command, NULL};
    struct term *term = term_spawn(argv, 24, 80, NULL);
    term_expect_text(term, "NOTERING");
    term_send(term, "n");
    term_expect_text(term, "1 av 8 svar");
    term_key(term, "F2");
    term_expect_exit(term, 0);
    term_expect_restored(term);
    term_close(term);
    str_init(&written, 0);
    assert_true(file_read(path, 4096, &written, &err));
    assert_string_equal(written.p, "{\n  \"u1.09\": [\n    \"no\"\n  ]\n}\n");
    str_release(&written);
    scratch_remove(&scratch);
}

static void answers_can_be_read_in_words(void **state)
{
    const char *build = getenv("B");
    char program[256];
    snprintf(program, sizeof program, "%s/sis-tui", build ? build : "build");
    const char *argv[] = {program,   "forms", "try",        "u1", "--words",
                          "--forms", "forms", "--language", "sv", NULL};
    struct term *term = term_spawn(argv, 24, 80, NULL);
    (void)state;
    term_expect_text(term, "NOTERING");
    term_send(term, "nv");
    term_expect_text(term, "2 av 8 svar");
    term_key(term, "F2");
    term_expect_exit(term, 0);
    term_expect_text(term, "Självskada eller dödstankar?                    vet inte");
    term_expect_restored(term);
    term_close(term);
}

static void a_kill_in_the_middle_gives_the_terminal_back(void **state)
{
    struct term *term = start("r1", 24, 80);
    (void)state;
    term_expect_text(term, "KONTAKT OCH TILLIT");
    term_send(term, "i g");
    term_expect_text(term, "i g");
    term_signal(term, SIGTERM);
    term_expect_exit(term, 0);
    term_expect_restored(term);
    term_close(term);
}

static void the_cursor_follows_the_question(void **state)
{
    struct term *term = start("u1", 24, 80);
    int row, col;
    (void)state;
    term_expect_text(term, "NOTERING");
    term_send(term, "n");
    term_expect_text(term, "1 av 8 svar");
    term_cursor(term, &row, &col);
    assert_int_equal(row, 3);
    term_resize(term, 16, 60);
    term_expect_text(term, "Självskada eller");
    term_key(term, "Esc");
    expect_answers(term, "{}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_note_comes_out_as_json),
        cmocka_unit_test(leaving_gives_nothing),
        cmocka_unit_test(answers_can_go_to_a_file),
        cmocka_unit_test(answers_can_be_read_in_words),
        cmocka_unit_test(a_kill_in_the_middle_gives_the_terminal_back),
        cmocka_unit_test(the_cursor_follows_the_question),
    };
    if (!utf8_locale())
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
