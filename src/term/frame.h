/*
 * frame.h - gathers what ncurses writes, so that a screen changes in one write.
 *
 * ncurses writes to its file after every cursor jump: a changed page would come in dozens of pieces,
 * each waking the terminal (or filling a packet). Its file is therefore one in memory.
 */
#ifndef SIS_TERM_FRAME_H
#define SIS_TERM_FRAME_H

#include <stdio.h>

/* The file to give to ncurses; NULL when the system has none. */
FILE *frame_open(void);
/* Sends what has been gathered to the terminal and forgets it. */
void frame_send(FILE *frame);
/* Sends bytes at once; safe in a signal handler. */
void frame_send_bytes(const char *bytes, size_t n);

#endif
