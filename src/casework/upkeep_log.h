/*
 * upkeep_log.h - what the log says is in the file, held against what is there.
 */
#ifndef SIS_CASEWORK_UPKEEP_LOG_INSIDE_H
#define SIS_CASEWORK_UPKEEP_LOG_INSIDE_H

#include "inside.h"
#include "sis/casework/upkeep.h"

struct hashes {
    struct hash *hash;
    size_t n, cap;
};

void hashes_add(struct hashes *it, const struct hash *hash);
void hashes_release(struct hashes *it);

/* Reads the log, when this person may: sets log_read, log_wrong, rows_gone and lists_gone. rows: those
 * that this person can open, in any order; they are sorted. */
bool upkeep_log(struct work *work, struct hashes *rows, struct upkeep *found,
                struct err *err) WARN_UNUSED;

#endif
