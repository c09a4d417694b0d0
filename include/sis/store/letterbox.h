/*
 * letterbox.h - what was put in for a case, a lead or an author who could not be handed it.
 *
 * A letter is the signed text of a row (row.h) in a box (vault/box.h) with the binding
 *
 *     "sis-tui letter 1" | side | letter id | kind u8 | recipient id | key number u32
 *
 * so whoever writes a note on a case needs no key of it, and the note becomes a row of the case
 * with its writer's own signature. The letter's id is random and is not the row's: otherwise an
 * older copy of the file would show which reference is which case. Unsealed are recipient, key
 * number, and whether it was set aside.
 */
#ifndef SIS_STORE_LETTERBOX_H
#define SIS_STORE_LETTERBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sis/store/db.h"
#include "sis/store/row.h"
#include "sis/vault/box.h"

enum recipient_kind {
    RECIPIENT_CASE = 1,  /* whoever has the case key */
    RECIPIENT_LEAD = 2,  /* one lead ("bara chef"), or several */
    RECIPIENT_AUTHOR = 3 /* a reply to whoever wrote */
};

struct recipient {
    enum recipient_kind kind;
    struct id id;        /* case or account; none with RECIPIENT_LEAD: the leads in common */
    uint32_t key_number; /* of the case key; for people what the caller tells letters apart by */
    /* From verified lists: the case's letterbox key, or those of the people; also the writer's own,
     * so that they can read it until it is opened. At most BOX_RECIPIENTS. Not needed for listing
     * and opening. */
    const struct box_to *box;
    size_t n_boxes;
};

struct letterbox_item {
    struct id id;
    struct recipient to; /* without boxes */
    bool aside;
    size_t size; /* sealed bytes */
    /* After letterbox_open: */
    enum record_seal seal;
    struct row row; /* as it will be; its signatures are not checked */
};

/* Signs (row->signer), seals and puts in. Sets *id, the letter's, and row->record.row. More than
 * LETTERBOX_MAX bytes is ERR_LIMIT. */
bool letterbox_put(struct db *db, const struct side *side, const struct recipient *to,
                   struct row_new *row, struct id *id, struct err *err) WARN_UNUSED;
/* The writer has changed it: another text in the same place. ERR_MISSING when somebody has opened
 * it meanwhile. */
bool letterbox_replace(struct db *db, const struct side *side, const struct recipient *to,
                       struct row_new *row, const struct id *id, struct err *err) WARN_UNUSED;
/* An opened letter, as it is, to others and under another id: the text keeps its writer's signature.
 * ring: of whoever does it. The letter before is removed. */
bool letterbox_forward(struct db *db, const struct side *side, const struct keyring *ring,
                       const struct recipient *to, const struct letterbox_item *letter,
                       struct id *id, struct err *err) WARN_UNUSED;
/* Counts those that wait and those set aside. */
bool letterbox_count(struct db *db, enum recipient_kind kind, const struct id *recipient,
                     size_t *waiting, size_t *aside, struct err *err) WARN_UNUSED;
/* All for one recipient, oldest first, unopened; those set aside too. */
bool letterbox_list(struct db *db, enum recipient_kind kind, const struct id *recipient,
                    struct arena *arena, struct letterbox_item **letter, size_t *n,
                    struct err *err) WARN_UNUSED;
/* One by its id; ERR_MISSING when it has been opened or removed. */
bool letterbox_get(struct db *db, const struct id *id, struct letterbox_item *letter,
                   struct err *err) WARN_UNUSED;
/* Opens one, with the case key of its number or as the ring's owner: sets seal, and when it is
 * RECORD_OPEN the row. BROKEN also when it is no row's text or claims another case than it was put
 * in for. The file is not changed. */
bool letterbox_open(struct db *db, const struct keyring *ring, struct letterbox_item *letter,
                    struct arena *arena, struct err *err) WARN_UNUSED;
/* The first opening, after row_check: seals the text as a row of the case and removes the letter.
 * ERR_CONFLICT: that row is there already, so this is a copy: set it aside. */
bool letterbox_take(struct db *db, const struct side *side, const struct vault_key *key,
                    const struct letterbox_item *letter, struct hash *hash,
                    struct err *err) WARN_UNUSED;
/* Sets aside what cannot be read or is not signed: it is counted, kept, and in nobody's way. */
bool letterbox_aside(struct db *db, const struct id *id, struct err *err) WARN_UNUSED;
bool letterbox_remove(struct db *db, const struct id *id, struct err *err) WARN_UNUSED;

#endif
