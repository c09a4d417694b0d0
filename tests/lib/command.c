/* command.c - the real program without a terminal. */
#include "command.h"

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sis/base/mem.h"
#include "unit.h"

#define WORDS_MAX 16
#define NOBODY 65534

extern char **environ;

const char *command_program(void)
{
    static char path[256];
    const char *build = getenv("B");

    snprintf(path, sizeof path, "%s/sis-tui", build != NULL ? build : "build");
    return path;
}

static void set_environment(const struct command_setup *setup)
{
    static const char *const inherited[] = {"PATH", "ASAN_OPTIONS", "LSAN_OPTIONS",
                                            "UBSAN_OPTIONS"};
    char *value[ARRAY_LEN(inherited)];

    for (size_t i = 0; i < ARRAY_LEN(inherited); i++) {
        const char *was = getenv(inherited[i]);
        value[i] = was != NULL ? mem_strdup(was) : NULL;
    }
    clearenv();
    for (size_t i = 0; i < ARRAY_LEN(inherited); i++)
        if (value[i] != NULL)
            setenv(inherited[i], value[i], 1);
    setenv("TERM", "xterm-256color", 1);
    setenv("TZ", "UTC", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("HOME", setup->home != NULL ? setup->home : "/nonexistent", 1);
    for (size_t i = 0; i < ARRAY_LEN(setup->env) && setup->env[i] != NULL; i++) {
        char *entry = mem_strdup(setup->env[i]);
        char *sign = strchr(entry, '=');
        if (sign != NULL) {
            *sign = '\0';
            setenv(entry, sign + 1, 1);
        } else {
            unsetenv(entry);
        }
    }
}

static void give_up_root(void)
{
    if (setgroups(0, NULL) != 0 || setgid(NOBODY) != 0 || setuid(NOBODY) != 0)
        _exit(126);
}

static void child(const struct command_setup *setup, char *argv[], int in, int out, int err)
{
    /* Opened by root, so that nobody can run it wherever the tree lies. */
    int program = open(command_program(), O_RDONLY | O_CLOEXEC);

    if (setup->out != NULL)
        out = open(setup->out, O_WRONLY);
    if (setup->file_max > 0) {
        struct rlimit limit = {setup->file_max, setup->file_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    set_environment(setup);
    if (setup->as_nobody)
        give_up_root();
    fexecve(program, argv, environ);
    _exit(127);
}

/* Reads both until both are closed, so that neither can fill up. */
static void read_both(struct command *it, int out, int err)
{
    struct pollfd fds[2] = {{.fd = out, .events = POLLIN}, {.fd = err, .events = POLLIN}};
    struct str *into[2] = {&it->out, &it->err};
    char bytes[4096];

    while (fds[0].fd >= 0 || fds[1].fd >= 0) {
        poll(fds, 2, -1);
        for (int i = 0; i < 2; i++) {
            if (fds[i].fd < 0 || fds[i].revents == 0)
                continue;
            ssize_t n = read(fds[i].fd, bytes, sizeof bytes);
            if (n > 0) {
                str_add(into[i], bytes, (size_t)n);
            } else {
                close(fds[i].fd);
                fds[i].fd = -1;
            }
        }
    }
}

static int status_of(pid_t pid)
{
    int status = 0;

    waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void run(struct command *it, const struct command_setup *setup, char *argv[])
{
    int in[2], out[2], err[2];
    const char *input = setup->input != NULL ? setup->input : "";

    assert_int_equal(pipe(in) | pipe(out) | pipe(err), 0);
    fflush(NULL);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        close(in[1]);
        close(out[0]);
        close(err[0]);
        child(setup, argv, in[0], out[1], err[1]);
    }
    close(in[0]);
    close(out[1]);
    close(err[1]);
    /* Less than a pipe holds, so it never waits. */
    if (*input != '\0')
        assert_int_equal(write(in[1], input, strlen(input)), strlen(input));
    close(in[1]);
    read_both(it, out[0], err[0]);
    it->status = status_of(pid);
}

void command_run(struct command *it, const struct command_setup *setup, ...)
{
    static const struct command_setup plain;
    char *argv[WORDS_MAX + 2] = {mem_strdup("sis-tui")};
    const char *word;
    int argc = 1;
    va_list list;

    if (it->out.p == NULL) {
        str_init(&it->out, 0);
        str_init(&it->err, 0);
    }
    str_clear(&it->out);
    str_clear(&it->err);
    va_start(list, setup);
    while ((word = va_arg(list, const char *)) != NULL && argc <= WORDS_MAX)
        argv[argc++] = mem_strdup(word);
    va_end(list);
    run(it, setup != NULL ? setup : &plain, argv);
    for (int i = 0; i < argc; i++)
        mem_free(argv[i]);
}

void command_release(struct command *it)
{
    if (it->out.p != NULL) {
        str_release(&it->out);
        str_release(&it->err);
    }
    memset(it, 0, sizeof *it);
}

static void show(const struct command *it)
{
    print_error("status %d\n--- standard output\n%s--- standard error\n%s---\n", it->status,
                it->out.p, it->err.p);
}

void command_expect_at(const struct command *it, int status, const char *file, int line)
{
    if (it->status == status)
        return;
    print_error("expected status %d\n", status);
    show(it);
    _fail(file, line);
}

void command_says_at(const struct command *it, const char *text, bool there, const char *file,
                     int line)
{
    if ((strstr(it->out.p, text) != NULL || strstr(it->err.p, text) != NULL) == there)
        return;
    print_error("%s: %s\n", there ? "missing" : "should not be there", text);
    show(it);
    _fail(file, line);
}
