/*
 * case.h - an opened case: everything in it, read once into memory.
 */
#ifndef SIS_CASEWORK_CASE_H
#define SIS_CASEWORK_CASE_H

#include "sis/casework/register.h"
#include "sis/domain/facts.h"

struct case_file {
    struct id id;
    struct youth youth;
    /* Every revision that could be found, oldest first. Headers are there; answers when asked. */
    struct record *record;
    size_t n_records;
    size_t n_broken;  /* rows that did not open */
    size_t n_waiting; /* notes in the letterbox that nobody has opened */
    struct arena *arena;
    struct work *work;
    struct case_own *own;
};

/* Checks the right, writes the audit row durably, then reads. NULL and err. A case that is open in
 * this session already is shared: each case_open is answered by one case_close, and only the first
 * one is logged. */
struct case_file *case_open(struct work *work, const struct id *case_id, struct err *err);
void case_close(struct case_file *file);
/* Reads what other sessions have added. *changed tells whether there was anything. No audit row:
 * the case is open already. Records asked for before stay as they were, to be read until the case is
 * closed; ask again for the present ones. */
bool case_refresh(struct work *work, struct case_file *file, bool *changed,
                  struct err *err) WARN_UNUSED;

/* The newest revision of a record; NULL. */
const struct record *case_record(const struct case_file *file, const struct id *record);
/* A given revision; NULL. */
const struct record *case_revision(const struct case_file *file, const struct id *record,
                                   int revision);
/* The newest revisions of all records of a form, newest first, in the arena. form NULL: all. */
size_t case_records(const struct case_file *file, const char *form, struct arena *arena,
                    const struct record ***record);
/* Records whose parent is this one (addenda, strikes, rows), oldest first. */
size_t case_children(const struct case_file *file, const struct id *parent, const char *form,
                     struct arena *arena, const struct record ***record);
/* Answers of a revision; NULL when they cannot be read. Cached in the case. */
const struct answers *case_answers(struct case_file *file, const struct record *record);
/* Checks the author's signature over the stored bytes, of a second signature (cosign.h) also that it is
 * over the bytes signed first, and of a letter given out what two people signed; ERR_CORRUPT otherwise.
 * For reading in full, signing, letters. */
bool case_verify(struct work *work, struct case_file *file, const struct record *record,
                 struct err *err) WARN_UNUSED;
/* What the method engine may know, in the case's arena; valid until the case is refreshed. */
const struct facts *case_facts(struct work *work, struct case_file *file);
/* The method a record was answered under; the adopted one when it is no longer there. */
const struct method *case_method(struct work *work, const struct record *record);

#endif
