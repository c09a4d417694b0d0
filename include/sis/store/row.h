/*
 * row.h - the sealed, append-only log of everything about cases and the home's registers.
 *
 * A row is one revision of a record. In the file it is: a running number, a random id, the key's
 * reference in place of the case, the key's number, and one sealed body (vault/seal.h). What the
 * body opens to is text, written once and never re-serialised:
 *
 *     signature ACCOUNT HEX      one line for each signer, the author first
 *     sis-tui row 1              here the signed content begins
 *     row ID
 *     record ID
 *     case ID                    none: the home's register
 *     parent ID
 *     cause ID
 *     form WORD
 *     state ready|signed|struck
 *     revision N
 *     based N
 *     at MOMENT                  2026-05-03T02:11:40Z
 *     audit N                    number of the audit row that belongs to it
 *     account ID                 the author, as it stood then
 *     role WORD
 *     name TEXT
 *     method HASH
 *                                an empty line, then the answers: one JSON object to the end
 *
 * Every line is there, in this order; an id that is none is 32 zeros, a word that is none is
 * empty. All signers sign row_claim_hash (vault/sign.h) over the content. Plain text never goes
 * through SQLite: bodies are sealed before they are bound and opened after they are read, so no
 * sorter, temporary file or page cache ever holds it.
 */
#ifndef SIS_STORE_ROW_H
#define SIS_STORE_ROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sis/base/err.h"
#include "sis/base/mem.h"
#include "sis/base/str.h"
#include "sis/domain/record.h"
#include "sis/store/db.h"
#include "sis/vault/hash.h"
#include "sis/vault/keyring.h"
#include "sis/vault/seal.h"
#include "sis/vault/sign.h"

#define ROW_SIGNERS 4
#define ROW_ANSWERS_MAX (ROW_MAX - 8192) /* bytes of JSON */

struct row_signature {
    struct id account;
    const char *hex; /* 128 digits, within the text; decoded by row_check */
};

struct row {
    struct record record; /* its answers are NULL until row_answers */
    int64_t number;       /* order of writing in this file; 0: not (yet) a row of it */
    uint64_t audit;
    size_t n_signatures;
    const struct row_signature *signature; /* not checked: row_check */
    const char *text;                      /* all; NULL unless record.seal is RECORD_OPEN */
    size_t text_n;
    const char *content; /* as signed: from within text to its end */
    size_t content_n;
    const char *json; /* the answers: from within content to its end; not followed by a NUL */
    size_t json_n;
};

/* ---- writing ---- */

/* A row to be written. */
struct row_new {
    /* Given: id, case_id, parent, cause, form, state, revision, based_on, by, at, method_hash. Not
     * looked at: answers. row, when none, is set to a new random id. */
    struct record record;
    const char *json; /* the answers as one JSON object */
    size_t json_n;
    uint64_t audit;                            /* audit_next */
    const struct keyring *signer[ROW_SIGNERS]; /* the author first; the rest NULL */
};

/* Signs, seals and adds. key is the case's (its owner is record.case_id) or the home's (case_id is
 * none). Sets record.row, record.key_number, and *hash: what the audit row says was written
 * (row_hash). ERR_LIMIT: too much text; ERR_INPUT: a word with a control character in it;
 * ERR_CONFLICT: there is a row with this id. */
bool row_add(struct db *db, const struct vault_key *key, struct row_new *row, struct hash *hash,
             struct err *err) WARN_UNUSED;

/* The signed text of a row without adding it: what a letter carries (letterbox.h). */
bool row_write(struct row_new *row, struct str *out, struct err *err) WARN_UNUSED;
/* Adds a row that was read from its text, signatures and all, as it is. */
bool row_add_text(struct db *db, const struct vault_key *key, const struct row *row,
                  struct err *err) WARN_UNUSED;
/* Reads a text into *row, pointing into it and into the arena. False when it is not a row's text;
 * then nothing is set. Sets neither key_number nor number. */
bool row_read(const char *text, size_t n, struct arena *arena, struct row *row);

/* Hash of "sis-tui row hash 1" | side | row id | text (bytes: signatures and content). It stays the
 * same when the row is sealed under a new key. The row must be open. */
struct hash row_hash(const struct side *side, const struct row *row);

/* ---- reading ---- */

/* The rows under one key, in the order they were written; they and all they point to live in the
 * arena, and a row stays where it is when more are added. */
struct rows {
    struct arena *arena; /* borrowed */
    struct row **row;
    size_t n, cap;
    int64_t last; /* greatest number read */
    size_t n_broken;
    struct row_index *newest; /* for rows_newest */
};

void rows_init(struct rows *rows, struct arena *arena);
/* Adds the rows under the key that are newer than rows->last: the first time all of the case, later
 * what has come since, from this session or another. A damaged row is RECORD_BROKEN, with id,
 * number and nothing else, and does not keep the others from being read. */
bool rows_load(struct db *db, const struct vault_key *key, struct rows *rows,
               struct err *err) WARN_UNUSED;
/* The present face of a record: highest revision, of equals the last written. NULL: none. */
const struct row *rows_newest(const struct rows *rows, const struct id *record);

/* One row by id, under whichever key of the ring it is: RECORD_NO_KEY when it is under none of
 * them. ERR_MISSING: no such row. */
bool row_find(struct db *db, const struct keyring *ring, const struct id *id, struct arena *arena,
              struct row *row, struct err *err) WARN_UNUSED;
/* Shows every row of the file to visit, one at a time, in order of writing; what a row points to is
 * gone when visit returns. visit returns false to stop (which is no failure). For `verify`. */
bool rows_each(struct db *db, const struct keyring *ring, bool (*visit)(void *, const struct row *),
               void *arg, struct err *err) WARN_UNUSED;

/* Parses the answers into the arena (once) and sets record.answers. ERR_CORRUPT when they are not
 * answers; then record.seal is RECORD_BROKEN. */
bool row_answers(struct row *row, struct arena *arena, struct err *err) WARN_UNUSED;

/* Whether signature i (0: the author's) is right under the public signing key that the verified
 * home statement gives its account; the author's must also be the account the row names. */
bool row_check(const struct side *side, const struct row *row, size_t i,
               const uint8_t sign[VAULT_PUBLIC]);

/* Rows are never changed, so who signs one afterwards keeps the signature elsewhere: over the same
 * hash as the author's, so over the same bytes. Adds 128 digits to hex; the row must be open. */
bool row_cosign(const struct keyring *ring, const struct row *row, struct str *hex) WARN_UNUSED;
bool row_cosign_check(const struct side *side, const struct row *row, const char *hex,
                      const uint8_t sign[VAULT_PUBLIC]);

/* ---- change of keys ---- */

/* Seals all rows under `from` anew under `to` (the same owner, a higher number), in the caller's
 * transaction. Ids, text and signatures stay. Damaged rows stay as they are and are counted in
 * *broken. Afterwards db_truncate_wal. */
bool rows_reseal(struct db *db, const struct vault_key *from, const struct vault_key *to,
                 size_t *resealed, size_t *broken, struct err *err) WARN_UNUSED;

#endif
