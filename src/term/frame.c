/* frame.c - one write for each change of the screen. */
#include "term/frame.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "term/terminal_inside.h"

#define CLOSE_ON_EXEC 1u
/* More than any screen takes: every cell of the largest with its own attributes. */
#define FRAME_MAX ((size_t)64 << 20)
/* Below this the pages stay: freeing and taking them anew at every key costs more than the key. */
#define FRAME_KEPT ((off_t)1 << 20)

bool frame_open(struct frame *frame)
{
    int fd = (int)syscall(SYS_memfd_create, "frame", CLOSE_ON_EXEC);
    void *map = fd < 0 ? MAP_FAILED : mmap(NULL, FRAME_MAX, PROT_READ, MAP_SHARED, fd, 0);

    frame->file = map == MAP_FAILED ? NULL : fdopen(fd, "w");
    frame->map = map;
    if (frame->file)
        return true;
    if (map != MAP_FAILED)
        munmap(map, FRAME_MAX);
    if (fd >= 0)
        close(fd);
    frame->map = NULL;
    return false;
}

void frame_close(struct frame *frame)
{
    union {
        const char *from;
        void *map;
    } mapped = {.from = frame->map};

    if (!frame->file)
        return;
    munmap(mapped.map, FRAME_MAX);
    fclose(frame->file);
    memset(frame, 0, sizeof(*frame));
}

void frame_send_bytes(const char *bytes, size_t n)
{
    while (n) {
        ssize_t done = write(TERMINAL_OUT, bytes, n);
        if (done <= 0)
            return;
        bytes += done;
        n -= (size_t)done;
    }
}

void frame_send(const struct frame *frame)
{
    int fd = fileno(frame->file);
    off_t end = lseek(fd, 0, SEEK_CUR);

    if (end <= 0)
        return;
    frame_send_bytes(frame->map, (size_t)end < FRAME_MAX ? (size_t)end : FRAME_MAX);
    lseek(fd, 0, SEEK_SET);
    if (end > FRAME_KEPT && ftruncate(fd, 0) != 0)
        return;
}
