/* audit_witness.c - the log's head outside the file: syslog and the head file. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#include "sis/base/file.h"
#include "sis/store/audit_log.h"

/*
 * The head file is one line of fixed length, written over in place by one call: number, hash, and
 * the first digits of the line's own hash, so that a torn or edited line shows. It is not synced:
 * after a power cut it may be some rows behind, never ahead, and behind is no finding.
 */
#define HEAD_FORMAT "sis-tui head 1 %020llu %s "
#define HEAD_BODY (sizeof "sis-tui head 1 " - 1 + 20 + 1 + HASH_TEXT - 1 + 1)
#define HEAD_CHECK 16
#define HEAD_BYTES (HEAD_BODY + HEAD_CHECK + 1)
#define LOCK_TRIES 250 /* of 1 ms */

static void write_line(const struct audit_head *head, char line[HEAD_BYTES + 1])
{
    char word[HASH_TEXT];
    hash_text(&head->hash, word);
    snprintf(line, HEAD_BYTES + 1, HEAD_FORMAT, (unsigned long long)head->number, word);
    struct hash check = hash_of(line, HEAD_BODY);
    hash_text(&check, word);
    snprintf(line + HEAD_BODY, HEAD_CHECK + 2, "%.*s\n", HEAD_CHECK, word);
}

static bool read_line(const char line[HEAD_BYTES + 1], struct audit_head *head)
{
    char again[HEAD_BYTES + 1];
    char word[HASH_TEXT];
    const char *number = line + sizeof "sis-tui head 1 " - 1;
    struct audit_head read = {.number = strtoull(number, NULL, 10)};
    memcpy(word, number + 21, HASH_TEXT - 1);
    word[HASH_TEXT - 1] = '\0';
    if (!hash_parse(word, &read.hash))
        return false;
    write_line(&read, again);
    if (memcmp(line, again, HEAD_BYTES) != 0)
        return false;
    *head = read;
    return true;
}

/* What an open head file says. An empty one has just been made. */
static enum audit_witness read_head(int fd, struct audit_head *head)
{
    char line[HEAD_BYTES + 1] = {0};
    ssize_t n = pread(fd, line, sizeof line, 0);
    if (n == 0)
        return AUDIT_NO_WITNESS;
    if (n != (ssize_t)HEAD_BYTES || !read_line(line, head))
        return AUDIT_BAD_WITNESS;
    return AUDIT_AGREES;
}

static bool lock(int fd, int how, const char *path, struct err *err)
{
    for (int i = 0; i < LOCK_TRIES; i++) {
        if (flock(fd, how | LOCK_NB) == 0)
            return true;
        if (errno != EWOULDBLOCK && errno != EINTR)
            return err_errno(err, T_STORE_WRITE_FAILED, path);
        nanosleep(&(struct timespec){0, 1000000}, NULL);
    }
    return err_set(err, ERR_BUSY, T_STORE_BUSY, NULL, NULL);
}

static bool make_folder_of(const char *path, struct err *err)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL || slash == path)
        return true;
    char *folder = mem_strdup(path);
    folder[slash - path] = '\0';
    bool done = file_is_folder(folder) || file_make_folder(folder, err);
    mem_free(folder);
    return done;
}

static bool put_head(int fd, const char *path, const struct audit_head *head, struct err *err)
{
    struct audit_head there;
    char line[HEAD_BYTES + 1];
    if (read_head(fd, &there) == AUDIT_AGREES && there.number >= head->number)
        return true;
    write_line(head, line);
    errno = 0;
    if (pwrite(fd, line, HEAD_BYTES, 0) != (ssize_t)HEAD_BYTES || ftruncate(fd, HEAD_BYTES) != 0)
        return err_errno(err, T_STORE_WRITE_FAILED, path);
    return true;
}

bool audit_publish(const struct side *side, const char *path, const struct audit_head *head,
                   struct err *err)
{
    char word[HASH_TEXT];
    hash_text(&head->hash, word);
    if (!side->practice)
        syslog(LOG_AUTHPRIV | LOG_NOTICE, "audit %llu %s", (unsigned long long)head->number, word);
    if (!make_folder_of(path, err) || !file_check_private(path, err))
        return false;
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return err_errno(err, T_STORE_WRITE_FAILED, path);
    bool done = lock(fd, LOCK_EX, path, err) && put_head(fd, path, head, err);
    close(fd);
    return done;
}

static bool look(const char *path, enum audit_witness *witness, struct audit_head *head,
                 struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0 && errno == ENOENT) {
        *witness = AUDIT_NO_WITNESS;
        return true;
    }
    if (fd < 0)
        return err_errno(err, T_STORE_CANNOT_OPEN, path);
    bool done = lock(fd, LOCK_SH, path, err);
    if (done)
        *witness = read_head(fd, head);
    close(fd);
    return done;
}

bool audit_compare(struct db *db, const char *path, enum audit_witness *witness,
                   struct audit_head *head, struct err *err)
{
    struct audit_head said = {0};
    struct audit_head last;
    bool holds;
    if (!look(path, witness, &said, err) || !audit_last(db, &last, err) ||
        !audit_holds(db, &said, &holds, err))
        return false;
    if (*witness == AUDIT_AGREES && last.number < said.number)
        *witness = AUDIT_CUT;
    else if (*witness == AUDIT_AGREES && !holds)
        *witness = AUDIT_OTHER;
    *head = said;
    return true;
}
