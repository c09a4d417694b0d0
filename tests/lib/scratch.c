/* scratch.c - a folder of its own for a test, gone with all in it when the test is over. */
#define _GNU_SOURCE /* memmem */
#include "scratch.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "sis/base/file.h"

void scratch_make(struct scratch *scratch)
{
    snprintf(scratch->folder, sizeof scratch->folder, "/dev/shm/sis-test-XXXXXX");
    if (mkdtemp(scratch->folder) != NULL)
        return;
    snprintf(scratch->folder, sizeof scratch->folder, "/tmp/sis-test-XXXXXX");
    assert_non_null(mkdtemp(scratch->folder));
}

const char *scratch_path(struct scratch *scratch, const char *name)
{
    snprintf(scratch->path, sizeof scratch->path, "%s/%s", scratch->folder, name);
    return scratch->path;
}

static void remove_below(const char *folder)
{
    char path[512];
    DIR *dir = opendir(folder);
    struct dirent *entry;
    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (unlink(path) != 0)
            remove_below(path);
    }
    if (dir != NULL)
        closedir(dir);
    rmdir(folder);
}

void scratch_remove(struct scratch *scratch)
{
    remove_below(scratch->folder);
}

bool scratch_holds(const struct scratch *scratch, const void *bytes, size_t n)
{
    char path[512];
    struct str all;
    bool holds = false;
    DIR *dir = opendir(scratch->folder);
    struct dirent *entry;
    assert_non_null(dir);
    str_init(&all, 0);
    while ((entry = readdir(dir)) != NULL) {
        snprintf(path, sizeof path, "%s/%s", scratch->folder, entry->d_name);
        if (file_is_folder(path))
            continue;
        assert_true(file_read(path, (size_t)64 << 20, &all, NULL));
        if (memmem(all.p, all.n, bytes, n) != NULL)
            holds = true;
    }
    closedir(dir);
    str_release(&all);
    return holds;
}

int scratch_child(int (*work)(void *arg), void *arg)
{
    int status;
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(work(arg));
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}
