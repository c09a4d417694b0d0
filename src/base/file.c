/* file.c - reading and writing files whole. */
#include "sis/base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#define READ_STEP ((size_t)64 << 10)
#define NAMES_FIRST 100

static bool refuse_large(struct err *err, const char *path, size_t max)
{
    char number[24];

    return err_set(err, ERR_LIMIT, T_ERR_FILE_LIMIT, path, number_text(number, (long long)max));
}

/* Also notices a file that grows while it is read. */
static bool read_all(int fd, const char *path, size_t max, struct str *out, struct err *err)
{
    char *step = mem_new(READ_STEP);
    bool ok = false;
    ssize_t n;

    while ((n = read(fd, step, READ_STEP)) != 0) {
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            err_errno(err, T_ERR_FILE_READ, path);
            goto done;
        }
        if ((size_t)n > max - out->n || !str_add(out, step, (size_t)n)) {
            refuse_large(err, path, max);
            goto done;
        }
    }
    ok = true;
done:
    mem_wipe_free(step, READ_STEP);
    return ok;
}

bool file_read(const char *path, size_t max, struct str *out, struct err *err)
{
    struct stat status;
    bool ok = false;
    int fd;

    str_clear(out);
    /* Without waiting: a named pipe has to be refused, not waited for. */
    fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0 || fstat(fd, &status) != 0) {
        err_errno(err, T_ERR_FILE_OPEN, path);
        goto done;
    }
    if (!S_ISREG(status.st_mode)) {
        err_set(err, ERR_IO, T_ERR_FILE_KIND, path, NULL);
        goto done;
    }
    if (status.st_size > 0 && (uintmax_t)status.st_size > max) {
        refuse_large(err, path, max);
        goto done;
    }
    ok = read_all(fd, path, max, out, err);
done:
    if (fd >= 0)
        close(fd);
    if (!ok)
        str_clear(out);
    return ok;
}

/* The folder of a path: "." for a bare name. In the arena. */
static char *folder_of(struct arena *arena, const char *path)
{
    size_t n = strlen(path);

    while (n > 1 && path[n - 1] == '/')
        n--;
    while (n > 0 && path[n - 1] != '/')
        n--;
    if (n == 0)
        return arena_strdup(arena, ".");
    while (n > 1 && path[n - 1] == '/')
        n--;
    return arena_strndup(arena, path, n);
}

static bool write_all(int fd, const void *bytes, size_t n)
{
    const char *at = bytes;

    while (n > 0) {
        ssize_t written = write(fd, at, n);

        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        at += written;
        n -= (size_t)written;
    }
    return true;
}

/* A folder that cannot be opened or synced (some file systems) is as durable as it gets. */
static bool sync_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok;

    if (fd < 0)
        return true;
    ok = fsync(fd) == 0 || errno == EINVAL;
    close(fd);
    return ok;
}

bool file_write(const char *path, const void *bytes, size_t n, unsigned mode, struct err *err)
{
    struct arena *arena = arena_new();
    char *folder = folder_of(arena, path);
    char *temporary = arena_printf(arena, "%s.XXXXXX", path);
    int fd = mkstemp(temporary);
    bool ok = false, made = fd >= 0;

    if (!made || fcntl(fd, F_SETFD, FD_CLOEXEC) != 0)
        goto failed;
    if (fchmod(fd, (mode_t)mode) != 0 || !write_all(fd, bytes, n) || fsync(fd) != 0)
        goto failed;
    ok = close(fd) == 0;
    fd = -1;
    if (!ok || rename(temporary, path) != 0)
        goto failed;
    made = false;
    if (!sync_folder(folder))
        goto failed;
    ok = true;
    goto done;
failed:
    ok = err_errno(err, T_ERR_FILE_WRITE, path);
    if (fd >= 0)
        close(fd);
    if (made)
        unlink(temporary);
done:
    arena_free(arena);
    return ok;
}

bool file_exists(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0;
}

