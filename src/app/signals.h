/*
 * signals.h - signals as bytes in a pipe. Handlers do nothing else, but for three: a crash gives
 * the terminal back and dies by its signal, SIGALRM means that the lock is late, and SIGUSR1 also
 * starts that alarm, since the loop may be the one that hangs.
 */
#ifndef SIS_APP_SIGNALS_H
#define SIS_APP_SIGNALS_H

#include "sis/app/loop.h"

/* Returns the end to read: one byte, the signal's number, for each signal. -1 and err. */
int signals_take(const struct terminal *terminal, const struct app_hooks *hooks, struct err *err);
/* Stops the whole process group as the shell expects; returns when it goes on. Where nobody can
 * wake it (no job control) it returns at once. */
void signals_stop(void);

#endif
