/* test_cli_forms_eval.c - `sis-tui forms eval` as a program: one line of output for each of input. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sis/base/mem.h"
#include "sis/base/str.h"
#include "sis/form/expr.h"

#define WORDS_MAX 12

struct child {
    pid_t pid;
    int in, out; /* our ends */
};

/* words: what stands behind "sis-tui", ended by NULL. */
static struct child start(const char *const *words)
{
    const char *build = getenv("B");
    char program[4096];
    const char *argv[WORDS_MAX] = {program};
    int in[2], out[2];
    snprintf(program, sizeof(program), "%s/sis-tui", build ? build : "build");
    for (size_t i = 0; words[i]; i++)
        argv[i + 1] = words[i];
    assert_int_equal(pipe(in), 0);
    assert_int_equal(pipe(out), 0);
    pid_t pid = fork();
    if (pid == 0) {
        dup2(in[0], STDIN_FILENO);
        dup2(out[1], STDOUT_FILENO);
        dup2(out[1], STDERR_FILENO);
        close(in[0]), close(in[1]), close(out[0]), close(out[1]);
        char *copy[WORDS_MAX] = {NULL};
        for (size_t i = 0; argv[i]; i++)
            copy[i] = mem_strdup(argv[i]);
        execv(program, copy);
        _exit(127);
    }
    close(in[0]);
    close(out[1]);
    return (struct child){pid, in[1], out[0]};
}

static void read_all(int fd, struct str *out)
{
    char buffer[4096];
    ssize_t n;
    while ((n = read(fd, buffer, sizeof(buffer))) > 0)
        str_add(out, buffer, (size_t)n);
    close(fd);
}