bool file_is_folder(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool file_make_folder(const char *path, struct err *err)
{
    struct arena *arena = arena_new();
    char *whole = arena_strdup(arena, path), *at = whole;
    bool ok = true;

    while (ok && *at) {
        char kept;

        at += strspn(at, "/");
        at += strcspn(at, "/");
        kept = *at;
        *at = '\0';
        if (whole[0] && mkdir(whole, 0700) != 0) {
            int reason = errno;

            if (!file_is_folder(whole)) {
                errno = reason;
                ok = err_errno(err, T_ERR_FOLDER_MAKE, path);
            }
        }
        *at = kept;
    }
    if (ok && !file_is_folder(path)) {
        errno = ENOENT;
        ok = err_errno(err, T_ERR_FOLDER_MAKE, path);
    }
    arena_free(arena);
    return ok;
}

static bool check_one(const char *path, const char *shown, struct err *err)
{
    struct stat status;

    if (stat(path, &status) != 0)
        return err_errno(err, T_ERR_FILE_OPEN, shown);
    if (status.st_uid != geteuid() && status.st_uid != 0)
        return err_set(err, ERR_DENIED, T_ERR_FILE_OWNER, shown, NULL);
    if (status.st_mode & (S_IWGRP | S_IWOTH))
        return err_set(err, ERR_DENIED, T_ERR_FILE_OTHERS, shown, NULL);
    return true;
}

bool file_check_private(const char *path, struct err *err)
{
    struct arena *arena = arena_new();
    /* Links are followed: what counts is the file and the folder that it truly lies in. */
    char *real = realpath(path, NULL), *folder = folder_of(arena, real ? real : path);
    struct stat link;
    bool ok;

    if (real)
        ok = check_one(real, path, err) && check_one(folder, folder, err);
    else if (errno == ENOENT && lstat(path, &link) != 0)
        ok = check_one(folder, folder, err);
    else
        ok = err_errno(err, T_ERR_FILE_OPEN, path);
    free(real);
    arena_free(arena);
    return ok;
}

bool file_check_secret(const char *path, struct err *err)
{
    struct stat status;

    if (stat(path, &status) == 0 && S_ISREG(status.st_mode) &&
        (status.st_mode & (S_IRWXG | S_IRWXO)))
        return err_set(err, ERR_DENIED, T_ERR_FILE_READABLE, path, NULL);
    return true;
}

bool file_on_network(const char *path)
{
    /* NFS, SMB, CIFS, SMB2, AFS, Coda, NCP, 9P, Ceph, GFS2, OCFS2, FUSE (sshfs) */
    static const uint32_t kinds[] = {0x6969,     0x517B,     0xFF534D42, 0xFE534D42,
                                     0x5346414F, 0x73757245, 0x564C,     0x01021997,
                                     0x00C36400, 0x01161970, 0x7461636F, 0x65735546};
    struct arena *arena = arena_new();
    struct statfs system;
    bool network = false;
    size_t i;

    if (statfs(path, &system) == 0 || statfs(folder_of(arena, path), &system) == 0)
        for (i = 0; i < ARRAY_LEN(kinds); i++)
            network = network || (uint32_t)system.f_type == kinds[i];
    arena_free(arena);
    return network;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool ends_with(const char *name, const char *suffix)
{
    size_t n = strlen(name), n_suffix = strlen(suffix);

    return n >= n_suffix && strcmp(name + n - n_suffix, suffix) == 0;
}

bool file_list(const char *folder, const char *suffix, struct arena *arena, char ***names,
               size_t *n, struct err *err)
{
    DIR *open_folder = opendir(folder);
    size_t count = 0, cap = NAMES_FIRST;
    char **found = arena_array(arena, cap, sizeof(*found));
    const struct dirent *entry;

    if (!open_folder)
        return err_errno(err, T_ERR_FOLDER_READ, folder);
    while ((errno = 0, entry = readdir(open_folder))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
            !ends_with(entry->d_name, suffix))
            continue;
        if (count == cap) {
            found = arena_regrow(arena, found, count, cap * 2, sizeof(*found));
            cap *= 2;
        }
        found[count++] = arena_strdup(arena, entry->d_name);
    }
    if (errno != 0) {
        err_errno(err, T_ERR_FOLDER_READ, folder);
        closedir(open_folder);
        return false;
    }
    closedir(open_folder);
    qsort(found, count, sizeof(*found), compare_names);
    *names = found;
    *n = count;
    return true;
}

char *file_join(struct arena *arena, const char *folder, const char *name)
{
    size_t n = strlen(folder);

    return arena_printf(arena, "%s%s%s", folder, n > 0 && folder[n - 1] == '/' ? "" : "/", name);
}
