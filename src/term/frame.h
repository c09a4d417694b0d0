/*
 * frame.h - gathers what ncurses writes, so that a screen changes in one write.
 *
 * ncurses writes to its file after every cursor jump: a changed page would come in dozens of pieces,
 * each waking the terminal (or filling a packet). Its file is therefore one in memory.
 */
#ifndef SIS_TERM_FRAME_H
#define SIS_TERM_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct frame {
    FILE *file;      /* to give to ncurses */
    const char *map; /* what it has written */
};

/* False when the system has no such file; there is nothing to close then. */
bool frame_open(struct frame *frame);
void frame_close(struct frame *frame);
/* Sends what has been gathered to the terminal and begins anew. */
void frame_send(const struct frame *frame);
/* Sends bytes at once; safe in a signal handler. */
void frame_send_bytes(const char *bytes, size_t n);

#endif
