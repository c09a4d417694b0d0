/* frame.c - one write for each change of the screen. */
#include "term/frame.h"

#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "term/terminal_inside.h"

#define CLOSE_ON_EXEC 1u
/* Most frames are smaller; one that is larger goes in parts of this size. */
#define PART 16384

FILE *frame_open(void)
{
    int fd = (int)syscall(SYS_memfd_create, "frame", CLOSE_ON_EXEC);
    FILE *frame = fd < 0 ? NULL : fdopen(fd, "w");

    if (fd >= 0 && !frame)
        close(fd);
    return frame;
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

void frame_send(FILE *frame)
{
    int fd = fileno(frame);
    off_t end = lseek(fd, 0, SEEK_CUR);
    char part[PART];
    ssize_t n;

    for (off_t at = 0; at < end; at += n) {
        n = pread(fd, part, sizeof(part), at);
        if (n <= 0)
            break;
        frame_send_bytes(part, (size_t)n);
    }
    if (end > 0 && ftruncate(fd, 0) == 0)
        lseek(fd, 0, SEEK_SET);
}
