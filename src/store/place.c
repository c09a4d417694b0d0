/* place.c - where a database file lies, and making one there. */
#include "store/place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sis/base/file.h"
#include "sis/base/mem.h"
#include "sis/base/str.h"
#include "store/fault.h"
#include "store/guard.h"

static const char *const beside[] = {"", "-wal", "-shm", "-journal"};

char *place_beside(const char *path, const char *suffix)
{
    size_t n = strlen(path) + strlen(suffix) + 1;
    char *name = mem_new(n);
    snprintf(name, n, "%s%s", path, suffix);
    return name;
}

bool place_check(const char *path, struct err *err)
{
    if (!file_exists(path))
        return err_set(err, ERR_MISSING, T_STORE_NO_FILE, path, NULL);
    if (file_on_network(path))
        return err_set(err, ERR_DENIED, T_STORE_NETWORK, path, NULL);
    bool private = true;
    for (size_t i = 0; private && i < ARRAY_LEN(beside); i++) {
        char *name = place_beside(path, beside[i]);
        private = file_check_private(name, err);
        mem_free(name);
    }
    return private;
}

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = mem_strdup(slash != NULL ? path : ".");
    if (slash != NULL)
        folder[slash == path ? 1 : slash - path] = '\0';
    return folder;
}

char *place_to_read(const char *path)
{
    struct str uri;
    char *folder = folder_of(path);
    char *wal = place_beside(path, "-wal");
    str_init(&uri, 0);
    str_puts(&uri, "file:");
    for (const char *p = path; *p != '\0'; p++)
        if (strchr("%?#", *p) != NULL)
            str_printf(&uri, "%%%02X", (unsigned char)*p);
        else
            str_putc(&uri, *p);
    if (access(folder, W_OK) != 0 && !file_exists(wal))
        str_puts(&uri, "?immutable=1");
    mem_free(folder);
    mem_free(wal);
    char *name = mem_strdup(uri.p);
    str_release(&uri);
    return name;
}

void place_remove(const char *path)
{
    for (size_t i = 0; i < ARRAY_LEN(beside); i++) {
        char *name = place_beside(path, beside[i]);
        unlink(name);
        mem_free(name);
    }
}

bool place_make(const char *path, struct err *err)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0 && errno == EEXIST)
        return err_set(err, ERR_DENIED, T_STORE_EXISTS, path, NULL);
    if (fd < 0)
        return err_errno(err, T_STORE_WRITE_FAILED, path);
    close(fd);
    return true;
}

static bool sync_path(const char *path, int flags, struct err *err)
{
    int fd = open(path, flags | O_CLOEXEC);
    bool done = fd >= 0 && fsync(fd) == 0;
    if (!done)
        err_errno(err, T_STORE_WRITE_FAILED, path);
    if (fd >= 0)
        close(fd);
    return done;
}

static bool sync_folder_of(const char *path, struct err *err)
{
    char *folder = folder_of(path);
    bool done = sync_path(folder, O_RDONLY | O_DIRECTORY, err);
    mem_free(folder);
    return done;
}

/* A hard link, unlike rename, does not take a name that is in use. */
bool place_name(const char *from, const char *to, struct err *err)
{
    if (link(from, to) != 0 && errno == EEXIST)
        return err_set(err, ERR_DENIED, T_STORE_EXISTS, to, NULL);
    if (!file_exists(to))
        return err_errno(err, T_STORE_WRITE_FAILED, to);
    unlink(from);
    return sync_folder_of(to, err);
}

static int copy_pages(sqlite3 *from, sqlite3 *to)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (backup == NULL)
        return sqlite3_extended_errcode(to);
    int step = sqlite3_backup_step(backup, -1);
    int end = sqlite3_backup_finish(backup);
    return step == SQLITE_DONE ? end : step;
}

bool place_copy(sqlite3 *file, const char *path, const char *to, struct err *err)
{
    sqlite3 *copy = NULL;
    if (!place_make(to, err))
        return false;
    int result = sqlite3_open_v2(to, &copy, SQLITE_OPEN_READWRITE, NULL);
    bool done = false;
    if (result != SQLITE_OK)
        fault_set(copy, result, to, err);
    else if (!guard_connection(copy, to, err))
        done = false;
    else if ((result = copy_pages(file, copy)) != SQLITE_OK)
        fault_set(NULL, result, path, err);
    else if ((result = sqlite3_exec(copy, "PRAGMA journal_mode = delete", NULL, NULL, NULL)) !=
             SQLITE_OK)
        fault_set(copy, result, to, err);
    else
        done = true;
    sqlite3_close(copy);
    done = done && sync_path(to, O_RDONLY, err) && sync_folder_of(to, err);
    if (!done)
        place_remove(to);
    return done;
}