static int finish(struct child *child)
{
    int status;
    assert_int_equal(waitpid(child->pid, &status, 0), child->pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

/* Input must fit a pipe. */
static int run(const char *const *words, const char *input, size_t n, struct str *out)
{
    struct child child = start(words);
    assert_int_equal(write(child.in, input, n), n);
    close(child.in);
    str_clear(out);
    read_all(child.out, out);
    return finish(&child);
}

static void check_input(const char *input, size_t n, const char *expected)
{
    static const char *const words[] = {"--language", "en", "forms", "eval", "-", NULL};
    struct str out;
    str_init(&out, 0);
    assert_int_equal(run(words, input, n, &out), 0);
    assert_string_equal(out.p, expected);
    str_release(&out);
}

#define CHECK_INPUT(input, expected) check_input(input, sizeof(input) - 1, expected)

static void test_lines(void **state)
{
    (void)state;
    CHECK_INPUT("", "");
    CHECK_INPUT("1 + 1\n", "2\n");
    CHECK_INPUT("1 + 1", "2\n");
    CHECK_INPUT("1 + 1\r\n'a'\r\n", "2\na\n");
    CHECK_INPUT("1\n2\n3\n", "1\n2\n3\n");
    CHECK_INPUT("''\n", "\n");
    CHECK_INPUT("1 div 0\n-1 div 0\n0 div 0\n1 = 1\n1 = 2\n0.50\n",
                "Infinity\n-Infinity\nNaN\ntrue\nfalse\n0.5\n");
    CHECK_INPUT("regex('åäö', '.{3}')\n", "true\n");
    CHECK_INPUT("'error: '\n", "error: \n");
}

static void test_mistakes_take_one_line(void **state)
{
    (void)state;
    CHECK_INPUT("\n1\n", "error: The expression is empty.\n1\n");
    CHECK_INPUT("1 +\n2\n", "error: Character 4: the expression ends before it is complete.\n2\n");
    CHECK_INPUT("x\0y\n2\n", "error: The expression is not valid UTF-8 text. Save the file as "
                             "UTF-8.\n2\n");
    CHECK_INPUT("'\xff'\n2\n", "error: The expression is not valid UTF-8 text. Save the file as "
                               "UTF-8.\n2\n");
    CHECK_INPUT("1 + \x1b[2J\n", "error: Character 5: <U+001B> does not fit here.\n");
}

static void test_control_characters_are_shown(void **state)
{
    (void)state;
    CHECK_INPUT("'a\x1b[2Jb'\n'\xe2\x80\xae'\n", "a<U+001B>[2Jb\n<U+202E>\n");
}

static void test_a_line_that_is_too_long(void **state)
{
    (void)state;
    static const char *const words[] = {"--language", "en", "forms", "eval", "-", NULL};
    struct child child = start(words);
    struct str out;
    char *block = mem_new(1 << 15);
    memset(block, '(', 1 << 15);
    for (int i = 0; i < 100; i++)
        assert_int_equal(write(child.in, block, 1 << 15), 1 << 15);
    assert_int_equal(write(child.in, "\n7\n", 3), 3);
    close(child.in);
    str_init(&out, 0);
    read_all(child.out, &out);
    assert_string_equal(out.p, "error: The expression is too long. Divide it.\n7\n");
    assert_int_equal(finish(&child), 0);
    str_release(&out);
    mem_free(block);
}

/* A program that asks line by line gets each answer before it asks on. */
static void test_conversation(void **state)
{
    (void)state;
    static const char *const words[] = {"forms", "eval", "-", NULL};
    struct child child = start(words);
    char answer[8];
    for (int i = 0; i < 3; i++) {
        assert_int_equal(write(child.in, "2 * 3\n", 6), 6);
        assert_int_equal(read(child.out, answer, sizeof(answer)), 2);
        assert_memory_equal(answer, "6\n", 2);
    }
    close(child.in);
    close(child.out);
    assert_int_equal(finish(&child), 0);
}

static void test_arguments(void **state)
{
    (void)state;
    struct str out;
    str_init(&out, 0);
    assert_int_equal(run((const char *[]){"forms", "eval", "1 + 1", "-3", "''", NULL}, "", 0, &out),
                     0);
    assert_string_equal(out.p, "2\n-3\n\n");
    assert_int_equal(run((const char *[]){"forms", "eval", "1 +", "2", NULL}, "", 0, &out), 1);
    assert_string_equal(out.p, "error: Tecken 4: uttrycket slutar innan det är klart.\n2\n");
    assert_int_equal(run((const char *[]){"forms", "eval", NULL}, "", 0, &out), 2);
    assert_int_equal(run((const char *[]){"forms", "eval", "--answers", NULL}, "", 0, &out), 2);
    assert_int_equal(
        run((const char *[]){"forms", "eval", "--answers=/nonexistent", "1", NULL}, "", 0, &out),
        3);
    assert_null(strstr(out.p, "\n1\n"));
    str_release(&out);
}

static void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static void test_answers_file(void **state)
{
    (void)state;
    char path[] = "/tmp/sis-answers-XXXXXX";
    int fd = mkstemp(path);
    const char *words[] = {"forms", "eval", "-", "--answers", path, NULL};
    const char input[] = "${u1.09}\n${n} * 2\nselected(${c}, 'b')\nnonanswer(${x})\n"
                         "${t}\n${missing}\n${u1.09} = 'yes'\n";
    struct str out;
    assert_true(fd >= 0);
    close(fd);
    str_init(&out, 0);
    write_file(path, "{\"u1.09\":\"yes\",\"n\":2.25,\"c\":[\"a\",\"b\"],\"t\":\"one\\ntwo\","
                     "\"x\":{\"nonanswer\":\"declined\"}}\n");
    assert_int_equal(run(words, input, sizeof(input) - 1, &out), 0);
    assert_string_equal(out.p, "yes\n4.5\ntrue\ndeclined\none<U+000A>two\n\ntrue\n");
    write_file(path, "{\"u1.09\":");
    assert_int_equal(run(words, "", 0, &out), 3);
    assert_non_null(strstr(out.p, path));
    unlink(path);
    str_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_mistakes_take_one_line),
        cmocka_unit_test(test_control_characters_are_shown),
        cmocka_unit_test(test_a_line_that_is_too_long),
        cmocka_unit_test(test_conversation),
        cmocka_unit_test(test_arguments),
        cmocka_unit_test(test_answers_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
