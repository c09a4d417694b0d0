/*
 * ask.h - questions on a plain terminal, or answers from a file of `name = answer` lines.
 */
#ifndef CLI_ASK_H
#define CLI_ASK_H

#include "cli/cli_private.h"
#include "sis/base/mem.h"
#include "sis/base/str.h"

struct ask {
    const struct cli *cli;
    struct arena *arena; /* owned */
    struct answer_line *line;
    size_t n;
    bool scripted;
};

/* file NULL: from the terminal. "-" reads the lines from standard input. */
bool ask_open(struct ask *ask, const struct cli *cli, const char *file, struct err *err);
/* Wipes what was read. */
void ask_close(struct ask *ask);
/* The answer to `name`, in the arena; the question is shown only on a terminal. secret: not echoed.
 * NULL at the end of input, or when the file has no such line. */
const char *ask_text(struct ask *ask, const char *name, bool secret, enum text_id question,
                     const char *value);
/* Shows what must be written down on paper, alone on the screen, until Enter, then takes it away. A
 * script gets it without being asked. False when it could not be shown, or nobody answered. */
bool ask_written(struct ask *ask, enum text_id head, const char *value, const char *lines);
/* The same for the passphrase of one account. */
bool ask_show_words(struct ask *ask, const char *login, const char *words);
/* Takes away what stands on a person's screen. */
void ask_clean(const struct ask *ask);

#endif
