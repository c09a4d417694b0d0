/*
 * draft.h - what is being written and not yet handed in: nothing typed is ever lost.
 *
 * A draft is text (of the caller's making) in a box (vault/box.h), signed by its author, to the
 * author and, when it belongs to a case, to the case's letterbox key, so that the draft of somebody
 * who has left is not lost. The binding is "sis-tui draft 1" | side | draft id | author id. Which
 * case, form and place it belongs to stands inside. Unsealed is only whose it is.
 */
#ifndef SIS_STORE_DRAFT_H
#define SIS_STORE_DRAFT_H

#include <stdbool.h>
#include <stddef.h>

#include "sis/base/err.h"
#include "sis/base/mem.h"
#include "sis/base/str.h"
#include "sis/domain/id.h"
#include "sis/domain/record.h"
#include "sis/store/db.h"
#include "sis/vault/keyring.h"

struct draft_row {
    struct id id;
    struct id author;
    enum record_seal seal; /* BROKEN also when the author did not sign it */
    const char *text;      /* followed by a NUL; NULL unless RECORD_OPEN */
    size_t n;
};

/* The sealed bytes of a draft of the ring's owner. case_box (VAULT_PUBLIC bytes) is the case's
 * letterbox key, or NULL. Needs no file: when the disk refuses, the bytes can wait elsewhere. */
bool draft_seal(const struct keyring *ring, const struct id *id, const uint8_t *case_box,
                const void *text, size_t n, struct str *sealed, struct err *err) WARN_UNUSED;
/* Opens sealed bytes as their author. */
void draft_open(const struct keyring *ring, const struct id *id, const void *sealed, size_t n,
                struct arena *arena, struct draft_row *draft);

/* Keeps sealed bytes, in place of an earlier draft with the same id. ERR_CONFLICT when that one is
 * somebody else's. */
bool draft_keep(struct db *db, const struct id *author, const struct id *id, const void *sealed,
                size_t n, struct err *err) WARN_UNUSED;
/* One that is not there, or is somebody else's, is left alone. */
bool draft_remove(struct db *db, const struct id *author, const struct id *id,
                  struct err *err) WARN_UNUSED;

/* All drafts of the ring's owner, oldest first. */
bool drafts_load(struct db *db, const struct keyring *ring, struct arena *arena,
                 struct draft_row **draft, size_t *n, struct err *err) WARN_UNUSED;
/* What a person who has left has begun in the case of this key; drafts that belong elsewhere are
 * left out. keys are the person's, from a verified home statement. */
bool drafts_left(struct db *db, const struct side *side, const struct vault_key *key,
                 const struct id *author, const struct public_keys *keys, struct arena *arena,
                 struct draft_row **draft, size_t *n, struct err *err) WARN_UNUSED;

#endif
